"""An incident: what the claims that were linked together are about, and the words that place it."""

from dataclasses import dataclass
from enum import StrEnum

from tollbook.model.anchor import Anchor
from tollbook.model.identity import content_id
from tollbook.model.locality import Located
from tollbook.model.premise import Decided
from tollbook.model.swift import swift


@swift
@dataclass(frozen=True, slots=True)
class Place:
    """``name`` in the text's words; ``country`` by its name in the language read; ``country_code`` ISO 3166 alpha-3;
    ``site`` the institution as the document names it. Two names are never taken for one institution.
    ``located``: what a gazetteer has by that name, None where nothing; ``also`` other spellings of it in documents."""

    name: str | None
    country: str | None = None
    country_code: str | None = None
    site: str | None = None
    located: Located | None = None
    also: tuple[str, ...] = ()

    @property
    def taken(self) -> str | None:
        """The id of the gazetteer's entry that is taken to be meant; None where none is."""
        return self.located.taken.id if self.located and self.located.taken else None


@swift
@dataclass(frozen=True, slots=True)
class Ground:
    """The words one fact of an incident rests on: ``fact`` is "when", "where", "kind" or "title"."""

    fact: str
    at: Anchor
    reason: str


class RelationKind(StrEnum):
    """How one incident stands to another. None of them adds their tolls."""

    BEFORE = "before"
    AFTER = "after"
    TOLD_WITH = "told_with"  # in one document, the order in time not stated


@dataclass(frozen=True, slots=True)
class Relation:
    """This incident stands ``kind`` the incident ``to``, for a reason in words."""

    kind: RelationKind
    to: str
    reason: str

    def __post_init__(self) -> None:
        if not self.reason:
            raise ValueError("a relation between incidents says why")


@swift
@dataclass(frozen=True, slots=True)
class Incident:
    """``kind`` is a code of the pack's events. ``when`` is EDTF, None where no date is stated. ``claims`` are ids.

    ``reasons`` says for each claim why it was taken to be of this incident, in the order of ``claims``. ``premises``:
    what people decided of it that the scopes of published rules turn on.
    """

    id: str
    title: str
    kind: str
    when: str | None
    where: Place
    claims: tuple[str, ...]
    reasons: tuple[str, ...]
    grounds: tuple[Ground, ...] = ()
    relations: tuple[Relation, ...] = ()
    premises: tuple[Decided, ...] = ()

    def __post_init__(self) -> None:
        if len(self.claims) != len(self.reasons):
            raise ValueError("each claim of an incident has its reason")
        if any(relation.to == self.id for relation in self.relations):
            raise ValueError("an incident does not stand before or after itself")


def incident_id(kind: str, when: str | None, place: str | None, first_source: str, first_place: int) -> str:
    """By kind, date and place where a date is stated; else by the first words that tell of it."""
    if when is not None:
        return content_id("incident", kind, when, place)
    return content_id("incident", kind, None, place, first_source, first_place)
