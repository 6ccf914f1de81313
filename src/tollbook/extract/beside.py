"""What other extractors read of a case, beside the embedded reading: what both read, and what waits for a person."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tollbook.extract.pieces import pieces_of
from tollbook.extract.proposed import pieces_answered, propose, read_beside
from tollbook.model import Claim, Issue, Reading, Severity, Source
from tollbook.model.proposal import Answer

Read = tuple[Source, Reading | None]


@dataclass(slots=True)
class Beside:
    """``read``: the sources with their readings, each claim with those who read the same, and the proposals that people
    took up in their places. ``waiting``: the other proposals."""

    read: list[Read] = field(default_factory=list)
    waiting: list[Claim] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def read_by_others(
    read: Sequence[Read],
    answers: Sequence[Answer],
    taken_up: Callable[[Claim], bool],
    used: Sequence[str],
    kept_from: Callable[[Source, str], Issue | None],
) -> Beside:
    """``taken_up``: whether a person accepted or corrected a proposal. ``used``: the names of the extractors that the
    case uses. ``kept_from``: says why a source is not given to one of them."""
    beside = Beside()
    for source, reading in read:
        pieces = list(pieces_of(source)) if source.text and not source.written_down else []
        asked = list(pieces_answered(pieces, answers))
        for name in used if pieces else ():
            missing = len({one.hash for one in pieces} - {one.piece for _, one in asked if one.extractor == name})
            if missing:
                beside.issues.append(kept_from(source, name) or _not_asked(source, name, missing))
        if not asked:
            beside.read.append((source, reading))
            continue
        made = propose(source, reading, asked)
        marked, left = read_beside(reading, made.claims)
        up = [one for one in left if taken_up(one)]
        beside.waiting += (one for one in left if not taken_up(one))
        beside.issues += (*made.issues, *_compared(source, marked, made.claims, left))
        beside.read.append((source, _with(source, marked, up)))
    return beside


def _with(source: Source, reading: Reading | None, up: Sequence[Claim]) -> Reading | None:
    if not up:
        return reading
    if reading is None:
        return Reading(source.id, (), tuple(up), (), ())
    return replace(reading, claims=(*reading.claims, *up))


def _not_asked(source: Source, name: str, missing: int) -> Issue:
    passages = "passage" if missing == 1 else "passages"
    message = (
        f"{name} was not asked about {missing} {passages} of {source.name}. Ask with tollbook ask; a build asks nobody."
    )
    return Issue("not-asked", message, Severity.NOTE, source=source.name)


def _compared(
    source: Source, reading: Reading | None, proposed: Sequence[Claim], left: Sequence[Claim]
) -> Iterator[Issue]:
    """One for each reader: how much of what it read the embedded extractor read too, and the other way round."""
    counts = [one for one in reading.claims if one.count] if reading else []
    for reader in sorted({one.reader for one in proposed}):
        same = sum(reader in one.read_also for one in counts)
        alone = [one for one in left if reader in (one.reader, *one.read_also)]
        message = (
            f"{reader} read {same + len(alone)} counts in {source.name}: {same} as the embedded reading did, and "
            f"{len(alone)} otherwise or alone, which wait for a person. It did not read {len(counts) - same} that the "
            "embedded reading has."
        )
        yield Issue("read-by-another", message, Severity.NOTE, source=source.name, about=tuple(o.id for o in alone))
