"""What only people know of a source: what it is called, how it was obtained, and what its giver consented to."""

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace

from tollbook.model.when import When

ASKED = ("title", "publisher", "author", "date", "language", "address", "archived", "obtained_how", "received")
WORDS = ("title", "publisher", "author", "address", "archived", "obtained_how", "obtained_by", "obtained_from")
DATES = ("date", "received")
ASKED_OF_CONSENT = ("record", "share_with", "publish", "be_named")
NEVER_PUBLISHED = ("obtained_by", "obtained_from")  # they can give a person away
_NO = ("no", "none")


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

    @property
    def refuses_publication(self) -> bool:
        """Whether its giver said no to publishing, in that one word."""
        return (self.publish or "").casefold() in _NO

    def over(self, other: "Consent") -> "Consent":
        """Each answer of this one, and where it has none the other's."""
        return Consent(**{one.name: getattr(self, one.name) or getattr(other, one.name) for one in fields(self)})


NOT_ASKED = Consent()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Given by people, beside what the bytes say of themselves; None is unknown, and is listed as unknown.

    ``address`` is where the source stood, ``archived`` where a copy of it is kept. ``received`` is the day it came into
    the case. ``supersedes`` names the earlier version within the case. ``obtained_by`` and ``obtained_from`` can give a
    person away, and never enter a dossier. ``sha256`` is the hash that people were told the bytes have. ``captured`` is
    the day on which a machine fetched the copy or a browser saved it, as the file says."""

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
    sha256: str | None = None
    captured: When | None = None

    @property
    def sensitive(self) -> bool:
        """Whether people marked it sensitive, in whatever words but "no" and "none"."""
        return self.sensitivity is not None and self.sensitivity.casefold() not in _NO

    def over(self, other: "Provenance") -> "Provenance":
        """Each fact of this one, and where it has none the other's."""
        mine = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "consent"}
        kept = {name: getattr(other, name) if value is None else value for name, value in mine.items()}
        return Provenance(**kept, consent=self.consent.over(other.consent))

    def for_dossier(self) -> "Provenance":
        """Without what can give a person away: nothing that a build is not given can get out of it."""
        return replace(self, obtained_by=None, obtained_from=None)

    def handed_down(self) -> "Provenance":
        """What of a document goes for all that it holds: how it came here, what was agreed, how sensitive it is."""
        return Provenance(
            obtained_how=self.obtained_how,
            obtained_by=self.obtained_by,
            obtained_from=self.obtained_from,
            received=self.received,
            consent=self.consent,
            sensitivity=self.sensitivity,
        )

    def unknown(self, said: Collection[str] = ()) -> Iterator[str]:
        """The facts that nobody gave, but for those that the document itself ``said``; "consent" where no answer at all
        is known."""
        yield from (name for name in ASKED if getattr(self, name) is None and name not in said)
        if self.consent == NOT_ASKED:
            yield "consent"
        else:
            yield from (f"consent_{name}" for name in ASKED_OF_CONSENT if getattr(self.consent, name) is None)
        if self.sensitivity is None:
            yield "sensitivity"


UNKNOWN = Provenance()


def name_key(name: str) -> str:
    """A document's name as people's facts are found by it: one spelling of letters with marks, which file systems and
    spreadsheets compose differently, and slashes as on every system but one."""
    return unicodedata.normalize("NFC", name).replace("\\", "/").removeprefix("./")


def known_of(known: Mapping[str, Provenance], name: str) -> Provenance:
    """What people gave of a document, and what goes for it of the archive or message that holds it."""
    key = name_key(name)
    facts, holder = known.get(key, UNKNOWN), key.rpartition("/")[0]
    while holder:
        facts = facts.over(known.get(holder, UNKNOWN).handed_down())
        holder = holder.rpartition("/")[0]
    return facts
