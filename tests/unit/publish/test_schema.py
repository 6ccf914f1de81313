"""The JSON Schemas that travel with a dossier: what is written fits them, and what is broken does not."""

import csv
import json
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tollbook.model import (
    Access,
    ClaimKind,
    Condition,
    Demand,
    Form,
    Harm,
    Mark,
    Mode,
    Norm,
    Notice,
    Operation,
    PassageKind,
    Pattern,
    Reaction,
    RelationKind,
    Responsibility,
    Severity,
    SpeakerType,
    Stance,
    Zone,
    value_of,
)
from tollbook.publish import stated_table, verify
from tollbook.settings import Settings, settings_toml
from tollbook.tasks import build

Json = Any
FOLDER = Path(verify.__file__).parent / "schema"
SCHEMAS: dict[str, Json] = {
    path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))
}
REGISTRY: Registry[Json] = Registry().with_resources(
    (name, Resource.from_contents(one)) for name, one in SCHEMAS.items()
)
EXAMPLE = Path(__file__).parents[3] / "examples" / "khujand"


def faults(name: str, value: Json) -> list[str]:
    """What does not fit, each with its place."""
    found = Draft202012Validator(SCHEMAS[name], registry=REGISTRY).iter_errors(value)
    return [f"{one.json_path}: {one.message}" for one in found]


def lines(folder: Path, name: str) -> list[Json]:
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def all_faults(folder: Path) -> list[str]:
    found = faults("record.json", json.loads((folder / "record.json").read_text(encoding="utf-8")))
    for name in ("claims", "issues", "decisions"):
        found += [fault for line in lines(folder, f"{name}.jsonl") for fault in faults(f"{name}.json", line)]
    for name in ("tolls", "statements"):
        table = rows(folder, name) if (folder / f"{name}.csv").is_file() else []  # verify.py's own example has no table
        found += [fault for row in table for fault in faults(f"{name}.json", row)]
    return found + faults("case.json", as_json(tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))))


def as_json(settings: dict[str, Json]) -> Json:
    return json.loads(json.dumps(settings, default=str))


def test_there_is_a_schema_for_each_file() -> None:
    assert list(SCHEMAS) == [
        f"{name}.json" for name in "case changes claims decisions issues record statements tolls".split()
    ]
    for name, schema in SCHEMAS.items():
        Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["$id"] == name


def test_the_made_up_dossier_fits(dossier: Path) -> None:
    assert all_faults(dossier) == []


def test_the_example_case_as_it_is_built_fits(tmp_path: Path) -> None:
    build(EXAMPLE, tmp_path / "dossier")
    assert all_faults(tmp_path / "dossier") == []
    assert verify.verify_folder(tmp_path / "dossier") == []


def test_settings_as_they_are_written_fit() -> None:
    sends = Settings(
        places=(("Marrow", "geonames:1"),),
        extractors=("spacy", "endpoint"),
        sends=frozenset({"endpoint"}),
        modes=tuple(Mode),
    )
    for settings in (Settings(), Settings(title="A", rules=("range",)), sends):
        assert faults("case.json", as_json(tomllib.loads(settings_toml(settings)))) == []
    assert faults("case.json", {}) == []
    for wrong in ({"title": ""}, {"as_of": "2018"}, {"rules": []}, {"rules": ["range", "range"]}, {"rule": "range"}):
        assert faults("case.json", wrong) != []


def parts(schema: Json, where: str) -> Iterator[tuple[str, Json]]:
    """Every schema within a schema that describes a value, conditions apart."""
    yield where, schema
    for name, one in schema.get("properties", {}).items():
        yield from parts(one, f"{where}.{name}")
    for name, one in schema.get("$defs", {}).items():
        yield from parts(one, f"{where}#{name}")
    for number, one in enumerate([*schema.get("prefixItems", []), *([schema["items"]] if schema.get("items") else [])]):
        yield from parts(one, f"{where}[{number}]")


ALL_PARTS = [(where, one) for name, schema in SCHEMAS.items() for where, one in parts(schema, name)]


def test_every_property_is_described_in_a_sentence() -> None:
    for where, one in ALL_PARTS:
        if "$ref" not in one:
            described = one.get("description", "")
            assert described[:1].isalpha() and described.endswith("."), where
            assert "type" in one or "enum" in one or "anyOf" in one, where


