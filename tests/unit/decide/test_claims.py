"""What people decided of claims: who checked it, who set it aside, and that the words stay."""

from datetime import UTC, datetime

from tollbook.model import Decision, DecisionKind, Document, Harm, Indeterminate, Register, Toll
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
