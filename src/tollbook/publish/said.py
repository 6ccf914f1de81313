"""What is said: the box of one incident, harm by harm, with who acknowledges and who is said to be responsible."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tollbook.publish import figures
from tollbook.publish.individuals import party_shown
from tollbook.publish.items import Item, Saying, items_of, shown
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.names import documents_of, harm_of, numbers_of
from tollbook.publish.nouns import noun_stated
from tollbook.publish.phrases import Phrases, capital
from tollbook.publish.review import review_words
from tollbook.publish.speakers import Speaker, reported_in, speaker
from tollbook.publish.statements import statement

ALWAYS = ("killed", "injured", "missing", "detained")  # of these the box says so where nothing is stated
MOST_LABELS = 3
MOST_CAUSES = 3
GRAVE = {"killed", "injured", "casualties"}


@dataclass(frozen=True, slots=True)
class Span:
    """A toll in small type; no ``words`` where one claim states it all. ``why``: a rule that could not decide."""

    toll: str
    words: str
    about: str
    notes: tuple[str, ...]
    groups: str
    why: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one harm. ``free``: no rule made a span of it, so that its items are where notes lead back to.
    ``rest``: how many sayings ``more`` counts. ``review``: how far its claims were checked;
    ``reviewed``: whether any was."""

    harm: str
    harm_words: str
    items: tuple[Item, ...]
    free: bool
    more: str | None
    spans: tuple[Span, ...]
    rest: int
    review: str = ""
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who has a role. ``first``: the first party of its claim, whose id on the page is one."""

    name: str
    claim: str | None
    first: bool


@dataclass(frozen=True, slots=True)
class Held:
    """Who is said to be responsible, according to whom. ``label``: the source's own word over a field. ``put``: the
    phrase for how its speaker puts it, "according" or that it is "denied" or "doubted"."""

    role: str
    parties: tuple[Party, ...]
    speaker: Speaker | None
    label: str | None
    put: str = "according"


@dataclass(frozen=True, slots=True)
class CauseSaid:
    """What is said to have caused it."""

    claim: str
    says: str
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Called:
    """Words that one speaker uses for it, each once with a claim; ``more`` stand further down the page."""

    speaker: Speaker
    words: tuple[tuple[str, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Box:
    """Items 1 to 2 of the page for one incident. ``silent``: what no claim was read about.
    ``alone``: one document tells it all."""

    heading: str
    said: tuple[Said, ...]
    acknowledged: bool
    responsibility: tuple[str, ...]
    held: tuple[Held, ...]
    causes: tuple[CauseSaid, ...]
    called: tuple[Called, ...]
    silent: str
    alone: bool

    @property
    def claims(self) -> dict[str, bool]:
        """The claims that stand here, and whether their notes lead back here and nowhere else."""
        found = {one.claim: harm.free for harm in self.said for item in harm.items for one in item.sayings}
        return found | {one.claim: True for one in self.causes}


def box(incident: Json, lookup: Lookup, say: Phrases) -> Box:
    """The box of an incident."""
    tolls = figures.mostly(list(incident.get("tolls", ())))
    said = tuple(_said(harm, tolls.get(harm), incident, lookup, say) for harm in harms_of(incident, lookup, say))
    held, causes = _held(incident, lookup, say), _causes(incident, lookup, say)
    return Box(
        heading=_heading(tolls, said, say),
        said=_reporting(said, incident, lookup, say),
        acknowledged=any(toll.get("acknowledged_by") for toll in tolls.values()),
        responsibility=_responsibility(tolls, lookup, say),
        held=held,
        causes=causes,
        called=_called(incident, lookup, say),
        silent=_silent(said, held, causes, say),
        alone=len(documents_of(incident, lookup)) == 1,
    )


def harms_of(incident: Json, lookup: Lookup, say: Phrases) -> list[str]:
    """The harms that have a toll or a stated figure, in the order of the vocabulary."""
    known = list(say.entry("codes.harms"))
    stated = {toll["harm"] for toll in incident.get("tolls", ())}
    stated |= {
        claim["harm"]
        for claim in lookup.claims_of(incident)
        if claim["kind"] == "count" and claim.get("stance") not in ("believes", "hypothetical")
    }
    if stated & GRAVE:
        stated.discard("present")  # no harm: told among the other statements
    return sorted(stated, key=lambda harm: (known.index(harm) if harm in known else len(known), harm))


def _said(harm: str, toll: Json | None, incident: Json, lookup: Lookup, say: Phrases) -> Said:
    claims = _in_box(harm, toll, incident, lookup)
    words = harm_of(toll, lookup, say) if toll else figures.harm_word(harm, claims, say)
    items = items_of(claims, incident, toll, words, lookup, say)
    kept = shown(items, claims, toll, lookup)
    rest = sum(len(item.sayings) for item in items) - sum(len(item.sayings) for item in kept)
    spans = [one for one in incident.get("tolls", ()) if one["harm"] == harm and one.get("mode") == "as-published"]
    return Said(
        harm=harm,
        harm_words=words,
        items=kept,
        free=toll is None,
        more=say.say("box.more", claims=say.counted("counts.rows_more", rest)) if rest else None,
        spans=tuple(_span(one, lookup, say) for one in spans if toll is None or _adds(one, toll)),
        rest=rest,
        review=review_words(toll or {}, say),
        reviewed=bool((toll or {}).get("checked", {}).get("n_checked")),
    )


def _in_box(harm: str, toll: Json | None, incident: Json, lookup: Lookup) -> list[Json]:
    """Claims the span rests on, words without a number, and denials; not what is believed or supposed."""
    used = set((toll or {}).get("used") or ())
    aside = {one["claim"]: one["reason"] for one in (toll or {}).get("set_aside") or ()}
    return [
        claim
        for claim in lookup.claims_of(incident)
        if claim["harm"] == harm
        and lookup.stands(claim)
        and (
            claim["id"] in used
            or aside.get(claim["id"]) == "vague-no-convention"
            or (claim["kind"] == "count" and claim.get("stance") in ("denies", "doubts"))
            or (toll is None and claim["kind"] == "count" and claim.get("stance") in ("asserts", "estimates"))
        )
    ]


def _adds(toll: Json, main: Json) -> bool:
    """Whether a toll says more than the box does: the main one, and groups with a span or a claim of their own."""
    if toll is main or toll["rule"] != main["rule"]:
        return toll is main
    used = set(toll.get("used") or ())
    return len(used) > 1 or bool(used - set(main.get("used") or ()))


def _span(toll: Json, lookup: Lookup, say: Phrases) -> Span:
    group = toll.get("group", "all")
    about = say.say("box.group_only", group=capital(say.noun(group, None))) if group != "all" else ""
    if toll.get("status") == "indeterminate":
        why = say.say("box.indeterminate", why=say.code("why", toll.get("why")))
        return Span(toll["id"], "", about, (), "", why)
    notes = [say.say("box.derived")] if toll.get("derived") else []
    used = lookup.chosen(list(toll.get("used") or ()))
    notes += [say.say("box.withdrawn")] if any(map(lookup.is_withdrawn, used)) else []
    named = figures.groups_named(used)
    groups = [say.noun(one, None) for one in named] if len(named) > 1 else []
    if groups:
        notes.append(say.say("box.groups_differ"))
    if len(used) == 1 and group == "all" and not notes:
        return Span(toll["id"], "", "", (), "", None)
    alike = len(named) == 1 and all(noun_stated(claim) for claim in used)
    noun = say.noun(named[0], _top(toll)) if alike else ""
    words = say.say("box.span", span=f"{figures.span(toll, say)} {noun}".strip())
    return Span(toll["id"], words, about, tuple(notes), say.listed(groups), None)


def _top(toll: Json) -> int | None:
    top = toll.get("highest_stated")
    return top if top is not None else toll.get("low")


def _heading(tolls: dict[str, Json], said: tuple[Said, ...], say: Phrases) -> str:
    for harm, toll in tolls.items():
        if harm not in [one.harm for one in said][:1]:
            continue
        name, low, top = capital(said[0].harm_words), toll.get("low"), _top(toll)
        if low is None and top is None:
            break
        values = {"harm": name, "low": say.number(low or 0), "high": say.number(top or 0)}
        if low is None:
            return say.say("box.heading_most", **values)
        if toll.get("open") and top == low:
            return say.say("box.heading_least", **values)
        if top == low:
            return say.say("box.heading_one", **values)
        return say.say("box.heading_open" if toll.get("open") else "box.heading", **values)
    if said and said[0].items:
        first = said[0].items[0]
        return say.say("box.heading_first", harm=capital(said[0].harm_words), figure=first.figure)
    return say.say("box.heading_none")


def _silent(said: tuple[Said, ...], held: tuple[Held, ...], causes: tuple[CauseSaid, ...], say: Phrases) -> str:
    """The same questions for every incident: what no claim was read about."""
    told = {one.harm for one in said}
    found = [say.say("box.silent_role")] if not held else []
    found += [say.say("box.silent_cause")] if not causes else []
    found += [say.say("box.silent_harm", harm=say.code("harms", harm)) for harm in ALWAYS if harm not in told]
    return say.listed(found)


def _responsibility(tolls: dict[str, Json], lookup: Lookup, say: Phrases) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for toll in tolls.values():
        if toll.get("acknowledged_by"):
            names: dict[str, str] = {}  # by voice, the name of it that tells most
            for one in lookup.chosen(toll["acknowledged_by"]):
                name = speaker(one, lookup, say).name
                voice = lookup.voice_of.get((one["incident"], one["id"]), {}).get("id", name.casefold())
                names[voice] = max(names.get(voice, ""), name, key=len)
            known = str(toll.get("responsibility") or "to_be_read")
            words = say.entry("box.responsibility_said").get(known, "{who}: {what}")
            found[words.format(who=say.listed(list(names.values())), what=say.code("responsibility", known))] = None
    return tuple(found)


def _reporting(said: tuple[Said, ...], incident: Json, lookup: Lookup, say: Phrases) -> tuple[Said, ...]:
    """Says of every figure whose document another wrote who reports it: a document's title once, then "there"."""
    last: str | None = None
    found, numbers = [], numbers_of(incident, lookup)
    for one in said:
        items = []
        for item in one.items:
            runs = [_reporter(saying, lookup) for saying in item.sayings]
            words, last = reported_in(runs, numbers, last, say)
            told = tuple(
                replace(saying, reported=_in_several(saying, numbers, lookup, say) or word)
                for saying, word in zip(item.sayings, words, strict=True)
            )
            items.append(replace(item, sayings=told))
        found.append(replace(one, items=tuple(items)))
    return tuple(found)


