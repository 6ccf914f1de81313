"""The balance of a closed institution: those before are those after, the dead, and those who left otherwise."""

import pytest

from tollbook.data.balance import balance_words
from tollbook.model import Document, Issue
from tollbook.pipeline import build_register
from tollbook.settings import Settings

HEAD = "Riot at Marrow prison\n\n5 May 2004\n\nA riot broke out at the prison in Marrow, Tajikistan, on 3 May 2004. "
BEFORE = "Before the riot 365 inmates were held in the prison. "
AFTER = "After the riot 340 prisoners were present. "


def balance(text: str) -> list[Issue]:
    register = build_register([Document("a.txt", (HEAD + text).encode())], Settings()).register
    return [one for one in register.issues if one.code == "population-balance"]


def test_what_meets_is_not_told() -> None:
    gone = "Ten inmates were transferred to another colony and three escaped. "
    assert balance(BEFORE + AFTER + gone + "The ministry said that 12 prisoners were killed.") == []


def test_those_of_whom_nothing_is_told() -> None:
    (issue,) = balance(BEFORE + AFTER + "The ministry said that 12 prisoners were killed.")
    assert "that leaves 25, and of 13 of them nothing is told" in issue.message
    assert "365 inmates were held" in issue.message
    assert len(issue.about) == 3


def test_more_dead_than_there_is_room_for() -> None:
    (issue,) = balance(BEFORE + AFTER + "Families said that 40 prisoners were killed.")
    assert "room for 25 dead, and more are stated" in issue.message
    assert "40 prisoners" in issue.message


def test_more_after_than_before() -> None:
    (issue,) = balance(BEFORE + AFTER + "Thirty inmates were transferred.")
    assert "5 more than there were before" in issue.message


def test_the_missing_are_accounted_for_as_such() -> None:
    stated = "The ministry said that 12 prisoners were killed. The ministry said that 13 prisoners are missing."
    assert balance(BEFORE + AFTER + stated) == []


@pytest.mark.parametrize(
    "text",
    [
        BEFORE,
        AFTER,
        BEFORE + "After the riot up to 340 prisoners were present. ",
        BEFORE + AFTER + "After the riot 300 prisoners were present. ",
        BEFORE + "After the riot 340 families waited. ",
        "About 365 inmates were held before the riot. " + AFTER,
    ],
)
def test_without_two_ends_nothing_is_asked(text: str) -> None:
    assert balance(text + "The ministry said that 12 prisoners were killed.") == []


@pytest.mark.parametrize(
    ("code", "words", "number"),
    [
        ("escaped", "nine of the prisoners escaped", 9),
        ("escaped", "1,200 fled", 1200),
        ("escaped", "five guards and three prisoners got away", 3),
        ("moved", "30 were transferred", 30),
        ("moved", "40 inmates were released", 40),
        ("escaped", "nine were killed and others escaped", None),
        ("escaped", "for nine days. They escaped", None),
        ("escaped", "five guards escaped", None),
    ],
)
def test_who_left_and_how(code: str, words: str, number: int | None) -> None:
    known = balance_words("en")
    assert known is not None
    found = [
        known.number(one["number"]) for one in known.gone[code].finditer(words) if not known.not_between.search(one[0])
    ]
    assert found == ([] if number is None else [number])


def test_a_language_without_such_words_is_asked_nothing() -> None:
    assert balance_words("xx") is None
