"""``tollbook verify``: what the dossier's own verifier proves, and that its bytes still read to the same texts."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tollbook.errors import SettingsError
from tollbook.extract import Line, lay_out
from tollbook.publish.verify import Mismatch, verify_folder
from tollbook.read import read_document

Json = dict[str, Any]


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
    """Each source's text, made again: from its bytes, or from the claims of those who wrote it down."""
    record = json.loads((dossier / "record.json").read_text(encoding="utf-8"))
    found = []
    for source in record["sources"]:
        text = (dossier / source["text"]).read_bytes().decode("utf-8", "surrogatepass")
        kept = [path for path in sorted((dossier / "sources" / source["id"]).iterdir()) if path.name != "WITHHELD"]
        if source.get("entry") is None:
            found += [wrong for path in kept if (wrong := _read_otherwise(source, path.read_bytes(), text))]
        noted = source.get("written_down") or source.get("entry") is not None
        if noted and _laid_out(source, record["claims"]) != text:
            what = "it does not hold, place by place, what the claims say was written down of it, and nothing else"
            found.append(Mismatch("text", source["text"], what))
    return found


def _read_otherwise(source: Json, data: bytes, text: str) -> Mismatch | None:
    """What is wrong where bytes do not read to the text any more; where it was written down, they read to none."""
    again, _ = read_document(source["name"], data)
    words = again.text if again else ""
    if (words == "") if source.get("written_down") else (again is not None and words == text):
        return None
    return Mismatch("text", source["text"], "the source's bytes do not read to this text any more")


def _laid_out(source: Json, claims: list[Json]) -> str:
    """What people wrote down of a source, laid out from their claims again."""
    own = [claim for claim in claims if claim["source"] == source["id"]]
    return lay_out(Line(_place(source, claim), claim["quote"], claim["speaker"]) for claim in own).text


def _place(source: Json, claim: Json) -> str:
    return next((one["origin"] for one in source["passages"] if one["start"] <= claim["start"] < one["end"]), "")
