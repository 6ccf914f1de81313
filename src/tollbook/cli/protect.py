"""``tollbook protect``: who somebody is, typed unseen or read from a file, and never from the command line."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from tollbook import tasks
from tollbook.cli.exits import NOT_ALL, exit_codes
from tollbook.cli.keys import FILE, key_option, keys_in, unseen
from tollbook.cli.progress import progress_shown, tell
from tollbook.cli.words import examples, plain
from tollbook.errors import SettingsError
from tollbook.model import Protection
from tollbook.tasks import protect as task
from tollbook.tasks.protect import Done, Private, Wanted
from tollbook.tasks.protect_again import protect_again

_DIGITS = 12  # of an id
_MOST = 64 * 1024
_HEAD = ("id", "kind", "of", "level", "shown as", "believed because", "sources", "by", "on")
_SEALED = ("who", "spellings", "why")
_LEVELS = click.Choice([one.value for one in Protection])


@click.command(
    epilog=examples(
        'tollbook protect papers source testimony.txt --level withhold --as "a witness" --by R1',
        'tollbook protect papers person P1 --level unnamed --as "a former guard" --by R1',
        'tollbook protect papers speaker 4ced97f3cdbde2f9 --level unnamed --as "a nurse" --by R1',
        'tollbook protect papers passage 4ced97f3cdbde2f9 --level withhold --as "a letter" --by R1 --identity-file -',
        "tollbook protect papers --list --key /media/stick/r1.key",
        "tollbook protect papers --again --key /media/stick/r1.key --by R1",
    )
)
@click.argument("case", type=FILE)
@click.argument("kind", type=click.Choice(task.KINDS), required=False)
@click.argument("thing", required=False)
@click.option(
    "--level", type=_LEVELS, help="withhold: nothing of it leaves; unnamed: its words may, who it is may not."
)
@click.option("--as", "shown_as", metavar="WORDS", help="How it may be spoken of. Stays open.")
@click.option("--believed-because", metavar="WORDS", help="Why it is believed, as a release says. Stays open.")
@click.option("--alias", metavar="CODE", help="The pseudonym of a speaker; by default the next one: P1, P2, …")
@click.option(
    "--by", metavar="CODE", envvar="TOLLBOOK_BY", help="Who decides: a code such as R1, not a name. [env: TOLLBOOK_BY]"
)
@click.option(
    "--identity-file",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Read it from FILE (- is standard input): the name, its other spellings one a line, an empty line, why.",
)
@click.option("--dry-run", is_flag=True, help="Say which sources hold it, and write nothing.")
@click.option(
    "--again", is_flag=True, help="With --key: look for all who are protected in documents that came in since."
)
@click.option("--list", "listing", is_flag=True, help="List what is protected; with --key also who and why.")
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
@key_option("With --list and --again: the key file of a keeper.")
def protect(case: Path, kind: str | None, thing: str | None, **given: Any) -> None:
    """Protect THING of CASE: seal who it is to the keepers, and keep it out of the cache and of releases.

    KIND is source (THING: its file name, or its id), passage or speaker (THING: a claim's id), or person (THING: a
    pseudonym that you choose, such as P1). Who it is and why are asked for and not shown as you type. To lift a
    protection, undo its decision.
    """
    with exit_codes():
        if given["again"]:
            _again(case, given)
            return
        if given["listing"]:
            _list(case, given["keys"], given["as_json"])
            return
        wanted = _wanted(kind, thing, given)
        task.check_can_protect(case)
        private = _read(given["identity_file"]) if given["identity_file"] else _asked(wanted.kind)
        with progress_shown() as progress:
            done = task.protect(case, wanted, private, given["dry_run"], progress, tell)
    _say(done, wanted)


def _wanted(kind: str | None, thing: str | None, given: dict[str, Any]) -> Wanted:
    missing = [
        name
        for name, value in (
            ("KIND", kind),
            ("THING", thing),
            ("--level", given["level"]),
            ("--as", given["shown_as"]),
            ("--by", given["by"]),
        )
        if not value
    ]
    if missing or kind is None or thing is None:
        raise SettingsError(f"Not given: {', '.join(missing)}. See tollbook protect --help.")
    return Wanted(
        kind,
        thing,
        given["level"],
        given["shown_as"],
        given["by"],
        tasks.now(),
        given["believed_because"],
        given["alias"],
    )


def _asked(kind: str) -> Private:
    """Asked for at the terminal, without being shown."""
    needed = kind in ("speaker", "person")
    identity = _typed("Who it is" + ("" if needed else " (empty: nobody is to be named)"))
    spellings = []
    while identity and (other := _typed("Another spelling, or in another script (empty: no more)")):
        spellings.append(other)
    return Private(identity, tuple(spellings), unseen("Why it is protected"))


def _typed(words: str) -> str:
    try:
        typed: str = click.prompt(f"{words}; not shown as you type", "", hide_input=True, err=True, show_default=False)
    except click.Abort:
        raise SettingsError("Nothing was typed, so nothing was done.") from None
    return typed.strip()


def _read(file: Path) -> Private:
    """The name, its other spellings one a line, an empty line, why."""
    try:
        if str(file) == "-":
            data = sys.stdin.buffer.read(_MOST + 1)
        else:
            with file.open("rb") as opened:
                data = opened.read(_MOST + 1)
        text = data.decode("utf-8-sig")
    except OSError as wrong:
        raise SettingsError(f"The file of who it is cannot be read: {wrong.strerror}.") from None
    except UnicodeDecodeError:
        raise SettingsError("The file of who it is is not UTF-8. Save it as UTF-8.") from None
    if len(data) > _MOST:
        raise SettingsError("The file of who it is is longer than any name and reason. Check that it is the right one.")
    head, _, reason = text.replace("\r\n", "\n").partition("\n\n") if text[:1] != "\n" else ("", "", text)
    names = [line.strip() for line in head.splitlines() if line.strip()]
    return Private(names[0] if names else "", tuple(names[1:]), reason.strip())


def _say(done: Done, wanted: Wanted) -> None:
    """Ids alone: a file's name may give somebody away, and what is printed may be kept."""
    things = ", ".join(one[:_DIGITS] for one in done.things)
    ids = ", ".join(one[:_DIGITS] for one in done.sources)
    held = f"Sources that hold it ({len(done.sources)}): {ids}."
    if not done.ids:
        click.echo(f"Would protect {things} ({wanted.level}), sealed to {', '.join(done.keepers)}.")
        click.echo(held if done.sources else "No source of the case holds it.")
    else:
        click.echo(f"Protected {things} ({wanted.level}), sealed to {', '.join(done.keepers)}: {', '.join(done.ids)}")
        click.echo(f"{held} They are out of the cache, and stay out of it." if done.sources else _NO_SOURCE)
        click.echo(_BEFORE, err=True)
    if done.named_by:
        click.echo(
            f"Decisions that name it, or repeat its words, in the open: {', '.join(done.named_by)}. Erase them with "
            "tollbook log CASE IDS --erase, and decide again without them.",
            err=True,
        )


