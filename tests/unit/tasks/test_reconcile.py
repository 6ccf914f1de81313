"""``tollbook reconcile``: coded reports in, what named rules make of each event out."""

import csv
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.cli.main import main
from tollbook.errors import SettingsError
from tollbook.model import Harm
from tollbook.model.coded import CodedReport
from tollbook.reconcile import RULES
from tollbook.reconcile.coded import AskedOfTable, reconcile_reports
from tollbook.tasks.reconcile import HEADER, MOST_REPORTS, ReconcileAsked, reconcile

task = sys.modules["tollbook.tasks.reconcile"]  # the package has the function under that name
BY_SPAN = ReconcileAsked(("range",))
COLUMNS = ("event", "harm", "low", "high", "speaker", "source", "date")
ROWS: list[tuple[str, ...]] = [
    ("kalot", "killed", "3", "3", "police", "d1", "2019-05-04"),
    ("var", "killed", "12", "", "the mayor", "d2", "2019-05-07"),
    ("kalot", "killed", "9", "9", "Reuters", "d3", "2019-05-04"),
    ("kalot", "injured", "", "40", "Reuters", "d3", "2019-05-04"),
    ("kalot", "killed", "9", "9", "Reuters News", "d4", "2019-05-05"),
    ("silent", "injured", "", "", "police", "d5", "2019-05-05"),
]
MODELS = ("maverick-conservative", "maverick-representative", "maverick-informative")


def table_of(path: Path, rows: list[tuple[str, ...]] = ROWS, columns: tuple[str, ...] = COLUMNS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t" if path.suffix == ".tsv" else ",").writerows([columns, *rows])
    return path


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ","))


def made(path: Path, asked: ReconcileAsked = BY_SPAN, **more: Any) -> list[dict[str, str]]:
    out = path.with_name("out.csv")
    reconcile(path, asked, out, use_cache=False, **more)
    return read(out)


def one(lines: list[dict[str, str]], event: str, harm: str = "killed", **more: str) -> dict[str, str]:
    wanted = {"event": event, "harm": harm, "mode": "as-published", **more}
    (found,) = [line for line in lines if wanted.items() <= line.items()]
    return found


def test_each_event_has_a_row_of_killed_and_injured_in_both_modes(tmp_path: Path) -> None:
    lines = made(table_of(tmp_path / "in.csv"), ReconcileAsked(("range", "maverick-representative")))
    assert list(lines[0]) == list(HEADER) == ("event harm rule mode low best high reports voices disagree note".split())
    assert [line["event"] for line in lines] == ["kalot"] * 8 + ["var"] * 8 + ["silent"] * 8, "as the table names them"
    assert [tuple(line[name] for name in ("harm", "rule", "mode")) for line in lines[:8]] == [
        (harm, rule, mode)
        for harm in ("killed", "injured")
        for rule in ("range", "maverick-representative")
        for mode in ("as-published", "echoes-folded")
    ]


def test_blank_is_silence_and_a_bound_is_a_bound(tmp_path: Path) -> None:
    lines = made(table_of(tmp_path / "in.csv"))
    silent = one(lines, "silent")
    assert (silent["low"], silent["high"], silent["reports"], silent["disagree"]) == ("", "", "0", "")
    assert silent["note"] == "no report states a figure"
    killed = one(lines, "kalot")
    assert (killed["low"], killed["high"], killed["reports"], killed["disagree"]) == ("3", "9", "3", "true")
    at_least, up_to = one(lines, "var"), one(lines, "kalot", "injured")
    assert (at_least["low"], at_least["high"], at_least["disagree"]) == ("12", "", "false")
    assert (up_to["low"], up_to["high"]) == ("", "40")


def test_names_of_one_wire_are_one_voice_where_asked(tmp_path: Path) -> None:
    table = table_of(tmp_path / "in.csv")
    apart = one(made(table), "kalot", mode="echoes-folded")
    folded = one(made(table, ReconcileAsked(("range",), fold_wires=True)), "kalot", mode="echoes-folded")
    assert (apart["voices"], folded["voices"]) == ("3", "2")
    assert "one voice: “Reuters”, “Reuters News”" in folded["note"] and "one voice" not in apart["note"]
    assert "echo (row 3)" in folded["note"], "what is set aside is named"
    assert (folded["low"], folded["high"]) == (apart["low"], apart["high"])


