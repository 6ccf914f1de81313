"""The same rare error in two texts of our own, and what only looks like one: a spelling of its own, a date that
may be, a sum that comes out."""

import time
from collections.abc import Sequence

import pytest

from tests.unit.link.test_echoes import count, document, found
from tollbook.data.letters import vowels
from tollbook.link.impossible_days import impossible_days
from tollbook.model.echo import Echo, EchoKind

LEADS = (
    "24 prisoners were killed when guards opened fire at a prison in {} on Wednesday.",
    "What began as a protest over food ended with 24 prisoners killed in the penal colony of {}.",
    "Shooting went on for hours at the colony of {}, and 24 prisoners were killed before it fell silent.",
    "In {}, a revolt that had smouldered for two days was crushed, and 24 prisoners were killed.",
    "Troops shot their way into a prison in {} at night, and 24 prisoners were killed.",
    "24 prisoners were killed in {} prison in the worst violence there since it was built.",
)
ERRORS = {EchoKind.SPELLING, EchoKind.DAY, EchoKind.SUM}


def echoes(texts: Sequence[str]) -> list[Echo]:
    """Those by an error alone, of reports of one event: no two of them share a sentence."""
    documents = [document(f"{n}.md", f"{n + 3} May 2018\n\n{text}\n") for n, text in enumerate(texts)]
    by_error = [one for one in found(*documents).echoes if one.kind in ERRORS]
    texts_of = {one.source.id: one.source.text for one in documents}
    assert all(place.stands_in(texts_of[place.source]) for one in by_error for place in one.places)
    return by_error


def towns(*names: str) -> list[str]:
    return [lead.format(name) for lead, name in zip(LEADS, names, strict=False)]


def told(*sentences: str) -> list[str]:
    return [f"{lead} {sentence}" for lead, sentence in zip(towns(*["Khujand"] * 6), sentences, strict=False)]


def test_a_name_misspelt_alike_shows_both_places_and_how_others_write_it() -> None:
    (echo,) = echoes(towns("Khujnad", "Khujnad", "Khujand", "Khujand", "Khujand"))
    assert (echo.kind, echo.name, echo.instead) == (EchoKind.SPELLING, "Khujnad", "Khujand")
    assert [place.words for place in echo.places] == ["Khujnad", "Khujnad"] and echo.in_order


def test_who_writes_it_right_shares_no_error_where_most_misspell_it() -> None:
    found = echoes(towns("Khujnad", "Khujnad", "Khujnad", "Khujand", "Khujand"))
    assert {echo.name for echo in found} == {"Khujnad"} and len(found) == 2


def test_a_persons_name_misspelt_alike_is_found_too() -> None:
    mother = "The mother of {} waited at the gates."
    names = ("Safraov", "Safraov", "Safarov", "Safarov", "Safarov", "Safarov")
    (echo,) = echoes(told(*(mother.format(name) for name in names)))
    assert (echo.name, echo.instead) == ("Safraov", "Safarov")


def test_a_slip_in_texts_that_also_write_it_right() -> None:
    twice = (
        "Safarov was 34, and Safraov was his cousin. Safarov died.",
        "They buried Safarov as Safraov, not Safarov.",
    )
    (echo,) = echoes(told(*twice))
    assert echo.name == "Safraov"


@pytest.mark.parametrize(
    "names",
    [
        ("Khodjent", "Khodjent", "Khujand", "Khujand", "Khujand"),  # another spelling
        ("Khujnad", "Khujand", "Khujand", "Khujand", "Khujand"),  # nobody shares it
        ("Safraov", "Safraov", "Safarov", "Safarov", "Safarov"),  # three against two: which is right?
        ("Ormsk", "Ormsk", "Omrsk", "Omrsk", "Omrsk"),  # too short to tell
        ("Alexandre", "Alexandre", "Alexander", "Alexander", "Alexander"),  # two ways to write one name
        ("Micheal", "Micheal", "Michael", "Michael", "Michael"),
        ("Mohamed", "Mohamed", "Mohammed", "Mohammed", "Mohammed"),
        ("Tadjikistan", "Tadjikistan", "Tajikistan", "Tajikistan", "Tajikistan"),
        ("Karimov", "Karimov", "Kazimov", "Kazimov", "Kazimov"),  # two persons
        ("Sugdh", "Sugdh", "Sughd", "Sughd", "Sughd"),  # too short to tell
    ],
)
def test_another_spelling_is_no_error(names: tuple[str, ...]) -> None:
    assert echoes(towns(*names)) == []


