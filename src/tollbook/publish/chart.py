"""Who says how many: the rows of the chart, each a claim with its words and its marks on the axis."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tollbook.publish import days, figures
from tollbook.publish.axis import Axis, axis_for
from tollbook.publish.headlines import repeated
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.names import harm_of, name_of, numbers_of
from tollbook.publish.phrases import Phrases, capital
from tollbook.publish.review import aside_words
from tollbook.publish.speakers import Speaker, reported_in, speaker
from tollbook.publish.weighing import weighed

MOST_ROWS = 12  # more are folded: the extremes and the acknowledged stay
SHOWN = 9
MARKS = ("dot", "ring", "at_least", "at_most", "range", "range_open", "word", "denied", "doubted")
OFF_THE_CHART = {
    "cumulative",
    "other-group",
    "individual-in-total",
    "later-died",
    "overtaken",
    "repeat",
    "superseded",
    "rejected",
    "corrected",
}
UNSTATED = {"hypothetical", "believes"}


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn for a claim: ``kind`` dot, ring, at_least, at_most, range, range_open, word, denied or doubted.
    ``low`` and ``high`` are places in per cent; ``means`` says the same in words."""

    kind: str
    means: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One claim. ``leads``: first of its voice and speaker among the rows that stand together."""

    claim: str
    speaker: Speaker
    figure: str
    words: str
    language: str | None
    stance: str
    as_of: str | None
    acknowledged: bool
    mark: Mark
    parts: tuple[tuple[str, str], ...]
    used: bool
    because: str | None
    voice: str
    party: str = ""
    leads: bool = True
    reported: str | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """``rows`` stand open, ``folded`` behind a fold; together they are every claim drawn, once. ``weighed``: their
    claims, those first that a shorter chart would keep."""

    harm: str
    harm_words: str
    heading: str
    title: str
    desc: str
    axis: Axis | None
    rows: tuple[Row, ...]
    folded: tuple[Row, ...]
    weighed: tuple[str, ...]
    fold_words: str
    aside: str | None
    reported: str | None

    @property
    def every(self) -> tuple[Row, ...]:
        """All rows in the order of the table."""
        return self.rows + self.folded


def drawn(incident: Json, harm: str, toll: Json | None, lookup: Lookup) -> list[Json]:
    """The claims that the chart of one harm shows; the rest of what was set aside is listed elsewhere."""
    aside = _reasons(toll)
    return [
        claim
        for claim in lookup.claims_of(incident)
        if claim["kind"] == "count"
        and claim["harm"] == harm
        and claim.get("stance") not in UNSTATED
        and aside.get(claim["id"]) not in OFF_THE_CHART
    ]


def chart(incident: Json, harm: str, toll: Json | None, lookup: Lookup, say: Phrases) -> Chart | None:
    """The chart of one harm in one incident; None where no figure of it is stated."""
    claims = drawn(incident, harm, toll, lookup)
    if not claims:
        return None
    parts, headlines = _parts(claims, _reasons(toll)), _headlines(claims, incident, lookup)
    ordered = _by_voice(rows_of(incident, harm, toll, lookup), incident, lookup)
    axis = axis_for(_numbers(ordered))
    words = harm_of(toll, lookup, say) if toll else figures.harm_word(harm, claims, say)
    rows = [_row(claim, incident, axis, toll, parts, words, lookup, say) for claim in ordered]
    rows = [_with_headlines(row, headlines, say) for row in rows]
    weight = weighed(ordered, {row.claim: row.voice for row in rows}, toll, lookup)
    rows, reported = _reporting(rows, incident, lookup, say)
    shown, folded = _fold(rows, weight)
    return Chart(
        harm=harm,
        harm_words=words,
        heading=say.say("chart.heading", harm=capital(words), **_spoken(ordered, incident, lookup, say)),
        title=say.say("chart.title", harm=words, title=name_of(incident, lookup, say)),
        desc=_description(rows, ordered, axis, say),
        axis=axis,
        rows=_leading(shown),
        folded=_leading(folded),
        weighed=tuple(weight),
        fold_words=_fold_words(folded, say),
        aside=_left_out(incident, harm, claims, toll, lookup, say),
        reported=reported,
    )


def rows_of(incident: Json, harm: str, toll: Json | None, lookup: Lookup) -> list[Json]:
    """The claims that are drawn as rows: not the parts and the headlines that stand in another's row."""
    claims = drawn(incident, harm, toll, lookup)
    held = {claim["id"] for whole in _parts(claims, _reasons(toll)).values() for claim in whole}
    held |= _headlines(claims, incident, lookup).keys()
    return [claim for claim in claims if claim["id"] not in held]


