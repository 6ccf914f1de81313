"""What people decided of incidents, places and persons, as linking takes it."""

from collections.abc import Mapping, Sequence

from tollbook.decide.alike import together
from tollbook.decide.days import day_of
from tollbook.decide.days import named as naming
from tollbook.decide.standing import Agreed, Standing
from tollbook.model import Decision, Likeness
from tollbook.model.locality import folded
from tollbook.model.placing import NOTHING_PLACED, Placing, Said
from tollbook.model.voicing import NOTHING_SAID, Voicing


def placing_of(standing: Standing) -> Placing:
    """What stands of moving, joining and keeping apart."""
    named = frozenset(about[1] for about in (*standing.sides, *standing.interests) if len(about) > 1)
    named |= {about for ones in standing.findings.values() for one in ones for about in one.about}
    named |= {about[0] for about in standing.premises}
    if not (standing.moved or standing.same or standing.different or named):
        return NOTHING_PLACED
    whole = {about[0]: one for about, one in standing.moved.items() if "incident" in one[0].value}  # not what is sealed
    places = _one_name(standing.same)
    return Placing(
        moved={claim: (one[0].value["incident"], said(one)) for claim, one in whole.items()},
        together=_pairs(standing.same, Likeness.INCIDENT),
        apart=_pairs(standing.different, Likeness.INCIDENT),
        places=places,
        places_apart=_two_places(standing, places),
        persons_apart=frozenset(_pairs(standing.different, Likeness.PERSON)),
        named=named,
    )


def told_apart(standing: Standing, meant: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """The incidents that people keep apart, each two in the order of their ids. ``meant``: by what an incident goes by
    or a claim of it, the id that it has."""
    pairs = ([meant.get(one, one) for one in pair] for pair in _pairs(standing.different, Likeness.INCIDENT))
    return frozenset((min(pair), max(pair)) for pair in pairs)


def voicing_of(standing: Standing) -> Voicing:
    """What stands of speakers, and of claims that go back to one another or do not."""
    if not (standing.same or standing.different or standing.echoes or standing.independents):
        return NOTHING_SAID
    return Voicing(
        same=_pairs(standing.same, Likeness.SPEAKER),
        different=_pairs(standing.different, Likeness.SPEAKER),
        echoes={(about[0], about[1]): said(ones) for about, ones in standing.echoes.items()},
        independent={(about[0], about[1]): said(ones) for about, ones in standing.independents.items()},
    )


def said(decisions: Sequence[Decision]) -> Said:
    """Those who decided the same of one thing, and the first reason given."""
    by = list(dict.fromkeys(one.by for one in decisions))
    return Said(" and ".join(by), day_of(decisions[0]), decisions[0].reason, " and ".join(map(naming, decisions)))


def _pairs(agreed: Agreed, likeness: Likeness) -> dict[tuple[str, str], Said]:
    return {(about[1], about[2]): said(ones) for about, ones in agreed.items() if about[0] == likeness}


def _one_name(same: Agreed) -> dict[str, str]:
    """By folded name, the first in order of all the names that people say are one place's."""
    found = together((folded(one), folded(other)) for one, other in _pairs(same, Likeness.PLACE))
    return {name: min(every) for name, every in found.items()}


def _two_places(standing: Standing, places: dict[str, str]) -> frozenset[tuple[str, str]]:
    """Names of two places, each as ``places`` has it count."""
    pairs = (sorted(map(folded, pair)) for pair in _pairs(standing.different, Likeness.PLACE))
    found = (sorted(places.get(one, one) for one in pair) for pair in pairs)
    return frozenset((one, other) for one, other in found)
