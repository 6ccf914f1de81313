"""The ledger of demands of one incident: who demands what of whom, one within another, and every answer since."""

from collections.abc import Iterator
from dataclasses import dataclass

from tollbook.data.norms import load_instruments
from tollbook.publish import days
from tollbook.publish.individuals import words_shown
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import Phrases, capital
from tollbook.publish.speakers import Speaker, speaker


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, word for word: ``how`` it is read, by whom it was given, and when."""

    how: str
    words: str
    told: str
    source: str
    href: str
    grounds: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What a person says that it rests on. ``href`` "": a norm, or a claim that is not on the page."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Demand:
    """``asked`` and ``to_act`` in words, not stated where the text does not. ``silence``: that no answer was found, and
    for how long; "" where there is one. ``within``: the demands that stand in its terms."""

    claim: str
    speaker: Speaker
    terms: str
    language: str | None
    asked: str
    to_act: str
    by_when: str
    made: str
    rests_on: tuple[Ground, ...]
    said_by: str
    answers: tuple[Answer, ...]
    silence: str
    within: "tuple[Demand, ...]" = ()


@dataclass(frozen=True, slots=True)
class Demands:
    """All of one incident, each chain under the demand that it begins with."""

    heading: str
    chains: tuple[Demand, ...]


def demands(incident: Json, lookup: Lookup, say: Phrases) -> Demands | None:
    """None where no demand was read or entered."""
    own = {one["id"]: one for one in lookup.demands_of.get(incident["id"], ()) if one["id"] in lookup.claims}
    if not own:
        return None
    below: dict[str | None, list[Json]] = {}
    for one in own.values():
        below.setdefault(one["within"] if one["within"] in own else None, []).append(one)
    chains = tuple(_demand(one, below, frozenset(), lookup, say) for one in below.get(None, ()))
    unanswered = sum(not one["answers"] for one in own.values())
    heading = say.counted("demands.heading", len(own))
    if unanswered:
        heading = say.say("demands.and_silence", heading=heading, n=say.number_word(unanswered))
    return Demands(capital(heading), chains)


def _demand(
    one: Json, below: dict[str | None, list[Json]], above: frozenset[str], lookup: Lookup, say: Phrases
) -> Demand:
    claim, said, above = lookup.claims[one["id"]], one.get("rests_on"), above | {one["id"]}
    inner = [each for each in below.get(one["id"], ()) if each["id"] not in above]
    return Demand(
        claim=one["id"],
        speaker=speaker(claim, lookup, say),
        terms=one["terms"],
        language=claim.get("language"),
        asked=_whom(one["asked"], say),
        to_act=_whom(one["to_act"], say),
        by_when=str(one.get("by_when") or ""),
        made=days.in_words(one.get("made_on"), say) or say.say("sources.undated_short"),
        rests_on=tuple(_grounds(said, lookup, say)) if said else (),
        said_by=say.say("demands.said_by", who=said["by"], why=said["reason"]) if said else "",
        answers=tuple(_answer(each, lookup, say) for each in one["answers"]),
        silence="" if one["answers"] else _silence(one, say),
        within=tuple(_demand(each, below, above, lookup, say) for each in inner),
    )


def _whom(names: list[str], say: Phrases) -> str:
    return "; ".join(names) or say.say("demands.not_stated")


def _grounds(said: Json, lookup: Lookup, say: Phrases) -> Iterator[Ground]:
    for id_ in said["claims"]:
        claim = lookup.claims.get(id_)
        yield Ground(words_shown(claim, f"“{claim['quote']}”", say), f"#claim-{id_}") if claim else Ground(id_, "")
    known = load_instruments()
    yield from (Ground(known[norm].name if norm in known else norm, "") for norm in said["norms"])


def _answer(one: Json, lookup: Lookup, say: Phrases) -> Answer:
    day = days.in_words(one.get("given_on"), say) or say.say("sources.undated_short")
    if one["days"] is not None:
        day = say.say("demands.after", day=day, days=say.counted("demands.days", one["days"]))
    who = say.say("demands.answered_by", who=one["answered_by"]) if one.get("answered_by") else ""
    return Answer(
        how=say.entry("demands.responses")[one["response"]],
        words=one["answer"],
        told=", ".join(filter(None, (who, day))),
        source=lookup.title(one["source"]) if one["source"] in lookup.sources else "",
        href=f"#source-{one['source']}" if one["source"] in lookup.sources else "",
        grounds=str(one.get("grounds") or ""),
    )


def _silence(one: Json, say: Phrases) -> str:
    day = days.in_words(one.get("as_of"), say)
    words = say.say("demands.silence", day=day) if day else say.say("demands.silence_undated")
    since = say.say("demands.since", days=say.counted("demands.days", one["days"])) if one["days"] is not None else ""
    return words + since
