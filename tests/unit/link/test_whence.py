"""Whence a text says that it comes: each wording of languages/<code>/whence.yaml with its example, and what looks like
one."""

import re
from functools import cache
from typing import Any

import pytest

from tollbook.data import available_languages
from tollbook.data.loader import data_file, load_yaml
from tollbook.link.whence import taken_from
from tollbook.model import Passage, PassageKind, Source

LANGUAGES = [one for one in available_languages() if data_file("languages", one, "whence.yaml").is_file()]
LISTS = "text be adverb taken alone line by between nouns within".split()


@cache
def whence(language: str) -> dict[str, Any]:
    loaded: dict[str, Any] = load_yaml(data_file("languages", language, "whence.yaml"))
    return loaded


def document(text: str, language: str = "en") -> Source:
    passage = Passage(PassageKind.PARAGRAPH, 0, len(text))
    return Source("0" * 64, "one.txt", "text/plain", "utf-8", len(text), text, (passage,), language)


def named(text: str, language: str) -> str | None:
    found = taken_from(document(text, language))
    return found.name if found else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_example_names_whence_it_comes(language: str) -> None:
    wrong = {text: got for text, name in whence(language)["examples"].items() if (got := named(text, language)) != name}
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_looks_like_it_names_nobody(language: str) -> None:
    assert {text: got for text in whence(language)["never"] if (got := named(text, language))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", LISTS)
def test_every_wording_stands_in_an_example(language: str, section: str) -> None:
    texts = [*whence(language)["examples"], *whence(language)["never"]]
    every = "\n".join(texts)
    missing = [
        one for one in whence(language)[section] if not re.search(rf"\b{re.escape(one)}\b", every, re.IGNORECASE)
    ]
    assert missing == []


def test_the_words_that_say_so_are_kept_with_their_place() -> None:
    text = "(Translated from the Russian text on the website of Memorial)"
    found = taken_from(document(text))
    assert found is not None and found.at is not None
    assert found.at.stands_in(text) and found.key == "party:memorial"


def test_hostile_lines_are_looked_at_in_no_time() -> None:
    for text in (
        "A " * 5_000,
        "Source: " + "a." * 5_000,
        "(" * 10_000,
        "By " + "the " * 4_000,
        "This article was " * 900,
    ):
        assert taken_from(document(text)) is None
