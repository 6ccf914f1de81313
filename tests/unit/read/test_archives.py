"""ZIP archives: what is taken out and by which name, and what happens to those made to do harm."""

import hashlib
import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.model import Document, Issue, Severity
from tollbook.read import members_of, read_document
from tollbook.read.archives import zipped as archives_module
from tollbook.read.archives.member_names import Apart, named_as, safe_name, safe_path

MEMBER = b"Nine people died in the fire."


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def opened(data: bytes, name: str = "papers.zip") -> tuple[dict[str, bytes], tuple[Issue, ...]]:
    documents, issues = members_of(Document(name, data))
    assert all(one.within == hashlib.sha256(data).hexdigest() for one in documents)
    return {one.name: one.data() for one in documents}, issues


def codes(issues: tuple[Issue, ...]) -> list[str]:
    return [issue.code for issue in issues]


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    """The archive with a name's bytes changed in place."""
    assert len(old) == len(new) and data.count(old) == 2
    return data.replace(old, new)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_files_are_named_below_the_archive(method: int) -> None:
    files, issues = opened(packed({"a.txt": MEMBER, "folder/b.txt": MEMBER + b"!", "folder/": b""}, method))
    assert files == {"papers.zip/a.txt": MEMBER, "papers.zip/folder/b.txt": MEMBER + b"!"}
    assert issues == ()


def test_an_empty_archive_and_one_of_the_large_kind() -> None:
    assert opened(packed({})) == ({}, ())
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive, archive.open("a.txt", "w", force_zip64=True) as member:
        member.write(MEMBER)
    assert opened(held.getvalue()) == ({"papers.zip/a.txt": MEMBER}, ())


def test_what_systems_leave_behind_is_counted_once() -> None:
    junk = ["__MACOSX/._a.txt", ".DS_Store", "x/Thumbs.db", "desktop.ini", ".git/config", "~$report.docx"]
    files, issues = opened(packed(dict.fromkeys(junk, b"x") | {"a.txt": MEMBER}))
    assert list(files) == ["papers.zip/a.txt"]
    assert codes(issues) == ["passed-over"] and " 6 " in issues[0].message


def test_a_dossier_in_an_archive_is_no_source() -> None:
    files, issues = opened(packed({"d/MANIFEST.sha256": b"x", "d/texts/a.txt": MEMBER, "b.txt": MEMBER}))
    assert list(files) == ["papers.zip/b.txt"] and codes(issues) == ["passed-over"]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("../../etc/passwd.txt", "etc/passwd.txt"),
        ("/absolute.txt", "absolute.txt"),
        ("C:\\Users\\a\\b.txt", "Users/a/b.txt"),
        ("..\\..\\b.txt", "b.txt"),
        ("two\nlines.txt", "two lines.txt"),
        ("photo\u202etxt.exe", "phototxt.exe"),
        ("a/./b.txt", "a/b.txt"),
        ("what?.txt", "what_.txt"),
        ("..", "file-1"),
    ],
)
def test_names_made_to_do_harm_are_made_safe_and_said(written: str, named: str) -> None:
    files, issues = opened(packed({written: MEMBER}))
    assert files == {f"papers.zip/{named}": MEMBER}
    assert codes(issues) == ["name-made-safe"]


def test_a_name_of_sixty_thousand_letters_keeps_its_extension() -> None:
    files, _ = opened(packed({"n" * 60_000 + ".txt": MEMBER}))
    (name,) = files
    assert name.endswith(".txt") and len(name) < 200


def test_two_of_one_name() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.txt", b"one")
        archive.writestr("a.txt", b"two")
        archive.writestr("a.txt", b"three")
    files, _ = opened(held.getvalue())
    assert files == {"papers.zip/a.txt": b"one", "papers.zip/a (2).txt": b"two", "papers.zip/a (3).txt": b"three"}


