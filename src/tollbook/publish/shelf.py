"""The sources, whole: passages with their claims lit, and beside each the notes that lead back to the figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from tollbook.data import available_languages
from tollbook.publish import by_hand, days, figures, timeline
from tollbook.publish.known import NOTHING, Known, known_words
from tollbook.publish.lookup import Json, Lookup, text_of
from tollbook.publish.marks import Place, Run, Stretch, place_of, runs
from tollbook.publish.names import harm_of, name_of
from tollbook.publish.phrases import Phrases, capital
from tollbook.publish.review import protected_words, sure_words
from tollbook.publish.speakers import Speaker, speaker
from tollbook.publish.statements import statement
from tollbook.publish.stored_name import stored_name

RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ps", "ug", "yi", "dv", "ckb", "sd"}


@dataclass(frozen=True, slots=True)
class Back:
    """A way back from a note: to a figure, a row of the chart, or a reason."""

    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin for one marked place. ``place`` is the id of the words, ``sure`` how sure their reading
    is; "" where that was not measured, and in all that is published."""

    n: int
    place: str
    says: str
    speaker: Speaker | None
    acknowledged: bool
    belief: bool
    backs: tuple[Back, ...]
    sure: str = ""


@dataclass(frozen=True, slots=True)
class _Leads:
    """What notes of one source lead back to, each put into words once: the claims that have a row in a chart, the
    tolls that use a claim, by their ids, and the incidents that the words of a place give a fact of, by the place's."""

    rows: frozenset[str]
    tolls: Mapping[str, Back]
    grounds: Mapping[str, tuple[Back, ...]]


