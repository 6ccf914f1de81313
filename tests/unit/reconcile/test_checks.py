"""What cannot hold as it is stated is said to be so, with the claims involved; what can hold is not."""

from dataclasses import replace

import pytest

from tollbook.model import (
    Anchor,
    Attribution,
    Claim,
    Count,
    Document,
    Form,
    Harm,
    Incident,
    Issue,
    Mark,
    Place,
    Quantity,
    Source,
    SpeakerType,
    Stance,
    When,
)
from tollbook.pipeline import build_register
from tollbook.reconcile import check_issues
from tollbook.settings import Settings

ID = "d" * 64
SOURCE = Source(ID, "a.txt", "text/plain", "utf-8", 5000, "x" * 5000, (), "en", date=When("2004-05-05", "5 May 2004"))
INCIDENT = Incident("i", "Riot", "riot", "2004-05-03", Place("Marrow"), (), ())
MINISTRY = Attribution("the ministry", "ministry", SpeakerType.AUTHORITY)
NOBODY = Attribution(None, None, SpeakerType.DOCUMENT)
HEAD = "Riot at Marrow prison\n\n5 May 2004\n\nOn 3 May 2004 a riot broke out in Marrow, Tajikistan. "
_PLACES = iter(range(0, 4000, 20))
CHECKS = {
    *(
        "part-above-total",
        "parts-below-total",
        "groups-above-total",
        "document-against-itself",
        "cumulative-below-event",
    ),
    *("figure-before-event", "death-after-report", "document-before-event", "population-balance"),
}


def said(
    low: int | None,
    group: str = "all",
    *marks: Mark,
    high: int | None = -1,
    form: Form = Form.EXACT,
    by: Attribution = MINISTRY,
    total: Claim | None = None,
) -> Claim:
    """A count of the killed; ``high`` -1: as the low."""
    at, words = next(_PLACES), f"{low} {group}"
    top = low if high == -1 else high
    many = Quantity(low, top, form is Form.AT_LEAST, form, words)
    count = Count(Harm.KILLED, group, many, frozenset(marks))
    anchor = Anchor(ID, at, at + len(words), words)
    return Claim(count, by, anchor, "en", "test", as_of="2004-05-05", part_of=total.id if total else None)


def codes(*claims: Claim) -> list[str]:
    return [one.code for one in check_issues(INCIDENT, claims, {ID: SOURCE})]


def found(*texts: str) -> list[Issue]:
    """What the checks say of documents as they are read."""
    documents = [Document(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]
    return [one for one in build_register(documents, Settings()).register.issues if one.code in CHECKS]


def test_a_part_that_is_more_than_its_total() -> None:
    total = said(24)
    part = said(30, "women", Mark.PART, total=total)
    (issue,) = check_issues(INCIDENT, [total, part], {ID: SOURCE})
    assert (issue.code, issue.about) == ("part-above-total", (total.id, part.id))
    assert "“24 all”" in issue.message
    assert "“30 women”" in issue.message


def test_parts_that_hold_nobody_in_common_and_are_together_more_than_their_total() -> None:
    total = said(30)
    women, children = (said(20, group, Mark.PART, total=total) for group in ("women", "children"))
    assert codes(total, women, children) == ["part-above-total"]


def test_parts_that_may_be_the_same_people_are_not_added_up() -> None:
    total = said(30)
    assert codes(total, *(said(20, group, Mark.PART, total=total) for group in ("women", "prisoners"))) == []


@pytest.mark.parametrize(
    ("total", "part"),
    [
        (said(24), 24),
        (said(24, high=None, form=Form.AT_LEAST), 30),
        (said(24, form=Form.ABOUT), 26),
        (said(None, high=24, form=Form.AT_MOST), 24),
    ],
)
def test_a_part_that_fits_or_whose_total_is_open_or_rough(total: Claim, part: int) -> None:
    assert codes(total, said(part, "women", Mark.PART, total=total)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "20 people died in the riot: 12 prisoners and 5 guards.",
        "20 people, 12 prisoners and 5 guards, were killed.",
        "Twenty people were killed, 12 prisoners and five guards.",
        "At least 20 people (12 prisoners and five guards) were killed.",
        "20 people were killed – 12 prisoners, five guards.",
        "20 people died: 12 prisoners, 5 guards, the ministry said.",
        "20 people died: 12 in Osh and five in Batken.",
    ],
)
def test_parts_that_are_told_as_all_and_are_fewer_than_their_total(sentence: str) -> None:
    (issue,) = found(f"{HEAD}{sentence}")
    assert issue.code == "parts-below-total"
    assert "which come to 17: 3 fewer" in issue.message
    assert len(issue.about) == 3


