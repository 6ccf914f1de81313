"""PDFs written object by object: what the places of letters tell, and what is said of files made to do harm."""

import hashlib
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fpdf import FPDF

from tollbook.model import PassageKind, Severity, Source, Zone
from tollbook.read import read_document
from tollbook.read.pdf import reader

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
SENTENCE = "The ministry said that nine prisoners had died in the fire"


def pdf_of(objects: Mapping[int, bytes]) -> bytes:
    """A file of these objects; the catalogue is the first."""
    data = b"%PDF-1.7\n"
    places = {}
    for number, body in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        for number in range(max(objects) + 1)
    )
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>" % (max(objects) + 1)
    return data + b"xref\n0 %d\n%s%s\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, table, trailer, len(data))


def stream(body: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(body), more, body)


def pages_of(
    contents: Sequence[bytes], page: bytes = b"", font: bytes = HELVETICA, more: Mapping[int, bytes] | None = None
) -> bytes:
    """A file with one page for each content; /F1 is the font. ``page`` goes into each page, ``more`` are objects."""
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: font, **(more or {})}
    kids = []
    for number, content in enumerate(contents):
        at = 100 + 2 * number
        kids.append(b"%d 0 R" % at)
        objects[at] = (
            b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /X 50 0 R >> >> "
            b"/Contents %d 0 R %s >>" % (at + 1, page)
        )
        objects[at + 1] = stream(content)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 595 842] >>" % (b" ".join(kids), len(kids))
    return pdf_of(dict(sorted(objects.items())))


def shown(x: float, y: float, words: str, size: float = 11, before: str = "") -> bytes:
    """Words at a place, in Latin-1."""
    safe = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT {before} /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({safe}) Tj ET\n".encode("latin-1")


def lines(words: Sequence[str], top: float = 700, left: float = 60, step: float = 14, size: float = 11) -> bytes:
    return b"".join(shown(left, top - step * number, line, size) for number, line in enumerate(words))


def read(data: bytes, name: str = "a.pdf") -> tuple[Source, list[str]]:
    source, issues = read_document(name, data)
    assert source is not None, issues
    return source, [issue.code for issue in issues]


def texts(source: Source, zone: Zone = Zone.MAIN) -> list[str]:
    return [source.text[one.start : one.end] for one in source.passages if one.zone is zone]


def kinds(source: Source) -> list[tuple[str, str]]:
    main = [one for one in source.passages if one.zone is Zone.MAIN]
    return [(one.kind.value, source.text[one.start : one.end]) for one in main]


BODY = [
    f"{SENTENCE} that broke out in",
    "the east wing of the prison before dawn, and that its cause was not",
    "known yet.",
]


def test_lines_become_paragraphs_and_say_on_which_page_they_stand() -> None:
    second = lines(BODY) + lines(["Nobody else has said anything about the fire until today."], top=630)
    source, issues = read(pages_of([lines(["Fire in a prison"], top=760, size=20) + lines(BODY), second]))
    assert kinds(source) == [
        ("title", "Fire in a prison"),
        ("paragraph", "\n".join(BODY)),
        ("paragraph", "\n".join(BODY)),
        ("paragraph", "Nobody else has said anything about the fire until today."),
    ]
    assert [one.origin for one in source.passages] == ["page 1", "page 1", "page 2", "page 2"]
    assert source.language == "en" and issues == []


def test_the_order_of_the_file_does_not_matter() -> None:
    upside_down = b"".join(shown(60, 700 - 14 * at, line) for at, line in reversed(list(enumerate(BODY))))
    assert texts(read(pages_of([upside_down]))[0]) == ["\n".join(BODY)]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"left line {number} of running text in it" for number in range(8)]
    right = [f"right line {number} of running text in it" for number in range(8)]
    head = shown(60, 780, "A heading over both columns of this page", 18)
    source, _ = read(pages_of([head + lines(left, left=60) + lines(right, left=320, top=697)]))
    assert kinds(source) == [
        ("title", "A heading over both columns of this page"),
        ("paragraph", "\n".join(left + right)),
    ]


