"""The day that a cell of a table gives: in figures, or in the words of a pack."""

import re

from tollbook.data import Pack
from tollbook.extract.chunks import chunk_sentence
from tollbook.model import EdtfError, When

_MOST = 64  # characters: a cell that only gives a day is shorter
_IN_FIGURES = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_SET_APART = re.compile(r"(?<=\w)[-./_](?=\w)")
DAY_FIRST, MONTH_FIRST = "dmy", "mdy"


def day_in(text: str, pack: Pack, order: str | None = None) -> When | None:
    """``order``: whether days written in figures put the day or the month first. None where it gives no day, or one
    that could be two and ``order`` is not given."""
    shown = text.strip()[:_MOST]
    if figures := _IN_FIGURES.match(shown):
        return _in_figures(figures, order)
    if compact := _COMPACT.fullmatch(shown):
        return _when("-".join(compact.groups()), shown)
    return _in_words(shown, pack) or _in_words(_SET_APART.sub(" ", shown), pack)


def _in_figures(found: re.Match[str], order: str | None) -> When | None:
    first, second, year = int(found[1]), int(found[2]), found[3]
    if order is None and first != second and first <= 12 and second <= 12:
        return None
    month, day = (first, second) if order == MONTH_FIRST or (order is None and second > 12) else (second, first)
    return _when(f"{year}-{month:02}-{day:02}", found[0])


def _in_words(text: str, pack: Pack) -> When | None:
    if not text:
        return None
    for chunk in chunk_sentence(text, 0, len(text), pack).chunks:
        if chunk.date and (when := chunk.date.resolve(None)):
            return when
    return None


def _when(edtf: str, words: str) -> When | None:
    try:
        return When(edtf, words)
    except EdtfError:
        return None
