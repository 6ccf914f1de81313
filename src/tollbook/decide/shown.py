"""Who is shown in a release without a name: what is protected, who is anonymous, whose name was taken out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tollbook.decide.clearance import PERSON
from tollbook.decide.crowd import Unnamed
from tollbook.decide.testimony import is_published, may_be_named
from tollbook.model import Claim, Incident, Register, Source, SpeakerType
from tollbook.model.clearance import Protected

_PEOPLE = (SpeakerType.WITNESS, SpeakerType.FAMILY, SpeakerType.EXPERT, SpeakerType.MEDICAL, SpeakerType.UNKNOWN)


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody behind a claim: ``who`` in the case, ``described`` as the release shows them, without the number that it
    gives them; ``about``: what a decision on them is about."""

    who: str
    described: str
    about: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A release beside the case it was made of. ``ids``: the case's ids to the release's."""

    case: Register
    public: Register
    ids: Mapping[str, str]
    protected: tuple[Protected, ...] = ()


def unnamed_in(shown: Shown) -> tuple[Unnamed, ...]:
    """Each of them in each combination in which they are shown."""
    sources = {one.id: one for one in shown.case.sources}
    released = {one.id: one for one in shown.public.claims}
    incidents = {one.incident.id: one.incident for one in shown.public.accounts}
    found = []
    for claim in shown.case.claims:
        public = released.get(shown.ids.get(claim.id, ""))
        if public is not None:
            incident = incidents.get(public.incident or "")
            found += [_shown(person, public, incident) for person in _behind(claim, public, sources, shown.protected)]
    return tuple(dict.fromkeys(found))


def _shown(person: _Person, public: Claim, incident: Incident | None) -> Unnamed:
    return Unnamed(
        who=person.who,
        described=person.described,
        place=(incident.where.site or incident.where.name if incident else None) or public.where,
        date=(incident.when if incident else None) or (public.when.edtf if public.when else None),
        spoke=public.as_of,
        about=(person.about,),
    )


def _behind(
    claim: Claim, public: Claim, sources: Mapping[str, Source], protected: tuple[Protected, ...]
) -> Iterator[_Person]:
    """Who stands behind a claim without a name. What its makers published names its speakers as it does already, but
    for those that are protected."""
    source, said = sources[claim.anchor.source], claim.attribution
    shielding = [one for one in protected if _shields(one, claim)]
    kind = said.speaker_type.value
    yield from (_Person(" ".join(one.about[1:] or one.about), one.shown_as or kind, one.about[-1]) for one in shielding)
    if shielding or is_published(source, sources):
        return
    if said.speaker is None:
        if not may_be_named(source):
            yield _Person(f"giver {source.id}", source.entry or source.media_type, source.id)
        return
    as_it_was = public.attribution.speaker == " ".join(said.speaker.split())
    if said.anonymous or (said.speaker_type in _PEOPLE and not as_it_was):
        yield _Person(f"{said.key} {source.id}", said.speaker if as_it_was else kind, str(said.key))


def _shields(one: Protected, claim: Claim) -> bool:
    """Whether it is the claim's source, its speaker, or itself. A person is protected as the speakers they are."""
    return one.kind != PERSON and one.about[0] in (claim.anchor.source, claim.attribution.key, claim.id)
