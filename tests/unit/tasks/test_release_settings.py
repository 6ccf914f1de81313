"""``[release] k`` in case.toml: how many must look alike. Nothing stands in for it where nobody has set it."""

import json
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tollbook.errors import SettingsError
from tollbook.settings import Settings, load_settings, settings_toml


def test_where_nobody_has_said_it_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text('title = "A"\n[release]\n')
    assert load_settings(tmp_path).crowd is None


def test_it_comes_back_as_it_was_written_and_fits_the_schema(tmp_path: Path) -> None:
    settings = Settings(title="A", not_sources=("b.md",), crowd=3)
    (tmp_path / "case.toml").write_text(settings_toml(settings))
    assert load_settings(tmp_path) == settings
    schema = json.loads(files("tollbook.publish").joinpath("schema/case.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema)
    assert validator.is_valid(tomllib.loads(settings_toml(settings)))
    assert not validator.is_valid({"release": {"k": 0}})


@pytest.mark.parametrize("wrong", ["k = 0", "k = 1001", "k = true", 'k = "3"', "k = 3.0", "crowd = 3"])
def test_anything_else_is_refused(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "case.toml").write_text(f"[release]\n{wrong}\n")
    with pytest.raises(SettingsError, match=r"\[release\]"):
        load_settings(tmp_path)
    (tmp_path / "case.toml").write_text("release = 3\n")
    with pytest.raises(SettingsError, match=r"\[release\]"):
        load_settings(tmp_path)
