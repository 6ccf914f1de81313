"""Rows of a box: what the label says the value is."""

from collections.abc import Iterator
from dataclasses import replace

from tollbook.data import Pack
from tollbook.extract.chunks import chunk_sentence
from tollbook.extract.claims import Context, anchor_of
from tollbook.extract.lexicon import Hit, lexicon_of
from tollbook.extract.row import Chunked
from tollbook.extract.tokens import tokenize
from tollbook.model import Attribution, Claim, Count, Harm, Mark, SpeakerType


def label_meaning(label: str, pack: Pack) -> dict[str, Hit]:
    """What the label of a row names, by class; empty where the pack does not know it."""
    tokens = tokenize(label, 0, len(label), pack.thousands, pack.decimal)
    if not tokens:
        return {}
    hits = lexicon_of(pack.language).find(tokens)[0]
    return {cls: hit for cls, hit in hits.items() if hit.length == len(tokens) and cls in _FIELDS}


_FIELDS = frozenset({"harm_field", "date_field", "place_field", "responsible_field", "event_field"})


def says_died(label: str, pack: Pack) -> bool:
    """Whether the label says that people died ("Fatalities"), not that they were killed ("Killed")."""
    tokens = tokenize(label, 0, len(label), pack.thousands, pack.decimal)
    return bool(tokens) and "harm_ed" not in lexicon_of(pack.language).find(tokens)[0]


def box_counts(value: Chunked, harm: Harm, context: Context, own: frozenset[Mark] = frozenset()) -> Iterator[Claim]:
    """The count that a row such as "Fatalities: 24–158" states; the box names no speaker. Parts after it are parts.

    ``own``: what the label says of every count in the row."""
    total: str | None = None
    for index, chunk in enumerate(value.chunks):
        if chunk.symbol not in ("q", "n", "u") or chunk.quantity is None:
            continue
        start, end = value.place(chunk.first, chunk.last)
        claim = Claim(
            statement=Count(
                harm,
                chunk.group or "all",
                replace(chunk.quantity, words=value.line.text[start:end]),
                own | ({Mark.PART} if total else set()),
            ),
            attribution=Attribution(None, None, SpeakerType.DOCUMENT),
            anchor=anchor_of(value, context.source, index, index + 1),
            language=context.language,
            reader=f"tollbook-{context.language}:box",
            as_of=context.as_of,
            part_of=total,
        )
        total = total or (claim.id if not chunk.group else None)
        yield claim


def chunk_value(text: str, start: int, end: int, pack: Pack) -> Chunked:
    """The value of a row, read as one sentence."""
    return chunk_sentence(text, start, end, pack)