@dataclass(frozen=True, slots=True)
class Block:
    """One passage as it is shown, with its notes. ``place``: where it stands in a source that people wrote down."""

    kind: str
    zone: str | None
    stretches: tuple[Stretch, ...]
    notes: tuple[Note, ...]
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One source. ``text`` is False where its canonical text is not at hand. ``later``: the versions that supersede it,
    by id and name. ``folded``: why it gave no claims, where it gave none and stands folded. ``by_hand``: that no
    machine read it, or that no file of it is here. ``held``: "original", the "card" of an entry, or "why_no_file"."""

    id: str
    title: str
    about: tuple[str, ...]
    language: str
    direction: str
    plain: str
    original: str
    blocks: tuple[Block, ...]
    notes: int
    claims: int
    text: bool
    later: tuple[tuple[str, str], ...] = ()
    by_hand: tuple[str, ...] = ()
    held: str = "original"
    known: Known = NOTHING
    folded: str = ""
    protected: str = ""


def document(source: Json, rows: frozenset[str], lookup: Lookup, say: Phrases) -> Document:
    """A source as the page shows it. ``rows``: the claims that have a row in a chart."""
    text = lookup.texts.get(source["id"])
    claims = lookup.claims_in.get(source["id"], [])
    places = {place.id: place for place in (*map(place_of, claims), *_grounds(source["id"], lookup))}
    ordered = sorted(places.values(), key=lambda place: (place.figure[::-1], not place.strong, place.id))
    leads = _Leads(rows, _to_tolls(source["id"], lookup, say), _to_incidents(source["id"], lookup, say))
    notes = {place.id: _note(n, place, leads, lookup, say) for n, place in enumerate(ordered, 1)}
    language, known = str(source.get("language") or ""), known_words(source, say)
    return Document(
        id=source["id"],
        title=lookup.title(source["id"]),
        about=_about(source, say),
        language=language,
        direction="rtl" if language in RIGHT_TO_LEFT else "auto",
        plain=str(source.get("text") or f"texts/{source['id']}.txt"),
        original=f"sources/{source['id']}/{_file(source)}",
        blocks=_whole(tuple(_blocks(source, text or "", ordered, notes, say)), notes),
        notes=len(notes),
        claims=len(claims),
        text=text is not None,
        later=tuple((one, _named(one, lookup)) for one in source.get("superseded_by") or ()),
        by_hand=by_hand.notes_on(source, lookup, say),
        held="why_no_file" if source.get("size", 0) is None else "card" if source.get("entry") else "original",
        known=known,
        protected=protected_words(source, say),
        folded="" if claims or known.warnings or source.get("protected") else _why_none(source, text, say),
    )


def _why_none(source: Json, text: str | None, say: Phrases) -> str:
    """Why no claim was read from a source, with its language and its day, in one line."""
    language, day = str(source.get("language") or ""), text_of(source.get("date"))
    reason = "nothing_read"
    if source.get("superseded_by"):
        reason = "only_superseded"
    elif text is None:
        reason = "text_missing"
    elif not source.get("passages"):
        reason = "holds_no_text"
    elif language not in available_languages():
        reason = "no_pack" if language else "no_language_known"
    why = say.say(f"sources.{reason}", language=say.code("languages", language) if language else "")
    when = days.in_words(day, say) if day else None
    return str(say.entry("list_join")).join([why, when]) if when else why


def _file(source: Json) -> str:
    """The file that the dossier holds of it: its bytes, or why they are not there."""
    return stored_name(str(source.get("name") or "")) if source.get("size", 0) is not None else "WITHHELD"


def _named(source: str, lookup: Lookup) -> str:
    """Its title, and its file, since two versions often have one title."""
    return f"{lookup.title(source)} ({lookup.sources.get(source, {}).get('name') or source})"


def _grounds(source: str, lookup: Lookup) -> Iterable[Place]:
    for _, ground in lookup.grounds_in.get(source, ()):
        if ground["fact"] in timeline.NOTED:
            whole = (int(ground["start"]), int(ground["end"]))
            yield Place(timeline.place_id(ground), *whole, whole, strong=False)


def _whole(blocks: tuple[Block, ...], notes: dict[str, Note]) -> tuple[Block, ...]:
    """The blocks, and at their end the notes whose words stand in none of them."""
    shown = {note.place for block in blocks for note in block.notes}
    begun = {one for block in blocks for stretch in block.stretches for run in stretch.runs for one in run.ids}
    lost = tuple(note for note in notes.values() if note.place not in shown)
    if not lost:
        return blocks
    ids = tuple(note.place for note in lost if note.place not in begun)
    return (*blocks, Block("gap", None, (Stretch(False, (Run("", ids=ids),)),), lost))


def _blocks(source: Json, text: str, places: list[Place], notes: dict[str, Note], say: Phrases) -> Iterable[Block]:
    standing = by_hand.places_in(source)
    for kind, zone, start, end in passages(source, text):
        stretches = runs(text, start, end, places)
        here = [notes[ref] for stretch in stretches for run in stretch.runs for ref in run.refs]
        named = say.code("zones", zone) if zone != "main" else None
        yield Block(kind, named, stretches, tuple(sorted(here, key=lambda note: note.n)), standing.get(start))


def passages(source: Json, text: str) -> Iterable[tuple[str, str, int, int]]:
    """Every passage as (kind, zone, start, end), with what stands on its lines before and after it ("- ", "1)"), and
    whatever else stands between passages: the text whole, nothing twice, but for white space."""
    at, listed = 0, list(source.get("passages", ()))
    for passage, after in zip_longest(listed, listed[1:]):
        start = max(at, text.rfind("\n", 0, passage["start"]) + 1)
        start = start if text[start : passage["start"]].strip() else max(at, passage["start"])
        if text[at:start].strip():
            yield ("gap", "main", at, start)
        line = text.find("\n", passage["end"])
        end = min(line if line >= 0 else len(text), after["start"] if after else len(text))
        end = end if text[passage["end"] : end].strip() else passage["end"]
        yield (str(passage["kind"]), str(passage.get("zone") or "main"), start, end)
        at = end
    if text[at:].strip():
        yield ("gap", "main", at, len(text))


def _about(source: Json, say: Phrases) -> tuple[str, ...]:
    author, publisher, day = (text_of(source.get(key)) for key in ("author", "publisher", "date"))
    language = source.get("language")
    return tuple(
        one
        for one in (
            say.say("sources.by", who=author) if author else "",
            say.say("sources.published", who=publisher) if publisher else "",
            say.say("sources.dated", day=days.in_words(day, say)) if day else say.say("sources.undated"),
            say.say("sources.language", language=say.code("languages", language))
            if language
            else say.say("sources.no_language"),
            say.say("sources.file", name=source.get("name")),
        )
        if one
    )


def _note(n: int, place: Place, leads: _Leads, lookup: Lookup, say: Phrases) -> Note:
    claim = lookup.claims.get(place.id.removeprefix("claim-"))
    if claim is None:
        return Note(n, place.id, "", None, False, False, leads.grounds[place.id])
    said = statement(claim, lookup, say)
    says = said.says if claim["kind"] in ("count", "role") else f"{said.kind}: {said.says}"
    acknowledged = claim["id"] in lookup.acknowledged
    return Note(
        n,
        place.id,
        says,
        speaker(claim, lookup, say, here=True),
        acknowledged,
        said.belief,
        _backs(claim, leads, lookup, say),
        sure_words(claim, say),
    )


def _to_incidents(source: str, lookup: Lookup, say: Phrases) -> dict[str, tuple[Back, ...]]:
    found: dict[str, dict[Back, None]] = {}
    for incident, ground in lookup.grounds_in.get(source, ()):
        if ground["fact"] in timeline.NOTED:
            fact, title = say.code("facts", ground["fact"]), name_of(incident, lookup, say)
            back = Back(f"#incident-{incident['id']}", say.say("sources.gives", fact=fact, title=title))
            found.setdefault(timeline.place_id(ground), {})[back] = None
    return {place: tuple(backs) for place, backs in found.items()}


def _to_tolls(source: str, lookup: Lookup, say: Phrases) -> dict[str, Back]:
    own = lookup.titled_in(source)
    using = [one for claim in lookup.claims_in.get(source, ()) for one in lookup.used_in.get(claim["id"], ())]
    return {
        identity: Back(f"#toll-{identity}", _toll_words(incident, toll, incident["id"] not in own, lookup, say))
        for identity, (incident, toll) in {toll["id"]: (incident, toll) for incident, toll in using}.items()
    }


def _backs(claim: Json, leads: _Leads, lookup: Lookup, say: Phrases) -> tuple[Back, ...]:
    used = lookup.used_in.get(claim["id"], [])
    aside = lookup.set_aside.get(claim["id"], [])
    found = [Back(f"#row-{claim['id']}", say.say("sources.back_row"))] if claim["id"] in leads.rows else []
    found += [leads.tolls[toll["id"]] for _, toll in used]
    if not used:
        harms = dict.fromkeys(toll["harm"] for _, toll, _ in aside)
        found += [
            Back(f"#aside-{claim['id']}", say.say("sources.back_aside", harm=say.code("harms", harm))) for harm in harms
        ]
    if not used and not aside:
        role = (claim.get("value") or {}).get("role")
        kind = say.code("roles", role) if claim["kind"] == "role" else say.code("kinds", claim["kind"])
        found.append(Back(f"#use-{claim['id']}", say.say("sources.back_use", what=kind[:1].lower() + kind[1:])))
    return tuple(found)


def _toll_words(incident: Json, toll: Json, named: bool, lookup: Lookup, say: Phrases) -> str:
    if toll.get("mode") not in (None, "as-published"):
        return say.code("modes", toll["mode"])
    said = say.say("sources.back_toll", harm=capital(harm_of(toll, lookup, say)), span=figures.span(toll, say))
    extra = []
    if toll.get("group") not in (None, "all"):
        extra.append(say.noun(toll["group"], None))
    if toll.get("rule") not in (None, "range"):
        extra.append(str(toll["rule"]))
    if named:
        extra.append(name_of(incident, lookup, say))
    return " · ".join([said, *extra])
