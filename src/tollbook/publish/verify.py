"""Checks a Tollbook dossier with nothing but Python: its files, its quotes, and how each figure was reached.
    python verify.py [FOLDER] [--root HASH] [--json]      (without FOLDER: the folder this file lies in)
1. FILES. MANIFEST.sha256 lists every other file of the folder once, sorted, with the SHA-256 of its bytes. No file is
   missing, of other bytes, or unlisted. Links are refused, never followed.
2. ONE RECORD. claims.jsonl, issues.jsonl and tolls.csv repeat record.json entry by entry, and each line of
   decisions.jsonl can be read. No id is given twice, and whatever is referred to is there.
3. QUOTES. Each quote stands in texts/SOURCE.txt from `start` to `end`, counted in Unicode code points; a figure's words
   stand in its quote, the words that name a speaker in that text. The one file in sources/SOURCE/ has that SHA-256 and
   the size recorded, or is called WITHHELD and has lines `reason: `, `size: ` and `sha256: `.
4. TOLLS. By a toll's steps, drop sets claims aside, each for its reason; keep takes claims into use. Every other step
   works on one bound, "low" or "high", of claims kept, or on earlier results on it, and counts no claim twice: sum adds
   up, halve half of one input, rounded down, min, max, mode the most frequent, majority what more than half give,
   latest by `as_of`, over inputs that have a number (and day); nothing where these do not settle on one. read_term
   reads a vague word as the number of a named convention. "At least 50" sets no high, but states 50; one person
   verified is 1. The results "low", "best" and "highest_stated" are the toll's; every low used goes into "low", every
   high used into "highest_stated", or "best" where that is alone. A toll is open if a claim used is; its high is then
   none, else highest_stated. Claims used are of that incident and harm (or half of casualties), and nobody rejected or
   corrected them. An indeterminate toll, and one whose rule does not apply ("otherwise"), says why and uses none. For
   everyone, each count is used or set aside, by each rule in each mode. What is left "without" a voice uses none of it.
Not proven: that sources read to these texts (`tollbook verify` reads them again), that claims were read rightly, that a
source is true, or that this is the folder its makers published: for that, compare the root hash (the SHA-256 of
MANIFEST.sha256) with the one they gave you some other way, and take verify.py from somebody you trust.
Exit code: 0 all is well, 1 something does not match, 2 wrong use, 3 the check could not be run.
"""

from __future__ import annotations

import sys

if __name__ == "__main__" and not (sys.flags.isolated or getattr(sys.flags, "safe_path", False)):
    del sys.path[0]  # the dossier's own folder: a file json.py lying in it must never be run

import argparse
import csv
import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

MANIFEST, RECORD, SCHEMA = "MANIFEST.sha256", "record.json", "tollbook-record/1"
VOUCH = "Nothing inside a folder can vouch for the folder: compare this hash with the one that you were given."
MOST_BYTES, ADMITTED, ONE = 1 << 28, ("no-test", "applies"), {"count": {}, "death": {"low": 1, "high": 1}}
UNSAFE = re.compile(r"(^|/)\.{0,2}(/|$)|^[A-Za-z]:|[\\\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # leaves the folder, steers
CLAIMS = "part_of claim claims used acknowledged_by corrected_by corrects same_person".split()
REFERENCES = {**dict.fromkeys(CLAIMS, "claims"), "incident": "incidents", "to": "incidents", "rule": "rules"}
TOLL_COLUMNS = "incident id harm group rule mode status why low best high highest_stated open".split()
TOLL_COLUMNS += "acknowledged_low acknowledged_high responsibility voices groups_differ derived".split()
ADVICE = {
    **dict.fromkeys(("changed", "missing", "unreadable", "manifest", "root"), "ask for it again, do not rely on it"),
    **dict.fromkeys(("swapped", "renamed"), "give each file its own name back, or ask for it again"),
    **dict.fromkeys(("unlisted", "not-a-file"), "take it out of the folder, since it is no part of the dossier"),
    **dict.fromkeys(("differs", "id", "quote", "source", "text", "toll"), "do not use it until its makers explain"),
}


class Mismatch(NamedTuple):
    """One thing that is not as the rules say: which rule, in which file, and what was found."""

    code: str
    file: str
    what: str

    def __str__(self) -> str:
        line = f"{self.code}: {self.file}: {self.what}. What to do: {ADVICE[self.code]}."
        return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)  # nothing that steers a terminal


