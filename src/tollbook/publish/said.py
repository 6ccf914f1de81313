"""What is said: the box of one incident, harm by harm, with who acknowledges and who is said to be responsible."""

from dataclasses import dataclass

from tollbook.publish import figures
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import Phrases, capital
from tollbook.publish.speakers import Speaker, speaker

ALWAYS = ("killed", "injured", "missing", "detained")  # of these the box says so where nothing is stated
MOST_ITEMS = 5


@dataclass(frozen=True, slots=True)
class Saying:
    """One speaker of an item, with the claim that holds the words."""

    claim: str
    speaker: Speaker
    acknowledged: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One figure and everyone who states it. ``how``: "", or a word for a claim that stands outside the span."""

    figure: str
    how: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A toll in small type. ``low`` and ``high`` name a claim each that states the bound, where one does."""

    toll: str
    words: str
    about: str
    notes: tuple[str, ...]
    why: str | None
    claim: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one harm."""

    harm: str
    harm_words: str
    items: tuple[Item, ...]
    more: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """Who is said to be responsible, according to whom."""

    role: str
    party: str
    claim: str | None
    speaker: Speaker | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Box:
    """Items 1 to 2 of the page for one incident."""

    heading: str
    said: tuple[Said, ...]
    unstated: str | None
    acknowledged: tuple[tuple[str, str, str], ...]
    responsibility: tuple[str, ...]
    held: tuple[Held, ...]
    labels: tuple[tuple[str, str, Speaker], ...]


def box(incident: Json, lookup: Lookup, say: Phrases) -> Box:
    """The box of an incident."""
    tolls = figures.mostly(list(incident.get("tolls", ())))
    said = tuple(_said(harm, tolls.get(harm), incident, lookup, say) for harm in harms_of(incident, lookup, say))
    return Box(
        heading=_heading(tolls, said, say),
        said=said,
        unstated=_unstated(said, say),
        acknowledged=_acknowledged(tolls, lookup, say),
        responsibility=_responsibility(tolls, lookup, say),
        held=tuple(_held(role, lookup, say) for role in incident.get("roles", ())),
        labels=_labels(incident, lookup, say),
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
    return sorted(stated, key=lambda harm: (known.index(harm) if harm in known else len(known), harm))


def _said(harm: str, toll: Json | None, incident: Json, lookup: Lookup, say: Phrases) -> Said:
    items = _items(_in_box(harm, toll, incident, lookup), lookup, say)
    more = items[MOST_ITEMS:]
    rest = sum(len(item.sayings) for item in more)
    spans = [one for one in incident.get("tolls", ()) if one["harm"] == harm and one.get("mode") == "as-published"]
    first_rule = toll["rule"] if toll else None
    return Said(
        harm=harm,
        harm_words=say.code("harms", harm),
        items=tuple(items[:MOST_ITEMS]),
        more=say.say("box.more", claims=say.counted("counts.rows_more", rest)) if more else None,
        spans=tuple(_span(one, toll, lookup, say) for one in spans if one["rule"] == first_rule or toll is None),
    )


def _in_box(harm: str, toll: Json | None, incident: Json, lookup: Lookup) -> list[Json]:
    """Claims the span rests on, words without a number, and denials; not what is believed or supposed."""
    used = set((toll or {}).get("used") or ())
    aside = {one["claim"]: one["reason"] for one in (toll or {}).get("set_aside") or ()}
    return [
        claim
        for claim in lookup.claims_of(incident)
        if claim["harm"] == harm
        and (
            claim["id"] in used
            or aside.get(claim["id"]) == "vague-no-convention"
            or (claim["kind"] == "count" and claim.get("stance") in ("denies", "doubts"))
            or (toll is None and claim["kind"] == "count" and claim.get("stance") in ("asserts", "estimates"))
        )
    ]


def _items(claims: list[Json], lookup: Lookup, say: Phrases) -> list[Item]:
    groups: dict[tuple[object, ...], list[Json]] = {}
    for claim in sorted(
        claims, key=lambda one: (_how(one) != "", figures.size(one), one["source"], one["start"], one["id"])
    ):
        groups.setdefault((_how(claim), *figures.sameness(claim)), []).append(claim)
    return [
        Item(
            figure=figures.figure(group[0], say),
            how=_how(group[0]),
            sayings=tuple(
                Saying(one["id"], speaker(one, lookup, say), one["id"] in lookup.acknowledged) for one in group
            ),
        )
        for group in groups.values()
    ]


def _how(claim: Json) -> str:
    if claim.get("stance") in ("denies", "doubts"):
        return "denied" if claim["stance"] == "denies" else "doubted"
    return "word" if claim.get("form") == "vague" else ""


def _span(toll: Json, main: Json | None, lookup: Lookup, say: Phrases) -> Span:
    group = toll.get("group", "all")
    about = say.say("box.group_only", group=capital(say.noun(group, None))) if group != "all" else ""
    if toll.get("status") == "indeterminate":
        why = say.say("box.indeterminate", why=say.code("why", toll.get("why")))
        return Span(toll["id"], "", about, (), why, None)
    notes = []
    if toll.get("groups_differ"):
        groups = [say.noun(one, None) for one in toll.get("groups") or ()]
        notes.append(say.say("box.groups_differ", groups=say.listed(groups)))
    if toll.get("derived"):
        notes.append(say.say("box.derived"))
    words = say.say("box.span", span=f"{figures.span(toll, say)} {say.noun(group, _top(toll))}")
    return Span(toll["id"], words, about, tuple(notes), None, None)


def _top(toll: Json) -> int | None:
    top = toll.get("highest_stated")
    return top if top is not None else toll.get("low")


def _heading(tolls: dict[str, Json], said: tuple[Said, ...], say: Phrases) -> str:
    for harm, toll in tolls.items():
        if harm not in [one.harm for one in said][:1]:
            continue
        name, low, top = capital(say.code("harms", harm)), toll.get("low"), _top(toll)
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
        return say.say("box.heading_words", harm=capital(said[0].harm_words))
    return say.say("box.heading_none")


def _unstated(said: tuple[Said, ...], say: Phrases) -> str | None:
    silent = [say.code("harms", harm) for harm in ALWAYS if harm not in {one.harm for one in said}]
    return capital(say.say("box.none", harms=say.listed(silent))) if silent else None


def _acknowledged(tolls: dict[str, Json], lookup: Lookup, say: Phrases) -> tuple[tuple[str, str, str], ...]:
    """(claim, "24 prisoners killed", speaker) of each figure an authority states in its own name."""
    ids = [one for toll in tolls.values() for one in toll.get("acknowledged_by") or ()]
    return tuple(
        (
            claim["id"],
            f"{figures.figure(claim, say)} {say.code('harms', claim['harm'])}",
            speaker(claim, lookup, say).name,
        )
        for claim in lookup.chosen(ids)
    )


def _responsibility(tolls: dict[str, Json], lookup: Lookup, say: Phrases) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for toll in tolls.values():
        if toll.get("acknowledged_by"):
            names = dict.fromkeys(speaker(one, lookup, say).name for one in lookup.chosen(toll["acknowledged_by"]))
            what = say.code("responsibility", toll.get("responsibility") or "not_stated")
            found[say.say("box.responsibility_by", what=what, who=say.listed(list(names)))] = None
    return tuple(found)


def _held(role: Json, lookup: Lookup, say: Phrases) -> Held:
    claim = lookup.claims.get(str(role.get("claim")))
    return Held(
        role=say.code("roles", role.get("role")),
        party=str(role.get("party") or say.say("figures.not_stated")),
        claim=claim["id"] if claim else None,
        speaker=speaker(claim, lookup, say) if claim else None,
        note=str(role["note"]) if role.get("note") else None,
    )


def _labels(incident: Json, lookup: Lookup, say: Phrases) -> tuple[tuple[str, str, Speaker], ...]:
    """What the incident is called, and by whom; a charge is no name of it."""
    return tuple(
        (claim["id"], str(claim["value"].get("label") or claim["words"]), speaker(claim, lookup, say))
        for claim in lookup.claims_of(incident)
        if claim["kind"] == "label"
        and claim.get("value")
        and not claim["value"].get("charge")
        and not claim["value"].get("of")
    )
