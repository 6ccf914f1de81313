"""Each language pack is held to its examples, both ways: every example is read whole, every wording stands in one."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tollbook.data import Pack, Wording, available_languages, load_pack
from tollbook.data.loader import data_file, load_yaml
from tollbook.extract import chunks, row
from tollbook.extract.chunks import chunk_sentence
from tollbook.extract.lexicon import lexicon_of
from tollbook.extract.notation import read_sentence, told
from tollbook.extract.quantities import Line
from tollbook.extract.tokens import tokenize
from tollbook.model import Reading

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
LANGUAGES = available_languages()
PLACE = re.compile(r"\{(\w*)(?:\*(\d+)|:(\w+))?\}")


class Example(NamedTuple):
    language: str
    text: str
    reads: str


@cache
def examples_file(language: str) -> dict[str, Any]:
    """What ``examples.yaml`` holds, with the files by theme in ``examples/``, which hold examples only."""
    loaded: dict[str, Any] = load_yaml(data_file("languages", language, "examples.yaml"))
    folder = data_file("languages", language, "examples")
    files = folder.iterdir() if folder.is_dir() else ()
    themes = sorted((one for one in files if one.name.endswith(".yaml")), key=lambda one: one.name)
    for theme in themes:
        more = load_yaml(theme)["examples"]
        assert not (twice := loaded["examples"].keys() & more.keys()), f"{theme.name}: {sorted(twice)}"
        loaded["examples"] |= more
    return loaded


@cache
def reading_of(language: str, text: str) -> Reading:
    return read_sentence(text, language)


def items(reads: str) -> list[str]:
    return [] if reads == "nothing" else sorted(reads.split("; "))


def told_of(language: str, text: str) -> list[str]:
    return sorted(told(reading_of(language, text).claims))


def examples(language: str) -> list[Example]:
    return [Example(language, text, reads) for text, reads in examples_file(language)["examples"].items()]


def templates(language: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = examples_file(language).get("each", [])
    return listed


def filled(template: str, wording: Wording) -> str:
    """A template with {} for the wording, {means} for its meaning, {value}, {value*3}, {value:02} for its number."""

    def one(match: re.Match[str]) -> str:
        name, times, form = match.groups()
        if name == "value":
            value = (wording.value or 0) * int(times or 1)
            return format(value, form or "")
        return wording.attr if name == "means" else wording.words

    return PLACE.sub(one, template).replace(" (all)", "")


def each_example(language: str, entry: dict[str, Any]) -> list[Example]:
    taken = [
        wording
        for wording in load_pack(language).wordings
        if wording.cls == entry["in"]
        and entry.get("of") in (None, wording.attr)
        and wording.words not in entry.get("but", ())
    ]
    return [Example(language, filled(entry["text"], wording), filled(entry["reads"], wording)) for wording in taken]


def all_texts(language: str) -> Iterator[str]:
    yield from (example.text for example in examples(language))
    yield from examples_file(language)["never"]
    if language == "en":
        yield from (text for taken in load_yaml(CASES / "reading.yaml").values() for text in taken)
    for entry in templates(language):
        yield from (example.text for example in each_example(language, entry))


def wrong(taken: list[Example]) -> list[str]:
    return [
        f"{example.text}\n    should read: {example.reads}\n    but reads:   {'; '.join(got) or 'nothing'}"
        for example in taken
        if (got := told_of(example.language, example.text)) != items(example.reads)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_read_whole(language: str) -> None:
    assert not (found := wrong(examples(language))), "\n".join(found)


EACH = [(language, entry) for language in LANGUAGES for entry in templates(language)]


@pytest.mark.parametrize(
    ("language", "entry"), EACH, ids=[f"{code}-{entry['in']}-{entry.get('of', '')}" for code, entry in EACH]
)
def test_a_sentence_for_each_wording_is_read_whole(language: str, entry: dict[str, Any]) -> None:
    made = each_example(language, entry)
    assert made, f"no wording of the pack is of the class {entry['in']!r}"
    assert not (found := wrong(made)), "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_counts_no_harm_gives_no_count(language: str) -> None:
    given = {text: lines for text in examples_file(language)["never"] if (lines := _counts(language, text))}
    assert not given


def _counts(language: str, text: str) -> list[str]:
    return told([claim for claim in reading_of(language, text).claims if claim.count])


@pytest.mark.parametrize("language", LANGUAGES)
def test_asking_every_reader_at_every_token_gives_the_same_chunks(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = load_pack(language)
    texts = [*all_texts(language), *(path.read_text("utf-8") for path in sorted(ROOT.glob("examples/*/*/*.txt")))]
    asked_where_begun = [chunk_sentence(text, 0, len(text), pack).chunks for text in texts]
    monkeypatch.setattr(chunks, "_readers_at", lambda *_: tuple(read for read, *_ in chunks._READERS))
    for text, found in zip(texts, asked_where_begun, strict=True):
        assert chunk_sentence(text, 0, len(text), pack).chunks == found, text


class Everything(frozenset[str]):
    """Holds whatever is asked for."""

    def __contains__(self, _one: object) -> bool:
        return True

    def isdisjoint(self, _others: object) -> bool:
        return False


@pytest.mark.parametrize("language", LANGUAGES)
def test_looking_for_all_in_every_sentence_gives_the_same_readings(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who looks for a wording, or for a chunk, leaves sentences that do not hold it; none may be left that do."""
    texts = [*all_texts(language), *(path.read_text("utf-8") for path in sorted(ROOT.glob("examples/*/*/*.txt")))]
    left_early = [reading_of(language, text) for text in texts]

    def line_of_everything(*made: Any) -> Line:
        return replace(Line(*made), classes=Everything())

    monkeypatch.setattr(row.Chunked, "__post_init__", lambda self: object.__setattr__(self, "symbols", Everything()))
    monkeypatch.setattr(chunks, "Line", line_of_everything)
    for text, found in zip(texts, left_early, strict=True):
        assert read_sentence(text, language) == found, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gap_is_still_a_gap(language: str) -> None:
    closed = [
        text for text, gap in examples_file(language)["gaps"].items() if told_of(language, text) == items(gap["should"])
    ]
    assert not closed, "these are read right now: make them examples"
    assert all(gap["because"] for gap in examples_file(language)["gaps"].values())


