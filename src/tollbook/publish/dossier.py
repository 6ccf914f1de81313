"""The dossier: a folder that opens from a disk, prints, and can be checked by a stranger with nothing but Python."""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import partial
from importlib.resources import files
from pathlib import Path

from tollbook.errors import StoreError
from tollbook.model import Document, Register, Source
from tollbook.model.derived import NOTHING_KEPT, Derived
from tollbook.model.release import Public
from tollbook.publish import codebook, every_sentence
from tollbook.publish.canonical import canonical_json
from tollbook.publish.contents import Contents
from tollbook.publish.excerpts import Excerpts
from tollbook.publish.folder import Content, content, put_folder
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.page import render_pages
from tollbook.publish.phrases import phrases
from tollbook.publish.record import decision_line, issue_line, record_of
from tollbook.publish.stated_table import FILE as STATEMENTS
from tollbook.publish.stored_name import stored_name
from tollbook.publish.written import Written

TOLL_COLUMNS = (
    "incident id harm group rule mode status why low best high highest_stated open acknowledged_low acknowledged_high "
    "responsibility voices groups_differ derived"
).split()
MANIFEST = "MANIFEST.sha256"
OF_NO_DOSSIER = frozenset({"changes.json"})  # schemas of what commands print
WITHHELD = "WITHHELD"


def check_target(out: Path) -> None:
    """Refuses a folder that is neither empty nor a dossier. Raises StoreError."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise StoreError(f"{out.name} is not a folder. Choose another place with --out.")
    if out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file():
        raise StoreError(
            f"{out.name} is neither empty nor a dossier, so nothing was written. Choose another folder with --out."
        )


def write_dossier(
    register: Register,
    documents: Mapping[str, Document],
    case_toml: str,
    out: Path,
    kept: Derived = NOTHING_KEPT,
    public: Public | None = None,
) -> str:
    """Writes the dossier beside ``out`` first and moves it there whole; returns the root hash. What stands at ``out``
    already, byte for byte, is not written again. Raises StoreError.

    ``documents``: where the bytes of each source are, by its id. ``kept``: where parts of the page are kept.
    ``public``: the release that ``register`` is of; None: it is a working copy."""
    check_target(out)
    try:
        return put_folder(dossier_files(register, documents, case_toml, kept, public), out)
    except OSError as wrong:
        raise StoreError(
            f"The dossier could not be written to {out.name}: {wrong.strerror}. Check the disk and the folder's rights."
        ) from wrong


def dossier_files(
    register: Register,
    documents: Mapping[str, Document],
    case_toml: str,
    kept: Derived = NOTHING_KEPT,
    public: Public | None = None,
) -> dict[str, Content]:
    """Every file of the dossier by its path, but for the manifest of them all; see ``write_dossier``."""
    record = record_of(register, public.released if public else None, kept)
    contents, texts = Contents(record), {source.id: source.text for source in register.sources}
    excerpts = Excerpts(Lookup(record, texts), contents)
    files = render_pages(record, texts, kept=kept, excerpts=excerpts)
    written = Written(record, kept, contents)
    files |= {"record.json": content(written.record()), "claims.jsonl": content(written.claims())}
    files[STATEMENTS] = content(written.statements())
    for path, text in _files(register, excerpts, case_toml, kept, public):
        files[path] = content(text.encode("utf-8", "surrogatepass"))
    for source in register.sources:
        if source.size is None:
            files[f"sources/{source.id}/{WITHHELD}"] = content(_withheld(source, public))
        else:
            held = partial(_bytes_of, source, documents[source.id])
            files[f"sources/{source.id}/{stored_name(source.name)}"] = Content(source.id, held)
    return files


def _withheld(source: Source, public: Public | None) -> bytes:
    """What the dossier holds of a source whose bytes are elsewhere: why, and their hash; of a release, what stands for
    the hash."""
    kind = " ".join((source.entry or "").split())
    why = phrases().say("release.withheld_bytes") if public else f"the case holds no file of this source ({kind})"
    return f"reason: {why}\nsize: null\nsha256: {source.id}\n".encode()


def _bytes_of(source: Source, document: Document) -> bytes:
    """The bytes that were read. Raises StoreError where the file has changed since."""
    data = document.data()
    if hashlib.sha256(data).hexdigest() != source.id:
        raise StoreError(f"{source.name} was changed while the dossier was being built. Build it again.")
    return data


def _files(
    register: Register, excerpts: Excerpts, case_toml: str, kept: Derived, public: Public | None = None
) -> Iterator[tuple[str, str]]:
    record = excerpts.whole.record
    decisions = [decision_line(one) for one in register.decisions]
    yield codebook.FILE, codebook.render_codebook(record, decisions, kept=kept)
    if register.sentences:
        yield every_sentence.FILE, every_sentence.render_sentences(register, record, kept=kept, excerpts=excerpts)
    yield "issues.jsonl", "".join(canonical_json(issue_line(issue)) for issue in register.issues)
    yield "decisions.jsonl", "".join(map(canonical_json, decisions))
    yield "tolls.csv", _tolls_csv(record)
    yield "case.toml", case_toml
    for source in register.sources:
        yield f"texts/{source.id}.txt", source.text
    for rule in record["rules"]:
        yield f"rules/{rule['id']}.json", canonical_json(rule, indent=1)
    for schema in sorted(files("tollbook.publish").joinpath("schema").iterdir(), key=lambda one: one.name):
        if schema.name not in OF_NO_DOSSIER:
            yield f"schema/{schema.name}", schema.read_text(encoding="utf-8")
    if public is not None:
        yield "commitments.jsonl", "".join(canonical_json(asdict(one)) for one in public.commitments)
        yield "disclose.py", files("tollbook.publish").joinpath("release", "disclose.py").read_text(encoding="utf-8")
    yield "verify.py", files("tollbook.publish").joinpath("verify.py").read_text(encoding="utf-8")


def _tolls_csv(record: Json) -> str:
    """One row a toll, in codes and numbers only; unknown is blank."""
    out = io.StringIO()
    writer = csv.DictWriter(out, TOLL_COLUMNS, lineterminator="\n")
    writer.writeheader()
    for incident in record["incidents"]:
        for toll in incident["tolls"]:
            values = {"incident": incident["id"], **{name: toll[name] for name in TOLL_COLUMNS if name != "incident"}}
            writer.writerow({name: _cell(value) for name, value in values.items()})
    return out.getvalue()


def _cell(value: str | int | bool | None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
