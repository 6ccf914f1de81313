"""What of a case would leave, as the refusals ask for it: the release beside the case that it was made of."""

from collections.abc import Iterator, Mapping

from tollbook.decide.clearance import cleared_names, conditions_met
from tollbook.decide.refusals import Asked
from tollbook.decide.shown import Shown, unnamed_in
from tollbook.decide.standing import Standing
from tollbook.decide.testimony import with_holders
from tollbook.model import Claim, Register, Source
from tollbook.model.clearance import Clearance, Level
from tollbook.model.release import Public

# Why a claim stays that would leave if a person stood by it, or by another that its figure rests on.
WAITS = ("unchecked", "figure-refused")


def asked_of(register: Register, standing: Standing, clearance: Clearance, public: Public, crowd: int | None) -> Asked:
    """``register``: the case's, as the release was made of it."""
    claims = {one.id: one for one in _leaving(register, public)}
    counting, held = register.counting(), {one.id: one for one in register.sources}
    out = withheld_by_people(clearance, held)
    told = {*_told_of(register, clearance)} | clearance.texts | clearance.sources
    return Asked(
        accounts=register.accounts,
        claims=claims,
        standing={id_: one for id_, one in claims.items() if id_ in counting},
        sources={id_: one for id_, one in held.items() if id_ in told and id_ not in out},
        issues=register.issues,
        names=cleared_names(standing),
        met=conditions_met(standing),
        unnamed=unnamed_in(Shown(register, public.register, dict(public.ids), clearance.protected)),
        crowd=crowd,
        findings=public.findings_kept,
    )


def _leaving(register: Register, public: Public) -> Iterator[Claim]:
    """The claims that leave, and those that only wait for somebody to stand by them."""
    stays = dict(public.held_back)
    return (one for one in register.claims if stays.get(one.id, WAITS[0]) in WAITS)


def _told_of(register: Register, clearance: Clearance) -> Iterator[str]:
    """The sources on whose word something stands, also where no consent keeps their words: people are to decide so."""
    yield from (one.anchor.source for one in register.claims if one.stands and one.id not in clearance.withheld)
    yield from (ground.at.source for one in register.accounts for ground in one.incident.grounds)


def withheld_by_people(clearance: Clearance, held: Mapping[str, Source]) -> frozenset[str]:
    """The ids of the sources of which people decided that nothing leaves, and of what lies in them."""
    closed = {one.about[0] for one in clearance.protected if one.kind == "source" and one.level is Level.WITHHOLD}
    closed |= clearance.withheld
    return frozenset(id_ for id_, source in held.items() if any(one.id in closed for one in with_holders(source, held)))
