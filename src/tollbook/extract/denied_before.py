"""What somebody denies without saying it again: "The ministry denied this", "…, which the army denied"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tollbook.extract.claims import Context, anchor_of
from tollbook.extract.row import Chunked
from tollbook.extract.sayings import Said
from tollbook.model import Claim, Count, Mark, Role, Stance

_ENDS = frozenset("stop comma semicolon quote date and but preposition pp".split())
_LAID = frozenset({Stance.ASSERTS, Stance.ESTIMATES})


def denials_of_before(sentence: Chunked, context: Context, told: Sequence[Claim]) -> Iterator[Claim]:
    """A denial of each role that others gave just before, in this sentence or the last; where they gave none, of each
    figure. ``told``: the claims so far."""
    if not any(said.stance is Stance.DENIES for said in context.said):
        return
    for said in context.said:
        end = _end_of_denied(sentence, said)
        if end is None:
            continue
        start = sentence.place(sentence.chunks[said.verb].first, sentence.chunks[said.verb].last)[0]
        number = context.number or 0
        laid = _told_before(number, told, start, Role) or _told_before(number, told, start, Count)
        for speaker in said.speakers:
            for one in laid:
                if one.attribution.key != speaker.key and not speaker.material:
                    yield Claim(
                        statement=one.statement,
                        attribution=replace(speaker.attribution(), stance=Stance.DENIES),
                        anchor=anchor_of(sentence, context.source, _first(sentence, said), end),
                        language=context.language,
                        reader=f"tollbook-{context.language}:denied-before",
                        as_of=context.as_of,
                        sentence=context.number,
                    )


def _end_of_denied(sentence: Chunked, said: Said) -> int | None:
    """The chunk after the "this" of "denied this", or after the verb of "which the army denied"; None where something
    else is denied."""
    if said.stance is not Stance.DENIES or said.verb < 0:
        return None
    chunks, hits = sentence.chunks, sentence.line.hits
    token = chunks[said.verb].last
    hit = hits[token].get("said_before") if token < len(hits) else None
    relative = chunks[_first(sentence, said) - 1].symbol == "relative" and _first(sentence, said) > 1
    if hit is None and not relative:
        return None
    begin = token + hit.length if hit else token
    end = next((at for at, chunk in enumerate(chunks) if chunk.first >= begin), len(chunks))
    if end == len(chunks):
        return end
    goes_on = "of" in hits[chunks[end].first]  # "denied the charges of theft"
    return end if chunks[end].symbol in _ENDS and not goes_on else None


def _first(sentence: Chunked, said: Said) -> int:
    """Where the speaker is named, if in this sentence before the verb."""
    starts = [sentence.place(chunk.first, chunk.last)[0] for chunk in sentence.chunks[: said.verb]]
    named = [at for at, start in enumerate(starts) if any(one.at.start == start for one in said.speakers)]
    return named[0] if named else said.verb


def _told_before(number: int, told: Sequence[Claim], end: int, kind: type[Role] | type[Count]) -> list[Claim]:
    """What was told last of a kind: in the sentence before the character ``end``, else in the sentence before it."""
    found: list[Claim] = []
    for claim in reversed(told):
        if claim.sentence is None or claim.sentence < number - 1 or (found and claim.sentence != found[0].sentence):
            break
        laid = isinstance(claim.statement, kind) and claim.attribution.stance in _LAID
        if laid and claim.anchor.end <= end and not _says_less(claim):
            found.append(claim)
    return found[::-1]


def _says_less(claim: Claim) -> bool:
    """That nobody came to harm, or some of those counted: who denies what was said denies that so many did."""
    return claim.count is not None and (claim.count.quantity.high == 0 or Mark.PART in claim.count.marks)
