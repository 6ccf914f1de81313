"""Plugins are found by name, loaded one by one where they are asked for, and cannot take the place of ours."""

from importlib.metadata import EntryPoint
from types import SimpleNamespace
from typing import Any

import pytest

from tollbook import plugins
from tollbook.errors import SettingsError
from tollbook.plugins import EXTRACTORS, load_extractor, names_of


def parrot(name: str) -> Any:
    return lambda _: SimpleNamespace(
        name=name, version="1", prompt="", address=None, languages=None, answer=lambda _: '{"claims": []}'
    )


@pytest.fixture
def theirs(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Plugins of others, by name."""
    made: dict[str, Any] = {}

    def found(group: str) -> list[Any]:
        return [
            SimpleNamespace(name=name, value=f"made:{name}", group=group, load=lambda m=m: m)
            for name, m in made.items()
        ]

    monkeypatch.setattr(plugins, "entry_points", found)
    return made


def test_ours_are_there_and_nothing_else_is() -> None:
    assert set(names_of(EXTRACTORS)) >= {"spacy", "endpoint"}
    with pytest.raises(SettingsError, match=r"no extractor 'oracle'; there are: endpoint, spacy"):
        load_extractor("oracle", {})


def test_one_of_others_is_loaded_by_its_name(theirs: dict[str, Any]) -> None:
    theirs["parrot"] = parrot("parrot")
    assert "parrot" in names_of(EXTRACTORS)
    assert load_extractor("parrot", {}).answer("Nine died.") == '{"claims": []}'


def test_none_takes_the_place_of_ours_or_speaks_for_a_person(theirs: dict[str, Any]) -> None:
    theirs |= {"endpoint": parrot("endpoint"), "person": parrot("person"), "tollbook": parrot("tollbook")}
    assert not {"person", "tollbook"} & set(names_of(EXTRACTORS))
    with pytest.raises(SettingsError, match="TOLLBOOK_ENDPOINT_ADDRESS"):
        load_extractor("endpoint", {})


@pytest.mark.parametrize("made", [parrot("another"), lambda _: object()], ids=["another name", "no extractor"])
def test_what_is_no_extractor_of_its_name_is_refused(theirs: dict[str, Any], made: Any) -> None:
    theirs["parrot"] = made
    with pytest.raises(SettingsError, match="is no extractor called 'parrot'"):
        load_extractor("parrot", {})


def test_one_that_is_not_installed_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = EntryPoint("gone", "nowhere_at_all:make", EXTRACTORS)
    monkeypatch.setattr(plugins, "entry_points", lambda group: [gone])
    with pytest.raises(SettingsError, match="cannot be loaded from nowhere_at_all:make"):
        load_extractor("gone", {})
