"""What the sources disagree about, as values; the sentences for people are made where pages are made."""

from collections.abc import Iterator, Mapping, Sequence

from tollbook.model import Claim, Count, Disagreement, Harm, Issue, Mark, Severity, Source, Toll, Voice
from tollbook.reconcile.voices import voice_key


def find_disagreements(
    claims: Sequence[Claim], tolls: Sequence[Toll], voices: Sequence[Voice] = ()
) -> tuple[Disagreement, ...]:
    """The disagreements of one incident, harm by harm."""
    by_id = {claim.id: claim for claim in claims}
    voice_of = {claim: voice.id for voice in voices for claim in voice.claims}
    found: list[Disagreement] = []
    for toll in tolls:
        if toll.group != "all":
            continue
        used = [by_id[id_] for id_ in toll.used]
        found.extend(_figures_differ(toll.harm, used, voice_of))
        found.extend(_box_against_text(toll.harm, used))
        if len(toll.groups) > 1:
            found.append(Disagreement("groups-differ", toll.harm, toll.used))
    return tuple(found)


def _figures_differ(harm: Harm, used: Sequence[Claim], voice_of: Mapping[str, str]) -> Iterator[Disagreement]:
    voices = {voice_of.get(claim.id) or voice_key(claim) for claim in used}
    figures = {(_count(claim).quantity.low, _count(claim).quantity.high, _count(claim).quantity.open) for claim in used}
    if len(voices) > 1 and len(figures) > 1:
        yield Disagreement("figures-differ", harm, tuple(claim.id for claim in used))


def _box_against_text(harm: Harm, used: Sequence[Claim]) -> Iterator[Disagreement]:
    """A document whose box states, in nobody's name, another figure than the highest of its own text."""
    for claim in used:
        named = claim.attribution.speaker is not None
        if named or not claim.reader.endswith(":box") or Mark.PART in _count(claim).marks:
            continue
        text = [
            one
            for one in used
            if one.anchor.source == claim.anchor.source
            and not one.reader.endswith(":box")
            and _count(one).group == _count(claim).group
        ]
        top = max((stated for one in text if (stated := _highest(one)) is not None), default=None)
        if top is not None and _highest(claim) != top:
            highest = [one.id for one in text if _highest(one) == top]
            yield Disagreement("box-against-text", harm, (claim.id, *highest))


def _highest(claim: Claim) -> int | None:
    """The highest number stated; "at least 300" states 300."""
    quantity = _count(claim).quantity
    return quantity.low if quantity.high is None and quantity.open else quantity.high


def _count(claim: Claim) -> Count:
    assert isinstance(claim.statement, Count)
    return claim.statement


def document_issues(
    disagreements: Sequence[Disagreement], claims: Mapping[str, Claim], sources: Mapping[str, Source]
) -> Iterator[Issue]:
    """What a document says against itself, raised as an Issue. ``claims`` and ``sources`` by their ids."""
    for one in disagreements:
        if one.code != "box-against-text":
            continue
        box, text = claims[one.claims[0]], claims[one.claims[1]]
        yield Issue(
            "box-against-text",
            f"In {sources[box.anchor.source].name} the box states {box.anchor.words} and the text "
            f"“{_count(text).quantity.words}”, with no reason "
            "given for the difference. Both are kept. Look for the source of the box's figure.",
            Severity.OPEN,
            box.anchor,
            about=one.claims,
        )
