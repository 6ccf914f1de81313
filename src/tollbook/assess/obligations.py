"""What bound the state of an incident's country on its days, what documents invoke beside it, and deaths in custody.
No finding is made: it is never said that anything was breached."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from tollbook.assess.bound import obligations_within, positions, positions_held
from tollbook.data import data_file, load_yaml
from tollbook.data.norms import load_states
from tollbook.model import Access, Account, Claim, Harm, Incident, Norm, Place, Reaction
from tollbook.model.instrument import InstrumentKind
from tollbook.model.obligation import Bound, Custody, Invoked, Obligation, Obligations, Statement
from tollbook.model.when import edtf_bounds

_OF_PERSONS = frozenset(Harm) - {Harm.PRESENT, Harm.DISPLACED}
_NEVER_SHOWN = frozenset({"closed", "later_text", "not_held", "commitment_none", "commitment_later"})
_REVISED = frozenset({"later_restatement", "earlier_version"})
_OF_A_DEATH = frozenset(
    {"prisons-standard", "deaths-standard", "force-standard"}
)  # families of standards whose later versions are shown as such


def with_obligations(account: Account, claims: Mapping[str, Claim], superseded: Set[str], state: str | None) -> Account:
    """The account with what bound its state. ``superseded``: sources in whose place a later version stands. ``state``:
    the one that the settings name, for where documents name none."""
    every = [claims[id_] for id_ in account.incident.claims]
    own = [one for one in every if one.stands and one.anchor.source not in superseded]
    return replace(account, obligations=obligations_of(account.incident, own, state))


def obligations_of(incident: Incident, own: Sequence[Claim], state: str | None = None) -> Obligations | None:
    """Of an incident that harmed somebody, or of which a document names a text; None of any other."""
    named = [claim for claim in own if isinstance(claim.statement, Norm)]
    if not named and not any(claim.harm in _OF_PERSONS for claim in own):
        return None
    code, because = _state_of(incident, state)
    first, last = edtf_bounds(incident.when) if incident.when else (None, None)
    every = obligations_within(code, first, last) if code and first and last else ()
    invoked = tuple(_invoked(claim, {one.norm: one for one in every}) for claim in named)
    cited = {one.norm for one in invoked}
    custody = _custody(own, incident.where, every, last)
    shown = _is_shown if invoked or custody else _is_of_all
    entries = tuple(one for one in every if one.norm in cited or shown(one))
    contested = any(one.bound is Bound.CONTESTED and one.brief for one in entries)
    return Obligations(
        state=code,
        state_name=load_states()[code].name if code and code in load_states() else incident.where.country or code or "",
        because=because,
        first=first,
        last=last,
        entries=entries,
        invoked=invoked,
        custody=custody,
        held=positions_held(last) if contested and last else (),
    )


def _state_of(incident: Incident, setting: str | None) -> tuple[str | None, str]:
    where = incident.where
    if where.country_code:
        return where.country_code, "the country that the documents name"
    if setting:
        return setting, "named in case.toml; the documents name no country, or more than one"
    return None, "no country is known"


def _is_of_all(one: Obligation) -> bool:
    """Whether it is kept of every incident: what bound that day or may have, and applies whatever else is found."""
    return bool(one.articles) and one.bound in (Bound.YES, Bound.CONTESTED) and one.premise is None


def _is_shown(one: Obligation) -> bool:
    """Whether it is of killing, torture, detention, children or investigation, and stood in some way that day."""
    if one.status in _NEVER_SHOWN or (one.kind is InstrumentKind.TREATY and one.bound is Bound.NO):
        return False
    if one.status in _REVISED:
        return one.family in _OF_A_DEATH
    return bool(one.articles)


def _invoked(claim: Claim, every: Mapping[str, Obligation]) -> Invoked:
    said = claim.statement
    assert isinstance(said, Norm)
    found = every.get(said.id or "")
    otherwise, differs = positions()["otherwise"], None
    if found and found.by and said.says == otherwise["says_code"] and not found.signed:
        differs = otherwise["done"].get(found.by.value)
    return Invoked(claim.id, said.norm, said.says, said.id, said.party, differs)


def _custody(own: Sequence[Claim], place: Place, every: Sequence[Obligation], day: date | None) -> Custody | None:
    """Where people died whom a state held: what is presumed, by whom and since when."""
    said = _custody_words()
    if not _of_the_held(own, place, said["groups"]):
        return None
    texts = {one.norm: one for one in every}
    inquiries = [c for c in own if isinstance(c.statement, Reaction) and c.statement.reaction in said["inquiry"]]
    kept_out = [c for c in own if isinstance(c.statement, Access) and c.statement.access in said["refused"]]
    return Custody(
        because=said["says"],
        statements=tuple(_statement(one, texts, day) for one in said["said_by"]),
        investigated=tuple(claim.id for claim in inquiries),
        access=tuple(claim.id for claim in kept_out),
    )


def _of_the_held(own: Sequence[Claim], place: Place, held: Sequence[str]) -> bool:
    """Whether somebody was killed, and prisoners are told of or a place where people are held is named."""
    if not any(claim.harm is Harm.KILLED for claim in own):
        return False
    return place.site is not None or any(claim.count is not None and claim.count.group in held for claim in own)


def _statement(raw: Mapping[str, Any], texts: Mapping[str, Obligation], day: date | None) -> Statement:
    given = str(raw["on_day"])
    on = date(int(given), 12, 31) if len(given) == 4 else date.fromisoformat(given)
    reach = texts.get(raw.get("reach", ""))
    says, later = " ".join(raw["says"].split()), day is not None and on > day
    return Statement(raw["citation"], given, says, later, _reaches(reach), reach.norm if reach else None)


def _reaches(treaty: Obligation | None) -> str:
    """How it stood; of a contested one its own dates, since both positions are held once for all."""
    if treaty is None:
        return ""
    return positions()["contested_once"].format(brief=treaty.brief) if treaty.brief else treaty.position


@cache
def _custody_words() -> dict[str, Any]:
    raw = load_yaml(data_file("norms", "custody.yaml"))
    return {**raw, "says": " ".join(raw["says"].split())}
