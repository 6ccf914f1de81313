"""``tollbook export --to huridocs``: the ledger of demands as interventions of HURIDOCS' Events Standard Formats."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tollbook.intake import Progress, no_progress
from tollbook.model import Claim, Register, Source, content_id
from tollbook.model.cells import on_one_line
from tollbook.model.decision import Response
from tollbook.model.demand import DemandAnswer, DemandEntry
from tollbook.tasks.half_done import HalfDone
from tollbook.tasks.working import open_working

# The Intervention format's own numbers and names (OpenEvSys, schema/mysql-dbpopulate-datadict.sql)
HEADER = (
    "2601 Intervention Record Number",
    "2602 Intervening Party",
    "2603 Event",
    "2604 Victim",
    "2608 Confidentiality",
    "2609 Type of intervention",
    "2611 Date of intervention",
    "2612 Parties Requested",
    "2613 Response",
    "2614 Impact on the situation",
    "2650 Remarks",
    "2651 Intervention status",
    "2652 Priority",
)
# Blank, since a case does not establish them
NOT_ESTABLISHED = (
    "2604 Victim",
    "2608 Confidentiality",
    "2609 Type of intervention",
    "2614 Impact on the situation",
    "2651 Intervention status",
    "2652 Priority",
)
_OTHER = "90000000000027"  # of micro-thesaurus 27: no other term says no more than that somebody accepted or refused
_BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class ExportedDemands:
    """``demands`` written; ``withheld``: left out, since their source or speaker is protected."""

    demands: int
    withheld: int


def export_demands(case: Path, out: Path | None, progress: Progress = no_progress) -> ExportedDemands:
    """Writes the demands of a case to ``out`` (.csv or .tsv), or to standard output where that is None. Raises
    SettingsError and StoreError."""
    working = open_working(case, progress)
    register = working.built.register
    shut = frozenset({*(one.source for one in register.protected), *working.never_kept})
    held = _Held(register, shut)
    open_ = [one for one in register.demands if not held.is_shut(one.claim)]
    rows = [held.row(one) for one in open_]
    with HalfDone(out, HEADER, content_id("export", "huridocs", *map(repr, rows))) as kept:
        kept.write(islice(rows, kept.rows, None), 0)
        kept.finish()
    return ExportedDemands(len(rows), len(register.demands) - len(rows))


class _Held:
    """What rows are made from. ``shut``: ids of what is protected."""

    def __init__(self, register: Register, shut: frozenset[str]) -> None:
        self._shut = shut
        self._claims: dict[str, Claim] = {one.id: one for one in register.claims}
        self._sources: dict[str, Source] = {one.id: one for one in register.sources}
        self._titles = {one.incident.id: one.incident.title for one in register.accounts}

    def is_shut(self, claim: str) -> bool:
        """Whether the claim, its source or its speaker is protected, or it is not in the record."""
        one = self._claims.get(claim)
        return one is None or bool({one.id, one.anchor.source, one.attribution.key} & self._shut)

    def row(self, one: DemandEntry) -> list[str]:
        """One demand. Blank: it cannot be established."""
        claim = self._claims[one.claim]
        source = self._sources[claim.anchor.source]
        whose = next((at.words for at in (source.author, source.publisher) if at), "")
        answers = [each for each in one.answers if each.source not in self._shut]
        cells = {
            "2601": content_id("intervention", one.claim),
            "2602": one.demanded_by or whose,
            "2603": self._titles.get(one.incident or "", ""),
            "2611": one.made_on if one.made_on and len(one.made_on) == len("YYYY-MM-DD") else "",
            "2612": _BETWEEN.join(one.asked),
            "2613": _OTHER if answers and all(each.response is Response.OTHER for each in answers) else "",
            "2650": " | ".join(self._remarks(one, claim, source, answers)),
        }
        return [on_one_line(cells.get(name.split()[0], "")) for name in HEADER]

    def _remarks(self, one: DemandEntry, claim: Claim, source: Source, answers: list[DemandAnswer]) -> Iterator[str]:
        """What the format has no field for, in the words of the sources."""
        yield f"Demanded: “{one.terms}” ({source.name}, {claim.anchor.start}–{claim.anchor.end})"
        if one.to_act:
            yield f"To act: {_BETWEEN.join(one.to_act)}"
        if one.by_when:
            yield f"By: {one.by_when}"
        if one.within and not self.is_shut(one.within):
            yield f"In the terms of: {content_id('intervention', one.within)}"
        if one.rests_on:
            grounds = [id_ for id_ in one.rests_on.claims if not self.is_shut(id_)]
            yield f"Rests on, as {one.rests_on.by} sees it: {_BETWEEN.join((*grounds, *one.rests_on.norms))}"
        for each in answers:
            told = ", ".join(filter(None, (each.answered_by, each.given_on)))
            yield f"{each.response.replace('_', ' ')}{f' ({told})' if told else ''}: “{each.answer}”"
            if each.grounds:
                yield f"On the grounds: “{each.grounds}”"
        if not answers:
            yield f"No answer found in the documents of the case as of {one.as_of or 'a day not known'}"