@pytest.mark.parametrize(
    ("words", "table", "code"),
    [
        ("Справка о погибших.txt", "cp866", ["name-garbled"]),
        ("résumé.txt", "cp437", ["name-garbled"]),
        ("レポート.txt", "cp932", ["name-garbled"]),
        ("Справка.txt", "utf-8", []),
        ("گزارش.txt", "utf-8", []),
    ],
)
def test_names_that_do_not_say_their_letters(words: str, table: str, code: list[str]) -> None:
    raw = words.encode(table)
    data = renamed(packed({"x" * len(raw): MEMBER}), b"x" * len(raw), raw)
    files, issues = opened(data)
    assert files == {f"papers.zip/{words}": MEMBER}
    assert codes(issues) == code


def test_a_second_name_in_utf8_counts() -> None:
    raw, words = b"?????.txt", "Отчёт.txt"
    info = zipfile.ZipInfo(raw.decode())
    field = b"\x01" + struct.pack("<I", zlib.crc32(raw)) + words.encode()
    info.extra = struct.pack("<HH", 0x7075, len(field)) + field
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(info, MEMBER)
    assert list(opened(held.getvalue())[0]) == [f"papers.zip/{words}"]


def test_one_name_in_wrong_letters_does_not_shut_the_archive() -> None:
    data = renamed(packed({"ж.txt": MEMBER, "b.txt": MEMBER}), "ж".encode(), b"\xff\xfe")
    files, issues = opened(data)
    assert "papers.zip/b.txt" in files and len(files) == 2 and "name-garbled" in codes(issues)


def test_a_file_without_a_name() -> None:
    data = packed({"a": MEMBER, "b.txt": MEMBER})
    at = data.index(b"PK\x01\x02")
    nameless = bytearray(data[at : at + 46])
    nameless[28:30] = b"\0\0"
    end = data.rindex(b"PK\x05\x06")
    directory = bytes(nameless) + data[at + 47 : end]
    files, issues = opened(
        data[:at] + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(directory), at, 0)
    )
    assert list(files) == ["papers.zip/b.txt"] and codes(issues) == ["name-made-safe", "damaged"]


def test_locked_files_are_said_and_the_others_read() -> None:
    data = bytearray(packed({"a.txt": MEMBER, "b.txt": MEMBER}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    files, issues = opened(bytes(data))
    assert list(files) == ["papers.zip/b.txt"]
    assert codes(issues) == ["encrypted"] and "a.txt" in issues[0].message


def test_broken_bytes_cost_only_their_own_file() -> None:
    data = packed({"a.txt": b"The first file.", "b.txt": MEMBER}, zipfile.ZIP_STORED)
    files, issues = opened(data.replace(b"The first file.", b"The worst file."))
    assert files == {"papers.zip/b.txt": MEMBER}
    assert [(one.code, one.source) for one in issues] == [("damaged", "papers.zip/a.txt")]


def test_a_way_of_packing_that_is_not_read() -> None:
    files, issues = opened(packed({"a.txt": MEMBER}, zipfile.ZIP_LZMA))
    assert not files and codes(issues) == ["not-unpacked"]


@pytest.mark.parametrize("cut", [4, 30, 60, -1, -20])
def test_a_cut_archive_is_an_issue(cut: int) -> None:
    files, issues = opened(packed({"a.txt": MEMBER, "b.txt": MEMBER})[:cut])
    assert not files and codes(issues) == ["not-unpacked"]


def test_one_piece_of_several() -> None:
    data = bytearray(packed({"a.txt": MEMBER}))
    data[data.rindex(b"PK\x05\x06") + 4] = 2
    files, issues = opened(bytes(data))
    assert not files and codes(issues) == ["not-unpacked"] and "pieces" in issues[0].message


def test_files_that_lie_over_one_another_are_not_opened() -> None:
    """As in the bomb of overlapping files: many entries of the list point at one place."""
    data = packed({"a.txt": bytes(100_000), "b.txt": MEMBER})
    at, end = data.index(b"PK\x01\x02"), data.rindex(b"PK\x05\x06")
    entry = data[at : data.index(b"PK\x01\x02", at + 4)]
    directory = entry * 50 + data[at + len(entry) : end]
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 51, 51, len(directory), at, 0)
    files, issues = opened(data[:at] + directory + tail)
    assert list(files) == ["papers.zip/b.txt"]
    assert codes(issues) == ["entries-overlap"]


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_a_bomb_is_counted_while_it_unpacks(method: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives_module, "MOST_UNPACKED", 1_000_000)
    files, issues = opened(packed({"a.txt": MEMBER, "b.txt": bytes(3_000_000), "c.txt": MEMBER}, method))
    assert list(files) == ["papers.zip/a.txt"] and codes(issues) == ["unpacks-too-large"]


def test_the_size_that_an_archive_states_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives_module, "MOST_UNPACKED", 1_000_000)
    data = bytearray(packed({"b.txt": bytes(3_000_000)}))
    for at, field in ((0, 22), (data.index(b"PK\x01\x02"), 24)):
        data[at + field : at + field + 4] = struct.pack("<I", 10)
    files, issues = opened(bytes(data))
    assert sum(map(len, files.values())) <= 1_000_000 and len(codes(issues)) == 1


