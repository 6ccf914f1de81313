"""The kinds of incident, and how an incident without a heading of its own is titled."""

from dataclasses import dataclass
from functools import cache

from tollbook.data.loader import data_file, load_yaml


@dataclass(frozen=True, slots=True)
class Kinds:
    """``titles`` by kind; ``of_person`` by kind; ``by_harm``: harm -> kind; ``when``: templates by how the date is
    known; ``lasts``: of each kind that a word names, whether such an event goes on for days."""

    titles: dict[str, str]
    of_person: dict[str, str]
    said_with: dict[str, frozenset[str]]
    may_be: dict[str, frozenset[str]]
    by_harm: dict[str, str]
    when: dict[str, str]
    lasts: dict[str, bool]


@cache
def load_kinds() -> Kinds:
    """The vocabulary of kinds."""
    raw = load_yaml(data_file("vocabulary", "kinds.yaml"))
    kinds = {code: entry for code, entry in raw.items() if code not in ("by_harm", "when")}
    return Kinds(
        titles={code: entry["title"] for code, entry in kinds.items()},
        of_person={code: entry["of"] for code, entry in kinds.items() if "of" in entry},
        said_with={code: frozenset(entry["said_with"]) for code, entry in kinds.items()},
        may_be={code: frozenset(entry.get("may_be", ())) for code, entry in kinds.items()},
        by_harm=raw["by_harm"],
        when=raw["when"],
        lasts={code: entry.get("lasts", False) for code, entry in kinds.items() if entry["said_with"]},
    )