def _reasons(toll: Json | None) -> dict[str, str]:
    return {one["claim"]: one["reason"] for one in (toll or {}).get("set_aside") or ()}


def _parts(claims: list[Json], aside: dict[str, str]) -> dict[str, list[Json]]:
    """Parts under the total that the same voice states, so that a part never looks like a rival figure."""
    ids = {claim["id"] for claim in claims}
    found: dict[str, list[Json]] = {}
    for claim in claims:
        whole = claim.get("part_of")
        if whole in ids and whole != claim["id"] and aside.get(claim["id"]) == "part-of-total":
            found.setdefault(str(whole), []).append(claim)
    # a part of a part stays a row of its own
    return {
        whole: parts for whole, parts in found.items() if not any(whole in map(_id, more) for more in found.values())
    }


def _id(claim: Json) -> str:
    return str(claim["id"])


def _by_voice(claims: list[Json], incident: Json, lookup: Lookup) -> list[Json]:
    """Grouped by voice, ordered by date then figure."""

    def key(claim: Json) -> tuple[object, ...]:
        return (days.order(claim.get("as_of")), figures.size(claim), claim["source"], claim["start"], claim["id"])

    groups: dict[str, list[Json]] = {}
    for claim in sorted(claims, key=key):
        groups.setdefault(_voice(claim, incident, lookup), []).append(claim)
    return [claim for group in groups.values() for claim in group]


def _voice(claim: Json, incident: Json, lookup: Lookup) -> str:
    voice = lookup.voice_of.get((incident["id"], claim["id"]))
    return str(voice["id"]) if voice else str(claim.get("speaker_id") or claim["id"])


def _numbers(claims: list[Json]) -> Iterable[int]:
    for claim in claims:
        if claim.get("stance") not in ("denies", "doubts"):
            yield from (bound for bound in (claim.get("low"), claim.get("high")) if bound is not None)


def _row(
    claim: Json,
    incident: Json,
    axis: Axis | None,
    toll: Json | None,
    parts: dict[str, list[Json]],
    heading: str,
    lookup: Lookup,
    say: Phrases,
) -> Row:
    reason = _reasons(toll).get(claim["id"])
    return Row(
        claim=claim["id"],
        speaker=speaker(claim, lookup, say),
        figure=figures.with_harm(claim, heading, say),
        words=str(claim.get("words") or claim.get("quote") or ""),
        language=claim.get("language"),
        stance=say.code("stances", claim.get("stance")),
        as_of=days.in_words(claim.get("as_of"), say),
        acknowledged=claim["id"] in lookup.acknowledged,
        mark=mark(claim, axis, say),
        parts=tuple(
            (part["id"], say.say("figures.part", figure=figures.figure(part, say)))
            for part in parts.get(claim["id"], ())
        ),
        used=claim["id"] in ((toll or {}).get("used") or ()),
        because=aside_words(claim, reason, lookup.claims, say) if reason else None,
        voice=_voice(claim, incident, lookup),
        party=(lookup.speaker_of(claim) or str(claim["source"])).casefold(),
    )


def mark(claim: Json, axis: Axis | None, say: Phrases) -> Mark:
    """How a claim is drawn (DOSSIER, The chart)."""
    low, high, form = claim.get("low"), claim.get("high"), claim.get("form")
    if claim.get("stance") in ("denies", "doubts"):
        kind = "denied" if claim["stance"] == "denies" else "doubted"
        return Mark(kind, say.say(f"chart.{kind}"))
    if axis is None or form == "vague" or (low is None and high is None):
        return Mark("word", say.say("chart.vague", figure=figures.figure(claim, say)))
    if low is None:
        return Mark("at_most", say.say("chart.mark_at_most", n=say.number(high or 0)), None, axis.at(high or 0))
    if form == "range" and high is not None:
        kind = "range_open" if claim.get("open") else "range"
        means = say.say(f"chart.mark_{kind}", low=say.number(low), high=say.number(high))
        return Mark(kind, means, axis.at(low), axis.at(high))
    kind = {"about": "ring", "at_least": "at_least"}.get(str(form), "at_least" if claim.get("open") else "dot")
    return Mark(kind, say.say(f"chart.mark_{kind}", n=say.number(low)), axis.at(low))


