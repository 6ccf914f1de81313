"""A made-up event, its record worked out by hand, and the dossier folder that holds it."""

import csv
import hashlib
import io
import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tollbook.publish import verify
from tollbook.publish.manifest import write_manifest

BYTES = {
    "dispatch.txt": (
        "Port Amélie 🕊, 4 May 2004\r\n\r\nThe harbour ministry said at least 12 dockers were killed on 3 May. "
        "Hospital staff spoke of up to 30 people dead. Two guards were injured, the harbour ministry added.\r\n"
    ).encode(),
    "union.txt": "The dockers’ union counts 18 people killed. A port official denied that 40 had died.\n".encode(),
}
TEXTS = {name: data.decode().replace("\r\n", "\n") for name, data in BYTES.items()}
IDS = {name: hashlib.sha256(data).hexdigest() for name, data in BYTES.items()}
NOTHING = {"low": None, "best": None, "high": None, "highest_stated": None, "open": False}
REJECTED = {"by": "R1", "on": "2004-06-01", "reason": "it tells of another port"}
NOT_CHECKED = {"by": [], "on": None, "of": 0, "n_checked": 0}
NOBODY = {"acknowledged_low": None, "acknowledged_high": None, "acknowledged_by": [], "responsibility": None}


UNKNOWN: dict[str, Any] = {
    **dict.fromkeys(("title", "publisher", "author", "date", "language", "address", "archived", "captured")),
    **dict.fromkeys(("obtained_how", "received", "sensitivity")),
    "consent": dict.fromkeys(("record", "share_with", "publish", "be_named", "conditions", "withdrawn_on")),
    "sensitive": False,
    "unknown": ["publisher", "consent"],
}


def source(name: str) -> dict[str, Any]:
    end = len(TEXTS[name].rstrip("\n"))
    passage = {"kind": "paragraph", "start": 0, "end": end, "zone": "main", "origin": "line 1"}
    return {
        **dict.fromkeys(("title", "author", "publisher", "within", "entry")),
        **{"id": IDS[name], "name": name, "media_type": "text/plain", "encoding": "utf-8", "language": "en"},
        **{
            "size": len(BYTES[name]),
            "date": "2004-05-04",
            "text": f"texts/{IDS[name]}.txt",
            "superseded_by": [],
            "written_down": False,
            "protected": {"level": "unnamed", "shown_as": "a paper of the port"},
            "known": deepcopy(UNKNOWN),
        },
        "passages": [{**passage, "label": None, "level": None}],
    }


def claim(id_: str, name: str, quote: str, words: str, speaker: str, **stated: Any) -> dict[str, Any]:
    start = TEXTS[name].index(quote)
    return {
        **dict.fromkeys(("low", "high", "term", "part_of", "where", "value", "confidence")),
        **{"id": id_, "source": IDS[name], "kind": "count", "harm": "killed", "group": "all", "open": False},
        **{"form": "exact", "words": words, "start": start, "end": start + len(quote), "quote": quote},
        **{"language": "en", "speaker": speaker, "speaker_id": speaker.casefold(), "speaker_type": "authority"},
        **{"anonymous": False, "carried_by": [], "on_word_of": [], "stance": "asserts", "when": "2004-05-03"},
        **{
            "as_of": "2004-05-04",
            "incident": "quay",
            "reader": "quantities:made-up",
            "marks": [],
            "checked": [],
            **dict.fromkeys(("rejected", "corrected_by", "corrects")),
            "same_person": [],
            **stated,
        },
    }


def claims() -> list[dict[str, Any]]:
    return [*claims_of_dispatch(), *claims_of_union()]


