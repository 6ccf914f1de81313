"""``tollbook verify``: what the dossier's own verifier proves, and that its bytes still read to the same texts."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tollbook.errors import SettingsError
from tollbook.executors import Stopped
from tollbook.extract import Line, lay_out
from tollbook.model import Document
from tollbook.publish.stated_table import FILE as STATEMENTS
from tollbook.publish.stated_table import stated_csv
from tollbook.publish.verify import Mismatch, verify_folder
from tollbook.read import read_document
from tollbook.tasks.machine import Readers
from tollbook.version import __version__

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
        record = json.loads((dossier / "record.json").read_text(encoding="utf-8"))
        found = [*_other_words(dossier, record), *_reread(dossier, record)]
    return Verified(_root(dossier), tuple(found))


def _root(dossier: Path) -> str:
    return hashlib.sha256((dossier / "MANIFEST.sha256").read_bytes()).hexdigest()


def _other_words(dossier: Path, record: Json) -> list[Mismatch]:
    """Whether the table of statements says what the record says. Another version may have had other columns."""
    table = dossier / STATEMENTS
    if record["version"] != __version__ or not table.is_file():
        return []
    if table.read_bytes() == stated_csv(record).encode("utf-8", "surrogatepass"):
        return []
    return [Mismatch("differs", STATEMENTS, "it does not repeat the statements of record.json, row by row")]


def _reread(dossier: Path, record: Json) -> list[Mismatch]:
    """Each source's text, made again: from its bytes, or from the claims of those who wrote it down; what was written
    down stands for bytes that read to nothing."""
    kept = [(source, path) for source in record["sources"] for path in _bytes_of(dossier, source)]
    with Readers() as readers:  # whoever made the dossier may have put into it what would never be read to its end
        again = list(readers.map(words_of, [Document(source["name"], path) for source, path in kept]))
    found = []
    for (source, _), words in zip(kept, again, strict=True):
        read = words is not None and not isinstance(words, Stopped)
        if bool(read and words) if source.get("written_down") else not (read and words == _text(dossier, source)):
            what = "the source's bytes do not read to this text any more"
            found.append(Mismatch("text", source["text"], what))
    for source in record["sources"]:
        noted = source.get("written_down") or source.get("entry") is not None
        if noted and _laid_out(source, record["claims"]) != _text(dossier, source):
            what = "it does not hold, place by place, what the claims say was written down of it, and nothing else"
            found.append(Mismatch("text", source["text"], what))
    return found


def _bytes_of(dossier: Path, source: Json) -> list[Path]:
    """Where the bytes lie that the source is read from; none where they are withheld, or it has none."""
    if source.get("entry") is not None:
        return []
    return [path for path in sorted((dossier / "sources" / source["id"]).iterdir()) if path.name != "WITHHELD"]


def _text(dossier: Path, source: Json) -> str:
    text: Path = dossier / source["text"]
    return text.read_bytes().decode("utf-8", "surrogatepass")


def words_of(document: Document) -> str | None:
    """What a source's bytes read to; None where they cannot be read."""
    again, _ = read_document(document.name, document.data())
    return again.text if again else None


def _laid_out(source: Json, claims: list[Json]) -> str:
    """What people wrote down of a source, laid out from their claims again."""
    own = [claim for claim in claims if claim["source"] == source["id"] and not claim.get("corrects")]
    return lay_out(Line(_place(source, claim), claim["quote"], claim["speaker"]) for claim in own).text


def _place(source: Json, claim: Json) -> str:
    return next((one["origin"] for one in source["passages"] if one["start"] <= claim["start"] < one["end"]), "")
