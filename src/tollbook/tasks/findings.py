"""``tollbook findings``: what people found in a case, what it rests on, and whether that still holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tollbook.decide.naming import finding_meant
from tollbook.intake import Progress, no_progress
from tollbook.publish.changed_text import plain
from tollbook.publish.found import finding_entry
from tollbook.publish.phrases import phrases
from tollbook.tasks.decisions import load_decisions
from tollbook.tasks.working import open_working

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Findings:
    """``entries``: as in ``record.json``, oldest first. ``titles``: of the incidents, by id. ``standard``: the one that
    the case asks for, None where it asks for none. ``places``: of the grounds, as a person finds them."""

    entries: tuple[Json, ...]
    titles: Mapping[str, str] = field(repr=False)
    standard: str | None = None
    places: Mapping[str, str] = field(default_factory=dict, repr=False)


def findings(case: Path, progress: Progress = no_progress) -> Findings:
    """All findings of a case. Raises SettingsError and StoreError."""
    register = open_working(case, progress).built.register
    names = {source.id: source.name for source in register.sources}
    wanted = {ground for one in register.findings for ground in one.made.grounds}
    claims = [claim for claim in register.claims if claim.id in wanted]
    return Findings(
        tuple(finding_entry(one) for one in register.findings),
        {one.incident.id: one.incident.title for one in register.accounts},
        register.codebook.standard.value if register.codebook.standard else None,
        {one.id: f"{names[one.anchor.source]} {one.anchor.start}–{one.anchor.end}" for one in claims},
    )


def finding_named(case: Path, given: str) -> str:
    """The id of the finding that is meant by it or its beginning. Raises SettingsError and StoreError."""
    return finding_meant(given, load_decisions(case)).id


def finding_lines(found: Findings) -> Iterator[str]:
    """As a person reads them."""
    for one in found.entries:
        yield from _lines(one, found)


def _lines(one: Json, found: Findings) -> Iterator[str]:
    say = phrases()
    standard = say.say(f"codebook.standards.{one['standard']}") if one["standard"] else "no standard stated"
    titles = "; ".join(plain(found.titles[id_]) for id_ in one["incidents"]) or "of no incident of the record"
    yield f"{one['id']}  {one['state']}  {standard}  {titles}"
    yield f"   question: {plain(one['question'])}"
    yield f"   answer: {plain(one['answer'])}"
    yield f"   by {_who(one)}"
    for name, words in (("joined", "joined by"), ("dissents", "dissent of"), ("reaffirmed", "looked at again by")):
        yield from (f"   {words} {_who(each)}" for each in one[name])
    if one["withdrawn"]:
        yield f"   withdrawn by {_who(one['withdrawn'])}"
    yield f"   rests on {_voices(one)}"
    for ground in one["grounds"]:
        yield f"     {ground['claim']}  {plain(found.places.get(ground['claim'], ''))}{_fallen(ground)}"


def _who(said: Json) -> str:
    return f"{said['by']} on {said['on']}: {plain(said['reason'])}"


def _voices(one: Json) -> str:
    n, asked = one["voices"], one["voices_asked"]
    voices = "one voice" if n == 1 else f"{n} voices"
    return f"{voices}; the case asks for {asked}" if asked is not None else f"{voices}; the case asks for no number"


def _fallen(ground: Json) -> str:
    words = f"  ({ground['fallen']})" if ground["fallen"] else ""
    since = "; ".join(f"{said['kind']} by {said['by']} on {said['on']}" for said in ground["since"])
    return f"{words}  since decided: {since}" if since else words


def as_json(found: Findings) -> Sequence[Json]:
    """For other programs."""
    return list(found.entries)
