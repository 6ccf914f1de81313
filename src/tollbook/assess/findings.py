"""Whether what a finding rests on holds: which grounds fell, how many voices they come from, what the case asks for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from tollbook.model import Account, Claim, Count, Issue, Mark, Severity
from tollbook.model.finding import Against, Fallen, Finding, FindingState, Lack, Made, RestsOn, fallen

_NO_FURTHER = 3  # grounds and decisions that a message names
_LACKS = {
    Lack.SET_ASIDE: "none of its grounds holds any more",
    Lack.DERIVED: "it rests on figures that were reckoned from others, and nobody states them",
    Lack.VOICES: "its grounds come from {voices}, and the case asks for {asked} that do not repeat one another",
}
_FELL = {
    Fallen.REJECTED: "was rejected",
    Fallen.CORRECTED: "was corrected",
    Fallen.PROPOSED: "is a proposal that nobody accepted",
    Fallen.SUPERSEDED: "stands in a document in whose place a later version stands",
    Fallen.LATER: "was stated only after the day of the record",
    Fallen.GONE: "is not in the record any more",
}
_DECIDED = {
    "reject": "was rejected",
    "correct": "was corrected",
    "echo": "was taken for an echo",
    "move": "was moved",
}


@dataclass(frozen=True)
class Held:
    """What a case holds. ``against``: by claim, what was ever decided against it. ``voices_asked``: of the codebook.
    ``until``: what was stated after that day is no ground yet."""

    claims: Mapping[str, Claim]
    superseded: Set[str]
    accounts: Sequence[Account] = ()
    against: Mapping[str, Sequence[Against]] = field(default_factory=dict)
    voices_asked: int | None = None
    until: date | None = None


def find_findings(made: Iterable[Made], held: Held) -> tuple[Finding, ...]:
    """Each finding as it stands now."""
    every = tuple(made)
    voice = _voices(every, held) if every else {}
    return tuple(_finding(one, held, voice) for one in every)


def _finding(made: Made, held: Held, voice: Mapping[str, str]) -> Finding:
    grounds = tuple(_rests_on(id_, made, held) for id_ in made.grounds)
    standing = [held.claims[one.claim] for one in grounds if one.fallen is None]
    voices = len({voice[one.id] for one in standing})
    asked = held.voices_asked
    lacks = tuple(_lacks(standing, voices, asked)) if made.withdrawn is None else ()
    return Finding(made, grounds, voices, asked, lacks)


def _rests_on(id_: str, made: Made, held: Held) -> RestsOn:
    why = fallen(held.claims.get(id_), held.superseded, held.until)
    since = tuple(one for one in held.against.get(id_, ()) if one.decision not in made.considered)
    decided = why in (Fallen.REJECTED, Fallen.CORRECTED)  # whoever decided so stands among those against it
    return RestsOn(id_, why, since, why is None or decided or id_ in made.considered)


def _lacks(standing: Sequence[Claim], voices: int, asked: int | None) -> Iterator[Lack]:
    if not standing:
        yield Lack.SET_ASIDE
        return
    if all(isinstance(one.statement, Count) and Mark.DERIVED in one.statement.marks for one in standing):
        yield Lack.DERIVED
    if asked is not None and voices < asked:
        yield Lack.VOICES


def _voices(made: Iterable[Made], held: Held) -> dict[str, str]:
    """By ground, the voice that it ends in: what repeats another counts with it, and a speaker is one voice in every
    incident."""
    wanted = {id_ for one in made for id_ in one.grounds}
    found: dict[str, str] = {}
    for account in held.accounts:
        for voice in (*account.voices, *account.echoed.voices):  # where texts or people show an echo, that one
            found |= {id_: voice.id for id_ in voice.claims if id_ in wanted}
    one_of: dict[str, str] = {}
    spoken: dict[str, dict[str | None, str]] = {}  # by speaker and incident: whom people told apart is two in one
    for id_ in sorted(wanted & held.claims.keys()):
        claim = held.claims[id_]
        own = claim.attribution.key or f"document:{claim.anchor.source}"
        end = found.setdefault(id_, own)
        for incident, other in spoken.setdefault(own, {}).items():
            if incident != claim.incident:
                first, second = sorted((_first(end, one_of), _first(other, one_of)))
                one_of[second] = first
        spoken[own].setdefault(claim.incident, end)
    return {id_: _first(end, one_of) for id_, end in found.items()}


def _first(end: str, one_of: Mapping[str, str]) -> str:
    while one_of.get(end, end) != end:
        end = one_of[end]
    return end


def finding_issues(findings: Iterable[Finding]) -> Iterator[Issue]:
    """What of findings somebody has to look at."""
    for one in findings:
        if one.state is not FindingState.UNSETTLED:
            continue
        made = one.made
        again = (
            f", looked at again by {_listed([said.decision for said in made.reaffirmed])}" if made.reaffirmed else ""
        )
        said = f"The finding {made.id} of {made.by} on {made.on.isoformat()}{again}"
        lacks = "; ".join(_lack_words(each, one) for each in one.lacks)
        about = tuple(each.claim for each in one.grounds if each.unsettles or each.fallen) or made.grounds
        if one.fell:
            why = "; ".join((*_fell_words(one), *((lacks,) if lacks else ())))
            message = (
                f"{said} is unsettled: {why}. Read it again, and re-affirm it, withdraw it, or make another in its "
                "place: tollbook findings."
            )
            yield Issue("finding-unsettled", message, Severity.OPEN, about=about)
        else:
            message = f"{said} is not made as it is: {lacks}. Name other grounds, or withdraw it: tollbook findings."
            yield Issue("finding-refused", message, Severity.OPEN, about=about)


def _lack_words(lack: Lack, of: Finding) -> str:
    voices = "one voice" if of.voices == 1 else f"{of.voices} voices"
    return _LACKS[lack].format(voices=voices, asked=of.voices_asked)


def _fell_words(of: Finding) -> Iterator[str]:
    every = [one for one in of.grounds if one.unsettles]
    for one in every[:_NO_FURTHER]:
        if one.since:
            yield "; ".join(f"its ground {one.claim} {_since_words(said)}" for said in one.since[:_NO_FURTHER])
        elif one.fallen is not None:
            yield f"its ground {one.claim} {_FELL[one.fallen]}"
    if len(every) > _NO_FURTHER:
        yield f"and {len(every) - _NO_FURTHER} more of its grounds"


def _since_words(said: Against) -> str:
    back = "" if said.in_force else ", which was taken back since"
    return f"{_DECIDED[said.kind]} by {said.by} on {said.on.isoformat()} ({said.decision}){back}"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NO_FURTHER} more" if len(names) > _NO_FURTHER else ""
    return f"{', '.join(names[:_NO_FURTHER])}{more}"
