"""``tollbook explain``: the tree that made a figure, from a case or from a dossier."""

import json
from pathlib import Path
from typing import Any

from tollbook.errors import SettingsError
from tollbook.publish.explain import explain_figure
from tollbook.publish.record import record_of
from tollbook.tasks.working import open_working


def explain(case: Path, figure: str) -> str:
    """The tree of a toll or a claim. Raises SettingsError where the figure is not there."""
    record, texts = _from_dossier(case) if (case / "record.json").is_file() else _from_case(case)
    try:
        return explain_figure(record, texts, figure)
    except (AttributeError, LookupError, TypeError, ValueError) as wrong:  # anybody may have made or changed it
        raise SettingsError(
            f"{case.name} does not hold a whole record ({type(wrong).__name__}). Check it with tollbook verify."
        ) from wrong


def _from_case(case: Path) -> tuple[dict[str, Any], dict[str, str]]:
    register = open_working(case, use_cache=False).built.register
    return record_of(register), {source.id: source.text for source in register.sources}


def _from_dossier(dossier: Path) -> tuple[dict[str, Any], dict[str, str]]:
    try:
        record = json.loads((dossier / "record.json").read_text(encoding="utf-8"))
        texts = {source["id"]: _text(dossier / source["text"]) for source in record["sources"]}
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        raise SettingsError(
            f"{dossier.name} does not hold a whole record ({type(wrong).__name__}). Check it with tollbook verify."
        ) from wrong
    return record, texts


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogatepass")
