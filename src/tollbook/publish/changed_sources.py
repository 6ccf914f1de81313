"""Sources of one dossier beside those of another: added, gone, changed, renamed, superseded."""

from collections.abc import Iterator
from dataclasses import dataclass

from tollbook.publish.changed_claims import Compared
from tollbook.publish.lookup import Json, Lookup


@dataclass(frozen=True, slots=True)
class SourceChange:
    """``kind`` is a code of docs/reference/changes.md: added, gone, changed (other bytes under its name), renamed,
    superseded, no-longer-superseded. ``before`` and ``after`` are ids and names; ``by`` the names of later versions;
    ``claims`` how many are read from it, before and after."""

    kind: str
    id: tuple[str | None, str | None]
    name: tuple[str | None, str | None]
    title: str
    claims: tuple[int, int]
    by: tuple[str, ...] = ()


def source_changes(compared: Compared) -> Iterator[SourceChange]:
    """In the order of the record after, then those that are gone."""
    before, after = compared.before, compared.after
    for id_, source in after.sources.items():
        if id_ in before.sources:
            yield from _same_bytes(before.sources[id_], source, compared)
            continue
        was = before.sources.get(compared.names_before.get(source["name"], ""))
        earlier = was if was and was["id"] not in after.sources else None
        yield _change("changed" if earlier else "added", earlier, source, compared)
    for id_, source in before.sources.items():
        now = compared.names_after.get(source["name"])
        if id_ not in after.sources and (now is None or now in before.sources):
            yield _change("gone", source, None, compared)


def _same_bytes(was: Json, now: Json, compared: Compared) -> Iterator[SourceChange]:
    if was["name"] != now["name"]:
        yield _change("renamed", was, now, compared)
    earlier, later = set(was.get("superseded_by") or ()), set(now.get("superseded_by") or ())
    if later - earlier:
        yield _change("superseded", was, now, compared, _names(later - earlier, compared.after))
    if earlier - later and not later:
        yield _change("no-longer-superseded", was, now, compared, _names(earlier, compared.before))


def _names(ids: set[str], lookup: Lookup) -> tuple[str, ...]:
    return tuple(sorted(str(lookup.sources[one]["name"]) for one in ids if one in lookup.sources))


def _change(
    kind: str, was: Json | None, now: Json | None, compared: Compared, by: tuple[str, ...] = ()
) -> SourceChange:
    lookup = compared.after if now else compared.before
    return SourceChange(
        kind=kind,
        id=(was["id"] if was else None, now["id"] if now else None),
        name=(was["name"] if was else None, now["name"] if now else None),
        title=lookup.title((now or was or {})["id"]),
        claims=(compared.read_from[0][was["id"]] if was else 0, compared.read_from[1][now["id"]] if now else 0),
        by=by,
    )