def test_what_one_voice_repeats_counts_once_in_one_mode_alone(tmp_path: Path) -> None:
    rows = [
        ("e", "killed", n, n, by, f"d{i}", "2020-01-01")
        for i, (n, by) in enumerate([("5", "a"), ("8", "b"), ("8", "b")])
    ]
    lines = made(table_of(tmp_path / "in.csv", rows), ReconcileAsked(("maverick-representative",)))
    assert one(lines, "e")["best"] == "8"
    assert one(lines, "e", mode="echoes-folded")["best"] == "5", "each is stated once, and of two the lowest is taken"


def test_a_later_figure_of_a_voice_stands_in_the_place_of_its_earlier(tmp_path: Path) -> None:
    rows = [("e", "killed", "5", "5", "a", "d1", "2020-01-01"), ("e", "killed", "8", "8", "a", "d2", "2020-01-03")]
    lines = made(table_of(tmp_path / "in.csv", rows))
    assert (one(lines, "e")["low"], one(lines, "e", mode="echoes-folded")["low"]) == ("5", "8")
    assert one(lines, "e", mode="echoes-folded")["note"] == "later-figure (row 1)"
    assert one(lines, "e", mode="echoes-folded")["disagree"] == "false"


MAVERICK = (
    "id", "event_id", "deaths_best", "deaths_low", "deaths_high", "injuries_best", "injuries_low", "injuries_high",
    "source", "source_author",
)  # fmt: skip
CODED: list[tuple[str, ...]] = [
    ("r1", "E1", "0", "0", "0", "0", "0", "0", "AFP (2011-01-03) One", "AFP"),
    ("r2", "E1", "8", "6", "9", "2", "2", "2", "Agence France Presse (2011-01-04) Two", "Agence France Presse"),
    (
        "r3",
        "E1",
        "4",
        "4",
        "7",
        "NA",
        "NA",
        "NA",
        "The Gazette (All Africa) (2011-01-04) Three",
        "The Gazette (All Africa)",
    ),
    ("r4", "E2", "0", "0", "4", "0", "0", "0", "The Gazette (2011-01-05) Four", "The Gazette"),
]


def test_mavericks_columns_are_aggregated_each_by_itself(tmp_path: Path) -> None:
    lines = made(table_of(tmp_path / "in.csv", CODED, MAVERICK), ReconcileAsked(MODELS))
    figures = {rule: tuple(one(lines, "E1", rule=rule)[name] for name in ("low", "best", "high")) for rule in MODELS}
    assert figures == {
        "maverick-conservative": ("0", "0", "0"),
        "maverick-representative": ("0", "0", "0"),
        "maverick-informative": ("6", "8", "9"),
    }
    injured = one(lines, "E1", "injured", rule="maverick-representative")
    assert (injured["best"], injured["reports"]) == ("0", "2"), "NA is silence"


def test_zero_can_be_told_to_be_silence(tmp_path: Path) -> None:
    lines = made(table_of(tmp_path / "in.csv", CODED, MAVERICK), ReconcileAsked(MODELS, zero_is_silence=True))
    least = one(lines, "E1", rule="maverick-conservative")
    assert (least["low"], least["best"], least["high"], least["reports"]) == ("4", "4", "7", "2")
    up_to = one(lines, "E2", rule="maverick-conservative")
    assert (up_to["low"], up_to["best"], up_to["high"]) == ("", "", "4")


def test_reports_of_one_voice_on_several_days_of_maverick(tmp_path: Path) -> None:
    asked = ReconcileAsked(("maverick-informative",), fold_wires=True)
    folded = one(made(table_of(tmp_path / "in.csv", CODED, MAVERICK), asked), "E1", mode="echoes-folded")
    assert folded["note"].startswith("later-figure (row 1)"), "the day of a report stands in its source"
    assert "“AFP”, “Agence France Presse”" in folded["note"] and folded["voices"] == "2"


def test_what_cannot_be_read_stands_in_the_note_and_stops_nothing(tmp_path: Path) -> None:
    rows = [
        ("e", "killed", "dozens", "", "a", "d1", "2020-01-01"),
        ("e", "killed", "9", "3", "a", "d2", "2020-01-01"),
        ("e", "harmed", "9", "9", "a", "d3", "2020-01-01"),
        ("e", "killed", "-99", "7", "a", "d4", "May 2020"),
        ("e", "killed", "1,200", "1200.0", "b", "d5", "2020-01-01 10:30"),
    ]
    line = one(made(table_of(tmp_path / "in.csv", rows)), "e")
    assert (line["low"], line["high"], line["reports"]) == ("1200", "1200", "2")
    assert "figure-not-read (rows 1, 4)" in line["note"] and "bounds-cross (row 2)" in line["note"]
    assert "date-not-read (row 4)" in line["note"] and "harm-not-known (row 3)" in line["note"]


