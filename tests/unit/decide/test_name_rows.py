"""Names go out as rows and come back as decisions; a wrong row is said by its number, and never by its words."""

from datetime import UTC, datetime

import pytest

from tollbook.decide import find_standing
from tollbook.decide.name_rows import COLUMNS, NameWord, Row, decisions_of, rows_of
from tollbook.decide.standing import Standing
from tollbook.model import Decision

AT = datetime(2026, 3, 1, tzinfo=UTC)


def row(name: str = "Velm", clear: str = "yes", reason: str = "a town", **more: str) -> Row:
    return {"name": name, "clear": clear, "reason": reason, **more}


def made(*rows: Row, standing: Standing | None = None) -> tuple[Decision, ...]:
    found, wrong = decisions_of(list(enumerate(rows, 1)), "R1", AT, standing or Standing())
    assert wrong == ()
    return found


def test_what_goes_out_has_every_column_and_nothing_filled_in() -> None:
    (cells,) = rows_of([NameWord("Velm", 3, "the market in Velm")])
    assert dict(zip(COLUMNS, cells, strict=True)) == {
        **dict.fromkeys(COLUMNS, ""),
        "name": "Velm",
        "times": "3",
        "passage": "the market in Velm",
    }
    assert made(dict(zip(COLUMNS, cells, strict=True))) == ()


def test_yes_clears_and_no_withholds() -> None:
    town, man = made(row(**{"is": "place"}), row("Oke", "No", "a private person"))
    assert (town.about, town.verdict, dict(town.value), town.reason) == (
        ("name:Velm",),
        "clear",
        {"is": "place"},
        "a town",
    )
    assert (man.about, man.verdict, dict(man.value)) == (("name:Oke",), "withhold", {})


def test_all_that_a_clearing_can_say() -> None:
    (one,) = made(row(asked="yes, no answer", standard="reasonable_grounds", minor="yes", survivor="no"))
    assert dict(one.value) == {"asked": "yes, no answer", "standard": "reasonable_grounds", "minor": True}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (row(clear="perhaps"), "clear is yes, no or blank"),
        (row(reason=" "), "needs a reason"),
        (row(name=" "), "needs a name"),
        (row(name="a\nb"), "needs a name"),
        (row(name="x" * 301), "needs a name"),
        (row(**{"is": "town"}), "is is one of: person; place; body; other"),
        (row(asked="no"), "together"),
        (row(asked="by letter", standard="suspicion"), "asked is one of"),
        (row(minor="17"), "minor is yes, no or blank"),
    ],
)
def test_a_wrong_row_is_said_by_number_and_the_others_are_used(wrong: Row, says: str) -> None:
    found, said = decisions_of([(1, wrong), (2, row("Harrow"))], "R1", AT, Standing())
    assert [one.about for one in found] == [("name:Harrow",)]
    assert len(said) == 1
    assert said[0].startswith("row 1: ")
    assert says in said[0]
    assert not any(cell in said[0] for cell in ("perhaps", "17", "town.", "by letter", "Velm"))


def test_one_name_in_two_rows_is_decided_once() -> None:
    found, said = decisions_of([(1, row()), (2, row(clear="no"))], "R1", AT, Standing())
    assert [one.verdict for one in found] == ["clear"]
    assert said == ("row 2: the name stands in a row above it already. Keep one of them.",)


def test_the_same_again_is_not_decided_again_and_otherwise_is_decided_over() -> None:
    (first,) = made(row())
    standing = find_standing([first])
    assert made(row(reason="as before"), standing=standing) == ()
    (second,) = made(row(clear="no"), standing=standing)
    assert second.over == (first.id,)
    assert find_standing([first, second]).published[("name:Velm",)] == (second,)


def test_a_row_settles_a_conflict() -> None:
    (clear,), (withhold,) = made(row()), made(row(clear="no"))
    standing = find_standing([clear, withhold])
    assert standing.conflicts
    (settled,) = made(row(), standing=standing)
    assert set(settled.over) == {clear.id, withhold.id}
    assert not find_standing([clear, withhold, settled]).conflicts
