"""Records by the dossier's contract, made from documents about events that never happened."""

import hashlib
from typing import Any

Record = dict[str, Any]
KINDS = {"=": "title", "#": "heading", "-": "list_item", ":": "field"}


def content_id(*parts: object) -> str:
    """An id as the record's are: 16 hex digits of a hash."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Paper:
    """One made-up document: lines become passages; claims are anchored by the words they quote."""

    def __init__(self, name: str, lines: list[str], **about: Any) -> None:
        self.text, self.passages = "", []
        for number, line in enumerate(lines, 1):
            kind = KINDS.get(line[:1], "paragraph")
            words = line[1:].strip() if line[:1] in KINDS else line
            start = len(self.text)
            self.text += words + "\n\n"
            label = words.partition(": ")[0] if kind == "field" else None
            self.passages.append(
                {
                    "kind": kind,
                    "start": start,
                    "end": start + len(words),
                    "zone": "main",
                    "label": label,
                    "level": 1 if kind == "title" else 2 if kind == "heading" else None,
                    "origin": f"line {number}",
                }
            )
        raw = self.text.encode("utf-8", "surrogatepass")
        self.id = hashlib.sha256(raw).hexdigest()
        self.source = {
            "id": self.id,
            "name": name,
            "media_type": "text/plain",
            "encoding": "utf-8",
            "size": len(raw),
            "language": "en",
            "title": None,
            "author": None,
            "publisher": None,
            "date": None,
            "text": f"texts/{self.id}.txt",
            "passages": self.passages,
            **about,
        }
        self.claims: list[Record] = []

    def place(self, words: str, nth: int = 0) -> Record:
        """Where words stand."""
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(words, at + 1)
        return {"source": self.id, "start": at, "end": at + len(words), "words": words}

    def claim(self, quote: str, words: str | None = None, *, kind: str = "count", nth: int = 0, **facts: Any) -> str:
        """A claim on these words; gives its id."""
        where = self.place(quote, nth)
        claim = {
            "source": self.id,
            "kind": kind,
            "harm": None,
            "group": None,
            "low": None,
            "high": None,
            "open": False,
            "form": None,
            "term": None,
            "words": words or quote,
            "start": where["start"],
            "end": where["end"],
            "quote": quote,
            "language": self.source["language"],
            "speaker": None,
            "speaker_id": None,
            "speaker_type": "document",
            "anonymous": False,
            "carried_by": [],
            "on_word_of": [],
            "stance": "asserts",
            "part_of": None,
            "when": None,
            "where": None,
            "as_of": self.source["date"],
            "incident": None,
            "value": None,
            "confidence": None,
            "reader": "fixture",
            "marks": [],
            **facts,
        }
        if claim["speaker"] and not claim["speaker_id"]:
            claim["speaker_id"] = str(claim["speaker"]).casefold().removeprefix("the ").replace(" ", "-")
        claim["id"] = content_id(self.id, where["start"], where["end"], kind, str(facts))
        self.claims.append(claim)
        return str(claim["id"])

    def count(
        self, quote: str, words: str, harm: str, form: str, low: int | None, high: int | None, **facts: Any
    ) -> str:
        """A count: form and bounds as the vocabulary has them."""
        is_open = facts.pop("open", form == "at_least")
        return self.claim(
            quote, words, harm=harm, form=form, low=low, high=high, open=is_open, **{"group": "all", **facts}
        )


def toll(incident: str, harm: str, claims: list[Record], aside: dict[str, str], **facts: Any) -> Record:
    """The span of claims, as the rule `range` gives it."""
    used = [claim for claim in claims if claim["id"] not in aside]
    lows = [claim["low"] for claim in used if claim["low"] is not None]
    highs = [claim["high"] if claim["high"] is not None else claim["low"] for claim in used]
    groups = sorted({claim["group"] for claim in used})
    low, top = min(lows, default=None), max((high for high in highs if high is not None), default=None)
    is_open = any(claim["open"] for claim in used)
    steps = [
        {"op": "drop", "inputs": [one], "of": None, "into": None, "value": None, "because": why}
        for one, why in aside.items()
    ]
    ids = [claim["id"] for claim in used]
    steps += [
        {"op": "keep", "inputs": ids, "of": None, "into": None, "value": None, "because": None},
        {"op": "min", "inputs": ids, "of": "low", "into": "low", "value": low, "because": None},
        {"op": "max", "inputs": ids, "of": "high", "into": "highest_stated", "value": top, "because": None},
    ]
    return {
        "id": content_id("toll", incident, harm, facts),
        "harm": harm,
        "group": "all",
        "rule": "range",
        "mode": "as-published",
        "status": "computed",
        "why": None,
        "scope": {"verdict": "unrestricted", "premise": None, "claims": []},
        "low": low,
        "best": None,
        "high": None if is_open else top,
        "highest_stated": top,
        "open": is_open,
        "acknowledged_low": None,
        "acknowledged_high": None,
        "acknowledged_by": [],
        "responsibility": None,
        "voices": len({claim["speaker_id"] or claim["source"] for claim in used}),
        "groups": groups,
        "groups_differ": len(groups) > 1,
        "derived": False,
        "used": ids,
        "set_aside": [{"claim": one, "reason": why} for one, why in aside.items()],
        "steps": steps,
        **facts,
    }


def incident(identity: str, claims: list[Record], **facts: Any) -> Record:
    """An incident with the voices its claims end in."""
    for claim in claims:
        claim["incident"] = identity
    voices: dict[str, list[Record]] = {}
    for claim in claims:
        voices.setdefault(claim["speaker_id"] or claim["source"], []).append(claim)
    return {
        "id": identity,
        "title": "An incident",
        "kind": "event",
        "when": None,
        "where": {"name": None, "country": None, "country_code": None},
        "claims": [{"claim": claim["id"], "reason": "same document, same day"} for claim in claims],
        "grounds": [],
        "roles": [],
        "relations": [],
        "voices": [
            {
                "id": content_id("voice", key),
                "speaker": held[0]["speaker"],
                "claims": [one["id"] for one in held],
                "why": "one speaker",
            }
            for key, held in voices.items()
        ],
        "disagreements": [],
        "unknowns": [],
        "tolls": [],
        **facts,
    }


def record(
    papers: list[Paper], incidents: list[Record], issues: list[Record] | None = None
) -> tuple[Record, dict[str, str]]:
    """The record and its texts."""
    rule = {
        "id": "range",
        "says": "The least and the greatest figure that eligible claims state; no middle is computed.",
        "reference": {"id": "made-up-1", "citation": "A made-up citation for a made-up event, 2026"},
        "in_force": [2026, None],
    }
    made = {
        "schema": "tollbook-record/1",
        "version": "0.1.0",
        "status": "working",
        "as_of": "2004-03-20",
        "sources": [paper.source for paper in papers],
        "claims": [claim for paper in papers for claim in paper.claims],
        "issues": issues or [],
        "rules": [rule] if incidents else [],
        "incidents": incidents,
    }
    return made, {paper.id: paper.text for paper in papers}


def few() -> tuple[Record, dict[str, str]]:
    """One document, two claims."""
    paper = Paper(
        "note.txt",
        [
            "=Boat accident on Lake Ummer",
            "The coast office said that 3 people died on 2 May 2001. A fisher spoke of at least four.",
        ],
    )
    a = paper.count(
        "The coast office said that 3 people died",
        "3 people",
        "killed",
        "exact",
        3,
        3,
        speaker="The coast office",
        speaker_type="authority",
    )
    b = paper.count(
        "A fisher spoke of at least four",
        "at least four",
        "killed",
        "at_least",
        4,
        None,
        speaker="A fisher",
        speaker_type="witness",
    )
    boat = incident(
        "boat",
        paper.claims,
        title="Boat accident on Lake Ummer",
        kind="disaster",
        when="2001-05-02",
        where={"name": "Lake Ummer", "country": None, "country_code": None},
        grounds=[
            {"fact": "title", **paper.place("Boat accident on Lake Ummer"), "reason": "the heading"},
            {"fact": "when", **paper.place("2 May 2001"), "reason": "stated"},
        ],
        tolls=[
            toll(
                "boat",
                "killed",
                paper.claims,
                {},
                acknowledged_low=3,
                acknowledged_high=3,
                acknowledged_by=[a],
                responsibility="not_stated",
            )
        ],
    )
    assert b
    return record([paper], [boat])


def many(rows: int = 200) -> tuple[Record, dict[str, str]]:
    """One list of ``rows`` claims by about fifty speakers, from 0 to 40,000."""
    kinds = [
        "authority",
        "armed_group",
        "political_body",
        "rights_body",
        "intergovernmental",
        "relief_body",
        "medical",
        "media",
        "family",
        "witness",
        "expert",
        "unknown",
    ]
    lines, facts = ["=Flood of the lower Ossa"], []
    for at in range(rows):
        number, who = (at * 7919) % 900 + (40000 if at == 150 else 0), f"Speaker {at % 53}"
        form = ("exact", "at_least", "at_most", "about")[at % 4]
        lines.append(f"-{who} spoke of {number} dead on day {at % 28 + 1}.")
        facts.append(
            (f"{who} spoke of {number} dead", f"{number} dead", form, number, who, kinds[at % 53 % len(kinds)], at)
        )
    paper = Paper("list.txt", lines)
    for quote, words, form, number, who, kind, at in facts:
        low, high = (number if form != "at_most" else None), (number if form != "at_least" else None)
        nth = sum(1 for other in facts[:at] if other[0] == quote)
        paper.count(
            quote,
            words,
            "killed",
            form,
            low,
            high,
            speaker=who,
            speaker_type=kind,
            as_of=f"2004-03-{at % 28 + 1:02d}",
            nth=nth,
        )
    flood = incident(
        "flood",
        paper.claims,
        title="Flood of the lower Ossa",
        kind="disaster",
        when="2004-03",
        where={"name": "Ossa", "country": "Orvania", "country_code": None},
        grounds=[{"fact": "title", **paper.place("Flood of the lower Ossa"), "reason": "the heading"}],
        tolls=[
            toll(
                "flood",
                "killed",
                paper.claims,
                {},
                acknowledged_by=[paper.claims[0]["id"]],
                responsibility="not_stated",
            )
        ],
        disagreements=[
            {
                "code": "apart",
                "sentence": "Speaker 0 and Speaker 1 state figures that cannot both hold.",
                "claims": [one["id"] for one in paper.claims[:2]],
                "places": [],
            }
        ],
        unknowns=[
            {
                "code": "names",
                "question": f"Question {n}: who were the dead of village {n}?",
                "because": "No list of names is given.",
                "ask": "The parish.",
            }
            for n in range(9)
        ],
    )
    return record([paper], [flood])


def empty() -> tuple[Record, dict[str, str]]:
    """A document without a claim, and one that could not be read."""
    paper = Paper("minutes.txt", ["Nothing was decided."])
    lost = {
        "code": "unreadable",
        "message": "scan.pdf holds pictures only. Add a copy with text.",
        "severity": "lost",
        "source": "scan.pdf",
        "start": None,
        "end": None,
        "words": None,
        "claims": [],
    }
    return record([paper], [], [lost])


def hostile(payload: str) -> tuple[Record, dict[str, str]]:
    """The payload wherever a document's words can reach the page."""
    paper = Paper(payload.replace("/", "_") or "x", ["=" + payload, f"{payload} said that 5 people died. {payload}"])
    paper.source.update(
        title=payload, author=payload, publisher=payload, language=payload, date=payload, media_type=payload
    )
    a = paper.count(
        f"{payload} said that 5 people died",
        "5 people",
        "killed",
        "exact",
        5,
        5,
        speaker=payload,
        speaker_type=payload,
        carried_by=[payload],
        on_word_of=[payload],
        as_of=payload,
        language=payload,
    )
    vague = paper.count(payload, payload, "killed", "vague", None, None, term=payload, speaker=payload, group=payload)
    label = paper.claim(payload, kind="label", value={"label": payload, "of": payload, "charge": True}, speaker=payload)
    odd = incident(
        "odd",
        paper.claims,
        title=payload,
        kind=payload,
        when=payload,
        where={"name": payload, "country": payload, "country_code": payload},
        grounds=[{"fact": "title", **paper.place(payload), "reason": payload}],
        roles=[{"role": payload, "party": payload, "claim": label, "speaker": payload, "note": payload}],
        disagreements=[{"code": payload, "sentence": payload, "claims": [a], "places": [paper.place(payload)]}],
        unknowns=[{"code": payload, "question": payload, "because": payload, "ask": payload}],
        tolls=[toll("odd", "killed", [one for one in paper.claims if one["kind"] == "count"], {vague: payload})],
    )
    return record(
        [paper],
        [odd],
        [
            {
                "code": payload,
                "message": payload,
                "severity": "open",
                "source": payload,
                "start": None,
                "end": None,
                "words": payload,
                "claims": [],
            }
        ],
    )