def claims_of_dispatch() -> list[dict[str, Any]]:
    name, ministry = "dispatch.txt", "harbour ministry"
    dockers = {"group": "other", "low": 12, "open": True, "form": "at_least"}
    people = {"high": 30, "form": "at_most", "speaker_type": "medical"}
    guards = {"harm": "injured", "group": "guards", "low": 2, "high": 2}
    told = "The harbour ministry said at least 12 dockers were killed"
    return [
        claim("c1", name, told, "at least 12 dockers", ministry, **dockers),
        claim(
            "c2", name, "Hospital staff spoke of up to 30 people dead", "up to 30 people", "Hospital staff", **people
        ),
        claim("c3", name, "Two guards were injured", "Two guards", ministry, **guards),
    ]


def claims_of_union() -> list[dict[str, Any]]:
    name, union = "union.txt", "The dockers’ union"
    people = {"low": 18, "high": 18, "speaker_type": "political_body"}
    denied = {"low": 40, "high": 40, "stance": "denies", "anonymous": True, "rejected": REJECTED}
    label = {"kind": "label", "harm": None, "group": None, "form": None}
    value = {"label": "killed", "of": None, "charge": False}
    return [
        claim("c4", name, "The dockers’ union counts 18 people killed", "18 people", union, **people),
        claim("c5", name, "A port official denied that 40 had died", "40", "A port official", **denied),
        claim("c6", name, "killed", "killed", union, **label, value=value),
    ]


def step(
    op: str,
    inputs: list[str],
    of: str | None = None,
    into: str | None = None,
    value: Any = None,
    because: str | None = None,
) -> dict[str, Any]:
    return {"op": op, "inputs": inputs, "of": of, "into": into, "value": value, "because": because}


def toll(id_: str, harm: str, rule: str, **stated: Any) -> dict[str, Any]:
    return {
        **{"id": id_, "harm": harm, "group": "all", "rule": rule, "mode": "as-published", "status": "computed"},
        **{"scope": {"verdict": "no-test", "premise": None, "claims": []}, "why": None, **NOTHING, **NOBODY},
        **{"voices": 1, "groups": ["all"], "groups_differ": False, "derived": False},
        **{"used": [], "set_aside": [], "steps": [], "checked": NOT_CHECKED | {"of": len(stated.get("used", ()))}},
        **stated,
    }


def tolls() -> list[dict[str, Any]]:
    return [*tolls_of_range(), *tolls_of_two_voices()]


def tolls_of_range() -> list[dict[str, Any]]:
    by_ministry = {"responsibility": "not_stated", "acknowledged_by": ["c1"], "acknowledged_low": 12}
    differ = {"groups": ["all", "other"], "groups_differ": True, "set_aside": [{"claim": "c5", "reason": "denied"}]}
    two = {"low": 2, "high": 2, "highest_stated": 2, "acknowledged_low": 2, "acknowledged_high": 2}
    three = ["c1", "c2", "c4"]
    everyone = [
        step("drop", ["c5"], because="denied"),
        step("keep", ["c2", "c4"]),
        step("keep", ["c1"], because="only-group-named"),
        step("min", three, "low", "low", 12),
        step("max", three, "high", "highest_stated", 30),
    ]
    span = {"low": 12, "highest_stated": 30, "open": True, "voices": 3, "used": three, "steps": everyone, **differ}
    floor = {"low": 12, "highest_stated": 12, "open": True, "steps": lone("c1", 12, 12)}
    dockers = {"group": "other", "groups": ["other"], "used": ["c1"], **floor}
    guards = {"groups": ["guards"], "used": ["c3"], "steps": lone("c3", 2, 2), **two}
    return [
        toll("t1", "killed", "range", **span, **by_ministry),
        toll("t2", "killed", "range", **dockers, **by_ministry),
        toll("t3", "injured", "range", **guards, acknowledged_by=["c3"], responsibility="not_stated"),
    ]


def lone(id_: str, low: int | None, high: int | None) -> list[dict[str, Any]]:
    """The steps of a toll that rests on one claim."""
    least, most = step("min", [id_], "low", "low", low), step("max", [id_], "high", "highest_stated", high)
    return [step("keep", [id_]), least, most]


