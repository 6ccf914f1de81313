"""What a release is refused for: each reason can be met, each is said with what to do, and all of them at once."""

import ast
import hashlib
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tollbook.decide.alleged import ClearedName
from tollbook.decide.crowd import Unnamed
from tollbook.decide.refusal import Refusal
from tollbook.decide.refusals import UNDECIDED, Asked, refusals
from tollbook.model import (
    Act,
    Anchor,
    Attribution,
    Check,
    Claim,
    Consent,
    Count,
    Death,
    Document,
    Form,
    Harm,
    Issue,
    Label,
    Person,
    Provenance,
    Quantity,
    Role,
    Severity,
    Source,
    SpeakerType,
    Stance,
    Statement,
    When,
)
from tollbook.pipeline import build_register
from tollbook.settings import Settings

TEXT = b"""Stampede in Velm

Velm, 4 March 2011

On 3 March 2011 there was a stampede at the market in Velm. The police say that nine people died and 20 were injured.
The mayor said that dozens of people were injured.
"""
ROOT = Path(__file__).parents[3]
NO_CODES = {"as-published", "vague-no-convention"}  # of tolls, and of claims set aside
CHECKED = (Check("R1", date(2011, 3, 8)),)
PUBLISHED = Provenance(publisher="the police")


def codes(asked: Asked) -> list[str]:
    return [one.code for one in refusals(asked)]


def case(checked: bool = True) -> Asked:
    register = build_register([Document("police.txt", TEXT, None, PUBLISHED)], Settings()).register
    claims = [replace(one, checked=CHECKED if checked else ()) for one in register.claims]
    by_id = {one.id: one for one in claims}
    sources = {one.id: one for one in register.sources}
    return Asked(register.accounts, by_id, by_id, sources, register.issues, crowd=3)


def source(known: Provenance) -> Source:
    return Source(hashlib.sha256(b"x").hexdigest(), "x.txt", "text/plain", "utf-8", 1, "", (), provenance=known)


def claim(statement: Statement, speaker: str | None = None, kind: SpeakerType = SpeakerType.WITNESS) -> Claim:
    said = Attribution(speaker, speaker and speaker.casefold(), kind if speaker else SpeakerType.DOCUMENT)
    return Claim(statement, said, Anchor(source(PUBLISHED).id, 0, 5, "words"), "en", "a test", checked=CHECKED)


def with_claims(*claims: Claim, known: Provenance = PUBLISHED, names: tuple[ClearedName, ...] = ()) -> Asked:
    held = source(known)
    return Asked((), {one.id: one for one in claims}, {}, {held.id: held}, (), names, crowd=3)


def test_a_case_with_nothing_against_it_is_not_refused() -> None:
    assert refusals(case()) == ()


def test_figures_that_nobody_checked_are_said_harm_by_harm_with_their_claims() -> None:
    asked = case(checked=False)
    found = [one for one in refusals(asked) if one.code == "headline-unreviewed"]
    assert [one.says.partition(" in ")[0] for one in found] == ["killed", "injured"]
    killed = {one.id for one in asked.claims.values() if one.harm is Harm.KILLED}
    assert set(found[0].about) == killed
    assert all(id_ in found[0].says for id_ in killed)


def test_one_claim_left_is_enough_to_refuse_and_is_the_one_named() -> None:
    asked = case()
    left = next(one for one in asked.standing.values() if one.harm is Harm.INJURED and one.count.quantity.low == 20)
    standing = {**asked.standing, left.id: replace(left, checked=())}
    (found,) = refusals(replace(asked, standing=standing))
    assert (found.code, found.about) == ("headline-unreviewed", (left.id,))


def test_a_figure_that_does_not_leave_needs_nobody_to_check_it() -> None:
    asked = case(checked=False)
    gone = next(one for one in asked.standing.values() if one.harm is Harm.KILLED)
    standing = {id_: one for id_, one in asked.standing.items() if id_ != gone.id}
    (found,) = refusals(replace(asked, standing=standing))
    assert found.says.startswith("injured in")


def test_words_without_a_number_stand_at_the_top_too() -> None:
    asked = case()
    vague = next(one for one in asked.standing.values() if one.count and one.count.quantity.form is Form.VAGUE)
    standing = {**asked.standing, vague.id: replace(vague, checked=())}
    assert codes(replace(asked, standing=standing)) == ["headline-unreviewed"]


def test_a_denial_and_who_is_said_to_be_responsible_are_checked_too() -> None:
    asked = case()
    one = next(one for one in asked.standing.values() if one.harm is Harm.KILLED)
    denied = replace(one, attribution=replace(one.attribution, key="the-mayor", stance=Stance.DENIES), checked=())
    role = replace(one, statement=Role("the guards", "said_to_be_responsible"), checked=())
    (account,) = asked.accounts
    for more in (denied, role):
        incident = account.incident
        told = replace(incident, claims=(*incident.claims, more.id), reasons=(*incident.reasons, "by hand"))
        changed = replace(
            asked, accounts=(replace(account, incident=told),), standing={**asked.standing, more.id: more}
        )
        (found,) = refusals(changed)
        assert (found.code, found.about) == ("headline-unreviewed", (more.id,))


@pytest.mark.parametrize(
    ("known", "code"),
    [
        (Provenance(), "consent-unknown"),
        (Provenance(consent=Consent(publish="no")), "consent-refused"),
        (
            Provenance(publisher="P", consent=Consent(publish="yes", withdrawn_on=When("2011", "2011"))),
            "consent-withdrawn",
        ),
        (Provenance(consent=Consent(publish="after the trial")), "consent-conditional"),
        (Provenance(consent=Consent(publish="yes")), None),
        (PUBLISHED, None),
    ],
)
def test_testimony_needs_consent(known: Provenance, code: str | None) -> None:
    asked = with_claims(known=known)
    assert codes(asked) == ([code] if code else [])
    met = replace(asked, met=frozenset(asked.sources))
    assert codes(met) == ([code] if code and code != "consent-conditional" else [])