def test_every_object_is_closed_and_all_but_settings_is_required() -> None:
    optional = {
        "record.json#rule.reference": {"checked", "note"},
        "record.json#incident.where": {"site", "also", "gazetteer"},
    }
    optional["record.json#rule"] = {"publisher", "unchecked"}  # of rules that somebody published
    optional["record.json#toll"] = {"grade", "needs", "otherwise", "conceded"}
    optional["record.json#incident.dated[0]"] = {"odd"}
    optional["record.json#toll.scope"] = {"countable"}
    optional["record.json"] = {"release", "until", "estimation"}  # a release; a day it counts to; a case with lists
    optional["record.json#incident"] = {"series", "premises", "dated", "positions", "conceded"}  # where there are any
    optional["case.json"] = {
        "title",
        "as_of",
        "rules",
        "modes",
        "not_sources",
        "state",
        "codebook",
        "places",
        "release",
        "extractors",
    }
    optional["case.json.extractors"] = {"use"}
    optional["claims.json"] = {"proposed", "read_also", "verified"}  # of few cases
    optional["record.json#incident.echoes.rests_on[0].without[0]"] = {"toll"}
    optional["case.json.codebook"] = set(SCHEMAS["case.json"]["properties"]["codebook"]["properties"])
    optional["claims.json#act"] = {"intent"}  # records of before have none
    optional["record.json#incident.unknowns[0]"] = {"risks"}  # a release has none
    optional["case.json.release"] = {"k"}
    for where, one in ALL_PARTS:
        if where in ("decisions.json.value", "case.json.places", "case.json.extractors"):
            continue  # each kind has its own (docs/reference/decisions.md); names of these are the case's
        if one.get("type") == "object":
            assert one["additionalProperties"] is False, where
            assert set(one["properties"]) - set(one["required"]) == optional.get(where, set()), where


def test_the_table_has_the_columns_that_are_checked() -> None:
    assert list(SCHEMAS["tolls.json"]["properties"]) == verify.TOLL_COLUMNS
    assert list(SCHEMAS["statements.json"]["properties"]) == stated_table.COLUMNS


@pytest.mark.parametrize(
    ("name", "path", "codes"),
    [
        ("claims.json", ["kind"], ClaimKind),
        ("claims.json", ["harm"], Harm),
        ("claims.json", ["form"], Form),
        ("claims.json", ["stance"], Stance),
        ("claims.json", ["speaker_type"], SpeakerType),
        ("claims.json", ["marks", "items"], Mark),
        ("issues.json", ["severity"], Severity),
        ("record.json", ["$defs", "toll", "properties", "harm"], Harm),
        ("record.json", ["$defs", "toll", "properties", "responsibility"], Responsibility),
        ("record.json", ["$defs", "step", "properties", "op"], Operation),
        ("record.json", ["$defs", "passage", "properties", "kind"], PassageKind),
        ("record.json", ["$defs", "passage", "properties", "zone"], Zone),
        ("record.json", ["$defs", "incident", "properties", "relations", "items", "properties", "kind"], RelationKind),
        ("tolls.json", ["harm"], Harm),
    ],
)
def test_codes_are_those_of_the_vocabulary(name: str, path: list[str], codes: Any) -> None:
    part = SCHEMAS[name] if path[0] == "$defs" else SCHEMAS[name]["properties"]
    for step in path:
        part = part[step]
    assert [code for code in part["enum"] if code is not None] == [code.value for code in codes]


