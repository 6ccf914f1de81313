"""The two documents that the project began from: what a build of them must give. Read where they lie, never copied."""

import json
from pathlib import Path
from typing import Any

import pytest

from tollbook import tasks

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are beside the project, not in it")
Record = dict[str, Any]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    out = tmp_path_factory.mktemp("seeds") / "dossier"
    tasks.build(SEEDS, out)
    return dict(json.loads((out / "record.json").read_text(encoding="utf-8")))


def incident(record: Record, when: str) -> Record:
    found = [one for one in record["incidents"] if one["when"] == when]
    assert len(found) == 1, [one["when"] for one in record["incidents"]]
    return dict(found[0])


def toll(one: Record, harm: str, group: str = "all") -> Record:
    return dict(next(toll for toll in one["tolls"] if toll["harm"] == harm and toll["group"] == group))


def claims_of(record: Record, one: Record, **wanted: object) -> list[Record]:
    ids = {link["claim"] for link in one["claims"]}
    return [
        claim
        for claim in record["claims"]
        if claim["id"] in ids and all(claim[key] == value for key, value in wanted.items())
    ]


def test_1997_when_and_where(record: Record) -> None:
    riot = incident(record, "1997-04-14/1997-04-17")
    assert riot["where"]["name"] == "Khujand"
    assert (riot["where"]["country"], riot["where"]["country_code"]) == ("Tajikistan", "TJK")
    assert any(issue["code"] == "box-date-differs" for issue in record["issues"])


def test_1997_killed(record: Record) -> None:
    killed = toll(incident(record, "1997-04-14/1997-04-17"), "killed")
    assert (killed["low"], killed["high"], killed["open"], killed["best"]) == (24, 158, False, None)
    assert killed["groups_differ"] and set(killed["groups"]) == {"all", "prisoners"}
    assert (killed["acknowledged_low"], killed["acknowledged_high"]) == (24, 24)
    assert killed["responsibility"] == "not_stated"


def test_1997_injured(record: Record) -> None:
    injured = toll(incident(record, "1997-04-14/1997-04-17"), "injured")
    assert (injured["low"], injured["high"], injured["highest_stated"], injured["open"]) == (35, None, 200, True)
    assert (injured["acknowledged_low"], injured["acknowledged_high"]) == (35, 35)


def test_1997_two_speakers_of_one_figure(record: Record) -> None:
    riot = incident(record, "1997-04-14/1997-04-17")
    up_to = claims_of(record, riot, kind="count", harm="killed", form="at_most", high=150, low=None)
    assert {claim["speaker_type"] for claim in up_to} == {"rights_body", "political_body"}
    assert len({(claim["start"], claim["end"]) for claim in up_to}) == 1
    voices = [voice for voice in riot["voices"] if set(voice["claims"]) & {claim["id"] for claim in up_to}]
    assert len(voices) == 2
    assert all("not shown to be independent" in voice["why"] for voice in voices)


def test_1997_box_against_text(record: Record) -> None:
    riot = incident(record, "1997-04-14/1997-04-17")
    box = claims_of(record, riot, harm="killed", low=24, high=158)
    assert [claim["speaker"] for claim in box] == [None]
    assert any(issue["code"] == "box-against-text" and box[0]["id"] in issue["claims"] for issue in record["issues"])
    assert any(one["code"] == "box-against-text" for one in riot["disagreements"])


def test_1997_roles_and_labels(record: Record) -> None:
    riot = incident(record, "1997-04-14/1997-04-17")
    assert len(riot["roles"]) == 3
    assert all(
        role["role"] == "said_to_be_responsible" and role["speaker"] is None and role["note"] for role in riot["roles"]
    )
    labels = claims_of(record, riot, kind="label")
    assert [(claim["value"]["label"], claim["speaker_type"]) for claim in labels] == [("massacre", "rights_body")]


def test_1997_present_and_one_death(record: Record) -> None:
    riot = incident(record, "1997-04-14/1997-04-17")
    present = toll(riot, "present")
    assert (present["low"], present["high"]) == (800, 1000)
    deaths = claims_of(record, riot, kind="death")
    assert [(death["value"]["name"], death["value"]["age"]) for death in deaths] == [(None, 17)]


