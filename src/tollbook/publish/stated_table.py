"""``statements.csv``: every claim that is no count, a row each, for whoever works in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from tollbook.model.cells import on_one_line

Json = Mapping[str, Any]
FILE = "statements.csv"
COLUMNS = (
    "id incident kind code states by of to about compared_with directed_by party asked to_act by_when within text "
    "intent effect charge incomplete name described age words speaker speaker_type anonymous carried_by on_word_of "
    "stance when where as_of document source start end language rejected"
).split()
HEAD = ",".join(COLUMNS) + "\n"
_CODES = "condition access reaction role says harm".split()  # what kind of its kind
_STATES = "words pattern notice terms norm label cause act party described".split()  # the words that it is about


def stated_csv(record: Json) -> str:
    """In the order of the record; unknown is blank, several are parted by semicolons."""
    names = {source["id"]: source["name"] for source in record["sources"]}
    told = groupby(record["claims"], lambda claim: str(claim["source"]))
    return HEAD + "".join(stated_rows(own, names[source]) for source, own in told)


def stated_rows(claims: Iterable[Json], document: str) -> str:
    """The rows of claims of one document."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writerows(_row(claim, document) for claim in claims if claim["kind"] != "count")
    return out.getvalue()


def _row(claim: Json, document: str) -> dict[str, str]:
    value = claim["value"] or {}
    own = {
        **value,
        **claim,
        "code": _first(_CODES, {**value, "harm": claim["harm"]}),
        "states": _first(_STATES, value) or claim["words"],
        "text": value.get("id"),
        "document": document,
        "rejected": claim["rejected"] is not None,
    }
    return {name: cell(own.get(name)) for name in COLUMNS}


def _first(names: list[str], value: Json) -> Any:
    return next((value[name] for name in names if value.get(name)), None)


def cell(value: Any) -> str:
    """As it can stand in a table: codes, numbers and words, several parted by semicolons."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return on_one_line("; ".join(map(str, value)) if isinstance(value, list) else str(value))