def nodes(value: Json, where: str = "$") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object within a value, with its place."""
    if isinstance(value, dict):
        yield where, value
    for key, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from nodes(one, f"{where}.{key}")


def test_a_field_more_less_or_of_another_type_is_refused_anywhere(made_up: SimpleNamespace) -> None:
    record = made_up.record()
    optional = {"site", "checked", "note"}
    for where, one in nodes(record):
        one["more"] = None
        assert faults("record.json", record) != [], where
        del one["more"]
        for key, kept in list(one.items()):
            one[key] = {"wrong": 1} if not isinstance(kept, dict) else 7
            assert faults("record.json", record) != [], f"{where}.{key}"
            del one[key]
            assert faults("record.json", record) != [] or key in optional, f"{where}.{key}"
            one[key] = kept
    assert faults("record.json", record) == []


CLAIM: Callable[[Json], Json] = lambda record: record["claims"][0]  # noqa: E731
LABEL: Callable[[Json], Json] = lambda record: record["claims"][5]  # noqa: E731
ISSUE: Callable[[Json], Json] = lambda record: record["issues"][0]  # noqa: E731
SOURCE: Callable[[Json], Json] = lambda record: record["sources"][0]  # noqa: E731
TOLL: Callable[[Json], Json] = lambda record: record["incidents"][0]["tolls"][0]  # noqa: E731
NONE: Callable[[Json], Json] = lambda record: record["incidents"][0]["tolls"][3]  # noqa: E731
DROP: Callable[[Json], Json] = lambda record: TOLL(record)["steps"][0]  # noqa: E731
MIN: Callable[[Json], Json] = lambda record: TOLL(record)["steps"][3]  # noqa: E731


@pytest.mark.parametrize(
    ("find", "change"),
    [
        (CLAIM, {"low": -1}),
        (CLAIM, {"low": 12.5}),
        (CLAIM, {"low": True}),
        (CLAIM, {"low": None}),
        (CLAIM, {"open": False}),
        (CLAIM, {"open": None}),
        (CLAIM, {"high": 20}),
        (CLAIM, {"form": "exact"}),
        (CLAIM, {"form": "at_most"}),
        (CLAIM, {"form": "vague"}),
        (CLAIM, {"form": None}),
        (CLAIM, {"form": "least"}),
        (CLAIM, {"term": "dozens"}),
        (CLAIM, {"harm": None}),
        (CLAIM, {"harm": "hurt"}),
        (CLAIM, {"group": None}),
        (CLAIM, {"group": "dockers"}),
        (CLAIM, {"value": {"label": "x", "of": None, "charge": False}}),
        (CLAIM, {"stance": "says"}),
        (CLAIM, {"speaker": None}),
        (CLAIM, {"speaker_id": None}),
        (CLAIM, {"speaker_type": "side"}),
        (CLAIM, {"source": "dispatch.txt"}),
        (CLAIM, {"end": 0}),
        (CLAIM, {"quote": ""}),
        (CLAIM, {"marks": ["whole"]}),
        (CLAIM, {"marks": ["part", "part"]}),
        (CLAIM, {"when": "in May"}),
        (CLAIM, {"as_of": "2004"}),
        (CLAIM, {"confidence": 1.5}),
        (LABEL, {"harm": "killed"}),
        (LABEL, {"group": "all"}),
        (LABEL, {"low": 1}),
        (LABEL, {"open": True}),
        (LABEL, {"value": None}),
        (LABEL, {"value": {"cause": "a", "effect": "b"}}),
        (LABEL, {"marks": ["part"]}),
        (ISSUE, {"severity": "grave"}),
        (ISSUE, {"start": None}),
        (ISSUE, {"end": None}),
        (ISSUE, {"words": None}),
        (ISSUE, {"source": "union.txt"}),
        (SOURCE, {"id": "ABC"}),
        (SOURCE, {"text": "../secret"}),
        (TOLL, {"high": 30}),
        (TOLL, {"why": "because"}),
        (TOLL, {"used": []}),
        (TOLL, {"used": ["c1", "c1"]}),
        (TOLL, {"steps": []}),
        (TOLL, {"status": "maybe"}),
        (TOLL, {"mode": "folded"}),
        (TOLL, {"responsibility": "guilty"}),
        (TOLL, {"set_aside": [{"claim": "c5", "reason": "wrong"}]}),
        (NONE, {"why": None}),
        (NONE, {"low": 0}),
        (NONE, {"open": True}),
        (NONE, {"used": ["c1"]}),
        (DROP, {"because": None}),
        (DROP, {"value": 1}),
        (DROP, {"of": "low"}),
        (MIN, {"op": "least"}),
        (MIN, {"of": None}),
        (MIN, {"of": "best"}),
        (MIN, {"into": None}),
        (lambda record: record, {"schema": "tollbook-record/2"}),
        (lambda record: record, {"status": "final"}),
        (lambda record: record["rules"][0], {"in_force": [2004]}),
        (lambda record: record["rules"][0], {"in_force": [2004, None, 1]}),
        (lambda record: record["incidents"][0]["where"], {"country_code": "Tajikistan"}),
        (lambda record: record["incidents"][0]["relations"][0], {"kind": "beside"}),
        (lambda record: record["incidents"][0]["grounds"][0], {"fact": "who"}),
    ],
)
def test_what_must_not_exist_is_refused(made_up: SimpleNamespace, find: Callable[[Json], Json], change: Json) -> None:
    record = made_up.record()
    find(record).update(change)
    assert faults("record.json", record) != []


@pytest.mark.parametrize(
    "quantity",
    [
        {"form": "exact", "low": 0, "high": 0, "open": False},
        {"form": "about", "low": 30, "high": 30, "open": False},
        {"form": "at_least", "low": 24, "high": None, "open": True},
        {"form": "at_most", "low": None, "high": 150, "open": False},
        {"form": "range", "low": 24, "high": 158, "open": False},
        {"form": "range", "low": 35, "high": 200, "open": True},
        {"form": "vague", "low": None, "high": None, "open": False, "term": "dozens"},
    ],
)
def test_each_form_of_a_quantity_fits(made_up: SimpleNamespace, quantity: Json) -> None:
    assert faults("claims.json", {**made_up.record()["claims"][0], **quantity}) == []


OF_OTHER_KINDS = {
    "condition": Condition("overcrowding", "three to a bed"),
    "access": Access("limited", "the unit", None, "the ward"),
    "pattern": Pattern("beatings every night", None, "the warden"),
    "notice": Notice("a letter", incomplete=True),
    "reaction": Reaction("denial", "the unit", "nobody was there"),
    "norm": Norm("the Convention", "signed", "cat", "the state"),
    "demand": Demand("an inquiry", ("the assembly",), within="abc"),
}


@pytest.mark.parametrize(
    ("kind", "harm", "value"),
    [
        ("death", "killed", {"name": "A B", "described": None, "age": 41}),
        ("role", None, {"party": "guards", "role": "said_to_be_responsible"}),
        ("cause", None, {"cause": "a strike", "effect": "a riot"}),
        ("act", None, {"act": "opened fire", "by": "guards", "of": None}),
        ("act", None, {"act": "opened fire", "by": "guards", "of": None, "intent": "to leave nobody"}),
        *((kind, None, value_of(stated)) for kind, stated in OF_OTHER_KINDS.items()),
    ],
)
def test_each_kind_has_a_value_of_its_own(made_up: SimpleNamespace, kind: str, harm: str | None, value: Json) -> None:
    claim = {**made_up.record()["claims"][5], "kind": kind, "harm": harm, "value": value}
    assert faults("claims.json", claim) == []
    assert faults("claims.json", {**claim, "open": None}) == []
    assert faults("claims.json", {**claim, "value": {**value, "more": 1}}) != []
    assert faults("claims.json", {**claim, "harm": "killed" if harm is None else None}) != []


@pytest.mark.parametrize(
    "change",
    [{"at": "2004-06-01T10:00:00"}, {"at": "yesterday"}, {"by": ""}, {"reason": ""}, {"kind": "A Kind"}, {"more": 1}],
)
def test_a_decision_has_its_time_zone_role_and_reason(made_up: SimpleNamespace, change: Json) -> None:
    assert faults("decisions.json", made_up.decision) == []
    assert faults("decisions.json", {**made_up.decision, **change}) != []


@pytest.mark.parametrize(
    "change",
    [
        {"low": "-1"},
        {"low": "12.0"},
        {"high": "30"},
        {"open": "True"},
        {"open": ""},
        {"harm": ""},
        {"why": "x"},
        {"voices": ""},
        {"status": "indeterminate"},
        {"responsibility": "guilty"},
        {"more": ""},
        {"mode": "other"},
    ],
)
def test_a_row_of_the_table_is_refused_where_it_is_wrong(dossier: Path, change: Json) -> None:
    row = rows(dossier, "tolls")[0]
    assert faults("tolls.json", row) == []
    assert faults("tolls.json", {**row, **change}) != []
