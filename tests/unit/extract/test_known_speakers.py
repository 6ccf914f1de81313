"""One speaker named in several ways in one document is one voice; two of one name or one office stay two."""

import pytest

from tollbook.extract import read_claims_of
from tollbook.read import read_document

ONE = [
    "Interior Minister Daler Kodirov said that {}. Kodirov said that {}. The minister said that {}.",
    'The governor of Harrow, Tomas Brekke, said that {}. "There was a fire and {}," Brekke told us. Mr Brekke said {}.',
    "General Bashir Osei said {}. Gen. Osei added that {}. The general said {}.",
    "Dr. Sami Haddad, director of the hospital in Korvo, said {}. Haddad said {}. The doctor said that {}.",
    "The Ministry of Internal Affairs (MIA) said {}. The MIA said that {}. The ministry said that {}.",
    "Human Rights Watch (HRW) said {}. HRW said that {}. Human Rights Watch said that {}.",
    "Kodirov said {}. Daler Kodirov, the mayor, said {}. Mayor Kodirov said that {}.",
]
SEVERAL = [
    ("Justice Minister Irina Vale said {}. Health Minister Pavel Vale said {}. Vale said {}.", 3),
    ("President Lena Marsh said {}. President Omar Dey said {}. The president said {}.", 3),
    ("The Interior Ministry said {}. The Defence Ministry said {}. The ministry said {}.", 3),
    ("Mayor Lena Marsh said {}. The governor said {}. A mayor said {}.", 3),
    ("The Harrow police said {}. The army said {}. Witnesses said {}.", 3),
    ("An official said {}. The official said {}. Another official said {}.", 2),
]
FIGURES = ("8 people were killed", "9 people were killed", "10 people were killed")


@pytest.mark.parametrize("text", ONE)
def test_name_title_office_and_initials_are_one_voice(text: str) -> None:
    assert len(keys(text)) == 1


@pytest.mark.parametrize(("text", "voices"), SEVERAL)
def test_what_may_be_two_stays_two(text: str, voices: int) -> None:
    assert len(keys(text)) == voices


def test_the_words_stay_the_texts_own() -> None:
    assert [claim.attribution.speaker for claim in claims(ONE[0])] == [
        "Interior Minister Daler Kodirov",
        "Kodirov",
        "The minister",
    ]


def test_the_kind_of_party_is_known_by_the_first_mention() -> None:
    assert {claim.attribution.speaker_type for claim in claims(ONE[0])} == {"authority"}


def keys(text: str) -> set[str | None]:
    return {claim.attribution.key for claim in claims(text)}


def claims(text: str):  # type: ignore[no-untyped-def]
    source, _ = read_document("report.txt", f"A report.\n\n{text.format(*FIGURES)}".encode())
    assert source is not None
    found = [claim for claim in read_claims_of(source).claims if claim.count]
    assert len(found) == len(FIGURES)
    return found
