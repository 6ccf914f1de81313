"""What stands beside an incident: its state, the texts of its days, what documents name, deaths in custody."""

from dataclasses import replace
from datetime import date

import pytest

from tollbook.assess.obligation_issues import obligation_issues
from tollbook.assess.obligations import obligations_of
from tollbook.model import (
    Access,
    Account,
    Anchor,
    Attribution,
    Claim,
    Count,
    Form,
    Harm,
    Incident,
    Norm,
    Place,
    Quantity,
    Reaction,
    SpeakerType,
    Stance,
    Statement,
)
from tollbook.model.obligation import Obligations

SPEAKER = Attribution("the union", SpeakerType.POLITICAL_BODY, None, Stance.ASSERTS)


def claim(statement: Statement, at: int = 0) -> Claim:
    return Claim(statement, SPEAKER, Anchor("s", at, at + 5, "words"), "en", "test")


def killed(group: str = "all", at: int = 0) -> Claim:
    return claim(Count(Harm.KILLED, group, Quantity(53, 53, False, Form.EXACT, "53")), at)


def names(says: str = "signed", id_: str | None = "cat", at: int = 10) -> Claim:
    return claim(Norm("the Convention against Torture", says, id_), at)


def incident(when: str | None = "2018-11-07", code: str | None = "TJK", site: str | None = None) -> Incident:
    return Incident("i", "Riot", "riot", when, Place("Khujand", "Tajikistan", code, site), (), ())


def found(where: Incident, *own: Claim, state: str | None = None) -> Obligations:
    made = obligations_of(where, own, state)
    assert made is not None
    return made


def issues(where: Incident, *own: Claim) -> list[str]:
    account = Account(where, (), (), (), (), obligations=found(where, *own))
    return [one.code for one in obligation_issues([account], {one.id: one for one in own})]


def test_a_text_that_is_named_stands_beside_how_it_stood_that_day() -> None:
    made = found(incident(), killed(), names())
    cat = next(one for one in made.entries if one.norm == "cat")
    assert (made.state, made.first, made.last) == ("TJK", date(2018, 11, 7), date(2018, 11, 7))
    assert cat.bound.value == "yes" and cat.deposited == date(1995, 1, 11)
    assert [(one.norm, one.says, one.differs) for one in made.invoked] == [("cat", "signed", "acceded")]


def test_signed_where_it_acceded_is_an_issue_with_clear_words() -> None:
    named = names()
    account = Account(incident(), (), (), (), (), obligations=found(incident(), killed(), named))
    (issue,) = [one for one in obligation_issues([account], {named.id: named}) if one.code == "norm-not-signed"]
    assert "Tajikistan acceded to: it deposited its instrument on 11 January 1995" in issue.message
    assert issue.at == named.anchor and issue.about == (named.id,)
    assert "norm-not-signed" not in issues(incident(), killed(), names("breached"))
    assert "norm-not-signed" not in issues(incident(), killed(), names(id_="crpd"))  # that one it signed


def test_a_later_text_is_named_as_later_and_never_as_binding() -> None:
    where = incident("1997-04-14/1997-04-17")
    made = found(where, killed("prisoners"), names("cited", "mandela-2015"))
    (text,) = [one for one in made.entries if one.norm == "mandela-2015"]
    assert text.status == "later_restatement" and "binding" not in text.position
    assert {"norm-later", "norm-contested"} <= set(issues(where, killed("prisoners"), names("cited", "mandela-2015")))


def test_deaths_in_custody_open_with_the_presumption_by_its_day() -> None:
    early = found(incident("1997-04-14/1997-04-17"), killed("prisoners")).custody
    late = found(incident(), killed(), killed(at=20)).custody
    assert early is not None and late is None
    said = {one.citation.split(",")[0]: one for one in early.statements}
    assert (
        said["Human Rights Committee"].later
        and said["Minnesota Protocol on the Investigation of Potentially Unlawful Death (2016)"].later
    )
    assert not said["Inter-American Court of Human Rights"].later
    assert (
        "open only to members of the Organization of American States"
        in said["Inter-American Court of Human Rights"].reaches
    )
    assert early.investigated == () == early.access


def test_a_place_where_people_are_held_is_enough_and_general_comment_36_came_a_week_before() -> None:
    held = found(incident(site="ITK-3"), killed()).custody
    assert held is not None
    (comment,) = [one for one in held.statements if "general comment No. 36" in one.citation]
    assert not comment.later and "in force for Tajikistan since 4 April 1999" in comment.reaches


def test_what_the_documents_hold_of_an_investigation_and_of_access_stands_there() -> None:
    inquiry = claim(Reaction("inquiry_opened", "the prosecutor", "opened a case"), 30)
    refused = claim(Access("limited", "the government", about="the riot"), 40)
    given = claim(Access("given", "the government"), 50)
    held = found(incident(site="ITK-3"), killed(), inquiry, refused, given).custody
    assert held is not None and held.investigated == (inquiry.id,) and held.access == (refused.id,)


@pytest.mark.parametrize(
    ("where", "says"),
    [
        (incident(code=None), 'state = "TJK"'),
        (incident(when=None), "day is not known"),
        (incident(code="DEU"), "no treaties of Tajikistan are held"),
    ],
)
def test_what_is_not_known_is_said_where_a_text_is_named(where: Incident, says: str) -> None:
    named = names()
    account = Account(where, (), (), (), (), obligations=found(where, named))
    (issue,) = obligation_issues([account], {named.id: named})
    assert issue.code == "norm-unknown" and says in issue.message


def test_the_settings_name_the_state_only_where_documents_name_none() -> None:
    assert found(incident(code=None), killed(), state="KGZ").state == "KGZ"
    assert found(incident(), killed(), state="KGZ").state == "TJK"


def test_an_incident_that_harmed_nobody_has_none_and_others_hold_what_bound_alone() -> None:
    present = claim(Count(Harm.PRESENT, "all", Quantity(9, 9, False, Form.EXACT, "9")))
    assert obligations_of(incident(), [present]) is None
    plain = found(incident(), killed())
    assert plain.custody is None and {one.bound.value for one in plain.entries} <= {"yes", "contested"}
    assert issues(incident("1997-04-14"), killed()) == []


def test_nothing_says_that_anything_was_breached() -> None:
    made = found(incident(site="ITK-3"), killed(), names("breached"))
    told = " ".join(
        (*(one.position for one in made.entries), *made.held, *(one.reaches for one in made.custody.statements))
    )  # type: ignore[union-attr]
    assert "breach" not in told and "violat" not in told
    assert replace(made.invoked[0]).says == "breached"  # the document's own word, as a code
