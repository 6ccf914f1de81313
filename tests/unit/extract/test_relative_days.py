"""Days counted from the document's own: with its date they are dates, without it an issue says so."""

import pytest

from tollbook.data import load_pack
from tollbook.extract import describe_source, read_claims_of
from tollbook.extract.notation import read_sentence
from tollbook.read import read_document

# 12 June 2010 was a Saturday.
DAYS = [
    ("Nine people were killed on Thursday.", "2010-06-10"),
    ("Nine people were killed on Saturday.", "2010-06-12"),
    ("Nine people were killed last Saturday.", "2010-06-05"),
    ("On Wednesday morning, an explosion killed nine people.", "2010-06-09"),
    ("Nine people were killed on Sunday night.", "2010-06-06"),
    ("Nine people were shot dead yesterday, police said.", "2010-06-11"),
    ("Gunmen killed nine people last night in the town of Osh.", "2010-06-11"),
    ("Today nine people died in Osh.", "2010-06-12"),
    ("Nine people died two days ago.", "2010-06-10"),
    ("Clashes on Monday and Tuesday killed nine people.", "2010-06-07/2010-06-08"),
    ("Nine people may be killed next Monday.", "2010-06-14"),
    ("Nine people were killed on Thursday, police said on Friday.", "2010-06-10"),
    ("Police said on Friday that nine people were killed.", None),
    ("On Tuesday, 1 June, nine people were killed.", "2010-06-01"),
    ("Nine people were killed on Tuesday, June 1, 2010.", "2010-06-01"),
    ("On 3 May nine people were killed.", "2010-05-03"),
    ("Nine people were killed on Bloody Sunday.", None),
    ("Nine people were killed after Friday prayers.", None),
]


@pytest.mark.parametrize(("sentence", "day"), DAYS)
def test_a_day_is_counted_from_the_documents_own(sentence: str, day: str | None) -> None:
    source, _ = read_document("report.txt", f"OSH, 12 June 2010 – The town is quiet.\n\n{sentence}".encode())
    assert source is not None
    claim, *_ = read_claims_of(describe_source(source, load_pack("en"))).claims
    assert (claim.when.edtf if claim.when else None) == day


@pytest.mark.parametrize("words", ["on Monday", "yesterday", "last night", "two days ago", "next Friday"])
def test_without_a_date_of_the_document_it_is_an_issue_and_no_date(words: str) -> None:
    reading = read_sentence(f"Nine people were killed {words}.", "en")
    assert [issue.code for issue in reading.issues] == ["day-without-date"]
    assert [claim.when for claim in reading.claims] == [None]


def test_what_tells_of_no_harm_raises_nothing() -> None:
    assert read_sentence("The council meets on Monday.", "en").issues == ()
