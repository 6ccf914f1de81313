"""Frozen values that are made in half the time: a reading makes tens of thousands of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields
from functools import cache
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
    """A copy with other parts, in a tenth of the time that ``replace`` takes: nothing is checked, and what follows from
    the others is kept. For values of swift classes, and parts on which nothing else rests."""
    kind: Any = type(value)
    made: _Kind = _copier(kind, tuple(parts))(value, **parts)
    return made


def refill(kind: type[_Kind]) -> Callable[..., _Kind]:
    """What makes a value of a swift class of all its parts, in the order of ``dataclasses.fields``, those that follow
    from the others too: nothing is checked, and nothing made anew. For parts of a value that was made whole before."""
    names = [one.name for one in fields(kind)]  # type: ignore[arg-type]
    return _filler(kind, ", ".join(names), {name: name for name in names})


@cache
def _copier(kind: type[_Kind], names: tuple[str, ...]) -> Callable[..., _Kind]:
    filled = {name: name if name in names else f"_value.{name}" for name in _slots(kind)}
    return _filler(kind, ", ".join(("_value", *names)), filled)


def _filler(kind: type[_Kind], asked: str, filled: Mapping[str, str]) -> Callable[..., _Kind]:
    """A function of these names that makes a value, its slots filled by these expressions."""
    known = {"_kind": kind, "_plain": type(kind.__name__, (), {"__slots__": _slots(kind)})}
    body = ["_made = _plain()", *(f"_made.{name} = {filled[name]}" for name in _slots(kind))]
    body += ["_made.__class__ = _kind", "return _made"]
    exec(f"def filled({asked}):\n" + "\n".join(f"    {line}" for line in body), known)  # noqa: S102  of names alone
    made: Callable[..., _Kind] = known["filled"]
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
