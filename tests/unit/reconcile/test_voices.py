"""Which claims end in one voice, and the reason that is given for it."""

from tollbook.model import Document, Voice
from tollbook.pipeline import build_register
from tollbook.settings import Settings

HEAD = "Riot at Marrow prison\n\nA riot broke out at the prison in the town of Marrow, Tajikistan, on 3 May 2004. "


def voices_of(*texts: str) -> tuple[Voice, ...]:
    documents = [Document(f"{number}.txt", f"{HEAD}{text}".encode()) for number, text in enumerate(texts)]
    register = build_register(documents, Settings()).register
    assert len(register.accounts) == 1
    return tuple(voice for voice in register.accounts[0].voices if voice.claims)


def reasons(*texts: str) -> dict[str | None, str]:
    return {voice.speaker: voice.why for voice in voices_of(*texts)}


def test_one_speaker_once() -> None:
    assert reasons("The ministry said that 12 people were killed.")["The ministry"] == "one speaker"


def test_one_speaker_twice_in_a_document() -> None:
    text = "The ministry said that 12 people were killed. The ministry said that 30 people were injured."
    assert reasons(text)["The ministry"] == "the same speaker, in one document"


def test_one_speaker_in_two_documents() -> None:
    said = reasons("The ministry said that 12 people were killed.", "The ministry said that 15 people were killed.")
    assert said["The ministry"] == "the same speaker, in 2 documents"


def test_a_document_that_names_nobody_is_a_voice_of_its_own() -> None:
    texts = ("12 people were killed in the yard.", "15 people were killed in the yard.")
    voices = [voice for voice in voices_of(*texts) if voice.speaker is None]
    assert [voice.why for voice in voices] == ["no speaker is named: the document speaks itself"] * 2
    assert len({voice.id for voice in voices}) == 2


def test_two_who_are_named_for_one_figure_are_not_shown_to_be_independent() -> None:
    said = reasons("The rights group and the party said that up to 60 people were killed.")
    assert said["The rights group"] == "one speaker; named for the same words as the party: not shown to be independent"
    assert said["the party"].endswith("; named for the same words as The rights group: not shown to be independent")


def test_two_who_give_one_figure_in_two_sentences_are_said_nothing_of() -> None:
    text = "The ministry said that 12 people were killed. Families said that 12 people were killed."
    assert set(reasons(text).values()) >= {"one speaker"}
    assert not any("independent" in why for why in reasons(text).values())


def test_unnamed_sources_of_two_documents_are_not_shown_to_be_one() -> None:
    texts = ("A security source said that 12 people were killed.", "A security source said that 15 people were killed.")
    voices = [voice for voice in voices_of(*texts) if voice.speaker == "A security source"]
    assert [voice.why for voice in voices] == ["one speaker"] * 2


def test_an_unnamed_source_told_one_agency_in_two_documents() -> None:
    told = "A security source told Reuters that 12 people were killed."
    assert reasons(told, f"{told} The yard burned.")["A security source"] == "the same speaker, in 2 documents"
