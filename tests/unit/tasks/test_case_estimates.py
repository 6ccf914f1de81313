import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from tollbook import tasks
from tollbook.cli.main import main
from tollbook.publish.verify import verify_folder
from tollbook.tasks.case_estimates import estimation_of

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A case of one source: what is asked here has to do with none."""
    (tmp_path / "case").mkdir()
    shutil.copy(EXAMPLES / "harrowmere" / "police-statement.txt", tmp_path / "case")
    return tmp_path / "case"


@pytest.fixture
def case(bare: Path) -> Path:
    shutil.copy(EXAMPLES / "lists" / "kosovo.csv", bare / "lists.csv")
    return bare


def recorded(case: Path) -> None:
    done = CliRunner().invoke(main, ["estimate", str(case), "--methods", "stepwise", "--replicates", "50"])
    assert done.exit_code == 0, done.output


def test_the_lists_of_a_case_stand_in_its_dossier_the_same_each_time(case, tmp_path) -> None:
    recorded(case)
    one, other = (tasks.build(case, tmp_path / name, use_cache=False) for name in ("one", "other"))
    assert one.root == other.root
    found = json.loads((tmp_path / "one" / "record.json").read_text("utf-8"))["estimation"]
    methods = [one["method"] for one in found["results"]]
    assert methods == ["chapman"] * 6 + [
        "chao",
        "loglinear",
        "loglinear",
        "stepwise",
        "dga",
    ]
    assert (found["n"], found["seed"], found["cells"][0]) == (4400, 1, ["0001", 306])
    assert verify_folder(tmp_path / "one") == []
    page = (tmp_path / "one" / "index.html").read_text("utf-8")
    assert "Four lists hold 4,400 persons" in page
    for said in ("persons whom no list could have recorded", "that lists depend on one another among those never"):
        assert page.count(said) == 1, "what several statements say stands once"
    assert all(f"{round(one['median'] or one['estimate']) + 4400:,}" not in page for one in found["results"])


def test_a_case_without_lists_says_nothing_of_them(bare, tmp_path) -> None:
    tasks.build(bare, tmp_path / "out")
    assert "estimation" not in json.loads((tmp_path / "out" / "record.json").read_text("utf-8"))
    assert 'id="estimates"' not in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_what_was_recorded_of_another_table_is_left_out_and_said_to_be(case) -> None:
    recorded(case)
    with (case / "lists.csv").open("a", encoding="utf-8") as file:
        file.write("0,0,0,1,1\n")
    found, issues = estimation_of(case)
    assert [one.code for one in issues] == ["estimates-stale"]
    assert "stepwise" not in {one.method for one in found.results}
    assert found.seed is None


SCHEMA = '{"schema": "tollbook-estimates/1"'


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", SCHEMA + "}", "\x00", SCHEMA + ', "table": {"sha256": 1}', "[" * 100_000]
)
def test_a_record_that_is_none_is_said_to_be_none(case, text) -> None:
    (case / "estimates.json").write_text(text, "utf-8")
    found, issues = estimation_of(case)
    assert [one.code for one in issues] == ["estimates-not-read"]
    assert found.n == 4400


@pytest.mark.parametrize(
    "change",
    [{"low": 9.0, "high": 2.0}, {"method": "magic"}, {"status": "sure"}, {"statement": 5}, {"extra": 1}, {"low": "x"}],
)
def test_a_result_that_cannot_be_is_not_shown(case, change) -> None:
    recorded(case)
    whole = json.loads((case / "estimates.json").read_text("utf-8"))
    whole["results"][0].update(change)
    (case / "estimates.json").write_text(json.dumps(whole), "utf-8")
    _, issues = estimation_of(case)
    assert [one.code for one in issues] == ["estimates-not-read"]


def test_a_table_that_cannot_be_used_is_an_issue_with_its_place(case, tmp_path) -> None:
    (case / "lists.csv").write_text("A,B,C,count\n1,0,x,3\n", "utf-8")
    built = tasks.build(case, tmp_path / "out")
    (issue,) = [one for one in built.register.issues if one.code == "lists-not-read"]
    assert "Row 1, column 3: a cell of a list is neither 0 nor 1" in issue.message
    assert built.lost == 1


def test_lists_that_share_nobody_are_refused_on_the_page(case, tmp_path) -> None:
    (case / "lists.csv").write_text("A,B,C,count\n1,0,0,60\n0,1,0,40\n0,0,1,20\n", "utf-8")
    tasks.build(case, tmp_path / "out")
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "Three lists hold 120 persons; how many there were in all cannot be told from them" in page
    assert "Nobody is on more than one list" in page
    assert 'class="intervals"' not in page


def test_a_case_is_estimated_by_its_folder_alone(case) -> None:
    wrong = CliRunner().invoke(main, ["estimate", str(case), "--by", "EXH"])
    assert (wrong.exit_code, "leave out --by" in wrong.output) == (2, True)
    (case / "lists.csv").unlink()
    assert "The case has no lists.csv" in CliRunner().invoke(main, ["estimate", str(case)]).output
