"""What could not be read is said, once and in its place; what is read, or is of something else, is not."""

import pytest

from tollbook.extract.notation import read_sentence, told


def issues_of(text: str) -> list[tuple[str, str | None]]:
    return [(issue.code, issue.at.words if issue.at else None) for issue in read_sentence(text, "en").issues]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The 40 all lie killed in the yard.", "40"),
        ("31 people were killed: 40 prisoners came from the north.", "40 prisoners"),
        ("The mayor denied that anybody was shot.", "anybody"),
        ("The mayor denied that the guards had killed anyone.", "anyone"),
    ],
)
def test_a_figure_by_a_word_of_harm_that_was_not_read_is_an_issue(text: str, figure: str) -> None:
    assert ("figure-not-read", figure) in issues_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "At least 12 people were killed and 30 injured.",
        "50 prisoners escaped before the guards were killed.",
        "The 12 reports on the killings were published.",
        "He was killed at 14.30 in room 12.",
        "The colony holds 800 prisoners.",
        "Dozens of houses burned and nobody was killed.",
        "31 people were killed: 18 prisoners and two guards.",
        "Nobody was shot.",
        "It is not known whether anybody was shot.",
    ],
)
def test_what_is_read_or_of_something_else_is_no_issue(text: str) -> None:
    assert issues_of(text) == []


def test_a_noun_that_is_on_no_list_of_people_is_noted() -> None:
    assert issues_of("Rebels killed three okapis in the park.") == [("noun-not-known", "three okapis")]
    assert told(read_sentence("Rebels killed three okapis in the park.", "en").claims)[0] == "killed: 3 (other)"


@pytest.mark.parametrize(
    "text",
    [
        "Rebels killed three bhishtis who had fled.",
        "Rebels killed three farmers.",
        "A couple and their son were killed.",
        "Seven Boko Haram were killed.",
        "Thirty were killed.",
        "Three okapis were seen.",
        "Poachers killed three gorillas.",
    ],
)
def test_people_by_a_known_noun_or_by_none_are_not_noted(text: str) -> None:
    assert issues_of(text) == []


def test_a_day_that_no_calendar_has_is_an_issue_and_no_date() -> None:
    reading = read_sentence("On 31 April 1997 24 prisoners were killed.", "en")
    assert [issue.code for issue in reading.issues] == ["date-not-a-day"]
    assert told(reading.claims) == ["killed: 24 (prisoners)"]


def test_a_day_without_a_year_is_noted_until_a_year_is_stated() -> None:
    assert issues_of("On 17 April 24 prisoners were killed.") == [("date-without-year", "17 April")]
    assert issues_of("The riot began on 14 April 1997. On 17 April 24 prisoners were killed.") == []


def test_a_pronoun_that_stands_for_nobody_is_an_issue() -> None:
    assert issues_of("He said that three prisoners had died.") == [("speaker-not-named", "He")]
    assert issues_of("The mayor was there. The mayor said so. He said that three prisoners had died.") == []


def test_a_pronoun_stands_for_the_speaker_before_it() -> None:
    claims = read_sentence("The mayor said 7 people died. He added that 12 were wounded.", "en").claims
    assert told(claims) == ["killed: 7 [by The mayor]", "injured: 12 [by The mayor]"]


def test_each_or_together_is_asked() -> None:
    assert [code for code, _ in issues_of("Hundreds of people marched in Osh, Batken, Naryn and Talas.")] == [
        "each-or-together"
    ]


def test_a_message_says_what_where_and_what_to_do() -> None:
    for issue in read_sentence("On 31 April 1997, he said, 24 prisoners died.", "en").issues:
        assert issue.at
        assert issue.message.startswith(f"“{issue.at.words}”")
        assert issue.message.endswith(".")
