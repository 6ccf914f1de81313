"""The scanner finds what is planted, however it is written, and finds nothing where nothing is: it must be able to
fail."""

import base64
import bz2
import gzip
import io
import json
import lzma
import quopri
import sqlite3
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from email.header import Header
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

import docx
import openpyxl
import pytest
from fpdf import FPDF

sys.path.insert(0, str(Path(__file__).parents[1]))  # the scanner beside the tests

from secret_scan import Scanner, Secret, scan, told

NAMES = ("Ruzvelt Kasymbergov", "Каландар Ошурматов", "Ғуломҷон Ҳақназарӯв", "یحیی گلچهره‌پور", "عبدالغفور الطاشقندي")
PHONE = "+992 (37) 221-47-90"
STUFF = b"The ministry said that 12 prisoners were killed and 30 injured. " * 40
ENCODINGS = {
    0: ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "latin-1", "utf-7"),
    1: ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1251", "koi8-r", "cp866", "iso8859-5"),
    2: ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "koi8-t"),
    3: ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1256"),
    4: ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1256", "iso8859-6"),
}


def found_in(data: bytes, words: str) -> bool:
    """Planted amid other bytes, at every alignment a machine word has."""
    scanner = Scanner([Secret("name", words), Secret("name", "Somebody Elsewhere")])
    found = [scanner.scan_bytes("a file", b"\x01" * before + data + STUFF) for before in (0, 3)]
    assert all({one.secret for one in each} <= {words} for each in found)
    return all(found)


@pytest.mark.parametrize(
    ("name", "encoding"), [(NAMES[n], encoding) for n, listed in ENCODINGS.items() for encoding in listed]
)
def test_a_name_is_found_in_every_encoding(name: str, encoding: str) -> None:
    if encoding == "cp1256":
        name = name.translate(str.maketrans("یک", "يك"))
    assert found_in(name.encode(encoding), name)
    if encoding in ("utf-8", "utf-16-le", "cp1251", "cp1256", "koi8-r", "latin-1"):
        for data in (name.upper(), name.lower(), name[::-1]):
            assert found_in(data.encode(encoding), name), data
        for shift in range(3):
            packed = base64.b64encode(b"x" * shift + name.encode(encoding) + b"yz")
            assert found_in(b"(" + packed + b")", name)
        assert found_in(name.encode(encoding).hex().encode(), name)
        assert found_in(name.encode(encoding).hex(" ").encode(), name) or encoding != "utf-8"


def as_pdf(name: str) -> bytes:
    made = FPDF()
    made.set_author(name)
    made.add_page()
    return bytes(made.output())


def as_word(name: str) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.core_properties.author = name
    made.save(out)
    return out.getvalue()


def as_workbook(name: str) -> bytes:
    made, out = openpyxl.Workbook(), io.BytesIO()
    made.active.append([1, name])
    made.save(out)
    return out.getvalue()