def verify_folder(folder: str | Path, root: str | None = None) -> list[Mismatch]:
    """All that does not match in the dossier, files first; with ``root``, also whether that is its root hash."""
    dossier = Dossier(Path(folder))
    found = guard(MANIFEST, lambda: check_manifest(dossier.read(MANIFEST), dossier.files, root))
    return list(dict.fromkeys([*dossier.strange, *found, *guard(RECORD, dossier.check_contents)]))


def guard(name: str, check: Callable[[], Iterator[Mismatch]]) -> Iterator[Mismatch]:
    """What a check finds, and what kept it from going on: bad material in one place never stops the other checks."""
    try:
        yield from check()
    except FileNotFoundError:
        yield Mismatch("missing", name, "it is not there")
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError, csv.Error) as failure:
        yield Mismatch("unreadable", name, f"it cannot be read as it should ({type(failure).__name__}: {failure})")


def parse_manifest(data: bytes) -> tuple[dict[str, str], list[str]]:
    """The hash listed for each path, and what is wrong with the list itself."""
    listed: dict[str, str] = {}
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    wrong = ["its last line does not end"] if lines.pop() else []
    for number, line in enumerate(lines, 1):
        match = re.fullmatch("([0-9a-f]{64})  (.+)", line)
        if not match or UNSAFE.search(match[2]) or match[2] == MANIFEST or match[2] in listed:
            wrong.append(f"line {number} is not a hash, two spaces and a path that is safe and not listed already")
        else:
            listed[match[2]] = match[1]
    return listed, wrong + ([] if list(listed) == sorted(listed) else ["its lines are not sorted by path"])


def check_manifest(data: bytes, files: dict[str, str], root: str | None = None) -> Iterator[Mismatch]:
    """The files that are there against the files listed; what was swapped or renamed is called that."""
    listed, wrong = parse_manifest(data)
    yield from (Mismatch("manifest", MANIFEST, what) for what in wrong)
    actual = hashlib.sha256(data).hexdigest()
    if root is not None and root.lower() != actual:
        yield Mismatch("root", MANIFEST, f"the root hash of this folder is {actual}, and you were given {root.lower()}")
    for path in sorted(path for path in listed if files.get(path) != listed[path]):
        other = next((p for p in files if files[p] == listed[path] and files.get(path) == listed.get(p)), None)
        code, what = ("changed", "its bytes are not those listed") if path in files else ("missing", "it is not there")
        if other is not None:
            code, what = "swapped" if path in files else "renamed", f"what belongs here is in {other}"
        yield Mismatch(code, path, what)
    yield from (Mismatch("unlisted", p, "it is not listed") for p in sorted({*files} - {*listed, MANIFEST}))


def no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, refused where a name stands in it twice, since two readers could then see two figures."""
    if len(dict(pairs)) < len(pairs):
        raise ValueError(f"a name stands twice among {[name for name, _ in pairs]}")
    return dict(pairs)


def same(one: object, other: object) -> bool:
    """Equal as JSON: 1, 1.0 and true are three things."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def walk(value: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Each object within the value, with its place: "incidents 7f3a tolls 0"."""
    if isinstance(value, dict):
        yield where.strip(), value
    for key, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from walk(one, f"{where} {one.get('id', key) if isinstance(one, dict) else key}")


def check_ids(record: Any) -> Iterator[Mismatch]:
    """Each id once in its list, and whatever is referred to there."""
    known = {kind: {one["id"] for one in record[kind]} for kind in ("claims", "incidents", "rules")}
    for where, one in walk(record):
        for key, value in one.items():
            given = value if isinstance(value, list) else [value]
            ids = Counter(each["id"] for each in given if isinstance(each, dict) and "id" in each)
            yield from (Mismatch("id", RECORD, f"{where} {key}: {n} is given twice") for n in ids if ids[n] > 1)
            for name in given if key in REFERENCES and not where.endswith(" value") else ():
                if name is not None and not isinstance(name, dict) and name not in known[REFERENCES[key]]:
                    yield Mismatch("id", RECORD, f"{where}: {key} is {name}, which is not there")
    for incident in record["incidents"]:
        own = [claim["id"] for claim in record["claims"] if claim["incident"] == incident["id"]]
        if sorted(own) != sorted(one["claim"] for one in incident["claims"]):
            yield Mismatch("id", RECORD, f"incident {incident['id']} does not list the claims that name it")


