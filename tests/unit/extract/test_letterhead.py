"""The short lines over a statement: whose paper it is, and its day."""

import pytest

from tollbook.data import load_pack
from tollbook.extract import read_claims_of
from tollbook.extract.document import author_of, describe_source
from tollbook.model import Source
from tollbook.read import read_document

SAYS = "Nine officers were killed in the raid on the post."


def source(text: str) -> Source:
    read, _ = read_document("one.txt", text.encode())
    assert read is not None
    return read


@pytest.mark.parametrize(
    "head",
    [
        "MINISTRY OF THE INTERIOR\nPress release\n4 September 2014",
        "Ministry of the Interior\n\nPress release\n\n4 September 2014",
        "Press release\nMinistry of the Interior\nTal, 4 September 2014",
    ],
)
def test_the_body_over_a_press_release_states_what_it_says(head: str) -> None:
    made = describe_source(source(f"{head}\n\n{SAYS}\n"), load_pack("en"))
    assert made.date is not None and made.date.edtf == "2014-09-04"
    (claim,) = read_claims_of(made).claims
    assert claim.attribution.speaker is not None
    assert claim.attribution.speaker.casefold() == "ministry of the interior"
    assert claim.attribution.speaker_type == "authority"


@pytest.mark.parametrize("head", ["Ministry of the Interior", "Press release", "Raid on a post\nPress release"])
def test_a_body_alone_or_a_paper_alone_names_no_author(head: str) -> None:
    assert author_of(source(f"{head}\n\n{SAYS}\n"), load_pack("en")) is None


def test_who_stands_in_brackets_in_a_dateline_is_the_agency() -> None:
    author = author_of(source(f"TAL, March 9 (Northern Wire) - {SAYS}\n"), load_pack("en"))
    assert author is not None and (author.words, author.speaker_type) == ("Northern Wire", "media")


def test_a_reason_not_to_be_named_is_no_word_of_saying() -> None:
    text = "A nurse who asked not to be named because she feared dismissal said 12 people were killed.\n"
    (claim,) = read_claims_of(source(text)).claims
    assert claim.attribution.speaker == "A nurse who asked not to be named because she feared dismissal"
    assert claim.attribution.stance == "asserts"
