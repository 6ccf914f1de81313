"""Date lines and signatures: short lines at the edges of a document, told by their shape alone."""

import re
from dataclasses import replace

from tollbook.model import PassageKind
from tollbook.read.drafts import Draft
from tollbook.read.markers import ends_sentence

_LONGEST = 80
_MOST_SIGNATURE_LINES = 4
_TOKEN = re.compile(r"\d+(?:[^\W\d_]{1,2}(?![^\W_]))?|[^\W\d_]+")
_OTHER_SIGNS = re.compile(r"[^\w\s,.:;/()'’ʼ‐‑–—-]")
# One letter a token: Y a year, D a day or month in figures, w a short word, W a word.
_DATE = re.compile(
    r"[wW]{0,5}(?:"
    r"D[wW]Y|[wW]DY|DD?[wW]Y|D[wW]D[wW]Y|DwWwY|D[wW]{2}Y"  # day, month in words, year, in the orders in use
    r"|Y[wW]?D[wW]|Y[wW]D"
    r"|DDY|YDD"  # all in figures
    r")[wW]?(?:DD)?[wW]{0,2}"
)
_STRICT_DATE = re.compile(r"[wW]{0,4}(?:D[wW]Y|[wW]DY|DDY|YDD|Y[wW]?D[wW]|DwWwY)[w]?(?:DD)?")


def is_date_line(words: str, *, strict: bool = True) -> bool:
    """Whether a line is only a date, or a place and a date. ``strict``: where a headline could stand instead."""
    if len(words) > _LONGEST or _OTHER_SIGNS.search(words):
        return False
    shape = "".join(map(_kind_of, _TOKEN.findall(words)))
    return bool((_STRICT_DATE if strict else _DATE).fullmatch(shape))


def _kind_of(token: str) -> str:
    if not token[0].isdecimal():
        return "w" if len(token) <= 4 else "W"
    figures = "".join(sign for sign in token if sign.isdecimal())
    if len(figures) == 4:
        return "Y" if 1000 <= int(figures) < 3000 else "N"
    return "D" if len(figures) <= 2 and int(figures) <= 60 else "N"


def mark_datelines(text: str, drafts: list[Draft]) -> list[Draft]:
    """Date lines before the first paragraph; date lines and signatures after the last."""
    marked = list(drafts)
    for at, draft in enumerate(drafts[:4]):
        if draft.kind is PassageKind.PARAGRAPH:
            if len(drafts) == 1 or not (draft.lines == 1 and is_date_line(_words(text, draft))):
                break
            marked[at] = replace(draft, kind=PassageKind.DATELINE)
    _mark_end(text, marked)
    return marked


def _words(text: str, draft: Draft) -> str:
    return text[draft.start : min(draft.end, draft.start + _LONGEST + 1)]


def _mark_end(text: str, drafts: list[Draft]) -> None:
    """From the last line up: dates, then the lines of a signature, until something is a paragraph."""
    lowest = max(len(drafts) - _MOST_SIGNATURE_LINES, 2)
    for at in range(len(drafts) - 1, lowest - 1, -1):
        draft = drafts[at]
        if draft.kind is not PassageKind.PARAGRAPH or not draft.stands_alone:
            return
        words = _words(text, draft)
        if not is_date_line(words, strict=False) and not _is_signature(text, drafts, at, words):
            return
        drafts[at] = replace(draft, kind=PassageKind.DATELINE)


def _is_signature(text: str, drafts: list[Draft], at: int, words: str) -> bool:
    """A name and no more: no figure, no end of a sentence, and what stands above it is a whole sentence."""
    if len(words) > _LONGEST or len(words.split()) > 10 or any(sign.isdigit() for sign in words):
        return False
    above = drafts[at - 1]
    whole_above = above.stands_alone or ends_sentence(text[max(above.end - 12, above.start) : above.end])
    first = next((sign for sign in words if sign.isalpha()), "")
    return bool(first) and not first.islower() and not ends_sentence(words) and whole_above and not words.endswith(":")
