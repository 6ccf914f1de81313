"""Days near the main event's that are another event's: "two days earlier, on 16 June, six guards were killed at …"."""

from collections.abc import Sequence, Set

from tollbook.data.kinds import load_kinds
from tollbook.link.occasions import Figure, figure_of, is_occasion
from tollbook.link.placed import Placed, placed
from tollbook.model import Claim, Harm, Mark, Mention, MentionKind, Reading
from tollbook.model.when import edtf_bounds

_DAY = len("1997-04-14")
_MOST_BETWEEN = 7  # days between the main event's first day told and a figure of another day that is still its own
_SEIZED = frozenset({Harm.DETAINED, Harm.ABDUCTED})
_FOLLOWING = frozenset({Mark.ADDITIONAL, Mark.CUMULATIVE, Mark.DIED})  # the wounded who die later are the same event's


def without_others(dates: Sequence[Mention], reading: Reading, place: str | None, kind: str) -> list[Mention]:
    """The dates that may be the main event's, of a document whose main event is of that kind and place."""
    head = next((mention for mention in dates if len(mention.value) >= _DAY), None)
    if head is None:
        return list(dates)
    near = placed(reading)
    occasions = {figure_of(one) for one in reading.claims if is_occasion(one)}  # a protest *over* one has its own day
    told = any(_is_told(mention, near) for mention in dates)
    return [
        mention
        for mention in dates
        if mention is head
        or not (
            (told and mention.sentence > head.sentence and _tells_nothing(mention, near))
            or _is_anothers(mention, head, near, place, kind, occasions)
        )
    ]


def _tells_nothing(mention: Mention, near: Placed) -> bool:
    """A day of no figure and no event, beside one that has: "the others were exchanged on 9 October"."""
    return not _dated(mention, near) and _nearest_event(mention, near) is None


def _is_anothers(
    mention: Mention, head: Mention, near: Placed, place: str | None, kind: str, occasions: Set[Figure]
) -> bool:
    if mention.sentence <= head.sentence or mention.value == head.value:
        return False
    counted = _dated(mention, near)
    named = _nearest_event(mention, near)
    if not counted:
        return False
    if any(_is_stated(one) and figure_of(one) in occasions for one in counted) or _only_taken(counted) > _only_taken(
        _dated(head, near)
    ):
        return True
    if named is not None and named.value == kind and not named.another:
        return False
    there = _places(near, mention.sentence)
    here = _places(near, head.sentence) or ({place.casefold()} if place else set())
    elsewhere = bool(there and here) and there.isdisjoint(here)
    if _is_before(mention, head):
        return mention.another or elsewhere or named is not None
    if any(one.count and one.count.marks & _FOLLOWING for one in counted):
        return False
    return elsewhere or (mention.another and load_kinds().lasts.get(kind) is not True) or _days_after(mention, head)


def _dated(mention: Mention, near: Placed) -> list[Claim]:
    return [one for one in near.claims.get(mention.sentence, ()) if _is_dated_by(one, mention)]


def _is_told(mention: Mention, near: Placed) -> bool:
    """Whether its sentence tells of figures of that day, or of an event."""
    return bool(_dated(mention, near)) or bool(near.mentioned(mention.sentence, MentionKind.EVENT))


def _only_taken(claims: Sequence[Claim]) -> bool:
    """Whether people were only seized that day: "those killed on 12 July had been captured on 10 July"."""
    return bool(claims) and all(one.harm in _SEIZED for one in claims if one.count)


def _is_stated(claim: Claim) -> bool:
    return claim.count is not None and claim.count.quantity.low is not None


def _days_after(mention: Mention, head: Mention) -> bool:
    first, last = edtf_bounds(mention.value)[0], edtf_bounds(head.value)[1]
    return first is not None and last is not None and (first - last).days > _MOST_BETWEEN


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