@pytest.mark.parametrize(
    "sentence",
    [
        "20 people died in the riot: 12 prisoners and 8 guards.",
        "20 people were killed, including 12 prisoners and 5 guards.",
        "20 people, among them 12 prisoners and 5 guards, were killed.",
        "20 people died (12 of them prisoners, 5 of them guards).",
        "20 people died: 12 prisoners, 5 guards and several civilians.",
        "20 people died: 12 prisoners, 5 guards and others.",
        "20 people died: 12 prisoners and 5 guards, among them two officers, and 3 civilians.",
        "20 people died: about 12 prisoners and 5 guards.",
        "20 people were killed: at least 12 prisoners and five guards.",
        "About 20 people died: 12 prisoners and 5 guards.",
        "Up to 20 people died: 12 prisoners and 5 guards.",
        "20 people were killed, 12 prisoners and five guards were injured.",
        "40 people were wounded: 2 fatally and 30 seriously.",
    ],
)
def test_parts_that_may_be_some_of_their_total(sentence: str) -> None:
    assert found(f"{HEAD}{sentence}") == []


def test_parts_between_commas_that_are_more_than_their_total() -> None:
    (issue,) = found(f"{HEAD}28 people, 12 guards and 17 prisoners, were killed.")
    assert issue.code == "part-above-total"
    assert "come to 29" in issue.message
    (issue,) = found(f"{HEAD}20 people died: 25 prisoners and 5 guards.")
    assert "“25 prisoners” is more" in issue.message


def test_groups_that_are_more_than_everyone_by_the_same_voice() -> None:
    assert codes(said(20), said(25, "prisoners")) == ["groups-above-total"]
    assert codes(said(27), said(25, "prisoners"), said(3, "guards")) == ["groups-above-total"]


def test_groups_that_fit_into_everyone_or_are_of_another_voice() -> None:
    assert codes(said(28), said(25, "prisoners"), said(3, "guards")) == []
    assert codes(said(20), said(25, "prisoners", by=NOBODY)) == []
    assert codes(said(20), said(25, "prisoners", Mark.CUMULATIVE)) == []


def test_a_document_that_states_two_totals_of_one_voice() -> None:
    one, other = said(12, "prisoners"), said(15, "prisoners")
    (issue,) = check_issues(INCIDENT, [one, other], {ID: SOURCE})
    assert (issue.code, set(issue.about)) == ("document-against-itself", {one.id, other.id})


def test_totals_that_may_both_hold() -> None:
    assert codes(said(12), said(12, high=None, form=Form.AT_LEAST)) == []
    assert codes(said(12), replace(said(15), as_of="2004-05-04")) == []
    assert codes(said(12), said(15, by=NOBODY)) == []
    assert codes(said(12), said(15, "all", Mark.EARLY)) == []
    assert codes(said(12), said(15, form=Form.ABOUT)) == []
    assert codes(said(12), replace(said(15), attribution=replace(MINISTRY, stance=Stance.DENIES))) == []
    assert codes(said(1, "women"), said(3, "women")) == []


def test_a_figure_over_several_events_that_is_less_than_one_of_them() -> None:
    assert codes(said(12, "all", Mark.CUMULATIVE), said(20)) == ["cumulative-below-event"]
    assert codes(said(33, "all", Mark.CUMULATIVE), said(20)) == []


def test_a_figure_of_a_day_before_the_event() -> None:
    assert codes(replace(said(12), as_of="2004-05-01")) == ["figure-before-event"]
    assert codes(replace(said(12), as_of="2004-05")) == []


def test_a_document_dated_before_what_it_tells_is_told_once() -> None:
    early = replace(SOURCE, date=When("2004-05-01", "1 May"))
    claims = [replace(said(number), as_of="2004-05-01") for number in (12, 12, 12)]
    (issue,) = check_issues(INCIDENT, claims, {ID: early})
    assert (issue.code, len(issue.about)) == ("document-before-event", 3)


def test_what_is_feared_may_lie_ahead() -> None:
    early = replace(SOURCE, date=When("2004-05-01", "1 May"))
    feared = replace(said(12), attribution=replace(MINISTRY, stance=Stance.HYPOTHETICAL), as_of="2004-05-01")
    assert list(check_issues(INCIDENT, [feared], {ID: early})) == []


def test_a_death_after_its_report_as_it_is_read() -> None:
    text = "1 May 2004\n\nDavron Saidov, 34, was shot dead in Marrow, Tajikistan, on 9 June 2004."
    (issue,) = found(f"Killing in Marrow\n\n{text}")
    assert (issue.code, issue.at.words if issue.at else "") == (
        "death-after-report",
        "Davron Saidov, 34, was shot dead",
    )


def test_a_document_against_itself_as_it_is_read() -> None:
    head = "Riot at Marrow prison\n\n5 May 2004\n\nA riot broke out in Marrow, Tajikistan, on 3 May 2004. "
    said_so = "The ministry said that 12 prisoners were killed. The ministry said that 15 prisoners were killed."
    (issue,) = found(head + said_so, head + "Families said that 20 people were killed.")
    assert issue.code == "document-against-itself"
    assert "0.txt" in issue.message
