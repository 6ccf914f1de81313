"""Progress on a terminal; nothing at all where output is piped."""

import sys
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from typing import cast

import click

from tollbook.tasks import Progress, no_progress


def progress_shown() -> AbstractContextManager[Progress]:
    """A function that tells of progress on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        return nullcontext(no_progress)
    return cast(AbstractContextManager[Progress], import_module("tollbook.cli.bars").bars_shown())


def tell(words: str) -> None:
    """A line on standard error: what the command waits for."""
    click.echo(f"tollbook: {words}", err=True)
