"""The back of the record: rules side by side with their steps, what was set aside and why, and the issues."""

from collections.abc import Iterator
from dataclasses import dataclass

from tollbook.publish import figures
from tollbook.publish.lookup import Json, Lookup, spans
from tollbook.publish.names import harm_of, name_of
from tollbook.publish.phrases import Phrases, capital
from tollbook.publish.review import aside_words, review_words
from tollbook.publish.speakers import Speaker, speaker
from tollbook.publish.statements import statement

LISTED = 24  # claims named in one step; more are counted


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """A claim by its figure."""

    claim: str
    words: str


@dataclass(frozen=True, slots=True)
class StepWords:
    """One step of a rule in words, with the claims it took."""

    says: str
    because: str | None
    claims: tuple[ClaimLink, ...]
    more: str | None


@dataclass(frozen=True, slots=True)
class TollRow:
    """Tolls in the table of rules: one, or several that use the same claims and give the same span. ``ids``: those
    whose place is this row; ``boxed``: the one whose place is the box."""

    ids: tuple[str, ...]
    boxed: str | None
    incident: str
    harm: str
    group: str
    rule: str
    mode: str
    span: str
    best: str
    review: str
    steps: tuple[StepWords, ...]


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule, what it says, whose it is, and where it was published."""

    id: str
    says: str
    whose: str
    citation: str
    in_force: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A claim that a rule did not use."""

    claim: str
    says: str
    speaker: Speaker
    because: str
    toll: str
    first: bool


@dataclass(frozen=True, slots=True)
class IssueWords:
    """An issue with its place. ``kind``: what its code means, "" where the messages hold no words for it."""

    code: str
    kind: str
    message: str
    severity: str
    words: str | None
    place: str
    href: str | None


def tolls(incident: Json, shown: frozenset[str], lookup: Lookup, say: Phrases) -> list[TollRow]:
    """Every toll of an incident; what is the same for everyone and for a group stands in one row."""
    return [_toll_row(incident, alike, shown, lookup, say) for alike in _alike(incident)]


def _alike(incident: Json) -> list[list[Json]]:
    """Tolls that differ in nothing but the group they are asked for."""
    found: dict[tuple[object, ...], list[Json]] = {}
    for toll in spans(incident):
        bounds = (toll.get("low"), toll.get("highest_stated"), toll.get("open"), toll.get("status"), toll.get("why"))
        asked = (toll["harm"], toll["rule"], toll.get("mode"))
        found.setdefault((*asked, *bounds, tuple(sorted(toll.get("used") or ()))), []).append(toll)
    return list(found.values())


def _toll_row(incident: Json, alike: list[Json], shown: frozenset[str], lookup: Lookup, say: Phrases) -> TollRow:
    toll = alike[0]
    groups = [
        say.say("rules.everyone") if one.get("group") == "all" else say.noun(one.get("group"), None) for one in alike
    ]
    return TollRow(
        ids=tuple(one["id"] for one in alike if one["id"] not in shown),
        boxed=next((one["id"] for one in alike if one["id"] in shown), None),
        incident=name_of(incident, lookup, say),
        harm=harm_of(toll, lookup, say),
        group=say.listed(groups),
        rule=str(toll["rule"]),
        mode=say.code("modes", toll.get("mode")),
        span=_span(toll, say),
        best=say.number(toll["best"]) if toll.get("best") is not None else say.say("rules.no_best"),
        review=review_words(toll, say),
        steps=tuple(steps_of(toll, lookup, say)),
    )


def steps_of(toll: Json, lookup: Lookup, say: Phrases) -> Iterator[StepWords]:
    """How a toll was reached, in words."""
    return (_step(step, bool(toll.get("open")), lookup, say) for step in toll.get("steps") or ())


def _span(toll: Json, say: Phrases) -> str:
    if toll.get("status") == "indeterminate":
        return say.say("box.indeterminate", why=say.code("why", toll.get("why")))
    return figures.span(toll, say)


