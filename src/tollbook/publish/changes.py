"""What changed between two dossiers, figure by figure, and why: from the two records alone."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from tollbook.publish import figures
from tollbook.publish.changed_claims import Compared, Move
from tollbook.publish.changed_incidents import Pair, pair_incidents
from tollbook.publish.changed_sources import SourceChange, source_changes
from tollbook.publish.lookup import Json, Lookup

_READ_ANEW = {"now-read", "no-longer-read", "moved", "set-aside", "taken-up", "other-reason"}


@dataclass(frozen=True, slots=True)
class Edition:
    """One of the two dossiers."""

    name: str
    root: str
    as_of: str | None
    version: str
    status: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a toll says."""

    status: str
    low: int | None
    best: int | None
    high: int | None
    highest_stated: int | None
    open: bool
    acknowledged_low: int | None
    acknowledged_high: int | None
    responsibility: str | None


@dataclass(frozen=True, slots=True)
class TollChange:
    """One figure: ``before`` or ``after`` is None where there is none. ``voices``: how many, before and after.
    ``because``: codes for what no claim explains; ``reread``: claims taken otherwise. Ids are those of the tolls."""

    harm: str
    group: str
    rule: str
    mode: str
    ids: tuple[str | None, str | None]
    before: Bounds | None
    after: Bounds | None
    voices: tuple[int, int]
    moves: tuple[Move, ...]
    reread: tuple[str, ...]
    because: tuple[str, ...]

    @property
    def other_figures(self) -> bool:
        """Whether it says another figure than before, and does not only rest on other claims."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Turned:
    """What opened and what closed, in words of the records."""

    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentChange:
    """An incident of which something changed. ``facts``: kind, when, where or title, before and after."""

    pair: Pair
    main: bool
    facts: tuple[tuple[str, str | None, str | None], ...]
    tolls: tuple[TollChange, ...]
    disagreements: Turned
    unknowns: Turned


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed; nothing that did not. ``rules`` by id, each added, removed or changed; ``issues`` by code, how
    many before and after."""

    editions: tuple[Edition, Edition]
    compared: Compared
    rules: tuple[tuple[str, str], ...]
    incidents: tuple[IncidentChange, ...]
    sources: tuple[SourceChange, ...]
    issues: tuple[tuple[str, int, int], ...]

    @property
    def nothing(self) -> bool:
        """Whether the two say the same."""
        one, other = self.editions
        same = (one.as_of, one.version, one.status) == (other.as_of, other.version, other.status)
        return same and not (self.rules or self.incidents or self.sources or self.issues)


def edition_of(name: str, root: str, record: Json) -> Edition:
    """A dossier as it is named in changes."""
    return Edition(name, root, record.get("as_of"), record["version"], record["status"])


def find_changes(before: Json, after: Json, editions: tuple[Edition, Edition]) -> Changes:
    """Both records of the shape that ``shape.what_is_wrong`` asks for. Main incidents come first."""
    compared = Compared(before, after)
    rules = tuple(_rules(before, after))
    given = _Given(compared, dict(rules), editions)
    found = [one for pair in pair_incidents(compared) if (one := _incident(pair, given))]
    return Changes(
        editions=editions,
        compared=compared,
        rules=rules,
        incidents=tuple(sorted(found, key=lambda one: not one.main)),
        sources=tuple(source_changes(compared)),
        issues=tuple(_issues(before, after)),
    )


@dataclass(frozen=True, slots=True)
class _Given:
    """What each toll is looked at with."""

    compared: Compared
    rules: Mapping[str, str]
    editions: tuple[Edition, Edition]


def _rules(before: Json, after: Json) -> Iterator[tuple[str, str]]:
    was, now = ({rule["id"]: rule for rule in record["rules"]} for record in (before, after))
    for name in sorted({*was, *now}):
        if name not in was or name not in now:
            yield name, "added" if name in now else "removed"
        elif (was[name]["says"], was[name]["reference"]) != (now[name]["says"], now[name]["reference"]):
            yield name, "changed"


def _issues(before: Json, after: Json) -> Iterator[tuple[str, int, int]]:
    was, now = (Counter(issue["code"] for issue in record["issues"]) for record in (before, after))
    yield from ((code, was[code], now[code]) for code in sorted({*was, *now}) if was[code] != now[code])


def _incident(pair: Pair, given: _Given) -> IncidentChange | None:
    """What changed in one incident; None where nothing did."""
    compared = given.compared
    before = compared.before.incidents[pair.before] if pair.before else None
    after = compared.after.incidents[pair.after] if pair.after else None
    change = IncidentChange(
        pair=pair,
        main=pair.before in compared.before.main or pair.after in compared.after.main,
        facts=tuple(_facts(before, after)) if before and after else (),
        tolls=tuple(_tolls(before, after, given)),
        disagreements=_turned(_disagreements(before, compared.before), _disagreements(after, compared.after)),
        unknowns=_turned(_unknowns(before), _unknowns(after)) if before and after else Turned(),
    )
    told = change.facts or change.tolls or pair.kind != "kept"
    return change if told or change.disagreements != Turned() or change.unknowns != Turned() else None


