"""The citations that rules and conventions rest on."""

from dataclasses import dataclass
from functools import cache

from tollbook.data.loader import data_file, load_yaml
from tollbook.errors import DataFileError


@dataclass(frozen=True, slots=True)
class Reference:
    """One citation. ``checked`` is the day (ISO) on which someone last compared it with the text cited."""

    id: str
    citation: str
    checked: str
    note: str = ""


@cache
def load_references() -> dict[str, Reference]:
    """All citations by id. Raises DataFileError where one lacks its citation or the day it was checked."""
    found = {}
    for id_, entry in load_yaml(data_file("references.yaml")).items():
        if not entry.get("citation") or not entry.get("checked"):
            raise DataFileError(f"references.yaml: {id_!r} needs a citation and the day it was checked.")
        found[id_] = Reference(id_, entry["citation"], str(entry["checked"]), entry.get("note", ""))
    return found
