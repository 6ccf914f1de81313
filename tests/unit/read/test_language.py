"""The language of a text: by its words where it is short, by its letters where it is long."""

import pytest

from tollbook.read import read_document


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("No one died.", "en"),
        ("24 killed", "en"),
        ("Dozens were killed.", "en"),
        ("Une trentaine de personnes sont mortes dans la prison.", "fr"),
        ("Погибли двадцать четыре заключённых, сообщило правительство.", "ru"),
        ("24", None),
        ("№ 24: xyz", None),
    ],
)
def test_short_texts(text: str, language: str | None) -> None:
    source, issues = read_document("a.txt", text.encode())
    assert source is not None
    assert source.language == language
    assert ("language-unknown" in {issue.code for issue in issues}) == (language is None)
