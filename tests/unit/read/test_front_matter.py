"""Front matter: kept where it stands, not read for claims, its facts taken; what gives a person away is not read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.model import Provenance, Source, When, Zone
from tollbook.read import read_document

BODY = "Riot at Marrow prison\n\nThe ministry said that 12 prisoners were killed on 3 May 2004.\n"


def read(text: str, name: str = "a.txt", known: Provenance | None = None) -> tuple[Source | None, list[str], str]:
    source, issues = read_document(name, text.encode(), None, known or Provenance())
    return source, [issue.code for issue in issues], " ".join(issue.message for issue in issues)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_its_facts_are_taken_and_its_words_stay_hidden(name: str) -> None:
    head = (
        "---\ntitle: 'Report: the riot'\ndate: 2004-05-04\nlanguage: en\nconsent_publish: no\nsensitivity: names\n---\n"
    )
    text = head + BODY
    source, codes, _ = read(text, name)
    assert source is not None and codes == []
    assert source.text == text, "anchors count in the whole text"
    first, *rest = source.passages
    assert (first.zone, first.origin, source.text[first.start : first.end]) == (Zone.HIDDEN, "line 2", head[4:-5])
    assert source.text[rest[0].start : rest[0].end] == "Riot at Marrow prison"
    assert {passage.zone for passage in rest} == {Zone.MAIN} and rest[0].origin == "line 8"
    known = source.provenance
    assert (known.title, known.language, known.sensitivity) == ("Report: the riot", "en", "names")
    assert source.date is not None and source.date.edtf == "2004-05-04"
    assert known.consent.refuses_publication


@pytest.mark.parametrize(
    "text",
    [
        "---\nPlace: Marrow\nDate: 3 May 2004\nKilled: 12\n---\n" + BODY,  # a box of the document's own
        "---\n" + BODY + "---\n",
        "--- title: x\n" + BODY,
        " ---\ntitle: x\n---\n" + BODY,
        "---\nNote: all times are local\n---\n" + BODY,
    ],
)
def test_lines_between_rules_are_the_documents_own(text: str) -> None:
    source, codes, _ = read(text)
    assert source is not None and "front-matter-not-read" not in codes
    assert all(passage.zone is Zone.MAIN for passage in source.passages)
    assert source.provenance == Provenance()


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("---\ntitle: Report: the riot\n---\n", "quotation marks"),
        ("---\ntitle: x\ndate: 4.5.2004\n---\n", "date is not a date such as"),
        ("---\ntitle: [a, b]\n---\n", "title is a list"),
        ("---\ntitle: x\npublischer: y\n---\n", "Perhaps publisher is meant"),
        ("---\ntitle: x\n\n", "no second line"),
        ("---\ntitle: x\ntitle: y\n---\n", "was not read whole"),
        ("---\ntitle: x\n- y\n---\n", "was not read whole"),
        ("---\ntitle: x\nq: " + "[" * 9000 + "\n---\n", "was not read whole"),
        ("---\ntitle: &a [*a]\n---\n", "was not read whole"),
        ("---\ntitle: !!python/name:os.system x\n---\n", "was not read whole"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_document_is_read(head: str, said: str) -> None:
    source, codes, message = read(head + BODY)
    assert source is not None and "front-matter-not-read" in codes and said in message
    assert "12 prisoners" in "".join(source.text[one.start : one.end] for one in source.passages)
    assert "the riot" not in message and "publischer" not in message


@pytest.mark.parametrize(
    "head",
    [
        "---\nobtained_from: Zulfiya\n---\n",
        "---\ntitle: x\nobtained_by: Zulfiya\n---\n",
        "---\ntitle: x\nobtaned_form: Zulfiya\n---\n",
        "---\ntitle: x\nOBTAINED_FROM: Zulfiya\n---\n",
        "---\n'obtained_from': Zulfiya\n---\n",
        "---\ntitle: x\nnote: ask Zulfiya\n---\n",
        "---\ntitle: x\nobtained_from: Zulfiya\n",
    ],
)
def test_a_document_that_gives_a_person_away_is_not_read_at_all(head: str) -> None:
    source, codes, message = read(head + BODY, "a.md")
    assert source is None and codes == ["gives-a-person-away"]
    assert "Zulfiya" not in message and "sources.csv" in message


def test_sources_csv_wins_and_the_difference_is_said() -> None:
    given_there = Provenance(title="Theirs", date=When("2004", "2004"))
    source, codes, message = read("---\ntitle: Mine\npublisher: P\ndate: 2004\n---\n" + BODY, known=given_there)
    assert source is not None and codes == ["given-twice-differs"]
    assert (source.provenance.title, source.provenance.publisher) == ("Theirs", "P")
    assert "title" in message and "publisher" not in message and "Mine" not in message


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_head_leaves_the_document_whole(head: str) -> None:
    source, issues = read_document("a.txt", f"---\ntitle: x\n{head}\n---\n{BODY}".encode())
    assert source is None or "12 prisoners" in source.text
    assert source is not None or issues[0].code in ("gives-a-person-away", "not-text")