class Dossier:
    """The folder: the SHA-256 of each plain file in it, by path, and whatever ``strange`` lies there besides."""

    def __init__(self, top: Path) -> None:
        self.top, self.files, self.strange = top, {}, []  # type: Path, dict[str, str], list[Mismatch]
        for path, name in sorted((path, path.relative_to(top).as_posix()) for path in top.rglob("*")):
            if path.is_symlink() or not (path.is_dir() or path.is_file()):
                self.strange.append(Mismatch("not-a-file", name, "it is a link or a device, and was not followed"))
            elif path.is_file():
                digest = hashlib.sha256()
                with open(path, "rb") as file:
                    for block in iter(partial(file.read, 1 << 20), b""):
                        digest.update(block)
                self.files[name] = digest.hexdigest()

    def read(self, name: str) -> bytes:
        """A file's bytes, refused if there are more than can reasonably be held."""
        if name not in self.files:
            raise FileNotFoundError(name)
        if (self.top / name).stat().st_size > MOST_BYTES:
            raise ValueError(f"it is larger than {MOST_BYTES >> 20} MB")
        return (self.top / name).read_bytes()

    def check_contents(self) -> Iterator[Mismatch]:
        """Rules 2 to 4, which all begin from record.json."""
        record = json.loads(self.read(RECORD).decode("utf-8"), object_pairs_hook=no_twins)
        if record["schema"] != SCHEMA:
            raise ValueError(f"its schema is {record['schema']}, and this version knows {SCHEMA}")
        rows = [toll_row(toll, incident["id"]) for incident in record["incidents"] for toll in incident["tolls"]]
        yield from guard("tolls.csv", partial(self.check_copy, "tolls.csv", rows))
        for name in ("claims", "issues", "decisions"):  # decisions are people's own: the record does not hold them
            yield from guard(name + ".jsonl", partial(self.check_copy, name + ".jsonl", record.get(name)))
        for check in (check_ids, self.check_sources, check_tolls):
            yield from guard(RECORD, partial(check, record))

    def check_copy(self, name: str, wanted: Any) -> Iterator[Mismatch]:
        """A file that repeats a part of the record, entry by entry."""
        text = self.read(name).decode("utf-8")
        rows = csv.DictReader(io.StringIO(text if name == "tolls.csv" else "", newline=""), restkey="more", strict=True)
        if name == "tolls.csv" and rows.fieldnames != TOLL_COLUMNS:
            raise ValueError("its columns should be " + ",".join(TOLL_COLUMNS))
        lines = (json.loads(line, object_pairs_hook=no_twins) for line in text.split("\n") if line)
        entries = [dict(entry) for entry in (rows if name == "tolls.csv" else lines)]
        if wanted is not None and len(entries) != len(wanted):
            yield Mismatch("differs", name, f"it has {len(entries)} entries, and {RECORD} has {len(wanted)}")
        for number, (here, there) in enumerate(zip(entries, wanted or ()), 1):  # noqa: B905, Python 3.9 has no strict
            for key in sorted({*here, *there}):
                one, other = here.get(key, "not given"), there.get(key, "not given")
                if not same(one, other):
                    yield Mismatch("differs", name, f"entry {number}: {key} is {one!r}, and {other!r} in {RECORD}")

    def check_sources(self, record: Any) -> Iterator[Mismatch]:
        """Each source's bytes and text, and all that is said to stand there; one text is held at a time."""
        places: dict[str, list[tuple[str, Any]]] = {source["id"]: [] for source in record["sources"]}
        for where, one in walk(record):
            placeless = where.startswith("issues ") and one["start"] is None  # of a file that has no text
            if {"source", "start", "end", "words"} <= one.keys() and not placeless:
                if one["source"] not in places:
                    yield Mismatch("id", RECORD, f"{where}: source is {one['source']}, which is not there")
                places.setdefault(one["source"], []).append((where, one))
        for source in record["sources"]:
            yield from guard(f"texts/{source['id']}.txt", partial(self.check_source, source, places[source["id"]]))

    def check_source(self, source: Any, places: list[tuple[str, Any]]) -> Iterator[Mismatch]:
        """One source: its bytes, or why they are withheld; and what is said to stand in its text."""
        folder, name, size = f"sources/{source['id']}/", f"texts/{source['id']}.txt", source["size"]
        paths = [path for path in self.files if path.startswith(folder)]
        if paths == [folder + "WITHHELD"]:
            lines = dict(line.partition(": ")[::2] for line in self.read(paths[0]).decode("utf-8").split("\n"))
            if not lines.get("reason") or [lines["size"], lines["sha256"]] != [json.dumps(size), source["id"]]:
                yield Mismatch("source", paths[0], "it does not give a reason, and the size and sha256 recorded")
        elif not same([[self.files[p], (self.top / p).stat().st_size] for p in paths], [[source["id"], size]]):
            yield Mismatch("source", folder, "there is not one file, with the hash and size recorded")
        text = self.read(name).decode("utf-8")
        for where, one in places:
            start, end, words, quote = one["start"], one["end"], one["words"], one.get("quote", one["words"])
            if not 0 <= start < end <= len(text) or text[start:end] != quote:
                yield Mismatch("quote", name, f"{where}: {quote!r} does not stand at {start} to {end}")
            if not words or words not in quote:
                yield Mismatch("quote", name, f"{where}: {words!r} does not stand in the quote")
            if one.get("speaker") is not None and (not one["speaker"] or one["speaker"] not in text):
                yield Mismatch("quote", name, f"{where}: the speaker {one['speaker']!r} is not named in this text")


