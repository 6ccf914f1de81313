"""``tollbook demands``: who demands what of whom, what it rests on, and every answer since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tollbook.data.norms import load_instruments
from tollbook.intake import Progress, no_progress
from tollbook.publish.changed_text import plain
from tollbook.publish.demanded import demand_entry
from tollbook.publish.phrases import phrases
from tollbook.tasks.working import open_working

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Demands:
    """``entries``: as in ``record.json``; one within another stands behind it. ``names``: of the sources, by id."""

    entries: tuple[Json, ...]
    names: Mapping[str, str] = field(repr=False)


def demands(case: Path, progress: Progress = no_progress) -> Demands:
    """The ledger of a case. Raises SettingsError and StoreError."""
    register = open_working(case, progress).built.register
    names = {source.id: source.name for source in register.sources}
    return Demands(tuple(demand_entry(one) for one in register.demands), names)


def demand_lines(found: Demands) -> Iterator[str]:
    """As a person reads them, what stands in the terms of another behind it and further in."""
    depth: dict[str, int] = {}
    for one in found.entries:
        depth[one["id"]] = depth.get(one["within"], -1) + 1
        indent = "   " * depth[one["id"]]
        yield from (f"{indent}{line}" for line in _lines(one, found.names))


def _lines(one: Json, names: Mapping[str, str]) -> Iterator[str]:
    say = phrases()
    nobody = say.say("demands.not_stated")
    yield f"{one['id']}  {plain(one['demanded_by'] or say.say('demands.document'))}  {one['made_on'] or 'not dated'}"
    yield f"   demands: {plain(one['terms'])}"
    yield f"   of: {plain('; '.join(one['asked'])) or nobody}"
    yield f"   to act: {plain('; '.join(one['to_act'])) or nobody}"
    if one["by_when"]:
        yield f"   by: {plain(one['by_when'])}"
    if one["rests_on"]:
        known = load_instruments()
        norms = [known[norm].name if norm in known else norm for norm in one["rests_on"]["norms"]]
        yield f"   rests on: {', '.join((*one['rests_on']['claims'], *norms))}"
    yield from _answers(one, names)


def _answers(one: Json, names: Mapping[str, str]) -> Iterator[str]:
    for each in one["answers"]:
        after = f", after {_days(each['days'])}" if each["days"] is not None else ""
        who = f" by {plain(each['answered_by'])}" if each["answered_by"] else ""
        where = names.get(each["source"], each["source"])
        day = each["given_on"] or "not dated"
        yield f"   {each['response'].replace('_', ' ')}{who}, {day}{after}: “{plain(each['answer'])}” ({where})"
        if each["grounds"]:
            yield f"     on the grounds: “{plain(each['grounds'])}”"
    if not one["answers"]:
        since = f", {_days(one['days'])} after" if one["days"] is not None else ""
        yield f"   no answer found in these documents as of {one['as_of'] or 'a day not known'}{since}"


def _days(n: int) -> str:
    return "1 day" if n == 1 else f"{n} days"
