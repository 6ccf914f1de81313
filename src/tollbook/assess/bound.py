"""Whether a text bound a state on a day: by its own instrument, by custom, or contested after a state broke up."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from tollbook.data import data_file, load_yaml
from tollbook.data.norms import called, load_instruments, load_states, load_succession
from tollbook.model.instrument import Deed, Instrument, InstrumentKind, Participation, State
from tollbook.model.obligation import Bound, Obligation

_Verdict = tuple[Bound, str, dict[str, Any]]  # whether, the code of why, what its words name


def obligations_on(code: str, day: date) -> tuple[Obligation, ...]:
    """Every text that is held, as it stood for a state on a day, in the order of their adoption."""
    return tuple(obligation(one, code, day) for one in load_instruments().values())


def obligations_within(code: str, first: date, last: date) -> tuple[Obligation, ...]:
    """The same over the days that documents give for an event: what changed during them is not known of its day."""
    begun, ended = obligations_on(code, first), obligations_on(code, last)
    return tuple(a if _same(a, b) else _changed(a, b) for a, b in zip(begun, ended, strict=True))


def obligation(one: Instrument, code: str, day: date) -> Obligation:
    """How one text stood for one state on one day."""
    state = load_states().get(code)
    bound, status, named = _verdict(one, state, day)
    party = one.parties.get(code)
    cited = party.cited if party else one.cited
    words = positions()[status].format(**{"state": state.name if state else code, **named})
    premise = positions()["premises"][one.premise] if one.premise else None
    return Obligation(
        norm=one.id,
        name=one.name,
        called=called(one.id),
        kind=one.kind,
        family=one.family,
        bound=bound,
        status=status,
        position=" ".join(words.split()),
        citation=cited.citation,
        articles=one.articles,
        adopted=one.adopted_words,
        in_force=one.in_force,
        by=party.by if party else None,
        signed=party.signed if party else None,
        deposited=party.deposited if party else None,
        in_force_for_state=one.entered(code),
        left=party.left if party else None,
        declarations=party.declarations if party else (),
        second=party.second if party else (),
        unverified=cited.unverified,
        checked_on=cited.checked,
        premise=" ".join(premise.split()) if premise else None,
        note=" ".join(filter(None, (one.note, party.note if party else ""))),
        brief=str(named.get("brief", "")),
    )


@cache
def positions() -> dict[str, Any]:
    """The words for each position, by its code: data/norms/positions.yaml."""
    return dict(load_yaml(data_file("norms", "positions.yaml")))


def day_words(day: date | None) -> str:
    """A day as a lawyer writes it; a year where only that is known is written by whoever holds it."""
    return f"{day.day} {positions()['months'][day.month - 1]} {day.year}" if day else ""


def _same(one: Obligation, other: Obligation) -> bool:
    return (one.bound, one.status) == (other.bound, other.status)


def _changed(first: Obligation, last: Obligation) -> Obligation:
    words = positions()["changes"].format(first=first.position, last=last.position)
    return replace(last, bound=Bound.UNKNOWN, status="changes", position=words)


def _verdict(one: Instrument, state: State | None, day: date) -> _Verdict:
    if one.kind is InstrumentKind.CUSTOM:
        return _of_custom(one, day)
    if one.kind is InstrumentKind.STANDARD:
        return _of_standard(one, day)
    if state is None:
        return Bound.UNKNOWN, "unknown_state", {}
    return _of_commitment(one, state, day) if one.kind is InstrumentKind.COMMITMENT else _of_treaty(one, state, day)


def _of_custom(one: Instrument, day: date) -> _Verdict:
    since = min((said.of for said in one.stated if said.of), default=None)
    sources = "; ".join(_said(said.citation, said.of, day) for said in one.stated)
    if since and since <= day:
        return Bound.YES, "custom", {"who_says": sources}
    return Bound.CONTESTED, "custom_before", {"since": day_words(since), "who_says": sources}


def _of_standard(one: Instrument, day: date) -> _Verdict:
    adopted = {"adopted_on": _adopted(one)}
    if one.adopted and one.adopted > day:
        return Bound.NO, "later_restatement", adopted
    later = next((other for other in load_instruments().values() if other.revises == one.id), None)
    if later and later.adopted and later.adopted <= day:
        return Bound.NO, "earlier_version", {"replaced": _adopted(later), "by_name": later.name}
    return Bound.NO, "standard", adopted


def _of_commitment(one: Instrument, state: State, day: date) -> _Verdict:
    since = one.participants.get(state.code)
    if since is None or since > day:
        return Bound.NO, "commitment_none", {}
    named = {"since": day_words(since), "adopted_on": _adopted(one)}
    return Bound.NO, "commitment_later" if one.adopted and one.adopted > day else "commitment", named


def _of_treaty(one: Instrument, state: State, day: date) -> _Verdict:
    if one.open_to and state.code not in one.open_to[1]:
        return Bound.NO, "closed", {"open_to": one.open_to[0]}
    if one.adopted and day < one.adopted:
        return Bound.NO, "later_text", {"adopted_on": _adopted(one)}
    party, entered = one.parties.get(state.code), one.entered(state.code)
    if party and entered and entered <= day:
        return _entered(one, party, entered, day)
    if one.in_force and day < one.in_force:
        return Bound.NO, "not_in_force", {"adopted_on": _adopted(one), "in_force": day_words(one.in_force)}
    if state.independent and day < state.independent:
        return _before_independence(one, state, day)
    if (former := _former_bound(one, state)) and one.continues:
        return Bound.CONTESTED, "contested", _contested(one, state, former, day)
    if party:
        return _not_bound(one, party, entered, day)
    return _absent(one, day)


def _entered(one: Instrument, party: Participation, entered: date, day: date) -> _Verdict:
    named = {"entered": day_words(entered), "by": _deed(party.by), "deposited_on": day_words(party.deposited)}
    if party.left and party.left <= day:
        return Bound.NO, "left", {**named, "left": day_words(party.left)}
    if party.deposited is None or one.force is None:
        return Bound.YES, "bound_stated", named
    if party.by is Deed.SUCCESSION:
        return Bound.YES, "bound_succession", named
    return Bound.YES, "bound", {**named, "article": one.force.article, "rule_says": one.force.says}


def _before_independence(one: Instrument, state: State, day: date) -> _Verdict:
    entered, words = _former_bound(one, state), positions()
    bound = entered is not None and entered <= day
    said = words["former_yes"].format(entered=day_words(entered)) if bound else words["former_no"]
    return Bound.UNKNOWN, "part_of", {"former": _former_name(state), "former_bound": said}


def _former_bound(one: Instrument, state: State) -> date | None:
    """Since when the state that this one was a part of was a party, if it was before its end."""
    former = load_succession()["former"].get(state.part_of)
    heir = next((other for other in load_states().values() if other.continues == state.part_of), None)
    if former is None or heir is None or (entered := one.entered(heir.code)) is None:
        return None
    return entered if entered < date.fromisoformat(former["ended_on"]) else None


def _former_name(state: State) -> str:
    return str(load_succession()["former"][state.part_of]["name"])


def _contested(one: Instrument, state: State, former: date, day: date) -> dict[str, Any]:
    """Both positions, each with its sources, and the text's own days."""
    party, words = one.parties.get(state.code), positions()
    own = words["own_none"]
    if party and party.by is not Deed.SIGNATURE and party.deposited:
        named = {"by": _deed(party.by), "deposited_on": day_words(party.deposited)}
        own = words["own_instrument"].format(**named, in_force=day_words(one.entered(state.code)))
    named = {"former": f"The {_former_name(state)}", "entered": day_words(former), "own": own}
    continuity, own_act = positions_held(day)
    brief = words["contested_brief"].format(**named)
    return {"continuity": continuity, "own_act": own_act, "brief": brief}


