"""Plain text: what the shape of lines tells."""

from pathlib import Path

import pytest

from tollbook.model import Passage, PassageKind, Source
from tollbook.read import place_of, read_document

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"

WIKI = """\
= Harbour strike =

Infobox
- Location: Porto Novo, Examplia
- Deaths: 3—12
- Parties: Dockers, Harbour police,
  including mounted units

The strike began when the quay was closed. At least
12 people were hurt.

==Background==
Wages had not been paid for a year.
===Earlier strikes===
There were two.
"""

STATEMENT = """\
Statement of the League on the events at the harbour

The League mourns the 3 people killed, and considers it necessary to state:

1) The police fired without warning.

This has been said before.

2) According to one officer, 12 people were hurt.

The League of Examplia

November 12, 2018
"""


def read(text: str, name: str = "a.txt") -> Source:
    source, issues = read_document(name, text.encode())
    assert source is not None, issues
    return source


def shape(source: Source) -> list[tuple[str, str]]:
    return [(passage.kind.value, source.text[passage.start : passage.end]) for passage in source.passages]


def only(source: Source, kind: PassageKind) -> list[Passage]:
    return [passage for passage in source.passages if passage.kind is kind]


def test_a_wiki_article_has_title_infobox_headings_and_wrapped_paragraphs() -> None:
    source = read(WIKI)
    assert source.title is not None and source.title.words == "Harbour strike"
    assert [kind for kind, _ in shape(source)] == [
        *("title", "caption", "field", "field", "field", "paragraph", "heading", "paragraph", "heading", "paragraph")
    ]
    fields = only(source, PassageKind.FIELD)
    assert [(field.label, source.text[field.value_start : field.end]) for field in fields] == [
        ("Location", "Porto Novo, Examplia"),
        ("Deaths", "3—12"),
        ("Parties", "Dockers, Harbour police,\n  including mounted units"),
    ]
    assert [heading.level for heading in only(source, PassageKind.HEADING)] == [2, 3]
    assert ("paragraph", "The strike began when the quay was closed. At least\n12 people were hurt.") in shape(source)


def test_a_statement_has_numbered_points_a_signature_and_a_date() -> None:
    source = read(STATEMENT)
    assert source.title is not None and source.title.words.startswith("Statement of the League")
    assert [kind for kind, _ in shape(source)] == [
        *("title", "paragraph", "list_item", "paragraph", "list_item", "dateline", "dateline")
    ]
    assert shape(source)[2][1].startswith("The police fired")
    assert shape(source)[-1] == ("dateline", "November 12, 2018")


@pytest.mark.parametrize(
    "line",
    [
        *("12 November 2018", "Porto Novo, 12 November 2018", "2018-11-12", "12.11.2018", "12 ноября 2018 г."),
        *("Душанбе, 12 ноября 2018 года", "۱۲ نوامبر ۲۰۱۸", "12 de noviembre de 2018", "12 novembre 2018"),
        *("2018 yil 12 noyabr", "12th November 2018"),
    ],
)
def test_a_last_line_that_is_only_a_date_is_a_dateline(line: str) -> None:
    source = read(f"A title\n\nThe first thing that is said.\n\nThe second thing.\n\n{line}\n")
    assert shape(source)[-1] == ("dateline", line)


@pytest.mark.parametrize("line", ["24 people were killed.", "24 killed", "In all 24 were killed", "The toll: 24"])
def test_a_last_line_that_states_something_is_no_dateline(line: str) -> None:
    source = read(f"A title\n\nThe first thing that is said.\n\nThe second thing.\n\n{line}\n")
    assert shape(source)[-1][0] == "paragraph"


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "1. ", "1) ", "a) "])
def test_a_list_item_begins_after_its_marker(mark: str) -> None:
    assert ("list_item", "Twelve were hurt") in shape(read(f"Of these things we speak:\n\n{mark}Twelve were hurt\n"))


@pytest.mark.parametrize(
    "text",
    [
        "The talks went on for a long time and in the end the two sides came\n- to no agreement at all, it was said.\n",
        "He was told of what had come to pass there by no less than\n24. That was all that he could say of it.\n",
    ],
)
def test_a_sign_at_the_front_of_a_wrapped_line_makes_no_list(text: str) -> None:
    assert [kind for kind, _ in shape(read(text))] == ["paragraph"]