def tolls_of_two_voices() -> list[dict[str, Any]]:
    why = {"status": "indeterminate", "why": "it wants two voices for each figure", "groups": [], "voices": 3}
    killed = [{"claim": one, "reason": "superseded"} for one in ("c1", "c2", "c4", "c5")]
    injured = [{"claim": "c3", "reason": "superseded"}]
    steps = [step("drop", ["c3"], because="superseded")]
    return [
        toll("t4", "killed", "two-voices", **why, set_aside=killed),
        toll("t5", "injured", "two-voices", **why, set_aside=injured, steps=steps),
    ]


def place(name: str, words: str) -> dict[str, Any]:
    start = TEXTS[name].index(words)
    return {"source": IDS[name], "start": start, "end": start + len(words), "words": words}


def incident() -> dict[str, Any]:
    union = place("union.txt", "18 people killed")
    found = {"by": "R1", "on": "2004-06-01", "reason": "each had its own people there"}
    apart, why = {"claims": ["c1", "c4"], **found}, {"why": "one speaker"}
    side = {"side": "political_opposition", "interest": "it wants the ministry to pay", **found}
    return {
        "id": "quay",
        "title": "Deaths at Port Amélie",
        "kind": "deaths",
        "when": "2004-05-03",
        "where": {"name": "Port Amélie", "country": None, "country_code": None},
        "claims": [{"claim": one["id"], "reason": "the same place and day"} for one in claims()],
        "grounds": [{"fact": "where", "reason": "the dateline", **place("dispatch.txt", "Port Amélie 🕊")}],
        "roles": [
            {"role": "said_to_be_responsible", "party": "guards", "claim": "c6", "speaker": None, "note": "made up"}
        ],
        "relations": [{"kind": "before", "to": "strike", "reason": "its date is earlier"}],
        "voices": [
            {"id": "v1", "speaker": "harbour ministry", "claims": ["c1", "c3"], **why, "independent": []},
            {"id": "v2", "speaker": "The dockers’ union", "claims": ["c4"], **why, "independent": [apart]},
        ],
        "sides": [{"speaker_id": "the dockers’ union", "speaker": "The dockers’ union", **side}],
        "disagreements": [
            {"code": "figures-differ", "sentence": "They differ.", "claims": ["c1", "c4"], "places": [union]}
        ],
        "unknowns": [{"code": "names", "question": "Who died?", "because": "no names", "ask": "the hospital"}],
        "tolls": tolls(),
        "echoes": echoes(union),
    }


def echoes(place: dict[str, Any]) -> dict[str, Any]:
    """One claim that is said to repeat another."""
    return {
        "links": [
            {
                **{"claim": "c4", "of": "c1", "kind": "wire", "in_order": False, "shared": 0, "name": "A wire"},
                "instead": None,
                "places": [place, place],
            }
        ],
        "endings": [{"claim": "c4", "key": "a-wire", "name": "A wire", "places": [place]}],
        "voices": [],
        "rests_on": [],
    }


def codebook() -> dict[str, Any]:
    """What the makers of the made-up case stated, and what they did not."""
    return {
        "includes": ["Deaths in the harbour"],
        "excludes": [],
        "corroboration": "Two who do not know of one another.",
        "corroboration_voices": 2,
        "standard": "reasonable_grounds",
        "notes": None,
        "not_stated": ["excludes"],
        "kept": [],
    }


def record() -> dict[str, Any]:
    """The whole record, fresh, so that a test may break it."""
    empty = ("claims", "grounds", "roles", "relations", "voices", "sides", "disagreements", "unknowns", "tolls")
    strike = {**incident(), "id": "strike", "title": "Strike", **{name: [] for name in empty}, "echoes": None}
    reference = {"id": "made-up-2004", "citation": "A made-up rule book"}
    rule = {"says": "It says so.", "reference": reference, "in_force": [2004, None]}
    issue = {"code": "no-speaker", "message": "Nobody is named. Ask the union.", "severity": "open"}
    placed = {**issue, **place("union.txt", "40 had died"), "claims": ["c5"]}
    nowhere = dict.fromkeys(("start", "end", "words"))
    return {
        **{"schema": "tollbook-record/1", "version": "0.1.0", "status": "working", "as_of": "2004-05-04"},
        "codebook": codebook(),
        "sources": [source(name) for name in BYTES],
        "claims": claims(),
        "issues": [placed, {**issue, "source": "lost.pdf", "severity": "lost", "claims": [], **nowhere}],
        "rules": [{"id": one, **rule} for one in ("range", "two-voices")],
        "incidents": [incident(), strike],
        "questions": [],
        "demands": [],
        "obligations": [],
        "findings": [],
    }