def _found_in(language: str, text: str, pack: Pack) -> Iterator[tuple[str, str]]:
    tokens = tokenize(text, 0, len(text), pack.thousands, pack.decimal)
    lexicon = lexicon_of(language)
    for hits in (*lexicon.find(tokens), *lexicon.find_parts(tokens).values()):
        yield from ((cls, hit.wording.words) for cls, hit in hits.items())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wording_stands_in_an_example(language: str) -> None:
    pack = load_pack(language)
    found = {pair for text in all_texts(language) for pair in _found_in(language, text, pack)}
    written = [
        (wording.cls, wording.words) for wording in pack.wordings if wording.cls not in ("harm_field", "place_field")
    ]
    missing = [f"{cls}: {words}" for cls, words in written if (cls, words) not in found and cls not in FIELDS]
    assert not missing, "\n".join(missing)


# What is a whole line stands in a template; labels of boxes have their rows in tests/unit/extract/test_boxes.py.
FIELDS = {"harm_field", "place_field", "date_field", "event_field", "responsible_field", "speaker_field", "roll"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wording_stands_twice_in_one_class(language: str) -> None:
    counted = Counter((wording.cls, wording.words) for wording in load_pack(language).wordings)
    assert [pair for pair, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_reads_an_example(language: str) -> None:
    readers = {
        claim.reader.partition(":")[2].partition("+")[0]
        for text in all_texts(language)
        for claim in reading_of(language, text).claims
    }
    assert [pattern.name for pattern in load_pack(language).patterns if pattern.name not in readers] == []


def _cases() -> list[Any]:
    lines = load_yaml(CASES / "reading.yaml")
    return [
        pytest.param(Example("en", text, reads), id=f"{line}-{text[:40]}")
        for line, taken in lines.items()
        for text, reads in taken.items()
    ]


@pytest.mark.parametrize("example", _cases())
def test_a_line_of_the_reading_guide_holds(example: Example) -> None:
    assert told_of(example.language, example.text) == items(example.reads)


def test_the_lines_of_the_reading_guide_have_cases() -> None:
    lines = load_yaml(CASES / "reading.yaml")
    assert [line for line in range(1, 15) if len(lines.get(line, ())) < 3] == []