def positions_held(day: date) -> tuple[str, str]:
    """What is held on treaties of a state that broke up, each with its sources; those said only after the day are
    marked so."""
    held, words = load_succession(), positions()
    said = "; ".join(_said(source["citation"], _iso(source["on_day"]), day) for source in held["continuity"]["said_by"])
    continuity = " ".join(held["continuity"]["says"].split())
    return words["by_sources"].format(words=continuity, who_says=said), " ".join(held["own_act"]["says"].split())


def _not_bound(one: Instrument, party: Participation, entered: date | None, day: date) -> _Verdict:
    named = {"by": _deed(party.by), "deposited_on": day_words(party.deposited), "entered": day_words(entered)}
    if party.by is Deed.SIGNATURE:
        if one.covered and day > one.covered:
            return _absent(one, day)
        if party.signed and party.signed > day:
            return Bound.NO, "signed_later", {"signed_on": day_words(party.signed)}
        return Bound.NO, "signed_only" if party.signed else "signed_undated", {"signed_on": day_words(party.signed)}
    if entered is None:
        return Bound.UNKNOWN, "undated", named
    return Bound.NO, "not_yet" if party.deposited else "not_yet_stated", named


def _absent(one: Instrument, day: date) -> _Verdict:
    if one.covered is None:
        return Bound.UNKNOWN, "not_held", {}
    named = {"covered": day_words(one.covered)}
    return (Bound.NO, "absent", named) if day <= one.covered else (Bound.UNKNOWN, "absent_unknown", named)


def _said(citation: str, on: date | None, day: date) -> str:
    """A source with its day, and whether it was said only after the event."""
    words = positions()["later_said" if on and on > day else "said_then"]
    return str(words.format(citation=citation, day=day_words(on)))


def _adopted(one: Instrument) -> str:
    """As it is known: a day, or no more than a year."""
    return one.adopted_words if len(one.adopted_words) == 4 else day_words(one.adopted)


def _deed(deed: Deed) -> str:
    return str(positions()["deed_words"][deed.value])


def _iso(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
