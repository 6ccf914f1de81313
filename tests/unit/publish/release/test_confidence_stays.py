"""How sure a reading is stands in a working copy, in words that say what it is, and in no byte of what leaves."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from planted import clearance, everywhere, salts

from tollbook.model import Document
from tollbook.pipeline import build_register
from tollbook.publish.dossier import write_dossier
from tollbook.publish.release import public_register, write_release
from tollbook.settings import Settings, settings_toml

TEXT = "Statement of 3 March 2011\n\nOn 2 March 2011, 7 prisoners were killed in a riot in the prison of Harrowmere."
TOLD = ("in 100 hold", "It says nothing on whether the words are true")


def test_a_working_copy_tells_it_and_says_what_it_is(tmp_path: Path) -> None:
    made = build_register([Document("talk.txt", TEXT.encode())], Settings())
    write_dossier(made.register, made.documents, settings_toml(Settings()), tmp_path / "d")
    lines = (tmp_path / "d" / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    (killed,) = [line for line in map(json.loads, lines) if line["harm"] == "killed"]
    page = (tmp_path / "d" / "index.html").read_text(encoding="utf-8")
    assert f"of such readings, {round(100 * killed['confidence'])} in 100 hold" in page
    assert all(words in page for words in TOLD)


def test_nothing_that_leaves_tells_it(tmp_path: Path) -> None:
    register = everywhere(["Karim"])
    assert {claim.confidence for claim in register.claims} == {0.91}
    public = public_register(register, clearance(), salts)
    assert {claim.confidence for claim in public.register.claims} == {None}
    write_release(public, {}, tmp_path / "public")
    for path in (tmp_path / "public").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not any(words in data for words in (*map(str.encode, TOLD), b"0.91", b"such readings")), path.name
