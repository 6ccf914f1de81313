"""Claims that people corrected: what the words state in their reading stands in the place of what a machine read."""

from collections.abc import Sequence
from dataclasses import replace

from tollbook.extract.entered import READER, attribution_of, in_its_words, not_standing
from tollbook.extract.standing import Standing
from tollbook.model import Anchor, Attribution, Check, Claim, EnteredClaim, Issue, Source

Corrections = Sequence[tuple[Claim, tuple[EnteredClaim, ...]]]
_FAR = "words: they do not stand in the passage of the claim; copy them from there, letter by letter"
_NO_SPEAKER = "speaker: the source does not name the speaker in these words; copy its own"


def correct_claims(source: Source, corrections: Corrections) -> tuple[dict[str, Claim], list[Issue]]:
    """What stands in the place of claims of one source, by their ids; an Issue for each whose words do not stand
    there."""
    standing = Standing(source, None)
    instead: dict[str, Claim] = {}
    issues: list[Issue] = []
    for before, rows in corrections:
        made = _instead(standing, before, rows)
        if isinstance(made, Issue):
            issues.append(made)
        else:
            instead[before.id] = made
    return instead, issues


def _instead(standing: Standing, before: Claim, rows: tuple[EnteredClaim, ...]) -> Claim | Issue:
    row = rows[0]
    at = _anchor(standing, before, row.words)
    if at is None:
        return not_standing(row, _FAR)
    said = _attribution(standing, before, row, at)
    if said is None:
        return not_standing(row, _NO_SPEAKER)
    return replace(
        before,
        statement=in_its_words(row, row.words if row.words in at.words else at.words).statement,
        attribution=said,
        anchor=at,
        reader=f"{READER}{row.by}",
        when=row.when,
        where=row.where,
        confidence=None,
        checked=tuple(sorted({Check(one.by, one.on) for one in rows})),
        rejected=None,
        corrected_by=None,
        corrects=before.id,
    )


def _anchor(standing: Standing, before: Claim, words: str) -> Anchor | None:
    """The words of the claim where they hold the figure's; else the figure's own, near by."""
    return before.anchor if words in before.anchor.words else standing.near(words, before.anchor)


def _attribution(standing: Standing, before: Claim, row: EnteredClaim, at: Anchor) -> Attribution | None:
    """Who says so; None where the source does not name the speaker that a person gave."""
    said = before.attribution
    if row.speaker == said.speaker:
        return replace(said, speaker_type=row.speaker_type, stance=row.stance, anonymous=row.anonymous)
    named = standing.speaker_of(row, at)
    if row.speaker is not None and named is None:
        return None
    return attribution_of(standing.source, row, named)
