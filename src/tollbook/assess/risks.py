"""What asking may do: found by the rules of data/vocabulary/follow_up.yaml from what people marked and decided."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from tollbook.data.follow_up import follow_up_words
from tollbook.errors import DataFileError
from tollbook.model import Account, Claim, Role, Side, Source, SpeakerType, Stance, party_key
from tollbook.model.provenance import NOT_ASKED
from tollbook.model.risk import Delicate, Risk

RESPONSIBLE = "said_to_be_responsible"
_ARMED = frozenset((SpeakerType.AUTHORITY, SpeakerType.ARMED_GROUP))
_NO = ("no", "none")
# Tests whose outcome turns on who is asked. Where nobody is accused, neither applies.
_BY_WHO_IS_ASKED = ("accused", "may-be-accused")


@dataclass(frozen=True, slots=True)
class Concerned:
    """What a question touches: its incident, the claims and sources it is about, and the kinds of speaker it is for.
    ``outside``: somebody beyond the team is asked."""

    delicate: Delicate
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()
    account: Account | None = None
    told: tuple[Claim, ...] = ()  # what stands of the incident
    asked: frozenset[SpeakerType] = frozenset()
    outside: bool = True


@dataclass(frozen=True, slots=True)
class _Rule:
    risk: Risk
    test: str
    applies: Callable[[Concerned], bool]
    alone: bool


def risks_of(concerned: Concerned) -> tuple[Risk, ...]:
    """What asking may do, gravest first. Never empty: where nothing is known, that is said."""
    return _risks(concerned, {})


def _risks(concerned: Concerned, known: dict[str, bool]) -> tuple[Risk, ...]:
    """``known``: what each test says of all that differ from this one in who is asked alone; what is found is added."""
    found: list[Risk] = []
    for rule in _rules():
        if rule.alone and found:
            continue
        applies = known.get(rule.test)
        if applies is None:
            applies = rule.applies(concerned)
            if rule.test not in _BY_WHO_IS_ASKED:
                known[rule.test] = applies
        if applies and rule.alone:
            return (rule.risk,)
        if applies:
            found.append(rule.risk)
    return tuple(found)


@cache
def _rules() -> tuple[_Rule, ...]:
    """In the order of the file. Raises DataFileError where one names a test that there is not."""
    loaded = []
    for code, entry in follow_up_words()["risks"].items():
        if entry["when"] not in TESTS:
            raise DataFileError(
                f"follow_up.yaml: {code!r} asks for the test {entry['when']!r}; there are: {', '.join(sorted(TESTS))}."
            )
        test, alone = entry["when"], bool(entry.get("by_itself"))
        loaded.append(_Rule(Risk(code, entry["says"]), test, TESTS[test], alone))
    return tuple(loaded)


def asked_kinds(code: str) -> frozenset[SpeakerType]:
    """The kinds of speaker that a question is for."""
    return frozenset(map(SpeakerType, follow_up_words()["asked"].get(code, ())))


def with_risks(
    account: Account, claims: Mapping[str, Claim], sources: Mapping[str, Source], delicate: Delicate
) -> Account:
    """The account, each of its open questions with what asking it may do."""
    if not account.unknowns:
        return account
    told = tuple(claims[id_] for id_ in account.incident.claims if claims[id_].stands)
    base = Concerned(delicate, tuple(sources_of(told, sources)), told, account, told)
    known = {} if _accused_keys(base) else dict.fromkeys(_BY_WHO_IS_ASKED, False)
    unknowns = (
        replace(one, risks=tuple(risk.says for risk in _risks(replace(base, asked=asked_kinds(one.code)), known)))
        for one in account.unknowns
    )
    return replace(account, unknowns=tuple(unknowns))


def sources_of(claims: Iterable[Claim], sources: Mapping[str, Source]) -> Iterator[Source]:
    """The sources of claims, each once, in order."""
    yield from (sources[id_] for id_ in dict.fromkeys(claim.anchor.source for claim in claims) if id_ in sources)


def is_delicate(claim: Claim, delicate: Delicate) -> bool:
    """Whether the claim, its speaker or its source is protected."""
    return bool({claim.id, claim.attribution.key, claim.anchor.source} & delicate.protected)


def _protected(on: Concerned) -> bool:
    if not on.delicate.protected:
        return False
    held = {source.id for source in on.sources} & on.delicate.protected
    return bool(held) or any(is_delicate(claim, on.delicate) for claim in on.claims)


def _withdrawn(on: Concerned) -> bool:
    return any(source.provenance.consent.withdrawn_on for source in on.sources)


def _refused(on: Concerned) -> bool:
    return any(refuses(source) for source in on.sources)


def refuses(source: Source) -> bool:
    """Whether its giver said no to publishing it, to sharing it, or to being named."""
    consent = source.provenance.consent
    said = (consent.publish, consent.be_named, consent.share_with, consent.record)
    return any((answer or "").strip().casefold() in _NO for answer in said)


def _consent_unknown(on: Concerned) -> bool:
    unpublished = [source for source in on.sources if source.id not in on.delicate.published]
    return any(one.provenance.consent == NOT_ASKED or one.provenance.consent.publish is None for one in unpublished)


def _accused(on: Concerned) -> bool:
    """Whether one of the kinds asked for, or one who is asked about their own words, is on the accused side."""
    accused = _accused_keys(on)
    speakers = [one.attribution for one in (on.told if on.asked else on.claims)]
    return any(one.key in accused and (not on.asked or one.speaker_type in on.asked) for one in speakers)


def _accused_keys(on: Concerned) -> set[str]:
    sides = on.account.sides if on.account else ()
    said = (claim for claim in on.told if claim.attribution.stance is not Stance.DENIES)
    roles = (claim.statement for claim in said if isinstance(claim.statement, Role))
    sided = {one.speaker_id for one in sides if one.side is Side.ACCUSED_AUTHORITY}
    return sided | {party_key(one.party) for one in roles if one.role == RESPONSIBLE}


def _may_be_accused(on: Concerned) -> bool:
    return bool(on.asked & _ARMED) and not _accused(on) and bool(_accused_keys(on))


def _one_voice(on: Concerned) -> bool:
    unpublished = any(source.id not in on.delicate.published for source in on.sources)
    told = on.account.voices if on.account else ()
    voice_of = {claim: one.id for one in told for claim in one.claims}  # several names may be one voice's
    voices = {voice_of.get(one.id) or one.attribution.key or one.anchor.source for one in on.claims}
    return unpublished and len(voices) == 1


TESTS: dict[str, Callable[[Concerned], bool]] = {
    "nobody-outside": lambda on: not on.outside,
    "protected": _protected,
    "withdrawn": _withdrawn,
    "refused": _refused,
    "sensitive": lambda on: any(source.provenance.sensitive for source in on.sources),
    "accused": _accused,
    "may-be-accused": _may_be_accused,
    "unpublished": lambda on: any(source.id not in on.delicate.published for source in on.sources),
    "one-voice": _one_voice,
    "consent-unknown": _consent_unknown,
    "nothing-known": lambda _: True,
}
