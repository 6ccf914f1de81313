"""Which extractors a case uses, and which it lets text be sent to, is said in so many words or not at all."""

from pathlib import Path

import pytest

from tollbook.errors import SettingsError
from tollbook.settings import Settings, load_settings, settings_toml

BOTH = '[extractors]\nuse = ["spacy", "endpoint"]\n[extractors.endpoint]\nsend = "public"\n'


def loaded(folder: Path, text: str) -> Settings:
    (folder / "case.toml").write_text(text, encoding="utf-8")
    return load_settings(folder)


def test_nothing_said_uses_none_and_sends_nothing(tmp_path: Path) -> None:
    assert loaded(tmp_path, "").extractors == () and loaded(tmp_path, "").sends == frozenset()
    assert loaded(tmp_path, '[extractors]\nuse = ["endpoint"]\n').sends == frozenset()


def test_what_is_said_comes_back_the_same(tmp_path: Path) -> None:
    settings = loaded(tmp_path, BOTH)
    assert settings.extractors == ("spacy", "endpoint") and settings.sends == {"endpoint"}
    assert loaded(tmp_path, settings_toml(settings)) == settings


@pytest.mark.parametrize(
    "text",
    [
        "extractors = 3",
        '[extractors]\nuse = "spacy"',
        "[extractors]\nuse = [1]",
        '[extractors]\nuse = ["no name"]',
        '[extractors.endpoint]\nsend = "public"',  # not in use
        BOTH.replace("public", "all"),
        BOTH.replace('"public"', "true"),
        BOTH + 'key = "secret"',  # a key has no place in a case
        BOTH.replace('send = "public"', ""),
    ],
)
def test_what_is_said_otherwise_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError, match="extractors") as wrong:
        loaded(tmp_path, text)
    assert "secret" not in str(wrong.value)
