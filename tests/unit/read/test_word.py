"""Word documents: styles, lists, tables, notes, boxes, tracked changes and hidden text, each with its place."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.model import Issue, PassageKind, Source, Zone
from tollbook.read import place_of, read_document

W = nsdecls("w")
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_parts(data: bytes, **parts: tuple[str, str]) -> bytes:
    """``data`` with parts beside the body: its kind, by the name of the part, and its markup."""
    out = BytesIO()
    rels = "word/_rels/document.xml.rels"
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == rels:
                more = "".join(
                    f'<Relationship Id="x{kind}" Type="{REL}/{kind}" Target="{file}"/>'
                    for kind, (file, _) in parts.items()
                )
                text = text.replace(b"</Relationships>", more.encode() + b"</Relationships>")
            new.writestr(name, text)
        for file, markup in parts.values():
            new.writestr(f"word/{file}", markup)
    return out.getvalue()


def read(document: Any) -> tuple[Source, dict[str, Issue]]:
    source, issues = read_document("a.docx", document if isinstance(document, bytes) else saved(document))
    assert source is not None, issues
    return source, {issue.code: issue for issue in issues}


def told(source: Source, zone: Zone = Zone.MAIN) -> list[tuple[str, str]]:
    return [(one.kind.value, source.text[one.start : one.end]) for one in source.passages if one.zone is zone]


def body(*paragraphs: str) -> Any:
    """A document whose paragraphs hold these runs, as markup."""
    document = docx.Document()
    for runs in paragraphs:
        document.add_paragraph()._p.extend(list(parse_xml(f"<w:p {W}>{runs}</w:p>")))
    return document


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_styles_tell_titles_headings_lists_and_quotes() -> None:
    document = docx.Document()
    document.add_heading("Report on the harbour", 0)
    document.add_heading("What happened", 2)
    document.add_paragraph("The police killed 12 people.")
    document.add_paragraph("Free the prisoners", style="List Bullet")
    document.add_paragraph("Pay the wages", style="List Number 2")
    document.add_paragraph("It was a slaughter", style="Quote")
    source, issues = read(document)
    assert told(source) == [
        ("title", "Report on the harbour"),
        ("heading", "What happened"),
        ("paragraph", "The police killed 12 people."),
        ("list_item", "Free the prisoners"),
        ("list_item", "Pay the wages"),
        ("quote", "It was a slaughter"),
    ]
    assert source.title is not None and source.title.words == "Report on the harbour"
    assert [one.level for one in source.passages][:2] == [1, 2]
    assert place_of(source, source.text.index("12 people")) == "paragraph 3, character 19"
    assert issues == {}


def test_bold_lines_head_what_follows_and_the_first_is_the_title() -> None:
    long = "Wages had not been paid for a year, and the quay was closed on the same day by those who worked there."
    bold = "<w:b/>"
    source, _ = read(body(run("Statement of the League", bold), run(long), run("Background", bold), run(long)))
    assert [kind for kind, _ in told(source)] == ["title", "paragraph", "heading", "paragraph"]


def test_rows_name_their_columns_and_pairs_are_fields() -> None:
    document = docx.Document()
    for rows in (
        [["Source", "Killed", "Injured"], ["Ministry", "12", "30"], ["Families", "at least 50", "dozens"]],
        [["Place", "Porto Novo"], ["Date", "14 April 1997"]],
    ):
        table = document.add_table(len(rows), len(rows[0]))
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                table.cell(row, column).text = value
    source, _ = read(document)
    assert [one.label for one in source.passages][3:] == ["Source", "Killed", "Injured"] * 2 + ["Place", "Date"]
    assert "Families\tat least 50\tdozens" in source.text
    assert place_of(source, source.text.index("dozens")) == "table 1, row 3, column 3, character 1"
    last = source.passages[-1]
    assert (last.kind, source.text[last.value_start : last.end]) == (PassageKind.FIELD, "14 April 1997")


def test_cells_that_reach_down_or_across() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for row, values in enumerate([["Source", "Killed", ""], ["Ministry", "12", "14"], ["", "13", "15"]]):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    source, _ = read(document)
    assert source.text.endswith("Ministry\t12\t14\n\nMinistry\t13\t15")
    assert [one.label for one in source.passages][-3:] == ["Source", "Killed", "Killed"]


def test_a_table_that_lays_out_the_page_is_read_as_its_blocks() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).add_paragraph("What happened", style="Heading 1")
    table.cell(0, 1).text = "The police killed 12 people."
    inner = table.cell(0, 1).add_table(2, 2)
    for at, value in enumerate(["Source", "Killed", "Union", "3"]):
        inner.cell(at // 2, at % 2).text = value
    source, _ = read(document)
    assert ("heading", "What happened") in told(source) or ("title", "What happened") in told(source)
    assert ("paragraph", "The police killed 12 people.") in told(source)
    assert source.passages[-1].label == "Killed" and source.passages[-1].origin == "table 2, row 2, column 2"


def test_what_is_struck_out_is_kept_and_not_read() -> None:
    inserted = f'<w:ins w:id="1" w:author="x">{run("24")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="x"><w:r><w:delText>12</w:delText></w:r></w:del>'
    source, issues = read(body(run("The police killed ") + deleted + inserted + run(" people.")))
    assert told(source) == [("paragraph", "The police killed 24 people.")]
    assert told(source, Zone.HIDDEN) == [("paragraph", "12")]
    assert "1 put in, 1 struck out" in issues["tracked-changes"].message


def test_hidden_text_is_kept_and_not_read() -> None:
    source, _ = read(body(run("Killed were 12") + run(" or 99", "<w:vanish/>") + run(".", '<w:vanish w:val="0"/>')))
    assert told(source) == [("paragraph", "Killed were 12.")]
    assert told(source, Zone.HIDDEN) == [("paragraph", "or 99")]


def test_a_text_box_is_read_once_though_word_writes_it_twice() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box: 3 were killed.</w:t></w:r></w:p></w:txbxContent>"
    markup = (
        '<w:r xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:s="urn:s" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="s"><w:drawing><s:txbx>'
        f"{box}</s:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    source, _ = read(body(run("Before.") + markup))
    assert told(source) == [("paragraph", "Before."), ("paragraph", "In the box: 3 were killed.")]
    assert source.passages[-1].origin == "text box at paragraph 1"


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        ("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>", "one\ntwo"),
        ("<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t></w:r>", "one\ttwo"),
        ("<w:r><w:t>wound</w:t><w:softHyphen/><w:t>ed per\u00adsons</w:t></w:r>", "wounded persons"),
        ("<w:r><w:t>24</w:t><w:noBreakHyphen/><w:t>hour</w:t></w:r>", "24\u2011hour"),
        ('<w:hyperlink w:anchor="a"><w:r><w:t>linked</w:t></w:r></w:hyperlink>', "linked"),
        ('<w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple>', "7"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>shown</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "shown",
        ),
        ("<w:sdt><w:sdtContent><w:r><w:t>filled in</w:t></w:r></w:sdtContent></w:sdt>", "filled in"),
        ('<w:r><w:t>24</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t> dead</w:t></w:r>', "24 dead"),
        ("<w:r><w:t>۲۴ نفر کشته شدند</w:t></w:r>", "۲۴ نفر کشته شدند"),
    ],
)
def test_the_words_of_a_run(runs: str, shown: str) -> None:
    assert [words for _, words in told(read(body(runs))[0])] == [shown]


def test_notes_comments_and_heads_of_pages_stand_beside() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The police killed 12 people.")
    document.add_comment(paragraph.runs, text="13 by another count", author="x", initials="x")
    document.sections[0].header.paragraphs[0].text = "The Ministry"
    note = f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p>'
    note += f"{run('Letter of the League')}</w:p></w:footnote></w:footnotes>"
    end = note.replace("footnote", "endnote").replace("Letter", "Second letter")
    source, _ = read(with_parts(saved(document), footnotes=("footnotes.xml", note), endnotes=("endnotes.xml", end)))
    assert told(source) == [("paragraph", "The police killed 12 people.")]
    assert told(source, Zone.COMMENT) == [("paragraph", "13 by another count")]
    assert {words for _, words in told(source, Zone.ASIDE)} == {
        "The Ministry",
        "Letter of the League",
        "Second letter of the League",
    }
    assert {one.origin for one in source.passages} >= {"comment 1", "footnote 1", "endnote 1", "head of the page"}


def test_pictures_are_named_and_their_descriptions_kept(tmp_path: Any) -> None:
    from PIL import Image

    Image.new("RGB", (4, 4)).save(tmp_path / "a.png")
    document = docx.Document()
    document.add_paragraph("A photograph of the list:")
    document.add_picture(str(tmp_path / "a.png"), width=Inches(1))
    document.inline_shapes[0]._inline.docPr.set("descr", "A list on a wall")
    source, issues = read(document)
    assert told(source, Zone.ASIDE) == [("caption", "A list on a wall")]
    assert "pictures-not-read" in issues


def test_a_memo_says_its_own_date_and_the_file_does_not() -> None:
    document = docx.Document()
    document.add_paragraph("On the harbour")
    document.add_paragraph("The police killed 12 people, it is said in the report of the union.")
    document.add_paragraph("12 November 2018")
    source, _ = read(document)
    assert told(source)[-1] == ("dateline", "12 November 2018")
    assert source.date is None  # the day the file was made says nothing of the event


def test_what_leads_out_is_never_followed() -> None:
    data = with_parts(saved(body(run("Killed were 12."))))
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/_rels/document.xml.rels":
                outside = f'<Relationship Id="o1" Type="{REL}/attachedTemplate" Target="http://127.0.0.1:1/a.dotm" '
                outside += f'TargetMode="External"/><Relationship Id="o2" Type="{REL}/image" Target="NULL"/>'
                text = text.replace(b"</Relationships>", outside.encode() + b"</Relationships>")
            new.writestr(name, text)
    source, _ = read(out.getvalue())
    assert told(source) == [("paragraph", "Killed were 12.")]


def test_the_strict_kind_is_read_too() -> None:
    out = BytesIO()
    with ZipFile(BytesIO(saved(body(run("Killed were 12."))))) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            strict = {
                b"http://schemas.openxmlformats.org/officeDocument/2006/rel": b"http://purl.oclc.org/ooxml/officeDocument/rel",
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/": b"http://purl.oclc.org/ooxml/wordprocessingml/",
            }
            data = old.read(name)
            for plain, other in strict.items():
                data = data.replace(plain, other)
            new.writestr(name, data)
    assert told(read(out.getvalue())[0]) == [("paragraph", "Killed were 12.")]


def test_damaged_notes_leave_the_text() -> None:
    source, issues = read(with_parts(saved(body(run("Killed were 12."))), footnotes=("footnotes.xml", "<w:foot")))
    assert told(source) == [("paragraph", "Killed were 12.")] and "footnotes" in issues["notes-damaged"].message


def test_another_document_in_its_place_is_named() -> None:
    document = body(run("Killed were 12."))
    document.element.body.insert(0, parse_xml(f'<w:altChunk {W} {nsdecls("r")} r:id="x"/>'))
    assert "embedded-not-read" in read(document)[1]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), max_size=20)


@given(st.lists(WORDS, min_size=1, max_size=8))
@settings(max_examples=40)
def test_every_word_is_kept(paragraphs: list[str]) -> None:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    source, _ = read_document("a.docx", saved(document))
    expected = [words.replace("\u00ad", "").strip() for words in paragraphs]
    assert [words for _, words in told(source)] == [words for words in expected if words] if source else True
