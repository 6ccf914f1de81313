"""Labels: the word that a speaker puts on what happened ("massacre"), which is theirs and nobody else's."""

from collections.abc import Iterator

from tollbook.extract.attributions import attributions_at
from tollbook.extract.claims import Context
from tollbook.extract.row import Chunked
from tollbook.model import Anchor, Claim, Label, Stance

# In what somebody is said to believe or suppose, the words are still the writer's own.
_OWN_WORDS = (Stance.ASSERTS, Stance.ESTIMATES, Stance.DENIES)


def label_claims(sentence: Chunked, context: Context, seen: set[tuple[str, str | None]]) -> Iterator[Claim]:
    """The labels of a sentence; ``seen`` keeps one claim for each speaker's use of a label in a document."""
    line = sentence.line
    if "labels" not in line.classes:
        return
    said = [one for one in context.said if one.stance in _OWN_WORDS]
    for index, chunk in enumerate(sentence.chunks):
        for token in range(chunk.first, chunk.last):
            if not (hit := line.hits[token].get("labels")) or _inside_longer(sentence, token):
                continue
            start, end = line.tokens[token].start, line.tokens[token + hit.length - 1].end
            for attribution in attributions_at(sentence, said, index, context.author):
                if (hit.wording.words, attribution.key) in seen:
                    continue
                seen.add((hit.wording.words, attribution.key))
                yield Claim(
                    statement=Label(line.text[start:end]),
                    attribution=attribution,
                    anchor=Anchor(context.source, start, end, line.text[start:end]),
                    language=context.language,
                    reader=f"tollbook-{context.language}:label",
                    as_of=context.as_of,
                    sentence=context.number,
                )


def _inside_longer(sentence: Chunked, token: int) -> bool:
    hits = sentence.line.hits
    return any(
        "labels" in hits[earlier] and hits[earlier]["labels"].length > token - earlier
        for earlier in range(max(0, token - 4), token)
    )
