"""A statement as plain JSON, the ``value`` of a claim's line, and the way back."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from tollbook.model.claim import KIND_OF, ClaimKind, Count, Death, Harm, Statement
from tollbook.model.person import Person

_CLASS_OF = {kind: cls for cls, kind in KIND_OF.items()}


def value_of(statement: Statement) -> dict[str, Any] | None:
    """None for a count: its numbers have fields of their own."""
    if isinstance(statement, Count):
        return None
    if isinstance(statement, Death):
        one = statement.person
        return {"name": one.name, "described": one.described, "age": one.age}
    kind: type = type(statement)
    return {name: _plain(getattr(statement, name)) for name in _names(kind)}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _plain(part: Any) -> Any:
    return list(part) if isinstance(part, tuple) else part


def statement_of(kind: ClaimKind, value: Mapping[str, Any], harm: str | None = None) -> Statement:
    """The statement that a ``value`` states. Raises ValueError where it makes none; of a count it never does."""
    made = _CLASS_OF[kind]
    if made is Count:
        raise ValueError("a count is stated by its numbers, not by a value")
    if made is Death:
        return Death(Person(value.get("name"), value["described"], value.get("age")), Harm(harm or Harm.KILLED))
    known = {one.name for one in fields(made)}
    if strange := sorted(set(value) - known):
        raise ValueError(f"a {kind.value} has no {strange[0]!r}; there are: {', '.join(sorted(known))}")
    given = {name: tuple(one) if isinstance(one, list) else one for name, one in value.items()}
    try:
        statement: Statement = made(**given)
    except TypeError:
        raise ValueError(f"a {kind.value} states: {', '.join(sorted(known))}") from None
    return statement


def worded(statement: Statement) -> tuple[str, ...]:
    """What a statement says in the text's own words, without codes and ids."""
    if isinstance(statement, Count):
        return ()
    if isinstance(statement, Death):
        return tuple(filter(None, (statement.person.name, statement.person.described)))
    said = (getattr(statement, one.name) for one in fields(statement) if one.name not in _CODES)
    words = (piece for one in said for piece in (one if isinstance(one, tuple) else (one,)))
    return tuple(piece for piece in words if isinstance(piece, str))


def accused(statement: Statement) -> tuple[str, ...]:
    """The words of whom a statement blames, or says to have done what may be held against them."""
    whom = (getattr(statement, name, None) for name in _BLAMED.get(KIND_OF[type(statement)], ()))
    return tuple(one for one in whom if isinstance(one, str))


_CODES = frozenset({"role", "condition", "access", "reaction", "says", "id", "within"})
_BLAMED = {
    ClaimKind.ROLE: ("party",),
    ClaimKind.ACT: ("by",),
    ClaimKind.LABEL: ("of",),
    ClaimKind.ACCESS: ("by",),
    ClaimKind.PATTERN: ("by", "directed_by"),
    ClaimKind.REACTION: ("by",),
    ClaimKind.NORM: ("party",),
}
