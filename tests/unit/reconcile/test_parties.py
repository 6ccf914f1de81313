"""One speaker by several names is one voice; what only looks like one is not; people may say otherwise."""

from datetime import UTC, datetime

from tollbook.model import Decision, DecisionKind, Document, Register, Voice
from tollbook.pipeline import build_register
from tollbook.settings import Settings

HEAD = "A riot broke out at the prison in Khujand, Tajikistan, on 3 May 2004. "


def register(*texts: str, decisions: tuple[Decision, ...] = (), head: str = HEAD) -> Register:
    documents = [Document(f"{number}.txt", f"{head}{text}\n".encode()) for number, text in enumerate(texts)]
    return build_register(documents, Settings(), decisions=decisions).register


def voices(*texts: str, head: str = HEAD, decisions: tuple[Decision, ...] = ()) -> tuple[Voice, ...]:
    (account,) = register(*texts, head=head, decisions=decisions).accounts
    return account.voices


def says(who: str, killed: int = 12) -> str:
    return f"{who} said that {killed} prisoners were killed."


def spoken(*who: str, head: str = HEAD) -> list[int]:
    """How many claims each voice has, of speakers that each speak in a document of their own."""
    return [len(one.claims) for one in voices(*(says(one, 12 + n) for n, one in enumerate(who)), head=head)]


def test_a_government_is_one_by_its_state_its_people_and_its_city() -> None:
    who = ("The government of Tajikistan", "Tajik authorities", "Tajikistan's government", "Dushanbe")
    (voice,) = voices(*(says(one, 12 + n) for n, one in enumerate(who)))
    assert len(voice.claims) == 4
    assert voice.why == (
        "the same speaker, in 4 documents; taken as one speaker: “The government of Tajikistan”, “Tajik authorities”, "
        "“Tajikistan's government”, “Dushanbe”, by government in data/languages/en/parties.yaml"
    )


def test_one_name_alone_is_no_folding() -> None:
    (voice,) = voices(says("The government of Tajikistan"), says("The government of Tajikistan", 13))
    assert voice.why == "the same speaker, in 2 documents"


def test_bodies_are_one_by_their_short_names() -> None:
    assert spoken("AFP", "Agence France-Presse") == [2]
    assert spoken("HRW", "Human Rights Watch") == [2]


def test_a_government_and_its_ministries_are_several() -> None:
    assert spoken("The government", "The Interior Ministry", "The Health Ministry") == [1, 1, 1]
    assert spoken("The Interior Ministry", "The Ministry of Internal Affairs", "The Tajik MVD") == [3]


def test_what_looks_like_a_state_is_none() -> None:
    head = HEAD + "Officials of the United States looked on. "
    assert spoken("The Washington Post", "The government of the United States", head=head) == [1, 1]
    assert spoken("Local authorities", "Tajik authorities") == [1, 1]


def test_a_city_as_a_place_speaks_for_nobody() -> None:
    text = "In Dushanbe 3 people were killed. " + says("The government")
    assert sorted(one.speaker or "" for one in voices(text)) == ["", "The government"]


def test_a_city_speaks_for_no_state_that_the_document_does_not_tell_of() -> None:
    head = "A riot broke out at the prison in the town of Marrow, Tajikistan, on 3 May 2004. "
    assert spoken("Kingston", "The government of Jamaica", head=head) == [1, 1]


def test_the_ministry_is_the_one_named_before_it() -> None:
    assert [len(one.claims) for one in voices(f"{says('The Interior Ministry')} {says('The ministry', 3)}")] == [2]
    before = f"{says('The ministry')} {says('The Interior Ministry', 3)}"
    assert [len(one.claims) for one in voices(before)] == [1, 1]


def test_the_ministry_where_two_are_named_is_neither() -> None:
    text = f"{says('The Interior Ministry')} The Health Ministry sent doctors. {says('The ministry', 3)}"
    assert [len(one.claims) for one in voices(text)] == [1, 1]


def test_an_office_of_two_states_is_two() -> None:
    text = f"{says('The Interior Ministry of Tajikistan')} {says('The Interior Ministry of Uzbekistan', 3)}"
    assert [len(one.claims) for one in voices(text)] == [1, 1]
    unclear = voices(f"{text} {says('The Interior Ministry', 4)}")
    assert [len(one.claims) for one in unclear] == [1, 1, 1]


def test_an_office_of_a_document_about_two_states_is_not_told_by_another_document() -> None:
    two = f"Guards from Uzbekistan looked on. {says('The Interior Ministry', 13)}"
    assert [len(one.claims) for one in voices(says("The Tajik Interior Ministry"), two)] == [1, 1]


def test_an_office_of_a_document_about_two_states_is_the_one_that_it_names_itself() -> None:
    own = f"Guards from Uzbekistan looked on. {says('The Tajik Interior Ministry')} {says('The Interior Ministry', 13)}"
    assert [len(one.claims) for one in voices(own)] == [2]


def test_a_voice_goes_by_the_name_that_tells_whose_office_it_is() -> None:
    (voice,) = voices(says("The Interior Ministry"), says("The Tajik Interior Ministry", 13))
    assert voice.speaker == "The Tajik Interior Ministry"


def test_who_gives_no_name_is_no_state() -> None:
    assert spoken("An official of the Tajik government", "The Tajik government") == [1, 1]


def decide(kind: DecisionKind, *about: str) -> Decision:
    return Decision(kind, about, "speaker", "R1", datetime(2026, 6, 3, tzinfo=UTC), "two offices", {})


def test_people_may_undo_it_by_names_and_by_claims() -> None:
    texts = (says("The government"), says("Tajik authorities", 13), says("The Tajik government", 14))
    keys = {one.attribution.key: one.id for one in register(*texts).claims if one.attribution.key}
    for about in (("government", "tajik-authorities"), (keys["government"], keys["tajik-authorities"])):
        found = voices(*texts, decisions=(decide(DecisionKind.DIFFERENT, *about),))
        assert sorted(len(one.claims) for one in found) == [1, 2]
        assert all("R1 told two speakers apart: two offices" in one.why for one in found)


def test_people_may_join_a_speaker_of_several_names_to_another() -> None:
    texts = (says("The government"), says("Tajik authorities", 13), says("The mayor", 14))
    (voice,) = voices(*texts, decisions=(decide(DecisionKind.SAME, "government", "mayor"),))
    assert len(voice.claims) == 3
    assert "R1 took two speakers for one" in voice.why