def _headlines(claims: list[Json], incident: Json, lookup: Lookup) -> dict[str, str]:
    """Headlines that repeat a claim that is drawn, by that claim."""
    here = {claim["id"] for claim in claims}
    return {one: text for one, text in repeated(incident, lookup).items() if one in here and text in here}


def _with_headlines(row: Row, headlines: dict[str, str], say: Phrases) -> Row:
    own = tuple((one, say.say("chart.headline")) for one, text in headlines.items() if text == row.claim)
    return replace(row, parts=row.parts + own) if own else row


def _fold(rows: list[Row], weight: list[str]) -> tuple[list[Row], list[Row]]:
    """Few rows stand open; of many, those that weigh most."""
    if len(rows) <= MOST_ROWS:
        return rows, []
    kept = set(weight[:SHOWN])
    return [row for row in rows if row.claim in kept], [row for row in rows if row.claim not in kept]


def _leading(rows: list[Row]) -> tuple[Row, ...]:
    """People may have found two speakers to be one voice: each is named all the same."""
    before = [None, *((row.voice, row.party) for row in rows)]
    return tuple(replace(row, leads=before[at] != (row.voice, row.party)) for at, row in enumerate(rows))


def _reporting(rows: list[Row], incident: Json, lookup: Lookup, say: Phrases) -> tuple[list[Row], str | None]:
    """Who reports the figures: once for all where one document reports every named speaker, else row by row."""
    named = {row.speaker.reported for row in rows if row.speaker.named}
    if len(named) == 1 and (title := named.pop()) is not None:
        return rows, say.say("chart.reported", title=title)
    runs = [
        (str(lookup.claims[row.claim]["source"]), row.speaker.reported) if row.speaker.reported is not None else None
        for row in rows
    ]
    words, _ = reported_in(runs, numbers_of(incident, lookup), None, say)
    return [replace(row, reported=word) for row, word in zip(rows, words, strict=True)], None


def _spoken(claims: list[Json], incident: Json, lookup: Lookup, say: Phrases) -> dict[str, str]:
    """How many speakers state how many different figures, for the heading."""
    named = {_voice(claim, incident, lookup) for claim in claims if claim.get("speaker")}
    unnamed = {_voice(claim, incident, lookup) for claim in claims if not claim.get("speaker")} - named
    known, more = say.counted("counts.speakers", len(named)), say.counted("counts.unnamed", len(unnamed))
    if named and unnamed:
        known = say.say("chart.speakers_both", speakers=known, unnamed=more)
    return {
        "speakers": known if named else more,
        "figures": say.counted("counts.figures", len({figures.number_stated(claim) for claim in claims})),
    }


def _description(rows: list[Row], claims: list[Json], axis: Axis | None, say: Phrases) -> str:
    said = {
        "claims": capital(say.counted("counts.claims", len(rows))),
        "voices": say.counted("counts.voices", len({row.voice for row in rows})),
    }
    numbers = sorted(_numbers(claims))
    if axis is None or not numbers:
        return say.say("chart.desc_none", **said)
    kind = say.say("chart.log" if axis.log else "chart.linear")
    return say.say("chart.desc", **said, least=say.number(numbers[0]), greatest=say.number(numbers[-1]), axis=kind)


def _fold_words(folded: list[Row], say: Phrases) -> str:
    return say.say(
        "chart.more",
        rows=say.counted("counts.rows_more", len(folded)),
        voices=say.counted("counts.voices", len({row.voice for row in folded})),
    )


def _left_out(
    incident: Json, harm: str, claims: list[Json], toll: Json | None, lookup: Lookup, say: Phrases
) -> str | None:
    drawn_ids = {claim["id"] for claim in claims}
    count = sum(1 for one in (toll or {}).get("set_aside") or () if one["claim"] not in drawn_ids)
    return capital(say.say("chart.aside_count", claims=say.counted("counts.claims", count))) if count else None
