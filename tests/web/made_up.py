"""Two documents about a shooting that never happened: every form of figure, and two incidents before the main one."""

from typing import Any

from paper import Paper, Record, incident, record, toll

TESSEL = {"name": "Tessel", "country": "Orvania", "country_code": None}
ARTICLE = [
    "=Shooting at the Tessel dockyard",
    ":Place: Tessel, Orvania",
    ":Date: 3 March 2004",
    ":Fatalities: 9–41",
    ":Injuries: 30–120+",
    "The shooting at the Tessel dockyard began on 3 March 2004, when dockers sat down before the gates; guards cleared "
    "the yard on 5 March. The Interior Ministry said 9 dockers were killed, including 2 apprentices, and about "
    "30 people were injured. The Dockers' Union and the Bishop of Tessel have spoken of up to 41 dead. The Orvanian "
    'Rights Circle, which cited two former guards, called it a "massacre" and counted at least 17 people killed.',
    "A nurse at the harbour clinic said that between 60 and 90 people were treated for wounds. The harbour master "
    "denied that 41 people had died. The shipping company said none of its guards was hurt. Radio Tessel, quoting an "
    "official who would not be named, reported dozens of deaths.",
    "Many believed that the company's owner had given the order. According to the ministry, a thrown stone was the "
    "cause of the shooting.",
    "#The killing of Ilo Varn",
    "In January 2004 unknown men killed Ilo Varn, a docker's spokesman. Some 4,000 people marched in Tessel on the day "
    "he was buried.",
    'Varn\'s brother was held on a charge of "wrecking".',
]
LETTER = [
    "=Letter of the families of Tessel",
    "We, the families of Tessel, have written down the names of 23 dockers who were killed at the dockyard on 3 March "
    "2004, and we know of 4 more who are missing. The Union has told us that 112 of its members were wounded; as many "
    "as 6 people may still be held.",
    "No one has told us where the dead are buried.",
    "-20 March 2004",
]
MINISTRY = {"speaker": "The Interior Ministry", "speaker_type": "authority"}
UNION = {"speaker": "The Dockers' Union", "speaker_id": "union", "speaker_type": "political_body"}
CIRCLE = {
    "speaker": "The Orvanian Rights Circle",
    "speaker_type": "rights_body",
    "on_word_of": ["two former guards"],
}
FAMILIES = {"speaker": "the families of Tessel", "speaker_type": "family"}
BOTH = "The Dockers' Union and the Bishop of Tessel have spoken of up to 41 dead"
UNKNOWNS = [
    ("Who were the people killed?", "23 names are said to be written down; none is given here.", "The families."),
    ("Where are the dead buried?", "The families say that no one has told them.", "The Interior Ministry."),
    ("Does the ministry’s figure count anyone but dockers?", "It is silent on others.", "The Interior Ministry."),
]


def made_up() -> tuple[Record, dict[str, str]]:
    """The record and its texts."""
    article = Paper(
        "dockyard.txt", ARTICLE, title=ARTICLE[0][1:], date="2004-03-09", publisher="The Almanac of Orvania"
    )
    letter = Paper("letter.txt", LETTER, title=LETTER[0][1:], author="the families of Tessel", date="2004-03-20")
    article.source["known"] = {
        "title": "Entry on the Tessel dockyard, second edition",
        "obtained_how": "copied from the library of the harbour office",
        "received": "2004-03-18",
        "address": "https://example.org/tessel/dockyard?edition=2",
        "archived": "https://archive.example.org/2004/tessel",
        "consent": {"withdrawn_on": None},
        "sensitive": False,
        "unknown": ["language"],
    }
    letter.source["known"] = {
        "obtained_how": "handed over at the gate, as a copy on paper",
        "received": "2004-03-21",
        "address": "the notice board of the clinic",
        "sensitivity": "names of families",
        "consent": {
            "record": "yes",
            "share_with": "the commission of inquiry",
            "publish": "no",
            "be_named": "no",
            "conditions": "not before the burial",
            "withdrawn_on": "2004-04-02",
        },
        "sensitive": True,
        "unknown": ["publisher", "archived", "language"],
    }
    shooting = _shooting(article, letter)
    box, dozens = article.place("9–41"), article.place("dozens")
    issues = [
        {"code": "no-speaker", "message": "Nobody is named for 9–41.", "severity": "open", **box, "claims": []},
        {"code": "vague", "message": "“dozens” is no number.", "severity": "note", **dozens, "claims": []},
    ]
    return record([article, letter], [_killing(article), _march(article), shooting], issues)


def _killed(article: Paper, letter: Paper) -> dict[str, str]:
    said = article.count
    nine = said(
        "The Interior Ministry said 9 dockers were killed", "9 dockers", "killed", "9", group="protesters", **MINISTRY
    )
    official = {
        "speaker": "an official",
        "speaker_type": "authority",
        "anonymous": True,
        "carried_by": ["Radio Tessel"],
    }
    master = {"speaker": "The harbour master", "speaker_type": "authority", "stance": "denies"}
    return {
        "box": said("Fatalities: 9–41", "9–41", "killed", "9-41"),
        "nine": nine,
        "two": said(
            "including 2 apprentices", "2 apprentices", "killed", "2", group="children", part_of=nine, **MINISTRY
        ),
        "union": said(BOTH, "up to 41 dead", "killed", "<=41", **UNION),
        "bishop": said(BOTH, "up to 41 dead", "killed", "<=41", speaker="the Bishop of Tessel", speaker_type="expert"),
        "circle": said("counted at least 17 people killed", "at least 17 people", "killed", ">=17", **CIRCLE),
        "denied": said("The harbour master denied that 41 people had died", "41 people", "killed", "41", **master),
        "dozens": said("reported dozens of deaths", "dozens", "killed", "?", term="dozens", **official),
        "names": letter.count(
            "the names of 23 dockers who were killed", "23 dockers", "killed", "23", group="protesters", **FAMILIES
        ),
    }


