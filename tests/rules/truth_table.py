"""The truth tables of the rules, as fact-finders write them, made into disputes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tollbook.model import (
    Anchor,
    Attribution,
    Claim,
    Count,
    Death,
    Dispute,
    Form,
    Harm,
    Independence,
    Mark,
    Mode,
    Person,
    Quantity,
    SetAside,
    SpeakerType,
    Stance,
    Verification,
    Voice,
)
from tollbook.model.circumstances import Circumstance, Circumstances, Told
from tollbook.reconcile import find_voices
from tollbook.reconcile.folding import fold

HERE = Path(__file__).parent
Row = dict[str, Any]
CIRCUMSTANCES = ("custody", "armed_conflict", "state_acted", "others_acted", "combatants", "accepted")


def rows_of(rule: str) -> list[Row]:
    """The rows of a rule's table."""
    return list(yaml.safe_load((HERE / f"{rule}.yaml").read_text(encoding="utf-8")))


def make_claim(entry: Row, number: int) -> Claim:
    """A claim from a row; each stands at a place of its own."""
    form = Form(entry.get("form", "exact"))
    low, high = entry.get("low"), entry.get("high")
    if form in (Form.EXACT, Form.ABOUT):
        high = low
    words = f"n{number}"
    quantity = Quantity(low, high, entry.get("open", False), form, words, entry.get("term"))
    marks = frozenset(Mark(mark) for mark in entry.get("marks", ()))
    count = Count(Harm(entry.get("harm", "killed")), entry.get("group", "all"), quantity, marks)
    anchor = Anchor(entry.get("in", "d1"), number * 10, number * 10 + len(words), words)
    sentence = entry.get("sentence", 100 + number)
    return Claim(count, _said(entry), anchor, "en", "test", None, None, entry.get("as_of"), None, "i", None, sentence)


def _said(entry: Row) -> Attribution:
    speaker, stance = entry.get("by"), Stance(entry.get("stance", "asserts"))
    if speaker is None:
        return Attribution(None, None, SpeakerType.DOCUMENT, stance)
    return Attribution(speaker, speaker, SpeakerType(entry.get("type", "unknown")), stance)


def claims_of(row: Row) -> dict[str, Claim]:
    """The claims of a row by their letters."""
    claims = {entry["id"]: make_claim(entry, number) for number, entry in enumerate(row["claims"])}
    for entry in row["claims"]:
        if total := entry.get("part_of"):
            claims[entry["id"]] = replace(claims[entry["id"]], part_of=claims[total].id)
    return claims


def circumstances_told(row: Row) -> Circumstances:
    """What a row says is told of the incident."""
    told = {**row.get("told", {})}
    by_name = {name: _circumstance(told.pop(name)) for name in CIRCUMSTANCES if name in told}
    by_name |= {"accepted_by": frozenset(told.pop("accepted_by", ()))}
    by_name |= {name: replace(_circumstance(value), by="R1") for name, value in row.get("decided", {}).items()}
    if (year := told.pop("year", None)) is not None:
        told |= {"first": date(year, 1, 1), "last": date(year, 12, 31)}
    return Circumstances(**told, **by_name)


def _circumstance(value: Any) -> Circumstance:
    told = Told.YES if value is True else Told.NO if value is False else Told(value)
    return Circumstance(told, ("told",))


def dispute_of(row: Row, claims: dict[str, Claim]) -> tuple[Dispute, tuple[SetAside, ...]]:
    """What a rule is given, and what was set aside before it where the row's mode is folded."""
    harm = Harm(row.get("harm", "killed"))
    own = tuple(claim for claim in claims.values() if claim.harm is harm)
    undivided = tuple(claim for claim in claims.values() if claim.harm is not harm)
    voices = tuple(_found(voice, row, claims) for voice in find_voices((*own, *undivided)))
    mode = Mode.ECHOES_FOLDED if row.get("mode") == "folded" else Mode.AS_PUBLISHED
    asked = Dispute("i", harm, row.get("group", "all"), own, voices, None, mode, circumstances_told(row), undivided)
    asked = replace(asked, described=row.get("described", 0), verified=tuple(_verified(row)))
    return fold(asked) if mode is Mode.ECHOES_FOLDED else (asked, ())


def _verified(row: Row) -> Iterator[Claim]:
    """The persons that a row says were verified, each told of by a claim; `same` names another claim of the person."""
    made: dict[str, Claim] = {}
    for number, entry in enumerate(row.get("verified", ())):
        words = f"p{number}"
        death = Death(Person(entry.get("name"), words), Harm(row.get("harm", "killed")))
        by = Verification("R1", date(2026, 1, 1), entry.get("standard", "reasonable_grounds"))
        anchor = Anchor("d1", 1000 + number * 10, 1000 + number * 10 + len(words), words)
        same = (made[entry["same"]].id,) if "same" in entry else ()
        said = Attribution(None, None, SpeakerType.DOCUMENT)
        made[entry["id"]] = Claim(death, said, anchor, "en", "test", same_person=same, verified=(by,))
    yield from made.values()


def _found(voice: Voice, row: Row, claims: dict[str, Claim]) -> Voice:
    pairs = [(claims[one].id, claims[other].id) for one, other in row.get("independent", ())]
    own = tuple(
        Independence(pair, "R1", date(2026, 1, 1), "other witnesses") for pair in pairs if set(pair) & {*voice.claims}
    )
    return replace(voice, independent=own)
