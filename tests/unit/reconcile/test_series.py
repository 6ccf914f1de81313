"""What was known on each day: a voice's later figure stands in its earlier one's place and in nobody else's."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tollbook.model import Document, Indeterminate, Provenance, Register, Series, SetAside, Toll
from tollbook.pipeline import build_register
from tollbook.settings import Settings

EVENT = "A riot broke out at the prison in the town of Marrow, Tajikistan, on 3 May 2004. "
MINISTRY = "The Interior Ministry said that {n} prisoners were killed."


def built(*papers: tuple[str, str], until: date | None = None, known: dict[str, str] | None = None) -> Register:
    """``papers``: the day of each, and what it says. ``known``: for a document, the one that it supersedes."""
    documents = [
        Document(f"{n}.txt", f"Riot at Marrow prison\n\n{day}\n\n{EVENT}{said}\n".encode())
        for n, (day, said) in enumerate(papers)
    ]
    said_of = {name: Provenance(supersedes=earlier) for name, earlier in (known or {}).items()}
    return build_register(documents, Settings(as_of=until), said_of).register


def series(register: Register) -> Series:
    (account,) = register.accounts
    (one,) = [each for each in account.series if each.harm == "killed"]
    return one


def killed(register: Register) -> Toll | Indeterminate:
    (account,) = register.accounts
    return next(one for one in account.tolls if one.harm == "killed" and one.group == "all")


def spans(register: Register) -> list[tuple[str, int | None, int | None]]:
    return [(day.day, day.low, day.high) for day in series(register).days]


THREE = (
    ("4 May 2004", MINISTRY.format(n=12)),
    ("6 May 2004", "Families said that 40 prisoners were killed."),
    ("9 May 2004", MINISTRY.format(n=25)),
)


def test_a_later_figure_stands_in_the_place_of_its_own_voices_earlier_one_alone() -> None:
    register = built(*THREE)
    assert spans(register) == [("2004-05-04", 12, 12), ("2004-05-06", 12, 40), ("2004-05-09", 25, 40)]
    last = series(register).days[-1]
    first = next(claim for claim in register.claims if claim.count and claim.count.quantity.low == 12)
    assert last.gone == (SetAside(first.id, "later-figure"),)
    assert [day.voices for day in series(register).days] == [1, 2, 2]


def test_what_was_known_on_a_day_is_what_a_record_until_then_tells() -> None:
    toll = killed(built(*THREE, until=date(2004, 5, 6)))
    assert isinstance(toll, Toll)
    assert (toll.low, toll.high) == (12, 40)
    assert [one.reason for one in toll.set_aside] == ["not-yet-stated"]
    assert [day.day for day in series(built(*THREE, until=date(2004, 5, 6))).days] == ["2004-05-04", "2004-05-06"]


def test_before_the_first_word_nothing_is_known() -> None:
    register = built(*THREE, until=date(2004, 5, 3))
    toll = killed(register)
    assert isinstance(toll, Indeterminate)
    assert {one.reason for one in toll.set_aside} == {"not-yet-stated"}


def test_a_figure_of_no_stated_day_stands_on_none() -> None:
    documents = [
        Document("a.txt", f"Riot at Marrow prison\n\n{EVENT}{MINISTRY.format(n=30)}".encode()),
        *(
            Document(f"{n}.txt", f"Riot at Marrow prison\n\n{day}\n\n{EVENT}{said}".encode())
            for n, (day, said) in enumerate((("4 May 2004", "Families said that 40 prisoners died."), THREE[1]))
        ),
    ]
    register = build_register(documents, Settings()).register
    one = series(register)
    assert len(one.undated) == 1
    assert {day.low for day in one.days} == {40}


def test_a_version_counts_until_the_later_one_comes() -> None:
    papers = (THREE[0], ("9 May 2004", MINISTRY.format(n=25)), THREE[1])
    known = {"1.txt": "0.txt"}
    register = built(*papers, known=known)
    assert spans(register) == [("2004-05-04", 12, 12), ("2004-05-06", 12, 40), ("2004-05-09", 25, 40)]
    assert [one.reason for one in series(register).days[-1].gone] == ["superseded"]
    then = killed(built(*papers, known=known, until=date(2004, 5, 6)))
    assert isinstance(then, Toll)
    assert (then.low, then.high) == (12, 40)


def test_a_figure_that_its_own_voice_denies_later_is_withdrawn() -> None:
    register = built(
        THREE[0], THREE[1], ("9 May 2004", "Families denied that 40 prisoners were killed. Families said 20 died.")
    )
    last = series(register).days[-1]
    assert (last.low, last.high) == (12, 20)
    assert "withdrawn" in {one.reason for one in last.gone}


def test_one_day_alone_makes_no_series() -> None:
    (account,) = built(THREE[0]).accounts
    assert account.series == ()


@given(st.permutations(range(3)))
def test_the_order_of_documents_does_not_matter(order: list[int]) -> None:
    assert spans(built(*(THREE[n] for n in order))) == spans(built(*THREE))


def test_of_too_many_days_some_are_told_and_it_is_said_so() -> None:
    papers = [(f"{n % 28 + 1} {('June', 'July', 'August')[n // 28]} 2004", MINISTRY.format(n=n + 5)) for n in range(70)]
    one = series(built(*papers))
    assert not one.whole
    assert len(one.days) == 60
    assert (one.days[0].low, one.days[-1].low) == (5, 74)
