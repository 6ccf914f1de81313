"""Rows of a box: what their labels say their values are, for every label that a pack knows."""

from dataclasses import replace

import pytest

from tollbook.data import load_pack
from tollbook.extract import read_claims_of
from tollbook.extract.notation import source_of, told
from tollbook.model import MentionKind, Passage, PassageKind, Reading
from tollbook.read import read_document


def read_row(label: str, value: str) -> Reading:
    text = f"{label}: {value}"
    row = Passage(PassageKind.FIELD, 0, len(text), label=label, value_start=len(label) + 2)
    return read_claims_of(replace(source_of(text, "en"), passages=(row,)))


def labels(cls: str) -> list[tuple[str, str]]:
    return [(wording.words, wording.attr) for wording in load_pack("en").wordings if wording.cls == cls]


@pytest.mark.parametrize(("label", "harm"), labels("harm_field"))
def test_a_row_of_harm_states_its_count(label: str, harm: str) -> None:
    assert told(read_row(label.capitalize(), "24–158").claims) == [f"{harm}: 24–158"]


@pytest.mark.parametrize(("label", "_"), labels("responsible_field"))
def test_a_row_of_doers_names_each_of_them(label: str, _: str) -> None:
    claims = read_row(label.capitalize(), "the guard, including the Wolves").claims
    assert told(claims) == ["said_to_be_responsible: the guard", "said_to_be_responsible: the Wolves"]


@pytest.mark.parametrize(("label", "_"), labels("date_field"))
def test_a_row_of_a_date_mentions_it(label: str, _: str) -> None:
    mentions = read_row(label.capitalize(), "14 April 1997").mentions
    assert [mention.value for mention in mentions if mention.kind is MentionKind.DATE] == ["1997-04-14"]


@pytest.mark.parametrize(("label", "_"), labels("place_field"))
def test_a_row_of_a_place_mentions_it(label: str, _: str) -> None:
    mentions = read_row(label.capitalize(), "Alpha, Beta").mentions
    assert [mention.value for mention in mentions if mention.kind is MentionKind.PLACE] == ["Alpha"]


@pytest.mark.parametrize(
    ("value", "reads"),
    [
        ("24", ["killed: 24"]),
        ("at least 24", ["killed: at least 24"]),
        ("35—200+", ["killed: 35–200+"]),
        (
            "24 (20 prisoners, 4 guards)",
            ["killed: 24", "killed: 20 (prisoners) [part of 24]", "killed: 4 (guards) [part of 24]"],
        ),
        (
            "187 (official figure) 400-1,500 (other estimates)",
            ["killed: 187 [by official figure]", "killed: 400–1500 [by other estimates]"],
        ),
        (
            "24 (Tajik government), up to 126 (according to Human Rights Watch)",
            ["killed: 24 [by Tajik government]", "killed: at most 126 [by Human Rights Watch]"],
        ),
        ("Government: 24; opposition: 150", ["killed: 24 [by Government]", "killed: 150 [by opposition]"]),
        ("187 (official) 400–1,500", ["killed: 187 [by official]", "killed: 400–1500"]),
        ("24 (initial estimate), 36", ["killed: 24 [early]", "killed: 36"]),
        ("187 (including 12 guards)", ["killed: 187", "killed: 12 (guards) [part of 187]"]),
        ("24 (disputed)", ["killed: 24"]),
        ("24 (prisoners)", ["killed: 24"]),
        ("unknown", []),
        ("dozens", ["killed: “dozens”"]),
        ("none", ["killed: 0"]),
    ],
)
def test_values_of_a_row(value: str, reads: list[str]) -> None:
    assert told(read_row("Fatalities", value).claims) == reads


def test_a_label_that_the_pack_does_not_know_states_nothing() -> None:
    assert read_row("Capacity", "800").claims == ()


@pytest.mark.parametrize(("label", "_"), labels("speaker_field"))
def test_a_row_of_a_table_names_its_speaker(label: str, _: str) -> None:
    text = f"{label.capitalize()}\tKilled\tInjured\nThe ministry\t24\t35\nFamilies\tup to 150\tdozens\n"
    source, _issues = read_document("table.txt", text.encode())
    assert source is not None
    reading = read_claims_of(replace(source, language="en"))
    stated = [(claim.attribution.speaker, claim.count.quantity.words) for claim in reading.claims if claim.count]
    assert stated == [("The ministry", "24"), ("The ministry", "35"), ("Families", "up to 150"), ("Families", "dozens")]
