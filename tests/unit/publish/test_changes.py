"""What changed between two dossiers of real cases, each built twice: figure by figure, and why."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.model import Document, Provenance
from tollbook.pipeline import build_register
from tollbook.publish.changed_json import changes_json
from tollbook.publish.changed_text import changes_text
from tollbook.publish.changes import Changes, TollChange, edition_of, find_changes
from tollbook.publish.notice import render_notice
from tollbook.publish.record import record_of
from tollbook.publish.shape import what_is_wrong
from tollbook.settings import Settings

Json = dict[str, Any]
PLACE = "at the prison in the town of Marrow, Tajikistan, on"
HEAD = f"Riot at Marrow prison\n\nA riot broke out {PLACE} 3 May 2004. "
MINISTRY = "The ministry said that 12 prisoners were killed and 30 people were injured."
FAMILIES = "Families said that 20 people died."


def record(known: dict[str, str] | None = None, as_of: date | None = None, head: str = HEAD, **texts: str) -> Json:
    """The record of a case. ``known``: for a document, the one that it supersedes."""
    documents = [Document(f"{name}.txt", f"{head}{text}\n".encode()) for name, text in texts.items()]
    said = {f"{name}.txt": Provenance(supersedes=f"{one}.txt") for name, one in (known or {}).items()}
    made = record_of(build_register(documents, Settings(as_of=as_of), said).register)
    return dict(json.loads(json.dumps(made)))


def changes(before: Json, after: Json) -> Changes:
    assert (what_is_wrong(before), what_is_wrong(after)) == (None, None)
    return find_changes(before, after, (edition_of("spring", "a" * 64, before), edition_of("autumn", "b" * 64, after)))


def tolls_of(found: Changes) -> dict[tuple[str, str], TollChange]:
    return {(toll.harm, toll.group): toll for one in found.incidents for toll in one.tolls}


def moves_of(toll: TollChange) -> list[tuple[str, str | None, str | None]]:
    return [(move.why, move.before, move.after) for move in toll.moves]


def kinds(found: Changes) -> list[str]:
    return [one.kind for one in found.sources]


def told(found: Changes) -> str:
    return changes_text(found, 1000)


BEFORE = record(ministry=MINISTRY, families=FAMILIES)


def test_nothing_changed_is_one_line() -> None:
    found = changes(BEFORE, BEFORE)
    assert found.nothing
    assert told(found) == (
        "Nothing changed: both dossiers give the same two figures from two documents. The folders themselves differ in "
        "their bytes; tollbook verify says whether each of them is whole.\n"
    )
    assert changes_json(found)["changed"] is False


def test_a_figure_changed_in_a_document() -> None:
    found = changes(BEFORE, record(ministry=MINISTRY.replace("12", "14"), families=FAMILIES))
    toll = tolls_of(found)["killed", "all"]
    assert toll.before and toll.after
    assert (toll.before.low, toll.after.low, toll.before.acknowledged_low, toll.after.acknowledged_low) == (
        12,
        14,
        12,
        14,
    )
    assert moves_of(toll) == [("source-changed", None, "used"), ("source-changed", "used", None)]
    assert kinds(found) == ["changed"]
    # what the changed file states as before neither came nor went
    assert set(tolls_of(found)) == {("killed", "all"), ("killed", "prisoners")}
    assert "Killed, everyone: 12–20 → 14–20" in told(found)
    assert "lowest 12 → 14 · acknowledged 12 → 14" in told(found)
    assert "It went: the file ministry.txt has another content than before, and does not state this." in told(found)


def test_a_document_added() -> None:
    more = "Doctors said that at least 25 people died. The ministry denied that 25 people had died."
    found = changes(BEFORE, record(ministry=MINISTRY, families=FAMILIES, zdoctors=more))
    toll = tolls_of(found)["killed", "all"]
    assert moves_of(toll) == [("source-added", None, "used"), ("source-added", None, "denied")]
    assert toll.voices == (2, 3) and kinds(found) == ["added"]
    assert "highest stated 20 → 25 · upper end closed → open" in told(found)
    assert "“at least 25 people died”\n        It came in with zdoctors.txt, a new document." in told(found)
    assert "It is set aside, because its speaker denies it." in told(found)


def test_a_document_removed() -> None:
    found = changes(BEFORE, record(ministry=MINISTRY))
    assert moves_of(tolls_of(found)["killed", "all"]) == [("source-gone", "used", None)]
    assert kinds(found) == ["gone"]
    assert "It went with families.txt, which is no longer among the documents." in told(found)


def test_a_document_superseded() -> None:
    later = MINISTRY.replace("12", "16")
    found = changes(BEFORE, record({"ministry2": "ministry"}, ministry=MINISTRY, ministry2=later, families=FAMILIES))
    assert moves_of(tolls_of(found)["killed", "all"]) == [
        ("superseded", "used", "superseded"),
        ("source-added", None, "used"),
    ]
    assert sorted(kinds(found)) == ["added", "superseded"]
    assert "It is set aside now: ministry2.txt supersedes ministry.txt." in told(found)
    assert not tolls_of(found)["injured", "all"].other_figures
    assert "Injured, everyone: 30, as before" in told(found)
    assert found.issues == (("new-version", 0, 1),)


def test_what_is_superseded_no_more_counts_again() -> None:
    both = {"ministry": MINISTRY, "ministry2": MINISTRY.replace("12", "16"), "families": FAMILIES}
    found = changes(record({"ministry2": "ministry"}, **both), record(**both))
    assert ("no-longer-superseded", "superseded", "used") in moves_of(tolls_of(found)["killed", "all"])
    assert kinds(found) == ["no-longer-superseded"]
    assert "It counts again: no later version supersedes ministry.txt any more." in told(found)


def test_a_file_renamed_changes_no_figure() -> None:
    found = changes(BEFORE, record(ministry=MINISTRY, kin=FAMILIES))
    assert kinds(found) == ["renamed"] and tolls_of(found) == {}
    assert "families.txt is called kin.txt now; not a byte of it changed." in told(found)


def test_a_claim_set_aside_now_because_of_another() -> None:
    first = "The ministry said that 12 prisoners were killed."
    whole = f"{first} The ministry said that 15 people were killed."
    found = changes(record(a=first), record(a=first, b=whole))
    toll = tolls_of(found)["killed", "all"]
    assert ("set-aside", "used", "part-of-total") in moves_of(toll)
    assert "It is set aside now, because it is a part of a total that the same voice states." in told(found)
    back = tolls_of(changes(record(a=first, b=whole), record(a=first)))["killed", "all"]
    assert ("taken-up", "part-of-total", "used") in moves_of(back)


def test_another_rule_says_that_its_figures_are_new() -> None:
    after = json.loads(json.dumps(BEFORE))
    after["rules"].append({**after["rules"][0], "id": "other"})
    for incident in after["incidents"]:
        incident["tolls"] += [{**toll, "id": f"{toll['id']}-other", "rule": "other"} for toll in incident["tolls"]]
    found = changes(BEFORE, after)
    (toll, *_) = [toll for one in found.incidents for toll in one.tolls]
    assert (toll.rule, toll.before, toll.moves, toll.because) == ("other", None, (), ("rule-added",))
    assert "Killed, everyone, by the rule “other” (as published): no figure → 12–20" in told(found)
    assert "The rule “other” gives figures now, and gave none before." in told(found)
    back = changes(after, BEFORE)
    assert {toll.because for one in back.incidents for toll in one.tolls} == {("rule-removed",)}


def test_a_rule_that_says_something_else() -> None:
    after = json.loads(json.dumps(BEFORE))
    after["rules"][0]["says"] = "Something else."
    after["incidents"][0]["tolls"][0]["low"] = 11
    found = changes(BEFORE, after)
    assert tolls_of(found)["killed", "all"].because == ("rule-changed",)
    assert "Its rule says something else than before." in told(found)


def test_another_version_is_named_where_no_document_explains_it() -> None:
    after = json.loads(json.dumps(BEFORE))
    after["version"] = "9.9.9"
    after["incidents"][0]["tolls"][0]["low"] = 11
    found = changes(BEFORE, after)
    assert tolls_of(found)["killed", "all"].because == ("version-changed",)
    assert "with 9.9.9 after: a reading may differ" in told(found)


def test_a_figure_that_nothing_explains_says_so() -> None:
    after = json.loads(json.dumps(BEFORE))
    after["incidents"][0]["tolls"][0]["low"] = 11
    assert tolls_of(changes(BEFORE, after))["killed", "all"].because == ("worked-out-otherwise",)


def test_a_claim_read_no_more_and_one_read_otherwise() -> None:
    after = json.loads(json.dumps(BEFORE))
    toll = after["incidents"][0]["tolls"][0]
    gone = toll["used"].pop()
    after["claims"] = [one for one in after["claims"] if one["id"] != gone]
    for incident in after["incidents"]:
        incident["claims"] = [one for one in incident["claims"] if one["claim"] != gone]
        incident["disagreements"] = []
        for one in incident["tolls"]:
            one["used"] = [id_ for id_ in one["used"] if id_ != gone]
            one["acknowledged_by"] = [id_ for id_ in one["acknowledged_by"] if id_ != gone]
    next(one for one in after["claims"] if one["id"] == toll["used"][0])["marks"] = ["additional"]
    found = changes(BEFORE, after)
    change = tolls_of(found)["killed", "all"]
    assert moves_of(change) == [("no-longer-read", "used", None)] and change.reread == (toll["used"][0],)
    assert "of which not a byte changed" in told(found) and "was read otherwise than before" in told(found)
    assert moves_of(tolls_of(changes(after, BEFORE))["killed", "all"]) == [("now-read", None, "used")]


def test_the_day_it_speaks_of_is_a_change() -> None:
    found = changes(BEFORE, record(as_of=date(2004, 6, 1), ministry=MINISTRY, families=FAMILIES))
    assert not found.nothing and found.incidents == ()
    assert "autumn, as of 1 June 2004" in told(found)


def test_an_incident_whose_date_changed_is_found_by_its_claims() -> None:
    after = json.loads(json.dumps(BEFORE).replace("2004-05-03", "2004-05-04"))
    old = after["incidents"][0]["id"]
    after = json.loads(json.dumps(after).replace(old, "another-id"))
    found = changes(BEFORE, after)
    (one,) = found.incidents
    assert (one.pair.kind, one.pair.before, one.pair.after, one.pair.shared) == ("moved", old, "another-id", 3)
    assert "three claims say that it is the same incident" in told(found)
    assert "Its date was 3 May 2004, and is 4 May 2004." in told(found)
    assert one.tolls == ()


def test_an_incident_that_is_new_and_one_that_is_gone() -> None:
    other = (
        f"Fire at Marrow prison\n\nA fire broke out {PLACE} 8 June 2007. The ministry said that 5 people were killed."
    )
    with_fire = json.loads(json.dumps(record(ministry=MINISTRY, families=FAMILIES)))
    documents = [("ministry", HEAD + MINISTRY), ("families", HEAD + FAMILIES), ("fire", other)]
    with_fire = record(head="", **dict(documents))
    base = record(head="", **dict(documents[:2]))
    found = changes(base, with_fire)
    (new,) = [one for one in found.incidents if one.pair.kind == "new"]
    assert [(toll.before, toll.after and toll.after.low) for toll in new.tolls] == [(None, 5)]
    assert "A new incident." in told(found)
    (gone,) = [one for one in changes(with_fire, base).incidents if one.pair.kind == "gone"]
    assert [(toll.before and toll.before.low, toll.after) for toll in gone.tolls] == [(5, None)]


def split_in_two(made: Json) -> Json:
    """The same claims, one of them in an incident of its own."""
    after = json.loads(json.dumps(made))
    first = after["incidents"][0]
    claim = next(one for one in after["claims"] if one["speaker"] == "Families")
    toll = next(one for one in first["tolls"] if one["harm"] == "killed")
    second = {**json.loads(json.dumps(first)), "id": "second", "title": "Second", "disagreements": [], "unknowns": []}
    second["claims"] = [{"claim": claim["id"], "reason": "made up"}]
    second["tolls"] = [
        {**toll, "id": "second-toll", "low": 20, "high": 20, "used": [claim["id"]], "acknowledged_by": []}
    ]
    claim["incident"] = "second"
    first["claims"] = [one for one in first["claims"] if one["claim"] != claim["id"]]
    toll.update(used=[one for one in toll["used"] if one != claim["id"]], high=12, highest_stated=12)
    after["incidents"].append(second)
    return dict(after)


def test_an_incident_split_and_joined_again() -> None:
    after = split_in_two(BEFORE)
    found = changes(BEFORE, after)
    (split,) = [one for one in found.incidents if one.pair.kind == "split"]
    assert split.pair.with_ == BEFORE["incidents"][0]["id"] and split.pair.shared == 1
    assert moves_of(split.tolls[0]) == [("moved", None, "used")]
    assert "It was split from “Riot at Marrow prison”: one claim stood there before." in told(found)
    assert "It stands with “Second” now." in told(found)
    back = changes(after, BEFORE)
    (joined,) = [one for one in back.incidents if one.pair.kind == "joined"]
    assert joined.pair.with_ == BEFORE["incidents"][0]["id"]
    assert "It was joined with “Riot at Marrow prison”: one claim of it stands there now." in told(back)


def test_a_small_incident_that_a_large_one_was_joined_with_is_the_one_that_is_gone() -> None:
    before = split_in_two(BEFORE)
    large, small = (one["id"] for one in before["incidents"])
    after = json.loads(json.dumps(BEFORE).replace(large, small))
    kinds = {(one.pair.kind, one.pair.before, one.pair.after) for one in changes(before, after).incidents}
    assert kinds == {("moved", large, small), ("joined", small, None)}


def test_disagreements_and_unknowns_open_and_close() -> None:
    alone = record(ministry=MINISTRY)
    found = changes(alone, BEFORE)
    (one,) = found.incidents
    assert any("20 people died" in what or "20" in what for what in one.disagreements.opened)
    assert changes(BEFORE, alone).incidents[0].disagreements.closed == one.disagreements.opened
    silent = record(ministry="The ministry said that 12 prisoners were killed.")
    assert (
        changes(silent, alone).incidents[0].unknowns.closed == changes(alone, silent).incidents[0].unknowns.opened != ()
    )


def test_main_incidents_come_first() -> None:
    found = changes(BEFORE, split_in_two(BEFORE))
    assert [one.main for one in found.incidents] == sorted((one.main for one in found.incidents), reverse=True)


SENTENCES = (
    MINISTRY,
    FAMILIES,
    "The ministry said that 14 prisoners were killed.",
    "The ministry denied that 20 people had died.",
    "At least 40 people were injured, doctors said.",
    "Dozens of people were detained, the police said.",
    "The opposition said that between 15 and 25 people were killed.",
)
HEADS = (HEAD, f"Fire at Marrow prison\n\nA fire broke out {PLACE} 8 June 2007. ")
texts = st.tuples(st.sampled_from(HEADS), st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True))
cases = st.dictionaries(st.sampled_from("abcd"), texts, min_size=1, max_size=3)
NUMBERS = ("status", "low", "best", "high", "highest_stated", "open", "acknowledged_low", "acknowledged_high")


def built(case: dict[str, tuple[str, list[str]]]) -> Json:
    return record(head="", **{name: head + " ".join(told_of) for name, (head, told_of) in case.items()})


def numbers_by_figure(made: Json, called: dict[str | None, str]) -> dict[tuple[str, ...], list[object]]:
    """By brute force: what each toll says. ``called``: another id for an incident that has one."""
    return {
        (called.get(one["id"], one["id"]), *(toll[name] for name in ("harm", "group", "rule", "mode"))): [
            toll[name] for name in NUMBERS
        ]
        for one in made["incidents"]
        for toll in one["tolls"]
    }


@settings(max_examples=25)
@given(cases, cases)
def test_every_toll_whose_numbers_differ_is_mentioned_and_no_other_figure(
    first: dict[str, tuple[str, list[str]]], second: dict[str, tuple[str, list[str]]]
) -> None:
    before, after = built(first), built(second)
    found = changes(before, after)
    moved = {one.pair.before: str(one.pair.after) for one in found.incidents if one.pair.kind == "moved"}
    was, now = numbers_by_figure(before, moved), numbers_by_figure(after, {})
    differ = {figure for figure in {*was, *now} if was.get(figure) != now.get(figure)}
    mentioned = {
        (one.pair.after or one.pair.before, toll.harm, toll.group, toll.rule, toll.mode)
        for one in found.incidents
        for toll in one.tolls
        if toll.other_figures
    }
    assert mentioned == differ
    assert all(toll.moves or toll.because for one in found.incidents for toll in one.tolls if toll.other_figures)
    assert changes(before, before).nothing and changes(after, after).nothing
    assert render_notice(found) == render_notice(changes(before, after))
    assert max(map(len, changes_text(found, 60).splitlines())) <= 120


def test_a_reason_stands_once_however_many_figures_it_explains() -> None:
    found = changes(BEFORE, record(ministry=MINISTRY.replace("12", "14"), families=FAMILIES))
    assert told(found).count("“14 prisoners were killed”") == 1
    assert len(changes_json(found)["incidents"][0]["tolls"][1]["claims"]) == 2


@pytest.mark.parametrize("width", [10, 40, 72, 100])
def test_the_text_fits_its_width(width: int) -> None:
    found = changes(BEFORE, record({"ministry2": "ministry"}, ministry=MINISTRY, ministry2=FAMILIES))
    lines = changes_text(found, width).splitlines()
    assert max(len(line) for line in lines if " " in line.strip()) <= max(width, 72)


def test_signs_that_steer_a_terminal_are_shown_and_not_sent() -> None:
    after = json.loads(json.dumps(BEFORE))
    after["sources"][0]["name"] = "a\x1b[2J\u202e\nNothing changed.txt"
    text = changes_text(replace(changes(BEFORE, after)), 100)
    assert "\x1b" not in text and "\u202e" not in text and "\nNothing changed" not in text
    assert "a␣[2J" in text


def test_a_notice_withholds_what_a_protected_source_says_and_the_name_that_it_gave_an_incident() -> None:
    before, after = record(families=FAMILIES), record(families=FAMILIES.replace("20", "25"))
    assert "Riot at Marrow prison" in render_notice(changes(before, after))
    for one in (before, after):
        one["sources"][0]["protected"] = {"level": "unnamed", "shown_as": None}
    page = render_notice(changes(before, after))
    assert "25" in page and "Riot, Marrow" in page
    assert not any(words in page for words in ("Riot at Marrow prison", "Families", "families.txt"))


def test_a_notice_of_a_reviewed_working_copy_says_that_a_part_was_reviewed() -> None:
    before, after = record(families=FAMILIES), record(families=FAMILIES.replace("20", "25"))
    assert "no person has reviewed" in render_notice(changes(before, after))
    after["claims"][0]["checked"] = [{"by": "R1", "on": "2026-11-22", "decision": "0" * 16}]
    page = render_notice(changes(before, after))
    assert "reviewed a part of what it read" in page and "no person has reviewed" not in page
