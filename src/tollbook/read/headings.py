"""The title, and headings that have no mark of their own: short numbered lines and lines in capitals."""

from dataclasses import replace

from tollbook.model import PassageKind, Zone
from tollbook.read.datelines import is_date_line
from tollbook.read.drafts import Draft
from tollbook.read.markers import ends_sentence

_LONGEST_TITLE = 200
_MOST_ABOVE = 12  # date lines and fields that may stand above a title
_LONGEST_HEADING = 80
_FULL_STOPS = (".", "。", "۔", ":", "：", ";", ",", "،")


def mark_title(text: str, drafts: list[Draft]) -> list[Draft]:
    """The first line is the title if it is marked so, or is short, stands alone and does not end as a sentence."""
    for at, draft in enumerate(drafts[:_MOST_ABOVE]):
        words = text[draft.start : min(draft.end, draft.start + _LONGEST_TITLE + 1)]
        above = draft.kind is PassageKind.PARAGRAPH and draft.stands_alone and is_date_line(words)
        if above or draft.kind is PassageKind.FIELD or draft.zone is not Zone.MAIN:
            continue
        if _is_title(words, draft, drafts[at + 1 :]):
            return [*drafts[:at], replace(draft, kind=PassageKind.TITLE, level=1), *drafts[at + 1 :]]
        break
    return drafts


def _is_title(words: str, draft: Draft, rest: list[Draft]) -> bool:
    if draft.kind is PassageKind.HEADING:
        return draft.level == 1
    short = len(words) <= _LONGEST_TITLE and not words.endswith(_FULL_STOPS)
    if draft.kind is not PassageKind.PARAGRAPH or not short or not rest or draft.lines > 1:
        return False
    # Text copied from a page has no blank lines: there the first line is set apart by what follows being long.
    return draft.block_lines == 1 or (rest[0].block == draft.block and rest[0].end - rest[0].start > _LONGEST_TITLE)


def mark_headings(text: str, drafts: list[Draft]) -> list[Draft]:
    """A short numbered line or a line in capitals, alone, with a paragraph under it."""
    marked = list(drafts)
    for at in range(len(drafts) - 1):
        draft, below = drafts[at], drafts[at + 1]
        if below.kind is not PassageKind.PARAGRAPH or not draft.stands_alone:
            continue
        words = text[draft.start : min(draft.end, draft.start + _LONGEST_HEADING + 1)]
        if len(words) > _LONGEST_HEADING or ends_sentence(words) or words.endswith(_FULL_STOPS):
            continue
        if _is_numbered(words, draft, below) or _is_capitals(words, draft):
            marked[at] = replace(draft, kind=PassageKind.HEADING, level=2)
    return marked


def _is_numbered(words: str, draft: Draft, below: Draft) -> bool:
    """Fewer words than a demand or a point has, none of them a figure, and much under it."""
    if draft.kind is not PassageKind.LIST_ITEM or not any(sign.isdigit() for sign in draft.marker):
        return False
    return len(words.split()) <= 6 and not any(sign.isdigit() for sign in words) and below.end - below.start > 120


def _is_capitals(words: str, draft: Draft) -> bool:
    letters = sum(sign.isalpha() for sign in words)
    return draft.kind is PassageKind.PARAGRAPH and letters >= 4 and words.isupper()
