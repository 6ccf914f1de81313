"""Office documents that are locked, broken, or made to do harm: each ends in an issue, within bounds."""

import resource
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
import openpyxl
import pytest

from tollbook.model import Severity, Source, Zone
from tollbook.read import read_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
XXE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = "<!DOCTYPE w [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + at)} '{f'&{chr(97 + at)};' * 10}'>" for at in range(9)
)
ODS_HEAD = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
)


def packed(parts: dict[str, bytes | str]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes | str]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def word(body: str = "", head: str = "", **more: bytes | str) -> bytes:
    out = BytesIO()
    docx.Document().save(out)
    parts = parts_of(out.getvalue())
    parts["word/document.xml"] = f"{head}<w:document {W}><w:body>{body}</w:body></w:document>"
    return packed(parts | more)


def workbook(sheet: str, after: str = "", before: str = "", **more: bytes | str) -> bytes:
    out = BytesIO()
    openpyxl.Workbook().save(out)
    parts = parts_of(out.getvalue())
    parts[SHEET] = (
        f'<worksheet xmlns="{TYPE}"><dimension ref="A1:XFD1048576"/>{before}<sheetData>{sheet}</sheetData>{after}'
        "</worksheet>"
    )
    return packed(parts | more)


def ods(table: str) -> bytes:
    content = f"<office:document-content{ODS_HEAD}><office:body><office:spreadsheet>{table}</office:spreadsheet>"
    content += "</office:body></office:document-content>"
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def read(name: str, data: bytes) -> tuple[Source | None, set[str]]:
    source, issues = read_document(name, data)
    assert source is not None or any(issue.severity is Severity.LOST for issue in issues)
    return source, {issue.code for issue in issues}


def p(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_a_locked_document_says_so(name: str) -> None:
    assert read(name, OLE + "EncryptedPackage".encode("utf-16-le")) == (None, {"encrypted"})


def test_a_document_of_the_old_kind_under_a_new_name() -> None:
    assert read("a.xlsx", OLE) == (None, {"format-not-read"})


def test_a_locked_ods_says_so() -> None:
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    data = packed({**parts_of(ods("")), "META-INF/manifest.xml": manifest, "content.xml": bytes(range(256))})
    assert read("a.ods", data) == (None, {"encrypted"})


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": b" " * (65 << 20)},
        {f"word/p{at}.xml": b" " * (60 << 20) for at in range(5)},
        {f"word/p{at}.xml": b"" for at in range(10_001)},
    ],
    ids=["one part", "all together", "how many"],
)
def test_a_bomb_is_not_unpacked(parts: dict[str, bytes | str]) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert read("a.docx", word(**parts)) == (None, {"unpacks-too-large"})
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 700 * 1024  # the test packs it, too


def test_pictures_may_be_as_large_as_they_are() -> None:
    source, codes = read("a.docx", word(p("Killed were 12."), **{"word/media/a.png": b" " * (65 << 20)}))
    assert source is not None and codes == {"pictures-not-read"}


