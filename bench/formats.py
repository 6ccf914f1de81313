"""Documents a second and peak memory by format: Tollbook's reading beside the bare library's pass over the same bytes.

Two measures a format, at three sizes of one report: bytes to source (the canonical text, its passages and their
places), and bytes to claims; an archive or a message is taken with all that it holds. Beside each stands the floor:
what the library alone takes to open the same bytes and give its text, which is less work, and the least that any reader
built on it must do; formats read without a library have none. Peak memory is that of a process of its own which reads
one large document, less that of one which reads a sentence.
"""

import argparse
import csv
import email
import email.policy
import io
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import docx
import every_format
import pypdfium2
from markdown_it import MarkdownIt
from python_calamine import CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser

from tollbook.executors import InThisProcess
from tollbook.intake import no_progress, read_all, unpack_all
from tollbook.model import Document
from tollbook.read import read_document

SIZES = (1, 30, 300)  # times the report's four paragraphs, or the table's three rows
LARGE = 3_000  # the same, for memory alone
SECONDS = 1.0  # of repeating one measure

CHILD = """
import re, sys
from pathlib import Path
from tollbook.executors import InThisProcess
from tollbook.intake import no_progress, read_all, unpack_all
from tollbook.model import Document
name, file = sys.argv[1:]
warm = Document("warm.txt", b"Three people were killed in the town, the ministry said on Monday. " * 9)
held, _ = unpack_all([warm, Document(name, Path(file))] if file else [warm], InThisProcess())
read_all(held, InThisProcess(), no_progress)
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


def _pdf(data: bytes) -> str:
    opened = pypdfium2.PdfDocument(data)
    return "".join(page.get_textpage().get_text_range() for page in opened)


def _sheets(data: bytes) -> list[Any]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _parts(data: bytes) -> list[bytes]:
    return [
        part.get_payload(decode=True) for part in email.message_from_bytes(data, policy=email.policy.default).walk()
    ]


def _page(data: bytes) -> str:
    return LexborHTMLParser(data.decode()).text()


def _word(data: bytes) -> list[str]:
    return [block.text for block in docx.Document(io.BytesIO(data)).paragraphs]


FLOOR: dict[str, tuple[str, Callable[[bytes], object]] | None] = {
    "report.txt": None,
    "report.md": ("markdown-it", lambda data: MarkdownIt().parse(data.decode())),
    "page.html": ("selectolax", _page),
    "report.pdf": ("pypdfium2", _pdf),
    "report.docx": ("python-docx", _word),
    "table.xlsx": ("calamine", _sheets),
    "table.ods": ("calamine", _sheets),
    "table.csv": ("csv", lambda data: list(csv.reader(io.StringIO(data.decode())))),
    "message.eml": ("email", _parts),
    "page.mhtml": ("email", _parts),
    "papers.zip": None,  # what it holds is read too: no library does the same
    "crawl.warc.gz": None,
}


def a_second(work: Callable[[], object]) -> float:
    """How often a second the work is done; the median of three stretches, the first run left out."""
    work()
    found = []
    for _ in range(3):
        start, times = time.perf_counter(), 0
        while time.perf_counter() - start < SECONDS / 3:
            work()
            times += 1
        found.append(times / (time.perf_counter() - start))
    return statistics.median(found)


def peak_kilobytes(name: str, file: str) -> int:
    done = subprocess.run([sys.executable, "-c", CHILD, name, file], capture_output=True, text=True, check=True)
    return int(done.stdout)


def megabytes(name: str, file: Path, resting: int) -> float:
    return round(max(peak_kilobytes(name, str(file)) - resting, 0) / 1024, 1)


def format_of(name: str) -> str:
    return ".warc.gz" if name.endswith(".warc.gz") else Path(name).suffix


def to_sources(name: str, data: bytes) -> None:
    """The document and all that it holds."""
    for one in unpack_all([Document(name, data)], InThisProcess())[0]:
        read_document(one.name, one.data(), one.within, one.known)


def to_claims(name: str, data: bytes) -> None:
    read_all(unpack_all([Document(name, data)], InThisProcess())[0], InThisProcess(), no_progress)


def measured(name: str, times: int) -> dict[str, Any]:
    data = every_format.EVERY[name](times)
    library, floor = FLOOR[name] or (None, None)
    reading = a_second(lambda: to_sources(name, data))
    bare = a_second(lambda: floor(data)) if floor else None
    return {
        "format": format_of(name),
        "bytes": len(data),
        "read_per_second": round(reading, 1),
        "claims_per_second": round(a_second(lambda: to_claims(name, data)), 1),
        "library": library,
        "library_per_second": bare and round(bare, 1),
        "times_the_library": bare and round(bare / reading, 1),
    }


def large(name: str, folder: Path, resting: int) -> dict[str, Any]:
    data = every_format.EVERY[name](LARGE)
    file = folder / name
    file.write_bytes(data)
    return {"format": format_of(name), "bytes": len(data), "peak_megabytes": megabytes(name, file, resting)}


def table_of(rows: list[dict[str, Any]]) -> str:
    head = (
        "| format | bytes | documents a second, to source | to claims | library alone, a second "
        "| times the library |\n|---|---|---|---|---|---|"
    )
    lines = [
        f"| {row['format']} | {row['bytes']:,} | {row['read_per_second']:,} | {row['claims_per_second']:,} "
        f"| {_floor(row)} | {row['times_the_library'] or '–'} |"
        for row in rows
    ]
    return "\n".join([head, *lines])


def memory_table_of(rows: list[dict[str, Any]]) -> str:
    head = "| format | bytes | peak memory, MiB |\n|---|---|---|"
    return "\n".join([head, *(f"| {row['format']} | {row['bytes']:,} | {row['peak_megabytes']} |" for row in rows)])


def _floor(row: dict[str, Any]) -> str:
    return f"{row['library_per_second']:,} ({row['library']})" if row["library"] else "–"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, help="where to write each measure")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        resting = peak_kilobytes("", "")
        rows = [measured(name, times) for name in FLOOR for times in SIZES]
        larger = [large(name, Path(folder), resting) for name in FLOOR]
    print(f"{table_of(rows)}\n\n{memory_table_of(larger)}")
    if asked.json:
        machine = {"python": platform.python_version(), "system": platform.system(), "machine": platform.machine()}
        asked.json.write_text(
            json.dumps({"machine": machine, "rows": rows, "large": larger}, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
