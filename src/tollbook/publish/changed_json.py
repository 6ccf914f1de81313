"""What changed, for other programs: plain values by schema/changes.json."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from tollbook.publish.changed_claims import Move
from tollbook.publish.changes import Changes, Edition, IncidentChange, TollChange
from tollbook.publish.lookup import Json

SCHEMA = "tollbook-changes/1"


def changes_json(changes: Changes) -> dict[str, Any]:
    """All that changed; the lists are empty where nothing did."""
    before, after = (_edition(one) for one in changes.editions)
    return {
        "schema": SCHEMA,
        "changed": not changes.nothing,
        "before": before,
        "after": after,
        "rules": [{"id": rule, "change": what} for rule, what in changes.rules],
        "incidents": [_incident(one, changes) for one in changes.incidents],
        "sources": list(_sources(changes)),
        "issues": [{"code": code, "before": was, "after": now} for code, was, now in changes.issues],
    }


def _edition(one: Edition) -> dict[str, Any]:
    return asdict(one)


def _incident(one: IncidentChange, changes: Changes) -> dict[str, Any]:
    pair, compared = one.pair, changes.compared
    sides = ((pair.before, compared.before), (pair.after, compared.after))
    titles = [lookup.incidents[id_]["title"] if id_ else None for id_, lookup in sides]
    return {
        "change": pair.kind,
        "before": {"id": pair.before, "title": titles[0]} if pair.before else None,
        "after": {"id": pair.after, "title": titles[1]} if pair.after else None,
        "with": pair.with_,
        "shared_claims": pair.shared,
        "main": one.main,
        "facts": [{"fact": fact, "before": was, "after": now} for fact, was, now in one.facts],
        "tolls": [_toll(toll, changes) for toll in one.tolls],
        "disagreements": {"opened": list(one.disagreements.opened), "closed": list(one.disagreements.closed)},
        "unknowns": {"opened": list(one.unknowns.opened), "closed": list(one.unknowns.closed)},
    }


def _toll(one: TollChange, changes: Changes) -> dict[str, Any]:
    bounds = (one.before, one.after)
    stated = [
        asdict(bound) | {"id": id_, "voices": voices} if bound else None
        for bound, id_, voices in zip(bounds, one.ids, one.voices, strict=True)
    ]
    return {
        **{name: getattr(one, name) for name in ("harm", "group", "rule", "mode")},
        "figures_changed": one.other_figures,
        "before": stated[0],
        "after": stated[1],
        "claims": [_move(move, changes) for move in one.moves],
        "read_otherwise": list(one.reread),
        "because": list(one.because),
    }


def _move(move: Move, changes: Changes) -> dict[str, Any]:
    lookup = changes.compared.before if move.gone else changes.compared.after
    claim: Json = lookup.claims[move.claim]
    source = lookup.sources[claim["source"]]
    return {
        "claim": move.claim,
        "in": "before" if move.gone else "after",
        "before": move.before,
        "after": move.after,
        "why": move.why,
        "incident": move.incident,
        **{name: claim.get(name) for name in ("low", "high", "open", "words", "quote", "language", "speaker")},
        "source": {"id": source["id"], "name": source["name"]},
    }


def _sources(changes: Changes) -> Iterator[dict[str, Any]]:
    for one in changes.sources:
        sides = [
            {"id": id_, "name": name, "claims": claims} if id_ else None
            for id_, name, claims in zip(one.id, one.name, one.claims, strict=True)
        ]
        yield {"change": one.kind, "before": sides[0], "after": sides[1], "by": list(one.by)}