def test_what_two_decided_differently_and_what_lost_its_claim_is_not_released() -> None:
    issues = tuple(Issue(code, "It is open.", Severity.OPEN, about=("a",)) for code in (*UNDECIDED, "date-not-stated"))
    assert codes(replace(with_claims(), issues=issues)) == [*UNDECIDED]


@pytest.mark.parametrize(
    "accused",
    [
        Role("Sergeant Oke Brandt", "said_to_be_responsible"),
        Act("shot", "Oke  BRANDT", "two men"),
        Label("murder", "Oke Brandt", True),
    ],
)
def test_who_is_alleged_to_be_responsible_needs_the_standard_and_whether_they_were_asked(accused: Statement) -> None:
    asked = with_claims(claim(accused))

    def with_name(**value: object) -> Asked:
        return replace(asked, names=(ClearedName("Brandt", value),))

    assert codes(with_name()) == ["alleged-undecided"]
    assert codes(with_name(asked="no")) == ["alleged-undecided"]
    assert codes(with_name(asked="yes, no answer", standard="reasonable_grounds")) == []
    assert codes(with_name(**{"is": "body"})) == []
    assert codes(replace(asked, names=(ClearedName("Brand", {}),))) == []


def test_minors_and_survivors_are_cleared_as_such() -> None:
    minor = claim(Death(Person("Ina Brandt", "a girl", 17)))
    survivor = claim(Death(Person("Ina Brandt", "a woman", 40), Harm.INJURED))
    grown = claim(Death(Person("Ina Brandt", "a woman", 18)))
    name = ClearedName("Ina Brandt", {})
    assert codes(with_claims(minor, names=(name,))) == ["minor-cleared"]
    assert codes(with_claims(survivor, names=(name,))) == ["survivor-cleared"]
    assert codes(with_claims(grown, names=(name,))) == []
    assert codes(with_claims(minor, names=(ClearedName("Ina Brandt", {"survivor": True}),))) == ["minor-cleared"]
    assert codes(with_claims(minor, names=(ClearedName("Ina Brandt", {"minor": "true"}),))) == ["minor-cleared"]
    assert codes(with_claims(minor, survivor, names=(ClearedName("Ina", {"minor": True, "survivor": True}),))) == []


def test_a_giver_is_named_only_who_agreed_to_be() -> None:
    count = Count(Harm.KILLED, "all", Quantity(9, 9, False, Form.EXACT, "nine"))
    told, name = claim(count, "Ina Brandt"), ClearedName("Brandt", {})
    agreed = Provenance(consent=Consent(publish="yes", be_named="yes"))
    assert codes(with_claims(told, known=replace(agreed, consent=Consent(publish="yes")), names=(name,))) == [
        "named-without-consent"
    ]
    assert codes(with_claims(told, known=agreed, names=(name,))) == []
    assert codes(with_claims(told, names=(name,))) == []
    author = Provenance(author="Ina Brandt", consent=Consent(publish="yes", be_named="no"))
    assert codes(with_claims(known=author, names=(name,))) == ["named-without-consent"]


def test_without_a_threshold_there_is_no_release() -> None:
    assert codes(replace(with_claims(), crowd=None)) == ["crowd-unset"]


def test_who_stands_alone_is_said_with_what_is_shown_and_what_would_help() -> None:
    alone = Unnamed("v1", "a former guard", "Velm", "2011-03-03", "2011-03-08", ("former-guard",))
    others = [Unnamed(f"v{n}", "a former guard", "Velm", "2011-03-03", f"2011-03-0{n}") for n in (4, 5)]
    *rest, last = refusals(replace(with_claims(), unnamed=(alone, *others)))
    assert (last.code, last.about, len(rest)) == ("gives-away", ("former-guard",), 2)
    assert "a former guard, Velm, 2011-03-03, said on 2011-03-08" in last.says
    assert "Without the day on which they spoke" in last.todo
    (found,) = refusals(replace(with_claims(), unnamed=(alone,)))
    assert "withhold" in found.todo


def test_all_reasons_are_said_at_once() -> None:
    issue = Issue("decisions-conflict", "It is open.", Severity.OPEN)
    asked = replace(case(checked=False), issues=(issue,), crowd=None)
    assert set(codes(asked)) == {"headline-unreviewed", "decisions-conflict", "crowd-unset"}


def test_a_refusal_says_what_to_do() -> None:
    with pytest.raises(ValueError, match="what to do"):
        Refusal("a", "b", "")


def test_every_refusal_is_in_the_reference_and_no_other() -> None:
    page = (ROOT / "docs" / "reference" / "release.md").read_text(encoding="utf-8").partition("## Refusals")[2]
    rows = [line.split("|")[1] for line in page.partition("\n## ")[0].splitlines() if line.startswith("| `")]
    documented = {code for row in rows for code in re.findall(r"`([a-z-]+)`", row)}
    strings = {
        node.value
        for module in ("alleged", "clearance", "refusals", "unreviewed")
        for node in ast.walk(ast.parse((ROOT / "src" / "tollbook" / "decide" / f"{module}.py").read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    made = {one for one in strings if re.fullmatch(r"[a-z]+(-[a-z]+)+", one)} - NO_CODES
    assert made | {"minor-cleared", "survivor-cleared"} == documented
