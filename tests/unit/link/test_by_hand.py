"""Claims with a day and place written beside them: which incident they join, and when they stand alone."""

from datetime import date

import pytest

from tollbook.model import Count, Document, Entered, EnteredClaim, Form, Harm, Quantity, Register, When
from tollbook.pipeline import build_register
from tollbook.settings import Settings

PNG = b"\x89PNG\r\n\x1a\n"
RIOT = """Riot at Marrow prison

A riot broke out at the prison in the town of Marrow, Tajikistan, on 3 May 2004. The ministry said that 12 prisoners
were killed."""
KILLING = """A killing in Marrow

On 3 May 2004 a soldier killed a teacher in the town of Marrow, Tajikistan."""


def row(when: str | None, where: str | None, number: int = 20) -> EnteredClaim:
    words = f"{number} dead"
    return EnteredClaim(
        row=1,
        source="0.png",  # named so that it comes before every document
        words=words,
        statement=Count(Harm.KILLED, "all", Quantity(number, number, False, Form.EXACT, words)),
        by="R1",
        on=date(2026, 11, 20),
        place="line 1",
        when=When(when, when) if when else None,
        where=where,
    )


def register_of(*texts: str, rows: tuple[EnteredClaim, ...]) -> Register:
    documents = [Document(f"{number}.txt", text.encode()) for number, text in enumerate(texts, 1)]
    return build_register([Document("0.png", PNG), *documents], Settings(), entered=Entered(rows)).register


def joined(register: Register) -> list[str]:
    """The titles of the incidents that the entered claims stand in."""
    ids = {claim.incident for claim in register.claims if claim.checked}
    return [account.incident.title for account in register.accounts if account.incident.id in ids]


@pytest.mark.parametrize("where", ["Khudzhand", "Khojand", "Худжанд", "Хуҷанд, Тоҷикистон", "خجند"])
def test_a_place_may_be_written_in_another_spelling_or_script(where: str) -> None:
    register = register_of(RIOT.replace("Marrow", "Khujand"), rows=(row("2004-05-03", where),))
    assert joined(register) == ["Riot at Khujand prison"] and len(register.accounts) == 1
    assert register.accounts[0].incident.where.also == (where.partition(",")[0],)


def test_a_town_of_another_country_is_no_spelling_of_it() -> None:
    register = register_of(RIOT.replace("Marrow", "Khujand"), rows=(row("2004-05-03", "Hojai"),))
    assert len(register.accounts) == 2


@pytest.mark.parametrize(
    ("when", "where"),
    [
        ("2004-05-03", "Marrow"),
        ("2004-05-03", "marrow"),
        ("2004-05-03", "Marrow, Tajikistan"),
        ("2004-05", "Marrow"),
        ("2004-05-02/2004-05-04", "Marrow"),
    ],
)
def test_the_same_day_and_place_is_the_same_incident(when: str, where: str) -> None:
    register = register_of(RIOT, rows=(row(when, where),))
    assert joined(register) == ["Riot at Marrow prison"] and len(register.accounts) == 1


@pytest.mark.parametrize(
    ("when", "where"),
    [("2004-05-04", "Marrow"), ("2004-05-03", "Harrow"), ("2004", "Marrow"), ("2004-05-03", None), (None, "Marrow")],
)
def test_anything_else_stands_alone(when: str | None, where: str | None) -> None:
    register = register_of(RIOT, rows=(row(when, where),))
    assert len(register.accounts) == 2 and joined(register) != ["Riot at Marrow prison"]


def test_what_is_missing_is_asked_for() -> None:
    codes = {issue.code for issue in register_of(RIOT, rows=(row("2004-05-03", None),)).issues}
    assert "place-not-stated" in codes and "date-not-stated" not in codes
    codes = {issue.code for issue in register_of(RIOT, rows=(row(None, "Marrow"),)).issues}
    assert "date-not-stated" in codes and "place-not-stated" not in codes


def test_two_incidents_of_one_day_and_place_are_not_made_one_by_it() -> None:
    apart = register_of(RIOT, KILLING, rows=())
    with_it = register_of(RIOT, KILLING, rows=(row("2004-05-03", "Marrow"),))
    assert len(apart.accounts) == len(with_it.accounts) == 2
    assert {one.incident.id for one in apart.accounts} == {one.incident.id for one in with_it.accounts}
    assert len(joined(with_it)) == 1


def test_what_no_document_tells_of_is_an_incident_of_its_own() -> None:
    rows = (row("2018-11-07", "Khujand"), row("2018-11-07", "Khujand", 30), row("2018-11-09", "Khujand", 9))
    register = register_of(rows=rows)
    assert [(one.incident.when, len(one.incident.claims)) for one in register.accounts] == [
        ("2018-11-07", 2),
        ("2018-11-09", 1),
    ]


def test_the_same_words_with_another_day_are_one_claim_and_an_issue() -> None:
    register = register_of(rows=(row("2018-11-07", "Khujand"), row("2018-11-09", "Khujand")))
    assert [(one.incident.when, len(one.incident.claims)) for one in register.accounts] == [("2018-11-07", 1)]
    (issue,) = [one for one in register.issues if one.code == "entered-otherwise"]
    assert issue.about == (register.claims[0].id,)
