"""Who says so, in words: the speaker's own name, or where a figure stands when nobody is named."""

from dataclasses import dataclass

from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Speaker:
    """``name`` is the text's own words where ``named``, else ours. ``kind`` is a code, ``kind_words`` its words.
    ``also`` says who carried it, on whose word it stands, and whether the speaker is anonymous."""

    name: str
    named: bool
    kind: str
    kind_words: str
    also: tuple[str, ...]


def speaker(claim: Json, lookup: Lookup, say: Phrases, *, here: bool = False) -> Speaker:
    """The speaker of a claim. ``here``: said beside the document itself, whose title need not be said again."""
    name, kind = claim.get("speaker"), str(claim.get("speaker_type") or "unknown")
    if name is None and claim.get("stance") == "believes":
        return Speaker(say.say("speakers.believers"), False, "unknown", say.code("speaker_types", "unknown"), ())
    words = say.code("speaker_types", kind)
    return Speaker(
        str(name) if name else unnamed(claim, lookup, say, here=here), bool(name), kind, words, _also(claim, say)
    )


def unnamed(claim: Json, lookup: Lookup, say: Phrases, *, here: bool = False) -> str:
    """Where a figure stands whose speaker is not named: "the box of this document, no speaker named"."""
    passage = lookup.passage(claim["source"], claim["start"])
    kind = str(passage["kind"]) if passage else "paragraph"
    place = {"field": "field", "cell": "field", "title": "title"}.get(kind, "document")
    alone = here or len(lookup.sources) == 1
    title = lookup.title(claim["source"])
    where = say.say(f"speakers.{place}" if alone else f"speakers.{place}_of", title=title)
    return f"{where}{say.entry('list_join')}{say.say('speakers.none')}"


def _also(claim: Json, say: Phrases) -> tuple[str, ...]:
    found = [say.say("box.anonymous")] if claim.get("anonymous") else []
    for key in ("carried_by", "on_word_of"):
        if claim.get(key):
            found.append(say.say(f"speakers.{key}", who=say.listed([str(one) for one in claim[key]])))
    return tuple(found)
