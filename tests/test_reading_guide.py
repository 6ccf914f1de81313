"""The tables in docs/explanation/reading.md are read by Tollbook and give just what stands beside them."""

import re
from pathlib import Path

import pytest

from tollbook.extract.notation import read_sentence, read_stated, told

GUIDE = Path(__file__).parent.parent / "docs" / "explanation" / "reading.md"
FIGURES, _, OTHERS = GUIDE.read_text(encoding="utf-8").partition("## What is no figure")
ROW = re.compile(r"^\| (?!words|---)(.+?) \| (.+?) \|$", flags=re.MULTILINE)
ROWS, STATED = ROW.findall(FIGURES), ROW.findall(OTHERS)
OF_FIGURES = ("killed:", "injured:", "death:", "label:", "cause:", "detained:", "present:")


@pytest.mark.parametrize(("words", "reading"), ROWS, ids=[words[:40] for words, _ in ROWS])
def test_a_sentence_of_the_guide_reads_as_it_says(words: str, reading: str) -> None:
    assert "; ".join(told(read_sentence(words, "en").claims)) == ("" if reading == "nothing" else reading)


@pytest.mark.parametrize(("words", "reading"), STATED, ids=[words[:60] for words, _ in STATED])
def test_what_is_no_figure_reads_as_it_says(words: str, reading: str) -> None:
    lines = [line for line in told(read_stated(words, "en").claims) if not line.startswith(OF_FIGURES)]
    assert "; ".join(lines) == ("" if reading == "nothing" else reading)


def test_the_guide_has_examples() -> None:
    assert len(ROWS) > 40 and len(STATED) > 15
