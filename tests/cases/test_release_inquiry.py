"""What an inquiry adds, in a release: a prisoners' letter that is protected and a guard who must stay unnamed leave
through no demand, no answer, no question, no finding, no dissent and no reason of a decision."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pyrage import x25519

from tollbook.cli.main import main
from tollbook.model import DecisionKind, Register
from tollbook.store.case_file import CaseFile
from tollbook.tasks.leaving import Looked, look
from tollbook.tasks.release import release
from tollbook.tasks.working import open_working

sys.path.insert(0, str(Path(__file__).parent))

from test_release_secrets import AT, Act, decided, verify_folder, written

SECRET = "the cook counted nineteen in the boiler room behind the kitchen"
DEMANDED = "that the beatings at the evening roll call stop"
TERMS = "publish what the nurse counted"
DOCUMENTS = {
    "ministry.txt": (
        "Statement on the prison in Marrow, Tajikistan\n\n4 May 2004\n\nThe ministry said that 12 prisoners were "
        "killed at the prison in the town of Marrow, Tajikistan, on 3 May 2004. "
        "The ministry promised an investigation.\n"
    ),
    "monitors/report.txt": (
        "Report on the riot at Marrow prison\n\n10 May 2004\n\nA riot broke out at the prison in the town of Marrow, "
        "Tajikistan, on 3 May 2004. Amnesty International said that at least 20 prisoners were killed. The government "
        "refused the Red Cross access to the prison. Amnesty International demands that the government publish the "
        "names of the dead.\n"
    ),
    "letter.txt": (
        "Letter of the prisoners of Marrow\n\n6 May 2004\n\nOn 3 May 2004 a riot broke out at the prison in "
        f"the town of Marrow, Tajikistan, and {SECRET}. We, the prisoners of Marrow, demand {DEMANDED}. Torture was a "
        "daily norm in the prison. We get no bread.\n"
    ),
    "guard.txt": (
        "Talk with a guard\n\n7 May 2004\n\nOn 3 May 2004 a riot broke out at the prison in the town of Marrow, "
        f"Tajikistan. Zartesh Chonov, a guard, said that 15 prisoners were killed. Zartesh Chonov demands that the "
        f"ministry {TERMS}.\n"
    ),
}
WORDS = ("cook", "boiler room", "roll call", "Zartesh", "Chonov", "daily norm", "no bread", "letter.txt", "guard.txt")
PUBLISHED = {"ministry.txt", "monitors/report.txt"}


def run(*arguments: object) -> Result:
    done = CliRunner().invoke(main, [*map(str, arguments)])
    assert done.exit_code == 0, done.output
    return done


@pytest.fixture
def case(tmp_path: Path) -> Path:
    case = tmp_path / "papers"
    facts = {name: {"publisher": "as published"} for name in PUBLISHED}
    written(case, {name: text.encode() for name, text in DOCUMENTS.items()}, facts=facts)
    return case


def claim_of(register: Register, name: str, words: str) -> str:
    ids = {one.name: one.id for one in register.sources}
    return next(one.id for one in register.claims if one.anchor.source == ids[name] and words in one.anchor.words)


def with_an_inquiry(case: Path, reason: str) -> Register:
    """Every claim accepted, the letter withheld and the guard unnamed; then answers, grounds, a finding, a dissent."""
    register = open_working(case, use_cache=False).built.register
    ids = {one.name: one.id for one in register.sources}
    with CaseFile.open(case) as file:
        file.append([decided(DecisionKind.ACCEPT, one.id, reason=reason) for one in register.claims])
        file.append(
            [
                decided(DecisionKind.PUBLISH, ids["letter.txt"], verdict="withhold"),
                decided(DecisionKind.PUBLISH, "name:Zartesh Chonov", verdict="withhold"),
            ]
        )
    by = ("--by", "R1", "--because", reason)
    killed, most = "ministry.txt:12 prisoners", "monitors/report.txt:at least 20 prisoners"
    ledger = json.loads(run("demands", case, "--json").stdout)
    asked = {one["terms"]: one["id"] for one in ledger}
    of_monitors = next(id_ for terms, id_ in asked.items() if "names of the dead" in terms)
    of_letter = next(id_ for terms, id_ in asked.items() if "roll call" in terms)
    for demand in (of_monitors, of_letter):
        run("demands", case, "answer", demand, "--response", "other", "--words", SECRET, "--source", "letter.txt", *by)
    letter = claim_of(register, "letter.txt", "no bread")
    run("demands", case, "rest-on", of_monitors, "--ground", letter, "--norm", "cat", *by)
    run("decide", case, "answer", "2004", "how-many", "--words", f"nineteen: {SECRET}", *by)
    question = ("--question", "How many died?", "--standard", "reasonable_grounds")
    grounds = ("--ground", killed, "--ground", most)
    run("findings", case, "make", "2004", *question, "--answer", "at least twelve prisoners died", *grounds, *by)
    (found,) = json.loads(run("findings", case, "--json").stdout)
    run("findings", case, "dissent", found["id"], "--by", "R3", "--because", f"I believe that {SECRET}")
    run("findings", case, "join", found["id"], "--by", "R2", "--because", reason)
    run("decide", case, "publish", f"finding:{found['id']}", "clear", *by)
    return register


def released(case: Path, out: Path) -> tuple[Looked, str]:
    looked = look(case, Act("R1", AT), use_cache=False)
    assert [str(one) for one in looked.refused] == []
    release(looked, out, "a test")
    assert verify_folder(out) == []
    return looked, "\n".join(path.read_text(encoding="utf-8") for path in sorted(out.rglob("*")) if path.is_file())


@pytest.mark.parametrize("reason", ["as the words say", f"because {SECRET}", "Zartesh Chonov told me so"])
def test_nothing_of_a_withheld_letter_or_an_unnamed_guard_leaves_through_the_inquiry(case: Path, reason: str) -> None:
    with_an_inquiry(case, reason)
    out = case.parent / "public"
    looked, text = released(case, out)
    assert [word for word in (*WORDS, SECRET, DEMANDED) if word.casefold() in text.casefold()] == []
    record = json.loads((out / "record.json").read_text(encoding="utf-8"))
    assert (record["demands"], record["questions"]) == ([], [])
    (found,) = record["findings"]
    assert found["answer"] == "at least twelve prisoners died" and [one["by"] for one in found["dissents"]] == ["R3"]
    assert "cook" not in found["dissents"][0]["reason"] and found["dissents"][0]["reason"]
    shown = {one["kind"] for one in record["claims"]}
    assert {"demand", "count"} <= shown  # those of the monitors leave as claims
    assert looked.public.register.claims


@pytest.mark.parametrize(
    ("answer", "grounds", "why"),
    [
        (
            f"nineteen died, for {SECRET}",
            ("ministry.txt:12 prisoners",),
            "repeats words of a passage that does not leave",
        ),
        ("nineteen died", ("ministry.txt:12 prisoners", "letter.txt:get no bread"), "rests on"),
        ("Zartesh Chonov saw them", ("ministry.txt:12 prisoners",), "holds a name"),
    ],
)
def test_a_finding_that_would_give_them_away_is_refused_with_the_reason(
    case: Path, answer: str, grounds: tuple[str, ...], why: str
) -> None:
    with_an_inquiry(case, "as the words say")
    by = ("--by", "R1", "--because", "as the words say")
    chosen = [word for one in grounds for word in ("--ground", one)]
    more: tuple[Any, ...] = ("--question", "How many?", "--standard", "suspicion", *chosen)
    run("findings", case, "make", "2004", *more, "--answer", answer, *by)
    made = next(one for one in json.loads(run("findings", case, "--json").stdout) if one["answer"] == answer)
    run("decide", case, "publish", f"finding:{made['id']}", "clear", *by)
    first = next(one for one in json.loads(run("findings", case, "--json").stdout) if one["answer"] != answer)
    run("decide", case, "publish", f"finding:{first['id']}", "withhold", *by)
    refused = look(case, Act("R1", AT), use_cache=False).refused
    assert [one.code for one in refused] == ["finding-stays"] and why in refused[0].says
    assert SECRET not in refused[0].says


def test_a_protected_source_gives_nothing_away_through_a_demand_of_its_speakers(case: Path) -> None:
    register = with_an_inquiry(case, "as the words say")
    ids, key = {one.name: one.id for one in register.sources}, x25519.Identity.generate()
    with CaseFile.open(case) as file:
        file.add_keeper("R1", str(key.to_public()))
        value = {"kind": "source", "shown_as": "somebody who was there", "sources": [ids["guard.txt"]]}
        said = decided(DecisionKind.PROTECT, ids["guard.txt"], verdict="unnamed", value=value)
        file.append_sealed(said, {"reason": "he works there", "identity": "Zartesh Chonov", "spellings": []})
    looked = look(case, Act("R1", AT, (str(key),)), use_cache=False)
    assert [str(one) for one in looked.refused] == []
    release(looked, case.parent / "public", "a test")
    text = "\n".join(p.read_text(encoding="utf-8") for p in (case.parent / "public").rglob("*") if p.is_file())
    assert [
        word for word in ("Zartesh", "Chonov", "boiler room", "guard.txt") if word.casefold() in text.casefold()
    ] == []