DECISION = {
    "id": "00000000000000d1",
    "kind": "accept",
    "about": ["c1"],
    "verdict": "kept",
    "value": {},
    "by": "R1",
    "at": "2004-06-01T10:00:00+00:00",
    "reason": "read again",
    "seen": None,
    "over": [],
    "sealed": False,
}


def as_lines(entries: list[Any]) -> str:
    return "".join(json.dumps(one, ensure_ascii=False, sort_keys=True) + "\n" for one in entries)


def as_table(made: dict[str, Any]) -> str:
    """tolls.csv, written by plain rules of its own: blank for null, true and false in small letters."""
    words = {None: "", True: "true", False: "false"}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(verify.TOLL_COLUMNS)
    for one in made["incidents"]:
        for each in one["tolls"]:
            cells = [one["id"], *(each[name] for name in verify.TOLL_COLUMNS[1:])]
            writer.writerow([words[cell] if cell is None or isinstance(cell, bool) else cell for cell in cells])
    return out.getvalue()


def write(folder: Path, made: dict[str, Any] | None = None) -> Path:
    """The whole dossier of a record, as its publisher would write it."""
    made = record() if made is None else made
    files = {
        "index.html": "<title>Port Amélie</title>\n",
        "case.toml": 'title = "Port Amélie"\n',
        "record.json": json.dumps(made, ensure_ascii=False, indent=1),
        "claims.jsonl": as_lines(made["claims"]),
        "issues.jsonl": as_lines(made["issues"]),
        "decisions.jsonl": as_lines([DECISION]),
        "tolls.csv": as_table(made),
        "rules/range.json": "{}\n",
        "verify.py": Path(verify.__file__).read_text(encoding="utf-8"),
    }
    data = {name: text.encode() for name, text in files.items()}
    for name, content in BYTES.items():
        data[f"sources/{IDS[name]}/{name}"] = content
        data[f"texts/{IDS[name]}.txt"] = TEXTS[name].encode()
    for name, content in data.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    write_manifest(folder)
    return folder


def codes(folder: Path) -> set[tuple[str, str]]:
    """What verify finds, as pairs of code and file."""
    return {(one.code, one.file) for one in verify.verify_folder(folder)}


def rewrite(folder: Path, name: str, text: str) -> list[verify.Mismatch]:
    """Puts another text in a file, with a manifest that fits, and says what is found."""
    (folder / name).write_bytes(text.encode())
    write_manifest(folder)
    return verify.verify_folder(folder)


@pytest.fixture
def broken(dossier: Path) -> Callable[[Callable[[Any], object]], set[tuple[str, str]]]:
    """Breaks the record, writes every file of the dossier and its manifest anew, and says what is found."""

    def breaking(change: Callable[[Any], object]) -> set[tuple[str, str]]:
        made = record()
        change(made)
        return codes(write(dossier, made))

    return breaking


@pytest.fixture(scope="session")
def made_up() -> SimpleNamespace:
    """The functions and values above, for tests to build with."""
    return SimpleNamespace(
        record=record,
        write=write,
        codes=codes,
        rewrite=rewrite,
        step=step,
        toll=toll,
        claim=claim,
        ids=IDS,
        texts=TEXTS,
        copy=deepcopy,
        decision=DECISION,
    )


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A dossier in which all is well."""
    return write(tmp_path / "dossier")
