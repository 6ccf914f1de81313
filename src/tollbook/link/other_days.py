"""Days near the main event's that are another event's: "two days earlier, on 16 June, six guards were killed at …"."""

from collections.abc import Sequence

from tollbook.data.kinds import load_kinds
from tollbook.link.placed import Placed, placed
from tollbook.model import Claim, Mark, Mention, MentionKind, Reading
from tollbook.model.when import edtf_bounds

_DAY = len("1997-04-14")
_FOLLOWING = frozenset({Mark.ADDITIONAL, Mark.CUMULATIVE, Mark.DIED})  # the wounded who die later are the same event's


def without_others(dates: Sequence[Mention], reading: Reading, place: str | None, kind: str) -> list[Mention]:
    """The dates that may be the main event's, of a document whose main event is of that kind and place."""
    head = next((mention for mention in dates if len(mention.value) >= _DAY), None)
    if head is None:
        return list(dates)
    near = placed(reading)
    return [mention for mention in dates if mention is head or not _is_anothers(mention, head, near, place, kind)]


def _is_anothers(mention: Mention, head: Mention, near: Placed, place: str | None, kind: str) -> bool:
    if mention.sentence <= head.sentence or mention.value == head.value:
        return False
    counted = [one for one in near.claims.get(mention.sentence, ()) if _is_dated_by(one, mention)]
    if not counted:
        return False
    named = _nearest_event(mention, near)
    if named is not None and named.value == kind and not named.another:
        return False
    there = _places(near, mention.sentence)
    here = _places(near, head.sentence) or ({place.casefold()} if place else set())
    elsewhere = bool(there and here) and there.isdisjoint(here)
    if _is_before(mention, head):
        return mention.another or elsewhere or named is not None
    if any(one.count and one.count.marks & _FOLLOWING for one in counted):
        return False
    return elsewhere or (mention.another and load_kinds().lasts.get(kind) is not True)


def _places(near: Placed, sentence: int) -> set[str]:
    return {one.value.casefold() for one in near.mentioned(sentence, MentionKind.PLACE)}


def _is_dated_by(claim: Claim, mention: Mention) -> bool:
    return claim.count is not None and claim.when is not None and claim.when.edtf == mention.value


def _nearest_event(mention: Mention, near: Placed) -> Mention | None:
    """The specific event named nearest a date in its sentence."""
    events = [one for one in near.mentioned(mention.sentence, MentionKind.EVENT) if one.value in load_kinds().lasts]
    return min(events, key=lambda one: abs(one.at.start - mention.at.start), default=None)


def _is_before(mention: Mention, head: Mention) -> bool:
    last, first = edtf_bounds(mention.value)[1], edtf_bounds(head.value)[0]
    return last is not None and first is not None and last < first
