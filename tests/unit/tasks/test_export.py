"""``tollbook export``: what reports of a case state, in MAVERICK's columns, and read back."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tollbook.cli.main import main
from tollbook.errors import SettingsError
from tollbook.model import Toll
from tollbook.tasks.export import HEADER, export
from tollbook.tasks.reconcile import ReconcileAsked, reconcile
from tollbook.tasks.working import open_working

EXAMPLES = Path(__file__).parents[3] / "examples"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_report_is_what_one_voice_states_in_one_document(case: Path, tmp_path: Path) -> None:
    done = export(case, "maverick", tmp_path / "reports.csv")
    rows = read(tmp_path / "reports.csv")
    assert (done.reports, done.events, done.withheld) == (2, 1, 0) and list(rows[0]) == list(HEADER)
    by = {row["source_author"]: row for row in rows}
    ministry, families = by["The ministry"], by["Families"]
    figures = [name for name in HEADER if name.startswith(("deaths", "injuries"))]
    assert [ministry[name] for name in figures] == ["12", "12", "12", "30", "30", "30"]
    assert [families[name] for name in figures] == ["", "", "20", "", "", ""], (
        "up to 20 sets no low, and silence is blank"
    )
    assert {row["event_id"] for row in rows} == {ministry["event_id"]} and ministry["country"] == "Tajikistan"
    assert (ministry["date_start"], ministry["date_end"]) == ("2004-05-03", "2004-05-03")
    assert len({row["id"] for row in rows}) == 2


@pytest.mark.parametrize("name", ["khujand", "harrowmere"])
def test_the_span_of_what_is_exported_is_that_of_the_case(name: str, tmp_path: Path) -> None:
    export(EXAMPLES / name, "maverick", tmp_path / "reports.csv")
    reconcile(tmp_path / "reports.csv", ReconcileAsked(("range",)), tmp_path / "tolls.csv", use_cache=False)
    lines = {(row["event"], row["harm"]): row for row in read(tmp_path / "tolls.csv") if row["mode"] == "as-published"}
    tolls = [toll for account in open_working(EXAMPLES / name).built.register.accounts for toll in account.tolls]
    spans = [one for one in tolls if (one.rule, one.group) == ("range", "all") and one.harm in ("killed", "injured")]
    compared = 0
    for toll in spans:
        if isinstance(toll, Toll) and toll.mode == "as-published":
            line = lines[toll.incident, toll.harm]
            wanted = ["" if bound is None else str(bound) for bound in (toll.low, toll.high)]
            assert [line["low"], line["high"]] == wanted, (toll.incident, toll.harm)
            compared += 1
    assert compared >= 2


def test_what_is_protected_is_left_out_and_said_to_be(case: Path, tmp_path: Path) -> None:
    said = "Rablutf Zarbekov, a nurse, said that 22 prisoners were killed in Marrow, Tajikistan, on 3 May 2004."
    (case / "two.txt").write_text(f"{said}\n", encoding="utf-8")

    def run(*args: str | Path, typed: str = "") -> Result:
        return CliRunner().invoke(main, [*map(str, args)], input=typed)

    assert run("keepers", case, "new", "R1", "--key-file", tmp_path / "r1.key").exit_code == 0
    before = run("export", case, "--to", "maverick", "-o", "-")
    assert "Zarbekov" in before.stdout and before.stderr.startswith("3 reports")
    how = ("--level", "unnamed", "--as", "a nurse", "--by", "R1", "--identity-file", "-")
    done = run("protect", case, "person", "P1", *how, typed="Rablutf Zarbekov\n\nShe lives behind the prison.\n")
    assert done.exit_code == 0, done.output
    after = run("export", case, "--to", "maverick", "-o", "-")
    assert "Zarbekov" not in after.stdout
    assert after.stderr == "2 reports of 1 events exported. 1 of protected sources were left out.\n"


def test_it_writes_to_a_pipe_and_refuses_a_form_that_it_does_not_know(case: Path, tmp_path: Path) -> None:
    shown = CliRunner().invoke(main, ["export", str(case), "--to", "maverick", "-o", "-"])
    assert shown.exit_code == 0 and shown.stderr == "2 reports of 1 events exported.\n"
    assert shown.stdout.splitlines()[0] == ",".join(HEADER)
    with pytest.raises(SettingsError, match="no form 'xml'; there are: maverick"):
        export(case, "xml", None)
