"""Twelve documents with claims about one collapse that never happened, and three that gave none."""

from paper import Paper, Record, incident, record, toll

FIGURES = (13, 20, 22, 24, 25, 27, 30, 31, 47, 50, 21, 53)
ANONYMOUS = {"anonymous": True, "speaker_type": "unknown"}
MINISTER = {"speaker": "The mines minister", "speaker_type": "authority"}
UNREAD = "source-of-no-claim"


def _paper(at: int, figure: int) -> Paper:
    """A headline that repeats its text; but for one, which states a figure that no speaker states."""
    shouted = at % 2 == 1
    who = f"{'Three' if shouted else 'three'} sources {chr(97 + at // 2)}"
    told = f"At least {figure} miners were killed, {who} told the gazette of Lower Vell about the shaft at Orm."
    if figure == 21:
        told = "The mines minister said that 21 miners were killed in the shaft at Orm on 3 May 2009 and after."
    if figure == 53:
        told = f"At least 53 people were killed and 2 guards were killed, {who} told the gazette of Lower Vell."
    head = 99 if figure == 24 else figure
    lines = [f"=At least {head} miners killed at Orm", told]
    paper = Paper(f"{at:02d}.txt", lines, title=lines[0][1:], date=f"2009-05-{at + 4:02d}")
    paper.source["known"] = {"publisher": f"A gazette {at}", "unknown": []}
    miners = {"group": "other", "speaker_type": "document"}
    paper.count(f"At least {head} miners killed", f"At least {head} miners", "killed", f">={head}", **miners)
    if figure == 21:
        paper.count("21 miners were killed", "21 miners", "killed", "21", group="other", **MINISTER)
        return paper
    named = {"speaker": who, "speaker_id": who.casefold(), "group": "all" if figure == 53 else "other", **ANONYMOUS}
    noun = "people" if figure == 53 else "miners"
    words = f"At least {figure} {noun}"
    paper.count(f"{words} were killed", words, "killed", f">={figure}", **named)
    if figure == 53:
        paper.count("2 guards were killed", "2 guards", "killed", "2", **named | {"group": "guards"})
    return paper


def many_papers() -> tuple[Record, dict[str, str]]:
    """The record and its texts."""
    papers = [_paper(at, figure) for at, figure in enumerate(FIGURES)]
    unread = Paper("persian.txt", ["=گزارش معدن", "در معدن اورم"], title="گزارش معدن", language="fa", date="2009-05-08")
    earlier = Paper("earlier.txt", ["=Orm, first edition", "Nothing was known."], title="Orm, first edition")
    earlier.source["superseded_by"] = [papers[0].id]
    empty = Paper("box.zip", [], language=None)
    claims = [claim for paper in papers for claim in paper.claims]
    minister = next(one["id"] for one in claims if one["speaker"] == "The mines minister")
    guards = next(one["id"] for one in claims if one["group"] == "guards")
    people = next(one["id"] for one in claims if one["words"] == "At least 53 people")
    known = {"acknowledged_by": [minister], "responsibility": "not_stated"}
    span = toll("orm", "killed", claims, **known) | {"low": 13, "highest_stated": 53}
    span["steps"].append(
        {"op": "sum", "inputs": [guards, people], "of": "low", "into": "v.0", "value": 55, "because": ""}
    )
    spoken = "; ".join(f"{one['speaker']}: {one['words']}" for one in claims)
    differ = {"code": "figures-differ", "sentence": f"Killed: {spoken}.", "claims": [one["id"] for one in claims]}
    grounds = [paper.ground("title", paper.source["title"]) for paper in papers]
    orm = incident("orm", claims, title="Collapse of the shaft at Orm", when="2009-05-03", grounds=grounds)
    orm |= {"tolls": [span], "disagreements": [differ]}
    return record([*papers, unread, earlier, empty], [orm])