def _hurt(article: Paper, letter: Paper) -> dict[str, str]:
    nurse = {"speaker": "A nurse at the harbour clinic", "speaker_type": "medical"}
    treated = "between 60 and 90 people were treated for wounds"
    company = {"speaker": "The shipping company", "speaker_type": "unknown", "group": "guards"}
    union = UNION | {"speaker": "The Union", "carried_by": ["the families of Tessel"], "group": "protesters"}
    return {
        "box": article.count("Injuries: 30–120+", "30–120+", "injured", "30-120+"),
        "thirty": article.count("about 30 people were injured", "about 30 people", "injured", "~30", **MINISTRY),
        "nurse": article.count(treated, "between 60 and 90 people", "injured", "60-90", **nurse),
        "none": article.count("none of its guards was hurt", "none of its guards", "injured", "0", **company),
        "union": letter.count("112 of its members were wounded", "112 of its members", "injured", "112", **union),
        "missing": letter.count("4 more who are missing", "4 more", "missing", "4", **FAMILIES),
        "held": letter.count(
            "as many as 6 people may still be held", "as many as 6 people", "detained", "<=6", **FAMILIES
        ),
    }


def _told(article: Paper) -> str:
    """Label, belief, cause and role; gives the role's claim."""
    label = {"label": "massacre", "of": None, "charge": False}
    belief = {"act": "had given the order", "by": "the company's owner", "of": None}
    cause: dict[str, Any] = {"cause": "a thrown stone", "effect": "the shooting"}
    chain = MINISTRY | {"carried_by": ["Radio Tessel", "The Almanac of Orvania"]}
    article.claim('"massacre"', "massacre", kind="label", value=label, **CIRCLE)
    article.claim(ARTICLE[7].partition(". ")[0], kind="act", stance="believes", value=belief)
    article.claim("a thrown stone was the cause of the shooting", kind="cause", value=cause, **chain)
    role = {"party": "guards", "role": "said_to_be_responsible"}
    return article.claim("guards cleared the yard on 5 March", kind="role", value=role)


def _shooting(article: Paper, letter: Paper) -> Record:
    killed, hurt, role = _killed(article, letter), _hurt(article, letter), _told(article)
    claims = [*article.claims, *letter.claims]
    return incident(
        "shooting",
        claims,
        title="Shooting at the Tessel dockyard",
        kind="attack",
        when="2004-03-03/2004-03-05",
        where=TESSEL,
        grounds=[
            article.ground("title", "Shooting at the Tessel dockyard"),
            article.ground("when", "3 March 2004"),
            article.ground("when", "on 5 March"),
            article.ground("where", "Tessel, Orvania"),
        ],
        roles=[{"role": "said_to_be_responsible", "party": "guards", "claim": role, "speaker": None, "note": ""}],
        tolls=_tolls({claim["id"]: claim for claim in claims}, killed, hurt),
        disagreements=[
            {"code": "apart", "sentence": "Nine, or at least 17.", "claims": [killed["nine"], killed["circle"]]},
            {"code": "denied", "sentence": "Up to 41, and a denial.", "claims": [killed["union"], killed["denied"]]},
        ],
        unknowns=[{"code": "open", "question": q, "because": why, "ask": whom} for q, why, whom in UNKNOWNS],
    )


def _tolls(claims: dict[str, Record], killed: dict[str, str], hurt: dict[str, str]) -> list[Record]:
    dead = [claims[one] for one in killed.values()]
    wounded = [claims[hurt[one]] for one in ("box", "thirty", "nurse", "none", "union")]
    nine = {"acknowledged_by": [killed["nine"]], "acknowledged_low": 9, "acknowledged_high": 9}
    thirty = {"acknowledged_by": [hurt["thirty"]], "acknowledged_low": 30, "acknowledged_high": 30}
    silent = {"responsibility": "not_stated"}
    aside = {killed["two"]: "part-of-total", killed["denied"]: "denied", killed["dozens"]: "vague-no-convention"}
    return [
        toll("shooting", "killed", dead, aside, **nine, **silent),
        toll("shooting", "killed", dead, aside, mode="echoes-folded"),
        toll("shooting", "injured", wounded, {hurt["none"]: "other-group"}, **thirty, **silent),
        toll("shooting", "injured", [claims[hurt["none"]]], group="guards"),
        toll("shooting", "missing", [claims[hurt["missing"]]]),
        toll("shooting", "detained", [claims[hurt["held"]]]),
    ]


def _killing(article: Paper) -> Record:
    one = article.count("unknown men killed Ilo Varn, a docker's spokesman", "Ilo Varn", "killed", "1")
    charge = {"label": "wrecking", "of": "Varn's brother", "charge": True}
    article.claim('"wrecking"', "wrecking", kind="label", value=charge)
    claims = article.claims[-2:]
    return incident(
        "killing",
        claims,
        title="The killing of Ilo Varn",
        kind="killing",
        when="2004-01",
        where=TESSEL,
        grounds=[article.ground("when", "In January 2004")],
        relations=[{"kind": "before", "to": "shooting", "reason": "January comes before March"}],
        tolls=[toll("killing", "killed", [claim for claim in claims if claim["id"] == one])],
    )


def _march(article: Paper) -> Record:
    article.count("Some 4,000 people marched in Tessel", "Some 4,000 people", "present", "~4000")
    before = [{"kind": "before", "to": "shooting", "reason": "told before it"}]
    return incident("march", article.claims[-1:], title="March in Tessel", kind="demonstration", relations=before)
