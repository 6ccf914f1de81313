"""Constructors refuse what must not exist."""

import itertools
from datetime import UTC, date, datetime

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from tollbook.model import (
    Anchor,
    Attribution,
    Decision,
    Disagreement,
    EdtfError,
    Form,
    Harm,
    Incident,
    Issue,
    Passage,
    PassageKind,
    Person,
    Place,
    Quantity,
    Relation,
    RelationKind,
    Rule,
    Scope,
    SetAside,
    Severity,
    SpeakerType,
    Step,
    Toll,
    Voice,
    When,
    content_id,
    party_key,
)
from tollbook.model.finding import Made
from tollbook.model.toll import Operation
from tollbook.model.when import edtf_bounds, edtf_meets


def made(question: str, answer: str, grounds: tuple[str, ...], by: str) -> Made:
    return Made("f", ("riot",), question, answer, None, grounds, by, date(2026, 11, 22), "as they say")


numbers = st.one_of(st.none(), st.integers(-5, 500))


@given(numbers, numbers, st.booleans(), st.sampled_from(list(Form)), st.one_of(st.none(), st.just("dozens")))
def test_a_quantity_is_of_its_form_or_refused(
    low: int | None, high: int | None, top_open: bool, form: Form, term: str | None
) -> None:
    try:
        quantity = Quantity(low, high, top_open, form, "words", term)
    except ValueError:
        return
    assert low is None or high is None or low <= high
    assert (quantity.term is not None) == (form is Form.VAGUE)
    assert all(bound is None or bound >= 0 for bound in (low, high))
    if form is Form.AT_MOST:
        assert low is None and high is not None
    if form is Form.AT_LEAST:
        assert high is None and top_open
    assert (quantity.number is None) == (form not in (Form.EXACT, Form.ABOUT))


def test_bounds_that_cross_are_refused() -> None:
    with pytest.raises(ValueError, match="bounds cross"):
        Quantity(150, 24, False, Form.RANGE, "150 to 24")


@given(st.text(min_size=1, max_size=20), st.integers(0, 50), st.integers(0, 50))
def test_an_anchor_is_as_long_as_its_words(words: str, start: int, length: int) -> None:
    if length == len(words):
        anchor = Anchor("s", start, start + length, words)
        assert anchor.stands_in("x" * start + words) and not anchor.stands_in("x" * (start + length + 1))
    else:
        with pytest.raises(ValueError, match=r"anchor|characters"):
            Anchor("s", start, start + length, words)


def test_an_anchor_needs_a_source_and_a_place() -> None:
    with pytest.raises(ValueError, match="id of its source"):
        Anchor("", 0, 1, "x")
    with pytest.raises(ValueError, match="0 <= start < end"):
        Anchor("s", -1, 0, "x")


def apply_nothing(_dispute: object) -> Toll:
    raise AssertionError


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Rule("r", "says", "", (2020, None), apply_nothing), "no citation"),
        (lambda: Rule("r", "", "ref", (2020, None), apply_nothing), "says nothing"),
        (lambda: made("who?", "they", (), "R1"), "rests on nothing"),
        (lambda: made("who?", "they", ("c",), ""), "by whom"),
        (lambda: made("", "they", ("c",), "R1"), "answers a question"),
        (lambda: Decision("accept", "c", "yes", "R1", datetime(2020, 1, 1), "seen"), "time zone"),  # noqa: DTZ001
        (lambda: Decision("accept", "c", "yes", "R1", datetime(2020, 1, 1, tzinfo=UTC), ""), "reason"),
        (lambda: Voice("v", None, (), "one speaker"), "at least one claim"),
        (lambda: Voice("v", None, ("c",), ""), "why"),
        (lambda: Issue("", "message", Severity.NOTE), "code"),
        (lambda: Person(None, ""), "description"),
        (lambda: Person(None, "a man", 200), "age"),
        (lambda: SetAside("c", ""), "reason"),
        (lambda: Relation(RelationKind.BEFORE, "i", ""), "why"),
        (lambda: Disagreement("figures-differ", Harm.KILLED, ("c",)), "two claims"),
        (lambda: Passage(PassageKind.TITLE, 5, 5), "0 <= start < end"),
        (lambda: Attribution(None, None, SpeakerType.AUTHORITY), "document"),
        (lambda: Attribution("police", None, SpeakerType.AUTHORITY), "together"),
        (lambda: Attribution(None, None, SpeakerType.DOCUMENT, anonymous=True), "anonymous"),
        (lambda: Incident("i", "t", "riot", None, Place(None), ("c",), ()), "reason"),
        (lambda: When("1997", ""), "words"),
    ],
    ids=itertools.count(),
)
def test_refused(make: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()  # type: ignore[operator]


def make_toll(**changed: object) -> Toll:
    given = {
        "incident": "i",
        "harm": Harm.KILLED,
        "group": "all",
        "rule": "range",
        "mode": "as-published",
        "scope": Scope("no-test"),
        "low": 1,
        "best": None,
        "high": 2,
        "highest_stated": 2,
        "open": False,
        "used": ("c",),
        "set_aside": (),
        "steps": (Step(Operation.KEEP, ("c",)),),
        "voices": 1,
    }
    return Toll(**{**given, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"low": 3}, "bounds cross"),
        ({"open": True}, "open toll has no high"),
        ({"used": ()}, "at least one claim"),
        ({"steps": ()}, "steps"),
        ({"rule": ""}, "names the rule"),
        ({"set_aside": (SetAside("c", "denied"),)}, "not both"),
    ],
)
def test_a_toll_refuses(changed: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make_toll(**changed)


def test_a_toll_that_is_sound() -> None:
    assert make_toll().id == make_toll(low=2).id != make_toll(group="guards").id


@given(
    st.dates(date(1000, 1, 1), date(2199, 12, 31)), st.sampled_from([4, 7, 10]), st.sampled_from(["", "~", "?", "%"])
)
def test_bounds_of_points_agree_with_the_edtf_library(day: date, length: int, mark: str) -> None:
    text = day.isoformat()[:length]
    first, last = edtf_bounds(text + mark)
    theirs = parse_edtf(text)
    assert first is not None and last is not None
    assert first.timetuple()[:3] == theirs.lower_strict()[:3]
    assert last.timetuple()[:3] == theirs.upper_strict()[:3]


@given(*[st.tuples(*[st.dates(date(1000, 1, 1))] * 2).map(sorted)] * 2)
def test_intervals_meet_when_a_day_is_in_both(first: list[date], second: list[date]) -> None:
    (a, b), (c, d) = first, second
    one, other = f"{a}/{b}", f"{c}/{d}"
    assert edtf_meets(one, other) == (max(a, c) <= min(b, d)) == edtf_meets(other, one)
    assert edtf_meets(f"[..{b}]", other) == (c <= b)
    assert edtf_meets(f"[{a}..]", other) == (d >= a)


@pytest.mark.parametrize("text", ["", "/", "[..]", "1997-13", "1997-02-30", "yesterday", "1997/1996", "[1997]", "97"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(EdtfError):
        edtf_bounds(text)


@given(st.lists(st.one_of(st.none(), st.text(max_size=5), st.integers()), max_size=4))
def test_ids_come_from_content(parts: list[str | int | None]) -> None:
    assert content_id(*parts) == content_id(*parts)
    assert content_id(*parts) != content_id(*parts, None)


def test_a_party_has_one_key_for_its_spellings() -> None:
    assert party_key("Human  Rights Watch") == party_key("HUMAN RIGHTS WATCH") == "human-rights-watch"
    assert party_key("Ҳизби наҳзат") != party_key("Хизби нахзат")
