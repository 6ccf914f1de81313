"""What people found about one incident: the answer, its standard, its grounds, who joins it and who does not."""

from collections.abc import Iterator
from dataclasses import dataclass

from tollbook.publish import days
from tollbook.publish.individuals import words_shown
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import Phrases, capital
from tollbook.publish.speakers import Speaker, speaker


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground: its words and its speaker; ``fallen``: what became of it, "" where it holds. ``href`` None: the
    record does not hold it any more."""

    words: str
    href: str | None
    speaker: Speaker | None
    language: str | None
    fallen: str


@dataclass(frozen=True, slots=True)
class Stand:
    """What one person did about a finding, when and why."""

    what: str
    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """``state`` is a code; ``notes``: why it is unsettled, in words."""

    id: str
    state: str
    state_words: str
    question: str
    answer: str
    standard: str
    rests_on: str
    notes: tuple[str, ...]
    grounds: tuple[Ground, ...]
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """All of one incident; those withdrawn last."""

    heading: str
    listed: tuple[Finding, ...]


def findings(incident: Json, lookup: Lookup, say: Phrases) -> Findings | None:
    """None where nobody found anything."""
    every = sorted(lookup.found_of.get(incident["id"], ()), key=lambda one: one["state"] == "withdrawn")
    if not every:
        return None
    heading = say.counted("findings.heading", len(every))
    unsettled = sum(one["state"] == "unsettled" for one in every)
    if unsettled:
        heading = say.say("findings.and_unsettled", heading=heading, n=say.number_word(unsettled))
    return Findings(capital(heading), tuple(_finding(one, lookup, say) for one in every))


def _finding(one: Json, lookup: Lookup, say: Phrases) -> Finding:
    standard = one.get("standard")
    return Finding(
        id=one["id"],
        state=one["state"],
        state_words=say.entry("findings.states")[one["state"]],
        question=one["question"],
        answer=one["answer"],
        standard=say.say(f"codebook.standards.{standard}") if standard else say.say("findings.no_standard"),
        rests_on=_rests_on(one, say),
        notes=tuple(_notes(one, say)),
        grounds=tuple(_ground(each, lookup, say) for each in one["grounds"]),
        stands=tuple(_stands(one, say)),
    )


def _rests_on(one: Json, say: Phrases) -> str:
    asked = one.get("voices_asked")
    voices = say.counted("counts.voices", one["voices"])
    if asked is None:
        return say.say("findings.rests_no_rule", voices=voices)
    return say.say("findings.rests", voices=voices, asked=say.number_word(asked))


def _notes(one: Json, say: Phrases) -> Iterator[str]:
    if one["state"] != "unsettled":
        return
    yield from (words for lack in one["lacks"] if (words := say.entry("findings.lacks")[lack]))
    if any(each["unsettles"] for each in one["grounds"]):
        yield say.say("findings.fell")


def _ground(one: Json, lookup: Lookup, say: Phrases) -> Ground:
    claim = lookup.claims.get(one["claim"])
    words = [_since(said, say) for said in one["since"]]
    if one["fallen"] and not any(said["in_force"] for said in one["since"]):
        words.insert(0, say.entry("findings.fallen")[one["fallen"]])
    fallen = capital("; ".join(dict.fromkeys(words)))
    if claim is None:
        return Ground(say.say("findings.gone", id=one["claim"]), None, None, None, fallen)
    quote = str(claim.get("quote") or claim.get("words") or "")
    return Ground(
        words_shown(claim, quote, say),
        f"#claim-{claim['id']}",
        speaker(claim, lookup, say),
        claim.get("language"),
        fallen,
    )


def _since(said: Json, say: Phrases) -> str:
    done = say.entry("findings.decided")[said["kind"]]
    words = say.say("findings.since", done=done, who=said["by"], day=days.in_words(said["on"], say), why=said["reason"])
    return words if said["in_force"] else say.say("findings.taken_back", said=words)


def _stands(one: Json, say: Phrases) -> Iterator[Stand]:
    did = say.entry("findings.did")
    yield _stand(did["made"], one, say)
    for name in ("joined", "dissents", "reaffirmed"):
        yield from (_stand(did[name], each, say) for each in one[name])
    if one["withdrawn"]:
        yield _stand(did["withdrawn"], one["withdrawn"], say)


def _stand(what: str, said: Json, say: Phrases) -> Stand:
    who = say.say("findings.who", who=said["by"], day=days.in_words(said["on"], say))
    return Stand(what, who, said["reason"])
