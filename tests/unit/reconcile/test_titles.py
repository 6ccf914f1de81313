"""An office by itself is its holder's voice where one person alone is named with it."""

import pytest

from tollbook.model import Document
from tollbook.pipeline import build_register
from tollbook.reconcile.titles import _by_itself, _with_a_name
from tollbook.settings import Settings

EVENT = "Riot at Marrow prison\n\n{day}\n\nA riot broke out at the prison in Marrow, Tajikistan, on 3 May 2004. "
NAMED = "Foreign Minister Davron Saidov said that 25 prisoners were killed."


def voices(*papers: tuple[str, str]) -> list[tuple[str | None, int]]:
    documents = [Document(f"{n}.txt", (EVENT.format(day=day) + text).encode()) for n, (day, text) in enumerate(papers)]
    (account,) = build_register(documents, Settings()).register.accounts
    return [(voice.speaker, len(voice.claims)) for voice in account.voices if voice.speaker]


@pytest.mark.parametrize(
    "alone",
    [
        "The foreign minister",
        "The country's foreign minister",
        "The Tajik foreign minister",
        "Tajikistan's foreign minister",
    ],
)
def test_an_office_and_the_one_person_named_with_it(alone: str) -> None:
    found = voices(("5 May 2004", NAMED), ("9 May 2004", f"{alone} said that 21 prisoners were killed."))
    assert [many for _, many in found] == [2]


@pytest.mark.parametrize(
    "papers",
    [
        (("5 May 2004", NAMED), ("9 May 2004", "The deputy foreign minister said that 21 prisoners were killed.")),
        (("5 May 2004", NAMED), ("9 May 2004", "The interior minister said that 21 prisoners were killed.")),
        (("5 May 2004", NAMED), ("9 May 2004", "The German foreign minister said that 21 prisoners were killed.")),
        (("5 May 2004", NAMED), ("9 May 2007", "The foreign minister said that 21 prisoners were killed.")),
        (
            ("5 May 2004", NAMED + " Foreign Minister Olim Karimov said that 20 prisoners were killed."),
            ("9 May 2004", "The foreign minister said that 21 prisoners were killed."),
        ),
    ],
)
def test_another_office_another_state_another_year_or_two_who_hold_it(papers: tuple[tuple[str, str], ...]) -> None:
    assert len(voices(*papers)) > 1


def test_which_words_are_an_office_and_which_a_name() -> None:
    assert _with_a_name("en", "Foreign Minister Davron Saidov") == ("foreign", "minister")
    assert _with_a_name("en", "Foreign Minister") == ()
    assert _with_a_name("en", "Davron Saidov") == ()
    assert _by_itself("en", "the country's foreign minister") == ("foreign", "minister")
    assert _by_itself("en", "The ministry") == ()
