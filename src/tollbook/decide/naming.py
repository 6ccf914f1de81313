"""What a person means who names a claim, an incident, a source, a speaker or a decision in a command."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, TypeVar

from tollbook.data import data_file, load_yaml
from tollbook.decide.found import known_against
from tollbook.decide.shield import Shield, shield_of
from tollbook.errors import SettingsError
from tollbook.model import Claim, ClaimKind, Decision, DecisionKind, Incident, Register, Source, party_key, verdicts_of

LEAST_DIGITS = 4
_LISTED = 8
Thing = TypeVar("Thing")
_DIGITS = re.compile(r"[0-9a-f]{4,64}")
_SOURCE = re.compile(r"\b([0-9a-f]{16})[0-9a-f]{48}\b")


class Naming:
    """Each method returns the one thing that is meant. SettingsError where it is none or several: the message lists the
    candidates by id and place, and repeats no words of a source."""

    def __init__(self, register: Register, decisions: Sequence[Decision]) -> None:
        self._register, self._decisions = register, decisions
        self._sources = {source.id: source for source in register.sources}
        self._claims = {claim.id: claim for claim in register.claims}

    @cached_property
    def shields(self) -> Shield:
        """Whether a claim holds what is protected, so that its words go into no decision that lies open."""
        return shield_of(self._register, self._decisions)

    def claim(self, given: str) -> Claim:
        """By its id or the beginning of it, or as FILE:WORDS."""
        found = [self._claims[id_] for id_ in _beginning(given, self._claims)] or self._by_words(given)
        if not found and self._file_of(given):
            raise SettingsError("These words state no claim in that file. tollbook claims FILE lists what it states.")
        return self._one(found, given, "claim", self._claim_line)

    def demand(self, given: str) -> Claim:
        """The claim of a demand, as claims are named."""
        found = self.claim(given)
        if found.kind is not ClaimKind.DEMAND:
            raise SettingsError(
                f"{found.id} states no demand ({claim_words(found)}). tollbook demands CASE lists them."
            )
        return found

    def incident(self, given: str) -> Incident:
        """By its id or the beginning of it, by the beginning of its date, or by words of its title."""
        every = [account.incident for account in self._register.accounts]
        found = [one for one in every if one.id in _beginning(given, [one.id for one in every])]
        found = found or [one for one in every if (one.when or "").startswith(given)]
        found = found or [one for one in every if given.casefold() in one.title.casefold()]
        if not found:
            raise SettingsError(f"No incident is called {given!r}. There are:{_lines(map(_incident_line, every))}")
        return self._one(found, given, "incident", _incident_line)

    def source(self, given: str) -> Source:
        """By its name in the case, or by its id or the beginning of it."""
        found = [one for one in self._register.sources if one.name == given]
        found = found or [self._sources[id_] for id_ in _beginning(given, self._sources)]
        if not found:
            every = (f"{one.id[:12]}  {one.name}" for one in self._register.sources)
            raise SettingsError(f"The case has no source {given!r}. There are:{_lines(every)}")
        return self._one(found, given, "source", lambda one: f"{one.id}  {one.name}")

    def speaker(self, given: str) -> str:
        """The ``speaker_id``, by itself or by the name as a source spells it."""
        said = {(key, one.speaker or "") for claim in self._claims.values() if (key := (one := claim.attribution).key)}
        keys = {key for key, _ in said if key == given}
        keys = keys or {key for key, spelt in said if spelt.casefold() == given.casefold()}
        found = sorted(keys or {key for key, _ in said if key == party_key(given)})
        if not found:
            like = sorted({key for key, _ in said if party_key(given) and party_key(given) in key})
            listed = f" These hold it:{_lines(like)}" if like else ""
            raise SettingsError(
                f"No speaker of this case is called {given!r}. speaker_id in the lines of tollbook claims says how "
                f"each is called.{listed}"
            )
        return self._one(found, given, "speaker", str)

    def place(self, given: str) -> str:
        """The name of a place, as a source spells it."""
        names = [claim.where for claim in self._claims.values()]
        names += (
            name for one in self._register.accounts for name in (one.incident.where.name, one.incident.where.site)
        )
        found = sorted({name for name in names if name and name.casefold() == given.casefold()})
        if not found:
            raise SettingsError(f"No source of this case names a place {given!r}. Write it as the source does.")
        return found[0]

    def question(self, incident: Incident, given: str) -> str:
        """The code of a question that is asked of an incident: what no document answers, and what an inquiry asks."""
        own = (one for one in self._register.accounts if one.incident.id == incident.id)
        codes = [one.code for account in own for one in account.unknowns]
        inquiry = load_yaml(data_file("vocabulary", "questions.yaml"))["inquiry"]
        codes += [code for code, one in inquiry.items() if incident.kind in one.get("kinds", [incident.kind])]
        if given not in codes:
            raise SettingsError(f"No question {given!r} is open for {incident.id}. Open are: {', '.join(codes)}.")
        return given

    def decision(self, given: str) -> Decision:
        """By its id or the beginning of it."""
        return named_decision(given, self._decisions)

    def finding(self, given: str) -> Decision:
        """By the id of its decision or the beginning of it."""
        return finding_meant(given, self._decisions)

    def considered(self, grounds: Iterable[str]) -> dict[str, Any]:
        """As a part of a value: the ids of what there is against these grounds now, where there is any."""
        found = known_against(grounds, self._claims, self._register.superseded, self._decisions, self._register.until)
        return {"considered": list(found)} if found else {}

    def thing(self, given: str) -> str:
        """What may leave: a source, "text:" and a source, a claim, "name:" and a name, "time:" and a claim, "day:" or
        "consent:" and a source, "finding:" and a finding."""
        sort, colon, rest = given.partition(":")
        match sort if colon else "":
            case "name" if rest:
                return given
            case "text" | "day" | "consent":
                return f"{sort}:{self.source(rest).id}"
            case "finding":
                return f"finding:{self.finding(rest).id}"
            case "time":
                return f"time:{self.claim(rest).id}"
        if given in self._sources or any(one.name == given for one in self._register.sources):
            return self.source(given).id
        ids = [*_beginning(given, self._claims), *_beginning(given, self._sources)]
        if len(ids) == 1:
            return ids[0]
        if not ids and self._file_of(given):
            return self.claim(given).id
        return self._one(ids, given, "source or claim", str)

    def _by_words(self, given: str) -> list[Claim]:
        """The claims of FILE:WORDS: whose quote or figure is these words, else whose quote holds them."""
        source = self._file_of(given)
        if source is None:
            return []
        words = _spaced(given[len(source.name) + 1 :].strip().strip('"“”'))
        own = [claim for claim in self._claims.values() if claim.anchor.source == source.id]
        exact = [claim for claim in own if words in (_spaced(claim.anchor.words), _spaced(_figure_words(claim)))]
        return exact or [claim for claim in own if words and words in _spaced(claim.anchor.words)]

    def _file_of(self, given: str) -> Source | None:
        named = [source for source in self._register.sources if given.startswith(f"{source.name}:")]
        return max(named, key=lambda source: len(source.name), default=None)

    def _claim_line(self, claim: Claim) -> str:
        anchor, source = claim.anchor, self._sources.get(claim.anchor.source)
        place = f"{source.name if source else anchor.source} {anchor.start}–{anchor.end}"
        state = " (rejected)" if claim.rejected else " (corrected)" if claim.corrected_by else ""
        return f"{claim.id}  {place}  {claim_words(claim)}{state}"

    def _one(self, found: Sequence[Thing], given: str, what: str, line: Callable[[Thing], str]) -> Thing:
        return _only(found, "What you named" if self._file_of(given) else repr(given), what, line)


def named_decision(given: str, decisions: Iterable[Decision]) -> Decision:
    """The decision meant by its id or the beginning of it. Raises SettingsError."""
    by_id = {one.id: one for one in decisions}
    return _only([by_id[id_] for id_ in _beginning(given, by_id)], repr(given), "decision", decision_words)


def finding_meant(given: str, decisions: Iterable[Decision]) -> Decision:
    """The decision of the finding meant by its id or the beginning of it. Raises SettingsError."""
    one = named_decision(given, decisions)
    if one.kind is not DecisionKind.FIND:
        raise SettingsError(f"{one.id} is no finding ({one.kind}). tollbook findings CASE lists them.")
    return one


def _only(found: Sequence[Thing], shown: str, what: str, line: Callable[[Thing], str]) -> Thing:
    if len(found) == 1:
        return found[0]
    if found:
        raise SettingsError(f"{shown} fits several. Give more digits of one id:{_lines(map(line, found))}")
    raise SettingsError(f"There is no {what} {shown} in this case. Of an id, give at least {LEAST_DIGITS} digits.")


def claim_words(claim: Claim) -> str:
    """What a claim states, in codes and digits alone."""
    count = claim.count
    if count is None:
        return claim.kind.value
    many = count.quantity
    bounds = many.term or "–".join(str(one) for one in dict.fromkeys((many.low, many.high)) if one is not None)
    group = "" if count.group == "all" else f" {count.group}"
    return f"{count.harm.value}{group} {bounds}{'+' if many.open else ''}"


def decision_words(one: Decision) -> str:
    """A decision in one line: its id, what it is and of what, by whom and when. Its kind is written as the command is,
    and the id of a source is cut to its first digits, by which it can be named."""
    verdict = "" if verdicts_of(one.kind) == (one.verdict,) else f" {one.verdict}"
    about = " ".join(each if each.startswith("release:") else _SOURCE.sub(r"\1", each) for each in one.about)
    kind = one.kind.value.replace("_", "-")
    return f"{one.id}  {kind}{verdict} {about}  {one.by} {one.at.date().isoformat()}"


def _incident_line(one: Incident) -> str:
    return f"{one.id}  {one.kind}  {one.when or 'no date'}"


def _figure_words(claim: Claim) -> str:
    return claim.count.quantity.words if claim.count else ""


def _spaced(words: str) -> str:
    return " ".join(words.split())


def _beginning(given: str, ids: Iterable[str]) -> list[str]:
    """The ids that begin so; a whole id is that one alone."""
    every = list(ids)
    if given in every:
        return [given]
    return [one for one in every if one.startswith(given)] if _DIGITS.fullmatch(given) else []


def _lines(every: Iterable[str]) -> str:
    listed = list(every)
    more = [f"… and {len(listed) - _LISTED} more"] if len(listed) > _LISTED else []
    return "".join(f"\n  {line}" for line in (*listed[:_LISTED], *more)) or " none"
