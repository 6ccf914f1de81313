"""Who says so, in words: the speaker's own name, or where a figure stands when nobody is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tollbook.publish.by_hand import who_checked
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import Phrases
from tollbook.publish.review import decided_of, independent, sided


@dataclass(frozen=True, slots=True)
class Speaker:
    """``name`` is the text's own words where ``named``, else ours. ``kind`` is a code, ``kind_words`` its words.
    ``also`` says whose side it is on and its interest, who carried it, on whose word it stands, whether the speaker is
    anonymous, and who wrote it down, checked it or set it aside. ``reported``: the title of the document, where another
    than the speaker wrote it."""

    name: str
    named: bool
    kind: str
    kind_words: str
    also: tuple[str, ...]
    anonymous: bool = False
    reported: str | None = None

    @property
    def reported_by_another(self) -> bool:
        """Whether the words reach us through a document of somebody else."""
        return self.reported is not None


def kind_of(claim: Json) -> tuple[object, ...]:
    """What a speaker's kind, in words, follows from."""
    believed = claim.get("speaker") is None and claim.get("stance") == "believes"
    return (believed, claim.get("speaker_type"), bool(claim.get("anonymous")))


def speaker(claim: Json, lookup: Lookup, say: Phrases, *, here: bool = False) -> Speaker:
    """The speaker of a claim. ``here``: said beside the document itself, whose title need not be said again."""
    name, kind = lookup.speaker_of(claim), str(claim.get("speaker_type") or "unknown")
    if name is None and claim.get("stance") == "believes":
        return Speaker(say.say("speakers.believers"), False, "unknown", say.code("speaker_types", "unknown"), ())
    words, anonymous = say.code("speaker_types", kind), bool(claim.get("anonymous"))
    return Speaker(
        name=name or unnamed(claim, lookup, say, here=here),
        named=bool(name),
        kind=kind,
        kind_words=say.say("speakers.anonymous", kind=words) if anonymous else words,
        also=_also(claim, lookup, say) + (_decided(claim, lookup, say) if here else ()),
        anonymous=anonymous,
        reported=lookup.title(claim["source"]) if name and _reported(claim, lookup) else None,
    )


def _reported(claim: Json, lookup: Lookup) -> bool:
    """Whether another than the speaker wrote and published the document, and no one is named already as having
    carried it."""
    author, publisher = lookup.author(claim["source"]), lookup.publisher(claim["source"])
    passed = [str(claim["speaker"]), *map(str, claim.get("carried_by") or ())]
    return not any((author and _same(author, one)) or (publisher and _begins(publisher, one)) for one in passed)


def _same(one: str, other: str) -> bool:
    a, b = one.casefold(), other.casefold()
    return a in b or b in a


def _begins(publisher: str, speaker: str) -> bool:
    """ "The government" publishes as "The government of …"; not a paper that is close to the government."""
    a, b = publisher.casefold(), speaker.casefold()
    return a.startswith(b) or b.startswith(a)


def reported_in(
    runs: Sequence[tuple[str, str] | None], numbers: Mapping[str, int], last: str | None, say: Phrases
) -> tuple[list[str | None], str | None]:
    """For a row of speakers, by the (source, title) that reports each, who reports them: said once for neighbours; by
    its number where documents are numbered, else by its title, and "there" where it was the ``last`` one named."""
    found: list[str | None] = []
    for at, one in enumerate(runs):
        if one is None or runs[at + 1 : at + 2] == [one]:
            found.append(None)
            continue
        source, title = one
        number = numbers.get(source)
        key = "reported_number" if number else "reported_there" if source == last else "reported"
        found.append(say.say(f"speakers.{key}", title=title, n=number))
        last = source
    return found, last


def unnamed(claim: Json, lookup: Lookup, say: Phrases, *, here: bool = False) -> str:
    """Where a figure stands whose speaker is not named: "the box of this document, no speaker named"."""
    passage = lookup.passage(claim["source"], claim["start"])
    kind = str(passage["kind"]) if passage else "paragraph"
    place = {"field": "field", "cell": "field", "title": "title"}.get(kind, "document")
    alone = here or lookup.alone
    title = lookup.title(claim["source"])
    where = say.say(f"speakers.{place}" if alone else f"speakers.{place}_of", title=title)
    return f"{where}{say.entry('list_join')}{say.say('speakers.none')}"


def _decided(claim: Json, lookup: Lookup, say: Phrases) -> tuple[str, ...]:
    words = decided_of(claim, lookup, say)
    return (words,) if words else ()


def _incident_of(claim: Json, lookup: Lookup) -> tuple[Json, ...]:
    found = lookup.incidents.get(str(claim.get("incident")))
    return (found,) if found else ()


def _also(claim: Json, lookup: Lookup, say: Phrases) -> tuple[str, ...]:
    found = [say.say("box.anonymous")] if claim.get("anonymous") else []
    found += sided(claim, _incident_of(claim, lookup), say)
    found += independent(claim, lookup, say)
    if claim["kind"] == "count" and (claim.get("incident"), claim.get("speaker_id")) in lookup.asking:
        found.append(say.say("speakers.asking"))
    for key in ("carried_by", "on_word_of"):
        if claim.get(key):
            found.append(say.say(f"speakers.{key}", who=say.listed([str(one) for one in claim[key]])))
    if claim.get("checked"):
        found.append(who_checked(claim, lookup.passage(claim["source"], claim["start"]), say))
    return tuple(found)
