"""Keys and passphrases as commands take them: from a file or a prompt, never from the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from tollbook.errors import SettingsError
from tollbook.tasks.keepers import read_keys

Command = TypeVar("Command", bound=Callable[..., object])
FILE = click.Path(path_type=Path)


def key_option(words: str) -> Callable[[Command], Command]:
    """``--key FILE``, as often as wanted."""
    return click.option("--key", "keys", type=FILE, multiple=True, metavar="FILE", help=words)


def keys_in(files: tuple[Path, ...]) -> tuple[str, ...]:
    """The keys in these files; a passphrase is asked for where one is needed. Raises SettingsError."""
    return read_keys(files, lambda name: unseen(f"Passphrase of {name}"))


def unseen(words: str, again: bool = False) -> str:
    """What a person types without its being shown. ``again``: twice, to be sure. Raises SettingsError for none."""
    try:
        typed: str = click.prompt(words, "", hide_input=True, confirmation_prompt=again, err=True, show_default=False)
    except click.Abort:
        typed = ""
    if not typed:
        raise SettingsError("Nothing was typed, so nothing was done.")
    return typed
