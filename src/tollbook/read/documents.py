"""One document: bytes in, a source and the issues met on the way out."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from tollbook.model import Anchor, Issue, PassageKind, Severity, Source, Zone
from tollbook.read.decode import Decoded, canonical, decode
from tollbook.read.drafts import MOST_PASSAGES
from tollbook.read.formats import MOST_BYTES, Format, format_of, not_text_because, what_to_do
from tollbook.read.html import read_html
from tollbook.read.language import ENOUGH, FEWEST_LETTERS, language_of
from tollbook.read.markdown import read_markdown
from tollbook.read.page import Page
from tollbook.read.plain import read_plain

_ENOUGH_PASSAGES = 400

Read = tuple[Source | None, tuple[Issue, ...]]


def load_bytes(name: str, path: Path) -> tuple[bytes | None, tuple[Issue, ...]]:
    """The bytes of a file; one that is too large or cannot be opened is an issue, and is not held in memory."""
    try:
        size = path.stat().st_size
        return (None, (too_large(name, size),)) if size > MOST_BYTES else (path.read_bytes(), ())
    except OSError as wrong:
        reason = wrong.strerror or "it cannot be opened"
        return None, (
            _lost("unreadable", name, f"could not be read ({reason}). Check that it is there and may be opened."),
        )


def read_document(name: str, data: bytes) -> Read:
    """``name`` is the path within the case. None where nothing could be read, with the issue that says why."""
    kind = format_of(name, data)
    if kind is None:
        return None, (not_read(name),)
    if len(data) > MOST_BYTES:
        return None, (too_large(name, len(data)),)
    wrong = not_text_because(data)
    if wrong:
        return None, (_not_text(name, wrong),)
    decoded = decode(data, declares=kind in (Format.HTML, Format.XHTML))
    if decoded is None:
        return None, (_not_text(name, "no encoding fits its bytes"),)
    return _read_text(name, data, kind, decoded)


def _read_text(name: str, data: bytes, kind: Format, decoded: Decoded) -> Read:
    text, replaced = canonical(decoded.text)
    page = _page(kind, text)
    if page is None:
        message = "was not read: its markup is nested too deep. Open it in a browser and save its text as .txt."
        return None, (_lost("markup-tangled", name, message),)
    if not page.passages:
        return None, (_lost("empty", name, "holds no words to read. Check that it was saved whole; a scan needs OCR."),)
    plain = Source(
        id=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type=kind.value,
        encoding=decoded.encoding,
        size=len(data),
        text=page.text,
        passages=page.passages,
        language=page.language or language_of(_main_text(page)),
        date=page.date,
    )
    source = replace(plain, title=_title(plain), publisher=plain.anchor(*page.publisher) if page.publisher else None)
    return source, tuple(_noted(source, decoded, replaced + page.replaced, page))


def _page(kind: Format, text: str) -> Page | None:
    if kind in (Format.HTML, Format.XHTML):
        return read_html(text)
    return Page(text, *(read_markdown if kind is Format.MARKDOWN else read_plain)(text))


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


def _noted(source: Source, decoded: Decoded, replaced: int, page: Page) -> Iterator[Issue]:
    if not decoded.sure:
        message = (
            f"{source.name} does not say which encoding its letters are in. It was read as {decoded.encoding}. "
            "If letters look wrong, save it again as UTF-8."
        )
        yield Issue("encoding-unsure", message, Severity.OPEN, source=source.name)
    if replaced:
        message = (
            f"{source.name} holds characters that cannot be shown ({replaced} control characters). "
            "In the text each stands as U+FFFD."
        )
        yield Issue("control-characters", message, Severity.NOTE, source=source.name)
    if source.language is None:
        message = (
            f"{source.name}: the language could not be told, since it has fewer than {FEWEST_LETTERS} letters and few "
            "words that a language pack knows. Read it by hand, or add more of the document."
        )
        yield Issue("language-unknown", message, Severity.OPEN, source=source.name)
    if not page.whole:
        message = f"has more than {MOST_PASSAGES} blocks; the rest was not read. Please split it."
        yield _lost("too-many-passages", source.name, message)


def _lost(code: str, name: str, message: str) -> Issue:
    return Issue(code, f"{name} {message}", Severity.LOST, source=name)


def _not_text(name: str, because: str) -> Issue:
    message = f"was not read as text: {because}. Rename it by what it is, or save its words as UTF-8 text."
    return _lost("not-text", name, message)


def not_read(name: str) -> Issue:
    """The issue for a document of a format that is not read yet."""
    suffix = PurePosixPath(name).suffix
    return _lost("format-not-read", name, f"was not read: {suffix} files are not read yet. Please {what_to_do(name)}.")


def too_large(name: str, size: int) -> Issue:
    """The issue for a document over the stated bound."""
    message = f"was not read: it has {size} bytes, and at most {MOST_BYTES} are read. Please split it."
    return _lost("too-large", name, message)
