"""The section "Obligations" of a chapter: what bound the state on the day, what documents name, deaths in custody. It
says what bound, and never that anything was breached."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tollbook.publish import days
from tollbook.publish.individuals import words_shown
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.obligations_line import Line, is_of_deaths, line_of
from tollbook.publish.phrases import Phrases, capital
from tollbook.publish.speakers import Speaker, speaker


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the table. ``bound`` is a code; ``cited``: where it was read, and how far that was checked."""

    id: str
    name: str
    bound: str
    bound_words: str
    position: str
    articles: tuple[tuple[str, str], ...]
    cited: str
    unverified: bool
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that stood alike. ``open``: shown without being asked for. ``held``: the positions on them, given once."""

    code: str
    heading: str
    note: str
    texts: tuple[Text, ...]
    open: bool
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a document on it, with their speaker. ``more``: what stands beside them, each in words."""

    words: str
    href: str
    language: str | None
    speaker: Speaker
    more: tuple[str, ...] = ()
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Presumed:
    """Who stated the presumption, when in relation to the event, and how it reaches the state."""

    citation: str
    says: str
    when: str
    reaches: str
    contested: bool


@dataclass(frozen=True, slots=True)
class Custody:
    """Deaths of people whom a state held. Nothing ``investigated`` is: none found in these documents."""

    says: str
    statements: tuple[Presumed, ...]
    investigated: tuple[Words, ...]
    access: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """``unknown``: why no more can be said, "" where it can."""

    heading: str
    unknown: str
    custody: Custody | None
    named: tuple[Words, ...]
    groups: tuple[Group, ...]
    line: Line | None


def section(incident: Json, lookup: Lookup, say: Phrases) -> Section | None:
    """None where the record says nothing of what bound the state."""
    found = lookup.obliged_of.get(incident["id"])
    if found is None:
        return None
    return Section(
        heading=_heading(found, say),
        unknown=_unknown(found, say),
        custody=_custody(found, lookup, say),
        named=tuple(_named(found, lookup, say)),
        groups=tuple(_groups(found, say)),
        line=line_of(found, say),
    )


def day_of(found: Json, say: Phrases) -> str:
    """The day or days of the event in words; "" where they are not known."""
    first, last = found["first"], found["last"]
    if not first or not last:
        return ""
    return days.in_words(first if first == last else f"{first}/{last}", say) or ""


def _heading(found: Json, say: Phrases) -> str:
    if _unknown(found, say):
        return say.say("obligations.heading_unknown")
    binding = [one for one in found["norms"] if one["bound"] == "yes" and not one["premise"]]
    contested = sum(one["bound"] == "contested" for one in found["norms"])
    named = {"state": found["state_name"], "day": day_of(found, say)}
    words = capital(say.counted("obligations.heading", len(binding))).format(**named)
    more = say.counted("obligations.and_contested", contested) if contested else ""
    return f"{words}{more}"


def _unknown(found: Json, say: Phrases) -> str:
    if not found["state"]:
        return say.say("obligations.no_state")
    if not day_of(found, say):
        return say.say("obligations.no_day")
    treaties = [one for one in found["norms"] if one["kind"] == "treaty"]
    return "" if treaties else say.say("obligations.not_held", state=found["state_name"])


def _groups(found: Json, say: Phrases) -> Iterator[Group]:
    named = frozenset(one["norm"] for one in found["invoked"])
    left = sorted(found["norms"], key=lambda one: _rank(one, named))
    for code in say.entry("obligations.groups"):
        part = [one for one in left if _belongs(one, code)]
        left = [one for one in left if one not in part]
        words = say.entry(f"obligations.groups.{code}")
        if part:
            texts = tuple(_text(one, say) for one in part)
            held = tuple(map(capital, found["held"])) if code == "contested" else ()
            yield Group(code, words["heading"], words.get("note", ""), texts, code in ("bound", "contested"), held)


