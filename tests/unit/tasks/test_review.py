"""A sitting of a reviewer: the order, what hangs on a claim, what is written down and what is not."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tollbook.decide.order import Weight
from tollbook.model import Decision, DecisionKind, Protection
from tollbook.store.case_file import CaseFile
from tollbook.tasks.decisions import load_decisions, record_decisions
from tollbook.tasks.review import FieldError, Review, Sitting, open_review
from tollbook.tasks.review_sheet import write_sheet

EXAMPLE = Path(__file__).parents[3] / "examples" / "khujand" / "1997"
AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def to_claim(review: Review, words: str) -> Review:
    """At the claim whose words these are."""
    while (page := review.page()) is not None and page.told.quoted.words != words:
        review.forward()
    assert review.page() is not None
    return review


@pytest.fixture(scope="module")
def khujand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("khujand") / "papers"
    folder.mkdir()
    for file in EXAMPLE.iterdir():
        if file.is_file():
            (folder / file.name).write_bytes(file.read_bytes())
    return folder


def test_the_box_that_sets_the_top_comes_first(khujand: Path) -> None:
    review = open_review(khujand, Sitting("R1"))
    page = review.page()
    assert page is not None
    assert page.told.quoted.words == "24–158"
    assert page.stake == ("Rejecting it would make killed 24–150 instead of 24–158.",)
    weights = [one.weight for one in review.stakes]
    assert weights == sorted(weights)
    assert weights[0] is Weight.FIGURE
    assert (page.number, page.matter, page.of) == (1, review.matter, len(review.stakes))


def test_what_was_said_would_happen_happens(khujand: Path, tmp_path: Path) -> None:
    case = tmp_path / "papers"
    case.mkdir()
    for file in khujand.iterdir():
        if file.is_file() and not file.name.startswith("case.tollbook"):
            (case / file.name).write_bytes(file.read_bytes())
    review = open_review(case, Sitting("R1"))
    (said,) = review.reject("no source is given for it")
    assert said.endswith("killed is 24–150; it was 24–158.")
    assert (said,) != review.undo()
    page = review.page()
    assert page is not None
    assert page.told.quoted.words == "24–158"
    assert page.state == ()
    assert page.stake == ("Rejecting it would make killed 24–150 instead of 24–158.",)


def test_each_decision_is_over_the_reviewers_own_and_beside_those_who_agree(case: Path) -> None:
    open_review(case, Sitting("R1")).accept()
    (first,) = load_decisions(case)
    again = open_review(case, Sitting("R2", every=True))
    while (page := again.page()) is not None and page.told.claim.id != first.about[0]:
        again.forward()
    assert page is not None
    assert page.state[0].startswith("accepted by R1 on ")
    again.accept()
    again.back()
    again.reject("hearsay")
    _, second, third = load_decisions(case)
    assert second.over == ()
    assert set(third.over) == {first.id, second.id}


def test_a_correction_that_cannot_be_used_is_refused_before_it_is_written(case: Path) -> None:
    review = open_review(case, Sitting("R1"))
    for typed in ({"figure": "many"}, {"group": "people"}, {"speaker": "Somebody Unheard Of"}, {"low": "900"}):
        with pytest.raises(FieldError):
            review.try_correcting(typed, "x")
    assert load_decisions(case) == ()


def test_a_blind_coder_is_shown_what_they_coded_and_nothing_else(case: Path) -> None:
    first = open_review(case, Sitting("R1"))
    first.reject("hearsay")
    blind = open_review(case, Sitting("R3", blind=True))
    assert len(blind.stakes) == 3
    shown = [blind.page()]
    blind.accept()
    blind.back()
    again = blind.page()
    assert again is not None
    assert shown[0] is not None
    assert shown[0].state == ()
    assert (again.stake, len(again.state)) == ((), 1)
    assert again.state[0].startswith("accepted by R3")
    assert load_decisions(case)[-1].blind


def test_who_settles_sees_both_and_decides_over_both(case: Path) -> None:
    open_review(case, Sitting("R1")).reject("hearsay")
    (first,) = load_decisions(case)
    blind = open_review(case, Sitting("R3", blind=True))
    while blind.page() is not None:
        blind.accept()
    settling = open_review(case, Sitting("R2", settling=True))
    page = settling.page()
    assert page is not None
    assert page.told.claim.id == first.about[0]
    assert [line.split(" on ")[0] for line in page.state] == ["rejected by R1", "accepted by R3"]
    settling.accept()
    assert len(load_decisions(case)[-1].over) == 2
    assert open_review(case, Sitting("R2", settling=True)).page() is None


def test_words_of_a_protected_source_stand_in_no_decision_and_in_no_sheet(case: Path, tmp_path: Path) -> None:
    source = open_review(case, Sitting("R1")).stakes[0].claim.anchor.source
    hidden = Decision(DecisionKind.PROTECT, (source,), Protection.WITHHOLD, "R1", AT, "x", {"kind": "source"})
    record_decisions(case, (hidden,))
    review = open_review(case, Sitting("R1"))
    assert write_sheet(review, tmp_path / "out.csv") == 0
    review.accept()
    assert load_decisions(case)[-1].seen is None
    with CaseFile.open(case) as file:
        assert file.check() == ()
    held = b"".join(one.read_bytes() for one in case.glob("case.tollbook*"))
    assert b"12 prisoners" not in held


def test_a_great_case_is_put_in_order_quickly(tmp_path: Path) -> None:
    case = tmp_path / "papers"
    case.mkdir()
    for number in range(40):
        said = " ".join(
            f"Speaker {name} said that {number * 7 + at} prisoners and {at + 1} guards were killed."
            for at, name in enumerate(("Amber", "Birch", "Cedar", "Dahlia", "Elder"))
        )
        text = f"Riot at Marrow prison\n\nA riot broke out at the prison in Marrow, Tajikistan, on 3 May 2004. {said}\n"
        (case / f"{number}.txt").write_text(text, encoding="utf-8")
    review = open_review(case, Sitting("R1"))
    assert len(review.stakes) >= 400
    before = time.process_time()
    review.reject("x")
    assert time.process_time() - before < 10
    weights = [one.weight for one in review.stakes[1:]]
    assert weights == sorted(weights)
