"""What a run that was killed left beside a dossier: what stood there before is put back, and the rest removed."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_MOVES = "moves"  # the journal: a line before each move, so that any run can take it back


def mark_of(out: Path) -> str:
    """How everything begins that is put beside a dossier for a while: passed over where documents are read."""
    return f".tollbook-{hashlib.sha256(out.name.encode('utf-8', 'surrogateescape')).hexdigest()[:12]}-"


class Moves:
    """Files and folders moved, so that each can be moved back, by whoever comes after a kill too."""

    def __init__(self, made: Path) -> None:
        self._made = made
        self._done: list[tuple[Path, Path]] = []

    def move(self, old: Path, new: Path) -> None:
        """Moves, once it is written down."""
        with (self._made / _MOVES).open("a", encoding="ascii") as journal:
            journal.write(json.dumps([str(one.relative_to(self._made.parent)) for one in (old, new)]) + "\n")
        old.rename(new)
        self._done.append((old, new))

    def undo(self) -> None:
        """Everything stands again where it stood."""
        while self._done:
            old, new = self._done.pop()
            new.rename(old)


def clear_leftovers(out: Path) -> None:
    """Within the lock of ``out``, so that none of it is in use. Raises OSError."""
    for made in sorted(out.parent.glob(f"{mark_of(out)}*")):
        if made.is_dir() and not made.is_symlink():
            clear(made, out)


def clear(made: Path, out: Path) -> None:
    """Removes a folder made beside ``out``. Where nothing stands at ``out``, what stood there is put back first; the
    folder stays where that cannot be done. Raises OSError."""
    if not out.exists():
        for old, new in reversed(list(_journal(made, out))):
            if new.exists() and not old.exists() and old.parent.is_dir():
                new.rename(old)
    if out.exists() or not (made / "before").exists():
        shutil.rmtree(made, ignore_errors=True)


def _journal(made: Path, out: Path) -> Iterator[tuple[Path, Path]]:
    """The moves that were begun, each within the two folders. The last line may be cut short: its move never was."""
    with suppress(OSError, ValueError):
        for line in (made / _MOVES).read_text(encoding="ascii").splitlines():
            old, new = (Path(one) for one in json.loads(line))
            if any(one.parts[0] not in (made.name, out.name) or ".." in one.parts for one in (old, new)):
                return
            yield made.parent / old, made.parent / new
