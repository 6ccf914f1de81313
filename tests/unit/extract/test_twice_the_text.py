"""Twice the text is twice the work, counted in calls of functions: the same on every machine, whatever else it does."""

import cProfile
import pstats
from collections.abc import Callable

import pytest

from tollbook.coding import Asked, Report, code_report

ASKED = Asked("all", "range", "en")
FIRST = "Asa Bel Cor Dan Eli Fay Gus Hal Ira Jon Kim Lea Max Ned Ola Pia".split()
LAST = "Tarn Morl Besk Hord Velm Karst Dorn Palt".split()
MONTHS = "January March May July October".split()


def person(n: int) -> str:
    """A name of its own for every number below ten thousand."""
    return f"{FIRST[n % 16]} {LAST[n // 16 % 8]}{chr(97 + n // 128 % 26)}{chr(97 + n // 3328 % 26)}"


def body(n: int) -> str:
    return f"the {FIRST[n % 16]}{chr(97 + n % 26)}{chr(97 + n // 26 % 26)} Rights Union"


SENTENCES: dict[str, Callable[[int], str]] = {
    "one sentence": lambda n: (
        "On 5 May 2019 nine people were killed and 14 injured in a fire in Kalot, the mayor said. "
    ),
    "paragraphs": lambda _: "On 5 May 2019 nine people were killed in a fire in Kalot, the mayor said.\n\n",
    "days": lambda n: (
        f"On {1 + n % 28} {MONTHS[n % 5]} {1900 + n % 119} {n % 17 + 2} people were killed in an attack in Kalot. "
    ),
    "persons": lambda n: f"{person(n)}, {20 + n % 50}, was killed in the fire in Kalot. ",
    "speakers": lambda n: f"On Monday {body(n)} said that {n % 40 + 3} people were killed in Kalot. ",
    "occasions": lambda n: f"Hundreds protested over the killing of {n + 2} men in Kalot. ",
    "doers": lambda n: f"The police killed {n % 40 + 3} prisoners in Kalot, the union said. ",
    "causes": lambda n: f"The riot in Kalot began after guards beat {n % 40 + 3} prisoners. ",
    "quotations": lambda n: f"“We counted {n % 40 + 3} dead in Kalot,” said {FIRST[n % 16]} {LAST[n % 8]}, a doctor. ",
}


def calls(sentence: Callable[[int], str], times: int) -> int:
    text = "".join(map(sentence, range(times)))
    profile = cProfile.Profile()
    profile.enable()
    coded = code_report(Report(1, text, ""), ASKED)
    profile.disable()
    assert coded is not None
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_twice_the_text_is_twice_the_work(sentence: Callable[[int], str]) -> None:
    calls(sentence, 3)  # what is loaded once is no work of a text
    assert calls(sentence, 300) < 2.2 * calls(sentence, 150)
