"""Whether a record that anybody may have made has the shape that pages and comparisons count on."""

from collections.abc import Iterator
from typing import Any

TEXT, NUMBER, FLAG = "text", "number", "yes or no"

# A field that ends in "?" may be null, one in "??" left out as well; a list holds one shape, an object what is read.
_PLACE = {"source": TEXT, "start": NUMBER, "end": NUMBER, "words": TEXT}
_DECIDED = {"by": TEXT, "on": TEXT, "reason": TEXT}
_TOLL: dict[str, Any] = {
    **dict.fromkeys(("id", "harm", "group", "rule", "mode", "status"), TEXT),
    **dict.fromkeys(("low?", "best?", "high?", "highest_stated?", "acknowledged_low?", "acknowledged_high?"), NUMBER),
    **{"open": FLAG, "why?": TEXT, "voices": NUMBER, "responsibility?": TEXT},
    "checked??": {"by": [TEXT], "on?": TEXT, "of": NUMBER, "n_checked": NUMBER},
    **{"used": [TEXT], "acknowledged_by": [TEXT], "set_aside": [{"claim": TEXT, "reason": TEXT}]},
}
_LINK = dict.fromkeys(("claim", "of", "kind"), TEXT)
_WITHOUT = {**dict.fromkeys(("low?", "high?", "highest_stated?"), NUMBER), "voice": TEXT, "open": FLAG, "none": FLAG}
_ECHO: dict[str, Any] = {
    **dict.fromkeys(("claim", "of", "kind", "name?"), TEXT),
    **{"shared": NUMBER, "in_order": FLAG, "places": [_PLACE]},
}
_INCIDENT: dict[str, Any] = {
    **{"id": TEXT, "title": TEXT, "kind": TEXT, "when?": TEXT, "claims": [{"claim": TEXT}], "tolls": [_TOLL]},
    "where": dict.fromkeys(("name??", "country??", "country_code??", "site??"), TEXT),
    "grounds": [{**_PLACE, "fact": TEXT}],
    "relations": [{"kind": TEXT, "to": TEXT}],
    "voices??": [{"id": TEXT, "speaker?": TEXT, "claims": [TEXT], "independent??": [{**_DECIDED, "claims": [TEXT]}]}],
    "echoes??": {
        "links": [_ECHO],
        "elsewhere??": [{**_ECHO, "incident": TEXT}],
        "endings": [{"claim": TEXT, "name": TEXT, "places": [_PLACE]}],
        "voices": [{"id": TEXT, "speaker?": TEXT, "claims": [TEXT], "why": TEXT}],
        "rests_on": [
            {"toll": TEXT, "voices": NUMBER, "without": [{**_WITHOUT, "voice": TEXT, "open": FLAG, "none": FLAG}]}
        ],
    },
    "sides??": [{**_DECIDED, "speaker_id": TEXT, "speaker": TEXT, "side": TEXT, "interest?": TEXT}],
    "premises??": [{**_DECIDED, "premise": TEXT, "verdict": TEXT, "claims": [TEXT]}],
    "disagreements": [{"code": TEXT, "sentence": TEXT, "claims": [TEXT]}],
    "unknowns": [{"code": TEXT, "question": TEXT}],
}
_CLAIM: dict[str, Any] = {
    **dict.fromkeys(("id", "source", "kind", "words", "quote", "speaker_type", "stance"), TEXT),
    **dict.fromkeys(("harm?", "group?", "form?", "term?", "speaker?", "speaker_id?", "language?", "when?"), TEXT),
    **{"start": NUMBER, "end": NUMBER, "low?": NUMBER, "high?": NUMBER, "open?": FLAG, "anonymous": FLAG},
    **{
        "carried_by": [TEXT],
        "on_word_of": [TEXT],
        "marks": [TEXT],
        "incident?": TEXT,
        "value?": {},
        "checked??": [{"by": TEXT, "on": TEXT}],
        "rejected??": _DECIDED,
        "same_person??": [TEXT],
        "read_also??": [TEXT],
        "verified??": [{"by": TEXT, "on": TEXT, "standard": TEXT}],
        "proposed??": FLAG,
        **dict.fromkeys(("corrected_by??", "corrects??"), TEXT),
    },
}
_KNOWN = {"title??": TEXT, "author??": TEXT, "sensitive??": FLAG, "consent??": {"withdrawn_on??": TEXT}}
_SOURCE: dict[str, Any] = {
    **dict.fromkeys(("title?", "author?", "publisher?", "date?", "language?"), TEXT),
    **{"id": TEXT, "name": TEXT, "superseded_by??": [TEXT], "known??": _KNOWN},
    "protected??": {"level": TEXT, "shown_as?": TEXT},
    "passages": [{"kind": TEXT, "start": NUMBER, "end": NUMBER, "label?": TEXT}],
}
_RULE = {"id": TEXT, "says": TEXT, "reference": {"citation": TEXT}}
RECORD: dict[str, Any] = {
    **{"schema": TEXT, "version": TEXT, "status": TEXT, "as_of?": TEXT},
    **{"sources": [_SOURCE], "claims": [_CLAIM], "rules": [_RULE], "incidents": [_INCIDENT]},
    "issues": [{"code": TEXT, "message": TEXT, "severity": TEXT, "source?": TEXT, "claims": [TEXT]}],
}
_KEYED = ("sources", "claims", "rules", "incidents")
SCHEMA = "tollbook-record/1"


