"""What people decided of claims: who checked it, who set it aside, and that the words stay."""

from datetime import UTC, datetime

from tollbook.model import Claim, Decision, DecisionKind, Document, Harm, Indeterminate, Mark, Register, Toll
from tollbook.pipeline import read_case, register_of
from tollbook.settings import Settings

TEXT = (
    b"Riot at Marrow prison\n\nOn 3 May 2004 a riot broke out at the prison in the town of Marrow, Tajikistan. "
    b"The ministry said that 12 prisoners were killed. Families said that 20 people died.\n"
)
CASE = read_case([Document("riot.txt", TEXT)])
PLAIN = register_of(CASE, Settings()).register
TWELVE, TWENTY = (next(one.id for one in PLAIN.claims if one.count and one.count.quantity.low == n) for n in (12, 20))


def decide(
    kind: DecisionKind, *about: str, by: str = "R1", day: int = 3, verdict: str = "stands", **more: object
) -> Decision:
    at = datetime(2026, 6, day, 12, 0, tzinfo=UTC)
    return Decision(kind, about, verdict, by, at, str(more.pop("reason", "read again")), **more)  # type: ignore[arg-type]


def reject(*about: str, **more: object) -> Decision:
    return decide(DecisionKind.REJECT, *about, verdict="does-not-stand", **more)  # type: ignore[arg-type]


def made(*decisions: Decision) -> Register:
    return register_of(CASE, Settings(), decisions).register


def killed(register: Register) -> Toll | Indeterminate:
    (account,) = register.accounts
    return next(one for one in account.tolls if (one.harm, one.group) == (Harm.KILLED, "all"))


def test_those_who_accepted_have_checked_it() -> None:
    register = made(decide(DecisionKind.ACCEPT, TWELVE), decide(DecisionKind.ACCEPT, TWELVE, by="R2", day=4))
    (claim,) = (one for one in register.claims if one.id == TWELVE)
    assert [(one.by, one.on.isoformat()) for one in claim.checked] == [("R1", "2026-06-03"), ("R2", "2026-06-04")]
    assert killed(register) == killed(PLAIN)


def test_what_is_rejected_stays_in_the_record_and_in_no_toll() -> None:
    register = made(reject(TWENTY, reason="they speak of another prison"))
    (claim,) = (one for one in register.claims if one.id == TWENTY)
    assert claim.rejected and (claim.rejected.by, claim.rejected.reason) == ("R1", "they speak of another prison")
    toll = killed(register)
    assert isinstance(toll, Toll) and (toll.low, toll.high, toll.used) == (12, 12, (TWELVE,))
    assert [(one.claim, one.reason) for one in toll.set_aside] == [(TWENTY, "rejected")]


def test_where_all_are_rejected_there_is_no_figure_and_it_says_why() -> None:
    toll = killed(made(reject(TWELVE), reject(TWENTY)))
    assert isinstance(toll, Indeterminate) and "no claim" in toll.why


def test_two_who_differ_change_nothing() -> None:
    assert killed(made(reject(TWENTY), decide(DecisionKind.ACCEPT, TWENTY, by="R2"))) == killed(PLAIN)


def correct(claim: str, **value: object) -> Decision:
    more = {name: value.pop(name) for name in ("by", "day", "reason") if name in value}
    return decide(DecisionKind.CORRECT, claim, value=value, **more)  # type: ignore[arg-type]


def claim_of(register: Register, low: int) -> Claim:
    return next(one for one in register.claims if one.count and one.count.quantity.low == low)


def codes(register: Register) -> list[str]:
    return [one.code for one in register.issues if one.code not in {one.code for one in PLAIN.issues}]


def test_a_correction_stands_in_the_place_of_what_the_machine_read() -> None:
    register = made(correct(TWENTY, low=21, high=21, by="R1"), correct(TWENTY, low=21, high=21, by="R2", day=4))
    old, new = claim_of(register, 20), claim_of(register, 21)
    assert (old.corrected_by, new.corrects, new.incident) == (new.id, old.id, old.incident)
    assert (new.reader, [one.by for one in new.checked], new.anchor) == ("person:R1", ["R1", "R2"], old.anchor)
    toll = killed(register)
    assert isinstance(toll, Toll) and (toll.low, toll.high) == (12, 21)
    assert [(one.claim, one.reason) for one in toll.set_aside] == [(old.id, "corrected")]
    assert codes(register) == []


