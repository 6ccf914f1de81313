"""Versions of a document: which source stands in which one's place, as people said it, and what cannot be followed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tollbook.model import Issue, Severity, Source, Supersession
from tollbook.model.provenance import name_key


class Named(NamedTuple):
    """A document of the case by its name. ``source`` is the id of what was read, None where nothing was;
    ``supersedes`` names the earlier version, as people gave it."""

    name: str
    source: str | None
    supersedes: str | None


def find_versions(documents: Sequence[Named]) -> tuple[tuple[Supersession, ...], list[Issue]]:
    """Who supersedes whom, sorted, and an Issue for each word on it that could not be followed."""
    by_name = {name_key(one.name): one for one in documents}
    said, issues = [], []
    for one in sorted(documents, key=lambda one: one.name):
        if one.supersedes is None:
            continue
        wrong = _not_followed(one, by_name)
        if wrong is not None:
            issues.append(wrong)
        elif (earlier := by_name[name_key(one.supersedes)].source) and one.source:
            said.append(Supersession(earlier, one.source))
    found = set(said)
    round_about = _in_a_circle(found)
    names = {one.source: one.name for one in sorted(documents, key=lambda one: one.name, reverse=True) if one.source}
    issues += _circles(round_about, names)
    kept = tuple(sorted(found - round_about, key=lambda one: (names[one.earlier], names[one.later])))
    return kept, [*issues, *_twice(kept, names)]


def in_force(
    versions: Sequence[Supersession], sources: Sequence[Source], until: date | None
) -> tuple[Supersession, ...]:
    """Those of them that had come by a day: what is dated after it stood in nothing's place yet."""
    dated = {one.id: one.date.first if one.date else None for one in sources}
    return tuple(one for one in versions if until is None or not ((day := dated.get(one.later)) and day > until))


def _not_followed(one: Named, by_name: Mapping[str, Named]) -> Issue | None:
    earlier = by_name.get(name_key(one.supersedes or ""))
    if earlier is None:
        return Issue(
            "superseded-not-there",
            f"{one.name} is said to supersede a document, and the case holds none of the name given. Put the earlier "
            "version into the case, or give its name as it stands there.",
            Severity.OPEN,
            source=one.name,
        )
    if earlier.name == one.name or (one.source and earlier.source == one.source):
        as_bytes = "" if earlier.name == one.name else f", since {earlier.name} holds the same bytes"
        return Issue(
            "supersedes-itself",
            f"{one.name} is said to supersede itself{as_bytes}. It counts as it is; name another document, or leave "
            "that cell empty.",
            Severity.OPEN,
            source=one.name,
        )
    if one.source is None:
        return Issue(
            "superseding-not-read",
            f"{one.name} is said to supersede {earlier.name}, and could not be taken in: {earlier.name} counts until "
            "it can. Mend the later version, or add its words as text.",
            Severity.OPEN,
            source=one.name,
        )
    return None


def _in_a_circle(said: Iterable[Supersession]) -> set[Supersession]:
    """Those from which one comes back to where one began: what is left when ends are taken off, again and again."""
    left = set(said)
    while True:
        free = ({one.earlier for one in left} ^ {one.later for one in left}) if left else set()
        taken = {one for one in left if one.earlier in free or one.later in free}
        if not taken:
            return left
        left -= taken


def _circles(round_about: set[Supersession], names: Mapping[str, str]) -> Iterator[Issue]:
    waiting = sorted(round_about, key=lambda one: names[one.later])
    while waiting:
        circle, before = {waiting[0].later}, 0
        while len(circle) > before:
            before = len(circle)
            circle |= {end for one in waiting if {one.earlier, one.later} & circle for end in (one.earlier, one.later)}
        listed = sorted(names[one] for one in circle)
        waiting = [one for one in waiting if one.later not in circle]
        yield Issue(
            "supersedes-in-a-circle",
            f"{', '.join(listed)} are said to supersede one another in a circle: each of them counts. Say which is the "
            "latest, and leave that cell empty for the first.",
            Severity.OPEN,
            source=listed[0],
        )


def _twice(kept: Sequence[Supersession], names: Mapping[str, str]) -> Iterator[Issue]:
    for earlier in dict.fromkeys(one.earlier for one in kept):
        later = [names[one.later] for one in kept if one.earlier == earlier]
        if len(later) > 1:
            yield Issue(
                "superseded-twice",
                f"{names[earlier]} is superseded by {' and by '.join(later)}: it is set aside, and each of those "
                "counts. If one of them is a later version of the other, say so.",
                Severity.OPEN,
                source=names[earlier],
            )


def same_address_issues(sources: Sequence[Source], versions: Sequence[Supersession]) -> Iterator[Issue]:
    """Sources that stood at one address and hold different bytes, where nobody said which is the later."""
    superseded = {one.earlier for one in versions}
    by_address: dict[str, list[str]] = {}
    for source in sources:
        address = (source.provenance.address or "").strip()
        if address and source.id not in superseded:
            by_address.setdefault(address, []).append(source.name)
    for address, names in by_address.items():
        if len(names) > 1:
            listed = sorted(names)
            yield Issue(
                "same-address",
                f"{', '.join(listed)} stood at one address ({address}) and hold different bytes: all of them count. If "
                "they are versions of one document, say in sources.csv which supersedes which.",
                Severity.OPEN,
                source=listed[0],
            )
