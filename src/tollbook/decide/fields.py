"""The fields that a decision gives of a claim, as what a person wrote down: statement, speaker, day and place."""

from collections.abc import Callable, Mapping
from typing import Any

from tollbook.decide.days import day_of
from tollbook.decide.stated import whole_figure
from tollbook.errors import SettingsError
from tollbook.model import (
    GROUPS,
    Act,
    Cause,
    Claim,
    ClaimKind,
    Count,
    Death,
    Decision,
    EnteredClaim,
    Form,
    Harm,
    Label,
    Mark,
    Person,
    Quantity,
    Role,
    SpeakerType,
    Stance,
    Statement,
    When,
    statement_of,
    value_of,
)
from tollbook.model.decision import COMMITMENT

Fields = Mapping[str, Any]
_OF_EVERY_CLAIM = ("speaker", "speaker_type", "anonymous", "stance", "where")


class UnusableError(ValueError):
    """What the fields of a decision lack, or why they make no claim; none of the source's words."""


def entered_row(said: Decision, source: str, before: Claim | None = None) -> EnteredClaim:
    """What a decision gives of a claim, over what the claim ``before`` it states. Raises UnusableError."""
    if said.sealed and not said.value.keys() - {COMMITMENT}:
        raise UnusableError("what it gives is sealed to the keepers of the case")
    given = {**(_fields_of(before) if before else {}), **said.value}
    words = given.get("words")
    if not words:
        raise UnusableError("it names no words")
    try:
        statement = _statement(given, before.count if before else None)
        return EnteredClaim(
            row=0,
            source=source,
            words=words,
            statement=statement,
            by=said.by,
            on=day_of(said),
            place=given.get("place"),
            language=given.get("language"),
            reason=said.reason,
            decision=said.id,
            start=given.get("start"),
            when=_when(said.value, before),
            where=given.get("where"),
            **_speaker(given, said.value),
        )
    except KeyError as missing:
        raise UnusableError(f"it does not say {missing.args[0]}") from None
    except (ValueError, SettingsError) as wrong:
        raise UnusableError(str(wrong).partition(" in ")[0].rstrip(".")) from None


def _speaker(given: Fields, changed: Fields) -> dict[str, Any]:
    """Who says so. Where another speaker is given without a type, the type of the one before does not go for it."""
    speaker, kind = given.get("speaker"), given.get("speaker_type")
    if speaker is None:
        kind = SpeakerType.DOCUMENT
    elif kind in (None, SpeakerType.DOCUMENT) or ("speaker" in changed and "speaker_type" not in changed):
        kind = SpeakerType.UNKNOWN
    return {
        "speaker": speaker,
        "speaker_type": SpeakerType(kind),
        "anonymous": bool(given.get("anonymous")) and speaker is not None,
        "stance": Stance(given.get("stance") or Stance.ASSERTS),
    }


def _when(changed: Fields, before: Claim | None) -> When | None:
    if "when" not in changed:
        return before.when if before else None
    return When(changed["when"], changed["when"], "given by a person") if changed["when"] else None


def _fields_of(claim: Claim) -> dict[str, Any]:
    """The fields of a claim, by the names they have in decisions."""
    said, stated = claim.attribution, claim.statement
    fields: dict[str, Any] = {
        "kind": claim.kind,
        "speaker": said.speaker,
        "speaker_type": said.speaker_type,
        "anonymous": said.anonymous,
        "stance": said.stance,
        "where": claim.where,
        "words": claim.anchor.words,
        "place": claim.place,
        "language": claim.language,
    }
    told = _OF_A.get(claim.kind)
    return fields | (told(stated) if told else {"value": value_of(stated)})


def _of_count(stated: Any) -> dict[str, Any]:
    harm = "died" if Mark.DIED in stated.marks else stated.harm
    return {"harm": harm, "group": stated.group, "words": stated.quantity.words}


def _of_death(stated: Any) -> dict[str, Any]:
    one = stated.person
    return {"harm": stated.harm, "name": one.name, "described": one.described, "age": one.age}


_OF_A: dict[ClaimKind, Callable[[Any], dict[str, Any]]] = {
    ClaimKind.COUNT: _of_count,
    ClaimKind.DEATH: _of_death,
    ClaimKind.ROLE: lambda stated: {"party": stated.party, "role": stated.role},
    ClaimKind.LABEL: lambda stated: {"label": stated.label, "of": stated.of, "charge": stated.charge},
    ClaimKind.CAUSE: lambda stated: {"cause": stated.cause, "effect": stated.effect},
    ClaimKind.ACT: lambda stated: {"act": stated.act, "party": stated.by, "of": stated.of, "intent": stated.intent},
}


def _statement(given: Fields, before: Count | None) -> Statement:
    kind = ClaimKind(given.get("kind") or ClaimKind.COUNT)
    if kind is ClaimKind.COUNT:
        return _count(given, before)
    made = _STATEMENTS.get(kind)
    return made(given) if made else statement_of(kind, given["value"])


def _harm(given: Fields) -> Harm:
    return Harm.KILLED if given["harm"] == Mark.DIED else Harm(given["harm"])


def _count(given: Fields, before: Count | None) -> Count:
    figure = whole_figure(given, before.quantity if before else None)
    if "form" in figure:
        many = Quantity(
            figure.get("low"),
            figure.get("high"),
            bool(figure.get("open")),
            Form(figure["form"]),
            given["words"],
            figure.get("term"),
        )
    elif before is not None:
        one = before.quantity
        many = Quantity(one.low, one.high, one.open, one.form, given["words"], one.term)
    else:
        raise UnusableError("it states no number and no vague word")
    marks = (before.marks if before else frozenset()) - {Mark.DIED}
    died = frozenset({Mark.DIED}) if given["harm"] == Mark.DIED else frozenset()
    return Count(_harm(given), given.get("group") or GROUPS[0], many, marks | died)


def _death(given: Fields) -> Death:
    described = given.get("described") or given.get("name")
    if not described:
        raise UnusableError("it does not say whose death it is")
    return Death(Person(given.get("name"), described, given.get("age")), _harm(given))


_STATEMENTS: dict[ClaimKind, Callable[[Fields], Statement]] = {
    ClaimKind.DEATH: _death,
    ClaimKind.ROLE: lambda given: Role(given["party"], given["role"]),
    ClaimKind.LABEL: lambda given: Label(given["label"], given.get("of"), bool(given.get("charge"))),
    ClaimKind.CAUSE: lambda given: Cause(given["cause"], given["effect"]),
    ClaimKind.ACT: lambda given: Act(given["act"], given["party"], given.get("of"), given.get("intent")),
}
