"""The list of a dossier's files with the hash of each, in the format of sha256sum."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from tollbook.errors import StoreError

MANIFEST = "MANIFEST.sha256"
_NO_PLAIN_NAME = re.compile(r"[\\\x00-\x1f\x7f-\x9f\ud800-\udfff]|^[A-Za-z]:")


def write_manifest(folder: Path) -> str:
    """Writes MANIFEST.sha256 over every other file of the folder, sorted by path; returns the root hash, which is the
    SHA-256 of that list. Raises StoreError for a link, or for a name that the list cannot hold."""
    data = manifest_of({name: _hash(path) for name, path in _files(folder).items()})
    (folder / MANIFEST).write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def manifest_of(hashes: Mapping[str, str]) -> bytes:
    """The list itself, of the hash of each file by its path. Raises StoreError for a name that it cannot hold."""
    for name in hashes:
        if _NO_PLAIN_NAME.search(name):
            raise StoreError(
                f"The manifest cannot hold the name {name!r}: rename it without control characters or backslash."
            )
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(hashes.items())).encode("utf-8")


def _files(folder: Path) -> dict[str, Path]:
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise StoreError(f"{name} is a link or a device: a dossier holds plain files. Put the file itself there.")
        if path.is_file() and name != MANIFEST:
            found[name] = path
    return found


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
