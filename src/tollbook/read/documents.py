"""One document: bytes in, a source and the issues met on the way out."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import cast

from tollbook.model import UNKNOWN, Anchor, Issue, PassageKind, Provenance, Source, Zone
from tollbook.read.by_hand.front_matter import differences
from tollbook.read.drafts import MOST_PASSAGES
from tollbook.read.formats import PICTURES, RECORDINGS, TEXTS, Format, format_named, format_of, most_bytes, what_to_do
from tollbook.read.language import ENOUGH, FEWEST_LETTERS, language_despite
from tollbook.read.page import Page, Reader, Taken, lost, noted, to_look_at
from tollbook.read.texts import control_issues, read_text

_ENOUGH_PASSAGES = 400
_WITHOUT_WORDS = PICTURES | RECORDINGS | {Format.ZIP, Format.WARC}
# By module and function, each loaded when first asked for: most cases hold few formats.
_READERS = {
    Format.PDF: ("tollbook.read.pdf.reader", "read_pdf"),
    Format.DOCX: ("tollbook.read.office.word", "read_word"),
    Format.XLSX: ("tollbook.read.office.workbooks", "read_workbook"),
    Format.ODS: ("tollbook.read.office.workbooks", "read_workbook"),
    Format.CSV: ("tollbook.read.office.delimited", "read_delimited"),
    Format.MAIL: ("tollbook.read.mail.message", "read_mail"),
    Format.SAVED_PAGE: ("tollbook.read.mail.mhtml", "read_saved_page"),
}

Read = tuple[Source | None, tuple[Issue, ...]]


def too_large_to_open(name: str, path: Path) -> tuple[Issue, ...]:
    """What keeps a file from being opened: it is too large, or is not there; empty where nothing does."""
    try:
        size = path.stat().st_size
    except OSError as wrong:
        reason = wrong.strerror or "it cannot be opened"
        return (lost("unreadable", name, f"could not be read ({reason}). Check that it is there and may be opened."),)
    return (too_large(name, size),) if size > most_bytes(name) else ()


def read_document(name: str, data: bytes, within: str | None = None, known: Provenance = UNKNOWN) -> Read:
    """``name`` is the path within the case. None where nothing could be read, with the issue that says why."""
    kind = format_of(name, data)
    if kind is None:
        return None, (not_read(name),)
    if len(data) > most_bytes(name):
        return None, (too_large(name, len(data)),)
    issues = _named_otherwise(name, kind)
    if kind in _WITHOUT_WORDS:
        source = _source(name, data, kind.value, Page("", ()), within, known)
        return source, (*issues, *_without_words(name, kind))
    page, found = _taken(kind, name, data)
    if page is None:
        return None, (*issues, *found)
    if not page.passages and any(issue.code == "no-text-layer" for issue in found):
        return _source(name, data, kind.value, page, within, known), (*issues, *found)
    if not page.passages:
        message = "holds no words to read. Check that it was saved whole; a scan needs OCR."
        return None, (*issues, *found, lost("empty", name, message))
    source = _source(name, data, kind.value, page, within, known)
    found = (*found, *differences(name, known, page.known))
    return source, (*issues, *found, *control_issues(name, page.replaced), *_noted(source, page))


def _taken(kind: Format, name: str, data: bytes) -> Taken:
    """What the reader of the format makes of it. A reader that fails on broken material fails on this document alone;
    what went wrong is named by its class, since its message could hold words of the document."""
    try:
        return _reader(kind)(name, data)
    except MemoryError:
        raise
    except Exception as wrong:
        message = (
            f"was not read: it is damaged, or is not the {kind.value} it seems to be ({type(wrong).__name__}). Open it "
            "in its own program, save it anew, or save its words as plain text."
        )
        return None, (lost("damaged", name, message),)


def _reader(kind: Format) -> Reader:
    if kind in TEXTS:
        return partial(read_text, kind)
    module, function = _READERS[kind]
    return cast(Reader, getattr(import_module(module), function))


def _source(name: str, data: bytes, media_type: str, page: Page, within: str | None, known: Provenance) -> Source:
    known = known.over(page.known)
    plain = Source(
        id=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type=media_type,
        encoding=page.encoding,
        size=len(data),
        text=page.text,
        passages=page.passages,
        language=known.language or language_despite(page.language, _main_text(page)),
        date=known.date or page.date,
        within=within,
        provenance=known.over(Provenance(address=page.address, captured=page.captured)),
    )
    return replace(plain, title=_title(plain), publisher=plain.anchor(*page.publisher) if page.publisher else None)


def _main_text(page: Page) -> str:
    """Enough of what the document itself says to tell its language by."""
    taken: list[str] = []
    for passage in page.passages:
        if passage.zone is Zone.MAIN:
            taken.append(page.text[passage.start : min(passage.end, passage.start + ENOUGH)])
        if len(taken) >= _ENOUGH_PASSAGES:
            break
    return "\n".join(taken)


def _title(source: Source) -> Anchor | None:
    """The title, else the first heading of what the document itself says."""
    for kind in (PassageKind.TITLE, PassageKind.HEADING):
        for passage in source.passages:
            if passage.kind is kind and passage.zone is Zone.MAIN:
                return source.anchor(passage.start, passage.end)
    return None


def _named_otherwise(name: str, kind: Format) -> tuple[Issue, ...]:
    """A note where the bytes are of another format than the name promises."""
    named = format_named(name)
    if named in (kind, None) or {named, kind} <= TEXTS:
        return ()
    message = f"is {kind.value} by its bytes, whatever its name says, and was read as that. Rename it if that is right."
    return (noted("named-otherwise", name, message),)


def _without_words(name: str, kind: Format) -> tuple[Issue, ...]:
    if kind in PICTURES:
        message = (
            "is a picture, and has no text layer: no word of it was read. Type out what stands in it with "
            "`claims.csv`, place by place, or add its text as a document."
        )
        return (lost("no-text-layer", name, message),)
    if kind in RECORDINGS:
        message = (
            "is a recording: nothing in it was heard or seen. Write down what is said in `claims.csv`, each with its "
            "time code, or add a transcript as a document."
        )
        return (lost("no-text-layer", name, message),)
    return ()


def _noted(source: Source, page: Page) -> Iterator[Issue]:
    if source.language is None:
        message = (
            f"was read, but its language could not be told, since it has fewer than {FEWEST_LETTERS} letters and few "
            "words that a language pack knows. Read it by hand, or add more of the document."
        )
        yield to_look_at("language-unknown", source.name, message)
    elif page.language not in (None, source.language) and source.provenance.language is None:
        message = (
            f"says that it is in one language ({page.language}), and its words are plainly in another "
            f"({source.language}): it was read as that. If that is wrong, state the language in `sources.csv`."
        )
        yield to_look_at("language-differs", source.name, message)
    if not page.whole:
        message = f"has more than {MOST_PASSAGES} blocks; the rest was not read. Please split it."
        yield lost("too-many-passages", source.name, message)


def not_read(name: str) -> Issue:
    """The issue for a document of a format that is not read yet."""
    suffix = PurePosixPath(name).suffix
    return lost("format-not-read", name, f"was not read: {suffix} files are not read yet. Please {what_to_do(name)}.")


def too_large(name: str, size: int) -> Issue:
    """The issue for a document over the stated bound."""
    message = f"was not read: it has {size} bytes, and at most {most_bytes(name)} are read. Please split it."
    return lost("too-large", name, message)