def test_a_rule_that_a_table_cannot_place_gives_no_figure_but_says_why_and_what_it_would_give(tmp_path: Path) -> None:
    lines = made(table_of(tmp_path / "in.csv"), ReconcileAsked(("acled-2024", "ccc")))
    turns, other = one(lines, "kalot", rule="acled-2024"), one(lines, "kalot", rule="ccc")
    assert {turns[name] for name in ("low", "best", "high")} == {other["low"]} == {""}
    assert turns["note"].startswith("not applied: it turns on whether") and turns["reports"] == "3"
    assert turns["note"].endswith("if that objection were set aside: best 3")
    assert other["note"].startswith("does not apply, because it counts crowds alone")


def test_a_table_may_be_hostile_or_hold_nothing(tmp_path: Path) -> None:
    assert made(table_of(tmp_path / "in.csv", [])) == []
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [
        COLUMNS,
        ("+1 x", "killed", 4, 4, "a_xD800_b", "@s", ""),
        ("e_xDC00_", "killed", 10**15, 4, "c" * 9000, "", ""),
    ]:
        sheet.append(row)
    book.save(tmp_path / "in.xlsx")
    lines = made(tmp_path / "in.xlsx")
    assert one(lines, lines[0]["event"])["low"] == "4" and "figure-not-read (row 2)" in lines[4]["note"]


def test_another_harm_has_rows_where_it_is_stated(tmp_path: Path) -> None:
    lines = made(table_of(tmp_path / "in.csv", [*ROWS, ("var", "missing", "2", "5", "a", "d9", "")]))
    assert one(lines, "var", "missing")["high"] == "5"
    assert not [line for line in lines if line["event"] == "kalot" and line["harm"] == "missing"]


def test_a_row_without_an_event_is_told_of_and_the_exit_code_says_so(tmp_path: Path) -> None:
    table = table_of(tmp_path / "in.csv", [*ROWS, ("", "killed", "2", "5", "a", "d9", "")])
    done = CliRunner().invoke(main, ["reconcile", str(table), "--rule", "range", "-o", str(tmp_path / "out.csv")])
    assert done.exit_code == 1 and "Row 7 names no event" in done.stderr
    assert len(read(tmp_path / "out.csv")) == 12


def test_it_writes_to_a_pipe_and_says_what_it_did_beside_it(tmp_path: Path) -> None:
    table = table_of(tmp_path / "in.tsv")
    done = CliRunner().invoke(main, ["reconcile", str(table), "--rule", "range", "-o", "-"])
    assert done.exit_code == 0 and done.stderr == "3 events of 6 rows reconciled.\n"
    assert done.stdout.splitlines()[1].startswith("kalot,killed,range,as-published,3,,9,3,3,true,")


def test_whoever_takes_the_first_lines_alone_is_told_nothing(tmp_path: Path) -> None:
    rows = [(f"event {n}", "killed", "1", "1", "a", "d", "") for n in range(6000)]
    table, tollbook = table_of(tmp_path / "in.csv", rows), Path(sys.executable).with_name("tollbook")
    asked = f"'{tollbook}' reconcile '{table}' --rule range --no-cache -o - | head -1"
    done = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (f"{','.join(HEADER)}\n", "")


@pytest.mark.parametrize("suffix", [".xlsx", ".parquet", ".tsv"])
def test_every_kind_of_table_gives_the_same(tmp_path: Path, suffix: str) -> None:
    table = tmp_path / f"in{suffix}"
    if suffix == ".xlsx":
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in [COLUMNS, *ROWS]:
            sheet.append([int(cell) if cell.isdigit() else cell or None for cell in row])
        book.save(table)
    elif suffix == ".parquet":
        arrow = pytest.importorskip("pyarrow")
        columns = {name: [row[place] or None for row in ROWS] for place, name in enumerate(COLUMNS)}
        pytest.importorskip("pyarrow.parquet").write_table(arrow.table(columns), table)
    else:
        table_of(table)
    assert made(table) == made(table_of(tmp_path / "plain.csv"))


