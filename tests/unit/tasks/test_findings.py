"""`tollbook findings`, as a person runs it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tollbook import tasks
from tollbook.cli.main import main

KILLED, FAMILIES = "one.txt:12 prisoners", "one.txt:20 people"
FOUND = ("--question", "How many <died>?", "--answer", "at least twelve", "--standard", "reasonable_grounds")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def findings(case: Path, *arguments: object, by: str = "R1") -> Result:
    return run("findings", case, *arguments, "--by", by, "--because", "as I read the words")


def listed(case: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("findings", case, "--json").stdout)
    return found


def made(case: Path, *more: object) -> str:
    done = findings(case, "make", "2004", *FOUND, "--ground", KILLED, "--ground", FAMILIES, *more)
    assert done.exit_code == 0, done.output
    return done.output.split()[0]


def test_a_case_without_findings_says_so(case: Path) -> None:
    assert run("findings", case).stdout == "Nobody has made a finding in this case.\n"
    assert listed(case) == []


def test_a_finding_is_made_joined_dissented_from_and_withdrawn(case: Path) -> None:
    id_ = made(case)
    assert findings(case, "join", id_[:6], by="R2").exit_code == 0
    assert findings(case, "dissent", id_, by="R2").exit_code == 0  # in the place of joining
    (one,) = listed(case)
    assert (one["state"], one["standard"], one["voices"], one["voices_asked"]) == (
        "stands",
        "reasonable_grounds",
        2,
        None,
    )
    assert (one["joined"], [each["by"] for each in one["dissents"]]) == ([], ["R2"])
    assert findings(case, "withdraw", id_).exit_code == 0
    assert listed(case)[0]["withdrawn"]["by"] == "R1"
    assert "withdrawn by R1" in run("findings", case).stdout


def test_it_is_refused_with_the_reason_and_nothing_is_written(case: Path) -> None:
    (case / "case.toml").write_text("[codebook]\ncorroboration_voices = 2\n", encoding="utf-8")
    one = findings(case, "make", "2004", *FOUND, "--ground", KILLED)
    assert one.exit_code == 2 and "come from one voice, and the case asks for 2" in one.output
    none = findings(case, "make", "2004", *FOUND)
    assert none.exit_code == 2 and "name at least one with --ground" in none.output
    assert listed(case) == [] and not (case / "case.tollbook").exists()
    run("decide", case, "reject", KILLED, "--by", "R2", "--because", "wounded")
    aside = findings(case, "make", "2004", *FOUND, "--ground", KILLED)
    assert aside.exit_code == 2 and "none of its grounds holds" in aside.output


def test_a_dry_run_writes_nothing(case: Path) -> None:
    done = findings(case, "make", "2004", *FOUND, "--ground", KILLED, "--dry-run")
    assert done.exit_code == 0 and "dry run" in done.output and listed(case) == []


def test_what_is_no_finding_cannot_be_joined_or_withdrawn(case: Path) -> None:
    run("decide", case, "reject", KILLED, "--by", "R2", "--because", "wounded")
    reject = json.loads(run("log", case, "--json").stdout.splitlines()[0])["id"]
    for verb in ("join", "dissent", "reaffirm", "withdraw"):
        done = findings(case, verb, reject)
        assert done.exit_code == 2 and "is no finding" in done.output
    assert "There is no decision" in findings(case, "withdraw", "ffffffff").output


@pytest.mark.parametrize("arguments", [("--json", "make", "2004"), ("nonsense",)])
def test_wrong_use_says_what_to_do(case: Path, arguments: tuple[str, ...]) -> None:
    done = run("findings", case, *arguments)
    assert done.exit_code == 2 and "Traceback" not in done.output


def test_the_page_shows_what_it_rests_on_and_who_dissents(case: Path, tmp_path: Path) -> None:
    id_ = made(case)
    findings(case, "dissent", id_, by="R3")
    run("decide", case, "reject", FAMILIES, "--by", "R2", "--because", "they <say> wounded")
    built = tasks.build(case, tmp_path / "out", use_cache=False)
    page = (built.out / "index.html").read_text(encoding="utf-8")
    section = re.search(r'<section class="findings">.*?</section>', page, re.DOTALL)
    assert section is not None
    words = " ".join(re.sub(r"<[^>]+>", " ", section[0]).split())
    assert "One finding, made by people; one unsettled" in words
    for part in (
        "How many &lt;died&gt;?",
        "Dissent R3 on",
        "Rejected by R2",
        "they &lt;say&gt; wounded",
        "reasonable grounds",
    ):
        assert part in words, part
    assert all(f'id="{href}"' in page for href in re.findall(r'href="#([^"]+)"', section[0]))
    assert tasks.verify(built.out).mismatches == ()