def test_before_it(record: Record) -> None:
    riot = incident(record, "1997-04-14/1997-04-17")
    killing, protests, hunger = (incident(record, when) for when in ("1996-05", "[1996-05..]", "[..1996-06]"))
    for earlier in (killing, protests, hunger):
        assert [(one["kind"], one["to"]) for one in earlier["relations"]] == [("before", riot["id"])]
    assert (toll(killing, "killed")["low"], toll(killing, "killed")["high"]) == (1, 1)
    assert toll(hunger, "killed")["status"] == "indeterminate"
    assert [claim["term"] for claim in claims_of(record, hunger, harm="killed")] == ["many"]


def test_the_demonstrations(record: Record) -> None:
    protests = incident(record, "[1996-05..]")
    present = toll(protests, "present")
    assert (present["low"], present["high"], present["open"], present["highest_stated"]) == (20000, None, True, 20000)
    hundreds = claims_of(record, protests, harm="present", form="vague")
    assert [claim["term"] for claim in hundreds] == ["hundreds"]
    assert "each_or_together" in hundreds[0]["marks"]
    assert any(issue["code"] == "each-or-together" for issue in record["issues"])
    assert toll(protests, "detained")["high"] == 1
    charges = claims_of(record, protests, kind="label")
    assert [(claim["value"]["charge"], claim["speaker_type"]) for claim in charges] == [(True, "authority")]
    assert any("ten days" in claim["value"]["act"] for claim in claims_of(record, protests, kind="act"))


def test_a_belief_is_no_role(record: Record) -> None:
    beliefs = [claim for claim in record["claims"] if claim["stance"] == "believes" and claim["kind"] == "act"]
    assert len(beliefs) == 1
    for one in record["incidents"]:
        used = {id_ for toll in one["tolls"] for id_ in toll["used"]}
        assert not any(claim["id"] in used for claim in record["claims"] if claim["stance"] == "believes")
        assert not any("clan" in role["party"] for role in one["roles"])


def test_2018(record: Record) -> None:
    riot = incident(record, "2018-11-07")
    assert riot["where"]["name"] == "Khujand" and riot["where"]["site"] == "ITK-3"
    for harm, number in (("killed", 53), ("injured", 186)):
        one = toll(riot, harm)
        assert (one["low"], one["high"], one["acknowledged_low"]) == (number, number, None)
        stated = claims_of(record, riot, kind="count", harm=harm)
        assert [claim["speaker_type"] for claim in stated] == ["political_body"]
        assert all("data" in claim["on_word_of"][0] for claim in stated)


def test_2018_cause_with_its_chain(record: Record) -> None:
    causes = claims_of(record, incident(record, "2018-11-07"), kind="cause", anonymous=True)
    assert len(causes) == 1
    carried = causes[0]["carried_by"]
    assert len(carried) == 2 and "media" in carried[0] and "Alliance" in carried[1]


def test_the_two_are_apart(record: Record) -> None:
    first, second = incident(record, "1997-04-14/1997-04-17"), incident(record, "2018-11-07")
    assert first["where"]["site"] != second["where"]["site"]
    assert not any(
        relation["to"] in (first["id"], second["id"]) for relation in first["relations"] + second["relations"]
    )


def test_nothing_else_becomes_a_toll(record: Record) -> None:
    numbers = {
        number
        for one in record["incidents"]
        for toll in one["tolls"]
        for number in (toll["low"], toll["high"], toll["highest_stated"])
    }
    assert numbers == {None, 1, 24, 158, 35, 200, 800, 1000, 20000, 53, 186}
    assert len(record["incidents"]) == 5


def test_what_the_documents_cannot_tell(record: Record) -> None:
    codes = {unknown["code"] for unknown in incident(record, "1997-04-14/1997-04-17")["unknowns"]}
    assert {"dead-guards", "names", "who-did-it"} <= codes
    codes = {unknown["code"] for unknown in incident(record, "2018-11-07")["unknowns"]}
    assert {"who-among-the-dead", "names", "official-figure", "who-did-it"} <= codes
