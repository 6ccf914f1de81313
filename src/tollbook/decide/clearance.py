"""What people decided on leaving, as one clearance; and the protections that cannot be kept without a key."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tollbook.decide.alleged import ClearedName
from tollbook.decide.refusal import Refusal
from tollbook.decide.spelled import Spelled
from tollbook.decide.standing import Standing
from tollbook.model import Decision, Register
from tollbook.model.clearance import Allegation, Clearance, Level, Protected

NAME, TEXT, TIME, DAY, CONSENT, FINDING = "name:", "text:", "time:", "day:", "consent:", "finding:"
CLEAR = "clear"
PERSON = "person"
PART = 4  # letters of a word of a name that says whose it is
Private = Mapping[str, Mapping[str, Any]]  # by the id of a protection, what a keeper's key opens of it


@dataclass(frozen=True, slots=True)
class Named:
    """What of a case decisions on leaving are about: the ids of its ``sources``, cleared by their bytes, where a claim
    is by its quote; by the key of each of its ``speakers`` the words that name them."""

    sources: frozenset[str]
    speakers: Mapping[str, str]


def named_in(register: Register) -> Named:
    """Of a register."""
    said = [one.attribution for one in register.claims]
    speakers = {one.key: one.speaker for one in said if one.key is not None and one.speaker is not None}
    return Named(frozenset(one.id for one in register.sources), speakers)


def clearance_of(standing: Standing, case: Named, by: str, on: date, k: int | None, private: Private) -> Clearance:
    """What stands of all ``publish`` and ``protect``. ``k`` None is refused elsewhere: nobody then leaves."""
    protected = [_protected(about, said, private) for about, said in sorted(standing.protections.items())]
    protected += [speaker for one in protected for speaker in _speaking(one, case.speakers)]
    cleared = {about: said for about, said in _published(standing) if said.verdict == CLEAR}
    plain = {about: said for about, said in cleared.items() if ":" not in about}
    return Clearance(
        by=by,
        on=on,
        names=_after(NAME, cleared),
        claims=frozenset(plain.keys() - case.sources),
        texts=_after(TEXT, cleared),
        sources=frozenset(plain.keys() & case.sources),
        times=_after(TIME, cleared),
        findings=_after(FINDING, cleared),
        withheld=frozenset(_withheld(standing)),
        protected=tuple(protected),
        alleged=dict(_alleged(cleared)),
        **({} if k is None else {"k": k}),
    )


def _published(standing: Standing) -> Iterator[tuple[str, Decision]]:
    for (about,), said in sorted(standing.published.items()):
        yield about, said[0]  # those that stand together say the same


def _after(mark: str, abouts: Mapping[str, Decision]) -> frozenset[str]:
    return frozenset(one.removeprefix(mark) for one in abouts if one.startswith(mark))


def _withheld(standing: Standing) -> Iterator[str]:
    """Names, claims and sources. That a time or a text does not leave is so where nobody decided."""
    for about, said in _published(standing):
        if said.verdict != CLEAR and (":" not in about or about.startswith(NAME)):
            yield about.removeprefix(NAME)


def _alleged(cleared: Mapping[str, Decision]) -> Iterator[tuple[str, Allegation]]:
    for about, said in cleared.items():
        standard, asked = said.value.get("standard"), said.value.get("asked")
        if standard and asked:
            yield about.removeprefix(NAME), Allegation(str(standard), str(asked))


def _protected(about: tuple[str, ...], said: Sequence[Decision], private: Private) -> Protected:
    """Where several protect one thing, the strictest level holds, and all spellings that any of them knows."""
    first = said[0].value
    level = Level.WITHHOLD if any(one.verdict == Level.WITHHOLD for one in said) else Level.UNNAMED
    known = [_spellings(one, private) for one in said]
    spellings = None if None in known else tuple(dict.fromkeys(name for one in known for name in one or ()))
    return Protected(
        about=about,
        kind=str(first.get("kind", PERSON if len(about) > 1 else "source")),
        level=level,
        shown_as=first.get("shown_as"),
        believed_because=first.get("believed_because"),
        sources=tuple(dict.fromkeys(str(id_) for one in said for id_ in one.value.get("sources") or ())),
        spellings=spellings,
    )


def _speaking(person: Protected, speakers: Mapping[str, str]) -> Iterator[Protected]:
    """A protected person as each speaker of the case that is called so: ``about`` is the speaker's key, then the
    person."""
    if person.kind == PERSON and person.spellings:
        spelled = Spelled(person.spellings)
        for key, words in speakers.items():
            if spelled.in_text(words):
                yield replace(person, about=(key, *person.about), kind="speaker")


def _spellings(said: Decision, private: Private) -> tuple[str, ...] | None:
    """Who it is in every spelling; None where it is sealed and no key that was given opens it."""
    if said.sealed and said.id not in private:
        return None
    known = private.get(said.id, said.value)
    named = (known.get("identity"), *(known.get("spellings") or ()))
    return tuple(dict.fromkeys(one for one in named if isinstance(one, str) and one))


def with_parts(clearance: Clearance) -> Clearance:
    """The same, with each longer word of a protected name as a spelling too: for what a team sees in an open file."""
    return replace(
        clearance,
        protected=tuple(
            replace(one, spellings=tuple(dict.fromkeys((*one.spellings, *_parts(one.spellings)))))
            if one.spellings
            else one
            for one in clearance.protected
        ),
    )


def _parts(spellings: Sequence[str]) -> Iterator[str]:
    return (part for one in spellings for part in one.split() if len(part) >= PART)


def sealed_from_us(clearance: Clearance, keepers: bool = False) -> Iterator[Refusal]:
    """Protections that no key was given for: what they protect cannot be found in order to take it out. ``keepers``:
    the case has some, and no key was given: its secret, which every release is made with, is sealed to them too."""
    shut = tuple(" ".join(one.about) for one in clearance.protected if one.spellings is None)
    if shut or keepers:
        says = "The secret that every release of this case is made with is sealed to its keepers."
        if shut:
            says = (
                f"Who is protected is sealed to the keepers of the case ({len(shut)}), and no key that was given opens "
                "it: their names cannot be taken out of what would leave."
            )
        yield Refusal("key-needed", says, "Give the key file of a keeper with --key.", shut)


def cleared_names(standing: Standing) -> tuple[ClearedName, ...]:
    """The names that may leave, with what was said of each."""
    return tuple(
        ClearedName(about.removeprefix(NAME), said.value)
        for about, said in _published(standing)
        if about.startswith(NAME) and said.verdict == CLEAR
    )


def conditions_met(standing: Standing) -> frozenset[str]:
    """The ids of sources of which a person said that the conditions of consent are met."""
    return _after(CONSENT, {about: said for about, said in _published(standing) if said.verdict == CLEAR})


def undated(standing: Standing) -> frozenset[str]:
    """The ids of sources whose day does not leave."""
    return _after(DAY, {about: said for about, said in _published(standing) if said.verdict != CLEAR})