def test_a_file_over_its_own_bound_does_not_end_the_rest() -> None:
    files, issues = opened(packed({"big.txt": bytes(17 * 1024 * 1024), "c.txt": MEMBER}))
    assert list(files) == ["papers.zip/c.txt"]
    assert [(one.code, one.source, one.severity) for one in issues] == [
        ("too-large", "papers.zip/big.txt", Severity.LOST)
    ]


def test_more_files_than_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives_module, "MOST_MEMBERS", 3)
    files, issues = opened(packed({f"{number}.txt": MEMBER for number in range(5)}))
    assert len(files) == 3 and codes(issues) == ["too-many-members"] and "3.txt, 4.txt" in issues[0].message
    monkeypatch.setattr(archives_module, "MOST_ENTRIES", 4)
    files, issues = opened(packed({f"{number}.txt": MEMBER for number in range(5)}))
    assert not files and codes(issues) == ["too-many-members"]


def test_a_saved_page_in_an_archive_leaves_its_furniture() -> None:
    page = b'<html><head><link rel="stylesheet" href="./Page_files/a.css"></head><p>Nine people died.</p></html>'
    data = packed({"x/Page.html": page, "x/Page_files/a.css": b"p {}", "x/Page_files/report.pdf": b"%PDF-1.4"})
    files, issues = opened(data)
    assert list(files) == ["papers.zip/x/Page.html", "papers.zip/x/Page_files/report.pdf"]
    assert [(one.code, one.source) for one in issues] == [("page-furniture", "papers.zip/x/Page_files")]


def test_the_archive_itself_is_a_source_without_words() -> None:
    source, issues = read_document("papers.zip", packed({"a.txt": MEMBER}))
    assert source is not None and source.text == "" and not issues


@given(st.text(), st.text())
def test_any_name_becomes_safe_and_stays_so(one: str, other: str) -> None:
    for made in (safe_name(one), *safe_path(f"{one}/{other}").split("/")):
        assert safe_name(made) == made and made not in (".", "..") and len(made.encode("utf-8")) <= 120
        assert not set(made) & set('/\\\n\r\0\u202e<>:"|?*')


@given(st.lists(st.sampled_from(["a.txt", "a (2).txt", "a (3).txt", "b"])))
def test_no_name_is_given_twice(wanted: list[str]) -> None:
    apart = Apart()
    given_names = [apart.name(one) for one in wanted]
    assert len(set(given_names)) == len(given_names)


@pytest.mark.parametrize(
    ("name", "media_type", "named"),
    [
        ("report", "application/pdf", "report.pdf"),
        ("report.pdf", "application/octet-stream", "report.pdf"),
        ("page.php", "text/html", "page.php.html"),
        ("Re: No. 5", "message/rfc822", "Re: No. 5.eml"),
        ("scan.png", "image/jpeg", "scan.png"),
    ],
)
def test_extensions_follow_the_media_type(name: str, media_type: str, named: str) -> None:
    assert named_as(name, media_type) == named


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_an_archive_changed_anywhere_ends_in_files_or_issues(at: int, change: bytes) -> None:
    data = bytearray(packed({"a.txt": MEMBER * 20, "b/c.txt": MEMBER, "ж.html": b"<p>x"}))
    data[at % len(data) : at % len(data) + len(change)] = change
    documents, issues = members_of(Document("papers.zip", bytes(data)))
    assert len(documents) <= 3 and all(one.message and "\n" not in one.message for one in issues)
