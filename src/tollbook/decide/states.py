"""In which state each decision is: it stands, or what put it out of effect."""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from tollbook.decide.standing import find_standing, referring
from tollbook.model import Decision, Issue


class State(StrEnum):
    """``no_effect``: the record has what it is about, and cannot take it up; an issue says why."""

    STANDS = "stands"
    OVER = "over"  # another stands in its place
    UNDONE = "undone"
    CONFLICT = "conflict"
    ORPHANED = "orphaned"
    NO_EFFECT = "no-effect"
    ERASED = "erased"


class Stands(NamedTuple):
    """``by``: the ids of the decisions that put it out of effect, or that say otherwise."""

    state: State
    by: tuple[str, ...] = ()


_TOLD = {"decision-orphaned": State.ORPHANED, "decision-moved": State.ORPHANED, "decision-not-used": State.NO_EFFECT}
_ID = re.compile(r"\(([0-9a-f]{16})\)")


def states_of(decisions: Sequence[Decision], issues: Iterable[Issue] = ()) -> Mapping[str, Stands]:
    """By id. ``issues``: those of the register that the decisions made; without them no orphan is known."""
    standing = find_standing(decisions)
    told = {id_: state for one in issues if (state := _TOLD.get(one.code)) for id_ in _ID.findall(one.message)}
    against = {one.id: group for group in standing.conflicts for one in group}
    undoers, overs = referring({one.id: one for one in decisions})
    found: dict[str, Stands] = {}
    for one in decisions:
        if one.id in standing.undone:
            found[one.id] = Stands(State.UNDONE, tuple(undoers.get(one.id, ())))
        elif one.id in standing.replaced:
            found[one.id] = Stands(State.OVER, tuple(overs.get(one.id, ())))
        elif one.id in against:
            found[one.id] = Stands(State.CONFLICT, tuple(other.id for other in against[one.id] if other.id != one.id))
        else:
            found[one.id] = Stands(told.get(one.id, State.STANDS))
    return found
