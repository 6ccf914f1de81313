"""Testimony: what a person gave, rather than published; and what its giver agreed to."""

from collections.abc import Mapping
from enum import StrEnum

from tollbook.model import NOT_ASKED, Provenance, Source

_YES = "yes"


class Agreed(StrEnum):
    """Whether a source may be published, as far as its giver is concerned."""

    NOT_NEEDED = "not-needed"
    GIVEN = "given"
    CONDITIONAL = "conditional"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


def is_published(source: Source, held: Mapping[str, Source]) -> bool:
    """Whether people, or the saved page itself, say where its makers published it, or what it is part of. What a text
    says of its own author is no such word: an interview names its author too."""
    return any(stood_somewhere(one.provenance) for one in with_holders(source, held))


def stood_somewhere(known: Provenance) -> bool:
    """Whether it is known where a source was published."""
    return bool(known.publisher or known.address or known.archived)


def with_holders(source: Source, held: Mapping[str, Source]) -> tuple[Source, ...]:
    """The source, and what it lay in, from the inside out."""
    chain = [source]
    while (within := chain[-1].within) is not None and within in held and held[within] not in chain:
        chain.append(held[within])
    return tuple(chain)


def is_testimony(source: Source, held: Mapping[str, Source]) -> bool:
    """Whether it needs its giver's consent: nobody says where it was published; or somebody was asked for consent, or
    marked it sensitive, which is not done of what everybody can read."""
    known = source.provenance
    return known.consent != NOT_ASKED or known.sensitive or not is_published(source, held)


def agreed_to_publish(source: Source, held: Mapping[str, Source]) -> Agreed:
    """What is known of consent to publishing its words. A refusal and a withdrawal hold for whatever it is."""
    consent = source.provenance.consent
    if consent.withdrawn_on is not None:
        return Agreed.WITHDRAWN
    if consent.refuses_publication:
        return Agreed.REFUSED
    if not is_testimony(source, held):
        return Agreed.NOT_NEEDED
    if consent.publish is None:
        return Agreed.UNKNOWN
    plain = consent.publish.strip().casefold() == _YES and consent.conditions is None
    return Agreed.GIVEN if plain else Agreed.CONDITIONAL


def may_be_named(source: Source) -> bool:
    """Whether its giver agreed to be named, in that one word."""
    return (source.provenance.consent.be_named or "").strip().casefold() == _YES