def what_is_wrong(record: Any) -> str | None:
    """The first place that is not as it should be, in the record's own terms and never in its words; None: none."""
    return next(_wrong(record), None)


def _wrong(record: Any) -> Iterator[str]:
    yield from _misfits(record, RECORD, "")
    if record["schema"] != SCHEMA:
        yield f"schema: this version reads {SCHEMA}"
    for name in _KEYED:
        if len({one["id"] for one in record[name]}) < len(record[name]):
            yield f"{name}: an id stands there twice"
    yield from _loose_ends(record)


def _loose_ends(record: Any) -> Iterator[str]:
    """Claims and sources that are referred to, and are not there."""
    claims, sources = ({one["id"] for one in record[name]} for name in ("claims", "sources"))
    yield from (f"claims/{n}/source" for n, one in enumerate(record["claims"]) if one["source"] not in sources)
    for n, incident in enumerate(record["incidents"]):
        named = [one["claim"] for one in incident["claims"]]
        named += [one for disagreement in incident["disagreements"] for one in disagreement["claims"]]
        for toll in incident["tolls"]:
            named += [*toll["used"], *toll["acknowledged_by"], *(one["claim"] for one in toll["set_aside"])]
        if not claims.issuperset(named):
            yield f"incidents/{n}: a claim that is not there"


def _misfits(value: Any, shape: Any, place: str) -> Iterator[str]:
    if isinstance(shape, str):
        if not _fits(value, shape):
            yield place
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield place
            return
        for number, one in enumerate(value):
            yield from _misfits(one, shape[0], f"{place}/{number}")
    elif not isinstance(value, dict):
        yield place or "its top"
    else:
        yield from _misfits_of_fields(value, shape, place)


def _misfits_of_fields(value: dict[str, Any], shape: dict[str, Any], place: str) -> Iterator[str]:
    for field, inner in shape.items():
        name = field.rstrip("?")
        where = f"{place}/{name}".lstrip("/")
        if value.get(name) is not None:
            yield from _misfits(value[name], inner, where)
        elif name == field or (name not in value and not field.endswith("??")):
            yield where


def _fits(value: Any, kind: str) -> bool:
    """Whether a plain value is of its kind; numbers are counts of people or places, which are never negative."""
    if kind == NUMBER:
        return type(value) is int and value >= 0
    return isinstance(value, bool if kind == FLAG else str)