_NO_SOURCE = "No source of the case holds it."
_BEFORE = "Dossiers, backups and copies of the case that were made before still hold it."


def _list(case: Path, files: tuple[Path, ...], as_json: bool) -> None:
    keys = keys_in(files)
    found = task.list_protected(case, keys)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False))
        return
    if not found:
        click.echo("Nothing is protected.", err=True)
        return
    click.echo("\t".join((*_HEAD, *(_SEALED if keys else ()))))
    for one in found:
        click.echo("\t".join(plain(cell) for cell in _row(one, bool(keys))))


def _row(one: task.Shielded, opened: bool) -> tuple[str, ...]:
    about = one.about[:_DIGITS] if one.kind != "person" else one.about
    row = (one.id, one.kind, about, one.level, one.shown_as or "", one.believed_because or "", str(len(one.sources)))
    sealed = (one.identity or "", ", ".join(one.spellings), one.reason if one.reason is not None else "not opened")
    return (*row, one.by, one.on, *(sealed if opened else ()))


def _again(case: Path, given: dict[str, Any]) -> None:
    if not given["by"]:
        raise SettingsError("Not given: --by. See tollbook protect --help.")
    keys = keys_in(given["keys"])
    with progress_shown() as progress:
        found = protect_again(case, keys, given["by"], tasks.now(), given["dry_run"], progress, tell)
    ids = ", ".join(one[:_DIGITS] for one in found.sources)
    held = f"({len(found.sources)}){': ' if ids else ''}{ids}."
    click.echo(f"Sources that hold somebody who is protected, and were not known to {held}")
    if found.ids:
        click.echo(f"They are out of the cache, and stay out of it: {', '.join(found.ids)}")
    if found.shut:
        click.echo(f"Protections that no key that was given opens: {found.shut}. They were not looked for.", err=True)
        sys.exit(NOT_ALL)
