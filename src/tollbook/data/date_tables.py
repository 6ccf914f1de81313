"""Published tables of vague dates: which days a phrase means, by the day on which it was reported."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tollbook.data.loader import data_file, load_yaml
from tollbook.data.references import load_references
from tollbook.errors import DataFileError

_SLOTS = {"dd": r"(?P<dd>\d{1,2})(?:st|nd|rd|th)?", "yyyy": r"(?P<yyyy>\d{4})"}
_WAYS = ("by_days", "by_length", "by_weekday", "by_week", "by_month", "by_year")  # how the days are had


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """One line of a table. ``phrases`` by language, in words; ``way`` and ``to``: how its days are had. ``odd``: what
    is strange in the publication and kept as it is. ``cut``: its days end on that of the report."""

    key: str
    phrases: Mapping[str, tuple[str, ...]]
    way: str
    to: Any
    precision: int
    odd: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class DateTable:
    """``checked``: whether the wording was compared with the publication. ``words``: by language and slot, in order."""

    id: str
    reference: str
    checked: bool
    table: tuple[DatePhrase, ...]
    words: Mapping[str, Mapping[str, tuple[str, ...]]]


@cache
def load_date_table(id_: str) -> DateTable:
    """The ``dates`` of conventions/ID.yaml. Raises DataFileError where it cites nothing that is known, or a line does
    not say in one way which days are meant."""
    raw = load_yaml(data_file("conventions", f"{id_}.yaml"))["dates"]
    if raw.get("reference") not in load_references():
        raise DataFileError(f"conventions/{id_}.yaml: name a reference that stands in references.yaml.")
    words = {language: {slot: tuple(ones) for slot, ones in slots.items()} for language, slots in raw["words"].items()}
    lines = tuple(_line(one, words, id_) for one in raw["table"])
    return DateTable(id_, raw["reference"], bool(raw.get("checked", True)), lines, words)


def _line(raw: Mapping[str, Any], words: Mapping[str, Any], id_: str) -> DatePhrase:
    ways = [way for way in _WAYS if way in raw]
    if len(ways) != 1:
        raise DataFileError(f"conventions/{id_}.yaml: {raw.get('key')} says in one way which days are meant.")
    phrases = {language: tuple(raw[language]) for language in words if language in raw}
    return DatePhrase(
        raw["key"], phrases, ways[0], raw[ways[0]], raw["precision"], raw.get("odd", ""), raw.get("cut", False)
    )


@cache
def patterns_of(id_: str, language: str) -> tuple[tuple[DatePhrase, re.Pattern[str]], ...]:
    """Each line with what finds it in a text of the language, in the order of the table; none where the table has no
    words in it."""
    table = load_date_table(id_)
    slots = table.words.get(language)
    return tuple(_patterns(table, language, slots)) if slots else ()


def _patterns(
    table: DateTable, language: str, slots: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[DatePhrase, re.Pattern[str]]]:
    for line in table.table:
        for phrase in line.phrases.get(language, ()):
            yield line, re.compile(rf"(?<!\w){_pattern(phrase, slots)}(?!\w)", re.IGNORECASE)


def _pattern(phrase: str, slots: Mapping[str, tuple[str, ...]]) -> str:
    """A phrase as a pattern; of a slot that stands there twice the first counts."""
    found = re.escape(phrase).replace(r"\ ", r"\s+").replace(r"\{", "{").replace(r"\}", "}")
    for slot, listed in slots.items():
        any_of = "|".join((*([r"\d{1,2}"] if slot == "nn" else []), *map(re.escape, listed)))
        found = found.replace(f"{{{slot}}}", f"(?P<{slot}>{any_of})", 1).replace(f"{{{slot}}}", f"(?:{any_of})")
    for slot, own in _SLOTS.items():
        found = found.replace(f"{{{slot}}}", own)
    return found
