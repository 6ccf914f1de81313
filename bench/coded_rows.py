"""Tables of coded reports in the forms that people keep them in: each row's `text`, `date` and what people coded.

Lines of JSON (.jsonl, .jsonl.gz): one report each, as it is. Where a line has `templates` of events and no figures, as
documents of MUC-4 have: only documents with exactly one event, surely told of (not `optional`), and whose every
target that came to harm is counted exactly and came to one harm; killed and injured are the sums over its targets
(DEATH, INJURY). A template codes only what is terrorism, so silence is no 0 and is left out.

Tables (.csv) with the columns of MAVERICK (`source`, `deaths_best`, `injuries_best`): a headline a row, English ones
only. Silence stands there as 0, so 0 is left out; most headlines state no figure.
"""

import csv
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HARMS = {"DEATH": "killed", "INJURY": "injured"}
BEFORE_HEADLINE = re.compile(r"^.*?\((\d{4}-\d\d-\d\d)\)\s*")
FRENCH = re.compile(r"[à-ÿœ]|\b(?:le|la|les|des|du|dans|une|au|aux|et|par|sur|en|morts?)\b", re.IGNORECASE)


def reports_in(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of every table of a folder, with the table's name."""
    for path in sorted([*folder.glob("*.jsonl*"), *folder.glob("*.csv")]):
        rows = _headlines(path) if path.suffix == ".csv" else _lines(path)
        yield from ((path.name.split(".")[0], row) for row in rows)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if "templates" not in row:
                yield row
            elif (found := _of_one_event(row)) is not None:
                yield found


def _of_one_event(row: dict[str, Any]) -> dict[str, Any] | None:
    if len(row["templates"]) != 1 or row["templates"][0]["optional"]:
        return None
    coded = dict.fromkeys(HARMS.values(), 0)
    for target in row["templates"][0].get("hum_targets", ()):
        effects = [effect for effect in target.get("effect") or () if any(harm in effect for harm in HARMS)]
        if not effects or all(effect.startswith("NO ") for effect in effects):
            continue
        low, high = target.get("range") or (None, None)
        if len(effects) > 1 or effects[0] not in HARMS or low is None or low != high:
            return None
        coded[HARMS[effects[0]]] += low
    return {"doc": row["doc"], "text": row["text"], **{harm: many for harm, many in coded.items() if many}}


def _headlines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            head = BEFORE_HEADLINE.match(row.get("source") or "")
            if head is None or "deaths_best" not in row:
                continue
            text = row["source"][head.end() :]
            if not text or FRENCH.search(text):
                continue
            coded = {"killed": int(row["deaths_best"]), "injured": int(row["injuries_best"])}
            positive = {harm: many for harm, many in coded.items() if many}
            yield {"id": row["id"], "text": text, "date": row["date_start"], **positive}