ARTICLE = [
    "=Shooting at the Tessel dockyard",
    ":Place: Tessel, Orvania",
    ":Date: 3 March 2004",
    ":Fatalities: 9–41",
    ":Injuries: 30–120+",
    "The shooting at the Tessel dockyard began on 3 March 2004, when dockers sat down before the gates; guards cleared the yard on 5 March. "
    "The Interior Ministry said 9 dockers were killed, including 2 apprentices, and about 30 people were injured. The Dockers' Union "
    "and the Bishop of Tessel have spoken of up to 41 dead. The Orvanian Rights Circle, which cited two former guards, "
    'called it a "massacre" and counted at least 17 people killed.',
    "A nurse at the harbour clinic said that between 60 and 90 people were treated for wounds. The harbour master denied that 41 people "
    "had died. The shipping company said none of its guards was hurt. Radio Tessel, quoting an official who would not be named, "
    "reported dozens of deaths.",
    "Many believed that the company's owner had given the order. According to the ministry, a thrown stone was the cause of the shooting.",
    "#The killing of Ilo Varn",
    "In January 2004 unknown men killed Ilo Varn, a docker's spokesman. Some 4,000 people marched in Tessel on the day he was buried.",
    'Varn\'s brother was held on a charge of "wrecking".',
]
LETTER = [
    "=Letter of the families of Tessel",
    "We, the families of Tessel, have written down the names of 23 dockers who were killed at the dockyard on 3 March 2004, and we know of 4 more "
    "who are missing. The Union has told us that 112 of its members were wounded; as many as 6 people may still be held.",
    "No one has told us where the dead are buried.",
    "-20 March 2004",
]


