"""The town that a prison is known by is where it stands; a prison's own name, a body's or a country's is no town."""

import pytest

from tollbook.extract.notation import read_sentence
from tollbook.model import Document, MentionKind
from tollbook.pipeline import build_register
from tollbook.settings import Settings


def places(text: str) -> list[str]:
    mentions = read_sentence(text, "en").mentions
    return [mention.value for mention in mentions if mention.kind is MentionKind.PLACE]


@pytest.mark.parametrize(
    "words",
    [
        "the Marrow prison",
        "the prison of Marrow",
        "Marrow's prison",
        "Marrow’s high-security prison",
        "the Marrow city prison",
        "a prison in the city of Marrow",
        "a jail in Marrow",
    ],
)
def test_a_prison_is_in_the_town_it_is_known_by(words: str) -> None:
    assert places(f"On 3 May 2004 a riot broke out at {words} and 12 people died.") == ["Marrow"]


@pytest.mark.parametrize(
    "text",
    [
        "A Tajik prison was stormed and 12 people died.",
        "A riot at Tajikistan's prison killed 12 people.",
        "An Interior Ministry prison was stormed and 12 people died.",
        "The KNB prison was stormed and 12 people died.",
        "Deadly prison riot: 12 people died.",
        "The ministry said that officials at the Interior Ministry had visited the prison.",
    ],
)
def test_what_is_no_town_is_no_place(text: str) -> None:
    assert places(text) == []


def test_a_prisons_own_name_is_no_place_beside_the_town_it_stands_in() -> None:
    assert places("In the Greywater prison in Marrow 12 people died.") == ["Marrow"]
    assert places("In the Marrow prison 12 people died. The mayor of the town spoke in Marrow.") == ["Marrow", "Marrow"]


def test_the_name_stands_at_its_place() -> None:
    mentions = read_sentence("A riot broke out at Marrow’s prison.", "en").mentions
    at = next(mention.at for mention in mentions if mention.kind is MentionKind.PLACE)
    assert (at.words, at.end - at.start) == ("Marrow", len("Marrow"))


def test_documents_that_name_the_prison_and_the_town_tell_of_one_incident() -> None:
    texts = [
        "A riot broke out in Marrow, Tajikistan, on 3 May 2004. The government said that 12 people were killed.",
        "A riot broke out at the Marrow prison, Tajikistan, on 3 May 2004. Families said that 20 people were killed.",
        "A riot broke out at the prison of Marrow, Tajikistan, on 3 May 2004. A doctor said 15 people were killed.",
    ]
    documents = [Document(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]
    accounts = build_register(documents, Settings()).register.accounts
    assert [(one.incident.where.name, len(one.voices)) for one in accounts] == [("Marrow", 3)]