@pytest.mark.parametrize(
    ("columns", "asked", "says"),
    [
        (("id", "text"), ReconcileAsked(), "neither of the forms"),
        (COLUMNS, ReconcileAsked(("best-guess",)), "no rule 'best-guess'; there are: "),
    ],
)
def test_wrong_use_is_said(tmp_path: Path, columns: tuple[str, ...], asked: ReconcileAsked, says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        made(table_of(tmp_path / "in.csv", [], columns), asked)


def test_what_is_half_done_is_gone_on_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(f"e{n}", "killed", str(n), str(n), "a", "d", "") for n in range(60)]
    table, out = table_of(tmp_path / "in.csv", rows), tmp_path / "out.csv"
    monkeypatch.setattr(task, "_AT_ONCE", 16)

    def stop(what: str, done: int, _of: int) -> None:
        if what == "reconciling" and done >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reconcile(table, ReconcileAsked(("range",)), out, stop, use_cache=False)
    assert not out.exists() and out.with_name("out.csv.part").exists()
    done = reconcile(table, ReconcileAsked(("range",)), out, use_cache=False)
    assert (done.events, done.made) == (60, 40)
    assert [line["event"] for line in read(out)] == [f"e{n}" for n in range(60) for _ in range(4)]


def test_a_row_more_has_one_event_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    rows = [(f"e{n % 20}", "killed", str(n), str(n), f"s{n}", "d", "") for n in range(60)]
    asked, out = ReconcileAsked(("range", "maverick-representative")), tmp_path / "out.csv"
    first = reconcile(table_of(tmp_path / "in.csv", rows), asked, out)
    more = table_of(tmp_path / "in.csv", [*rows, ("e7", "killed", "900", "900", "new", "d", "")])
    again = reconcile(more, asked, out)
    assert (first.made, again.made) == (20, 1)
    kept = read(out)
    assert one(kept, "e7", rule="range")["high"] == "900"
    assert kept == made(more, asked), "what is kept is what would be made"


def test_an_event_of_very_many_rows_is_cut_off_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_REPORTS == 20_000
    monkeypatch.setattr(task, "MOST_REPORTS", 5)
    rows = [("e", "killed", str(n), str(n), f"s{n}", "d", "") for n in range(8)]
    table = table_of(tmp_path / "in.csv", rows)
    done = reconcile(table, ReconcileAsked(("range",)), tmp_path / "out.csv", use_cache=False)
    assert done.lost_rows == 3 and "3 reports of one event" in done.lost[0].message
    line = one(read(tmp_path / "out.csv"), "e")
    assert line["high"] == "4" and line["note"].endswith("too-many-reports (row 5)")


def reports() -> st.SearchStrategy[list[CodedReport]]:
    number = st.none() | st.integers(0, 6)
    speakers, days = ("", "AFP", "Agence France-Presse", "x"), ("", "2020-01-01", "2020-01-02")
    row = st.tuples(number, number, number, st.sampled_from(speakers), st.sampled_from(days))
    return st.lists(row, min_size=1, max_size=8).map(
        lambda rows: [
            CodedReport(n, Harm.KILLED, *_in_order(low, best, high), by, "", day)
            for n, (low, best, high, by, day) in enumerate(rows, 1)
        ]
    )


def _in_order(low: int | None, best: int | None, high: int | None) -> tuple[int | None, int | None, int | None]:
    return (high, best, low) if low is not None and high is not None and low > high else (low, best, high)


@settings(max_examples=150)
@given(reports(), st.booleans(), st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(
    told: list[CodedReport], fold: bool, best: bool, chance: random.Random
) -> None:
    asked = AskedOfTable(tuple(RULES[name] for name in sorted(RULES)), fold, best)
    shuffled = list(told)
    chance.shuffle(shuffled)
    one_way, other = (list(reconcile_reports("e", way, asked)) for way in (told, shuffled))
    assert [line[:-1] for line in one_way] == [line[:-1] for line in other]


@settings(max_examples=100)
@given(reports())
def test_an_echo_never_changes_what_is_folded(told: list[CodedReport]) -> None:
    asked = AskedOfTable(tuple(RULES[name] for name in sorted(RULES)), True, False)
    spoken = [one for one in told if one.speaker]
    copied = [*told, *(one._replace(row=one.row + 100) for one in spoken)]
    before, after = (
        [line for line in reconcile_reports("e", way, asked) if line.mode == "echoes-folded"] for way in (told, copied)
    )
    assert [(line.rule, line.low, line.best, line.high, line.voices) for line in before] == [
        (line.rule, line.low, line.best, line.high, line.voices) for line in after
    ]
