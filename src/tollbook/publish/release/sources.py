"""The sources and claims of a release, with ids that prove nothing to whoever holds the paper."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tollbook.model import UNKNOWN, Anchor, Claim, Count, Death, Demand, Source, Statement, When
from tollbook.model.clearance import Protected
from tollbook.publish.phrases import phrases
from tollbook.publish.release.drafts import Draft
from tollbook.publish.release.scrub import scrub, unchanged
from tollbook.publish.release.speakers import salted
from tollbook.publish.stored_name import stored_name

READER = "released"
_FORM = re.compile(
    "text/(plain|html|csv|markdown)|message/rfc822|multipart/related|(image|audio|video)/[a-z0-9]{2,5}|application/"
    "(pdf|zip|warc|vnd[.](openxmlformats-officedocument[.][a-z]+ml[.][a-z]+|oasis[.]opendocument[.][a-z]+))"
)
_ANY_FORM = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class PublicSources:
    """``ids``: the case's to the release's. ``claims`` by the case's id, not yet of an incident."""

    sources: tuple[Source, ...]
    ids: Mapping[str, str]
    claims: Mapping[str, Claim]


def public_sources(made: Draft, salts: Callable[[str], bytes]) -> PublicSources:
    """Each source of which something leaves, the earliest first, then by an order that tells nothing."""
    wanted = [one for one in made.asked.register.sources if one.id in made.texts and _says_anything(one, made)]
    salt = salts("sources")
    ids = {one.id: one.id if one.id in made.whole else salted(salt, one.id) for one in wanted}
    protected = {one.about[0]: one for one in made.asked.protected("source")}
    dated = {one.id: one.date.edtf if one.date and one.id not in protected else "~" for one in wanted}
    wanted.sort(key=lambda one: (dated[one.id], ids[one.id]))
    numbers = {one.id: number for number, one in enumerate(wanted, 1)}
    sources = tuple(_source(one, made, (ids, numbers[one.id], protected.get(one.id))) for one in wanted)
    return PublicSources(sources, ids, dict(_claims(made, sources, ids)))


def _says_anything(source: Source, made: Draft) -> bool:
    text = made.texts[source.id]
    return bool(text.places) or source.id in made.whole or (source.id in made.asked.clearance.texts and bool(text.text))


def _source(source: Source, made: Draft, given: tuple[Mapping[str, str], int, Protected | None]) -> Source:
    ids, number, protected = given
    text, whole, own = made.texts[source.id], source.id in made.whole, ids[source.id]
    name = phrases().say("release.source", n=number, kind=_kind(source, made, protected))
    public = Source(
        id=own,
        name=name + _ending(source) if whole else name,
        media_type=source.media_type if whole or _FORM.fullmatch(source.media_type) else _ANY_FORM,
        encoding=source.encoding if whole else None,
        size=source.size if whole else None,
        text=text.text,
        passages=text.passages,
        language=source.language,
        within=ids.get(source.within) if source.within else None,
        provenance=UNKNOWN,
    )
    if protected is not None:
        return public
    return replace(
        public,
        title=public.anchor(*text.title) if text.title else None,
        author=_kept_words(source.author, own, made),
        publisher=_kept_words(source.publisher, own, made),
        date=_day(source.date),
    )


def _day(when: When | None) -> When | None:
    """A day, without the words that state it."""
    return When(when.edtf, when.edtf) if when else None


def _kept_words(at: Anchor | None, source: str, made: Draft) -> Anchor | None:
    """Who made it or published it, where every word of that may leave; where it stands does not."""
    words = unchanged(at.words, made.asked.vocabulary) if at else None
    return Anchor(source, 0, len(words), words) if words else None


def _kind(source: Source, made: Draft, protected: Protected | None) -> str:
    """What a source is, as a release calls it: as people said of one that is protected, else by its form."""
    if protected is not None and protected.shown_as:
        return scrub(protected.shown_as, made.asked.vocabulary).words
    kinds = phrases().entry("release.source_kinds")
    if source.entry is not None:
        return str(kinds["entry"])
    media = source.media_type
    known = kinds.get(media) or kinds.get(media.split("/")[0])
    return str(known or kinds["statement" if source.author else "other"])


def _ending(source: Source) -> str:
    """The ending of a file that a browser opens without running it."""
    stored = stored_name(source.name)
    return stored[stored.rfind(".") :] if "." in stored else ""


def _claims(made: Draft, sources: Iterable[Source], ids: Mapping[str, str]) -> Iterator[tuple[str, Claim]]:
    by_id = {source.id: source for source in sources}
    for claim in made.leaving():
        if claim.anchor.source in ids:
            yield claim.id, _claim(claim, by_id[ids[claim.anchor.source]], made)


def _claim(claim: Claim, source: Source, made: Draft) -> Claim:
    """A claim of the release: its words where they stand in the public text, and nothing of how it was read."""
    text = made.texts[claim.anchor.source]
    told = claim.anchor.source in {one.about[0] for one in made.asked.protected("source")}
    return Claim(
        statement=_statement(claim, text.figures.get(claim.id), made),
        attribution=made.speakers.attribution(claim.attribution, verbatim=claim.anchor.source in made.whole),
        anchor=source.anchor(*text.places[claim.id]),
        language=claim.language,
        reader=READER,
        when=_day(claim.when),
        where=unchanged(claim.where, made.asked.vocabulary),
        as_of=None if told else claim.as_of,
        checked=claim.checked,
    )


def _statement(claim: Claim, figure: str | None, made: Draft) -> Statement:
    """The statement in the words that leave; those that say anything more do not get here."""
    said = claim.statement
    match said:
        case Count(quantity=quantity):
            assert figure is not None
            return replace(said, quantity=replace(quantity, words=figure))
        case Death(person=person):
            cleared = person.name in made.asked.clearance.names
            age = person.age if claim.id in made.asked.clearance.claims else None
            return replace(said, person=replace(person, name=person.name if cleared else None, age=age))
        case Demand():
            return replace(said, within=None)  # the ids of a release are its own
    return said
