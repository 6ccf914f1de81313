"""Who says so, and on whose word."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from tollbook.model.anchor import Anchor
from tollbook.model.swift import swift


class SpeakerType(StrEnum):
    """What kind of party speaks. A kind is never a side: sides are people's decisions, incident by incident."""

    AUTHORITY = "authority"
    ARMED_GROUP = "armed_group"
    POLITICAL_BODY = "political_body"
    RIGHTS_BODY = "rights_body"
    INTERGOVERNMENTAL = "intergovernmental"
    RELIEF_BODY = "relief_body"
    MEDICAL = "medical"
    MEDIA = "media"
    FAMILY = "family"
    WITNESS = "witness"
    EXPERT = "expert"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    """What the speaker does with the statement."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    ESTIMATES = "estimates"
    HYPOTHETICAL = "hypothetical"
    BELIEVES = "believes"


@lru_cache(maxsize=1 << 12)
def party_key(words: str) -> str:
    """One key for spellings that differ only in case, punctuation, spacing; articles are the language pack's part."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    return re.sub(r"[\W_]+", "-", folded).strip("-")


@swift
@dataclass(frozen=True, slots=True)
class Attribution:
    """``speaker`` in the text's own words, None where the document speaks itself; ``key`` is the same for one party's
    spellings. ``carried_by`` runs from the medium nearest the speaker outwards; ``on_word_of`` are those whose word the
    speaker gives. ``at`` is where the speaker is named, ``state`` the country (alpha-3) that
    the speaker's words name. ``nameless``: an authority of whom neither a body nor a person is named ("local
    officials"). Neither an anonymous nor a nameless speaker ever acknowledges for a state."""

    speaker: str | None
    key: str | None
    speaker_type: SpeakerType
    stance: Stance = Stance.ASSERTS
    verb: str | None = None
    carried_by: tuple[str, ...] = ()
    on_word_of: tuple[str, ...] = ()
    anonymous: bool = False
    at: Anchor | None = None
    state: str | None = None
    nameless: bool = False

    def __post_init__(self) -> None:
        if (self.speaker is None) != (self.key is None):
            raise ValueError("a speaker and its key are given together, or neither")
        if self.speaker is None and self.speaker_type is not SpeakerType.DOCUMENT:
            raise ValueError("where nobody is named, the document speaks: its type is document")
        if self.speaker is None and self.anonymous:
            raise ValueError("a document that speaks itself is not an anonymous speaker")
