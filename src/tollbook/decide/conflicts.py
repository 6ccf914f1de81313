"""Decisions on one thing that say different things: none of them takes effect until somebody decides over them."""

from collections.abc import Iterator, Mapping, Sequence

from tollbook.decide.days import named
from tollbook.decide.standing import Standing
from tollbook.model import Claim, Decision, DecisionKind, Issue, Severity


def conflict_issues(standing: Standing, claims: Mapping[str, Claim]) -> Iterator[Issue]:
    """An Issue for each conflict: who decided what, when, and how to settle it. ``claims`` by id."""
    for members in standing.conflicts:
        at = next((claims[id_] for id_ in members[0].about if id_ in claims), None)
        about = tuple(id_ for id_ in members[0].about if id_ in claims)
        yield Issue("decisions-conflict", _message(members), Severity.OPEN, at.anchor if at else None, about=about)


def _message(members: Sequence[Decision]) -> str:
    said = "; ".join(f"{named(one)}: {_what(one)}" for one in members)
    if members[0].kind is DecisionKind.PROTECT:
        settle = "Each protects it until that is settled. Talk it over, and undo all but one: tollbook decide … undo."
    else:
        settle = "None of them takes effect. Talk it over, and decide once more, over those that say otherwise."
    return f"People decided differently of {', '.join(members[0].about)}: {said}. {settle}"


def _what(one: Decision) -> str:
    """The decision in codes and figures, and in none of anybody's words."""
    plain = {name: given for name, given in sorted(one.value.items()) if isinstance(given, int | None)}
    given = ", ".join(f"{name} {'none' if value is None else value}" for name, value in plain.items())
    what = one.kind.value if one.verdict in ("stands", "does-not-stand") else f"{one.kind.value} {one.verdict}"
    return f"{what} ({given})" if given else what
