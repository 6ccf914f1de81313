"""Days that cannot be: a figure of a day before the event, a death after its report, a document dated before what it
tells."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from tollbook.model import Claim, Death, Incident, Issue, Severity, Source, Stance, When
from tollbook.model.when import EdtfError, edtf_bounds

_AHEAD = {Stance.HYPOTHETICAL, Stance.BELIEVES}  # what is feared or planned may lie ahead


def time_issues(incident: Incident, claims: Iterable[Claim], sources: Mapping[str, Source]) -> Iterator[Issue]:
    """Each document, and each figure with a day of its own, against the days of what it tells."""
    own = When(incident.when, incident.when) if incident.when else None
    told = [claim for claim in claims if claim.attribution.stance not in _AHEAD]
    by_source: dict[str, list[Claim]] = {}
    for claim in told:
        written = sources[claim.anchor.source].date
        happened = _first(claim, own)
        if happened is None:
            continue
        if (stood := _last_of(claim.as_of)) and stood < happened and not (written and written.last == stood):
            yield _figure_before(claim, stood, happened, sources)
        elif written and written.last and written.last < happened:
            by_source.setdefault(claim.anchor.source, []).append(claim)
    for source, early in by_source.items():
        yield from _of_document(sources[source], early, own)


def _first(claim: Claim, own: When | None) -> date | None:
    """The first day on which it can have happened, by the claim's own words, else by its incident's."""
    when = claim.when or own
    return when.first if when else None


def _last_of(day: str | None) -> date | None:
    try:
        return edtf_bounds(day)[1] if day else None
    except EdtfError:
        return None


def _figure_before(claim: Claim, stood: date, happened: date, sources: Mapping[str, Source]) -> Issue:
    return Issue(
        "figure-before-event",
        f"In {sources[claim.anchor.source].name}, a figure is said to have stood on {stood.isoformat()}, and what it "
        f"counts is told of {happened.isoformat()}. Both are kept. Read which day is meant: one of them may be "
        "misread, or a year or a month misprinted.",
        Severity.OPEN,
        claim.anchor,
        about=(claim.id,),
    )


def _of_document(source: Source, early: Sequence[Claim], own: When | None) -> Iterator[Issue]:
    """A person's death by itself; of all else, one Issue for the document."""
    persons = {(one.anchor.start, one.anchor.end): one for one in early if isinstance(one.statement, Death)}
    for one in persons.values():
        yield _death_after(one, source, own)
    others = [one for one in early if (one.anchor.start, one.anchor.end) not in persons]
    if others:
        yield _document_before(source, others, own)


def _death_after(claim: Claim, source: Source, own: When | None) -> Issue:
    written, happened = source.date, _first(claim, own)
    assert written and written.last and happened
    return Issue(
        "death-after-report",
        f"{source.name} is dated {written.last.isoformat()} and tells of a person's death or injury "
        f"on {happened.isoformat()}. Both are kept. Read which day is meant: a page may have been added to after its "
        "day, or a date misread.",
        Severity.OPEN,
        claim.anchor,
        about=(claim.id,),
    )


def _document_before(source: Source, early: Sequence[Claim], own: When | None) -> Issue:
    written, happened = source.date, _first(early[0], own)
    assert written and written.last and happened
    return Issue(
        "document-before-event",
        f"{source.name} is dated {written.last.isoformat()} and tells of {happened.isoformat()}. It counts as it is. "
        "Look up when it was written: a page may have been added to after its day, a date may be misread, and one day "
        "may lie between two time zones.",
        Severity.OPEN,
        early[0].anchor,
        about=tuple(one.id for one in early),
    )
