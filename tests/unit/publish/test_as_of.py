"""What was known on which day, as the page tells it."""

from tollbook.model import Document
from tollbook.pipeline import build_register
from tollbook.publish.as_of import MOST_STEPS, AsOf, as_of
from tollbook.publish.lookup import Lookup
from tollbook.publish.page import render_index
from tollbook.publish.phrases import phrases
from tollbook.publish.record import record_of
from tollbook.settings import Settings

EVENT = "A riot broke out at the prison in the town of Marrow, Tajikistan, on 3 May 2004. "
MINISTRY = "The Interior Ministry said that {n} prisoners were killed."
FAMILIES = "Families said that at least {n} prisoners were killed."


def lookup(*papers: tuple[str, str]) -> Lookup:
    documents = [
        Document(f"{n}.txt", f"Riot at Marrow prison\n\n{day}\n\n{EVENT}{said}\n".encode())
        for n, (day, said) in enumerate(papers)
    ]
    register = build_register(documents, Settings()).register
    return Lookup(record_of(register), {one.id: one.text for one in register.sources})


def told(found: Lookup) -> AsOf:
    (incident,) = found.incidents.values()
    return as_of(incident, found, phrases())[0]


def test_each_change_is_a_step_from_where_the_bound_stood() -> None:
    one = told(
        lookup(
            ("4 May 2004", MINISTRY.format(n=12)),
            ("6 May 2004", FAMILIES.format(n=40)),
            ("9 May 2004", MINISTRY.format(n=25)),
        )
    )
    assert [(step.day, step.span) for step in one.steps] == [
        ("4 May 2004", "12"),
        ("6 May 2004", "12–40+"),
        ("9 May 2004", "25–40+"),
    ]
    assert one.heading == "Killed: 12 on 4 May 2004, 25–40+ since 9 May 2004"
    first, second, third = one.steps
    assert (first.low.was, second.low.was, third.low.was) == (None, first.low.at, second.low.at)
    assert third.low.at != second.low.at
    assert [(each.words, each.why) for each in third.gone] == [
        ("12 prisoners, The Interior Ministry", "the same voice gives a later figure, and echoes are folded")
    ]


def test_days_that_change_nothing_stand_in_the_table_alone() -> None:
    one = told(lookup(("4 May 2004", MINISTRY.format(n=12)), ("6 May 2004", MINISTRY.format(n=12))))
    assert (len(one.steps), len(one.table), one.axis) == (1, 2, None)
    assert one.heading == "Killed: 12 on 4 May 2004, and no other span until 6 May 2004"


def test_of_many_steps_the_first_and_the_last_are_drawn() -> None:
    one = told(lookup(*((f"{n} May 2004", MINISTRY.format(n=n + 7)) for n in range(4, 24))))
    assert (len(one.steps), one.between, len(one.table)) == (MOST_STEPS, 20 - MOST_STEPS, 20)
    assert (one.steps[0].span, one.steps[-1].span) == ("11", "30")


def test_the_page_holds_it_with_links_to_the_words_and_a_table() -> None:
    found = lookup(("4 May 2004", MINISTRY.format(n=12)), ("9 May 2004", MINISTRY.format(n=25)))
    html = render_index(found.record, found.texts)
    assert '<section class="as-of">' in html
    assert "First stated since" in html
    assert html.count("step-low") >= 3


def test_one_day_has_no_such_section() -> None:
    found = lookup(("4 May 2004", MINISTRY.format(n=12)))
    assert '<section class="as-of">' not in render_index(found.record, found.texts)
