"""How sure readings are: a measured share, in hundredths, of figures in running text, and of nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.data import load_confidence
from tollbook.data.loader import data_file, load_yaml
from tollbook.extract import describe_source, read_claims_of, with_confidence
from tollbook.extract.confidence import _around, _is_number, features_of
from tollbook.model import Claim, Reading, Source
from tollbook.read import read_document

PACK = "en"
SENTENCES = (
    "At least 12 people were killed and 30 were injured in the raid on Monday.",
    "The ministry said that 7 soldiers were killed.",
    "Dozens of people were killed in the attack.",
    "Human rights monitors called the raid a “massacre”.",
    "19 people were killed, including 4 children.",
    "A soldier was shot dead at the gate.",
    "The hostages were freed unharmed.",
    "Saidova, her two sons and a neighbour were killed.",
)


def source_of(text: str, name: str = "report.txt") -> Source:
    from tollbook.data import load_pack

    source, _ = read_document(name, text.encode())
    assert source is not None
    return describe_source(replace(source, language=PACK), load_pack(PACK))


def read(text: str, name: str = "report.txt") -> Reading:
    source = source_of(text, name)
    return with_confidence(source, read_claims_of(source))


def counts(reading: Reading) -> list[Claim]:
    return [claim for claim in reading.claims if claim.count is not None]


def test_a_figure_has_a_share_in_hundredths() -> None:
    claims = counts(read(SENTENCES[0]))
    assert len(claims) == 2
    for claim in claims:
        assert claim.confidence is not None and 0.01 <= claim.confidence <= 0.99
        assert claim.confidence == round(claim.confidence, 2)


def test_a_doubtful_reading_is_less_sure_than_a_plain_one() -> None:
    (plain,) = counts(read("In the evening 7 people were killed near the river, the police said."))
    (odd,) = counts(read("killed Vorm Vormov killed Daso Dasov 58 years old killed in 4 lists of 21 and 33 names\n"))[
        :1
    ]
    assert plain.confidence is not None and odd.confidence is not None
    assert odd.confidence < plain.confidence


@pytest.mark.parametrize("text", ["Dozens of people were killed in the attack.", SENTENCES[3]])
def test_what_is_no_number_is_not_measured(text: str) -> None:
    assert [claim.confidence for claim in read(text).claims] and {one.confidence for one in read(text).claims} == {None}


def test_tables_and_titles_are_not_measured() -> None:
    table = read("what,killed,injured\nraid on the mill,12 people were killed,30 were injured\n", "table.csv")
    assert counts(table) and {claim.confidence for claim in counts(table)} == {None}
    titled = read("# 12 people were killed in the raid\n\nThe mill burnt for two days.\n", "report.md")
    assert counts(titled) and {claim.confidence for claim in counts(titled)} == {None}


def test_another_reader_and_another_language_are_not_measured() -> None:
    source = source_of(SENTENCES[1])
    reading = read_claims_of(source)
    others = replace(reading, claims=tuple(replace(one, reader="other-en:passive") for one in reading.claims))
    assert {one.confidence for one in with_confidence(source, others).claims} == {None}
    assert with_confidence(replace(source, language="fr"), reading) == reading


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
def test_it_hides_nothing_and_changes_nothing_else(sentences: list[str]) -> None:
    source = source_of(" ".join(sentences))
    reading = read_claims_of(source)
    measured = with_confidence(source, reading)
    assert replace(measured, claims=tuple(replace(one, confidence=None) for one in measured.claims)) == reading
    assert [one.id for one in measured.claims] == [one.id for one in reading.claims]
    assert with_confidence(source, reading) == measured


def test_features_are_names_that_hold_no_word_of_the_text() -> None:
    source = source_of(" ".join(SENTENCES).replace("Saidova", "Quorvennic"))
    reading = read_claims_of(source)
    around = _around(source, reading)
    names = {name for one in reading.claims if _is_number(one) for name in features_of(one, around[one.sentence])}
    assert names and not any("quorvennic" in name.casefold() for name in names)
    kinds = {name.partition(":")[0] for name in names}
    assert {name.partition(":")[0] for name in load_confidence().weights} <= kinds | {"several", "capital", "mark"}


def test_the_data_file_is_whole_numbers_in_order() -> None:
    raw = load_yaml(data_file("confidence.yaml"))
    scores, shares = [score for score, _ in raw["steps"]], [share for _, share in raw["steps"]]
    assert scores == sorted(scores) and shares == sorted(shares)
    assert shares[0] >= 1 and shares[-1] <= 99
    assert all(isinstance(weight, int) for weight in raw["weights"].values())
    assert 0 < raw["at_random"] <= raw["judged"]


@given(st.integers(-20000, 20000))
def test_a_greater_score_never_has_a_smaller_share(score: int) -> None:
    measured = replace(load_confidence(), base=score, weights={"more": 250})
    assert measured.share(()) <= measured.share(("more",))
    assert measured.share(("unknown",)) == measured.share(())