def _step(step: Json, is_open: bool, lookup: Lookup, say: Phrases) -> StepWords:
    named = _bounding(step, lookup.chosen(list(step.get("inputs") or ())))
    value = say.number(step["value"]) if step.get("value") is not None else say.say("rules.nothing")
    of = say.say(f"rules.{step['of']}") if step.get("of") in ("low", "high") else ""
    known = step["op"] if f"step_{step['op']}" in say.entry("rules") else "other"
    says = say.say(
        f"rules.step_{known}", claims=say.counted("counts.claims", len(named)), value=value, of=of, op=step["op"]
    )
    if step["op"] == "max" and step.get("into") == "highest_stated" and is_open:
        says = f"{says}; {say.say('rules.open')}"
    table = {"drop": "set_aside", "keep": "keep"}.get(step["op"], "because")
    rest = len(named) - LISTED
    return StepWords(
        says=says,
        because=say.code(table, step["because"]) if step.get("because") else None,
        claims=tuple(ClaimLink(claim["id"], figures.figure(claim, say)) for claim in named[:LISTED]),
        more=say.counted("counts.rows_more", rest) if rest > 0 else None,
    )


def _bounding(step: Json, claims: list[Json]) -> list[Json]:
    """The claims that set a bound: "up to 150" is none of the lows, "at least 17" none of the highs."""
    of = step.get("of")
    if step["op"] not in ("min", "max") or of not in ("low", "high"):
        return claims
    return [claim for claim in claims if claim.get(of) is not None]


def rules(lookup: Lookup, say: Phrases) -> list[RuleWords]:
    """The rules that gave a figure."""
    return [
        RuleWords(
            id=str(rule["id"]),
            says=str(rule.get("says") or ""),
            whose=say.say("beside.whose", who=rule["publisher"]) if rule.get("publisher") else say.say("beside.ours"),
            citation=str((rule.get("reference") or {}).get("citation") or ""),
            in_force=_in_force(rule, say),
        )
        for rule in lookup.record.get("rules", ())
    ]


def _in_force(rule: Json, say: Phrases) -> str:
    first, last = [*(rule.get("in_force") or ()), None, None][:2]
    if first is None:
        return ""
    return say.say("rules.in_force_until" if last else "rules.in_force", first=first, last=last)


def set_aside(incident: Json, lookup: Lookup, say: Phrases) -> list[Aside]:
    """What was set aside in one incident, each claim once for each reason."""
    found: dict[tuple[str, str], tuple[Json, Json]] = {}
    for toll in spans(incident):
        for aside in toll.get("set_aside") or ():
            claim = lookup.claims.get(aside["claim"])
            if claim is not None:
                found.setdefault((claim["id"], aside["reason"]), (claim, toll))
    seen: set[str] = set()
    return [_aside(claim, reason, toll, seen, lookup, say) for (_, reason), (claim, toll) in found.items()]


def _aside(claim: Json, reason: str, toll: Json, seen: set[str], lookup: Lookup, say: Phrases) -> Aside:
    first = claim["id"] not in seen
    seen.add(claim["id"])
    return Aside(
        claim=claim["id"],
        says=statement(claim, lookup, say).says,
        speaker=speaker(claim, lookup, say),
        because=aside_words(claim, reason, lookup.claims, say),
        toll=toll["id"],
        first=first,
    )


def issues(lookup: Lookup, say: Phrases, severities: tuple[str, ...]) -> list[IssueWords]:
    """The issues of these severities, the gravest first."""
    found = [issue for issue in lookup.record.get("issues", ()) if issue.get("severity") in severities]
    found.sort(key=lambda issue: severities.index(issue["severity"]))
    return [_issue(issue, lookup, say) for issue in found]


def _issue(issue: Json, lookup: Lookup, say: Phrases) -> IssueWords:
    source, known = issue.get("source"), issue.get("source") in lookup.sources
    claims = [one for one in issue.get("claims") or () if one in lookup.claims]
    href = f"#claim-{claims[0]}" if claims else f"#source-{source}" if known else None
    return IssueWords(
        code=str(issue["code"]),
        kind=str(say.entry("codes.issues").get(issue["code"], "")),
        message=str(issue["message"]),
        severity=say.code("severities", issue.get("severity")),
        words=str(issue["words"]) if issue.get("words") else None,
        place=lookup.title(str(source)) if known else str(source or ""),
        href=href,
    )


def heading(part: str, n: int, say: Phrases) -> str:
    """The heading of a part that counts what it lists."""
    return capital(say.counted(f"{part}.heading", n) if n else say.say(f"{part}.heading_none"))
