"""The tables in docs/explanation/reading.md are read by Tollbook and give just what stands beside them."""

import re
from pathlib import Path

import pytest

from tollbook.extract.notation import read_sentence, told

GUIDE = Path(__file__).parent.parent / "docs" / "explanation" / "reading.md"
ROWS = re.findall(r"^\| (?!words|---)(.+?) \| (.+?) \|$", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE)


@pytest.mark.parametrize(("words", "reading"), ROWS, ids=[words[:40] for words, _ in ROWS])
def test_a_sentence_of_the_guide_reads_as_it_says(words: str, reading: str) -> None:
    assert "; ".join(told(read_sentence(words, "en").claims)) == ("" if reading == "nothing" else reading)


def test_the_guide_has_examples() -> None:
    assert len(ROWS) > 40