def test_words_parted_at_the_end_of_a_line_are_whole() -> None:
    words = ["The government acknowledged that twenty-", "five of the priso-", "ners had died; the", "prisoners' names"]
    words += ["were read in ITK-", "3, and a well-", "known lawyer of Anglo-", "Saxon law was well-known."]
    source, _ = read(pages_of([lines(words)]))
    assert " ".join(source.text.split()) == (
        "The government acknowledged that twenty-five of the prisoners had died; the prisoners’ names were read in "
        "ITK- 3, and a well-known lawyer of Anglo-Saxon law was well-known."
    )


def test_heads_and_numbers_of_pages_are_kept_apart_and_a_paragraph_runs_on_under_them() -> None:
    long = [f"{SENTENCE} number {number} in the"[:70] for number in range(20)]
    contents = [
        shown(60, 800, "Report of the commission") + lines(long, top=740) + shown(290, 40, str(page))
        for page in (4, 5, 6)
    ]
    source, _ = read(pages_of(contents))
    assert sorted(texts(source, Zone.ASIDE)) == sorted(["Report of the commission"] * 3 + ["4", "5", "6"])
    assert len(texts(source)) == 1 and texts(source)[0].count("\n") == 59
    assert next(one for one in source.passages if one.zone is Zone.MAIN).origin == "pages 1 to 3"


def test_a_text_that_begins_alike_on_each_page_is_no_head() -> None:
    source, _ = read(pages_of([lines(["Killed: 24", *BODY]), lines(["Killed: 24", *BODY])]))
    assert texts(source, Zone.ASIDE) == []
    differ = [shown(60, 800, f"Killed: {figure}") + lines(BODY) for figure in (24, 35, 150)]
    assert texts(read(pages_of(differ))[0], Zone.ASIDE) == []


def test_a_paragraph_that_ends_with_its_page_is_whole() -> None:
    source, _ = read(pages_of([lines(BODY), lines(BODY)]))
    assert len(texts(source)) == 2


def test_the_mark_of_a_note_makes_no_other_number() -> None:
    line = shown(60, 700, "In the fire 24") + shown(134, 704, "3", 7) + shown(140, 700, "prisoners died, it was said.")
    note = shown(60, 80, "3 A note of two lines in smaller letters on what was said", 8)
    source, _ = read(pages_of([line + lines(BODY, top=680) + note]))
    assert texts(source)[0].startswith("In the fire 24 prisoners died, it was said.")
    assert texts(source, Zone.ASIDE) == ["3", "3 A note of two lines in smaller letters on what was said"]


def test_a_table_of_gaps_has_cells_under_their_columns_and_a_box_has_fields() -> None:
    rows = [("Source", "Killed", "Injured"), ("Government", "24", "35"), ("Rights groups", "150", "186")]
    cells = b"".join(
        shown(60 + 120 * c, 700 - 18 * r, cell) for r, row in enumerate(rows) for c, cell in enumerate(row)
    )
    box = b"".join(
        shown(60 + 120 * c, 500 - 18 * r, cell)
        for r, row in enumerate([("Location", "Khujand"), ("Deaths", "24 to 158"), ("Date", "17 April 1997")])
        for c, cell in enumerate(row)
    )
    source, _ = read(pages_of([lines(BODY, top=780) + cells + box]))
    table = [one for one in source.passages if one.kind is PassageKind.CELL]
    assert [one.label for one in table] == [None] * 3 + ["Source", "Killed", "Injured"] * 2
    assert "Government\t24\t35\nRights groups\t150\t186" in source.text
    fields = [one for one in source.passages if one.kind is PassageKind.FIELD]
    assert [(one.label, source.text[one.value_start : one.end]) for one in fields] == [
        ("Location", "Khujand"),
        ("Deaths", "24 to 158"),
        ("Date", "17 April 1997"),
    ]


def test_points_of_a_list_are_items_without_their_marks() -> None:
    source, _ = read(pages_of([lines(["1) An inquiry into the deaths.", "2) The release of all who are held."])]))
    assert kinds(source) == [
        ("list_item", "An inquiry into the deaths."),
        ("list_item", "The release of all who are held."),
    ]