def _belongs(one: Json, code: str) -> bool:
    match code:
        case "bound":
            return one["bound"] == "yes" and not one["premise"] and is_of_deaths(one)
        case "bound_too":
            return one["bound"] == "yes" and not one["premise"]
        case "contested":
            return bool(one["bound"] == "contested")
        case "premise":
            return bool(one["premise"])
        case "standing":
            return one["status"] in ("standard", "commitment")
        case "later":
            return one["status"] in ("later_restatement", "earlier_version", "later_text", "commitment_later")
        case _:
            return True


def _rank(one: Json, named: frozenset[str]) -> tuple[bool, int]:
    """Those that documents name come first, then those that say most of it."""
    return one["norm"] not in named, -sum(bool(at) for at in one["articles"].values())


def _text(one: Json, say: Phrases) -> Text:
    checked = say.say("obligations.checked", day=days.in_words(one["checked_on"], say)) if one["checked_on"] else ""
    second = say.counted("obligations.second", len(one["second"])) if one["second"] else ""
    return Text(
        id=one["norm"],
        name=one["name"],
        bound=one["bound"],
        bound_words=say.entry("obligations.bound")[one["status"] if one["bound"] == "no" else one["bound"]],
        position=capital(one["brief"] or one["position"]),
        articles=tuple(_articles(one, say)),
        cited="; ".join(filter(None, (one["citation"], checked, second))),
        unverified=bool(one["unverified"]),
        also=tuple(filter(None, (one["premise"], *one["declarations"], one["note"]))),
    )


def _articles(one: Json, say: Phrases) -> Iterator[tuple[str, str]]:
    """By topic; custom has no articles."""
    for topic, at in ((topic, at) for topic, at in one["articles"].items() if at):
        yield say.entry("obligations.topics")[topic], "" if one["kind"] == "custom" else ", ".join(at)


def _named(found: Json, lookup: Lookup, say: Phrases) -> Iterator[Words]:
    """What documents name, each beside how it stood that day."""
    texts = {one["norm"]: one for one in found["norms"]}
    for one in found["invoked"]:
        claim = lookup.claims.get(one["claim"])
        if claim is not None:
            text = texts.get(one["norm"])
            more = tuple(_beside(one, text, say))
            yield replace(_words(claim, lookup, say, more), contested=_is_contested(text))


def _is_contested(text: Json | None) -> bool:
    """Whether both positions on it are given once, in a group of their own."""
    return text is not None and text["bound"] == "contested"


def _beside(one: Json, text: Json | None, say: Phrases) -> Iterator[str]:
    yield say.say("obligations.says", says=say.entry("obligations.named_as")[one["says"]], words=one["words"])
    if text is None:
        yield say.say("obligations.not_found")
        return
    position = say.say("obligations.contested_once", brief=text["brief"]) if text["brief"] else text["position"]
    yield f"{text['called']}: {position}."
    if one["differs"]:
        yield say.say("obligations.differs", differs=one["differs"])


def _custody(found: Json, lookup: Lookup, say: Phrases) -> Custody | None:
    held = found["custody"]
    if held is None:
        return None
    texts = {one["norm"]: one for one in found["norms"]}
    statements = (
        Presumed(
            one["citation"],
            capital(one["says"]),
            say.say("obligations.custody.later" if one["later"] else "obligations.custody.earlier"),
            capital(one["reaches"]) if one["reaches"] else say.say("obligations.custody.of_no_treaty"),
            _is_contested(texts.get(one["norm"])),
        )
        for one in held["statements"]
    )
    return Custody(
        held["because"],
        tuple(statements),
        tuple(_of(held["investigated"], lookup, say)),
        tuple(_of(held["access"], lookup, say)),
    )


def _of(ids: Sequence[str], lookup: Lookup, say: Phrases) -> Iterable[Words]:
    return (_words(claim, lookup, say) for claim in lookup.chosen(list(ids)))


def _words(claim: Json, lookup: Lookup, say: Phrases, more: tuple[str, ...] = ()) -> Words:
    quote = str(claim.get("quote") or claim.get("words") or "")
    return Words(
        words_shown(claim, quote, say),
        f"#claim-{claim['id']}",
        claim.get("language"),
        speaker(claim, lookup, say),
        more,
    )
