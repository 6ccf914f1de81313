"""A sentence as tokens, each with its place in the text."""

import re
from collections.abc import Callable
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
def _kinds(thousands: str, decimal: str) -> dict[str, str]:
    """The expression of each kind, in the order in which they are tried."""
    t, d = re.escape(thousands), re.escape(decimal)
    return {
        CODE: r"""\d+(?:[/:.]\d+)*[/:]\d+(?:[/:.]\d+)* | \d+(?:\.\d+){2,}
                  | \d+(?:-[^\W\d_]+)+ | \d+[^\W\d_]\w* | [^\W\d_]+[-./]?\d[\w/-]*""",
        NUMBER: rf"\d{{1,3}}(?:[{t}\u00a0\u202f]\d{{3}})+(?!\d)(?:{d}\d+)? | \d+(?:{d}\d+)?",
        # "were", "Mayor's"; the letters of "p.m." and "U.N." are tokens of their own
        WORD: r"[^\W\d_](?:[^\W\d_]|\u200c|[\u0300-\u036f])*(?:['’ʼ][^\W\d_]+)*(?:-[^\W\d_]+(?:['’][^\W\d_]+)*)*",
        PUNCTUATION: r"[^\s*_`]",  # marks of emphasis are no words
    }


@cache
def _token_pattern(thousands: str, decimal: str) -> re.Pattern[str]:
    """One token, of whichever kind."""
    plain = "[A-Za-z]+(?=[ ,])"  # no other kind begins so and ends there: told at once
    return re.compile("|".join((plain, *_kinds(thousands, decimal).values())).join("()"), re.VERBOSE)


@cache
def _cutting(thousands: str, decimal: str) -> tuple[Callable[[str], list[str]], Callable[[str], tuple[str, str]]]:
    """What cuts a text into what stands between tokens and tokens, by turns; and what says of a token how it is looked
    up, and its kind. The kind follows from the token alone, whatever stands beside it."""
    cut, kinds = _token_pattern(thousands, decimal), _kinds(thousands, decimal)
    told = re.compile("|".join(f"(?P<{kind}>{expression})" for kind, expression in kinds.items()), re.VERBOSE)

    @lru_cache(maxsize=1 << 14)
    def known(words: str) -> tuple[str, str]:
        match = told.match(words)
        assert match is not None and match.lastgroup is not None
        return words.lower().replace("’", "'").replace("ʼ", "'"), match.lastgroup

    return cut.split, known


def tokenize(text: str, start: int, end: int, thousands: str, decimal: str) -> tuple[Token, ...]:
    """The tokens of ``text[start:end]``; time is linear in the length."""
    found = []
    made, token = tuple.__new__, Token  # past the function written in Python that a named tuple is made by
    cut, known = _cutting(thousands, decimal)
    shown = text[start:end]
    if _BLANK_MISREAD in shown:  # as long as it was, so that every place stays what it is
        shown = shown.replace(_BLANK_MISREAD, "\u00a0\u00a0")
    pieces = iter(cut(shown))
    for between, words in zip(pieces, pieces, strict=False):  # what stands behind the last token is no pair
        at = start + len(between)
        start = at + len(words)
        lower, kind = known(words)
        found.append(made(token, (at, start, words, lower, kind, between != "")))
    return tuple(found)
