"""What tells one version of the program from another: its own files, its Python, and the libraries beside it."""

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_OURS = (".py", ".yaml", ".j2", ".css", ".json", ".toml", ".csv", ".txt")


def fingerprint() -> bytes:
    """The same for two builds only where the same code and data files would make them."""
    digest = hashlib.sha256(sys.version.encode())
    folder = Path(__file__).parents[1]
    for path in sorted(_files(folder)):
        digest.update(b"\0" + os.path.relpath(path, folder).encode() + b"\0")
        with open(path, "rb") as file:
            digest.update(hashlib.sha256(file.read()).digest())
    for name in sorted(_libraries()):
        digest.update(b"\0" + name.encode("utf-8", "surrogateescape"))
    return digest.digest()[:16]


def _files(folder: Path | str) -> Iterator[str]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry.path)
        elif entry.name.endswith(_OURS):
            yield entry.path


def _libraries() -> Iterator[str]:
    """The names of what is installed, which hold their versions: "jinja2-3.1.6.dist-info"."""
    for folder in dict.fromkeys(sys.path):
        if folder.endswith("-packages"):
            yield from (entry.name for entry in os.scandir(folder) if entry.name.endswith((".dist-info", ".egg-info")))
