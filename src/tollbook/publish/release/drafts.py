"""The public texts, made again until every claim in them stands and every toll rests on claims that leave."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from tollbook.model import Claim, Source
from tollbook.model.release import Refused
from tollbook.publish.release.plan import (
    Asked,
    Plan,
    first_plan,
    never_shown,
    refused_tolls,
    withheld_sources,
    without_refused,
)
from tollbook.publish.release.scrub import Span
from tollbook.publish.release.speakers import Speakers, find_speakers
from tollbook.publish.release.texts import FIGURE_LOST, PublicText, Quoting, public_text, verbatim
from tollbook.publish.release.vocabulary import secret_places


@dataclass(frozen=True, slots=True)
class Draft:
    """What leaves of the texts. ``closed``: the sources of which nothing does. ``whole``: those whose bytes leave."""

    plan: Plan
    texts: Mapping[str, PublicText]
    speakers: Speakers
    closed: Mapping[str, str]
    whole: frozenset[str]
    refused: tuple[Refused, ...] = ()
    asked: Asked = field(repr=False, kw_only=True)

    @property
    def claims(self) -> Mapping[str, Claim]:
        """The case's claims by id."""
        return self.asked.claims

    def leaving(self) -> list[Claim]:
        """The claims that leave, in the case's order."""
        return [claim for claim in self.asked.register.claims if claim.id not in self.plan.out]


def draft(asked: Asked, salts: Callable[[str], bytes]) -> Draft:
    """The texts as they may leave. Each round takes claims away and gives none, so it ends."""
    closed = withheld_sources(asked.register, asked.clearance)
    plan = first_plan(asked, closed)
    every: dict[tuple[str, str], Refused] = {}
    while True:
        refused = tuple(refused_tolls(asked.register, plan))
        for one in refused:  # those that began it: what went for them is no reason of its own
            every.setdefault((one.incident, one.toll), one)
        if without_refused(asked.register, plan, refused):
            continue
        made = _texts(asked, plan, closed, salts)
        lost = list(_lost(made))
        if not lost:
            return Draft(plan, made.texts, made.speakers, closed, made.whole, tuple(every.values()), asked=asked)
        for claim in lost:
            plan.demote(claim, FIGURE_LOST)


def _lost(made: Draft) -> Iterator[Claim]:
    """The claims whose figure's words did not come through, and those that in public would be one with another."""
    seen: set[tuple[object, ...]] = set()
    for claim in made.leaving():
        source = claim.anchor.source
        text = made.texts[source]
        if claim.id in text.lost or claim.id not in text.places:
            yield claim
            continue
        said = (
            replace(claim.count, quantity=replace(claim.count.quantity, words="-")) if claim.count else claim.statement
        )
        alike = (source, text.places[claim.id], said, claim.attribution.key)
        if alike in seen and claim.id not in made.plan.bare:
            yield claim
        seen.add(alike)


def _texts(asked: Asked, plan: Plan, closed: Mapping[str, str], salts: Callable[[str], bytes]) -> Draft:
    by_source: dict[str, list[Claim]] = {}
    for claim in asked.register.claims:
        if claim.id not in plan.out:
            by_source.setdefault(claim.anchor.source, []).append(claim)
    speakers = find_speakers((one for several in by_source.values() for one in several), asked, salts("speakers"))
    never: dict[str, list[Span]] = {}
    for of, start, end in never_shown(asked, plan):
        never.setdefault(of, []).append((start, end))
    texts, whole = {}, set()
    for source in asked.register.sources:
        claims = by_source.get(source.id, [])
        if source.id in closed:
            continue
        if (
            source.id in asked.clearance.sources
            and not never.get(source.id)
            and _may_leave(source, claims, asked, speakers)
        ):
            whole.add(source.id)
            texts[source.id] = verbatim(source, claims)
        else:
            quoting = _quoting(source, claims, asked, (plan, speakers, never.get(source.id, ())))
            texts[source.id] = public_text(source, quoting, asked.vocabulary)
    return Draft(plan, texts, speakers, closed, frozenset(whole), asked=asked)


def _may_leave(source: Source, claims: Iterable[Claim], asked: Asked, speakers: Speakers) -> bool:
    """Whether nothing speaks against the bytes of a source: nobody protected in it, nobody shown without a name."""
    protected = any(source.id in one.sources or source.id in one.about for one in asked.clearance.protected)
    shown = not any(claim.attribution.key in speakers.labels for claim in claims)
    return (
        source.size is not None and not protected and shown and not secret_places(source.text, asked.vocabulary.secrets)
    )


def _quoting(
    source: Source, claims: Iterable[Claim], asked: Asked, made: tuple[Plan, Speakers, Iterable[Span]]
) -> Quoting:
    plan, speakers, never = made
    own, clearance = list(claims), asked.clearance
    return Quoting(
        plan.words(own),
        plan.without_words(own),
        clearance.times,
        clearance.claims,
        source.id in clearance.texts or source.id in clearance.sources,
        tuple(never),
        tuple(name for claim in own if (name := speakers.shown(claim.attribution))),
        not any(source.id in one.about for one in clearance.protected),
    )
