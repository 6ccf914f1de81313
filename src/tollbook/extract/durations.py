"""How long an event is said to have lasted: "the protests went on for ten days"."""

from collections.abc import Iterator

from tollbook.extract.attributions import attributions_at
from tollbook.extract.claims import Context, date_near
from tollbook.extract.row import Chunk, Chunked
from tollbook.model import Act, Anchor, Claim

_MOST_TOKENS = 4  # "about two and a half weeks" is as long as a stated duration gets after its verb


def duration_claims(sentence: Chunked, context: Context) -> Iterator[Claim]:
    """An act of the event for each duration stated of it, in the text's words."""
    line = sentence.line
    if "lasted" not in line.classes:
        return
    before: Chunk | None = None
    for index, chunk in enumerate(sentence.chunks):
        event, before = before, chunk if chunk.symbol == "event" else before
        lasted = line.after(chunk.first, "lasted")
        if lasted is None or event is None:
            continue
        end = next(
            (t for t in range(lasted, min(lasted + _MOST_TOKENS, len(line.tokens))) if "unit" in line.hits[t]), None
        )
        if end is None:
            continue
        start, stop = line.tokens[event.first].start, line.tokens[end].end
        for attribution in attributions_at(sentence, context.said, index, context.author):
            yield Claim(
                statement=Act(line.words(chunk.first, end + 1), line.words(event.first, event.last)),
                attribution=attribution,
                anchor=Anchor(context.source, start, stop, line.text[start:stop]),
                language=context.language,
                reader=f"tollbook-{context.language}:duration",
                when=date_near(sentence, context.dates, index),
                as_of=context.as_of,
                sentence=context.number,
            )
