"""No sentence of the seed documents stands in the project: they may be read by tests, never copied."""

import re
import subprocess
from pathlib import Path

import pytest

from tollbook.data.norms import LANGUAGES, aliases_of, load_instruments

ROOT = Path(__file__).parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
RUN = 8  # words: shorter runs are names of bodies and everyday phrases; names of treaties are longer


def runs_of_words(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", re.sub(r"<[^>]+>", " ", text).casefold())
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def names_of_texts() -> set[tuple[str, ...]]:
    """Runs within the name of a treaty or a standard, which is everybody's."""
    names = [one.name for one in load_instruments().values()]
    names += [words for language in LANGUAGES for words in aliases_of(language)]
    return set().union(*map(runs_of_words, names))


def test_no_tracked_file_repeats_the_seeds() -> None:
    if not SEEDS.is_dir():
        pytest.skip("the seed documents are not beside the project here")
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout here, so what is tracked is not known")
    seeds = set().union(*(runs_of_words(seed.read_text(encoding="utf-8")) for seed in SEEDS.iterdir()))
    seeds -= names_of_texts()
    files = [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]
    shared = {file.relative_to(ROOT).as_posix(): _shared(file, seeds) for file in files}
    assert {name: found for name, found in shared.items() if found} == {}


def _shared(file: Path, seeds: set[tuple[str, ...]]) -> list[str]:
    found = runs_of_words(file.read_text(encoding="utf-8", errors="replace")) & seeds
    return sorted(" ".join(run) for run in found)


def test_a_repeated_sentence_would_be_seen() -> None:
    text = "One two three four five, six; seven eight nine."
    assert runs_of_words(f"Said so: {text}") & runs_of_words(text.upper())
