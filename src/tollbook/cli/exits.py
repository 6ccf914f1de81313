"""How the commands end: exit codes, and exceptions that are for the user as one line."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from tollbook.errors import SettingsError, TollbookError

DONE, NOT_ALL, WRONG_USE, FAILED = 0, 1, 2, 3


@contextmanager
def exit_codes() -> Iterator[None]:
    """Exceptions that are for the user become one line and an exit code."""
    try:
        yield
    except SettingsError as wrong:
        click.echo(f"tollbook: {wrong}", err=True)
        sys.exit(WRONG_USE)
    except TollbookError as wrong:
        click.echo(f"tollbook: {wrong}", err=True)
        sys.exit(FAILED)
    except KeyboardInterrupt:
        click.echo("tollbook: stopped. What stood there before still does.", err=True)
        sys.exit(FAILED)
