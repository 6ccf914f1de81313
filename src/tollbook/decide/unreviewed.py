"""Figures and roles at the top of a dossier that no person has read."""

from collections.abc import Iterator, Mapping, Sequence

from tollbook.decide.refusal import Refusal
from tollbook.model import Account, Claim, Harm, Incident, Role, Stance, Toll

VAGUE = "vague-no-convention"  # set aside by a rule, and shown beside its figure all the same
AS_PUBLISHED, EVERYONE = "as-published", "all"
_STATED = (Stance.ASSERTS, Stance.ESTIMATES)
_AGAINST = (Stance.DENIES, Stance.DOUBTS)
_SHOWN = 6  # ids in a sentence


def unreviewed(accounts: Sequence[Account], claims: Mapping[str, Claim]) -> Iterator[Refusal]:
    """For each harm of each incident whose figures nobody, or not somebody for each claim, has checked; and for its
    roles. ``claims``: those that would leave and stand, by id."""
    for account in accounts:
        own = [claims[id_] for id_ in account.incident.claims if id_ in claims]
        for harm in Harm:
            top = headline_claims(harm, own, account)
            if left := [one for one in top if not one.checked]:
                yield _refusal(f"{harm.value} in {name_of(account.incident)}", left, len(top))
        roles = [one for one in own if isinstance(one.statement, Role)]
        if left := [one for one in roles if not one.checked]:
            yield _refusal(f"Who is said to be responsible for {name_of(account.incident)}", left, len(roles))


def headline_claims(harm: Harm, claims: Sequence[Claim], account: Account) -> list[Claim]:
    """The claims that would stand in the box of an incident for a harm: those its figures rest on, words without a
    number, and denials; where no rule gave a figure, each that is stated. ``claims``: those of the incident that would
    leave. Where one that the figure for everyone rests on would not, no figure of that harm leaves."""
    tolls = [one for one in account.tolls if one.harm is harm and one.mode == AS_PUBLISHED]
    there = {one.id for one in claims}
    whole = [one for one in tolls if isinstance(one, Toll) and there.issuperset(one.used)]
    if any(isinstance(one, Toll) and one.group == EVERYONE and one not in whole for one in tolls):
        return []
    used = {id_ for toll in whole for id_ in toll.used}
    vague = {aside.claim for toll in tolls for aside in toll.set_aside if aside.reason == VAGUE}
    stances = _AGAINST if used else (*_STATED, *_AGAINST)
    shown = used | vague | {one.id for one in claims if one.count and one.attribution.stance in stances}
    return [one for one in claims if one.harm is harm and one.id in shown]


def name_of(incident: Incident) -> str:
    """An incident as the team finds it again."""
    return f"“{incident.title}” ({incident.when or 'date not stated'})"


def _refusal(what: str, left: Sequence[Claim], number: int) -> Refusal:
    ids = [one.id for one in left]
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    rests = f"{what}: of the {number} claims it rests on, {len(left)} were checked by nobody"
    if number == 1:
        rests = f"{what}: the claim it rests on was checked by nobody"
    return Refusal(
        "headline-unreviewed",
        f"{rests} ({', '.join(ids[:_SHOWN])}{more}).",
        "Read them in their passages and accept, reject or correct each: tollbook review CASE.",
        tuple(ids),
    )