def made_up() -> tuple[Record, dict[str, str]]:
    """Two documents, one main incident and two before it, every form of figure."""
    article = Paper(
        "dockyard.txt",
        ARTICLE,
        title="Shooting at the Tessel dockyard",
        date="2004-03-09",
        publisher="The Orvanian Almanac",
    )
    letter = Paper(
        "letter.txt",
        LETTER,
        title="Letter of the families of Tessel",
        author="the families of Tessel",
        date="2004-03-20",
    )
    shooting, killing, march = _shooting(article, letter), _killing(article), _march(article)
    issues = [
        {
            "code": "no-speaker",
            "message": "The box gives 9–41 without a speaker. Name one if you know where it came from.",
            "severity": "open",
            "source": article.id,
            "start": article.place("9–41")["start"],
            "end": article.place("9–41")["end"],
            "words": "9–41",
            "claims": [],
        },
        {
            "code": "vague",
            "message": "“dozens” is no number. Choose a convention in case.toml if a rule should read it.",
            "severity": "note",
            "source": article.id,
            "start": None,
            "end": None,
            "words": "dozens of deaths",
            "claims": [],
        },
    ]
    return record([article, letter], [killing, march, shooting], issues)


def _shooting(article: Paper, letter: Paper) -> Record:
    ministry = {"speaker": "The Interior Ministry", "speaker_type": "authority"}
    box = article.count("Fatalities: 9–41", "9–41", "killed", "range", 9, 41)
    box_injured = article.count("Injuries: 30–120+", "30–120+", "injured", "range", 30, 120, open=True)
    nine = article.count(
        "The Interior Ministry said 9 dockers were killed",
        "9 dockers",
        "killed",
        "exact",
        9,
        9,
        group="protesters",
        **ministry,
    )
    two = article.count(
        "including 2 apprentices", "2 apprentices", "killed", "exact", 2, 2, group="children", part_of=nine, **ministry
    )
    thirty = article.count("about 30 people were injured", "about 30 people", "injured", "about", 30, 30, **ministry)
    dead = "The Dockers' Union and the Bishop of Tessel have spoken of up to 41 dead"
    union = article.count(
        dead,
        "up to 41 dead",
        "killed",
        "at_most",
        None,
        41,
        speaker="The Dockers' Union",
        speaker_type="political_body",
    )
    bishop = article.count(
        dead, "up to 41 dead", "killed", "at_most", None, 41, speaker="the Bishop of Tessel", speaker_type="expert"
    )
    circle = {
        "speaker": "The Orvanian Rights Circle",
        "speaker_type": "rights_body",
        "on_word_of": ["two former guards"],
    }
    seventeen = article.count(
        "counted at least 17 people killed", "at least 17 people", "killed", "at_least", 17, None, **circle
    )
    article.claim(
        '"massacre"', "massacre", kind="label", value={"label": "massacre", "of": None, "charge": False}, **circle
    )
    nurse = article.count(
        "between 60 and 90 people were treated for wounds",
        "between 60 and 90 people",
        "injured",
        "range",
        60,
        90,
        speaker="A nurse at the harbour clinic",
        speaker_type="medical",
    )
    denied = article.count(
        "The harbour master denied that 41 people had died",
        "41 people",
        "killed",
        "exact",
        41,
        41,
        stance="denies",
        speaker="The harbour master",
        speaker_type="authority",
    )
    none = article.count(
        "none of its guards was hurt",
        "none of its guards",
        "injured",
        "exact",
        0,
        0,
        group="guards",
        speaker="The shipping company",
        speaker_type="unknown",
    )
    dozens = article.count(
        "reported dozens of deaths",
        "dozens",
        "killed",
        "vague",
        None,
        None,
        term="dozens",
        speaker="an official",
        speaker_type="authority",
        anonymous=True,
        carried_by=["Radio Tessel"],
    )
    article.claim(
        "Many believed that the company's owner had given the order",
        kind="act",
        stance="believes",
        value={"act": "had given the order", "by": "the company's owner", "of": None},
    )
    article.claim(
        "According to the ministry, a thrown stone was the cause of the shooting",
        kind="cause",
        value={"cause": "a thrown stone", "effect": "the shooting"},
        **{**ministry, "carried_by": ["Radio Tessel", "The Orvanian Almanac"]},
    )
    guards = article.claim(
        "guards cleared the yard on 5 March", kind="role", value={"party": "guards", "role": "said_to_be_responsible"}
    )
    families = {"speaker": "the families of Tessel", "speaker_type": "family"}
    names = letter.count(
        "the names of 23 dockers who were killed",
        "23 dockers",
        "killed",
        "exact",
        23,
        23,
        group="protesters",
        **families,
    )
    missing = letter.count("4 more who are missing", "4 more", "missing", "exact", 4, 4, **families)
    wounded = letter.count(
        "112 of its members were wounded",
        "112 of its members",
        "injured",
        "exact",
        112,
        112,
        group="protesters",
        speaker="The Union",
        speaker_id="dockers'-union",
        speaker_type="political_body",
        carried_by=["the families of Tessel"],
    )
    held = letter.count(
        "as many as 6 people may still be held", "as many as 6 people", "detained", "at_most", None, 6, **families
    )
    claims = [*article.claims, *letter.claims]
    killed = [one for one in claims if one["harm"] == "killed"]
    injured = [one for one in claims if one["harm"] == "injured"]
    said = {"acknowledged_low": 9, "acknowledged_high": 9, "acknowledged_by": [nine], "responsibility": "not_stated"}
    aside = {two: "part-of-total", denied: "stance", dozens: "vague-no-convention"}
    tolls = [
        toll("shooting", "killed", killed, aside, **said),
        toll("shooting", "killed", killed, aside, mode="echoes-folded", voices=5),
        toll(
            "shooting",
            "injured",
            injured,
            {none: "other-group"},
            acknowledged_low=30,
            acknowledged_high=30,
            acknowledged_by=[thirty],
            responsibility="not_stated",
        ),
        toll("shooting", "injured", [one for one in claims if one["id"] == none], {}, group="guards"),
        toll("shooting", "missing", [one for one in claims if one["id"] == missing], {}),
        toll("shooting", "detained", [one for one in claims if one["id"] == held], {}),
    ]
    assert all((box, box_injured, union, bishop, seventeen, nurse, names, wounded))
    return incident(
        "shooting",
        claims,
        title="Shooting at the Tessel dockyard",
        kind="attack",
        when="2004-03-03/2004-03-05",
        where={"name": "Tessel", "country": "Orvania", "country_code": None},
        grounds=[
            {"fact": "title", **article.place("Shooting at the Tessel dockyard"), "reason": "the heading"},
            {"fact": "when", **article.place("3 March 2004"), "reason": "the box"},
            {"fact": "when", **article.place("on 5 March"), "reason": "stated"},
            {"fact": "where", **article.place("Tessel, Orvania"), "reason": "the box"},
        ],
        roles=[
            {
                "role": "said_to_be_responsible",
                "party": "guards",
                "claim": guards,
                "speaker": None,
                "note": "no speaker named",
            }
        ],
        tolls=tolls,
        disagreements=[
            {
                "code": "apart",
                "sentence": "The Interior Ministry states 9 dockers killed; the Orvanian Rights Circle at least 17 people.",
                "claims": [nine, seventeen],
                "places": [],
            },
            {
                "code": "denied",
                "sentence": "The Dockers' Union speaks of up to 41 dead; the harbour master denies that 41 people died.",
                "claims": [union, denied],
                "places": [],
            },
        ],
        unknowns=[
            {
                "code": "names",
                "question": "Who were the people killed?",
                "because": "23 names are said to be written down; none is given here.",
                "ask": "The families of Tessel, who say they hold the list.",
            },
            {
                "code": "burial",
                "question": "Where are the dead buried?",
                "because": "The families say that no one has told them.",
                "ask": "The Interior Ministry; the municipal cemeteries of Tessel.",
            },
            {
                "code": "group",
                "question": "Does the ministry’s figure count anyone but dockers?",
                "because": "It states 9 dockers and is silent on others.",
                "ask": "The Interior Ministry.",
            },
        ],
    )


