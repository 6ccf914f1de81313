"""A sentence as tokens, each with its place in the text."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

_BLANK_MISREAD = "\u00c2\u00a0"  # a no-break space in UTF-8, read as Latin-1 somewhere on its way: it ends a word
NUMBER, WORD, CODE, PUNCTUATION = "number", "word", "code", "punctuation"


class Token(NamedTuple):
    """``start`` and ``end`` in the canonical text; ``lower`` for look-up, with straight apostrophes. A tuple, since
    most of the values that a reading makes are tokens."""

    start: int
    end: int
    text: str
    lower: str
    kind: str
    space_before: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@cache
def _token_pattern(thousands: str, decimal: str) -> re.Pattern[str]:
    t, d = re.escape(thousands), re.escape(decimal)
    return re.compile(
        rf"""
        (?P<plain>  [A-Za-z]+(?=[ ,]) )  # no other kind begins so and ends there: told at once
      | (?P<code>   \d+(?:[/:.]\d+)*[/:]\d+(?:[/:.]\d+)* | \d+(?:\.\d+){{2,}}
                  | \d+(?:-[^\W\d_]+)+ | \d+[^\W\d_]\w* | [^\W\d_]+[-./]?\d[\w/-]* )
      | (?P<number> \d{{1,3}}(?:[{t}\u00a0\u202f]\d{{3}})+(?!\d)(?:{d}\d+)? | \d+(?:{d}\d+)? )
      | (?P<short>  [^\W\d_](?:\.[^\W\d_]){1, 5}\.?(?![^\W\d_]) )
      | (?P<word>   [^\W\d_](?:[^\W\d_]|\u200c|[\u0300-\u036f])*(?:['’ʼ][^\W\d_]+)*(?:-[^\W\d_]+(?:['’][^\W\d_]+)*)* )
      | (?P<punctuation> [^\s*_`] )  # marks of emphasis are no words
        """,
        re.VERBOSE,
    )


_KINDS: dict[str | None, str] = {  # of the groups of the pattern
    **dict.fromkeys(("plain", "short", "word"), WORD),  # "were"; "p.m.", "U.N."
    **{kind: kind for kind in (CODE, NUMBER, PUNCTUATION)},
}


def tokenize(text: str, start: int, end: int, thousands: str, decimal: str) -> tuple[Token, ...]:
    """The tokens of ``text[start:end]``; time is linear in the length."""
    found = []
    made, token = tuple.__new__, Token  # past the function written in Python that a named tuple is made by
    last, before = start, 0
    if _BLANK_MISREAD in (words := text[start:end]):  # as long as it was, so that every place stays what it is
        text, before, start, end = words.replace(_BLANK_MISREAD, "\u00a0\u00a0"), start, 0, end - start
    for match in _token_pattern(thousands, decimal).finditer(text, start, end):
        words, at = match.group(), match.start() + before
        to = at + len(words)
        found.append(made(token, (at, to, words, _folded(words), _KINDS[match.lastgroup], at > last)))
        last = to
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def _folded(words: str) -> str:
    return words.lower().replace("’", "'").replace("ʼ", "'")
