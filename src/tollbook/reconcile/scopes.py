"""What a rule's scope asks, each question with its answer in words and the claims that it rests on."""

from collections.abc import Collection
from dataclasses import replace

from tollbook.data import country_name
from tollbook.data.conventions import load_convention
from tollbook.model import Dispute, Harm, Scope, Verdict
from tollbook.model.circumstances import NOT_TOLD, Circumstance, Told

APPLIES = Scope(Verdict.APPLIES)
_CONTESTED = "the claims differ on it"
_SILENT = "these documents do not tell it"


def out(premise: str, *told: Circumstance) -> Scope:
    """The rule does not apply, because of the premise, which rests on what is told."""
    return Scope(Verdict.DOES_NOT_APPLY, _by_whom(told) + premise, _claims(told))


def applies(premise: str, *told: Circumstance) -> Scope:
    """The rule applies, and says why where people decided it."""
    return Scope(Verdict.APPLIES, _by_whom(told) + premise, _claims(told)) if _by_whom(told) else APPLIES


def _by_whom(told: Collection[Circumstance]) -> str:
    by = dict.fromkeys(one.by for one in told if one.by)
    return f"decided by {' and '.join(map(str, by))}: " if by else ""


def _claims(told: Collection[Circumstance]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim for one in told for claim in one.claims))


def turns_on(question: str, told: Circumstance) -> Scope:
    """Whether it applies turns on a question that is not answered here."""
    why = _CONTESTED if told.told is Told.CONTESTED else _SILENT
    return Scope(Verdict.TURNS_ON, f"it turns on whether {question}: {why}", told.claims)


def asks(question: str, decided: Circumstance, told: Circumstance | None = None) -> Scope:
    """Whether it applies, as people decided the question; else it turns on that. ``told``: what claims tell of it."""
    if decided.by is None:
        return turns_on(question, told or decided)
    return applies(question, decided) if decided.told is Told.YES else out(f"it is not so that {question}", decided)


def only_harms(dispute: Dispute, harms: Collection[Harm]) -> Scope | None:
    """A figure of another harm than the rule counts is none of its."""
    if dispute.harm in harms:
        return None
    counted = " and ".join("crowds" if one is Harm.PRESENT else f"the {one.value}" for one in harms)
    return Scope(Verdict.DOES_NOT_APPLY, f"it counts {counted} alone", countable=False)


def only_everyone(dispute: Dispute) -> Scope | None:
    """It gives one figure for everyone, and none by group."""
    if dispute.group == "all":
        return None
    return Scope(Verdict.DOES_NOT_APPLY, "it gives no figures by group", countable=False)


def only_where(dispute: Dispute, convention: str) -> Scope | None:
    """Where and since when its publisher counts."""
    covered, of = load_convention(convention), dispute.circumstances
    doubt = "" if covered.checked else " (this was not checked)"
    if of.country is None:
        early = of.last is not None and of.last.year < max(covered.since.values(), default=0)
        return turns_on("it happened where it counts", NOT_TOLD) if covered.countries is not None or early else None
    name = country_name("en", of.country)
    if covered.countries is not None and of.country not in covered.countries:
        return out(f"it does not count in {name}{doubt}")
    since = covered.since.get(of.country)
    if since is None or (of.last is not None and of.last.year >= since):
        return None
    if of.last is None:
        return turns_on(f"it happened since {since}{doubt}", NOT_TOLD)
    return out(f"it counts in {name} only since {since}{doubt}")


def iraqi_civilians(dispute: Dispute) -> Scope:
    """Civilians killed or injured in Iraq since 2003; whoever is said to have fought is none."""
    ruled_out = only_harms(dispute, [Harm.KILLED, Harm.INJURED]) or only_where(dispute, "ibc")
    if ruled_out is not None:
        return ruled_out
    fought = dispute.circumstances.combatants
    if fought.by is not None:
        return asks("those harmed were civilians", _contrary(fought))
    return turns_on("those harmed were civilians", fought) if fought.claims and dispute.group == "all" else APPLIES


def _contrary(of: Circumstance) -> Circumstance:
    return replace(of, told=Told.NO if of.told is Told.YES else Told.YES)