@pytest.mark.parametrize("head", [XXE, LAUGHS + "]>"], ids=["a file", "laughs"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_entities_are_refused_in_any_encoding(head: str, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>'.encode("utf-16" if encoding == "utf-16" else "ascii")
    body = f"{head}<w:document {W}><w:body>{p('&x;')}</w:body></w:document>"
    rest = body.encode(encoding).removeprefix(b"\xff\xfe") if encoding == "utf-16" else body.encode(encoding)
    assert read("a.docx", word(**{"word/document.xml": text + rest})) == (None, {"markup-unsafe"})
    assert read("a.xlsx", workbook("", **{SHEET: text + rest})) == (None, {"markup-unsafe"})


def test_a_type_declared_elsewhere_is_not_fetched() -> None:
    source, _ = read("a.docx", word(p("Killed were 12."), '<!DOCTYPE w:document SYSTEM "file:///etc/passwd">'))
    assert source is not None and source.text == "Killed were 12."


@pytest.mark.parametrize("size", [0, 22, 500, 5_000])
@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.ods"])
def test_a_truncated_document_is_damaged(name: str, size: int) -> None:
    data = ods("") if name.endswith("ods") else word() if name.endswith("docx") else workbook("")
    assert read(name, data[: min(size, len(data) - 30)]) == (None, {"damaged"})


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.ods"])
def test_an_archive_of_something_else_is_no_document(name: str) -> None:
    assert read(name, packed({"a.txt": "Killed were 12."})) == (None, {"damaged"})


def test_a_part_that_leads_out_is_passed_over() -> None:
    data = word(p("Killed were 12."), **{"../../a.xml": XXE, "/etc/a.xml": XXE, "..\\a.xml": XXE})
    source, codes = read("a.docx", data)
    assert source is not None and source.text == "Killed were 12." and codes == set()


@pytest.mark.parametrize(
    "body",
    [
        "<w:sdt><w:sdtContent>" * 1_200 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 1_200,
        "<w:tbl><w:tr><w:tc>" * 400 + p("x") + "</w:tc></w:tr></w:tbl>" * 400,
        "<w:p>" + "<w:ins>" * 3_000 + "</w:ins>" * 3_000 + "</w:p>",
    ],
    ids=["wrapped", "tables", "runs"],
)
def test_what_is_nested_too_deep_is_damaged_or_read(body: str) -> None:
    read("a.docx", word(body))


def test_a_document_of_too_much_markup() -> None:
    assert read("a.docx", word("<w:p/>" * 3_000_001)) == (None, {"unpacks-too-large"})


@pytest.mark.parametrize(
    "table",
    [
        '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/><w:vMerge/></w:tcPr>' + p("x") + "</w:tc></w:tr>",
        '<w:tr><w:trPr><w:gridBefore w:val="-3"/></w:trPr><w:tc>'
        + p("x")
        + "</w:tc><w:tc>"
        + p("y")
        + "</w:tc></w:tr>",
        "<w:tr/><w:tr><w:tc/><w:tc/></w:tr>",
    ],
)
def test_tables_that_lie_about_their_shape(table: str) -> None:
    source, _ = read("a.docx", word(f"{p('Killed were 12.')}<w:tbl>{table}</w:tbl>"))
    assert source is not None and source.text.startswith("Killed were 12.")


def test_styles_that_rest_on_one_another_in_a_circle() -> None:
    style = '<w:style w:type="paragraph" w:default="1" w:styleId="A"><w:basedOn w:val="A"/></w:style>'
    styles = f"<w:styles {W}>{style}</w:styles>"
    source, _ = read("a.docx", word(p("Killed were 12."), **{"word/styles.xml": styles}))
    assert source is not None and [one.zone for one in source.passages] == [Zone.MAIN]


def test_a_cell_in_the_last_corner_takes_no_room() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    source, _ = read("a.xlsx", workbook(rows, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))
    assert source is not None and source.passages[-1].origin == "sheet Sheet, cell XFD1048576"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


@pytest.mark.parametrize("r", ["", "0", "-1", "A0", "A", "XFE1", "AAAA1", "A99999999999999999999", "B2:C3", "\u0661"])
def test_places_that_are_none(r: str) -> None:
    source, _ = read("a.xlsx", workbook(f'<row r="{r}"><c r="{r}" t="str"><v>Killed</v></c><c><v>12</v></c></row>'))
    assert source is not None and "12" in source.text


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<c t="s"><v>999</v></c>', None),
        ('<c t="s"><v>-1</v></c>', None),
        ('<c s="999999"><v>7</v></c>', "7"),
        ("<c><v>1e400</v></c>", "inf"),
        ("<c><v>nan</v></c>", "nan"),
        ("<c><v>many</v></c>", "many"),
        ('<c t="zzz"><v>7</v></c>', "7"),
        ("<c><v>1e300</v></c>", "1" + "0" * 300),
    ],
)
def test_values_that_are_none(cell: str, shown: str | None) -> None:
    source, _ = read("a.xlsx", workbook(f'<row><c t="str"><v>Killed</v></c>{cell}</row>'))
    assert source is not None
    assert source.text == "Killed" + (f"\t{shown}" if shown else "")


@pytest.mark.parametrize("serial", ["-1", "99999999", "1e300", "0", "59", "60"])
def test_days_that_are_none(serial: str) -> None:
    styles = f'<styleSheet xmlns="{TYPE}"><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>'
    data = workbook(f'<row><c t="str"><v>Day</v></c><c s="1"><v>{serial}</v></c></row>', **{"xl/styles.xml": styles})
    assert read("a.xlsx", data)[0] is not None


def test_one_long_text_that_many_cells_share_is_not_copied() -> None:
    texts = f'<sst xmlns="{TYPE}"><si><t>{"a" * 3_000_000}</t></si></sst>'
    rels = parts_of(workbook(""))["xl/_rels/workbook.xml.rels"]
    assert isinstance(rels, bytes)
    relation = '<Relationship Id="x" Type="urn:x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    more = {
        "xl/sharedStrings.xml": texts,
        "xl/_rels/workbook.xml.rels": rels.decode().replace("</Relationships>", relation),
    }
    source, codes = read("a.xlsx", workbook("<row>" + '<c t="s"><v>0</v></c>' * 5_000 + "</row>", **more))
    assert source is not None and len(source.text) < 17_000_000 and "too-many-passages" in codes


def test_cells_that_are_repeated_a_billion_times() -> None:
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    source, codes = read("a.ods", ods(f'<table:table table:name="T">{row}</table:table>'))
    assert source is not None and len(source.passages) <= 200_000 and "too-many-passages" in codes


def test_a_hundred_thousand_runs_of_empty_rows() -> None:
    row = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>'
    assert read("a.ods", ods(f"<table:table>{row * 100_000}</table:table>"))[1] == {"empty"}


@pytest.mark.parametrize("count", ["-5", "x", "99999999999999999999", "", "1.5"])
def test_repeats_that_are_none(count: str) -> None:
    cell = f'<table:table-cell table:number-columns-repeated="{count}"><text:p>x</text:p></table:table-cell>'
    source, _ = read("a.ods", ods(f"<table:table><table:table-row>{cell}</table:table-row></table:table>"))
    assert source is not None and source.text == "x"
