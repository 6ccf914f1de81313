"""What changed, in words: the same for the terminal and for the notice."""

from collections.abc import Iterator
from dataclasses import dataclass

from tollbook.publish import days, figures
from tollbook.publish.changed_claims import SUPERSEDED, USED, Move
from tollbook.publish.changes import Bounds, Changes, Edition, IncidentChange, TollChange
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.names import harm_of, name_of
from tollbook.publish.phrases import Phrases, capital, short
from tollbook.publish.review import aside_words
from tollbook.publish.speakers import speaker
from tollbook.publish.statements import statement

MOST_REASONS = 50  # of one harm; --json has them all
LONGEST = 600  # characters of a quote
_STEERS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))  # what turns the direction of words


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a figure says, before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that changed, or that rests on other claims (``same``). ``everyone``: it is not of one group alone."""

    name: str
    before: str
    after: str
    rows: tuple[Row, ...]
    same: bool
    everyone: bool
    voices: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a claim with its speaker and words, and what became of it. ``words`` "" where no one claim explains it.
    ``file``, ``title``: its document."""

    says: str
    who: str
    words: str
    language: str | None
    title: str
    file: str
    became: str


@dataclass(frozen=True, slots=True)
class Harm:
    """The figures of one harm, and why they changed."""

    name: str
    figures: tuple[Figure, ...]
    reasons: tuple[Reason, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Told:
    """One incident of which something changed. ``notes``: what became of the incident itself."""

    title: str
    when: str
    main: bool
    notes: tuple[str, ...]
    harms: tuple[Harm, ...]
    disagreements: tuple[tuple[str, ...], tuple[str, ...]]
    unknowns: tuple[tuple[str, ...], tuple[str, ...]]


def apart(words: object) -> str:
    """Words of a source within a sentence of ours, so that their direction does not turn the rest of it."""
    return f"\u2068{str(words).translate(_STEERS)}\u2069"


def as_of(one: Edition, say: Phrases, table: str = "changes") -> str:
    """The day that a dossier speaks of."""
    day = days.in_words(one.as_of, say)
    return say.say(f"{table}.as_of", day=day) if day else say.say(f"{table}.as_of_unknown")


def made_otherwise(changes: Changes, say: Phrases) -> list[str]:
    """What changed for the whole record: rules, version, status."""
    one, other = changes.editions
    found = [say.say(f"changes.rule_{what}", rule=rule) for rule, what in changes.rules]
    if one.version != other.version:
        found.append(say.say("changes.version", before=one.version, after=other.version))
    if one.status != other.status:
        was, now = (say.code("status", each.status) for each in (one, other))
        found.append(say.say("changes.status", before=was, after=now))
    return found


def told(change: IncidentChange, changes: Changes, say: Phrases) -> Told:
    """One incident in words."""
    pair, compared = change.pair, changes.compared
    lookup, id_ = (compared.after, pair.after) if pair.after else (compared.before, pair.before or "")
    incident = lookup.incidents[id_]
    harms = dict.fromkeys(one.harm for one in change.tolls)
    return Told(
        title=name_of(incident, lookup, say),
        when=days.in_words(incident.get("when"), say) or say.say("page.date_unknown"),
        main=change.main,
        notes=tuple(_notes(change, changes, say)),
        harms=tuple(_harm([one for one in change.tolls if one.harm == harm], changes, say) for harm in harms),
        disagreements=(change.disagreements.opened, change.disagreements.closed),
        unknowns=(change.unknowns.opened, change.unknowns.closed),
    )


def _notes(change: IncidentChange, changes: Changes, say: Phrases) -> Iterator[str]:
    pair, compared = change.pair, changes.compared
    if pair.kind in ("new", "gone"):
        yield say.say(f"changes.{pair.kind}")
    if pair.kind == "moved":
        yield say.counted("changes.moved", pair.shared)
    if pair.kind in ("joined", "split") and pair.with_:
        lookup = compared.after if pair.kind == "joined" else compared.before
        form = say.entry(f"changes.{pair.kind}")["one" if pair.shared == 1 else "other"]
        yield form.replace("{{title}}", "{title}").format(
            n=say.number_word(pair.shared), title=apart(name_of(lookup.incidents[pair.with_], lookup, say))
        )
    for fact, before, after in change.facts:
        was, now = (_fact(fact, value, say) for value in (before, after))
        yield say.say(f"changes.facts.{fact}", before=was, after=now)


def _fact(fact: str, value: str | None, say: Phrases) -> str:
    if value is None:
        return say.say("changes.not_known")
    if fact == "when":
        return days.in_words(value, say) or value
    return say.code("incident_kinds", value) if fact == "kind" else apart(value)


def _harm(tolls: list[TollChange], changes: Changes, say: Phrases) -> Harm:
    reasons = tuple(_reasons(tolls, changes, say))
    rest = len(reasons) - MOST_REASONS
    return Harm(
        name=_harm_word(tolls[0], changes, say),
        figures=tuple(_figure(one, changes, say) for one in tolls),
        reasons=reasons[:MOST_REASONS],
        more=say.counted("changes.more", rest) if rest > 0 else "",
    )


def _harm_word(change: TollChange, changes: Changes, say: Phrases) -> str:
    toll, lookup = changes.compared.tolls[change.ids[1] or change.ids[0] or ""]
    return capital(harm_of(toll, lookup, say))


def _figure(change: TollChange, changes: Changes, say: Phrases) -> Figure:
    everyone = change.group == "all"
    group = say.say("rules.everyone") if everyone else say.noun(change.group, None)
    both = (changes.compared.before.record["rules"], changes.compared.after.record["rules"])
    several = len({rule["id"] for rules in both for rule in rules}) > 1 or change.mode != "as-published"
    name = say.say(
        "changes.figure_by_rule" if several else "changes.figure",
        harm=_harm_word(change, changes, say),
        group=group,
        rule=change.rule,
        mode=say.code("modes", change.mode),
    )
    was, now = change.voices
    voices = say.counted("changes.voices", now) if was != now and change.before and change.after else ""
    return Figure(
        name=name,
        before=_span(change.before, say),
        after=_span(change.after, say),
        rows=tuple(_rows(change.before, change.after, say)) if change.before and change.after else (),
        same=not change.other_figures,
        everyone=everyone,
        voices=say.say("changes.voices_before", voices=voices, before=say.number_word(was)) if voices else "",
    )


def _span(bounds: Bounds | None, say: Phrases) -> str:
    if bounds is None:
        return say.say("changes.no_figure")
    if bounds.status == "indeterminate":
        return say.say("changes.indeterminate")
    return figures.span({"low": bounds.low, "highest_stated": bounds.highest_stated, "open": bounds.open}, say)


def _rows(before: Bounds, after: Bounds, say: Phrases) -> Iterator[Row]:
    """Each number that is another; the highest by its name where it closes the top both times."""
    names, closed = say.entry("changes.rows"), not (before.open or after.open)
    for field in ("low", "best", "highest_stated"):
        was, now = getattr(before, field), getattr(after, field)
        if was != now:
            name = "high" if field == "highest_stated" and closed else field
            yield Row(str(names[name]), _number(was, say), _number(now, say))
    if before.open != after.open:
        ends = [say.say("changes.open" if one.open else "changes.closed") for one in (before, after)]
        yield Row(str(names["open"]), *ends)
    stated = [_acknowledged(one, say) for one in (before, after)]
    if stated[0] != stated[1]:
        yield Row(str(names["acknowledged"]), *stated)
    if before.responsibility != after.responsibility:
        laid = [say.code("responsibility", one.responsibility) for one in (before, after)]
        if laid[0] != laid[1]:
            yield Row(str(names["responsibility"]), *laid)


def _number(number: int | None, say: Phrases) -> str:
    return say.say("changes.none") if number is None else say.number(number)


def _acknowledged(bounds: Bounds, say: Phrases) -> str:
    low, high = bounds.acknowledged_low, bounds.acknowledged_high
    if low is None and high is None:
        return say.say("changes.none")
    return figures.span({"low": low, "highest_stated": high, "open": low is not None and high is None}, say)


def _reasons(tolls: list[TollChange], changes: Changes, say: Phrases) -> Iterator[Reason]:
    """Each claim once, the figure for everyone first; then what no claim explains."""
    moves = dict.fromkeys(move for one in tolls for move in one.moves)
    seen: set[str] = set()
    for move in moves:
        if move.claim not in seen:
            seen.add(move.claim)
            yield _moved(move, changes, say)
    reread = dict.fromkeys(claim for one in tolls for claim in one.reread if claim not in seen)
    if reread:
        yield _plain(capital(say.counted("changes.reread", len(reread))))
    for code in dict.fromkeys(code for one in tolls for code in one.because if code != "read-otherwise"):
        yield _plain(say.say(f"changes.because.{code}"))


def _plain(became: str) -> Reason:
    return Reason("", "", "", None, "", "", became)


def _moved(move: Move, changes: Changes, say: Phrases) -> Reason:
    lookup = changes.compared.before if move.gone else changes.compared.after
    claim = lookup.claims[move.claim]
    source = lookup.sources[claim["source"]]
    return Reason(
        says=capital(statement(claim, lookup, say).says),
        who=", ".join((speaker(claim, lookup, say).name, *speaker(claim, lookup, say).also)),
        words=short(str(claim["quote"]), LONGEST),
        language=claim.get("language"),
        title=lookup.title(source["id"]),
        file=str(source["name"]),
        became=" ".join(_became(move, source, lookup, changes, say)),
    )


def _became(move: Move, source: Json, lookup: Lookup, changes: Changes, say: Phrases) -> Iterator[str]:
    by = [apart(lookup.sources[one]["name"]) for one in source.get("superseded_by") or () if one in lookup.sources]
    claim = lookup.claims[move.claim]
    because = aside_words(claim, move.after or "", lookup.claims, say)
    before = say.code("set_aside", move.before)
    yield say.say(
        f"changes.moves.{_key(move)}",
        source=apart(source["name"]),
        incident=_incident(move, changes, say),
        by=say.listed(by) or say.say("changes.not_known"),
        because=because,
        before=before,
    )
    if move.before is None and move.after != USED:
        yield say.say("changes.aside_at_once", because=because)
    if move.after is None and move.before not in (USED, SUPERSEDED):
        yield say.say("changes.aside_before", before=before)


def _key(move: Move) -> str:
    way = "in" if move.before is None else "out"
    if move.why == "moved":
        return f"moved-{way}" if move.incident else f"moved-{way}-loose"
    return f"source-changed-{way}" if move.why == "source-changed" else move.why


def _incident(move: Move, changes: Changes, say: Phrases) -> str:
    lookup = changes.compared.before if move.before is None else changes.compared.after
    incident = lookup.incidents.get(move.incident or "")
    return apart(name_of(incident, lookup, say)) if incident else say.say("changes.not_known")


def source_sentences(changes: Changes, say: Phrases) -> Iterator[str]:
    """What became of each document."""
    for one in changes.sources:
        was, now = (say.counted("counts.claims", n) for n in one.claims)
        yield say.say(
            f"changes.sources.{one.kind}",
            name=apart(one.name[1] or one.name[0]),
            before=apart(one.name[0]) if one.kind == "renamed" else was,
            claims=was if one.kind == "gone" else now,
            by=say.listed([apart(name) for name in one.by]),
        )


def issue_sentences(changes: Changes, say: Phrases) -> Iterator[str]:
    """How many issues of each code there were and are."""
    for code, before, after in changes.issues:
        what = say.entry("codes.issues").get(code)
        key = "changes.issue" if what else "changes.issue_plain"
        yield say.say(key, what=what, code=code, before=before, after=after)
