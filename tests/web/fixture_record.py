"""Records of made-up documents: few claims, many, none, and one whose every word is hostile."""

from made_up import made_up
from paper import Paper, Record, incident, record, toll

__all__ = ["crowded", "empty", "few", "hostile", "made_up", "many"]
SPEAKERS = 53
TYPES = (
    "authority armed_group political_body rights_body intergovernmental relief_body medical media family witness "
    "expert unknown"
).split()


def few() -> tuple[Record, dict[str, str]]:
    """One document, two claims."""
    said = "The coast office said that 3 people died on 2 May 2001. A fisher spoke of at least four."
    paper = Paper("note.txt", ["=Boat accident on Lake Ummer", said])
    office = {"speaker": "The coast office", "speaker_type": "authority"}
    fisher = {"speaker": "A fisher", "speaker_type": "witness"}
    three = paper.count("The coast office said that 3 people died", "3 people", "killed", "3", **office)
    paper.count("A fisher spoke of at least four", "at least four", "killed", ">=4", **fisher)
    known = {"acknowledged_by": [three], "acknowledged_low": 3, "acknowledged_high": 3, "responsibility": "not_stated"}
    boat = incident(
        "boat",
        paper.claims,
        title="Boat accident on Lake Ummer",
        kind="disaster",
        when="2001-05-02",
        where={"name": "Lake Ummer", "country": None, "country_code": None},
        grounds=[paper.ground("title", "Boat accident on Lake Ummer"), paper.ground("when", "2 May 2001")],
        tolls=[toll("boat", "killed", paper.claims, **known)],
    )
    return record([paper], [boat])


def many(rows: int = 200) -> tuple[Record, dict[str, str]]:
    """A list of claims by about fifty speakers, from 0 to some 40,000."""
    facts = [_fact(at) for at in range(rows)]
    lines = [f"-{who} spoke of {number} dead on day {at % 28 + 1}." for at, (number, who) in enumerate(facts)]
    paper = Paper("list.txt", ["=Flood of the lower Ossa", *lines])
    for at, (number, who) in enumerate(facts):
        kind, day = TYPES[at % SPEAKERS % len(TYPES)], f"2004-03-{at % 28 + 1:02d}"
        figure, quote = ("", ">=", "<=", "~")[at % 4] + str(number), f"{who} spoke of {number} dead"
        nth = facts[:at].count((number, who))
        paper.count(quote, f"{number} dead", "killed", figure, speaker=who, speaker_type=kind, as_of=day, nth=nth)
    first = [claim["id"] for claim in paper.claims]
    apart = {"code": "apart", "sentence": "Two figures that cannot both hold.", "claims": first[:2]}
    asked = [
        {"code": "names", "question": f"Who died in village {n}?", "because": "", "ask": "The parish."}
        for n in range(9)
    ]
    flood = incident(
        "flood",
        paper.claims,
        title="Flood of the lower Ossa",
        when="2004-03",
        grounds=[paper.ground("title", "Flood of the lower Ossa")],
        tolls=[toll("flood", "killed", paper.claims, acknowledged_by=first[:1], responsibility="not_stated")],
        disagreements=[apart],
        unknowns=asked,
    )
    return record([paper], [flood])


def crowded() -> tuple[Record, dict[str, str]]:
    """The many claims again, in four harms, with everything long that can be long."""
    made, texts = many()
    long = "a name that goes on and on, as the names of commissions and ministries of two houses do, and then some"
    for at, claim in enumerate(made["claims"]):
        claim |= {
            "speaker": f"{claim['speaker']}, {long}",
            "harm": ("killed", "injured", "missing", "detained")[at % 4],
        }
        claim |= {"group": ("security_forces", "all")[at % 2]}
    flood = made["incidents"][0]
    harms = {claim["harm"]: [one for one in made["claims"] if one["harm"] == claim["harm"]] for claim in made["claims"]}
    flood["tolls"] = [toll("flood", harm, claims, acknowledged_by=[claims[0]["id"]]) for harm, claims in harms.items()]
    flood["unknowns"] = [dict.fromkeys(("code", "question", "because", "ask"), f"{long}; {long}; {long}?")] * 9
    pairs = [[one["id"] for one in made["claims"][at : at + 2]] for at in range(0, 18, 2)]
    flood["disagreements"] = [
        {"code": "apart", "sentence": f"{long}; {long}; {long}.", "claims": pair} for pair in pairs
    ]
    flood["title"] = long
    party = {"role": "said_to_be_responsible", "party": long, "claim": made["claims"][0]["id"], "speaker": None}
    flood["roles"] = [party] * 5
    return made, texts


def _fact(at: int) -> tuple[int, str]:
    return ((at * 7919) % 900 + (40000 if at == 150 else 0), f"Speaker {at % SPEAKERS}")


def empty() -> tuple[Record, dict[str, str]]:
    """A document without a claim, and one that could not be read."""
    paper = Paper("minutes.txt", ["Nothing was decided."])
    lost = {"code": "unreadable", "message": "scan.pdf holds pictures only. Add a copy with text.", "severity": "lost"}
    lost |= {"source": "scan.pdf", "start": None, "end": None, "words": None, "claims": []}
    return record([paper], [], [lost])


def known(words: str) -> Record:
    """Everything that people can record of a source, each in these words."""
    consent = dict.fromkeys(("record", "share_with", "publish", "be_named", "conditions", "withdrawn_on"), words)
    facts = ("title", "author", "publisher", "obtained_how", "received", "captured", "address", "archived")
    return {**dict.fromkeys((*facts, "sensitivity"), words), "consent": consent, "sensitive": True, "unknown": [words]}


def hostile(payload: str) -> tuple[Record, dict[str, str]]:
    """The payload wherever words of a document can reach the page."""
    payload = payload.strip()
    paper = Paper(payload.replace("/", "_"), ["=" + payload, f"Then {payload} said that 5 people died. {payload}"])
    paper.source.update(dict.fromkeys(("title", "author", "publisher", "language", "date", "media_type"), payload))
    paper.source["known"] = known(payload)
    said = {
        "speaker": payload,
        "speaker_type": payload,
        "carried_by": [payload],
        "on_word_of": [payload],
        "as_of": payload,
    }
    five = paper.count(f"{payload} said that 5 people died", "5 people", "killed", "5", **said)
    vague = paper.count(payload, payload, "killed", "?", term=payload, speaker=payload, group=payload, language=payload)
    label = paper.claim(payload, kind="label", value={"label": payload, "of": payload, "charge": True}, speaker=payload)
    counts = [claim for claim in paper.claims if claim["kind"] == "count"]
    where = dict.fromkeys(("name", "country", "country_code"), payload)
    odd = incident("odd", paper.claims, title=payload, kind=payload, when=payload, where=where)
    odd |= {
        "grounds": [paper.ground("title", payload), paper.ground("when", payload)],
        "roles": [{"role": payload, "party": payload, "claim": label, "speaker": payload, "note": payload}],
        "disagreements": [{"code": payload, "sentence": payload, "claims": [five], "places": [paper.place(payload)]}],
        "unknowns": [dict.fromkeys(("code", "question", "because", "ask"), payload)],
        "tolls": [toll("odd", "killed", counts, {vague: payload}, acknowledged_by=[five], responsibility=payload)],
    }
    issue = {"severity": "open", "start": None, "end": None, "claims": []}
    return record([paper], [odd], [issue | dict.fromkeys(("code", "message", "source", "words"), payload)])
