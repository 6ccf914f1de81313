"""What only people know of a source: what it is called, how it was obtained, and what its giver consented to."""

from dataclasses import dataclass, fields

from tollbook.model.when import When


@dataclass(frozen=True, slots=True)
class Consent:
    """What the person who gave the source agreed to, in the recorder's words; None where nobody asked or wrote it down.

    ``publish`` is consent to publishing the words, ``be_named`` to naming the giver. After ``withdrawn_on`` none of the
    others holds."""

    record: str | None = None
    share_with: str | None = None
    publish: str | None = None
    be_named: str | None = None
    conditions: str | None = None
    withdrawn_on: When | None = None


NOT_ASKED = Consent()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Given by people, beside what the bytes say of themselves; None is unknown, and is listed as unknown.

    ``address`` is where the source stood, ``archived`` where a copy of it is kept. ``received`` is the day it came into
    the case. ``supersedes`` names the earlier version within the case. ``obtained_by`` and ``obtained_from`` can give a
    person away, and never enter a dossier."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: When | None = None
    language: str | None = None
    address: str | None = None
    archived: str | None = None
    obtained_how: str | None = None
    obtained_by: str | None = None
    obtained_from: str | None = None
    received: When | None = None
    consent: Consent = NOT_ASKED
    sensitivity: str | None = None
    supersedes: str | None = None

    def over(self, other: "Provenance") -> "Provenance":
        """Each fact of this one, and where it has none the other's."""
        mine = {one.name: getattr(self, one.name) for one in fields(self)}
        return Provenance(
            **{name: getattr(other, name) if value in (None, NOT_ASKED) else value for name, value in mine.items()}
        )


UNKNOWN = Provenance()
