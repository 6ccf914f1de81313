"""Values of the vocabulary as bytes and back. Every value comes back through its own constructor, which refuses what
must not exist; nothing but the vocabulary can come back."""

import marshal
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from tollbook import model

_TUPLE, _SET, _DATE, _FIRST = range(4)  # a row begins with what it is: one of these, or a class of the vocabulary
_PLAIN = frozenset({str, int, bool, float, bytes, type(None)})
_Row = tuple[Any, ...]


def pack(value: object) -> bytes:
    """The value as bytes. TypeError for one that is none of the vocabulary."""
    return marshal.dumps(_row(value))


def unpack(data: bytes) -> Any:
    """The value of ``pack``. Whatever it raises, the bytes are none that ``pack`` made in this version."""
    return _value(marshal.loads(data))  # noqa: S302 - strings and numbers only are taken from it


@cache
def _numbers() -> dict[type, int]:
    found = [one for _, one in sorted(vars(model).items()) if isinstance(one, type)]
    return {one: number for number, one in enumerate((one for one in found if _is_ours(one)), _FIRST)}


def _is_ours(one: type) -> bool:
    return is_dataclass(one) or issubclass(one, Enum)


def _row(value: Any) -> Any:
    kind: type = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return (_TUPLE, *map(_row, value))
    if kind is frozenset:
        return (_SET, *sorted(map(_row, value)))
    if kind is date:
        return (_DATE, value.toordinal())
    number = _numbers().get(kind)
    if number is None:
        raise TypeError(f"{kind.__name__} is no value of the vocabulary")
    if isinstance(value, Enum):
        return (number, value.value)
    return (number, *[_row(getattr(value, name)) for name in _given(kind)])


@cache
def _given(kind: type) -> tuple[str, ...]:
    """The fields that its constructor takes, in order; the others follow from them."""
    return tuple(one.name for one in fields(kind) if one.init)


def _value(row: Any) -> Any:
    return _makers()[row[0]](row) if type(row) is tuple else row


@cache
def _makers() -> list[Callable[[_Row], Any]]:
    """What makes a value of a row, by the number that the row begins with."""
    made: list[Callable[[_Row], Any]] = [
        lambda row: tuple([made[one[0]](one) if type(one) is tuple else one for one in row[1:]]),
        lambda row: frozenset([made[one[0]](one) if type(one) is tuple else one for one in row[1:]]),
        lambda row: date.fromordinal(row[1]),
    ]
    made += (_maker(kind, made) for kind in _numbers())
    return made


def _maker(kind: type, made: list[Callable[[_Row], Any]]) -> Callable[[_Row], Any]:
    if issubclass(kind, Enum):
        members = {one.value: one for one in kind}
        return lambda row: members[row[1]]
    return lambda row: kind(*[made[one[0]](one) if type(one) is tuple else one for one in row[1:]])
