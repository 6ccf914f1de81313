"""What ``tollbook sources`` prints: a table on a terminal, plain lines where output is piped."""

import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module

import click

from tollbook.cli.words import counted, plain
from tollbook.tasks import CaseSources, Intake, Listed

_HEAD = ("file", "format", "size", "language", "date", "title", "sha256", "unknown", "not read")
_UNITS = ("bytes", "KB", "MB", "GB", "TB")
_DIGITS = 12  # of a SHA-256; enough to compare by eye


def show_sources(found: CaseSources, every: bool) -> None:
    """The table, what is unknown in one line, and what happened to receipts. ``every``: the names of all that is
    unknown, source by source."""
    rows = [_row(one, every) for one in found.listed]
    if sys.stdout.isatty():
        import_module("tollbook.cli.table").print_table(_HEAD, rows)
    else:
        for row in (_HEAD, *rows):
            click.echo("\t".join(row))
    click.echo("")
    for line in _below(found, every):
        click.echo(line)


def _row(one: Listed, every: bool) -> tuple[str, ...]:
    unknown = ", ".join(one.unknown) if every else str(len(one.unknown))
    digits = (one.sha256 or "")[:_DIGITS]
    about = (one.file, one.format, size_words(one.size), one.language, one.date, one.title, digits, unknown)
    return (*(plain(cell or "") for cell in about), ", ".join(one.problems))


def size_words(size: int | None) -> str:
    """A size as people read it: "912 bytes", "3.4 MB"."""
    if size is None:
        return ""
    amount, unit = float(size), 0
    while amount >= 1000 and unit < len(_UNITS) - 1:
        amount, unit = amount / 1000, unit + 1
    return f"{amount:.1f} {_UNITS[unit]}" if unit else f"{size} {_UNITS[0]}"


def _below(found: CaseSources, every: bool) -> Iterator[str]:
    counts = Counter(name for one in found.listed for name in one.unknown)
    number = len(found.listed)
    yield counted(number, "source")
    if counts:
        listed = ", ".join(f"{name} {n}" for name, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
        yield f"unknown: {listed}"
    unread = {one.file for one in found.listed if one.problems}
    if unread and not every:
        yield f"{len(unread)} could not be read, or not be read for claims; --all says why, and what to do."
    for issue in found.issues:
        if every or issue.source not in unread:
            yield f"{issue.code}: {plain(issue.message)}"
    yield from _receipt_lines(found.intake, found.written)


def _receipt_lines(intake: Intake, written: bool) -> Iterator[str]:
    for before, now in intake.changed:
        yield (
            f"{plain(now.file)} has other bytes than when it was received on {before.day}; keep the earlier version "
            "beside it and name it in supersedes."
        )
    for receipt, elsewhere in intake.gone:
        where = (
            f"Its bytes are there as {plain(elsewhere)}." if elsewhere else "Put it back, or write down why it went."
        )
        yield f"{plain(receipt.file)}, received on {receipt.day}, is not there any more. {where}"
    yield from (f"{plain(name)} could not be opened, so it has no receipt." for name in intake.unread)
    many = len(intake.new)
    if many:
        did = "Wrote" if written else "Would write"
        yield f"{did} {many} receipt{'' if many == 1 else 's'} to receipts.csv."
