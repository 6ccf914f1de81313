"""What stays of words and what goes, one line a case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.publish.release.scrub import Allowed, scrub, unchanged
from tollbook.publish.release.vocabulary import Vocabulary, vocabulary_of

TEXTS = (
    "The prisoners were led out. Witnesses saw Karimov there. Prisoners said so. He met Rose Miller at the gate.",
    "Twenty-four people died. Then karimov left. The Rahmon government denied it.",
)
KNOWN = vocabulary_of(TEXTS, {"Human Rights Centre", "Karim"}, {"Harrowmere"}, ())


def said(words: str, vocabulary: Vocabulary = KNOWN) -> str:
    """As the second sentence of a text, so that its first word opens one."""
    return scrub("It was so. " + words, vocabulary).words.removeprefix("It was so. ")


@pytest.mark.parametrize(
    ("words", "public"),
    [
        ("Prisoners were killed.", "Prisoners were killed."),
        ("Karimov saw it.", "[name] saw it."),
        ("Rose said that 24 died.", "[name] said that 24 died."),
        ("Zarina said that 24 died.", "[name] said that 24 died."),
        ("The guards called Zarina Karimova, and left.", "The guards called [name], and left."),
        ("They met karimov there.", "They met [name] there."),
        ("They met KARIMOV’s brother.", "They met [name] brother."),
        ("Officials in Tajikistan and Harrowmere said so.", "Officials in Tajikistan and Harrowmere said so."),
        ("They told Karim of it.", "They told Karim of it."),
        ("They told Karim Yusupov of it.", "They told [name] of it."),
        ("A report of the Human Rights Centre says so.", "A report of the Human Rights Centre says so."),
        ("It was read by Reuters.", "It was read by Reuters."),
        ("On 17 April 1997 at 03:40 it began.", "On 17 April 1997 at [time] it began."),
        ("It began at 3 pm, or at 0340 hours.", "It began at [time], or at [time]."),
        ("It began at nine o'clock in the morning.", "It began at [time] in the [time]."),
        ("They told April of it, in April 1997.", "They told [name] of it, in April 1997."),
        ("They called +992 92 777 12 34 or 92-777.", "They called [number] or [number]."),
        ("They told a.b@example.org today", "They told [address] today"),
        ("See example.org/x and t.me/abc today", "See [address] and [address] today"),
        ("He is @karim77 there", "He is [address] there"),
        ("His passport is AB1234567 there.", "His passport is [number] there."),
        ("It lies at 40.2833, 69.6222 there.", "It lies at [number], [number] there."),
        ("They held Каримов there.", "They held [name] there."),
        ("They held محمد کریمی there.", "They held [name] there."),
        ("They held K\u200barimov there.", "They held [name] there."),
        ("They held 𝐊𝐚𝐫𝐢𝐦 there.", "They held [name] there."),
        ("Mr. Rose was there.", "[name]. [name] was there."),
        ("In all 24 of them, 312 or 4,500, died.", "In all 24 of them, [number] or [number], died."),
        ("They killed al-Rashid there.", "They killed [name] there."),
        ("They were\U000e0041 tagged and \ufe0fsigned.", "They were tagged and [name]."),
    ],
)
def test_what_stays_and_what_goes(words: str, public: str) -> None:
    assert said(words) == public


def test_a_figure_of_a_claim_stays_and_only_there() -> None:
    words = "In all 12,500 fled, and 3,400 stayed."
    found = scrub(words, KNOWN, allowed=Allowed(figures=((7, 13),)))
    assert found.words == "In all 12,500 fled, and [number] stayed."


def test_hours_stay_where_they_are_cleared_and_are_named() -> None:
    words = "It began at 03:40 there."
    found = scrub(words, KNOWN, allowed=Allowed(times=((0, len(words)),)))
    assert found.words == words
    assert ("time", "03:40") in found.kept


@pytest.mark.parametrize("written", ["Karim", "KARIM", "k a r i m", "Ka-rim", "xkarimx", "Kárim", "Ka\u200brim"])
def test_a_secret_goes_however_it_is_written_and_also_where_cleared(written: str) -> None:
    secret = vocabulary_of(TEXTS, {"Karim"}, (), {"Karim"})
    assert "[name]" in said(f"it was {written} there", secret)
    assert "rim" not in said(f"it was {written} there", secret).casefold()


def test_a_word_alone_that_opens_a_string_is_a_name_until_somebody_clears_it() -> None:
    assert unchanged("Rose", KNOWN) is None
    assert unchanged("The government", KNOWN) == "The government"
    assert unchanged("local officials", KNOWN) == "local officials"
    assert unchanged("Karim", KNOWN) == "Karim"


@given(st.text(max_size=60))
def test_nothing_that_was_taken_out_comes_back_and_places_stay_within(words: str) -> None:
    found = scrub(words, KNOWN)
    for piece in found.pieces:
        first, last = found.place(piece.start, piece.end)
        assert 0 <= first <= last <= len(found.words)
    assert not any(char in found.words for char in "\u200b\u202e\x00")


@given(st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd", "Zs", "Po"]), max_size=60))
def test_what_was_scrubbed_once_stays_as_it_is(words: str) -> None:
    once = scrub(words, Vocabulary()).words
    assert scrub(once, Vocabulary()).words.split() == once.split()