def _facts(before: Json, after: Json) -> Iterator[tuple[str, str | None, str | None]]:
    for fact in ("title", "kind", "when"):
        if before.get(fact) != after.get(fact):
            yield fact, before.get(fact), after.get(fact)
    was, now = (_place(one["where"]) for one in (before, after))
    if was != now:
        yield "where", was, now


def _place(where: Json) -> str | None:
    return ", ".join(where[key] for key in ("site", "name", "country") if where.get(key)) or None


def _tolls(before: Json | None, after: Json | None, given: _Given) -> Iterator[TollChange]:
    """In the order of the records, each harm's figure for everyone before those of groups."""
    was, now = (_by_figure(incident) for incident in (before, after))
    harms = list(dict.fromkeys(key[0] for key in (*now, *was)))
    for key in sorted({**now, **was}, key=lambda key: (harms.index(key[0]), key[1] != "all", key)):
        change = _toll(was.get(key), now.get(key), given)
        if change.other_figures or change.moves or change.reread or change.voices[0] != change.voices[1]:
            yield change


def _by_figure(incident: Json | None) -> dict[tuple[str, str, str, str], Json]:
    tolls = incident["tolls"] if incident else ()
    return {(toll["harm"], toll["group"], toll["rule"], toll["mode"]): toll for toll in tolls}


def _toll(before: Json | None, after: Json | None, given: _Given) -> TollChange:
    known = after or before or {}
    added_or_removed = given.rules.get(known["rule"]) in ("added", "removed")
    moves = () if added_or_removed else given.compared.moves(before, after)
    reread = given.compared.read_otherwise(before, after)
    was, now = _bounds(before), _bounds(after)
    return TollChange(
        **{name: known[name] for name in ("harm", "group", "rule", "mode")},
        ids=(before["id"] if before else None, after["id"] if after else None),
        before=was,
        after=now,
        voices=(before["voices"] if before else 0, after["voices"] if after else 0),
        moves=moves,
        reread=reread,
        because=tuple(_because(known["rule"], was != now, moves, reread, given)),
    )


def _bounds(toll: Json | None) -> Bounds | None:
    if toll is None:
        return None
    stated: dict[str, Any] = {one.name: toll.get(one.name) for one in fields(Bounds)}
    return Bounds(**stated)


def _because(
    rule: str, differs: bool, moves: tuple[Move, ...], reread: tuple[str, ...], given: _Given
) -> Iterator[str]:
    """What explains a change beside the claims that moved."""
    one, other = given.editions
    anew = reread or any(move.why in _READ_ANEW for move in moves) or not moves
    named = 0
    if rule in given.rules:
        named += 1
        yield f"rule-{given.rules[rule]}"
    if one.version != other.version and anew:
        named += 1
        yield "version-changed"
    if reread:
        named += 1
        yield "read-otherwise"
    if differs and not moves and one.as_of != other.as_of:
        named += 1
        yield "as-of-changed"
    if differs and not moves and not named:
        yield "worked-out-otherwise"


def _disagreements(incident: Json | None, lookup: Lookup) -> Counter[tuple[str, ...]]:
    """Each disagreement as (sentence, what makes it the same): its code and harm, and for one document's, its name."""
    found: Counter[tuple[str, ...]] = Counter()
    for one in incident["disagreements"] if incident else ():
        claims = [lookup.claims[claim] for claim in one["claims"]]
        names = {lookup.sources[claim["source"]]["name"] for claim in claims} if one["code"] != "figures-differ" else {}
        within = sorted(names) if len(names) == 1 else []
        found[one["code"], str(claims[0].get("harm") if claims else None), *within, one["sentence"]] += 1
    return found


def _unknowns(incident: Json | None) -> Counter[tuple[str, ...]]:
    return Counter((one["code"], one["question"]) for one in (incident["unknowns"] if incident else ()))


def _turned(before: Counter[tuple[str, ...]], after: Counter[tuple[str, ...]]) -> Turned:
    """What is there only after, and only before, by all but its sentence."""
    was, now = ({one[:-1] for one in side} for side in (before, after))
    opened = tuple(one[-1] for one in after if one[:-1] not in was)
    return Turned(opened, tuple(one[-1] for one in before if one[:-1] not in now))


def main_figures(changes: Changes) -> int:
    """How many figures there are in the dossier after, for a line that says that none of them changed."""
    return sum(len(figures.mostly(list(one["tolls"]))) for one in changes.compared.after.incidents.values())
