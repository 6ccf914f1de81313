"""Fields: rows of a label and its value, as an infobox or the head of a form holds them."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from tollbook.model import PassageKind
from tollbook.read.blocks import Block
from tollbook.read.drafts import Draft
from tollbook.read.markers import ends_sentence, item_mark

_LABEL = re.compile(r"(?:\*\*|__)?([^\W\d_][^:：\n|]{0,59}?)[ \t]*(?:\*\*|__)?[:：](?:\*\*|__)?[ \t\u00a0]+(?=\S)")
_LONGEST_VALUE = 400
_LONGEST_LEAD = 40
_NOT_IN_LABELS = frozenset('.!?;,؟؛،"“”«»')


class Labelled(NamedTuple):
    """``value`` is how far from the front of the line the value begins."""

    label: str
    value: int


@lru_cache(maxsize=1_024)  # each line is looked at twice, as the first of a run and as the second
def labelled(line: str) -> Labelled | None:
    """The label of a line "Label: value"; None where it is none, or more likely a sentence."""
    if len(line) > _LONGEST_VALUE or not (":" in line or "：" in line):
        return None
    match = _LABEL.match(line)
    if not match or len(match.group(1).split()) > 6 or _NOT_IN_LABELS & set(match.group(1)):
        return None
    return Labelled(match.group(1).strip(), match.end())


def field_lines_at(text: str, block: Block, at: int) -> int:
    """How many lines from here are a run of fields: at least two, with labels that differ; else 0.

    A block's later lines join a run only as a whole, so that a colon in a wrapped paragraph makes no field.
    """
    if at and not _may_begin(text, block, at):
        return 0
    labels: set[str] = set()
    while at + len(labels) < len(block):
        line = block[at + len(labels)]
        words = text[line.start : min(line.end, line.start + _LONGEST_VALUE + 1)]
        found = None if item_mark(words) else labelled(words)
        if not found or found.label in labels:
            break
        labels.add(found.label)
    count = len(labels)
    return count if count >= 2 and not _is_talk(text, block[at : at + count]) else 0


def _may_begin(text: str, block: Block, at: int) -> bool:
    before = block[at - 1]
    return before.length <= _LONGEST_LEAD and not ends_sentence(text[before.start : before.end])


def _is_talk(text: str, lines: Block) -> bool:
    """Speech has sentences after its colons, an infobox has not."""
    sentences = sum(line.length > _LONGEST_LEAD and ends_sentence(text[line.start : line.end]) for line in lines)
    return 2 * sentences > len(lines)


def field_line_drafts(text: str, lines: Block) -> list[Draft]:
    """One field a line."""
    drafts = []
    for line in lines:
        found = labelled(text[line.start : line.end])
        assert found is not None
        drafts.append(
            Draft(
                PassageKind.FIELD,
                line.start,
                line.end,
                line.number,
                label=found.label,
                value_start=line.start + found.value,
            )
        )
    return drafts


def mark_fields(text: str, drafts: list[Draft]) -> list[Draft]:
    """List items "Label: value" become fields where a lead line or the title stands right before the run of them."""
    marked = list(drafts)
    at = 0
    while at < len(drafts):
        count = _labelled_items(text, drafts, at)
        if count >= 2 and at and _leads(text, drafts, at - 1):
            marked[at : at + count] = [_as_field(text, draft) for draft in drafts[at : at + count]]
            if drafts[at - 1].kind is PassageKind.PARAGRAPH:
                marked[at - 1] = replace(drafts[at - 1], kind=PassageKind.CAPTION)
        at += max(count, 1)
    return marked


def _labelled_items(text: str, drafts: list[Draft], at: int) -> int:
    after = at
    while after < len(drafts) and _is_labelled_item(text, drafts[after]):
        after += 1
    return after - at


def _is_labelled_item(text: str, draft: Draft) -> bool:
    return draft.kind is PassageKind.LIST_ITEM and labelled(text[draft.start : draft.end]) is not None


def _leads(text: str, drafts: list[Draft], at: int) -> bool:
    lead = drafts[at]
    words = text[lead.start : lead.end] if lead.end - lead.start <= _LONGEST_LEAD else ""
    if lead.kind is PassageKind.HEADING:
        return True
    if lead.kind is not PassageKind.PARAGRAPH or not words:
        return False
    return at == 0 or (lead.lines == 1 and len(words.split()) <= 3 and not ends_sentence(words))


def _as_field(text: str, draft: Draft) -> Draft:
    found = labelled(text[draft.start : draft.end])
    assert found is not None
    return replace(draft, kind=PassageKind.FIELD, label=found.label, value_start=draft.start + found.value)