def toll_row(toll: Any, incident: str) -> dict[str, str]:
    """The row of tolls.csv that repeats a toll; nothing is blank."""
    row = {name: {**toll, "incident": incident}[name] for name in TOLL_COLUMNS}
    return {name: one if isinstance(one, str) else "" if one is None else json.dumps(one) for name, one in row.items()}


def calculate(op: str, inputs: list[Any]) -> int | None:
    """The number that an operation makes of its inputs: pairs of a number, or nothing, and a day, or nothing."""
    if op == "latest":
        last = max((day for number, day in inputs if number is not None and day), default="")
        inputs = [(number, day) for number, day in inputs if day and day == last]
    numbers: list[int] = [number for number, _ in inputs if number is not None]
    if not numbers or (op == "sum" and len(numbers) < len(inputs)):
        return None
    if any(type(number) is not int or number < 0 for number in numbers):
        raise ValueError(f"{numbers} are not all whole numbers of people")
    if op in ("sum", "min", "max", "halve"):
        return {"sum": sum(numbers), "min": min(numbers), "max": max(numbers), "halve": numbers[0] // 2}[op]
    (first, count), *others = Counter(numbers).most_common(2)
    alone = not others or others[0][1] < count
    return first if {"mode": alone, "latest": not others, "majority": 2 * count > len(numbers)}[op] else None


class Replay:
    """A toll's steps done again on the ``claims`` it may use; ``readings`` holds what vague words were read as."""

    def __init__(self, claims: dict[str, Any], readings: dict[Any, Any]) -> None:
        self.claims, self.readings, self.kept, self.dropped = claims, readings, {}, []  # type: Any, Any, Any, Any
        self.results: dict[str, dict[str, Any]] = {"low": {}, "high": {}}  # by name: number, day, claims counted

    def do(self, step: Any) -> None:
        """One step. Raises ValueError or KeyError where it does not follow from those before."""
        op, of, into, inputs, value = step["op"], step["of"], step["into"], step["inputs"], step["value"]
        if op in ("keep", "drop") and (of or into or value is not None):
            raise ValueError(f"{op} gives no number")
        if op == "keep":
            for claim in (self.claims[name] for name in inputs):
                top = claim["low"] if claim["high"] is None and claim["open"] else claim["high"]  # "at least 50": 50
                self.kept[claim["id"]] = {**claim, "high": top}
        elif op == "drop":
            self.dropped += [[name, step["because"]] for name in inputs]
        else:
            own = {name: (one[of], one["as_of"], [name]) for name, one in self.kept.items()}
            taken = [own[name] if name in own else self.results[of][name] for name in inputs]
            counted = [name for _, _, claims in taken for name in claims]
            wrong = len(set(counted)) < len(counted) or (op in ("read_term", "halve") and len(taken) != 1)
            if wrong or into in self.results[of] or into in self.claims or not into:
                raise ValueError(f"{op} counts a claim twice, gives {into!r} twice, or takes one input and not more")
            found = self.read_term(step, taken) if op == "read_term" else calculate(op, [one[:2] for one in taken])
            if not same(found, value):
                raise ValueError(f"{into!r} comes to {found}, and {value} is stated")
            self.results[of][into] = (value, None, counted)

    def read_term(self, step: Any, taken: list[Any]) -> Any:
        """The number that a convention gives a claim's vague word: the step's own, if nothing speaks against it."""
        reading = (step["because"], self.kept[step["inputs"][0]]["term"], step["of"])
        number = self.readings.setdefault(reading, step["value"])
        if None in reading or taken[0][0] is not None or type(number) is not int or number < 0:
            raise ValueError(f"{reading} is no vague word, convention and bound that give a number")
        return number

    def outcome(self, acknowledged_by: list[str]) -> dict[str, Any]:
        """What the steps come to, by the toll's own names."""
        used, by, nothing = self.kept, {*acknowledged_by}, (None, None, ())
        low, top = self.results["low"].get("low", nothing), self.results["high"].get("highest_stated", nothing)
        best = {**self.results["high"], **self.results["low"]}.get("best", nothing)
        for name, bound, (_, _, counted) in [(n, *one) for one in (("low", low), ("high", top)) for n in used]:
            if used[name][bound] is not None and name not in (counted or best[2]):
                raise ValueError(f"the {bound} of claim {name} has no part in it")
        up, checks = any(one["open"] for one in used.values()), [one.get("checked") or [] for one in used.values()]
        who, on = ({each[key] for one in checks for each in one} for key in ("by", "on"))
        checked = {"by": sorted(who), "on": max(on, default=None), "of": len(used), "n_checked": sum(map(bool, checks))}
        return {
            "checked": checked,
            **{"low": low[0], "best": best[0], "highest_stated": top[0], "high": None if up else top[0]},
            **{"open": up, "used": sorted(used), "status": "computed" if used else "indeterminate"},
            "acknowledged_low": self.comes_to("min", "low", by),
            "acknowledged_high": None if any(used[name]["open"] for name in by) else self.comes_to("max", "high", by),
        }

    def comes_to(self, op: str, bound: str, names: set[str]) -> int | None:
        """What some of the claims come to alone: results made of nothing but them, and the claims left over."""
        found: list[Any] = []
        for value, _, counted in sorted(self.results[bound].values(), key=lambda one: -len(one[2])):
            if counted and names.issuperset(counted):
                found, names = [*found, (value, None)], names - {*counted}
        return calculate(op, [*found, *((self.kept[name][bound], None) for name in names)])


def toll_faults(toll: Any, claims: dict[str, Any], readings: dict[Any, Any]) -> Iterator[str]:
    """What does not follow in one toll; ``claims`` are the counts of its incident."""
    of = "casualties" if toll["harm"] == "killed" and any(s["op"] == "halve" for s in toll["steps"]) else toll["harm"]
    claims = {n: c for n, c in claims.items() if c["harm"] == of and (c["kind"] == "count" or "verified" in c)}
    stand = {n: {**c, **ONE[c["kind"]]} for n, c in claims.items() if not (c.get("rejected") or c.get("corrected_by"))}
    again = Replay(stand, readings)
    try:
        for step in toll["steps"]:
            again.do(step)
        outcome = again.outcome(toll["acknowledged_by"])
    except (ValueError, KeyError) as fault:
        yield f"its steps cannot be followed: {fault}"
        return
    aside = sorted([one["claim"], one["reason"]] for one in toll["set_aside"])
    stated = {"checked": outcome["checked"], **toll, "used": sorted(toll["used"]), "set_aside": aside}
    outcome["set_aside"] = sorted(again.dropped) if toll["steps"] else aside
    yield from (f"{n} comes to {v}, and {stated[n]} is stated" for n, v in outcome.items() if not same(v, stated[n]))
    if bool(again.kept) == bool(toll["why"]) or (again.kept and toll["scope"]["verdict"] not in ADMITTED):
        yield "a toll says why it is indeterminate, and only then"
    named = Counter([*again.kept, *(name for name, _ in aside)])
    yield from (f"claim {name} is both used and set aside, or set aside twice" for name in named if named[name] > 1)
    counts = [n for n, claim in claims.items() if claim["kind"] == "count" and toll["group"] == "all"]
    yield from (f"claim {n} is neither used nor set aside" for n in counts if n not in named)


def check_tolls(record: Any) -> Iterator[Mismatch]:
    """Every toll replayed, and none missing; also what one would be without a voice, or if its rule applied."""
    readings: dict[Any, Any] = {}
    given = {(t["rule"], t["mode"]) for one in record["incidents"] for t in one["tolls"]} or {("any rule", "any mode")}
    for event in record["incidents"]:
        own = {c["id"]: c for c in record["claims"] if c["incident"] == event["id"] and c["kind"] in ("count", "death")}
        tolls = [(each, own) for one in event["tolls"] for each in (one, one.get("otherwise")) if each]
        echoes = event.get("echoes") or {"voices": [], "rests_on": []}
        voices = {c: one["id"] for one in [*event.get("voices", ()), *echoes["voices"]] for c in one["claims"]}
        for one in (each for rests in echoes["rests_on"] for each in rests["without"] if each.get("toll")):
            tolls += [({**one["toll"], **one}, {n: c for n, c in own.items() if voices.get(n) != one["voice"]})]
        for toll, claims in tolls:
            name = f"toll {toll['id']} ({toll['harm']}, {toll['group']}, {toll['rule']}, {toll['mode']})"
            yield from (Mismatch("toll", RECORD, f"{name}: {what}") for what in toll_faults(toll, claims, readings))
        there = {(toll["harm"], toll["rule"], toll["mode"]) for toll in event["tolls"] if toll["group"] == "all"}
        wanted = {(claim["harm"], *pair) for claim in own.values() if claim["kind"] == "count" for pair in given}
        for absent in sorted(wanted - there):
            yield Mismatch("toll", RECORD, f"incident {event['id']} has no toll for everyone of {', '.join(absent)}")


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit code."""
    parser = argparse.ArgumentParser("verify.py", description="Check a dossier by the rules that head verify.py.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent, help="the dossier")
    parser.add_argument("--root", metavar="HASH", help="the root hash that you were given")
    parser.add_argument("--json", action="store_true", help="write the outcome as JSON")
    asked = parser.parse_args(arguments)
    if asked.root and not re.fullmatch("[0-9A-Fa-f]{64}", asked.root):
        parser.error("a root hash has 64 digits, 0 to 9 and a to f")
    if not (asked.folder / MANIFEST).is_file():
        parser.error(f"{asked.folder} is not a dossier, since it has no {MANIFEST}: name the folder that holds it")
    try:
        found = verify_folder(asked.folder, asked.root)
        root = hashlib.sha256((asked.folder / MANIFEST).read_bytes()).hexdigest()
    except Exception as failure:  # a traceback would exit with 1, which says that a mismatch was found
        print(f"The check could not be run: {failure!r}", file=sys.stderr)
        return 3
    outcome = {"root": root, "well": not found, "mismatches": [one._asdict() for one in found]}
    told = [*map(str, found)] or ["All is well: files, quotes and tolls agree."]
    print(json.dumps(outcome, indent=1) if asked.json else "\n".join([*told, f"Root hash: {root}", VOUCH]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(main())
