"""What a text mentions besides its claims: events, days, places; linking goes by them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from tollbook.model.anchor import Anchor
from tollbook.model.claim import Claim
from tollbook.model.issue import Issue
from tollbook.model.swift import swift
from tollbook.model.when import When


class MentionKind(StrEnum):
    """What is mentioned."""

    EVENT = "event"  # value: a kind of event, as the pack codes it
    DATE = "date"  # value: EDTF
    PLACE = "place"  # value: the name
    SITE = "site"  # value: an institution's own name or code ("ITK-3")
    COUNTRY = "country"  # value: ISO 3166 alpha-3


@swift
@dataclass(frozen=True, slots=True)
class Mention:
    """``sentence`` counts the sentences of the reading. ``definite``: spoken of as known already ("the riot").
    ``another``: spoken of as a different one ("another raid"). ``when`` is given for dates. ``incidental``: a date that
    belongs to a text, a treaty, a birth or a report, not to an event."""

    kind: MentionKind
    value: str
    at: Anchor
    sentence: int
    definite: bool = False
    another: bool = False
    when: When | None = None
    incidental: bool = False


@swift
@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the canonical text that was read as one sentence. ``passage`` counts the source's passages.
    ``narrates``: it names an event, a day or a place."""

    start: int
    end: int
    passage: int
    narrates: bool = False


@swift
@dataclass(frozen=True, slots=True)
class Reading:
    """All that one source gave, in the order of its text. ``traced``: what linking made of just this, in plain rows,
    ``prints`` what copies of it are found by, and ``key`` what it is kept under; a copy in which anything is otherwise
    has none of them."""

    source: str
    sentences: Sequence[Sentence]
    claims: tuple[Claim, ...]
    mentions: Sequence[Mention]
    issues: tuple[Issue, ...]
    traced: tuple[tuple[Any, ...], ...] | None = field(default=None, init=False, compare=False, repr=False)
    prints: bytes | None = field(default=None, init=False, compare=False, repr=False)
    key: bytes | None = field(default=None, init=False, compare=False, repr=False)

    def with_trace(
        self, traced: tuple[tuple[Any, ...], ...] | None, key: bytes | None = None, prints: bytes | None = None
    ) -> "Reading":
        """The same reading with what linking made of it. ``key``: of its document and of all that it gave."""
        made = replace(self)
        object.__setattr__(made, "traced", traced)
        object.__setattr__(made, "prints", prints)
        object.__setattr__(made, "key", key)
        return made
