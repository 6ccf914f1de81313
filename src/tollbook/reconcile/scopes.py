"""What a rule's scope asks, each question with its answer in words and the claims that it rests on."""

from collections.abc import Collection

from tollbook.data import country_name
from tollbook.data.conventions import load_convention
from tollbook.model import Dispute, Harm, Scope, Verdict
from tollbook.model.circumstances import Circumstance, Told

APPLIES = Scope(Verdict.APPLIES)
_CONTESTED = "the claims differ on it"
_NOT_TOLD = "these documents do not tell it"


def out(premise: str, claims: tuple[str, ...] = ()) -> Scope:
    """The rule does not apply, because of the premise."""
    return Scope(Verdict.DOES_NOT_APPLY, premise, claims)


def turns_on(question: str, told: Circumstance) -> Scope:
    """Whether it applies turns on a question that is not answered here."""
    why = _CONTESTED if told.told is Told.CONTESTED else _NOT_TOLD
    return Scope(Verdict.TURNS_ON, f"it turns on whether {question}: {why}", told.claims)


def only_harms(dispute: Dispute, publisher: str, harms: Collection[Harm]) -> Scope | None:
    """A figure of another harm than the rule counts is none of its."""
    if dispute.harm in harms:
        return None
    counted = " and ".join("crowds" if one is Harm.PRESENT else f"the {one.value}" for one in harms)
    return out(f"{publisher} counts {counted} alone")


def only_everyone(dispute: Dispute, publisher: str) -> Scope | None:
    """It gives one figure for everyone, and none by group."""
    return None if dispute.group == "all" else out(f"{publisher} gives no figures by group")


def only_where(dispute: Dispute, publisher: str, convention: str) -> Scope | None:
    """Where and since when its publisher counts."""
    covered, of = load_convention(convention), dispute.circumstances
    doubt = "" if covered.checked else " (its list was not checked)"
    if of.country is None:
        asked = Circumstance()
        return turns_on(f"it happened where {publisher} counts", asked) if covered.countries is not None else None
    name = country_name("en", of.country)
    if covered.countries is not None and of.country not in covered.countries:
        return out(f"{publisher} does not count in {name}{doubt}")
    since = covered.since.get(of.country)
    if since is None:
        return None
    if of.last is not None and of.last.year < since:
        return out(f"{publisher} counts in {name} since {since}{doubt}, and this was before")
    return None


def iraqi_civilians(dispute: Dispute) -> Scope:
    """Civilians killed or injured in Iraq since 2003; whoever is said to have fought is none."""
    name = "Iraq Body Count"
    ruled_out = only_harms(dispute, name, [Harm.KILLED, Harm.INJURED]) or only_where(dispute, name, "ibc")
    if ruled_out is not None:
        return ruled_out
    fought = dispute.circumstances.combatants
    return turns_on("those harmed were civilians", fought) if fought.claims and dispute.group == "all" else APPLIES
