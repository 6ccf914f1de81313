"""MANIFEST.sha256: the hash of each file of a dossier, in the format of sha256sum."""

import hashlib
from pathlib import Path

MANIFEST = "MANIFEST.sha256"


def write_manifest(folder: Path) -> str:
    """Writes the manifest of ``folder`` and returns its root hash: the SHA-256 of the manifest's own bytes."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    lines = [f"{_hash(folder / name)}  {name}\n" for name in names if name != MANIFEST]
    content = "".join(lines).encode()
    (folder / MANIFEST).write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
