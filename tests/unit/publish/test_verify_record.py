"""Rule 2 of the verifier: a dossier made to agree with itself again, but for one thing, is still found out."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.publish import verify
from tollbook.publish.manifest import write_manifest
from tollbook.publish.verify import Mismatch, check_tolls, no_twins, same, toll_row, verify_folder, walk

Json = Any
DISPATCH = "dispatch.txt"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("record") / "dossier"


def figures(value: Json) -> Iterator[tuple[dict[str, Any], str]]:
    """Every number, flag and blank of a figure in the record, passages apart."""
    names = {"low", "best", "high", "highest_stated", "open", "acknowledged_low", "acknowledged_high", "value", "size"}
    names |= {"start", "end", "voices", "derived", "groups_differ", "anonymous"}
    for where, one in walk(value):
        if "passages" not in where:
            yield from ((one, name) for name in names & one.keys() if not isinstance(one[name], dict | list))


def other(value: Json) -> list[Json]:
    """Values that are not this one, though some look like it."""
    if isinstance(value, bool):
        return [not value, int(value)]
    return [0, 7] if value is None else [value + 1, float(value), None]


def test_any_figure_edited_in_the_record_alone_is_found(dossier: Path, made_up: SimpleNamespace) -> None:
    record = made_up.record()
    edited = 0
    for one, name in figures(record):
        kept = one[name]
        for value in other(kept):
            one[name] = value
            (dossier / "record.json").write_text(json.dumps(record), encoding="utf-8")
            assert made_up.codes(dossier) - {("changed", "record.json")}, (one, name, value)
            edited += 1
        one[name] = kept
    assert edited > 250
    assert made_up.rewrite(dossier, "record.json", json.dumps(record)) == []


def test_any_figure_of_a_toll_edited_everywhere_is_found_by_replay(made_up: SimpleNamespace) -> None:
    replayed = {"low", "best", "high", "highest_stated", "open", "acknowledged_low", "acknowledged_high", "value"}
    record = made_up.record()
    for one, name in figures(record["incidents"]):
        kept = one[name]
        for value in other(kept) if name in replayed else ():
            one[name] = value
            assert {mismatch.code for mismatch in check_tolls(record)} == {"toll"}, (one, name, value)
        one[name] = kept
    assert list(check_tolls(record)) == []


@pytest.mark.parametrize(
    ("claim", "name", "value"),
    [
        (0, "low", 11),
        (0, "low", 13),
        (0, "low", None),
        (1, "high", 29),
        (1, "high", 31),
        (0, "open", False),
        (2, "open", True),
        (3, "low", 11),
        (3, "high", 31),
        (3, "low", "18"),
        (3, "high", 18.0),
        (2, "low", True),
        (3, "low", -1),
        (3, "harm", "injured"),
        (3, "incident", "strike"),
        (3, "incident", None),
        (3, "kind", "death"),
    ],
)
def test_a_claim_that_bears_on_a_toll_cannot_be_edited_everywhere(
    broken: Any, claim: int, name: str, value: Json
) -> None:
    codes = broken(lambda record: record["claims"][claim].update({name: value}))
    assert codes & {("toll", "record.json"), ("id", "record.json")}


@pytest.mark.parametrize("name", ["claims.jsonl", "issues.jsonl", "tolls.csv"])
def test_a_copy_that_says_less_more_or_something_else_is_found(
    dossier: Path, name: str, made_up: SimpleNamespace
) -> None:
    text = (dossier / name).read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    assert {one.code for one in made_up.rewrite(dossier, name, "".join(lines[:-1]))} == {"differs"}
    assert {one.code for one in made_up.rewrite(dossier, name, text + lines[-1])} == {"differs"}
    swapped = [*lines[:-2], lines[-1], lines[-2]]
    assert {one.code for one in made_up.rewrite(dossier, name, "".join(swapped))} == {"differs"}
    assert {one.code for one in made_up.rewrite(dossier, name, "")} & {"differs", "unreadable"}
    assert made_up.rewrite(dossier, name, text) == []


def test_what_differs_is_shown_with_both_values(dossier: Path, made_up: SimpleNamespace) -> None:
    text = (dossier / "claims.jsonl").read_text(encoding="utf-8")
    (found,) = made_up.rewrite(dossier, "claims.jsonl", text.replace('"low": 12', '"low": 21'))
    assert found == ("differs", "claims.jsonl", "entry 1: low is 21, and 12 in record.json")
    (found,) = made_up.rewrite(dossier, "claims.jsonl", text.replace('"low": 12, ', ""))
    assert found.what == "entry 1: low is 'not given', and 12 in record.json"
    (found,) = made_up.rewrite(dossier, "claims.jsonl", text.replace('"low": 12, ', '"low": 12, "more": null, '))
    assert found.what == "entry 1: more is None, and 'not given' in record.json"
    (found,) = made_up.rewrite(dossier, "claims.jsonl", text + "{}\n")
    assert found.what == "it has 7 entries, and record.json has 6"


def test_the_table_has_its_columns_and_no_others(dossier: Path, made_up: SimpleNamespace) -> None:
    text = (dossier / "tolls.csv").read_text(encoding="utf-8")
    (found,) = made_up.rewrite(dossier, "tolls.csv", text.replace("low,best", "best,low", 1))
    assert found.code == "unreadable" and "its columns should be incident,id,harm," in found.what
    for row in (text.replace(",true,false\n", ",true\n"), text.replace(",true,false\n", ",true,false,more\n")):
        assert {one.code for one in made_up.rewrite(dossier, "tolls.csv", row)} == {"differs"}
    assert made_up.rewrite(dossier, "tolls.csv", text.replace("\n", "\r\n")) == []


def test_a_row_of_the_table(made_up: SimpleNamespace) -> None:
    row = toll_row(made_up.toll("t9", "killed", "range", low=0, why="a, b"), "quay")
    assert list(row) == verify.TOLL_COLUMNS
    assert (row["incident"], row["low"], row["high"], row["open"], row["why"]) == ("quay", "0", "", "false", "a, b")


@pytest.mark.parametrize(
    "text", ["", "not JSON", "[]", "7", "null", "{", '{"schema": "tollbook-record/2"}', "[" * 100_000, "\ufeff{}"]
)
def test_a_record_that_is_none_is_said_to_be_unreadable(dossier: Path, text: str, made_up: SimpleNamespace) -> None:
    assert {(one.code, one.file) for one in made_up.rewrite(dossier, "record.json", text)} == {
        ("unreadable", "record.json")
    }


def test_another_schema_is_named(dossier: Path, made_up: SimpleNamespace) -> None:
    (found,) = made_up.rewrite(dossier, "record.json", json.dumps({**made_up.record(), "schema": "tollbook-record/2"}))
    assert "its schema is tollbook-record/2, and this version knows tollbook-record/1" in found.what


@pytest.mark.parametrize("name", ["claims.jsonl", "issues.jsonl", "decisions.jsonl"])
def test_a_line_that_is_no_json_is_said_to_be_unreadable(dossier: Path, name: str, made_up: SimpleNamespace) -> None:
    for text in ("{\n", "[1]\n", '{"a": 1, "a": 1}\n', "7"):
        assert ("unreadable", name) in {(one.code, one.file) for one in made_up.rewrite(dossier, name, text)}


def test_decisions_may_be_none_and_must_be_there(dossier: Path, made_up: SimpleNamespace) -> None:
    assert made_up.rewrite(dossier, "decisions.jsonl", "") == []
    (dossier / "decisions.jsonl").unlink()
    write_manifest(dossier)
    assert verify_folder(dossier) == [Mismatch("missing", "decisions.jsonl", "it is not there")]


@pytest.mark.parametrize("name", ["record.json", "claims.jsonl", "issues.jsonl", "tolls.csv"])
def test_a_file_left_out_with_its_line_is_still_missed(dossier: Path, name: str) -> None:
    (dossier / name).unlink()
    write_manifest(dossier)
    assert verify_folder(dossier) == [Mismatch("missing", name, "it is not there")]


def test_a_name_that_stands_twice_is_refused(dossier: Path, made_up: SimpleNamespace) -> None:
    text = (dossier / "record.json").read_text(encoding="utf-8")
    (found,) = made_up.rewrite(dossier, "record.json", text.replace('"low": 12', '"low": 12, "low": 0', 1))
    assert found.code == "unreadable" and "a name stands twice among ['" in found.what
    assert no_twins([]) == {} and no_twins([("a", 1), ("b", 1)]) == {"a": 1, "b": 1}


def test_sameness_is_that_of_json() -> None:
    assert same({"a": 1, "b": [None]}, {"b": [None], "a": 1})
    for one, another in ((1, 1.0), (1, True), (0, False), (0, None), ("1", 1), ([1, 2], [2, 1]), ("", None)):
        assert not same(one, another)


@pytest.mark.parametrize("which", ["sources", "claims", "incidents", "rules"])
def test_an_id_given_twice_is_found(broken: Any, which: str) -> None:
    assert ("id", "record.json") in broken(lambda record: record[which].append(record[which][0]))


@pytest.mark.parametrize("which", ["tolls", "voices"])
def test_an_id_given_twice_within_an_incident_is_found(broken: Any, which: str) -> None:
    assert ("id", "record.json") in broken(
        lambda record: record["incidents"][0][which].append(record["incidents"][0][which][0])
    )


PLACES: list[tuple[Callable[[Json], Json], str | int]] = [
    (lambda r: r["claims"][0], "source"),
    (lambda r: r["claims"][0], "part_of"),
    (lambda r: r["claims"][0], "incident"),
    (lambda r: r["issues"][0], "source"),
    (lambda r: r["issues"][0]["claims"], 0),
    (lambda r: r["incidents"][0]["claims"][0], "claim"),
    (lambda r: r["incidents"][0]["grounds"][0], "source"),
    (lambda r: r["incidents"][0]["roles"][0], "claim"),
    (lambda r: r["incidents"][0]["relations"][0], "to"),
    (lambda r: r["incidents"][0]["voices"][0]["claims"], 0),
    (lambda r: r["incidents"][0]["disagreements"][0]["claims"], 0),
    (lambda r: r["incidents"][0]["disagreements"][0]["places"][0], "source"),
    (lambda r: r["incidents"][0]["tolls"][0], "rule"),
    (lambda r: r["incidents"][0]["tolls"][0]["used"], 0),
    (lambda r: r["incidents"][0]["tolls"][0]["set_aside"][0], "claim"),
    (lambda r: r["incidents"][0]["tolls"][0]["acknowledged_by"], 0),
]


@pytest.mark.parametrize("number", range(len(PLACES)))
def test_what_is_referred_to_must_be_there(broken: Any, number: int) -> None:
    find, key = PLACES[number]

    def change(record: Json) -> None:
        find(record)[key] = "nobody"

    assert ("id", "record.json") in broken(change)


def test_scope_claims_must_be_there_and_may_be(broken: Any) -> None:
    assert broken(lambda r: r["incidents"][0]["tolls"][0]["scope"]["claims"].append("c6")) == set()
    assert broken(lambda r: r["incidents"][0]["tolls"][0]["scope"]["claims"].append("c7")) == {("id", "record.json")}


def test_a_part_may_point_to_its_total(broken: Any) -> None:
    assert broken(lambda record: record["claims"][0].update(part_of="c2")) == set()


def test_a_file_named_by_an_issue_need_not_be_a_source(broken: Any) -> None:
    assert broken(lambda record: record["issues"][1].update(source=None)) == set()


def test_an_incident_lists_the_claims_that_name_it_and_no_others(broken: Any) -> None:
    assert broken(lambda record: record["incidents"][0]["claims"].pop()) == {("id", "record.json")}
    assert broken(lambda record: record["incidents"][1]["claims"].append({"claim": "c1"})) == {("id", "record.json")}


def test_one_bad_file_does_not_stop_the_other_checks(dossier: Path, made_up: SimpleNamespace) -> None:
    (dossier / "claims.jsonl").write_bytes(b"{")
    (dossier / f"texts/{made_up.ids[DISPATCH]}.txt").write_bytes(b"\xff")
    record = made_up.record()
    record["incidents"][0]["tolls"][2]["low"] = 3
    (dossier / "record.json").write_text(json.dumps(record), encoding="utf-8")
    write_manifest(dossier)
    assert made_up.codes(dossier) == {
        ("unreadable", "claims.jsonl"),
        ("unreadable", f"texts/{made_up.ids[DISPATCH]}.txt"),
        ("differs", "tolls.csv"),
        ("toll", "record.json"),
    }


def test_nothing_is_told_twice(dossier: Path) -> None:
    (dossier / "claims.jsonl").unlink()
    assert verify_folder(dossier) == [Mismatch("missing", "claims.jsonl", "it is not there")]


def test_the_place_of_each_object_is_told() -> None:
    value = {"a": [{"id": "x", "b": {}}, {}], "c": 1, "d": [[{}]]}
    assert [where for where, _ in walk(value)] == ["", "a x", "a x b", "a 1", "d 0 0"]
    assert list(walk(7)) == []


def nodes(value: Json) -> Iterator[tuple[Json, Any]]:
    """Every place in a JSON value at which something else could be put."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in list(keys):
        yield value, key
        yield from nodes(value[key])


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "claim", "low", ""]), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(data=st.data())
def test_a_record_of_any_shape_is_checked_to_the_end(
    place: Path, made_up: SimpleNamespace, data: st.DataObject
) -> None:
    if not place.exists():
        made_up.write(place)
    record = made_up.record()
    holder, key = data.draw(st.sampled_from(list(nodes(record))))
    holder[key] = data.draw(ANYTHING)
    (place / "record.json").write_text(json.dumps(record), encoding="utf-8")
    write_manifest(place)
    for one in verify_folder(place):
        assert "\n" not in str(one) and one.code in verify.ADVICE
