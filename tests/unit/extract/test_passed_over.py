"""What is passed over of a long text can hold no claim, and what is not is read as in a short one."""

from dataclasses import replace
from pydoc_data.topics import topics

import pytest

from tests.test_languages import all_texts, reading_of
from tollbook.data import load_pack
from tollbook.extract import describe_source, passed_over, read_claims_of
from tollbook.model import Claim, Source
from tollbook.read.cell import read_cell

REPORT = """On 3 May 2015 fighting broke out in the prison of Karatal.

The governor told reporters that the walls stood.

He said that twelve prisoners had been killed and 30 injured. MAY had been quiet."""


def source_of(text: str) -> Source:
    return describe_source(read_cell("long", text, None, "en")[0], load_pack("en"))


def claims_of(text: str) -> list[Claim]:
    claims = read_claims_of(source_of(text)).claims
    start = text.index(REPORT)
    return [replace(claim, sentence=0) for claim in claims if start <= claim.anchor.start < start + len(REPORT)]


def long_text() -> str:
    """Real English prose of some length that tells of no event: what Python says of itself."""
    plain = "\n\n".join(text.replace("execut", "r").replace("captur", "tak") for text in list(topics.values())[:20])
    return f"{plain}\n\n{REPORT}\n\n{plain}"


def test_a_report_within_a_long_text_is_read_as_if_all_were() -> None:
    text = long_text()
    skipped = passed_over.passed_over(source_of(text))
    found = claims_of(text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(passed_over, "FEWEST", 10**9)
        assert claims_of(text) == found
    assert len(skipped) > 100
    assert [claim.count.quantity.words for claim in found if claim.count] == ["twelve prisoners", "30"]
    assert {claim.attribution.speaker for claim in found if claim.count} == {"The governor"}


@pytest.mark.parametrize("language", ["en"])
def test_nothing_that_is_read_of_an_example_is_passed_over(language: str) -> None:
    for text in all_texts(language):
        claims = reading_of(language, text).claims
        assert not claims or not passed_over.holds_no_claim(source_of(text)), (
            f"{text} is passed over: does `_TELLING` lack the class of a new wording?"
        )
