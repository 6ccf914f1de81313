"""`tollbook demands`, as a person runs it: chains, answers word for word, days reckoned to the day of the record."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tollbook import tasks
from tollbook.cli.main import main

LETTER = """Riot at Marrow prison

5 May 2004

A riot broke out at the prison in Marrow, Tajikistan, on 3 May 2004. The ministry said that 12 prisoners were killed.
The union of relatives asks the council that it demand of the cabinet to name <judges> for a commission.
"""
REPLY = """Answer of the cabinet on the riot at Marrow prison

20 June 2004

No judge will be named for the riot in Marrow of 3 May 2004, since the file is closed.
"""
OUTER = "The union of relatives asks the council that it demand of the cabinet to name <judges> for a commission"
NO_DEMAND = "letter.txt:12 prisoners"
REFUSED = ("answer", "DEMAND", "--response", "refused")
INNER = "demand of the cabinet to name <judges> for a commission"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    (folder / "reply.txt").write_text(REPLY, encoding="utf-8")
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def demands(case: Path, *arguments: object) -> Result:
    return run("demands", case, *arguments, "--by", "R1", "--because", "as it stands there")


def listed(case: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("demands", case, "--json").stdout)
    return found


@pytest.fixture
def chain(case: Path) -> tuple[str, str]:
    who = ("--speaker", "The union of relatives", "--speaker-type", "family")
    outer = demands(case, "add", "letter.txt", "--words", OUTER, "--terms", INNER, "--asked", "the council", *who)
    assert outer.exit_code == 0, outer.output
    (one,) = [each for each in listed(case) if each["terms"] == INNER]
    more = ("--asked", "the cabinet", "--to-act", "the cabinet", "--within", one["id"][:8])
    inner = demands(case, "add", "letter.txt", "--words", INNER, "--terms", "name <judges>", *more, *who)
    assert inner.exit_code == 0, inner.output
    return one["id"], next(each["id"] for each in listed(case) if each["within"] == one["id"])


def test_a_demand_within_a_demand_stands_behind_it(case: Path, chain: tuple[str, str]) -> None:
    outer, inner = [one for one in listed(case) if one["id"] in chain]
    assert (outer["id"], inner["id"]) == chain and outer["contains"] == [inner["id"]]
    assert (outer["to_act"], inner["to_act"], inner["made_on"]) == ([], ["the cabinet"], "2004-05-05")
    assert (inner["answers"], inner["as_of"], inner["days"]) == ([], "2004-06-20", 46)
    shown = run("demands", case).stdout
    assert "   to act: not stated\n" in shown and f"\n   {inner['id']}  The union of relatives" in shown
    assert "no answer found in these documents as of 2004-06-20, 46 days after" in shown


def test_the_days_are_reckoned_to_the_day_of_the_record_alone(case: Path, chain: tuple[str, str]) -> None:
    (case / "case.toml").write_text("as_of = 2004-05-15\n", encoding="utf-8")
    assert {one["days"] for one in listed(case) if one["id"] in chain} == {10}
    (case / "case.toml").write_text("as_of = 2004-05-01\n", encoding="utf-8")
    assert not [one for one in listed(case) if one["id"] in chain]  # on that day nobody had demanded it yet


def test_an_answer_given_after_the_day_of_the_record_is_none_yet(case: Path, chain: tuple[str, str]) -> None:
    words = ("--words", "No judge will be named", "--source", "reply.txt")
    dated = demands(case, "answer", chain[1], "--response", "refused", *words, "--on", "2004-06-20")
    by_its_document = demands(case, "answer", chain[0], "--response", "refused", *words)
    assert (dated.exit_code, by_its_document.exit_code) == (0, 0)
    answers = {}
    for day in ("2004-06-19", "2004-06-20"):
        (case / "case.toml").write_text(f"as_of = {day}\n", encoding="utf-8")
        answers[day] = [len(one["answers"]) for one in listed(case) if one["id"] in chain]
        shown = run("demands", case).stdout
        assert ("no answer found in these documents as of 2004-06-19, 45 days after" in shown) == (day == "2004-06-19")
    assert answers == {"2004-06-19": [0, 0], "2004-06-20": [1, 1]}


def test_each_answer_stands_word_for_word_and_can_be_taken_back(case: Path, chain: tuple[str, str]) -> None:
    words = ("--words", "No judge will be named", "--source", "reply.txt", "--grounds", "the file is closed")
    first = demands(case, "answer", chain[1], "--response", "refused", *words, "--on", "2004-06-20")
    second = demands(
        case, "answer", chain[1], "--response", "other", "--words", "the file is closed", "--source", "reply.txt"
    )
    assert (first.exit_code, second.exit_code) == (0, 0), first.output + second.output
    (one,) = [each for each in listed(case) if each["id"] == chain[1]]
    assert [(each["response"], each["answer"], each["days"]) for each in one["answers"]] == [
        ("refused", "No judge will be named", 46),
        ("other", "the file is closed", None),
    ]
    assert REPLY[one["answers"][0]["start"] :].startswith("No judge")
    run("decide", case, "undo", second.output.split()[0], "--by", "R1", "--because", "said twice")
    (one,) = [each for each in listed(case) if each["id"] == chain[1]]
    assert len(one["answers"]) == 1


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("answer", "DEMAND", "--response", "refused", "--words", "Never", "--source", "reply.txt"), "do not stand in"),
        (
            ("answer", "DEMAND", "--response", "perhaps", "--words", "No judge", "--source", "reply.txt"),
            "is not one of",
        ),
        (("answer", "DEMAND", "--response", "refused", "--words", "No judge", "--source", "x"), "has no source"),
        ((*REFUSED, "--words", "No", "--source", "reply.txt", "--on", "June"), "not a year"),
        (
            ("answer", NO_DEMAND, "--response", "refused", "--words", "No judge", "--source", "reply.txt"),
            "states no demand",
        ),
        (("rest-on", "DEMAND"), "Say what it rests on"),
        (("rest-on", "DEMAND", "--norm", "treaty-of-nowhere"), "There is no norm"),
        (("add", "letter.txt", "--words", "The union", "--terms", "x", "--within", NO_DEMAND), "states no demand"),
    ],
)
def test_wrong_use_says_what_to_do_and_writes_nothing(
    case: Path, chain: tuple[str, str], arguments: tuple[str, ...], why: str
) -> None:
    before = listed(case)
    done = demands(case, *(chain[1] if one == "DEMAND" else one for one in arguments))
    assert done.exit_code == 2 and why in done.output and "Traceback" not in done.output, done.output
    assert listed(case) == before


def test_what_a_demand_rests_on_is_a_persons_word_and_two_that_differ_have_no_effect(
    case: Path, chain: tuple[str, str]
) -> None:
    done = demands(case, "rest-on", chain[1], "--ground", "letter.txt:12 prisoners", "--norm", "cat")
    assert done.exit_code == 0, done.output
    (one,) = [each for each in listed(case) if each["id"] == chain[1]]
    assert one["rests_on"]["norms"] == ["cat"] and len(one["rests_on"]["claims"]) == 1
    again = run("demands", case, "rest-on", chain[1], "--norm", "iccpr", "--by", "R2", "--because", "the other")
    assert again.exit_code == 0
    (one,) = [each for each in listed(case) if each["id"] == chain[1]]
    assert (one["rests_on"]["norms"], one["rests_on"]["by"]) == (["iccpr"], "R2")  # decided over the first


def test_a_demand_that_a_person_rejects_is_no_demand_of_the_ledger(case: Path, chain: tuple[str, str]) -> None:
    run("decide", case, "reject", chain[0], "--by", "R2", "--because", "the paper's own words")
    (one,) = [each for each in listed(case) if each["id"] in chain]
    assert (one["id"], one["within"]) == (chain[1], None)


def test_the_page_shows_the_chain_and_how_it_was_answered(case: Path, chain: tuple[str, str], tmp_path: Path) -> None:
    demands(
        case, "answer", chain[1], "--response", "refused", "--words", "No judge will be named", "--source", "reply.txt"
    )
    demands(case, "rest-on", chain[1], "--ground", "letter.txt:12 prisoners", "--norm", "cat")
    out = tasks.build(case, tmp_path / "out", use_cache=False).out
    page = (out / "index.html").read_text(encoding="utf-8")
    section = re.search(r'<section class="demands">.*?</section>', page, re.DOTALL)
    assert section is not None
    words = " ".join(re.sub(r"<[^>]+>", " ", section[0]).replace("\u00a0", " ").split())
    for part in (
        "The union of relatives", "name &lt;judges&gt;", "To act not stated", "Refused “ No judge will be named ”",
        "No answer found in these documents as of 20 June 2004, 46 days after it was made",
        "Convention against Torture", "In its terms",
    ):  # fmt: skip
        assert part in words, part
    assert all(f'id="{href}"' in page for href in re.findall(r'href="#([^"]+)"', section[0]))
    assert tasks.verify(out).mismatches == ()