def test_a_correction_can_be_corrected_and_rejected() -> None:
    first = correct(TWENTY, low=21, high=21)
    new = claim_of(made(first), 21).id
    again = made(first, correct(new, low=22, high=22))
    assert claim_of(again, 21).corrected_by == claim_of(again, 22).id
    toll = killed(again)
    assert isinstance(toll, Toll) and toll.high == 22
    gone = killed(made(first, reject(new)))
    assert isinstance(gone, Toll) and gone.high == 12


def test_a_correction_of_the_speaker_alone_is_another_claim() -> None:
    register = made(correct(TWENTY, stance="denies"))
    assert [one.attribution.stance for one in register.claims if one.corrects] == ["denies"]
    toll = killed(register)
    assert isinstance(toll, Toll) and toll.high == 12
    named = made(correct(TWENTY, speaker="The ministry", speaker_type="authority"))
    assert [one.attribution.key for one in named.claims if one.corrects] == [claim_of(PLAIN, 12).attribution.key]


def test_words_that_do_not_stand_there_make_no_correction() -> None:
    register = made(correct(TWENTY, words="200 people"))
    assert codes(register) == ["words-not-found"] and killed(register) == killed(PLAIN)


def test_a_correction_to_another_day_is_of_another_incident() -> None:
    register = made(correct(TWENTY, when="2003-01-01"))
    assert len(register.accounts) == 2
    other = next(one for one in register.accounts if one.incident.when == "2003-01-01")
    assert [claim.id for claim in register.claims if claim.corrects] == list(other.incident.claims)


def add(words: str, **value: object) -> Decision:
    source = PLAIN.sources[0].id
    return decide(DecisionKind.ADD, source, value={"words": words, **value})


def test_a_claim_that_the_machine_missed_is_added() -> None:
    register = made(add("a riot broke out", harm="injured", low=3, high=3))
    new = claim_of(register, 3)
    assert (new.reader, new.incident) == ("person:R1", PLAIN.accounts[0].incident.id)
    assert {toll.harm for toll in register.accounts[0].tolls} == {Harm.KILLED, Harm.INJURED}
    assert [one.kind for one in register.decisions] == [DecisionKind.ADD]


def test_what_is_added_and_read_as_well_is_one_claim_that_was_checked() -> None:
    register = made(add("20 people died", harm="died", low=20, high=20, speaker="Families"))
    assert [one.by for one in claim_of(register, 20).checked] == ["R1"] and len(register.claims) == len(PLAIN.claims)


def test_what_cannot_be_added_is_said() -> None:
    assert codes(made(add("no such words", harm="killed", low=1, high=1))) == ["words-not-found"]
    assert codes(made(add("a riot broke out", low=1, high=1))) == ["decision-not-used"]
    assert codes(
        made(decide(DecisionKind.ADD, "f" * 64, value={"words": "a", "harm": "killed", "low": 1, "high": 1}))
    ) == ["decision-orphaned"]


def test_a_part_is_not_counted_beside_its_total() -> None:
    register = made(decide(DecisionKind.PART_OF, TWELVE, value={"total": TWENTY}))
    claim = claim_of(register, 12)
    assert claim.part_of == TWENTY and claim.count and Mark.PART in claim.count.marks
    freed = made(decide(DecisionKind.PART_OF, TWELVE, value={"total": None}))
    assert claim_of(freed, 12).part_of is None
    assert codes(made(decide(DecisionKind.PART_OF, TWELVE, value={"total": "0" * 16}))) == ["decision-not-used"]


def test_what_is_sealed_has_no_effect_without_its_keys() -> None:
    sealed = decide(DecisionKind.CORRECT, TWENTY, sealed=True, value={"commitment": "a" * 64})
    register = made(sealed)
    assert codes(register) == ["decision-not-used"] and killed(register) == killed(PLAIN)
    move = decide(DecisionKind.MOVE, TWENTY, sealed=True, value={"commitment": "a" * 64})
    assert killed(made(move)) == killed(PLAIN)


def test_two_sealed_decisions_that_say_the_same_agree() -> None:
    both = [
        decide(DecisionKind.ACCEPT, TWENTY, by=by, sealed=True, value={"commitment": letter * 64})
        for by, letter in (("R1", "a"), ("R2", "b"))
    ]
    assert [one.by for one in claim_of(made(*both), 20).checked] == ["R1", "R2"]