def test_label_lines_are_fields_and_talk_is_not() -> None:
    form = read("Report\n\nPlace: Porto Novo\nKilled: 3\n")
    assert [field.label for field in only(form, PassageKind.FIELD)] == ["Place", "Killed"]
    talk = read(
        "Report\n\nQuestion: How many were killed on that day in the harbour?\n"
        "Answer: Three were killed, as far as we know today.\n"
    )
    assert not only(talk, PassageKind.FIELD)


def test_a_sentence_with_a_colon_is_no_field() -> None:
    assert not only(read("Report\n\nThe ministry said: 3 killed\n\nNothing more.\n"), PassageKind.FIELD)


@pytest.mark.parametrize(
    "drawn",
    ["| Source | Killed |\n|---|---|\n| Police | 3 |\n| Union | 12 |\n", "Source\tKilled\nPolice\t3\nUnion\t12\n"],
)
def test_cells_stand_under_their_column(drawn: str) -> None:
    source = read(f"Figures\n\n{drawn}")
    cells = [(cell.label, source.text[cell.start : cell.end]) for cell in only(source, PassageKind.CELL)]
    assert cells == [
        *(
            (None, "Source"),
            (None, "Killed"),
            ("Source", "Police"),
            ("Killed", "3"),
            ("Source", "Union"),
            ("Killed", "12"),
        )
    ]


def test_headings_without_marks() -> None:
    body = "What was done is told here at such a length that nobody could take it for anything but running text, " * 2
    source = read(
        f"Title\n\nSUMMARY OF EVENTS\n\n{body}\n\n1. Background\n\n{body}\n\nUnder lines\n-----------\n{body}\n"
    )
    assert [source.text[h.start : h.end] for h in only(source, PassageKind.HEADING)] == [
        *("SUMMARY OF EVENTS", "Background", "Under lines")
    ]


def test_demands_in_a_row_are_not_headings() -> None:
    source = read("Demands\n\n1. Free the prisoners\n\n2. Pay the wages\n")
    assert [kind for kind, _ in shape(source)] == ["title", "list_item", "list_item"]


def test_one_sentence_alone_is_no_title() -> None:
    assert shape(read("24 killed in the harbour")) == [("paragraph", "24 killed in the harbour")]


def test_lines_too_long_to_be_wrapped_are_paragraphs_each() -> None:
    long = "word " * 60
    assert [kind for kind, _ in shape(read(f"A short title\n{long}\n{long}\n"))] == ["title", "paragraph", "paragraph"]


def test_block_quotes() -> None:
    assert ("quote", "It was a slaughter") in shape(read("He said:\n\n> It was a slaughter\n\nand left.\n"))


def test_the_place_is_that_of_the_original_file() -> None:
    data = b"\xef\xbb\xbfTitle\r\n\r\nOne\rtwo three\r\n"
    source, issues = read_document("a.txt", data)
    assert source is not None and not [issue for issue in issues if issue.code != "language-unknown"]
    assert source.text == "Title\n\nOne\ntwo three\n"
    assert place_of(source, source.text.index("three")) == "line 4, column 5"
    assert [passage.origin for passage in source.passages] == ["line 1", "line 3"]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not here")
def test_the_seed_documents() -> None:
    article, statement = (read_document(path.name, path.read_bytes())[0] for path in sorted(SEEDS.glob("00[02]_*.txt")))
    assert article is not None and statement is not None
    assert [field.label for field in only(article, PassageKind.FIELD)] == [
        *("Location", "Date", "Fatalities", "Injuries", "Perpetrators")
    ]
    assert [heading.level for heading in only(article, PassageKind.HEADING)] == [2, 2]
    assert article.language == statement.language == "en"
    assert len(only(statement, PassageKind.LIST_ITEM)) == 3
    assert [statement.text[line.start : line.end] for line in only(statement, PassageKind.DATELINE)][
        -1
    ] == "November 12, 2018"
