"""Readers fed with broken documents (`make soak`): each ends in a source or an issue, in bounded time and memory.

An hour in all unless TOLLBOOK_SOAK_MINUTES says otherwise; TOLLBOOK_SOAK_SEED begins elsewhere. What it finds becomes a
test of its own beside the reader."""

import io
import os
import random
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # the makers of documents beside the tests

from every_format import EVERY

from tollbook.executors import Workers
from tollbook.intake import ReadDocument, no_progress, read_all, unpack_all
from tollbook.model import Document

pytestmark = [
    pytest.mark.soak,
    pytest.mark.filterwarnings(
        "ignore::pytest.PytestUnraisableExceptionWarning"
    ),  # warcio leaves files to the collector
]
MINUTES = float(os.environ.get("TOLLBOOK_SOAK_MINUTES", "60"))
BATCH = 200
KEPT = Path(os.environ.get("TOLLBOOK_SOAK_KEEP", ".soak"))  # what stopped a reader is written here
WORDS = (
    b"\x00 \xff %PDF- endobj stream obj<< /Kids [1 0 R] /Length 99999999 PK\x03\x04 <!DOCTYPE x [<!ENTITY a 'b'>]> &a;"
    b" Content-Type: Content-Transfer-Encoding: base64 =?utf-8?q? boundary= WARC/1.0 \r\n\r\n -1 4294967295 <table> \t"
).split(b" ")


def changed(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some of them flipped, cut, doubled, moved, or words of formats put between."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16, 64))):
        at, length = chance.randrange(len(made) + 1), chance.choice((1, 2, 4, 16, 256))
        match chance.randrange(7):
            case 0 if made:
                made[at % len(made)] = chance.randrange(256)
            case 1:
                del made[at : at + length]
            case 2:
                made[at:at] = made[at : at + length] * chance.choice((1, 2, 50))
            case 3:
                made[at:at] = chance.choice(WORDS)
            case 4:
                del made[at:]
            case 5 if made:
                made[at % len(made)] ^= 1 << chance.randrange(8)
            case _:
                made[at : at + length] = bytes(chance.randrange(256) for _ in range(length))
    return bytes(made)


def changed_inside(data: bytes, chance: random.Random) -> bytes:
    """An archive or office document that is whole as an archive, with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        names = whole.namelist()
        hit = chance.choice(names)
        for one in names:
            part = whole.read(one)
            made.writestr(one, changed(part, chance) if one == hit else part)
    return out.getvalue()


@pytest.mark.parametrize("name", EVERY)
def test_broken_documents_end_in_a_source_or_an_issue(name: str) -> None:
    chance, told = random.Random(f"{name} {os.environ.get('TOLLBOOK_SOAK_SEED', '1')}"), Counter[str]()
    whole = EVERY[name](1)
    until = time.monotonic() + 60 * MINUTES / len(EVERY)
    with Workers(2) as workers:
        while time.monotonic() < until:
            inside = whole.startswith(b"PK") and chance.random() < 0.8
            change = changed_inside if inside else changed
            documents = [Document(f"{number}/{name}", change(whole, chance)) for number in range(BATCH)]
            held, issues = unpack_all(documents, workers)
            for document, one in zip(held, read_all(held, workers, no_progress), strict=True):
                told.update(_outcome(name, document, one))
            told.update(issue.code for issue in issues)
    print(f"{name}: {dict(told)}")
    assert not told["reader-stopped"], f"see the files in {KEPT}"


def _outcome(name: str, document: Document, one: ReadDocument) -> list[str]:
    assert one.source is not None or one.issues, document.name
    codes = [issue.code for issue in one.issues if issue.severity == "lost"]
    if "reader-stopped" in codes:
        _keep(name, document)
    return codes + (["read"] if one.source else [])


def _keep(name: str, document: Document) -> None:
    KEPT.mkdir(exist_ok=True)
    (KEPT / f"{len(list(KEPT.iterdir()))}-{name}").write_bytes(document.data())
