"""The two documents the project began from are read as a careful coder reads them: figures, groups, key words only."""

from collections import Counter
from pathlib import Path

import pytest

from tollbook.data import load_pack
from tollbook.extract import describe_source, read_claims_of
from tollbook.model import Cause, Claim, Label, Reading, Role, Source
from tollbook.read import read_document

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the seed documents stand beside the project, and are not here"
)


def read(start: str) -> tuple[Source, Reading]:
    file = next(SEEDS.glob(f"{start}*"))
    source, _ = read_document(file.name, file.read_bytes())
    assert source
    source = describe_source(source, load_pack("en"))
    return source, read_claims_of(source)


def row(claim: Claim) -> tuple[object, ...]:
    count, speaker = claim.count, claim.attribution.speaker
    assert count
    many = count.quantity
    key = next(
        (
            word
            for word in ("government", "organizations", "Abdullajanov", "Many", "Alliance")
            if speaker and word in speaker
        ),
        speaker,
    )
    return (
        count.harm.value,
        count.group,
        many.low,
        many.high,
        many.open,
        many.form.value,
        key,
        claim.attribution.stance.value,
    )


ENCYCLOPEDIA = [
    ("killed", "all", 24, 158, False, "range", None, "asserts"),
    ("injured", "all", 35, 200, True, "range", None, "asserts"),
    ("killed", "prisoners", 24, 24, False, "exact", "government", "asserts"),
    ("injured", "prisoners", 35, 35, False, "exact", "government", "asserts"),
    ("killed", "all", None, 150, False, "at_most", "organizations", "estimates"),
    ("killed", "all", None, 150, False, "at_most", "Abdullajanov", "estimates"),
    ("killed", "all", 1, 1, False, "exact", None, "asserts"),
    ("killed", "all", 1, 1, False, "exact", None, "asserts"),
    ("present", "protesters", 20000, None, True, "at_least", None, "asserts"),
    ("present", "protesters", None, None, False, "vague", None, "asserts"),
    ("detained", "all", 1, 1, False, "exact", None, "asserts"),
    ("present", "prisoners", 800, 1000, False, "range", None, "asserts"),
    ("killed", "prisoners", None, None, False, "vague", None, "asserts"),
    ("killed", "prisoners", 1, 1, False, "exact", None, "asserts"),
]


def test_the_counts_of_the_encyclopedia_article() -> None:
    _, reading = read("000_")
    assert Counter(row(claim) for claim in reading.claims if claim.count) == Counter(ENCYCLOPEDIA)


def test_the_other_claims_of_the_encyclopedia_article() -> None:
    _, reading = read("000_")
    kinds = Counter(claim.kind.value for claim in reading.claims if not claim.count)
    assert kinds == {"role": 4, "label": 2, "death": 3, "act": 2, "cause": 3}
    parties = {claim.statement.party for claim in reading.claims if isinstance(claim.statement, Role)}
    assert {"Spetsnaz", "assassins"} <= parties
    charges = [claim for claim in reading.claims if isinstance(claim.statement, Label) and claim.statement.charge]
    assert [(claim.statement.of, claim.attribution.speaker) for claim in charges] == [("Ikrom Ashurov", "Police")]  # type: ignore[union-attr]
    assert [issue.code for issue in reading.issues] == ["each-or-together"]


def test_the_statement_speaks_for_itself_on_others_word() -> None:
    source, reading = read("002_")
    assert source.date
    assert source.date.edtf == "2018-11-12"
    counts = [row(claim) for claim in reading.claims if claim.count]
    assert counts == [
        ("killed", "all", 53, 53, False, "exact", "Alliance", "asserts"),
        ("injured", "all", 186, 186, False, "exact", "Alliance", "asserts"),
    ]
    assert {claim.attribution.on_word_of for claim in reading.claims if claim.count} == {("the latest data",)}


def test_the_cause_the_anonymous_official_gives() -> None:
    _, reading = read("002_")
    causes = [claim for claim in reading.claims if isinstance(claim.statement, Cause)]
    assert [claim.attribution.stance.value for claim in causes] == ["hypothetical", "asserts"]
    assert causes[1].attribution.anonymous
    assert len(causes[1].attribution.carried_by) == 2


def test_the_labels_of_the_statement() -> None:
    _, reading = read("002_")
    labels = [claim.statement.label for claim in reading.claims if isinstance(claim.statement, Label)]
    assert labels == [
        "tragedy",
        "bloody events",
        "execution of prisoners",
        "massacre",
        "bloody event",
        "mass execution",
    ]
    assert not reading.issues


def test_the_dates_of_texts_are_not_the_events() -> None:
    _, reading = read("002_")
    dates = {mention.value: mention.incidental for mention in reading.mentions if mention.kind == "date"}
    assert dates == {"1984-12-10": True, "1987-06-26": True, "2018-11-07": False}
