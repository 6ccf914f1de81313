"""What ``tollbook release`` prints: all that would leave, and why it may not."""

import csv
import io
from collections.abc import Iterator, Sequence

from tollbook.cli.words import plain
from tollbook.tasks.figures_missing import figures_missing, heading_of
from tollbook.tasks.leaving import Looked

_PLACES = 3  # in which a name stands, shown on a terminal; --json and --csv have them all
_HEADINGS = (
    ("names", "Names and words with capitals that would leave"),
    ("places", "Places that would leave"),
    ("times", "Days and times that would leave"),
    ("sources", "Files that would leave, byte for byte"),
    ("words", "Words that no language pack knows, and that may be names"),
)


def looked_words(looked: Looked, named: bool) -> str:
    """All of it for a person, one thing a line. ``named``: it was said who releases."""
    lines = (*_listing(looked), *_staying(looked), *_missing(looked), *_refused(looked, named))
    return "\n".join(plain(line) for line in lines)


def looked_csv(looked: Looked) -> str:
    """What would leave as a table, a row for each place in which it stands."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("what", "words", "where"))
    for group, _ in _HEADINGS:
        for one in looked.groups()[group]:
            writer.writerows((group.removesuffix("s"), _cell(one.words), _cell(where)) for where in one.where)
    return out.getvalue()


def _listing(looked: Looked) -> Iterator[str]:
    for group, heading in _HEADINGS:
        found = looked.groups()[group]
        yield f"{heading}: {len(found) or 'none'}"
        yield from (f"  {one.words}  ×{len(one.where)}  {_places(one.where)}" for one in found)


def _places(where: Sequence[str]) -> str:
    more = f"; and {len(where) - _PLACES} more" if len(where) > _PLACES else ""
    return "; ".join(where[:_PLACES]) + more


def _staying(looked: Looked) -> Iterator[str]:
    found = looked.as_json()
    for what, key in (("Claims that stay", "stays"), ("Figures that would leave without their words", "without_words")):
        if found[key]:
            yield f"{what}: " + ", ".join(f"{reason} {number}" for reason, number in found[key].items())
    if looked.taken_out:
        names = "1 name" if len(looked.taken_out) == 1 else f"{len(looked.taken_out)} names"
        yield f"Taken out, since nobody cleared them: {names}. --names writes them to a sheet."


def _missing(looked: Looked) -> Iterator[str]:
    """Beside the refusals: what a reader would look for first and not find."""
    missing = figures_missing(looked)
    if missing:
        yield heading_of(missing)
    for one in missing:
        yield f"  {one.says}"
        yield f"    {one.todo}"


def _refused(looked: Looked, named: bool) -> Iterator[str]:
    if not looked.refused:
        yield (
            f"root hash of what would leave {looked.root}"
            if named
            else "Nothing is against it. The root hash holds who releases: give --by to see it."
        )
        return
    number = len(looked.refused)
    yield f"Refused, for {'this reason' if number == 1 else f'these {number} reasons'}:"
    for one in looked.refused:
        yield f"  {one.code}: {one.says}"
        yield f"    {one.todo}"


def _cell(words: str) -> str:
    """As text that no spreadsheet takes for a formula."""
    return plain(f"'{words}" if words.startswith(("=", "+", "-", "@")) else words)
