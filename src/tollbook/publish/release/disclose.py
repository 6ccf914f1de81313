"""Checks what somebody disclosed of a release with nothing but Python: whether it is what was taken out.
    python disclose.py DISCLOSURE [--release FOLDER] [--json]      (without FOLDER: the folder this file lies in)
commitments.jsonl of a release holds, for every passage that was taken out, every source that is withheld and every
decision that was sealed or kept back, a hash: the SHA-256 of a salt of 32 bytes and of the words in UTF-8. Whoever
keeps the case can give the salt and the words later; nobody could have chosen other words for the same hash.
DISCLOSURE has one object of JSON a line: "id" of the commitment, "salt" in hex, and "words"; or "file" in the place of
the words, the path of a file beside DISCLOSURE, whose SHA-256 in hex then stands for them: a source is committed to so.
Not proven: that the words are true, or that this is the folder its makers published: for that, see verify.py.
Exit code: 0 all are proven, 1 something is not, 2 wrong use, 3 the check could not be run.
"""

from __future__ import annotations

import sys

if __name__ == "__main__" and not (sys.flags.isolated or getattr(sys.flags, "safe_path", False)):
    del sys.path[0]  # the folder that this lies in: a file json.py lying in it must never be run

import argparse
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

COMMITMENTS = "commitments.jsonl"
HEX = re.compile("[0-9a-f]{64}")


class Checked(NamedTuple):
    """One line of a disclosure: what it is of, whether it is proven, and why not."""

    id: str
    stands_for: str
    proven: bool
    what: str

    def __str__(self) -> str:
        line = f"{'proven' if self.proven else 'NOT PROVEN'}: {self.id}: {self.stands_for or 'not known'}: {self.what}"
        return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)  # nothing that steers a terminal


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines. Raises ValueError for any other line."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            entry = json.loads(line)
            if not isinstance(entry, dict):
                raise ValueError(f"{path.name}, line {number}: it is no object of JSON")
            yield entry


def check_disclosure(disclosure: Path, release: Path) -> list[Checked]:
    """Each line of a disclosure against the commitments of a release."""
    known = {entry["id"]: entry for entry in lines_of(release / COMMITMENTS)}
    return [check_line(entry, known, disclosure.parent) for entry in lines_of(disclosure)]


def check_line(entry: dict[str, Any], known: dict[str, Any], beside: Path) -> Checked:
    """One line of a disclosure."""
    name = str(entry.get("id"))
    commitment = known.get(name)
    if commitment is None:
        return Checked(name, "", False, "this release holds no commitment of that id")
    stands_for, salt, words = str(commitment["stands_for"]), entry.get("salt"), entry.get("words")
    if "file" in entry:
        path = beside / str(entry["file"])
        if not path.is_file():
            return Checked(name, stands_for, False, "the file that it names is not there")
        words = hashlib.sha256(path.read_bytes()).hexdigest()
    if not isinstance(salt, str) or not HEX.fullmatch(salt) or not isinstance(words, str):
        return Checked(name, stands_for, False, "it does not give a salt of 64 digits, and words or a file")
    found = hashlib.sha256(bytes.fromhex(salt) + words.encode("utf-8", "surrogatepass")).hexdigest()
    if found != commitment["hash"]:
        return Checked(name, stands_for, False, "these words and this salt do not give the hash that was published")
    return Checked(name, stands_for, True, "this is what was taken out")


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit code."""
    parser = argparse.ArgumentParser("disclose.py", description="Check a disclosure by the rules that head this file.")
    parser.add_argument("disclosure", type=Path, help="the file of what was disclosed")
    parser.add_argument("--release", type=Path, default=Path(__file__).parent, help="the folder of the release")
    parser.add_argument("--json", action="store_true", help="write the outcome as JSON")
    asked = parser.parse_args(arguments)
    for path in (asked.disclosure, asked.release / COMMITMENTS):
        if not path.is_file():
            parser.error(f"{path} is not there: name the disclosure, and with --release the folder of the release")
    try:
        checked = check_disclosure(asked.disclosure, asked.release)
    except Exception as failure:  # a traceback would exit with 1, which says that something is not proven
        print(f"The check could not be run: {failure!r}", file=sys.stderr)
        return 3
    told = [str(one) for one in checked] or ["The disclosure holds nothing to check."]
    print(json.dumps([one._asdict() for one in checked], indent=1) if asked.json else "\n".join(told))
    return 0 if checked and all(one.proven for one in checked) else 1


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(main())
