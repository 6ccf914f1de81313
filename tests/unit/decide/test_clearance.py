"""What stands of publish and protect, as one clearance; what is sealed needs a key."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tollbook.decide import find_standing
from tollbook.decide.clearance import (
    Named,
    clearance_of,
    cleared_names,
    conditions_met,
    sealed_from_us,
    undated,
)
from tollbook.model import Decision, DecisionKind
from tollbook.model.clearance import Allegation, Clearance, Level

SOURCE, CLAIM = "a" * 64, "b" * 16
CASE = Named(frozenset({SOURCE}), {"ina-brandt": "Ina Brandt, a nurse", "police": "the police"})
AT = datetime(2026, 3, 1, tzinfo=UTC)


def decided(kind: DecisionKind, *about: str, verdict: str = "clear", by: str = "R1", **more: Any) -> Decision:
    return Decision(kind, about, verdict, by, AT, "it is known", **more)


def publish(thing: str, verdict: str = "clear", **value: Any) -> Decision:
    return decided(DecisionKind.PUBLISH, thing, verdict=verdict, value=value)


def protect(*about: str, verdict: str = "unnamed", sealed: bool = True, **value: Any) -> Decision:
    return decided(DecisionKind.PROTECT, *about, verdict=verdict, value=value, sealed=sealed)


def clearance(
    *decisions: Decision, k: int | None = 4, private: Mapping[str, Mapping[str, Any]] | None = None
) -> Clearance:
    return clearance_of(find_standing(decisions), CASE, "R1", date(2026, 3, 2), k, private or {})


def test_each_thing_is_cleared_as_what_it_is() -> None:
    made = clearance(
        publish(SOURCE), publish(f"text:{SOURCE}"), publish(CLAIM), publish("name: Velm"), publish(f"time:{CLAIM}")
    )
    assert (made.sources, made.texts, made.claims) == ({SOURCE}, {SOURCE}, {CLAIM})
    assert (made.names, made.times, made.withheld, made.k) == ({" Velm"}, {CLAIM}, set(), 4)


def test_a_name_may_hold_a_colon() -> None:
    assert clearance(publish("name:Velm: the town")).names == {"Velm: the town"}


def test_what_is_withheld_is_not_cleared() -> None:
    made = clearance(publish(CLAIM, "withhold"), publish("name:Oke", "withhold"), publish(f"text:{SOURCE}", "withhold"))
    assert made.withheld == {CLAIM, "Oke"}
    assert not made.names | made.claims | made.texts


def test_of_what_two_decided_differently_nothing_leaves() -> None:
    assert clearance(publish("name:Oke"), publish("name:Oke", "withhold")).names == set()
    assert clearance(publish("name:Oke"), publish("name:Oke", **{"is": "place"})).names == set()


def test_who_is_alleged_stands_with_the_standard_and_whether_they_were_asked() -> None:
    said = {"standard": "reasonable_grounds", "asked": "yes, no answer"}
    made = clearance(publish("name:Oke", **said), publish(CLAIM, **said), publish("name:Velm"))
    assert dict(made.alleged) == dict.fromkeys(("Oke", CLAIM), Allegation(said["standard"], said["asked"]))


def test_what_is_protected_is_taken_out_in_every_spelling_that_a_key_opens() -> None:
    one = protect(SOURCE, kind="source", shown_as="a former guard", believed_because="he was there", sources=[SOURCE])
    private = {one.id: {"identity": "Oke Brandt", "spellings": ["Оке Брандт", "Oke Brandt", 7], "reason": "danger"}}
    (found,) = clearance(one, private=private).protected
    assert (found.about, found.kind, found.level) == ((SOURCE,), "source", Level.UNNAMED)
    assert (found.shown_as, found.believed_because) == ("a former guard", "he was there")
    assert found.spellings == ("Oke Brandt", "Оке Брандт")
    assert list(sealed_from_us(clearance(one, private=private))) == []


def test_without_the_key_it_is_refused() -> None:
    one, other = protect(SOURCE), protect("person", "P7", kind="person")
    made = clearance(one, other, private={other.id: {}})
    assert [found.spellings for found in made.protected] == [None, ()]
    (refusal,) = sealed_from_us(made)
    assert (refusal.code, refusal.about) == ("key-needed", (SOURCE,))
    assert "--key" in refusal.todo
    assert [one.code for one in sealed_from_us(clearance(), keepers=True)] == ["key-needed"]


def test_a_person_is_protected_as_each_speaker_that_is_called_so() -> None:
    one = protect("person", "P7", kind="person", shown_as="a nurse")
    made = clearance(one, private={one.id: {"identity": "BRANDT Ina", "spellings": ["Ина Брандт"]}})
    assert [(found.kind, found.about) for found in made.protected] == [
        ("person", ("person", "P7")),
        ("speaker", ("ina-brandt", "person", "P7")),
    ]
    assert made.protected[1].shown_as == "a nurse"


def test_where_two_protect_one_thing_the_stricter_level_holds_and_all_spellings() -> None:
    one, other = protect(SOURCE, shown_as="a guard"), protect(SOURCE, verdict="withhold", by="R2")
    private = {one.id: {"spellings": ["Oke"]}, other.id: {"spellings": ["Brandt"]}}
    (found,) = clearance(one, other, private=private).protected
    assert found.level is Level.WITHHOLD
    assert set(found.spellings or ()) == {"Oke", "Brandt"}
    (found,) = clearance(one, other, private={one.id: {}}).protected
    assert found.spellings is None


def test_what_else_was_decided_of_leaving() -> None:
    standing = find_standing([publish(f"consent:{SOURCE}"), publish(f"day:{SOURCE}", "withhold"), publish("name:Velm")])
    assert conditions_met(standing) == {SOURCE}
    assert undated(standing) == {SOURCE}
    assert [(one.name, one.of_a_person) for one in cleared_names(standing)] == [("Velm", True)]


@pytest.mark.parametrize("what", ["place", "body", "other"])
def test_a_name_is_of_a_person_unless_somebody_said_what_else(what: str) -> None:
    (name,) = cleared_names(find_standing([publish("name:Velm", **{"is": what})]))
    assert not name.of_a_person