def _in_several(saying: Saying, numbers: Mapping[str, int], lookup: Lookup, say: Phrases) -> str | None:
    """The documents that report one speaker's figure, where they are several and numbered."""
    sources = {str(lookup.claims[claim]["source"]) for claim in (saying.claim, *saying.again)}
    if len(sources) < 2 or saying.speaker.reported is None or not sources <= numbers.keys():
        return None
    return say.say("speakers.reported_numbers", n=say.listed([str(n) for n in sorted(numbers[one] for one in sources)]))


def _reporter(saying: Saying, lookup: Lookup) -> tuple[str, str] | None:
    title = saying.speaker.reported
    return (str(lookup.claims[saying.claim]["source"]), title) if title is not None else None


_PUT = {"denies": "denied", "doubts": "doubted"}


def _held(incident: Json, lookup: Lookup, say: Phrases) -> tuple[Held, ...]:
    """Roles as they are told, those of one speaker together."""
    seen: set[str] = set()
    found: dict[tuple[str, Speaker | None, str | None, str], list[Party]] = {}
    for role in incident.get("roles", ()):
        claim = lookup.claims.get(str(role.get("claim")))
        by, label = (speaker(claim, lookup, say), _label(claim, lookup)) if claim else (None, None)
        party = party_shown(str(role["party"]), say) if role.get("party") else say.say("figures.not_stated")
        put = _PUT.get(str(claim.get("stance")), "according") if claim else "according"
        listed = found.setdefault((say.code("roles", role.get("role")), by, label, put), [])
        listed.append(Party(party, claim["id"] if claim else None, claim is not None and claim["id"] not in seen))
        seen.update([claim["id"]] if claim else [])
    return tuple(Held(role, tuple(parties), by, label, put) for (role, by, label, put), parties in found.items())