def _killing(article: Paper) -> Record:
    quote = "unknown men killed Ilo Varn, a docker's spokesman"
    one = article.count(quote, "Ilo Varn", "killed", "exact", 1, 1)
    article.claim(
        'Varn\'s brother was held on a charge of "wrecking"',
        "wrecking",
        kind="label",
        value={"label": "wrecking", "of": "Varn's brother", "charge": True},
    )
    claims = article.claims[-2:]
    return incident(
        "killing",
        claims,
        title="The killing of Ilo Varn",
        kind="killing",
        when="2004-01",
        where={"name": "Tessel", "country": "Orvania", "country_code": None},
        grounds=[{"fact": "when", **article.place("In January 2004"), "reason": "stated"}],
        relations=[
            {"kind": "before", "to": "shooting", "reason": "January comes before March"},
            {"kind": "before", "to": "march", "reason": "his burial"},
        ],
        tolls=[toll("killing", "killed", [claim for claim in claims if claim["id"] == one], {})],
    )


def _march(article: Paper) -> Record:
    article.count("Some 4,000 people marched in Tessel", "Some 4,000 people", "present", "about", 4000, 4000)
    return incident(
        "march",
        article.claims[-1:],
        title="March in Tessel",
        kind="demonstration",
        where={"name": "Tessel", "country": "Orvania", "country_code": None},
        relations=[{"kind": "before", "to": "shooting", "reason": "told before it"}],
    )
