"""The tables in docs/explanation/reading.md are read by Tollbook and give what stands beside them."""

import re
from pathlib import Path

import pytest

from tollbook.model import Claim, Mark, Quantity, Stance
from tollbook.tasks import read_claims

GUIDE = Path(__file__).parent.parent / "docs" / "explanation" / "reading.md"
ROW = re.compile(r"^\| (?!words|---)(.+?) \| (.+?) \|$", re.MULTILINE)
ITEM = re.compile(r"(?P<harm>\w+): (?P<figure>[^([]+?)(?: \((?P<group>\w+)\))?(?: \[(?P<more>[^]]+)\])?$")
ROWS = ROW.findall(GUIDE.read_text(encoding="utf-8"))


def figure_of(quantity: Quantity) -> str:
    """As the guide writes it."""
    low, high, plus = quantity.low, quantity.high, "+" if quantity.open else ""
    match quantity.form:
        case "at_least":
            return f"at least {low}"
        case "at_most":
            return f"at most {high}"
        case "about":
            return f"about {low}"
        case "range":
            return f"{low}–{high}{plus}"
        case "vague":
            return f"“{quantity.term}”"
        case _:
            return str(low)


def facts_of(claim: Claim) -> set[str]:
    """What the guide may say of a claim in square brackets."""
    attribution = claim.attribution
    facts = {attribution.stance.value, f"by {attribution.speaker or 'the document'}"}
    facts |= {mark.value for mark in claim.count.marks} if claim.count else set()
    return facts | ({"anonymous"} if attribution.anonymous else set())


def fits(item: str, claim: Claim) -> bool:
    asked = ITEM.match(item)
    assert asked, f"the guide writes a reading as harm: figure (group) [more], not {item!r}"
    assert claim.count
    unusual = facts_of(claim) & {*Stance, *Mark} - {Stance.ASSERTS, Stance.ESTIMATES, Mark.INDIVIDUAL}
    return (
        claim.harm == asked["harm"]
        and figure_of(claim.count.quantity) == asked["figure"]
        and (asked["group"] is None or claim.count.group == asked["group"])
        and (asked["more"] in facts_of(claim) if asked["more"] else not unusual)
    )


@pytest.mark.parametrize(("words", "reading"), ROWS, ids=[words[:40] for words, _ in ROWS])
def test_a_sentence_of_the_guide_reads_as_it_says(words: str, reading: str, tmp_path: Path) -> None:
    file = tmp_path / "sentence.txt"
    file.write_text(f"{words}\n", encoding="utf-8")
    counts = [claim for claim in read_claims([file])[0].claims if claim.count]
    claims = sorted(counts, key=lambda claim: str(claim.harm))
    items = [] if reading == "nothing" else sorted(reading.split("; "), key=lambda item: item.split(":")[0])
    got = [f"{claim.harm}: {figure_of(claim.count.quantity)} {facts_of(claim)}" for claim in claims if claim.count]
    assert len(claims) == len(items), got
    assert all(fits(item, claim) for item, claim in zip(items, claims, strict=True)), got


def test_the_guide_has_examples() -> None:
    assert len(ROWS) > 25
