"""A passage that is told of two incidents is asked about, and only where they may be one."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tollbook.link.across import MOST_OF_A_DOCUMENT, prints_of
from tollbook.model import Decision, DecisionKind, Document, Issue
from tollbook.model.register import Register
from tollbook.pipeline import build_register, read_case, register_of
from tollbook.settings import Settings
from tollbook.tasks import build

PASSAGE = (
    "On {day} a riot broke out in the prison of {place}. Shots were heard until the early morning, and smoke hung over "
    "the roofs of the workshops. By noon {n} prisoners had been killed, and the bodies lay under a blue sheet beside "
    "the gate while the families waited outside in the rain for a list that nobody brought. A truck took them away."
)
OWN = (
    "A riot over food shook the prison of {place} on {day}. Guards on the towers fired into the yard for an hour, and "
    "{n} prisoners had been killed when the governor came back from the capital with two lorries of troops."
)


def told(day: str, place: str, n: int = 12, text: str = PASSAGE, written: str = "20 May 2004") -> str:
    return f"Riot at {place} prison\n\n{written}\n\n{text.format(day=day, place=place, n=n)}\n"


def built(*texts: str) -> Register:
    return build_register([Document(f"{n}.txt", text.encode()) for n, text in enumerate(texts)], Settings()).register


def asked(register: Register) -> list[Issue]:
    return [one for one in register.issues if one.code == "copied-across-incidents"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("3 May 2004", "Marrow"), ("5 May 2004", "Marrow")),  # another day
        (("3 May 2004", "Marrow"), ("3 May 2004", "Marow")),  # another spelling
        (("3 May 2004", "Marrow"), ("3 May 1994", "Marrow")),  # another year, the same place
        (("3 May 2004", "Marrow"), ("4 May 2004", "Marow")),  # another spelling, and a day later
        (("3 May 2004", "Marrow"), ("3 May 2004", "Sorrel")),  # another place, the same day
    ],
)
def test_a_copied_passage_of_two_incidents_is_asked_about(one: tuple[str, str], other: tuple[str, str]) -> None:
    register = built(told(*one), told(*other))
    assert len(register.accounts) == 2
    (issue,) = asked(register)
    ids = sorted(account.incident.id for account in register.accounts)
    assert f"tollbook decide CASE same incident {ids[0]} {ids[1]} --by CODE" in issue.message
    assert set(issue.about) == {claim.id for claim in register.claims if claim.count}
    links = [account.echoed.elsewhere for account in register.accounts]
    assert links[0] == links[1] and len(links[0]) == 1
    tolls = {(t.low, t.high) for account in register.accounts for t in account.tolls if hasattr(t, "low")}
    assert tolls == {(12, 12)}, "nothing is joined"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told("3 May 2004", "Marrow"), told("9 May 2004", "Sorrel")),  # neither day nor place: a formula
        (told("3 May 2004", "Marrow"), told("5 May 2004", "Marrow", 15)),  # another figure
        (told("3 May 2004", "Marrow"), told("5 May 2004", "Marrow", text=OWN)),  # other words
        (told("3 May 2004", "Marrow"), told("3 May 2004", "Marrow")),  # one incident: an echo in it
        (
            told("3 May 2004", "Marrow", text="On {day} {n} prisoners were killed in a riot in {place}."),
            told("5 May 2004", "Marrow", text="On {day} {n} prisoners were killed in a riot in {place}."),
        ),  # too short to be a passage
    ],
)
def test_what_is_no_copy_in_another_incident_is_not(one: str, other: str) -> None:
    assert asked(built(one, other)) == []


@pytest.mark.parametrize(("kind", "incidents"), [(DecisionKind.SAME, 1), (DecisionKind.DIFFERENT, 2)])
def test_a_person_answers_it_either_way(kind: DecisionKind, incidents: int) -> None:
    texts = (told("3 May 2004", "Marrow"), told("5 May 2004", "Marow"))
    case = read_case([Document(f"{n}.txt", text.encode()) for n, text in enumerate(texts)])
    ids = tuple(one.incident.id for one in register_of(case, Settings()).register.accounts)
    decision = Decision(kind, ids, "incident", "R1", datetime(2026, 6, 3, tzinfo=UTC), "they say so")
    register = register_of(case, Settings(), [decision]).register
    assert len(register.accounts) == incidents
    assert asked(register) == [] and not any(one.echoed.elsewhere for one in register.accounts)
    assert [one.code for one in register.issues if one.code.startswith("decision")] == []


def test_of_many_with_one_formula_each_is_asked_about_once() -> None:
    register = built(*(told(f"{day} May 2004", "Marrow") for day in (1, 5, 9, 13, 17, 21)))
    assert len(register.accounts) == 6
    assert len(asked(register)) == 5


def test_the_order_of_documents_does_not_matter() -> None:
    texts = [told(f"{day} May 2004", "Marrow") for day in (1, 5, 9)]
    documents = [Document(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]

    def said(some: Sequence[Document]) -> set[str]:
        return {issue.message for issue in asked(build_register(some, Settings()).register)}

    assert said(documents) == said(documents[::-1])


def test_what_is_kept_with_a_reading_gives_what_its_text_gives() -> None:
    texts = (told("3 May 2004", "Marrow"), told("5 May 2004", "Marrow"))
    case = read_case([Document(f"{n}.txt", text.encode()) for n, text in enumerate(texts)])
    kept = [one.reading.prints for one in case.kept if one.reading]
    assert kept == [prints_of(one.source, one.reading) for one in case.kept if one.source and one.reading]
    bare = replace(case, kept=tuple(replace(one, reading=replace(one.reading)) for one in case.kept if one.reading))
    assert all(one.reading and one.reading.prints is None for one in bare.kept)
    found = [asked(register_of(one, Settings()).register) for one in (case, bare)]
    assert found[0] == found[1] and len(found[0]) == 1


def test_what_is_kept_of_a_document_is_bounded() -> None:
    many = "".join(f"On {n % 28 + 1} May 2004 {n + 2} prisoners were killed in a riot in Marrow. " for n in range(400))
    case = read_case([Document("long.txt", f"Riots\n\n20 May 2005\n\n{many}".encode())])
    (one,) = case.kept
    assert one.reading is not None and one.reading.prints is not None
    assert len(one.reading.prints) <= MOST_OF_A_DOCUMENT * 9 * 4


def test_what_was_kept_of_an_incident_before_a_copy_came_is_not_told_again(tmp_path: Path) -> None:
    case, out = tmp_path / "case", tmp_path / "out"
    case.mkdir()
    (case / "0.txt").write_text(told("3 May 2004", "Marrow"), encoding="utf-8")
    (case / "9.txt").write_text(told("3 May 1994", "Sorrel", text=OWN), encoding="utf-8")
    build(case, out)
    (case / "1.txt").write_text(told("5 May 2004", "Marrow"), encoding="utf-8")
    build(case, out)
    build(case, tmp_path / "bare", use_cache=False)
    assert (out / "MANIFEST.sha256").read_bytes() == (tmp_path / "bare" / "MANIFEST.sha256").read_bytes()
    echoes = [one["echoes"] for one in json.loads((out / "record.json").read_text("utf-8"))["incidents"]]
    assert sum("elsewhere" in (one or {}) for one in echoes) == 2
