"""PDFs broken by chance, read in a process of their own, so that a crash of the native library would be seen."""

import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fpdf import FPDF

from tollbook.read import read_document

CODE = """
import sys
from pathlib import Path
from tollbook.read import read_document
for path in sorted(Path(sys.argv[1]).iterdir()):
    print(path.name, flush=True)
    source, issues = read_document(path.name, path.read_bytes())
    assert source is not None or issues, path.name
    for issue in issues:
        assert "seems to be (" not in issue.message, (path.name, issue.message)
"""


def whole() -> bytes:
    document = FPDF()
    document.set_title("Fire in a prison")
    document.set_creation_date(datetime(2018, 11, 8, tzinfo=UTC))
    for number in range(3):
        document.add_page()
        document.set_font("helvetica", size=18)
        document.cell(text=f"Part {number}", new_x="LMARGIN", new_y="NEXT")
        document.set_font("times", size=11)
        document.multi_cell(0, 5, "The ministry said that nine prisoners had died in the fire in the east wing. " * 6)
        with document.table() as table:
            for cells in (("Source", "Killed"), ("Ministry", "9"), ("Families", "12")):
                table.row(cells)
        document.text_annotation(20, 20, "Is this right?")
    return bytes(document.output())


WHOLE = whole()
VALUES = (b"0 ", b"-1 ", b"2147483648 ", b"1000000000000 ", b"1e308 ")


def broken(seed: int) -> bytes:
    """The file with bytes changed, cut out, spliced in, or figures put where others stood."""
    chance = random.Random(seed)
    data = bytearray(WHOLE)
    for _ in range(chance.choice((1, 2, 5, 20, 100))):
        if not data:
            break
        at, length = chance.randrange(len(data)), chance.randrange(1, 300)
        kind = chance.randrange(5)
        if kind == 0:
            data[at] = chance.randrange(256)
        elif kind == 1:
            del data[at : at + length]
        elif kind == 2:
            start = chance.randrange(len(WHOLE))
            data[at : at + length] = WHOLE[start : start + length]
        elif kind == 3:
            space = data.find(b" ", at) + 1
            data[space:space] = chance.choice(VALUES)
        elif chance.random() < 0.1:
            del data[at:]
    return bytes(data)


def read_all(folder: Path, seeds: range) -> None:
    for seed in seeds:
        (folder / f"{seed:06}.pdf").write_bytes(broken(seed))
    ended = subprocess.run([sys.executable, "-c", CODE, str(folder)], capture_output=True, check=False, timeout=900)
    last = ended.stdout.decode().split()[-1:]
    assert ended.returncode == 0, f"stopped at {last}: {ended.stderr.decode()[-500:]}"
    assert ended.stderr == b""


def test_files_broken_by_chance_end_in_a_source_or_an_issue(tmp_path: Path) -> None:
    assert read_document("a.pdf", WHOLE)[1] == ()
    read_all(tmp_path, range(200))


@pytest.mark.soak
def test_many_files_broken_by_chance(tmp_path: Path) -> None:
    read_all(tmp_path, range(1_000, 6_000))


def test_a_title_that_is_no_text_is_passed_over() -> None:
    """Found by breaking files: half of a letter in UTF-16."""
    bent = WHOLE.replace(b"(Fire in a prison)", b"<feffd800d800d80> ")
    assert len(bent) == len(WHOLE) and bent != WHOLE
    source, _ = read_document("a.pdf", bent)
    assert source is not None and source.title is not None and source.title.words == "Part 0"
