"""What only people know of a source: in the record, and in words at the head of the source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from tollbook.model import Source, When
from tollbook.publish import days
from tollbook.publish.lookup import Json, text_of
from tollbook.publish.phrases import Phrases, capital

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:[/?#]\S*)?")
_UNSAFE = "%/:?#[]@!$&'()*+,;=~-._"  # kept as they are in an address
CONSENT = ("record", "share_with", "publish", "be_named", "conditions")


def known_entry(source: Source) -> Json:
    """What people gave of a source, but for what can give a person away; and what nobody gave, nor the document."""
    known = source.provenance
    own = {"title": source.title, "publisher": source.publisher, "author": source.author, "date": source.date}
    said = {name for name, value in (*own.items(), ("language", source.language)) if value}
    return {
        "title": known.title,
        "publisher": known.publisher,
        "author": known.author,
        "date": _edtf(known.date),
        "language": known.language,
        "address": known.address,
        "archived": known.archived,
        "captured": _edtf(known.captured),
        "obtained_how": known.obtained_how,
        "received": _edtf(known.received),
        "sensitivity": known.sensitivity,
        "consent": {
            **{name: getattr(known.consent, name) for name in CONSENT},
            "withdrawn_on": _edtf(known.consent.withdrawn_on),
        },
        "sensitive": known.sensitive,
        "unknown": list(known.unknown(said)),
    }


def _edtf(when: When | None) -> str | None:
    return when.edtf if when else None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that people recorded. ``href``: where it is an address that a browser can open."""

    name: str
    words: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What stands at the head of a source. ``warnings``: what forbids to pass it on. ``unknown``: one line, or ""."""

    facts: tuple[Fact, ...]
    warnings: tuple[str, ...]
    unknown: str


NOTHING = Known((), (), "")


def known_words(source: Json, say: Phrases) -> Known:
    """What people recorded of a source, in words."""
    known = source.get("known")
    if known is None:
        return NOTHING
    return Known(tuple(_facts(source, known, say)), tuple(_warnings(known, say)), _unknown(known, say))


def _facts(source: Json, known: Json, say: Phrases) -> Iterator[Fact]:
    for key in ("title", "author", "publisher"):
        own, given = text_of(source.get(key)), known.get(key)
        if given and given != own:
            yield Fact(say.say(f"known.{key}" if own else f"known.{key}_only"), str(given))
    if known.get("obtained_how"):
        yield Fact(say.say("known.obtained_how"), str(known["obtained_how"]))
    for key in ("received", "captured"):
        if known.get(key):
            yield Fact(say.say(f"known.{key}"), str(days.in_words(known[key], say)))
    for key in ("address", "archived"):
        if known.get(key):
            yield Fact(say.say(f"known.{key}"), str(known[key]), link_to(str(known[key])))
    consent = "; ".join(_consent(known.get("consent") or {}, say))
    if consent:
        yield Fact(say.say("known.consent"), consent)
    if known.get("sensitivity"):
        yield Fact(say.say("known.sensitivity"), str(known["sensitivity"]))


def _consent(consent: Json, say: Phrases) -> Iterator[str]:
    for name in CONSENT:
        if consent.get(name):
            yield say.say(f"known.consent_{name}", answer=consent[name])


def _warnings(known: Json, say: Phrases) -> Iterator[str]:
    consent = known.get("consent") or {}
    if consent.get("withdrawn_on"):
        yield say.say("known.withdrawn", day=days.in_words(consent["withdrawn_on"], say))
    if known.get("sensitive"):
        yield say.say("known.sensitive")


def _unknown(known: Json, say: Phrases) -> str:
    names = [say.code("facts_of_a_source", name) for name in known.get("unknown") or ()]
    return capital(say.say("known.unknown", names=str(say.entry("list_join")).join(names))) if names else ""


def link_to(address: str) -> str | None:
    """The address as a link that is safe to show: the web's two schemes, a host in plain letters, nothing unseen."""
    if not _ADDRESS.fullmatch(address) or not address.isprintable():
        return None
    return quote(address, safe=_UNSAFE)