def _label(claim: Json, lookup: Lookup) -> str | None:
    """The source's own word over the field that the claim stands in."""
    passage = lookup.passage(claim["source"], claim["start"]) or {}
    return str(passage.get("label") or "") or None


def _causes(incident: Json, lookup: Lookup, say: Phrases) -> tuple[CauseSaid, ...]:
    """What speakers state to have caused it; not what is believed or supposed."""
    return tuple(
        CauseSaid(claim["id"], _cause(claim, lookup, say), speaker(claim, lookup, say))
        for claim in lookup.claims_of(incident)
        if claim["kind"] == "cause" and claim.get("stance") in ("asserts", "estimates") and lookup.stands(claim)
    )[:MOST_CAUSES]


def _cause(claim: Json, lookup: Lookup, say: Phrases) -> str:
    value = claim.get("value") or {}
    if value.get("cause") and value.get("effect"):
        return say.say("box.cause_of", cause=value["cause"], effect=value["effect"])
    return statement(claim, lookup, say).says


def _called(incident: Json, lookup: Lookup, say: Phrases) -> tuple[Called, ...]:
    """What the incident is called; a charge is no name."""
    found: dict[Speaker, dict[str, str]] = {}
    for claim in lookup.claims_of(incident):
        value = claim.get("value") or {}
        named = claim["kind"] == "label" and not value.get("charge") and not value.get("of")
        if named and claim.get("stance") in ("asserts", "estimates") and lookup.stands(claim):
            words = found.setdefault(speaker(claim, lookup, say), {})
            words.setdefault(str(value.get("label") or claim["words"]), claim["id"])
    return tuple(
        Called(who, tuple((claim, one) for one, claim in words.items())[:MOST_LABELS], max(0, len(words) - MOST_LABELS))
        for who, words in found.items()
    )
