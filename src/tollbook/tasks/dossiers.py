"""A dossier opened for reading: its record, held to the manifest and to the shape that readers of it count on."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tollbook.errors import SettingsError
from tollbook.publish.shape import what_is_wrong

_MOST_BYTES = 1 << 28  # as verify.py
_MANIFEST, _RECORD = "MANIFEST.sha256", "record.json"


@dataclass(frozen=True, slots=True)
class Dossier:
    """``name`` is the folder's; ``root`` the SHA-256 of its manifest."""

    name: str
    root: str
    record: dict[str, Any]


def open_dossier(folder: Path) -> Dossier:
    """The record of a dossier, which anybody may have made. Raises SettingsError where it cannot be relied on."""
    if not (folder / _MANIFEST).is_file():
        raise SettingsError(
            f"{str(folder)!r} is not a dossier: it has no {_MANIFEST}. Name a folder that tollbook build wrote; "
            "of a case, build the dossier first."
        )
    manifest, data = _read(folder, _MANIFEST), _read(folder, _RECORD)
    if f"{hashlib.sha256(data).hexdigest()}  {_RECORD}".encode() not in manifest.split(b"\n"):
        raise _broken(folder, f"its {_RECORD} is not the one that its manifest lists")
    try:
        record = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as wrong:
        raise _broken(folder, f"its {_RECORD} is no JSON that can be read") from wrong
    if wrong_place := what_is_wrong(record):
        raise _broken(folder, f"its {_RECORD} is not whole at {wrong_place}")
    return Dossier(folder.absolute().name, hashlib.sha256(manifest).hexdigest(), record)


def _read(folder: Path, name: str) -> bytes:
    try:
        if (folder / name).stat().st_size > _MOST_BYTES:
            raise _broken(folder, f"its {name} is larger than {_MOST_BYTES >> 20} MB")
        return (folder / name).read_bytes()
    except OSError as wrong:
        raise _broken(folder, f"its {name} cannot be read") from wrong


def _broken(folder: Path, what: str) -> SettingsError:
    return SettingsError(f"{str(folder)!r} cannot be relied on: {what}. See what is wrong with tollbook verify.")
