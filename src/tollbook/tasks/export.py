"""``tollbook export``: a case as a table in another project's form."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tollbook.errors import SettingsError
from tollbook.intake import Progress, no_progress
from tollbook.model import Account, Claim, Harm, Source, content_id
from tollbook.model.cells import on_one_line
from tollbook.model.when import edtf_bounds
from tollbook.reconcile.reported import Figures, Reported, reported_of
from tollbook.tasks.half_done import HalfDone
from tollbook.tasks.working import open_working

FORMS = ("maverick", "huridocs")
# MAVERICK's own columns, as far as a case tells them
HEADER = (
    *("id", "event_id", "country", "date_start", "date_end", "city", "location", "latitude", "longitude"),
    *("deaths_best", "deaths_low", "deaths_high", "injuries_best", "injuries_low", "injuries_high"),
    *("source", "source_author", "source_type", "unit_of_analysis"),
)
_SILENT = Figures(None, None, None)


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """``reports`` written, of so many ``events``; ``withheld``: left out, since their source is protected."""

    reports: int
    events: int
    withheld: int


def export(case: Path, form: str, out: Path | None, progress: Progress = no_progress) -> ExportedTable:
    """Writes the reports of a case to ``out`` (.csv or .tsv), or to standard output where that is None. Raises
    SettingsError and StoreError."""
    if form != FORMS[0]:
        raise SettingsError(f"There is no form {form!r}; there are: {', '.join(FORMS)}.")
    working = open_working(case, progress)
    register = working.built.register
    protected = {*(one.source for one in register.protected), *working.never_kept}
    claims = {claim.id: claim for claim in register.claims}
    sources = {source.id: source for source in register.sources}
    rows: list[list[str]] = []
    events = withheld = 0
    for account in register.accounts:
        found = reported_of(account, claims)
        open_ = [one for one in found if one.source not in protected]
        events, withheld = events + bool(open_), withheld + len(found) - len(open_)
        rows += [_row(account, one, sources[one.source]) for one in open_]
    with HalfDone(out, HEADER, content_id("export", form, *map(repr, rows))) as kept:
        kept.write(islice(rows, kept.rows, None), 0)
        kept.finish()
    return ExportedTable(len(rows), events, withheld)


def _row(account: Account, report: Reported, source: Source) -> list[str]:
    first = report.claims[0]
    said = first.attribution
    author = said.speaker or _words(source)
    killed, injured = (report.figures.get(harm, _SILENT) for harm in (Harm.KILLED, Harm.INJURED))
    cells = (
        content_id("report", account.incident.id, first.id),
        *_event(account),
        *(killed.best, killed.low, killed.high, injured.best, injured.low, injured.high),
        f"{author} ({day}) {_title(source)}" if (day := _day(report.claims)) else f"{author}: {_title(source)}",
        author,
        said.speaker_type,
        "Event report",
    )
    return ["" if cell is None else str(cell) if isinstance(cell, int) else on_one_line(str(cell)) for cell in cells]


def _event(account: Account) -> Iterator[object]:
    incident = account.incident
    first, last = edtf_bounds(incident.when) if incident.when else (None, None)
    place = incident.where
    taken = place.located.taken if place.located else None
    yield from (incident.id, place.country, first, last, place.name, place.site)
    yield from taken.where if taken and taken.where else (None, None)


def _words(source: Source) -> str:
    """Who speaks where nobody is named: whose document it is, or its publisher, or the document by its name."""
    return next((at.words for at in (source.author, source.publisher) if at), source.name)


def _title(source: Source) -> str:
    return source.title.words if source.title else source.name


def _day(claims: tuple[Claim, ...]) -> str | None:
    """The last day on which its figures stood."""
    return max((claim.as_of for claim in claims if claim.as_of and len(claim.as_of) == len("YYYY-MM-DD")), default=None)