@pytest.mark.parametrize("letter", sorted(vowels() - {"a", "а"}))
def test_two_vowels_that_change_places_are_another_way_to_write_a_name(letter: str) -> None:
    first = "a" if letter.isascii() else "а"
    one, other = (f"Torsk{pair}lmin" for pair in (first + letter, letter + first))
    assert echoes(towns(other, other, one, one, one, one)) == []


def test_a_word_that_also_begins_small_is_no_name() -> None:
    texts = [
        *told("Wraders fled.", "Wraders hid."),
        *told("Warders fled.", "Warders hid.", "The warders, Warders all."),
    ]
    assert echoes(texts) == []


def test_a_name_that_both_quote_of_another_is_none_of_theirs() -> None:
    quoted = "A note on the gate read “men of {} are held here”"
    names = ("Khujnad", "Khujnad", "Khujand", "Khujand", "Khujand")
    assert echoes(told(*(quoted.format(name) for name in names))) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The doors were locked since 31 April.", "Nobody came out after the 31st of April.".replace("st of", "st")),
        ("It began on Tuesday, 2 May 2018.", "A guard fell ill on Tuesday, May 2, 2018."),
        ("The order is dated 31.04.2018.", "A paper of 2018-04-31 lies before us."),
    ],
)
def test_a_day_that_cannot_be(one: str, other: str) -> None:
    (echo,) = echoes(told(one, other))
    assert echo.kind is EchoKind.DAY and echo.name is not None and echo.name in other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It began on 30 April.", "Nobody came out after 30 April."),
        ("It began on Wednesday, 2 May 2018.", "A guard fell ill on Wednesday, 2 May 2018."),
        ("It began on Tuesday, 2 May.", "A guard fell ill on Tuesday, 2 May."),  # of which year?
        ("In April 31 men fled.", "Of those held in April 31 are ill."),
        ("It began on 31 April.", "It began on 31 June."),
        ("He wrote “since 31 April” on the wall.", "“Since 31 April” stood on the wall."),
        (
            "It was read on Tuesday, 25 October 1917.",
            "A law of Tuesday, 25 October 1917, was read.",
        ),
    ],
)
def test_a_day_that_may_be(one: str, other: str) -> None:
    assert echoes(told(one, other)) == []


def test_parts_that_come_to_more_than_their_total() -> None:
    sums = (
        "In Osh, 28 people were killed on Monday: 12 guards and 17 prisoners.",
        "A riot in Osh has left 28 people dead, among them 12 guards and 17 prisoners.",
    )
    one, other = (document(f"{n}.md", f"{n + 3} May 2018\n\n{text}\n") for n, text in enumerate(sums))
    echoes = found(one, other).echoes
    assert len(echoes) == 3, "the total and both parts"
    echo = next(each for each in echoes if each.claim == count(other).id)
    assert (echo.kind, echo.of) == (EchoKind.SUM, count(one).id)
    assert (echo.name, echo.instead) == ("12 guards, 17 prisoners", "28 people")


@pytest.mark.parametrize("parts", ["12 guards and 16 prisoners", "12 guards and 15 prisoners", "12 guards and 17 men"])
def test_parts_that_fit_into_their_total_show_nothing(parts: str) -> None:
    sums = ("In Osh, 28 people were killed on Monday: {}.", "A riot in Osh has left 28 people dead, among them {}.")
    assert echoes([one.format(parts) for one in sums]) == []


def test_two_who_are_both_named_stay_two() -> None:
    one = "The governor said that 24 prisoners were killed in the colony of {}."
    other = "The lawyers’ union said that 24 prisoners were killed in {}."
    texts = [one.format("Khujnad"), other.format("Khujnad"), *towns("Khujand", "Khujand", "Khujand")]
    assert echoes(texts) == []


def test_other_languages_have_the_days_in_figures_alone() -> None:
    text = "31 апреля, 31.04.2018, 30.04.2018"
    assert [text[one.start : one.end] for one in impossible_days(text, 0, len(text), "ru")] == ["31.04.2018"]


def test_a_text_of_errors_alone_is_looked_at_in_no_time() -> None:
    names = (f"Khujnad{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(300))
    words = " ".join(f"The men of {name} were seen there on 31 April." for name in names)
    texts = [f"{lead} {words}" for lead in towns(*["Khujand"] * 6)]
    start = time.process_time()
    echoes(texts)
    assert time.process_time() - start < 5
