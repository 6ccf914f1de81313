"""The events of claims that a person entered: by the day and place written beside each, never by a flow of text."""

from tollbook.link.event import Event
from tollbook.link.main_event import UNSPECIFIC
from tollbook.model import Claim, Ground, Place, Reading, Source


def events_by_hand(source: Source, reading: Reading) -> list[Event]:
    """One event for each day and place; its kind is left open, so that it joins what the documents tell of there."""
    events: dict[tuple[str | None, str | None], Event] = {}
    for claim in reading.claims:
        if claim.corrects is not None:
            continue  # it goes where the claim is that it corrects
        place = (claim.where or "").partition(",")[0].strip() or None
        key = (claim.when.edtf if claim.when else None, place)
        event = events.get(key)
        if event is None:
            event = events[key] = _event(source, claim, place)
        event.claims.append((claim, _reason(claim, place)))
    return list(events.values())


def _event(source: Source, claim: Claim, place: str | None) -> Event:
    """``grounds`` only where the text is the source's own: of one that people wrote down, the words give no day."""
    dated = f"a person wrote {claim.when.edtf} beside these words" if claim.when else ""
    grounds = [Ground("when", claim.anchor, dated)] if dated and not source.written_down else []
    return Event(UNSPECIFIC, claim.when, Place(place), claim.anchor, grounds=grounds, by_hand=True)


def _reason(claim: Claim, place: str | None) -> str:
    if claim.when is None:
        return "no day is written beside it, so it stands alone"
    if place is None:
        return "a day and no place are written beside it, so it stands alone"
    return f"{claim.when.edtf} and “{place}” are written beside it by a person"
