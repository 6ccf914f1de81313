"""What an inquiry adds to a register: the ledger of demands, answers of people to open questions, what they found."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tollbook.assess import Answering, find_demands, find_findings, find_questions, finding_issues
from tollbook.assess.demands import Ledger
from tollbook.assess.findings import Held
from tollbook.decide import Standing
from tollbook.decide.demands import about_no_demand, answers_to_questions, said_of_demands
from tollbook.decide.found import about_no_finding, against_of, made_findings
from tollbook.decide.orphans import gone_issues
from tollbook.model import Account, ClaimKind, Decision, Issue, Register


def with_inquiry(
    register: Register, standing: Standing, decisions: Sequence[Decision], meant: Mapping[str, str]
) -> Register:
    """With its demands and findings as they stand now. ``meant``: by every id that an incident went by, the one it
    has."""
    found, issues = register, list[Issue]()
    for add in (_with_demands, _with_questions, _with_findings):
        found, more = add(found, standing, decisions, meant)
        issues += more
    every = (*register.issues, *issues)
    return replace(found, issues=tuple(sorted(every, key=lambda one: one.sort_key))) if issues else found


def _with_demands(
    register: Register, standing: Standing, _decisions: Sequence[Decision], _meant: Mapping[str, str]
) -> tuple[Register, list[Issue]]:
    said = said_of_demands(standing)
    if not said and not any(one.kind is ClaimKind.DEMAND for one in register.claims):
        return register, []
    claims, sources = {one.id: one for one in register.claims}, {one.id: one for one in register.sources}
    ledger = Ledger(claims, sources, register.superseded, said.answers, said.grounds, register.as_of, register.until)
    demands = find_demands(ledger)
    ever = (
        find_demands(replace(ledger, until=None)) if register.until else demands
    )  # one made later is one all the same
    gone = about_no_demand(standing, (one.claim for one in ever))
    return replace(register, demands=demands), [*said.issues, *gone_issues(gone)]


def _with_questions(
    register: Register, standing: Standing, _decisions: Sequence[Decision], meant: Mapping[str, str]
) -> tuple[Register, list[Issue]]:
    if not standing.answers:
        return register, []
    held = Answering(register.counting(), answers_to_questions(standing, _every_id(register.accounts, meant)))
    questions = tuple(one for account in register.accounts for one in find_questions(account, held))
    return replace(register, questions=questions), []


def _with_findings(
    register: Register, standing: Standing, decisions: Sequence[Decision], meant: Mapping[str, str]
) -> tuple[Register, list[Issue]]:
    made, unusable = made_findings(standing, decisions, _every_id(register.accounts, meant))
    gone = list(about_no_finding(standing, made))
    if not (made or unusable or gone):
        return register, []
    claims = {claim.id: claim for claim in register.claims}
    asked = register.codebook.corroboration_voices
    held = Held(claims, register.superseded, register.accounts, against_of(decisions, standing), asked, register.until)
    findings = find_findings(made, held)
    return replace(register, findings=findings), [*unusable, *gone_issues(gone), *finding_issues(findings)]


def _every_id(accounts: Sequence[Account], meant: Mapping[str, str]) -> dict[str, str]:
    own = [account.incident.id for account in accounts]
    return {**meant, **dict(zip(own, own, strict=True))}
