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


# Each sentence of the two that states what is no figure: document, kind, where its words stand, the code that it has,
# what kind of party says so, and the stance. Nothing else of these kinds is read in them.
STATED = [
    (1997, "condition", 266, 426, "living", "witness", "asserts"),
    (1997, "act", 949, 995, "", "unknown", "believes"),
    (1997, "demand", 1007, 1304, "", "unknown", "asserts"),
    (1997, "demand", 1306, 1473, "", "unknown", "asserts"),
    (1997, "act", 1479, 1508, "", "document", "asserts"),
    (1997, "reaction", 1772, 1822, "negotiation", "document", "asserts"),
    (1997, "demand", 1964, 2046, "", "witness", "asserts"),
    (1997, "demand", 2048, 2125, "", "witness", "asserts"),
    (1997, "condition", 2070, 2087, "sentencing", "witness", "asserts"),
    (1997, "condition", 2209, 2254, "overcrowding", "document", "asserts"),
    (1997, "condition", 2368, 2378, "food", "document", "asserts"),
    (1997, "condition", 2380, 2392, "food", "document", "asserts"),
    (1997, "condition", 2398, 2420, "health_care", "document", "asserts"),
    (1997, "condition", 2496, 2569, "living", "relief_body", "asserts"),
    (1997, "condition", 2496, 2569, "living", "authority", "asserts"),
    (1997, "condition", 2631, 2776, "sentencing", "authority", "asserts"),
    (1997, "access", 2964, 3030, "limited", "media", "asserts"),
    (2018, "act", 562, 592, "", "political_body", "asserts"),
    (2018, "norm", 649, 822, "breached", "political_body", "asserts"),
    (2018, "norm", 730, 918, "signed", "political_body", "asserts"),
    (2018, "act", 1276, 1334, "", "political_body", "hypothetical"),
    (2018, "condition", 1575, 1638, "treatment", "authority", "asserts"),
    (2018, "pattern", 1641, 1896, "", "political_body", "asserts"),
    (2018, "notice", 1899, 2166, "", "political_body", "asserts"),
    (2018, "demand", 2172, 2709, "", "political_body", "asserts"),
    (2018, "demand", 2385, 2709, "", "political_body", "asserts"),
    (2018, "demand", 2711, 2789, "", "political_body", "asserts"),
    (2018, "demand", 2794, 2912, "", "political_body", "asserts"),
]
KINDS = frozenset(kind for _, kind, *_ in STATED)


def stated(record: Record, year: int) -> list[Record]:
    name = {1997: "000_", 2018: "002_"}[year]
    source = next(one["id"] for one in record["sources"] if one["name"].startswith(name))
    return [claim for claim in record["claims"] if claim["source"] == source and claim["kind"] in KINDS]


def row_of(year: int, claim: Record) -> tuple[object, ...]:
    value = claim["value"]
    code = next((value[key] for key in ("condition", "access", "reaction", "says") if key in value), "")
    return (year, claim["kind"], claim["start"], claim["end"], code, claim["speaker_type"], claim["stance"])


def at(record: Record, year: int, kind: str, start: int) -> Record:
    return next(claim for claim in stated(record, year) if (claim["kind"], claim["start"]) == (kind, start))


@pytest.mark.parametrize(
    "row", STATED, ids=[f"{year}-{kind}-{start}-{who}" for year, kind, start, _, _, who, _ in STATED]
)
def test_each_such_sentence_is_read_and_anchored(record: Record, row: tuple[object, ...]) -> None:
    year = int(str(row[0]))
    assert row in [row_of(year, claim) for claim in stated(record, year)]


def test_nothing_else_of_these_kinds_is_read(record: Record) -> None:
    read = [row_of(year, claim) for year in (1997, 2018) for claim in stated(record, year)]
    assert sorted(map(str, read)) == sorted(map(str, STATED))


def test_the_chain_of_demands(record: Record) -> None:
    outer, inner = (claim for claim in stated(record, 2018) if claim["kind"] == "demand" and claim["end"] == 2709)
    assert len(outer["value"]["asked"]) == 1 and outer["value"]["within"] is None
    assert inner["value"]["within"] == outer["id"] and len(inner["value"]["to_act"]) == 1
    assert inner["speaker_id"] == outer["speaker_id"]
    assert inner["value"]["terms"].startswith("establish") and inner["value"]["terms"] in outer["quote"]


def test_two_demands_of_one_sentence_name_nobody_who_is_to_act(record: Record) -> None:
    for start in (2711, 2794):
        value = at(record, 2018, "demand", start)["value"]
        assert (value["asked"], value["to_act"], value["within"]) == ([], [], None)


def test_prisoners_demands_have_no_addressee(record: Record) -> None:
    first, second = at(record, 1997, "demand", 1964), at(record, 1997, "demand", 2048)
    assert first["speaker_id"] == second["speaker_id"] == "prisoners"
    assert first["value"]["asked"] == first["value"]["to_act"] == []


def test_a_comparison_is_made_by_both_who_make_it(record: Record) -> None:
    both = [claim for claim in stated(record, 1997) if claim["start"] == 2496]
    assert len({claim["speaker_id"] for claim in both}) == 2
    assert all(claim["value"]["compared_with"] and claim["value"]["of"] for claim in both)


def test_an_officials_own_words_bear_out_a_grievance(record: Record) -> None:
    sentences = at(record, 1997, "condition", 2631)
    assert sentences["speaker_type"] == "authority" and sentences["value"]["compared_with"]
    grievance = at(record, 1997, "condition", 2070)
    assert grievance["value"]["condition"] == sentences["value"]["condition"] == "sentencing"


def test_a_garbled_sentence_is_flagged_and_not_mended(record: Record) -> None:
    notice = at(record, 2018, "notice", 1899)
    assert notice["value"]["incomplete"] is True
    assert notice["value"]["to"] and notice["value"]["about"] and notice["value"]["notice"] in notice["quote"]


def test_a_command_is_alleged_of_officials(record: Record) -> None:
    pattern = at(record, 2018, "pattern", 1641)
    assert "officials" in pattern["value"]["directed_by"] and pattern["value"]["by"] is None


def test_intent_is_the_speakers_and_supposed(record: Record) -> None:
    act = at(record, 2018, "act", 1276)
    assert act["value"]["intent"] and act["value"]["by"] is None and act["stance"] == "hypothetical"


def test_the_treaty_is_said_to_be_breached_and_signed(record: Record) -> None:
    breached, signed = at(record, 2018, "norm", 649), at(record, 2018, "norm", 730)
    assert breached["value"]["norm"] == signed["value"]["norm"]
    assert "leadership" in breached["value"]["party"] and signed["value"]["party"] == "Tajikistan"


def test_access_to_information(record: Record) -> None:
    access = at(record, 1997, "access", 2964)
    assert access["anonymous"] and access["value"]["about"] and "government" in access["value"]["by"]
