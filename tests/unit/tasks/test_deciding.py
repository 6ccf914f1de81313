"""`tollbook decide`, as a person runs it: what is written, what it says changes, and what is refused."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tollbook.cli.main import main
from tollbook.model import Decision, DecisionKind
from tollbook.tasks.decisions import load_decisions

WHY = ("--by", "R1", "--because", "as I read the words")
KILLED, INJURED, FAMILIES = "one.txt:12 prisoners", "one.txt:30", "one.txt:20 people"


def decide(case: Path, *arguments: object, why: tuple[str, ...] = WHY) -> Result:
    return CliRunner().invoke(main, ["decide", str(case), *map(str, arguments), *why])


def claims(case: Path) -> dict[str, str]:
    done = CliRunner().invoke(main, ["claims", str(case / "one.txt"), "--jsonl"])
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["words"]: line["id"] for line in lines if line["kind"] == "count"}


def incident(case: Path) -> str:
    done = decide(case, "side", "ministry", "no such incident", "media")
    return done.output.split("There are:\n  ")[1].split()[0]


def only(case: Path) -> Decision:
    (one,) = load_decisions(case)
    return one


def test_a_rejected_claim_changes_the_toll_and_says_so(case: Path) -> None:
    done = decide(case, "reject", KILLED)
    one = only(case)
    assert done.exit_code == 0, done.output
    assert done.output.startswith(f"{one.id}  reject {one.about[0]}  R1 ")
    assert "  killed, everyone: 12–20 → up to 20\n" in done.output
    assert (one.kind, one.verdict, one.by, one.reason) == ("reject", "does-not-stand", "R1", "as I read the words")
    assert one.seen is not None and one.seen.words.startswith("12 prisoners") and len(one.seen.line) == 64


def test_a_dry_run_writes_nothing(case: Path) -> None:
    done = decide(case, "reject", KILLED, "--dry-run")
    assert done.exit_code == 0 and "12–20 → up to 20" in done.output and "Nothing was written" in done.output
    assert not (case / "case.tollbook").exists()


def test_what_changes_no_figure_says_so(case: Path) -> None:
    assert "  no figure changes\n" in decide(case, "accept", KILLED).output


def test_several_are_decided_at_once_or_none(case: Path) -> None:
    assert decide(case, "accept", KILLED, "ffff0000ffff0000").exit_code == 2 and load_decisions(case) == ()
    assert decide(case, "accept", KILLED, FAMILIES, INJURED).exit_code == 0
    assert [one.kind for one in load_decisions(case)] == [DecisionKind.ACCEPT] * 3


def test_one_who_thinks_otherwise_decides_over_it_and_one_who_agrees_stands_beside(case: Path) -> None:
    decide(case, "accept", KILLED)
    decide(case, "accept", KILLED, why=("--by", "R2", "--because", "so do I"))
    first, second = load_decisions(case)
    assert second.over == ()
    decide(case, "reject", KILLED, why=("--by", "R3", "--because", "it says wounded"))
    assert load_decisions(case)[2].over == tuple(sorted((first.id, second.id)))


def test_undo_takes_back(case: Path) -> None:
    decide(case, "reject", KILLED)
    one = only(case)
    done = decide(case, "undo", one.id[:6])
    assert "killed, everyone: up to 20 → 12–20" in done.output
    assert load_decisions(case)[1].about == (one.id,)


def test_a_claim_by_the_beginning_of_its_id(case: Path) -> None:
    id_ = claims(case)["12 prisoners"]
    assert decide(case, "accept", id_[:4]).exit_code == 0 and only(case).about == (id_,)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("accept", "069"), "give at least 4 digits"),
        (("accept", "ffffffff"), "There is no claim"),
        (("accept", "one.txt:were"), "fits several. Give more digits of one id"),
        (("accept", "one.txt:seven"), "These words state no claim in that file"),
        (("accept",), "Missing argument"),
        (("correct", KILLED), "Say what the words state instead"),
        (("correct", KILLED, "--low", "30"), "makes no figure: bounds cross"),
        (("correct", KILLED, "--low", "many"), "is not a number of people"),
        (("correct", KILLED, "--group", "villains"), "is not one of"),
        (("correct", KILLED, "--when", "May"), "not a year"),
        (("add", "two.txt", "--words", "x", "--harm", "killed", "--low", "3"), "The case has no source"),
        (("add", "one.txt", "--words", "three", "--harm", "killed", "--low", "3"), "A low alone"),
        (("add", "one.txt", "--words", "three", "--harm", "killed"), "states a number or a vague word"),
        (("add", "one.txt", "--words", "three", "--low", "3", "--high", "3"), "needs its harm"),
        (("add", "one.txt", "--words", "three", "--harm", "killed", "--low", "3", "--high", "3"), "do not stand in"),
        (("add", "one.txt", "--words", "prison", "--harm", "killed", "--low", "3", "--high", "3"), "more than once"),
        (
            (
                "add",
                "one.txt",
                "--words",
                "Families",
                "--harm",
                "missing",
                "--low",
                "2",
                "--open",
                "--speaker",
                "nobody",
            ),
            "the source does not name the speaker",
        ),
        (("add", "one.txt", "--words", "The ministry", "--kind", "role", "--role", "x"), "it does not say party"),
        (("correct", KILLED, "--words", "thirteen", "--low", "13", "--high", "13"), "do not stand in the passage"),
        (("move", KILLED, "nowhere"), "No incident is called"),
        (("part-of", KILLED, KILLED), "not a part of itself"),
        (("same", "colour", "a", "b"), "is not one of"),
        (("same", "speaker", "the ministry", "ministry"), "one and the same thing"),
        (("same", "person", KILLED, INJURED), "named by the claims of their deaths"),
        (("same", "place", "Marrow", "Atlantis"), "names a place"),
        (("side", "nobody", "2004", "media"), "No speaker of this case"),
        (("interest", "min", "--words", "paid"), "These hold it:\n  ministry"),
        (("answer", "2004", "no_such", "--words", "x"), "Open are:"),
        (("find", "2004", "--question", "q", "--answer", "a", "--standard", "suspicion"), "rests on claims"),
        (("dissent", "ffffffff"), "There is no decision"),
        (("undo", "ffffffff"), "There is no decision"),
        (("publish", "ffffffff", "clear"), "There is no source or claim"),
        (("publish", "name:A. B.", "clear", "--asked", "no"), "give both"),
        (("protect", "one.txt"), "No such command"),
        ((), "Say what to decide"),
    ],
)
def test_wrong_use_says_what_to_do_and_writes_nothing(case: Path, arguments: tuple[str, ...], why: str) -> None:
    done = decide(case, *arguments, why=WHY if arguments else ())
    assert done.exit_code == 2 and why in done.output, done.output
    assert "Traceback" not in done.output and not (case / "case.tollbook").exists()


def test_nobody_stands_in_for_who_decides_or_why(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TOLLBOOK_BY", raising=False)
    assert "Say who decides" in decide(case, "accept", KILLED, why=("--because", "x")).output
    assert "Say why" in decide(case, "accept", KILLED, why=("--by", "R1")).output
    assert "Say why" in decide(case, "accept", KILLED, why=("--by", "R1", "--because", " ")).output
    assert "not as a name" in decide(case, "accept", KILLED, why=("--by", "Jane Doe", "--because", "x")).output
    monkeypatch.setenv("TOLLBOOK_BY", "R7")
    assert decide(case, "accept", KILLED, why=("--because", "x")).exit_code == 0 and only(case).by == "R7"


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (("--low", "24", "--high", "24"), (24, 24, False, "exact", None)),
        (("--high", "24"), (12, 24, False, "range", None)),
        (("--form", "about"), (12, 12, False, "about", None)),
        (("--form", "at_least"), (12, None, True, "at_least", None)),
        (("--open",), (12, None, True, "at_least", None)),
        (("--low", "none"), (None, 12, False, "at_most", None)),
        (("--form", "at_most"), (None, 12, False, "at_most", None)),
        (("--term", "dozens"), (None, None, False, "vague", "dozens")),
        (("--low", "30", "--form", "exact"), (30, 30, False, "exact", None)),
    ],
)
def test_a_corrected_figure_is_whole(case: Path, given: tuple[str, ...], value: tuple[object, ...]) -> None:
    done = decide(case, "correct", KILLED, *given)
    assert done.exit_code == 0, done.output
    stated = only(case).value
    assert tuple(stated[name] for name in ("low", "high", "open", "form", "term")) == value


def test_a_correction_of_the_group_leaves_the_figure_alone(case: Path) -> None:
    decide(case, "correct", KILLED, "--group", "guards", "--speaker", "none")
    assert dict(only(case).value) == {"group": "guards", "speaker": None}


def test_every_other_kind(case: Path) -> None:
    ids, event = claims(case), incident(case)
    ministry, killed, people = "ministry", ids["12 prisoners"], ids["as many as 20 people"]
    asked = [
        (("add", "one.txt", "--words", "Families", "--harm", "missing", "--low", 2, "--open"), "add"),
        (("add", "one.txt", "--words", "The ministry", "--kind", "role", "--party", "it", "--role", "accused"), "add"),
        (("move", KILLED, "new"), "move"),
        (("part-of", KILLED, FAMILIES), "part-of"),
        (("part-of", INJURED, "none"), "part-of"),
        (("echo", KILLED, FAMILIES), "echo"),
        (("independent", FAMILIES, INJURED), "independent"),
        (("same", "speaker", "the ministry", "families"), "same"),
        (("different", "speaker", "families", "ministry"), "different"),
        (("side", "The ministry", "2004-05", "accused_authority"), "side"),
        (("interest", "The ministry", "--words", "it ran the prison"), "interest"),
        (("interest", "families", "2004", "--words", "they sue"), "interest"),
        (("publish", KILLED, "clear"), "publish"),
        (("publish", "one.txt", "withhold"), "publish"),
        (("publish", "text:one.txt", "clear"), "publish"),
        (("publish", f"time:{killed[:8]}", "clear"), "publish"),
        (("publish", "name:A. B.", "clear", "--asked", "no", "--standard", "suspicion"), "publish"),
        (("answer", "2004", "--words", "none were"), "answer"),
        (("find", event, "--question", "q", "--answer", "a", "--standard", "suspicion", "--ground", KILLED), "find"),
    ]
    for arguments, kind in asked:
        done = decide(case, *arguments)
        assert done.exit_code == 0, done.output
        assert f"  {kind} " in done.output
    made = load_decisions(case)
    by_kind = {one.kind: one for one in made}
    assert by_kind[DecisionKind.SIDE].about == (ministry, event)
    assert by_kind[DecisionKind.FIND].value["grounds"] == [killed]
    assert [one.value["total"] for one in made if one.kind is DecisionKind.PART_OF] == [people, None]
    finding = by_kind[DecisionKind.FIND].id
    assert decide(case, "dissent", finding).exit_code == 0
    assert decide(case, "dissent", made[0].id).exit_code == 2


def test_json_for_a_program(case: Path) -> None:
    done = json.loads(decide(case, "reject", KILLED, "--json").stdout)
    assert done["written"] and done["decisions"][0]["kind"] == "reject" and done["changes"]


@pytest.mark.parametrize("name", ["one.txt", "nowhere"])
def test_what_is_no_case_is_wrong_use(case: Path, name: str) -> None:
    assert decide(case / name, "accept", "ffff").exit_code == 2


def test_no_words_of_a_source_are_printed_unasked(case: Path) -> None:
    done = decide(case, "accept", "one.txt:were")
    assert "prisoners were" not in done.output and "one.txt 1" in done.output


def test_as_a_program_of_its_own(case: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from tollbook.cli.main import main; main()",
        "decide",
        str(case),
        "reject",
        KILLED,
    ]
    done = subprocess.run([*command, *WHY], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "12–20 → up to 20" in done.stdout and done.stderr == ""
    assert only(case).kind is DecisionKind.REJECT


def test_who_waits_for_another_who_writes_is_told(case: Path) -> None:
    decide(case, "accept", INJURED)
    holder = (
        "import sqlite3, sys, time; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('begin immediate'); print('held', flush=True); time.sleep(2); c.execute('rollback')"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(case / "case.tollbook")], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        done = decide(case, "accept", KILLED)
    assert done.exit_code == 0, done.output
    assert done.stderr.startswith("tollbook: ") and len(load_decisions(case)) == 2


def test_a_build_says_whether_anybody_went_over_what_was_read(case: Path, tmp_path: Path) -> None:
    def built() -> str:
        return CliRunner().invoke(main, ["build", str(case), "--out", str(tmp_path / "dossier")]).stdout

    assert "\nworking copy, machine-read, unreviewed: " in built()
    decide(case, "accept", INJURED)
    assert "\nworking copy, machine-read, reviewed in part: " in built()


@pytest.mark.parametrize(
    "verb", [("accept", ""), ("move", KILLED, ""), ("part-of", KILLED, " "), ("same", "place", "", "Marrow")]
)
def test_an_empty_name_means_nothing(case: Path, verb: tuple[str, ...]) -> None:
    assert decide(case, *verb).exit_code == 2
    assert load_decisions(case) == ()


def test_incidents_that_are_joined_are_said_in_a_line_and_the_larger_one_goes_on(tmp_path: Path) -> None:
    case = tmp_path / "papers"
    case.mkdir()
    (case / "a.txt").write_text("A fire\n\nA fire broke out in Osh on 3 May 2004. 2 people died.\n")
    (case / "b.txt").write_text(
        "A riot\n\nA riot broke out in Marrow on 5 May 2004. 12 people died and 30 were injured.\n"
    )
    done = decide(case, "same", "incident", "2004-05-03", "2004-05-05")
    assert done.output.splitlines()[1].startswith("  “A fire") and "is told of with “" in done.output
    assert "killed, everyone: 12 → 2–12" in done.output
    assert "no figure" not in done.output and "injured" not in done.output


def test_options_before_the_verb_are_said_to_belong_behind_it(case: Path) -> None:
    done = CliRunner().invoke(main, ["decide", str(case), "--by", "R1", "accept", KILLED, "--because", "so"])
    assert done.exit_code == 2 and "tollbook decide CASE accept … --by …" in done.output


def test_the_help_of_a_group_cuts_no_sentence() -> None:
    for group in ([], ["decide", "papers"], ["keepers", "papers"]):
        assert (
            "..."
            not in CliRunner()
            .invoke(main, [*group, "--help"])
            .output.partition("Commands:")[2]
            .partition("Examples:")[0]
        )
