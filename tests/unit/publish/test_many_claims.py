"""A page of twice as many claims takes twice as much work, not four times."""

import cProfile

from tollbook.model import Document
from tollbook.pipeline import build_register
from tollbook.publish.page import render_index
from tollbook.publish.record import record_of
from tollbook.settings import Settings

SENTENCE = "On 3 May 2004 {} people were killed in Marrow, Tajikistan, families said."


def calls(claims: int) -> int:
    """How many calls a page of so many claims of one document takes."""
    text = "\n\n".join(SENTENCE.format(n) for n in range(2, claims + 2))
    register = build_register([Document("r.txt", text.encode())], Settings()).register
    assert len(register.claims) == claims
    record, texts = record_of(register), {source.id: source.text for source in register.sources}
    with cProfile.Profile() as profile:
        render_index(record, texts)
    return sum(one.callcount for one in profile.getstats())


def test_the_page_is_linear_in_the_claims_of_one_document() -> None:
    calls(2)  # templates and phrases are loaded once
    few, more, most = calls(100), calls(200), calls(300)
    assert most - more < 1.2 * (more - few)
