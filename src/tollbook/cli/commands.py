"""A group of commands, each loaded when it is asked for: who builds need not wait for what reads logs."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, cast

import click


class Commands(click.Group):
    """``later``: by the name of a command, the module that holds it under that name, with _ for -."""

    def __init__(self, *args: Any, later: Mapping[str, str], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._later = later

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all, loaded or not."""
        return sorted({*super().list_commands(ctx), *self._later})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; None where there is none."""
        module = self._later.get(cmd_name)
        if module is None:
            return super().get_command(ctx, cmd_name)
        return cast(click.Command, getattr(import_module(module), cmd_name.replace("-", "_")))
