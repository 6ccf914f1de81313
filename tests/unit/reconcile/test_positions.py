"""Where a named authority stands, and what it acknowledges apart from what others allege."""

import pytest

from tollbook.model import Account, Document, Position, SetApart, Standpoint
from tollbook.pipeline import build_register
from tollbook.settings import Settings

HEAD = "Riot at Marrow prison\n\n5 May 2004\n\nA riot broke out at the prison in Marrow, Tajikistan, on 3 May 2004. "


def account(*texts: str) -> Account:
    documents = [Document(f"{n}.txt", (HEAD + text).encode()) for n, text in enumerate(texts)]
    (found,) = build_register(documents, Settings()).register.accounts
    return found


def position(text: str) -> Position | None:
    found = account(text, "Families said that 40 people were killed.").positions
    return found[0] if found else None


def killed(*texts: str) -> SetApart:
    (found,) = [one for one in account(*texts).conceded if one.harm == "killed"]
    return found


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("The government said that 12 prisoners were killed.", Standpoint.ACKNOWLEDGES_DEATHS),
        ("The government said that no one died.", Standpoint.DENIES_DEATHS),
        ("The government denied that 40 prisoners had been killed.", Standpoint.DENIES_DEATHS),
        (
            "The government said that 12 prisoners were killed. The government blamed militants for the killings.",
            Standpoint.BLAMES_ANOTHER,
        ),
    ],
)
def test_where_an_authority_stands(text: str, stands: Standpoint) -> None:
    found = position(text)
    assert found is not None
    assert found.standpoint is stands


@pytest.mark.parametrize(
    "text",
    [
        "An official who asked not to be named said that 12 prisoners were killed.",
        "Officials said that 12 prisoners were killed.",
        "The government of Germany said that 12 prisoners were killed.",
        "Families said that 12 prisoners were killed.",
    ],
)
def test_whom_nobody_can_name_and_who_is_no_authority_here_has_no_position(text: str) -> None:
    assert position(text) is None


def test_where_groups_differ_no_gap_is_computed() -> None:
    found = killed(
        "The government said that 24 prisoners were killed.", "Families said that up to 150 people were killed."
    )
    assert (found.more, found.because) == (None, "groups-differ")
    assert (len(found.acknowledged), len(found.alleged)) == (1, 1)


def test_the_same_people_by_both_make_a_difference_of_claims() -> None:
    stated = "The government said that 24 prisoners were killed."
    assert killed(stated, "Families said that 40 prisoners were killed.").more == 16
    assert killed(stated, "Families said that 20 prisoners were killed.").more == 0
    assert killed(stated, "Families said that up to 40 prisoners were killed.").more == 16


def test_an_open_acknowledgement_makes_none() -> None:
    found = killed(
        "The government said that at least 24 prisoners were killed.", "Families said that 40 prisoners were killed."
    )
    assert (found.more, found.because) == (None, "open")


def test_what_nobody_alleges_beside_it() -> None:
    found = killed("The government said that 24 prisoners were killed.")
    assert (found.alleged, found.more, found.because) == ((), None, None)