def test_what_nobody_can_see_is_kept_as_hidden() -> None:
    content = b"".join(
        (
            shown(60, 700, "Seen by all who open the file."),
            shown(60, 650, "White on white.", before="1 1 1 rg"),
            b"0 0 0 rg 50 590 300 30 re f\n",
            shown(60, 600, "White on black.", before="1 1 1 rg"),
            shown(60, 550, "As small as dust.", 0.2, before="0 0 0 rg"),
            shown(900, 500, "Beside the page."),
            shown(60, 450, "The text of a scan.", before="3 Tr"),
        )
    )
    source, _ = read(pages_of([content]))
    assert texts(source) == ["Seen by all who open the file.", "White on black.", "The text of a scan."]
    assert texts(source, Zone.HIDDEN) == ["White on white.", "As small as dust.", "Beside the page."]


def test_a_turned_page_is_read_and_what_is_written_across_is_set_aside() -> None:
    turned = b"".join(
        f"BT /F1 11 Tf 0 1 -1 0 {100 + 14 * number} 60 Tm ({line}) Tj ET\n".encode() for number, line in enumerate(BODY)
    )
    stamp = b"BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 200 Tm (DRAFT) Tj ET\n"
    source, _ = read(pages_of([turned + stamp], page=b"/Rotate 90"))
    assert texts(source) == ["\n".join(BODY)] and texts(source, Zone.ASIDE) == ["DRAFT"]


def test_remarks_and_filled_fields_are_kept_beside_the_text() -> None:
    more = {
        60: b"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (Is this figure right?) >>",
        61: b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (dead) /TU (Number of dead) /V (24) /Rect [9 9 90 20] >>",
        1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [61 0 R] >> >>",
    }
    source, _ = read(pages_of([lines(BODY)], page=b"/Annots [60 0 R 61 0 R]", more=more))
    assert texts(source, Zone.COMMENT) == ["Is this figure right?"]
    assert texts(source, Zone.ASIDE) == ["Number of dead\t24"]


PICTURE = {
    50: stream(
        b"\x00", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    )
}


def test_a_scan_is_a_source_without_text() -> None:
    drawn = b"q 500 0 0 700 0 0 cm /X Do Q"
    source, issues = read_document("scan.pdf", pages_of([drawn] * 3, more=PICTURE))
    assert source is not None and source.text == "" and source.passages == ()
    assert [(issue.code, issue.severity) for issue in issues] == [("no-text-layer", Severity.LOST)]
    assert "3 pages" in issues[0].message and "claims.csv" in issues[0].message
    some, _ = read_document("some.pdf", pages_of([drawn, lines(BODY), drawn, drawn], more=PICTURE))
    _, issues = read_document("some.pdf", pages_of([drawn, lines(BODY), drawn, drawn], more=PICTURE))
    assert some is not None and [issue.code for issue in issues] == ["pages-without-text"]
    assert "pages 1, 3–4" in issues[0].message


def test_letters_that_say_nothing_are_an_issue() -> None:
    mapped = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> <E020> endbfrange"
    cmap = stream(b"/CIDInit /ProcSet findresource begin begincmap " + mapped + b" endcmap end")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 51 0 R >>"
    _, issues = read(pages_of([lines(BODY)], font=font, more={51: cmap}))
    assert "text-garbled" in issues


def made(**options: object) -> FPDF:
    document = FPDF(**options)  # type: ignore[arg-type]
    document.add_page()
    document.set_font("helvetica", size=11)
    document.multi_cell(0, 5, "\n".join(BODY))
    return document


def test_the_file_tells_no_date_and_a_title_only_where_its_words_stand() -> None:
    document = made()
    document.set_creation_date(datetime(2018, 11, 8, tzinfo=UTC))
    document.set_title("Another title")
    source, _ = read(bytes(document.output()))
    assert source.date is None and source.title is None
    document = made()
    document.ln(20)
    document.cell(text="What the letter says")
    document.set_title("What the letter  says")
    source, _ = read(bytes(document.output()))
    assert source.title is not None and source.title.words == "What the letter says"


PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def rc4(key: bytes, data: bytes) -> bytes:
    """The cipher of PDF's first security handler."""
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def locked(password: bytes, words: str) -> bytes:
    """A file of one page, locked with the user's password by 40 bits (revision 2 of the standard handler)."""
    owner = rc4(hashlib.md5((b"owner" + PADDING)[:32]).digest()[:5], (password + PADDING)[:32])
    identity = b"0123456789abcdef"
    allowed = (-4).to_bytes(4, "little", signed=True)
    key = hashlib.md5((password + PADDING)[:32] + owner + allowed + identity).digest()[:5]
    own = hashlib.md5(key + (5).to_bytes(3, "little") + b"\0\0").digest()[:10]
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [4 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
        3: HELVETICA,
        4: b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
        5: stream(rc4(own, shown(60, 700, words))),
        6: b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>"
        % (owner.hex().encode(), rc4(key, PADDING).hex().encode()),
    }
    hexed = identity.hex().encode()
    return pdf_of(objects).replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 6 0 R /ID [<%s> <%s>]" % (hexed, hexed))


def test_a_file_with_a_password_is_named_and_one_that_opens_without_is_read() -> None:
    source, issues = read_document("locked.pdf", locked(b"secret", SENTENCE))
    assert source is None and [issue.code for issue in issues] == ["encrypted"]
    assert texts(read(locked(b"", SENTENCE))[0]) == [SENTENCE]


def test_files_attached_are_told_of() -> None:
    document = made()
    document.embed_file(basename="list.txt", bytes=b"24 names")
    _, issues = read(bytes(document.output()))
    assert issues == ["attachments-not-read"]


WHOLE = pages_of([lines(BODY)])


@pytest.mark.parametrize(
    "data",
    [
        WHOLE[:200],
        b"%PDF-1.7\n" + bytes(range(256)) * 20,
        b"%PDF-1.7\n",
        pdf_of({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}),
        pdf_of({1: b"<< /Type /Catalog >>"}),
    ],
    ids=["cut", "noise", "head alone", "no pages", "no tree"],
)
def test_what_is_no_pdf_any_more_is_said_to_be_damaged(data: bytes) -> None:
    source, issues = read_document("a.pdf", data)
    assert source is None and [issue.code for issue in issues] == ["damaged"]


@pytest.mark.parametrize(
    "data",
    [
        pdf_of(
            {
                1: b"<< /Type /Catalog /Pages 2 0 R >>",
                2: b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 9 >>",
                3: b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 4 >>",
            }
        ),
        pages_of(
            [b"/X Do", lines(BODY)],
            more={
                50: stream(
                    b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 50 0 R >> >>"
                )
            },
        ),
        pages_of([lines(BODY)], page=b"/MediaBox [0 0 1e30 1e30]"),
        pages_of([lines(BODY)], page=b"/MediaBox [0 0 0 0]"),
        pages_of([b"BT /F1 1e38 Tf 1e38 0 0 1e38 1e38 -1e38 Tm (too far and too large) Tj ET"]),
        pages_of([b"BT /F1 11 Tf 0 0 0 0 0 0 Tm (no extent at all) Tj ET"]),
        pages_of([b"q " * 50_000 + lines(BODY)]),
        pages_of([b"[" * 50_000 + lines(BODY)]),
        WHOLE.replace(b"/Count 1", b"/Count 99999999"),
    ],
    ids=["tree in a circle", "form in itself", "huge page", "no page", "far", "flat", "deep", "arrays", "count lies"],
)
def test_files_made_to_do_harm_end_in_a_source_or_an_issue(data: bytes) -> None:
    source, issues = read_document("a.pdf", data)
    assert source is not None or issues


def test_of_very_many_pages_the_first_are_read_and_the_rest_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_PAGES", 3)
    source, issues = read_document("long.pdf", pages_of([lines([f"Page {n} says this."]) for n in range(1, 9)]))
    assert source is not None and "Page 3 says this." in source.text and "Page 4" not in source.text
    assert [issue.code for issue in issues if issue.severity is Severity.LOST] == ["too-many-pages"]
    assert "pages 4 to 8" in issues[0].message


def test_reading_says_nothing_on_the_terminal(tmp_path: Path) -> None:
    for name, data in {"whole": WHOLE, "cut": WHOLE[:300], "bent": WHOLE.replace(b"endobj", b"endojb")}.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
    code = (
        "import sys, pathlib\nfrom tollbook.read import read_document\n"
        "for path in sys.argv[1:]: read_document('a.pdf', pathlib.Path(path).read_bytes())"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, *map(str, sorted(tmp_path.iterdir()))], capture_output=True, check=True, timeout=60
    )
    assert (ended.stdout, ended.stderr) == (b"", b"")
