"""Values of the vocabulary as bytes and back. Every value comes back through its own constructor, which refuses what
must not exist; nothing but the vocabulary can come back. Long sequences may come back as values that are made later."""

import marshal
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from tollbook import model
from tollbook.model import echo, question
from tollbook.model.derived import Derived, derive
from tollbook.model.later import Later
from tollbook.model.locality import Locality, LocalityKind, Located
from tollbook.model.swift import refill

# A row begins with what it is: one of these, or a class of the vocabulary
_TUPLE, _SET, _DATE, _LATER, _FIRST = range(5)
# What of a document is long, of one kind, and seldom asked for once the document was read
_LONG = frozenset({(model.Source, "passages"), (model.Reading, "sentences"), (model.Reading, "mentions")})
_PLAIN = frozenset({str, int, bool, float, bytes, type(None)})
_HOLDING_LONG = frozenset(kind for kind, _ in _LONG)
# A claim's id, which follows from the rest of it, takes longer to make than to keep. Its constructor refuses nothing.
_ID_OF = model.Claim
_Row = tuple[Any, ...]


def pack(value: object) -> bytes:
    """The value as bytes. TypeError for one that is none of the vocabulary."""
    return marshal.dumps(_row(value))


def unpack(data: bytes, later: bool = False) -> Any:
    """The value of ``pack``. Whatever it raises, the bytes are none that ``pack`` made in this version. ``later``: what
    is long is made when it is asked for, of bytes that were unpacked whole once before they were kept."""
    row = marshal.loads(data)  # noqa: S302 - strings and numbers only are taken from it
    return _makers(later)[row[0]](row) if type(row) is tuple else row


def put_off(values: Sequence[Any]) -> Later[Any]:
    """The same values, to be packed as what is seldom asked for."""
    # A later version of marshal would tell what is one value twice from two that are equal
    return Later(len(values), marshal.dumps([_row(one) for one in values], 2), _value)


def made_once(kept: Derived, kind: str, key: bytes, make: Callable[[], Any]) -> Any:
    """The values that ``make`` makes, which follow from the key alone; what was put off comes when it is asked for."""
    return unpack(derive(kept, kind, key, lambda: _checked(pack(make()))), later=True)


def _checked(data: bytes) -> bytes:
    """Unpacked whole once, through every constructor, before it is kept."""
    unpack(data)
    return data


@cache
def _numbers() -> dict[type, int]:
    named = (named for module in (model, echo, question) for named in sorted(vars(module).items()))
    found = [one for _, one in named if isinstance(one, type)]
    found = [*dict.fromkeys((*found, Locality, LocalityKind, Located))]
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
    if kind is Later:
        return (_LATER, len(value), value.held)
    number = _numbers().get(kind)
    if number is None:
        raise TypeError(f"{kind.__name__} is no value of the vocabulary")
    if isinstance(value, Enum):
        return (number, value.value)
    if kind in _HOLDING_LONG:
        return (number, *[_long_row(kind, name, getattr(value, name)) for name in _given(kind)])
    row = (number, *[_row(getattr(value, name)) for name in _given(kind)])
    return (*row, value.id.encode()) if kind is _ID_OF else row


def _long_row(kind: type, name: str, value: Any) -> Any:
    """What is long as bytes within the row: they need not be looked at where nobody asks for it."""
    if (kind, name) not in _LONG:
        return _row(value)
    # A later version of marshal would tell what is one value twice from two that are equal
    return _row(value if type(value) is Later else put_off(value))


@cache
def _given(kind: type) -> tuple[str, ...]:
    """The fields that its constructor takes, in order; the others follow from them."""
    return tuple(one.name for one in fields(kind) if one.init)


@cache
def _makers(later: bool) -> list[Callable[[_Row], Any]]:
    """What makes a value of a row, by the number that the row begins with."""
    made: list[Callable[[_Row], Any]] = []

    def value(row: Any) -> Any:
        return made[row[0]](row) if type(row) is tuple else row

    made += (
        lambda row: tuple([made[one[0]](one) if type(one) is tuple else one for one in row[1:]]),
        lambda row: frozenset([made[one[0]](one) if type(one) is tuple else one for one in row[1:]]),
        lambda row: date.fromordinal(row[1]),
        (lambda row: Later(row[1], row[2], value)) if later else (lambda row: _whole(Later(row[1], row[2], value))),
    )
    made += (_maker(kind, made, later) for kind in _numbers())
    return made


def _value(row: Any) -> Any:
    return _makers(True)[row[0]](row) if type(row) is tuple else row


def _whole(long: Later[Any]) -> tuple[Any, ...]:
    made = tuple(long)
    if len(made) != len(long):
        raise ValueError("a row says that it holds more values than it does, or fewer")
    return made


def _maker(kind: type, made: list[Callable[[_Row], Any]], later: bool) -> Callable[[_Row], Any]:
    if issubclass(kind, Enum):
        members = {one.value: one for one in kind}
        return lambda row: members[row[1]]
    if kind is _ID_OF:
        return _maker_with_id(made, refill(kind) if later else _of_its_id)
    return lambda row: kind(*[made[one[0]](one) if type(one) is tuple else one for one in row[1:]])


def _maker_with_id(made: list[Callable[[_Row], Any]], make: Callable[..., Any]) -> Callable[[_Row], Any]:
    def value(row: _Row) -> Any:
        parts = [made[one[0]](one) if type(one) is tuple else one for one in row[1:-1]]
        return make(*parts, row[-1].decode())

    return value


def _of_its_id(*parts: Any) -> Any:
    value = _ID_OF(*parts[:-1])
    if value.id != parts[-1]:
        raise ValueError("a row holds a claim by an id that is not its own")
    return value
