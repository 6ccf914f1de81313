"""A group of commands, each loaded when it is asked for: who builds need not wait for what reads logs."""

import atexit
import gc
from collections.abc import Mapping
from importlib import import_module
from typing import Any, cast

import click

_WHOLE = 1000  # characters: no sentence is cut


class Listing(click.Group):
    """A group whose help gives the first sentence of each command whole."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, each with what it does."""
        every = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, one.get_short_help_str(_WHOLE)) for name, one in every if one is not None]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


class CaseFirst(Listing):
    """CASE stands first: what follows it is a verb, or options of the command itself."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options may stand behind CASE where no verb does."""
        if len(args) > 1 and args[1].startswith("-"):
            ctx.allow_interspersed_args = True
            verb = next((one for one in args[2:] if one in self.commands), None)
            if verb and not any(one.startswith("--file") for one in args):
                raise click.UsageError(
                    f"Write options behind the verb: tollbook {ctx.info_name} CASE {verb} … {args[1]} …"
                )
        return super().parse_args(ctx, args)


class Commands(Listing):
    """``later``: by the name of a command, the module that holds it under that name, with _ for -."""

    def __init__(self, *args: Any, later: Mapping[str, str], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._later = later

    def __call__(self, *args: Any, **settings: Any) -> Any:
        """As a program of its own. At its end nothing is looked through for circles: all that it held goes."""
        atexit.register(gc.freeze)
        return super().__call__(*args, **settings)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all, loaded or not."""
        return sorted({*super().list_commands(ctx), *self._later})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; None where there is none."""
        module = self._later.get(cmd_name)
        if module is None:
            return super().get_command(ctx, cmd_name)
        return cast(click.Command, getattr(import_module(module), cmd_name.replace("-", "_")))
