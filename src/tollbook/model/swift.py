"""Frozen values that are made in half the time: a reading makes tens of thousands of them."""

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from typing import Any, TypeVar

_Kind = TypeVar("_Kind")
_become = vars(object)["__class__"].__set__  # a frozen value lets nobody set its attributes, its class neither


def swift(kind: type[_Kind]) -> type[_Kind]:
    """A frozen dataclass with slots, with another way to fill them. ``dataclass`` sets each attribute past the class's
    own refusal, which is what takes the time; here the value is of a plain class of the same slots until it is full.

    For classes that no other is made of, and with no default that must be made anew."""
    names = [one.name for one in fields(kind) if one.init]  # type: ignore[arg-type]
    known = {"_kind": kind, "_become": _become, "_plain": type(kind.__name__, (), {"__slots__": _slots(kind)})}
    known |= {f"default_{one.name}": one.default for one in fields(kind)}  # type: ignore[arg-type]
    body = [
        "_become(self, _plain)",
        *(f"self.{name} = {name}" for name in names),
        *(f"self.{one.name} = default_{one.name}" for one in fields(kind) if _waits(one)),  # type: ignore[arg-type]
        "self.__class__ = _kind",
        *(["self.__post_init__()"] if hasattr(kind, "__post_init__") else []),
    ]
    written = f"def __init__(self, {', '.join(_asked(kind))}):\n" + "\n".join(f"    {line}" for line in body)
    exec(written, known)  # noqa: S102  of names of attributes alone, as dataclass itself does
    kind.__init__ = known["__init__"]  # type: ignore[method-assign]
    return kind


def with_parts(value: _Kind, **parts: Any) -> _Kind:
    """A copy with other parts, in a sixth of the time that ``replace`` takes: nothing is checked, and what follows from
    the others is kept. For parts on which nothing else rests."""
    kind = type(value)
    made = object.__new__(kind)
    for name in _slots(kind):
        object.__setattr__(made, name, parts[name] if name in parts else getattr(value, name))
    return made


def _waits(one: Field[Any]) -> bool:
    """Whether a field is not asked for, and holds its default until it is set."""
    return not one.init and one.default is not MISSING


def _slots(kind: type) -> tuple[str, ...]:
    slots: tuple[str, ...] = vars(kind)["__slots__"]
    return slots


def _asked(kind: Any) -> Iterator[str]:
    one: Field[Any]
    for one in fields(kind):
        assert one.default_factory is MISSING and not one.kw_only
        if one.init:
            yield one.name if one.default is MISSING else f"{one.name}=default_{one.name}"
