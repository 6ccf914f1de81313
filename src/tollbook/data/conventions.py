"""Published readings of vague words, and where and since when their publishers count."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tollbook.data.loader import data_file, load_yaml
from tollbook.data.references import load_references
from tollbook.errors import DataFileError


@dataclass(frozen=True, slots=True)
class Convention:
    """``numbers``: by term, the number taken. ``noted``: those of them that are seen in rows and published as no rule.
    ``in_war``: other numbers, where an armed conflict is told of. ``countries``: where its publisher counts (None: not
    stated here); ``since``: the first year, by country. ``checked``: whether these two were compared with the
    publication."""

    id: str
    numbers: Mapping[str, int]
    in_war: Mapping[str, int] = field(default_factory=dict)
    noted: frozenset[str] = frozenset()
    countries: frozenset[str] | None = None
    since: Mapping[str, int] = field(default_factory=dict)
    checked: bool = True


@cache
def load_convention(id_: str) -> Convention:
    """The convention of conventions/ID.yaml. Raises DataFileError where it cites nothing that is known."""
    raw = load_yaml(data_file("conventions", f"{id_}.yaml"))
    noted = raw.get("from_notes", {})
    for entry in (raw, noted):
        if entry and entry.get("reference") not in load_references():
            raise DataFileError(f"conventions/{id_}.yaml: name a reference that stands in references.yaml.")
    covered: dict[str, Any] = raw.get("coverage", {})
    countries = covered.get("countries")
    return Convention(
        id_,
        {**raw["terms"], **noted.get("terms", {})},
        noted.get("in_war", {}),
        frozenset(noted.get("terms", ())),
        frozenset(countries) if countries is not None else None,
        covered.get("from", {}),
        bool(covered.get("checked", True)),
    )
