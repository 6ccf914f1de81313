"""A dossier's folder, put in its place whole or not at all; what stands in the former one already is taken over."""

import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tollbook.publish.leftovers import Moves, clear, mark_of
from tollbook.publish.lock import held
from tollbook.publish.manifest import MANIFEST, manifest_of

_SLASH = re.compile("/")
LARGE = frozenset({"pages", "sources", "texts"})  # folders of a file a source or an incident: they are taken over


@dataclass(frozen=True, slots=True)
class Content:
    """One file of a folder: the SHA-256 of its bytes, and how to have them."""

    digest: str
    data: Callable[[], bytes]


def content(data: bytes) -> Content:
    """The content of a file whose bytes are at hand."""
    return Content(hashlib.sha256(data).hexdigest(), lambda: data)


def put_folder(files: Mapping[str, Content], out: Path) -> str:
    """Makes ``out`` a folder of these files and of their manifest, and of nothing else; returns the root hash. Where it
    cannot be done, what stood at ``out`` still does. Raises OSError and StoreError."""
    manifest = manifest_of({path: one.digest for path, one in files.items()})
    out.parent.mkdir(parents=True, exist_ok=True)
    with held(out), _made_beside(out) as made:
        kept = _standing(out, files)
        written = {path: one for path, one in files.items() if path not in kept}
        _write(made / "new", written | {MANIFEST: content(manifest)})
        moves = Moves(made)
        try:
            _put_in_place(made, out, kept, moves)
        except BaseException:
            moves.undo()
            raise
    return hashlib.sha256(manifest).hexdigest()


@contextmanager
def _made_beside(out: Path) -> Iterator[Path]:
    """A folder for what is on its way. What stood at ``out`` is never removed with it."""
    made = Path(tempfile.mkdtemp(prefix=mark_of(out), dir=out.parent))
    try:
        yield made
    finally:
        clear(made, out)


def _standing(out: Path, files: Mapping[str, Content]) -> frozenset[str]:
    """The paths of the large folders at which the very bytes stand already: each file is read to know it."""
    found = set()
    for top in LARGE:
        if (out / top).is_dir() and not (out / top).is_symlink():
            for name, path in _plain_files(out / top, top):
                if (wanted := files.get(name)) is not None and _hash(path) == wanted.digest:
                    found.add(name)
    return frozenset(found)


def _hash(path: str) -> str:
    with open(path, "rb", buffering=0) as file:
        return hashlib.sha256(file.read()).hexdigest()


def _plain_files(folder: Path | str, name: str) -> Iterator[tuple[str, str]]:
    """The files below a folder, by their names from the dossier's own on; no links."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _plain_files(entry.path, f"{name}/{entry.name}")
        elif entry.is_file(follow_symlinks=False):
            yield f"{name}/{entry.name}", entry.path


def _write(folder: Path, files: Mapping[str, Content]) -> None:
    for path, one in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(one.data())


def _put_in_place(made: Path, out: Path, kept: frozenset[str], moves: Moves) -> None:
    """The new folder takes over from the former one the large folders of which something is kept, without what is not,
    and with what is new; then it stands in its place. Few moves however many files: a folder goes as a whole."""
    new, before, gone = made / "new", made / "before", made / "gone"
    gone.mkdir()
    if out.exists():
        moves.move(out, before)
    for top in sorted({path.split("/")[0] for path in kept}):
        added = made / f"added-{top}"
        if (new / top).exists():
            moves.move(new / top, added)
        moves.move(before / top, new / top)
        for number, stale in enumerate(_stale(new / top, kept, new)):
            moves.move(stale, gone / f"{top}-{number}")
        if added.exists():
            _move_into(new / top, added, moves)
    moves.move(new, out)


def _move_into(folder: Path, added: Path, moves: Moves) -> None:
    for entry in list(added.iterdir()):
        place = folder / entry.name
        if place.is_dir():
            _move_into(place, entry, moves)
        else:
            moves.move(entry, place)


def _stale(folder: Path, kept: frozenset[str], root: Path) -> list[Path]:
    """What is not kept, each folder that holds nothing kept as a whole."""
    needed = {path[: at.start()] for path in kept for at in _SLASH.finditer(path)} | kept
    return [root / path for path in _below(folder, folder.name, needed) if path not in needed]


def _below(folder: Path | str, name: str, needed: Set[str]) -> Iterator[str]:
    for entry in list(os.scandir(folder)):
        path = f"{name}/{entry.name}"
        yield path
        if path in needed and entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, path, needed)
