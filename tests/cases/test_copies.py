"""Copies of a case worked on apart: whatever was decided where, and in whatever order they are merged, they end up the
same, to the byte of the dossier."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tollbook.decide.as_text import decisions_text
from tollbook.decide.standing import find_standing
from tollbook.model import Decision, DecisionKind, verdicts_of
from tollbook.tasks import build
from tollbook.tasks.applying import Given, apply_text
from tollbook.tasks.deciding import in_force_of, over_what_stands
from tollbook.tasks.decisions import load_decisions, record_decisions
from tollbook.tasks.merging import merge
from tollbook.tasks.working import open_working

TEXT = """Riot at Marrow prison

A riot broke out at the prison in Marrow, Tajikistan, on 3 May 2004. The ministry said that 12 prisoners were killed
and 30 were injured. Families said that as many as 20 people died.
"""
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
VALUES = {DecisionKind.CORRECT: {"group": "guards"}, DecisionKind.PART_OF: {"total": None}}


def made(chance: random.Random, claims: list[str], there: tuple[Decision, ...]) -> Decision:
    """Somebody's decision of something, over what stands on it or not."""
    kinds = ["accept", "reject", "correct", "part_of", "echo", "independent", *(["undo"] if there else [])]
    kind = DecisionKind(chance.choice(kinds))
    two = kind in (DecisionKind.ECHO, DecisionKind.INDEPENDENT)
    about = (
        chance.sample(claims, 2) if two else [chance.choice([one.id for one in there] if kind == "undo" else claims)]
    )
    at = AT + timedelta(seconds=chance.randrange(9))
    by = f"R{chance.randrange(3)}"
    one = Decision(kind, tuple(about), verdicts_of(kind)[0], by, at, chance.choice(["so", "no"]), VALUES.get(kind, {}))
    over = over_what_stands(one, in_force_of(there)) if chance.random() < 0.6 else ()
    return Decision(kind, one.about, one.verdict, by, at, one.reason, one.value, None, over)


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = new_case(tmp_path_factory.mktemp("claims"), "papers")
    return [one.id for one in open_working(folder).built.register.claims if one.count]


def new_case(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    (folder / name / "one.txt").write_text(TEXT, encoding="utf-8")
    return folder / name


@pytest.mark.parametrize("seed", range(3))
def test_three_copies_end_up_the_same(tmp_path: Path, claims: list[str], seed: int) -> None:
    chance = random.Random(seed)
    copies = [new_case(tmp_path, name) for name in ("a", "b", "c")]
    for _ in range(12):
        copy = chance.choice(copies)
        record_decisions(copy, [made(chance, claims, load_decisions(copy)) for _ in range(chance.randrange(1, 4))])
        if chance.random() < 0.3:
            one, other = chance.sample(copies, 2)
            merge_where_decided(one, other)
    everything = {one.id for copy in copies for one in load_decisions(copy)}
    pairs = [(one, other) for one in copies for other in copies if one != other]
    for one, other in [*chance.sample(pairs, len(pairs)), *chance.sample(pairs, len(pairs))]:
        merge_where_decided(one, other)
    logs = [load_decisions(copy) for copy in copies]
    assert {one.id for one in logs[0]} == everything and logs[0] == logs[1] == logs[2]
    assert find_standing(logs[0]) == find_standing(reversed(logs[1]))
    roots = {build(copy, tmp_path / f"dossier-{copy.name}").root for copy in copies}
    assert len(roots) == 1


def merge_where_decided(one: Path, other: Path) -> None:
    if (other / "case.tollbook").exists():
        merge(one, other)


def test_the_text_of_one_copy_makes_another(tmp_path: Path, claims: list[str]) -> None:
    chance = random.Random(99)
    here, there = new_case(tmp_path, "here"), new_case(tmp_path, "there")
    for _ in range(40):
        record_decisions(here, [made(chance, claims, load_decisions(here))])
    text = decisions_text(load_decisions(here))
    given = Given(text.encode(), "decisions.yaml", None, AT)
    first = apply_text(there, given)
    assert load_decisions(there) == load_decisions(here)
    assert (len(first.decided.decisions), first.known, first.left_out) == (len(load_decisions(here)), 0, 0)
    second = apply_text(there, given)
    assert second.decided.decisions == () and second.known == len(load_decisions(here))
