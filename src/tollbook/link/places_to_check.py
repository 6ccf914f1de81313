"""What a person should look at of places: names that may mean several, and spellings that were taken for one place."""

from collections.abc import Iterator, Sequence

from tollbook.link.event import Event
from tollbook.model import Anchor, Issue, Severity
from tollbook.model.locality import Locality, folded

_LISTED = 5


def places_to_check(groups: Sequence[Sequence[Event]]) -> Iterator[Issue]:
    """One issue for each name whose place stays open, and for each spelling that was taken for another's place."""
    yield from _open_names([event for group in groups for event in group])
    for group in groups:
        yield from _spelt_differently(group)


def _open_names(events: Sequence[Event]) -> Iterator[Issue]:
    by_name: dict[tuple[str, tuple[Locality, ...]], list[Event]] = {}
    for event in events:
        located = event.place.located
        if event.place.name and located and located.taken is None:
            by_name.setdefault((folded(event.place.name), located.candidates), []).append(event)
    for (_, candidates), told in by_name.items():
        place = told[0].place
        assert place.name is not None and place.located is not None
        yield Issue(
            "place-open",
            f"“{place.name}” may be {_listed(candidates)}: {place.located.because}. It is taken for none of them, and "
            f'goes by its name alone. If you know which, write it in case.toml under [places], as "{place.name}" = '
            f'"{candidates[0].id}".',
            Severity.NOTE,
            _named_at(told[0]),
            about=tuple(claim.id for event in told for claim, _ in event.claims),
        )


def _listed(candidates: Sequence[Locality]) -> str:
    shown = [f"{one.name}, {one.region or one.kind}, {one.country_code} ({one.id})" for one in candidates[:_LISTED]]
    more = len(candidates) - len(shown)
    return "; or ".join([*shown, f"{more} more"] if more else shown)


def _spelt_differently(group: Sequence[Event]) -> Iterator[Issue]:
    first = next((event for event in group if event.place.taken), None)
    if first is None or first.place.name is None:
        return
    own = folded(first.place.name)
    others = {folded(name): event for event in reversed(group) if (name := event.place.name) and folded(name) != own}
    for _, event in sorted(others.items()):
        located = event.place.located
        if located is None or located.taken is None or event.place.taken != first.place.taken:
            continue
        yield Issue(
            "place-names-joined",
            f"“{first.place.name}” and “{event.place.name}” are taken for one place, {_listed([located.taken])}: "
            f"{located.because}. If they are two, say so: tollbook decide CASE different place "
            f'"{first.place.name}" "{event.place.name}" --by CODE --because REASON.',
            Severity.NOTE,
            _named_at(event),
        )


def _named_at(event: Event) -> Anchor:
    """The words that name its place, else the first that tell of it."""
    return next((ground.at for ground in event.grounds if ground.fact == "where"), event.first)
