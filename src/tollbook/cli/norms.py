"""``tollbook norms``: what bound a state on a day, what was contested, and which standards stood."""

import json
from collections.abc import Iterator, Sequence

import click

from tollbook.cli.exits import exit_codes
from tollbook.cli.words import examples
from tollbook.errors import SettingsError
from tollbook.model.instrument import InstrumentKind
from tollbook.model.obligation import Bound, Obligation
from tollbook.tasks import parse_day
from tollbook.tasks.norms import norm_row, state_name
from tollbook.tasks.norms import norms as texts_of

_PARTS = (
    ("Bound", lambda one: one.bound is Bound.YES and not one.premise),
    ("Contested", lambda one: one.bound is Bound.CONTESTED),
    ("Only if more is found", lambda one: one.bound is Bound.YES and one.premise),
    ("Standards and commitments: none binds by itself", lambda one: _is_soft(one) and _stood(one)),
    ("Later texts and versions", lambda one: _is_soft(one) or one.status in ("later_text", "not_in_force")),
    ("Not known", lambda one: one.bound is Bound.UNKNOWN),
    ("Not bound", lambda one: True),
)


@click.command(
    "norms",
    epilog=examples(
        "tollbook norms TJK 1997-04-14",
        "tollbook norms TJK 2018-11-07 --json | jq '.[] | select(.bound == \"yes\") | .norm'",
        "tollbook norms TJK 1997-04-14 --norm iccpr",
    ),
)
@click.argument("state")
@click.argument("day", metavar="DATE")
@click.option("--json", "as_json", is_flag=True, help="One list, as JSON.")
@click.option("--norm", "only", metavar="ID", help="This text alone, such as cat, iccpr, crc.")
def norms(state: str, day: str, as_json: bool, only: str | None) -> None:
    """What bound STATE on DATE: treaties, custom, standards.

    STATE is an ISO 3166 alpha-3 code, such as TJK; DATE is YYYY-MM-DD. It says what bound and since when, with its
    citation; never that anything was breached.
    """
    with exit_codes():
        found = texts_of(state, parse_day(day))
        if only is not None:
            found = _the_one(found, only)
    if as_json:
        click.echo(json.dumps([norm_row(one) for one in found], ensure_ascii=False, indent=1))
        return
    click.echo(f"{state_name(state)} on {day}")
    for line in _lines(found):
        click.echo(line)


def _the_one(found: Sequence[Obligation], only: str) -> tuple[Obligation, ...]:
    one = tuple(each for each in found if each.norm == only.casefold())
    if not one:
        raise SettingsError(f"There is no text {only!r}; there are: {', '.join(each.norm for each in found)}.")
    return one


def _lines(found: Sequence[Obligation]) -> Iterator[str]:
    left = list(found)
    for heading, belongs in _PARTS:
        part = [one for one in left if belongs(one)]
        left = [one for one in left if one not in part]
        if part:
            yield f"\n{heading}"
        for one in part:
            yield f"  {one.norm}  {one.name}"
            yield f"      {one.position}.{' Unverified.' if one.unverified else ''}"
            if one.premise:
                yield f"      {one.premise}"


def _is_soft(one: Obligation) -> bool:
    return one.kind in (InstrumentKind.STANDARD, InstrumentKind.COMMITMENT)


def _stood(one: Obligation) -> bool:
    return one.status in ("standard", "commitment")
