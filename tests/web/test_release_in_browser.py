"""The whole path: an example reviewed through the commands, released, verified by Python alone, and opened."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tollbook.cli.main import main

HARROWMERE = Path(__file__).parents[2] / "examples" / "harrowmere"
FIGURES = (
    "police-statement-2.txt:12 people",
    "police-statement-2.txt:31",
    "traders-letter.docx:17 people",
    "traders-letter.docx:at least 40",
    "ward-book.csv:11 people",
    "ward-book.csv:34 people",
)
TAKEN_OUT = ("cattle market", "photographed", "notice-board.png", "traders-letter", "Estavar", "fired into the air")


def run(*args: str | Path) -> Result:
    done = CliRunner().invoke(main, [str(one) for one in args])
    assert done.exit_code == 0, done.output
    return done


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Where it lies, and its root hash as the dry run printed it."""
    folder = tmp_path_factory.mktemp("release")
    case, out = folder / "market", folder / "public"
    shutil.copytree(HARROWMERE, case)
    (case / "case.toml").write_text("[release]\nk = 3\n")
    facts = (case / "sources.csv").read_text()
    (case / "sources.csv").write_text(facts.replace("notice-board.png,,,", "notice-board.png,put up at the gate,,"))
    run("decide", case, "accept", *FIGURES, "--by", "R1", "--because", "as the words say")
    hospital = ("name:Harrowmere District Hospital", "clear", "--is", "body")
    run("decide", case, "publish", *hospital, "--by", "R1", "--because", "a public hospital")
    root = str(json.loads(run("release", case, "--by", "R2", "--dry-run", "--json").stdout)["root"])
    run("release", case, "--by", "R2", "--out", out, "--because", "agreed", "--yes", root)
    return out, root


def test_python_alone_verifies_it(released: tuple[Path, str], tmp_path: Path) -> None:
    out, root = released
    shutil.copytree(out, tmp_path / "given")
    done = subprocess.run(
        [sys.executable, "-I", "-S", "given/verify.py", "given", "--root", root],
        cwd=tmp_path, env={}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, "All is well" in done.stdout) == (0, True)


def test_the_record_holds_the_figures_and_says_that_it_is_released(released: tuple[Path, str]) -> None:
    record = json.loads((released[0] / "record.json").read_text(encoding="utf-8"))
    assert (record["status"], record["release"]["by"]) == ("released", "R2")
    (incident,) = record["incidents"]
    spans = {(one["harm"], one["group"]): (one["low"], one["highest_stated"]) for one in incident["tolls"]}
    assert spans[("killed", "all")] == (11, 17)
    assert spans[("injured", "all")] == (31, 40)
    assert spans[("missing", "all")] == (5, 5)
    assert {one["confidence"] for one in record["claims"]} == {None}


def test_nothing_but_what_was_cleared_is_in_it(released: tuple[Path, str]) -> None:
    words = b"".join(one.read_bytes() for one in released[0].rglob("*") if one.is_file() and "schema" not in one.parts)
    assert [one for one in TAKEN_OUT if one.encode() in words] == []
    assert b"Harrowmere District Hospital" in words
    assert list((released[0] / "sources").rglob("*.docx")) == []


@pytest.mark.browser
def test_it_opens_shows_its_figures_and_is_no_working_copy(released: tuple[Path, str], browser: Any) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto((released[0] / "index.html").as_uri())
    shown = page.inner_text("body")
    assert re.search(r"11–17", shown)
    assert "Harrowmere District Hospital" in shown
    assert "working copy" not in page.content().casefold()
    assert "unreviewed" not in shown.casefold()
    assert [one for one in asked if not one.startswith(("file:", "data:"))] == []
    page.close()


@pytest.mark.browser
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not found here")
def test_it_prints(released: tuple[Path, str], browser: Any, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto((released[0] / "index.html").as_uri())
    (tmp_path / "page.pdf").write_bytes(page.pdf(format="A4"))
    page.close()
    words = subprocess.run(["pdftotext", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "11–17" in words
    assert "working copy" not in words.casefold()
