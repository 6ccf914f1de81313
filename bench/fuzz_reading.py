"""Fuzzes the reading of text with atheris: the pack's own examples and words, changed where that reaches new code.

    python bench/fuzz_reading.py --minutes 10 --seed 1

Linux only. Stops at the first text of which something does not hold (tests/reading_holds.py), or that takes longer than
20 seconds, writes it to .soak/, and ends with another status than 0. A finding becomes a test: FOUND in
tests/test_soak_reading.py, or beside its module."""

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

with atheris.instrument_imports(include=["tollbook.extract"], enable_loader_override=False):
    from reading_holds import check

from tollbook.data import load_pack  # noqa: E402
from tollbook.data.loader import data_file, load_yaml  # noqa: E402

SLOWEST = 20  # seconds for one text
LONGEST = 4096  # bytes
JOINTS = ("", " ", " ", ", ", "\n", "\u200f", "\x00", " (", "” ", " “")


def examples() -> list[str]:
    folder = data_file("languages", "en", "examples")
    files = [
        data_file("languages", "en", "examples.yaml"),
        *(one for one in folder.iterdir() if one.name.endswith(".yaml")),
    ]
    return sorted({text for one in files for text in load_yaml(one)["examples"]})


WORDS = sorted({wording.words for wording in load_pack("en").wordings})


def text_of(data: bytes) -> str:
    """A text from bytes: as they stand, but that a byte above 0xF7, which no UTF-8 has, and the two after it are a word
    of the pack and what joins it to the next."""
    made, at = [], 0
    while (mark := next((n for n in range(at, len(data)) if data[n] > 0xF7), None)) is not None:
        made.append(data[at:mark].decode("utf-8", "surrogateescape"))
        number = int.from_bytes(data[mark : mark + 3], "big")
        made.append(WORDS[number % len(WORDS)] + JOINTS[number // len(WORDS) % len(JOINTS)])
        at = mark + 3
    made.append(data[at:].decode("utf-8", "surrogateescape"))
    return "".join(made)


def read_one(data: bytes) -> None:
    check(text_of(data))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    kept = ROOT / ".soak"
    kept.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        corpus, words = Path(made) / "corpus", Path(made) / "words"
        corpus.mkdir()
        for number, text in enumerate(examples()):
            (corpus / f"{number}").write_bytes(text.encode())
        quoted = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in WORDS if len(word) < 60)
        words.write_text("".join(f'"{word}"\n' for word in quoted))
        flags = (
            f"-max_total_time={round(60 * asked.minutes)}",
            f"-seed={asked.seed}",
            f"-max_len={LONGEST}",
            f"-timeout={SLOWEST}",
            f"-dict={words}",
            f"-artifact_prefix={kept}/",
            "-print_final_stats=1",
            "-verbosity=1",
        )
        atheris.Setup([sys.argv[0], *flags, str(corpus)], read_one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
