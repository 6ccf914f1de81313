"""The maker of made-up records: documents, claims on their words, tolls and incidents, by the dossier's contract."""

import hashlib
import re
from typing import Any

Record = dict[str, Any]
KINDS = {"=": "title", "#": "heading", "-": "list_item", ":": "field"}
FIGURE = re.compile(r"(?P<sign>>=|<=|~)?(?P<low>\d+)(?:-(?P<high>\d+))?(?P<open>\+)?")
SIGNS = {None: "exact", ">=": "at_least", "<=": "at_most", "~": "about"}
CLAIM = (
    "harm group low high form term speaker speaker_id part_of when where as_of incident value confidence".split()
)  # what is null where the words give nothing
STEP = {"of": None, "into": None, "value": None, "because": None}


def content_id(*parts: object) -> str:
    """An id as the record's are: 16 hex digits of a hash."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def bounds(figure: str) -> Record:
    """The bounds that a figure in short stands for: 24, >=17, <=41, ~30, 9-41, 30-120+; "?" for a vague word."""
    if figure == "?":
        return {"form": "vague", "low": None, "high": None}
    match = FIGURE.fullmatch(figure)
    assert match, figure
    low, form = int(match["low"]), SIGNS[match["sign"]]
    if match["high"]:
        return {"form": "range", "low": low, "high": int(match["high"]), "open": bool(match["open"])}
    return {
        "form": form,
        "low": None if form == "at_most" else low,
        "high": None if form == "at_least" else low,
        "open": form == "at_least",
    }


class Paper:
    """One made-up document: each line is a passage; claims are anchored by the words they quote."""

    def __init__(self, name: str, lines: list[str], **about: Any) -> None:
        self.text, self.passages, self.claims = "", [], list[Record]()
        for number, line in enumerate(lines, 1):
            self._add(line, f"line {number}")
        raw = self.text.encode("utf-8", "surrogatepass")
        self.id = hashlib.sha256(raw).hexdigest()
        self.source = {"id": self.id, "name": name, "media_type": "text/plain", "encoding": "utf-8", "size": len(raw)}
        self.source |= {"language": "en", **dict.fromkeys(("title", "author", "publisher", "date"))}
        self.source |= {"text": f"texts/{self.id}.txt", "passages": self.passages, **about}

    def _add(self, line: str, origin: str) -> None:
        kind = KINDS.get(line[:1], "paragraph")
        words = line[1:].strip() if line[:1] in KINDS else line
        start = len(self.text)
        self.text += words + "\n\n"
        label = words.partition(": ")[0] if kind == "field" else None
        passage = {"kind": kind, "start": start, "end": start + len(words), "zone": "main", "label": label}
        self.passages.append(passage | {"level": 1 if kind in ("title", "heading") else None, "origin": origin})

    def place(self, words: str, nth: int = 0) -> Record:
        """Where words stand."""
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(words, at + 1)
        return {"source": self.id, "start": at, "end": at + len(words), "words": words}

    def ground(self, fact: str, words: str) -> Record:
        """The words that a fact of an incident rests on."""
        return {"fact": fact, **self.place(words), "reason": "stated"}

    def claim(self, quote: str, words: str | None = None, *, kind: str = "count", nth: int = 0, **facts: Any) -> str:
        """A claim on these words; gives its id."""
        claim = {"kind": kind, **dict.fromkeys(CLAIM), **self.place(quote, nth), "words": words or quote}
        claim |= {"quote": quote, "language": self.source["language"], "speaker_type": "document", "open": False}
        claim |= {"anonymous": False, "carried_by": [], "on_word_of": [], "stance": "asserts", "marks": []}
        claim |= {"as_of": self.source["date"], "reader": "made up", **facts}
        if claim["speaker"] and not claim["speaker_id"]:
            claim["speaker_id"] = str(claim["speaker"]).casefold().removeprefix("the ").replace(" ", "-")
        claim["id"] = content_id(self.id, claim["start"], claim["end"], kind, str(facts))
        self.claims.append(claim)
        return str(claim["id"])

    def count(self, quote: str, words: str, harm: str, figure: str, **facts: Any) -> str:
        """A count, its figure in short."""
        return self.claim(quote, words, **{"harm": harm, "group": "all", **bounds(figure), **facts})


def toll(incident: str, harm: str, claims: list[Record], aside: dict[str, str] | None = None, **facts: Any) -> Record:
    """The span of claims, as the rule `range` gives it."""
    aside = aside or {}
    used = [claim for claim in claims if claim["id"] not in aside]
    ids = [claim["id"] for claim in used]
    low = min((claim["low"] for claim in used if claim["low"] is not None), default=None)
    stated = [bound for claim in used for bound in (claim["low"], claim["high"]) if bound is not None]
    top, is_open = max(stated, default=None), any(claim["open"] for claim in used)
    groups = sorted({claim["group"] for claim in used})
    steps = [{"op": "drop", "inputs": [one], **STEP, "because": why} for one, why in aside.items()]
    steps += [{"op": "keep", "inputs": ids, **STEP}]
    steps += [{"op": "min", "inputs": ids, **STEP, "of": "low", "into": "low", "value": low}]
    steps += [{"op": "max", "inputs": ids, **STEP, "of": "high", "into": "highest_stated", "value": top}]
    made = {"id": content_id("toll", incident, harm, facts), "harm": harm, "group": "all", "rule": "range"}
    made |= {"mode": "as-published", "status": "computed", "why": None, "scope": {"verdict": "no-test", "claims": []}}
    made |= {"low": low, "best": None, "high": None if is_open else top, "highest_stated": top, "open": is_open}
    made |= {"acknowledged_low": None, "acknowledged_high": None, "acknowledged_by": [], "responsibility": None}
    made |= {"voices": len({claim["speaker_id"] or claim["source"] for claim in used}), "groups": groups}
    made |= {"groups_differ": len(groups) > 1, "derived": False, "used": ids, "steps": steps}
    return made | {"set_aside": [{"claim": one, "reason": why} for one, why in aside.items()], **facts}


def incident(identity: str, claims: list[Record], **facts: Any) -> Record:
    """An incident with the voices its claims end in."""
    voices: dict[str, list[Record]] = {}
    for claim in claims:
        claim["incident"] = identity
        voices.setdefault(claim["speaker_id"] or claim["source"], []).append(claim)
    made = {"id": identity, "title": "An incident", "kind": "event", "when": None}
    made |= {"where": {"name": None, "country": None, "country_code": None}}
    made |= {"claims": [{"claim": claim["id"], "reason": "same document, same day"} for claim in claims]}
    made |= {name: [] for name in ("grounds", "roles", "relations", "disagreements", "unknowns", "tolls")}
    made["voices"] = [
        {
            "id": content_id("voice", key),
            "speaker": held[0]["speaker"],
            "claims": [one["id"] for one in held],
            "why": "one speaker",
        }
        for key, held in voices.items()
    ]
    return made | facts


def record(
    papers: list[Paper], incidents: list[Record], issues: list[Record] | None = None
) -> tuple[Record, dict[str, str]]:
    """The record and its texts."""
    rule = {
        "id": "range",
        "says": "The least and the greatest figure that eligible claims state; no middle is computed.",
    }
    rule |= {"reference": {"id": "made-up-1", "citation": "A made-up citation, 2026"}, "in_force": [2026, None]}
    made = {"schema": "tollbook-record/1", "version": "0.1.0", "status": "working", "as_of": "2004-03-20"}
    made |= {"sources": [one.source for one in papers], "claims": [claim for one in papers for claim in one.claims]}
    made |= {"issues": issues or [], "rules": [rule] if incidents else [], "incidents": incidents}
    return made, {paper.id: paper.text for paper in papers}
