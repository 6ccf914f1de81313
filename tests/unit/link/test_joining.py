"""Events are joined by what they share; the answer is that of comparing each with every other."""

from hypothesis import given
from hypothesis import strategies as st

from tollbook.link.event import Event
from tollbook.link.incidents import _same, _title, ids_of, join_events
from tollbook.model import Anchor, Attribution, Claim, Death, Person, Place, SpeakerType, When
from tollbook.model.locality import Locality, LocalityKind, Located
from tollbook.model.placing import NOTHING_PLACED

DATES = st.sampled_from(
    ["1997-04-14", "1997-04-14/1997-04-17", "1997-04", "1997-01-31/1997-03-02", "1997-02", "1997", "[..1997-04-14]"]
)

HERE = Locality("geonames:1", "Khujand", LocalityKind.SETTLEMENT, "TJK")
THERE = Locality("geonames:2", "Khujand", LocalityKind.SETTLEMENT, "UZB")


def told_of(name: str) -> tuple[Claim, str]:
    anchor = Anchor("a" * 64, 0, 4, "dead")
    return Claim(
        Death(Person(name, "a man")), Attribution(None, None, SpeakerType.DOCUMENT), anchor, "en", "test"
    ), "told so"


@st.composite
def events(draw: st.DrawFn) -> Event:
    date = draw(st.none() | DATES)
    return Event(
        kind=draw(st.sampled_from(["riot", "killing", "event"])),
        when=When(date, "then") if date else None,
        place=Place(
            draw(st.sampled_from([None, "Khujand", "KHUJAND", "Vahdat"])),
            country_code=draw(st.sampled_from([None, "TJK", "UZB"])),
            located=draw(st.sampled_from([None, Located((HERE,), HERE, "so"), Located((HERE, THERE), None, "open")])),
        ),
        first=Anchor("a" * 64, 0, 4, "dead"),
        main=draw(st.booleans()),
        claims=[told_of(name) for name in draw(st.lists(st.sampled_from(["Amin", "Salim"]), max_size=2))],
    )


@given(st.lists(st.lists(events(), max_size=3), max_size=8))
def test_joining_by_what_events_share_misses_none(by_document: list[list[Event]]) -> None:
    expected: list[list[Event]] = []
    for event in (event for told in by_document for event in told):
        group = next((group for group in expected if any(_same(event, other, NOTHING_PLACED) for other in group)), None)
        if group is None:
            expected.append(group := [])
        group.append(event)
    joined = join_events(by_document)
    assert [[id(event) for event in group] for group in joined] == [[id(event) for event in one] for one in expected]


@given(st.lists(events(), min_size=1, max_size=8))
def test_no_two_incidents_have_one_id(told: list[Event]) -> None:
    ids = ids_of([[event] for event in told])
    assert len(set(ids)) == len(ids) == len(told)
    assert ids_of([[told[0]]]) == ids[:1]


def test_a_title_names_the_same_person_whatever_the_order_of_a_set() -> None:
    names = [f"Amin {letter}." for letter in "ABCDEFGHIJKLMNOP"]
    day, place = When("1997-04-14", "then"), Place(None)
    group = [Event("killing", day, place, Anchor("a" * 64, 0, 4, "dead"), claims=[told_of(one)]) for one in names[::-1]]
    assert "Amin A." in _title(group)
