"""Who could be told from what is shown of them: people without a name, by what they are called, where, and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tollbook.model import party_key

# What may be left off, the least first. Not the day of the event: it stands with the incident, whoever speaks of it.
WIDER = (("spoke",), ("place",), ("place", "spoke"), ("described",), ("described", "spoke"))


@dataclass(frozen=True, slots=True, order=True)
class Unnamed:
    """Somebody shown without a name. ``who`` tells one from another; it is an id of the case and is never shown. The
    others are what is shown, None where it is not: what they are called, place and day of what they tell of, and
    the day on which they ``spoke``. ``about``: what a decision on them is about."""

    who: str
    described: str
    place: str | None
    date: str | None
    spoke: str | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thin:
    """A combination that too few share. ``wider``: what would be enough to leave off of all of them, the least first;
    empty where nothing would."""

    shown: Unnamed
    people: tuple[Unnamed, ...]
    wider: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many share it."""
        return _number(self.people)


def thin_crowds(people: Iterable[Unnamed], k: int) -> tuple[Thin, ...]:
    """The combinations that fewer than ``k`` of the people share, in the order of what they show."""
    every = tuple(sorted(set(people), key=lambda one: (_key(one), one.who, one.about)))
    crowds: dict[tuple[str, ...], list[Unnamed]] = {}
    for one in every:
        crowds.setdefault(_key(one), []).append(one)
    return tuple(_thin(members, every, k) for members in crowds.values() if _number(members) < k)


def _thin(members: Sequence[Unnamed], every: Sequence[Unnamed], k: int) -> Thin:
    first = members[0]
    wider = next((left_off for left_off in WIDER if _number(_alike(first, every, left_off)) >= k), ())
    return Thin(first, tuple(members), wider)


def _alike(first: Unnamed, every: Sequence[Unnamed], left_off: Sequence[str]) -> list[Unnamed]:
    """Those who would look the same if these were left off of all who share the rest."""
    return [one for one in every if _key(one, left_off) == _key(first, left_off)]


def _key(one: Unnamed, left_off: Sequence[str] = ()) -> tuple[str, ...]:
    shown = {
        "described": party_key(one.described),
        "place": party_key(one.place or ""),
        "date": one.date or "",
        "spoke": one.spoke or "",
    }
    return tuple("" if name in left_off else words for name, words in shown.items())


def _number(members: Iterable[Unnamed]) -> int:
    return len({one.who for one in members})
