"""Which treaties, standards and rules of custom stood for a state on a day, as rows."""

from datetime import date
from typing import Any

from tollbook.assess.bound import obligations_on
from tollbook.data.norms import load_states
from tollbook.errors import SettingsError
from tollbook.model.obligation import Obligation


def norms(state: str, day: date) -> tuple[Obligation, ...]:
    """Every text as it stood for ``state`` (ISO 3166 alpha-3) on ``day``. Raises SettingsError for a state not held."""
    known = load_states()
    code = state.strip().upper()
    if code not in known:
        held = ", ".join(f"{one.code} {one.name}" for one in known.values())
        raise SettingsError(
            f"No treaties of {state!r} are held. A state is written as ISO 3166 alpha-3, such as TJK. Held: {held}."
        )
    return obligations_on(code, day)


def state_name(state: str) -> str:
    """The state's name, by its code."""
    return load_states()[state.strip().upper()].name


def norm_row(one: Obligation) -> dict[str, Any]:
    """One text as JSON; what is not known is null."""
    return {
        "norm": one.norm,
        "name": one.name,
        "kind": one.kind.value,
        "articles": {topic: list(articles) for topic, articles in one.articles.items()},
        "bound": one.bound.value,
        "status": one.status,
        "position": one.position,
        "adopted": one.adopted or None,
        "signed": _iso(one.signed),
        "deposited": _iso(one.deposited),
        "in_force_for_state": _iso(one.in_force_for_state),
        "by": one.by.value if one.by else None,
        "left": _iso(one.left),
        "declarations": list(one.declarations),
        "premise": one.premise,
        "citation": one.citation,
        "second": list(one.second),
        "unverified": one.unverified,
        "checked_on": _iso(one.checked_on),
        "note": one.note or None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