def as_archive(name: str, way: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as made:
        made.writestr("inner.txt", STUFF + name.encode() + STUFF)
    return out.getvalue()


def as_message(name: str) -> bytes:
    made = EmailMessage()
    made["From"] = f"{name} <someone@example.org>"
    made["Subject"] = Header("About " + name, "utf-8").encode()
    made.set_content(f"Signed, {name}", cte="quoted-printable")
    return bytes(made)


def as_database(name: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("create table t (a)")
        database.execute("insert into t values (?)", ("x" * 4070 + name + "y" * 9000,))  # over the edge of a page
        database.commit()
        return bytes(database.serialize())


def raw_deflate(data: bytes) -> bytes:
    made = zlib.compressobj(9, zlib.DEFLATED, -15)
    return made.compress(data) + made.flush()


HIDDEN: dict[str, Callable[[str], bytes]] = {
    "upper case, decomposed": lambda name: unicodedata.normalize("NFD", name.upper()).encode(),
    "composed": lambda name: unicodedata.normalize("NFC", name).encode(),
    "mixed case": lambda name: "".join(a.upper() if n % 2 else a.lower() for n, a in enumerate(name)).encode(),
    "over two lines": lambda name: name.replace(" ", "\n   ").encode(),
    "with unseen signs": lambda name: "\u200b".join(name).encode(),
    "with soft hyphens in UTF-16": lambda name: "\u00ad".join(name).encode("utf-16-le"),
    "broken by markup": lambda name: f"<i>{name[:4]}</i><b>{name[4:]}</b>".encode(),
    "URL": lambda name: quote(name).encode(),
    "HTML entities": lambda name: "".join(f"&#{ord(sign)};" for sign in name).encode(),
    "JSON": lambda name: json.dumps({"a": name}).encode(),
    "JSON within JSON": lambda name: json.dumps({"a": json.dumps([name])}).encode(),
    "quoted-printable": lambda name: quopri.encodestring(("words " * 10 + name).encode()),
    "ROT13": lambda name: name.translate(str.maketrans(_turned())).encode(),
    "gzip": lambda name: gzip.compress(STUFF + name.encode()),
    "zlib": lambda name: zlib.compress(STUFF + name.encode("utf-16")),
    "bzip2": lambda name: bz2.compress(STUFF + name.encode()),
    "xz": lambda name: lzma.compress(STUFF + name.encode()),
    "zip": as_archive,
    "zip, stored": lambda name: as_archive(name, zipfile.ZIP_STORED),
    "a broken zip": lambda name: as_archive(name)[:-40],
    "gzip in base64 in JSON": lambda name: json.dumps(
        {"b": base64.encodebytes(gzip.compress(name.encode())).decode()}
    ).encode(),
    "gzip in gzip": lambda name: gzip.compress(gzip.compress(name.encode())),
    "a PDF's author": as_pdf,
    "a Word document's author": as_word,
    "a cell of a workbook": as_workbook,
    "a message": as_message,
    "base64 in lines": lambda name: base64.encodebytes(STUFF + name.encode() + STUFF),
    "twice base64": lambda name: base64.b64encode(base64.b64encode(STUFF + name.encode())),
    "a database": as_database,
}


def _turned() -> dict[str, str]:
    small, large = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return {a: b for letters in (small, large) for a, b in zip(letters, letters[13:] + letters[:13], strict=True)}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("how", HIDDEN)
def test_a_name_is_found_however_it_is_hidden(name: str, how: str) -> None:
    data = HIDDEN[how](name)
    assert Scanner([Secret("name", name)]).scan_bytes("a file", data), how
    if how not in ("a database", "a PDF's author"):
        assert found_in(data, name)


def test_a_deflated_stream_is_opened_where_a_file_begins_with_it() -> None:
    assert Scanner([Secret("name", NAMES[1])]).scan_bytes("a file", raw_deflate(STUFF + NAMES[1].encode()))


@pytest.mark.parametrize(
    "written",
    ["+992372214790", "992 37 221 47 90", "8 (37) 221 4790", "00992-37-221-47-90", "+٩٩٢ ۳۷ ۲۲۱ ۴۷ ۹۰", "37.221.47.90"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_telephone_number_is_found_by_its_digits(written: str, encoding: str) -> None:
    national = Secret("telephone", PHONE, ("37 221-47-90",))
    assert scan_text(f"call {written} at night".encode(encoding), national)
    assert not scan_text(f"call {written[:-1]}1 at night".encode(encoding), national)


def scan_text(data: bytes, *secrets: Secret) -> list[str]:
    return [one.how for one in Scanner(secrets).scan_bytes("a file", data)]


def test_names_of_files_and_of_folders_are_looked_at(tmp_path: Path) -> None:
    (tmp_path / f"Interview with {NAMES[0]}").mkdir()
    (tmp_path / f"{unicodedata.normalize('NFD', NAMES[2])}.txt").write_bytes(b"")
    found = scan([tmp_path], [Secret("name", name) for name in NAMES], tmp_path)
    assert {one.secret for one in found} == {NAMES[0], NAMES[2]}
    assert NAMES[0] in told(found)


def test_parts_and_bytes_of_its_own_are_looked_for() -> None:
    secret = Secret("coordinates", "41.28413, 69.63987", ("Kasymbergov",), (b"\0\0\0\x29\0\0\0\1\0\0\0\x11",))
    assert scan_text(b"Mr. KASYMBERGOV was there", secret)
    assert scan_text(STUFF + b"\0\0\0\x29\0\0\0\1\0\0\0\x11", secret)
    assert not scan_text(STUFF, secret)


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    secrets = [Secret("name", name) for name in NAMES] + [Secret("telephone", PHONE)]
    for how, hide in HIDDEN.items():
        (tmp_path / f"{abs(hash(how))}").write_bytes(hide("Nobody Whatsoever"))
    assert scan([tmp_path], secrets, tmp_path) == []


def test_a_log_of_a_database_is_looked_at(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "a.sqlite", isolation_level=None)
    database.execute("pragma journal_mode = wal")
    database.execute("pragma secure_delete = off")
    database.execute("create table t (a)")
    database.execute("insert into t values (?)", ("x" * 4070 + NAMES[3] + "y" * 9000,))
    found = scan([tmp_path], [Secret("name", NAMES[3])], tmp_path)
    assert {one.file for one in found} == {"a.sqlite-wal"}
    database.execute("delete from t")
    database.execute("pragma wal_checkpoint(truncate)")
    database.close()
    assert scan([tmp_path], [Secret("name", NAMES[3])], tmp_path), (
        "deleted without secure_delete: it still stands there"
    )


def test_a_secret_too_short_to_be_looked_for_is_refused() -> None:
    with pytest.raises(ValueError, match="too short"):
        Scanner([Secret("name", "Ali")])
