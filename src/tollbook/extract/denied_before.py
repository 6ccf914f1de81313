"""What somebody denies without saying it again: "The ministry denied this", after what residents said of the army."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tollbook.extract.claims import Context, anchor_of
from tollbook.extract.row import Chunked
from tollbook.extract.sayings import Said
from tollbook.model import Claim, Role, Stance

_ENDS = frozenset("stop comma semicolon quote date and but preposition pp".split())
_LAID = frozenset({Stance.ASSERTS, Stance.ESTIMATES})


def denials_of_before(sentence: Chunked, context: Context, told: Sequence[Claim]) -> Iterator[Claim]:
    """A denial of each role that others gave just before, in this sentence or the last. ``told``: the claims so far."""
    if "said_before" not in sentence.line.classes:
        return
    for said in context.said:
        end = _end_of_denied(sentence, said)
        if end is None:
            continue
        start = sentence.place(sentence.chunks[said.verb].first, sentence.chunks[said.verb].last)[0]
        roles = _roles_before(context.number or 0, told, start)
        for speaker in said.speakers:
            for role in roles:
                if role.attribution.key != speaker.key and not speaker.material:
                    yield Claim(
                        statement=role.statement,
                        attribution=replace(speaker.attribution(), stance=Stance.DENIES),
                        anchor=anchor_of(sentence, context.source, _first(sentence, said), end),
                        language=context.language,
                        reader=f"tollbook-{context.language}:denied-before",
                        as_of=context.as_of,
                        sentence=context.number,
                    )


def _end_of_denied(sentence: Chunked, said: Said) -> int | None:
    """The chunk after the "this" of "denied this"; None where something else is denied."""
    if said.stance is not Stance.DENIES or said.verb < 0 or said.verb + 1 >= len(sentence.chunks):
        return None
    token = sentence.chunks[said.verb].last
    hit = sentence.line.hits[token].get("said_before")
    if hit is None:
        return None
    after = (at for at, chunk in enumerate(sentence.chunks) if chunk.first >= token + hit.length)
    end = next(after, len(sentence.chunks))
    if end == len(sentence.chunks):
        return end
    goes_on = "of" in sentence.line.hits[sentence.chunks[end].first]  # "denied the charges of theft"
    return end if sentence.chunks[end].symbol in _ENDS and not goes_on else None


def _first(sentence: Chunked, said: Said) -> int:
    """Where the speaker is named, if in this sentence before the verb."""
    starts = [sentence.place(chunk.first, chunk.last)[0] for chunk in sentence.chunks[: said.verb]]
    named = [at for at, start in enumerate(starts) if any(one.at.start == start for one in said.speakers)]
    return named[0] if named else said.verb


def _roles_before(number: int, told: Sequence[Claim], end: int) -> list[Claim]:
    """The roles told last: in the sentence before the character ``end``, else in the sentence before it."""
    found: list[Claim] = []
    for claim in reversed(told):
        if claim.sentence is None or claim.sentence < number - 1 or (found and claim.sentence != found[0].sentence):
            break
        laid = isinstance(claim.statement, Role) and claim.attribution.stance in _LAID
        if laid and claim.anchor.end <= end:
            found.append(claim)
    return found[::-1]
