"""``tollbook verify``: what the dossier's own verifier proves, and that its bytes still read to the same texts."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from tollbook.errors import SettingsError
from tollbook.publish.verify import Mismatch, verify_folder
from tollbook.read import read_document


@dataclass(frozen=True, slots=True)
class Verified:
    """``root`` is the folder's root hash; ``mismatches`` are all that was found."""

    root: str
    mismatches: tuple[Mismatch, ...]


def verify(dossier: Path) -> Verified:
    """Checks a dossier. Raises SettingsError where the folder is none."""
    if not (dossier / "MANIFEST.sha256").is_file():
        raise SettingsError(
            f"{str(dossier)!r} is not a dossier: it has no MANIFEST.sha256. Name the folder that holds index.html."
        )
    found = list(verify_folder(dossier))
    if not found:
        found = list(_reread(dossier))
    return Verified(_root(dossier), tuple(found))


def _root(dossier: Path) -> str:
    return hashlib.sha256((dossier / "MANIFEST.sha256").read_bytes()).hexdigest()


def _reread(dossier: Path) -> list[Mismatch]:
    """Each source's bytes, read again to a text and compared with the text that anchors count in."""
    record = json.loads((dossier / "record.json").read_text(encoding="utf-8"))
    found = []
    for source in record["sources"]:
        kept = [path for path in sorted((dossier / "sources" / source["id"]).iterdir()) if path.name != "WITHHELD"]
        for path in kept:
            again, _ = read_document(source["name"], path.read_bytes())
            text = (dossier / source["text"]).read_bytes().decode("utf-8", "surrogatepass")
            if again is None or again.text != text:
                found.append(Mismatch("text", source["text"], "the source's bytes do not read to this text any more"))
    return found
