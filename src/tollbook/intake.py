"""What each document gives by itself: unpacked, read, described, its claims; kept, so that it is read once."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tollbook.data import available_languages, load_pack
from tollbook.executors import Executor, Stopped
from tollbook.extract import describe_source, read_all_of, with_confidence
from tollbook.link import prints_of, trace
from tollbook.model import Document, Issue, Provenance, Reading, Severity, Source
from tollbook.model.derived import NOTHING_KEPT, Derived, key_of
from tollbook.model.provenance import known_of
from tollbook.read import DEEPEST, members_of, read_document
from tollbook.read.by_hand.front_matter import holds_given_away, is_given_away
from tollbook.read.by_hand.given import is_packed, other_bytes
from tollbook.store.hashes import hash_of
from tollbook.store.rows import pack, unpack

Digests = dict[Path, str]  # of the bytes of files, as they were when a build began
Progress = Callable[[str, int, int], None]  # what is being done, how many of it are done, of how many

NOTHING_KNOWN: Mapping[str, Provenance] = MappingProxyType({})
_NO_MEMBERS = b""
_STOPPED = {
    Stopped.TIME: "it took longer than is allowed for one document",
    Stopped.MEMORY: "it took more memory than is allowed for one document",
    Stopped.ENDED: "the program that read it came to an end",
    Stopped.FAILED: "Tollbook itself failed on it, which is a fault of Tollbook: please report it",
}


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What one document gave: no source where it could not be read, no reading where its language has no pack."""

    source: Source | None
    reading: Reading | None
    issues: tuple[Issue, ...]


def no_progress(_what: str, _done: int, _all: int) -> None:
    """Tells nobody."""


def unpack_all(
    documents: Sequence[Document],
    executor: Executor,
    kept: Derived = NOTHING_KEPT,
    known: Mapping[str, Provenance] = NOTHING_KNOWN,
    never: Set[str] = frozenset(),
    digests: Digests | None = None,
) -> tuple[list[Document], list[Issue]]:
    """The documents and all that they hold, sorted by name, each with what people gave of it (``known``, by name) or of
    what holds it; what could not be taken out is an Issue. ``never``: ids of sources of which nothing is kept.
    ``digests``: where the hashes of files are noted for who reads them."""
    found, issues = _with_known(documents, known), []
    waiting = found
    for depth in range(DEEPEST + 1):
        inner, wrong = _members(waiting, executor, kept, [_key(one, kept, never, digests) for one in waiting])
        inner, never = _with_known(inner, known), with_held(never, inner)
        issues += wrong
        if depth == DEEPEST:
            issues += [_too_deep(member) for member in inner]
            break
        found, waiting = found + inner, inner
    return sorted(found, key=lambda document: document.name), issues


def _with_known(documents: Sequence[Document], known: Mapping[str, Provenance]) -> list[Document]:
    return [one._replace(known=known_of(known, one.name).over(one.known)) for one in documents]


def with_held(never: Set[str], documents: Iterable[Document]) -> Set[str]:
    """The ids, and those of what these sources hold."""
    if not never:
        return never
    found = set(never)
    for one in sorted(documents, key=lambda one: one.name.count("/")):  # from the outermost inwards
        if one.within in found and (digest := _digest(one, NOTHING_KEPT)):
            found.add(digest)
    return found


def _members(
    documents: Sequence[Document], executor: Executor, kept: Derived, keys: Sequence[bytes | None]
) -> tuple[list[Document], list[Issue]]:
    """What comes out of documents. That nothing does is kept of each; what does is taken out anew each time."""
    asked = [n for n, key in enumerate(keys) if key is None or kept.get("members", key) is None]
    inner: list[Document] = []
    issues: list[Issue] = []
    for n, made in zip(asked, executor.map(members_of, [documents[n] for n in asked]), strict=True):
        key = keys[n]
        if isinstance(made, Stopped):
            issues.append(_not_unpacked(documents[n], made))
        elif made == ((), ()) and key is not None:
            kept.put("members", key, _NO_MEMBERS)
        else:
            inner += made[0]
            issues += made[1]
    return inner, issues


def read_all(
    documents: Sequence[Document],
    executor: Executor,
    progress: Progress,
    kept: Derived = NOTHING_KEPT,
    never: Set[str] = frozenset(),
    digests: Digests | None = None,
) -> list[ReadDocument]:
    """What each document gave, in their order. ``never``: ids of sources of which nothing is kept. ``digests``: of
    files that were hashed already."""
    digests = {} if digests is None else digests
    keys = [_key(document, kept, never, digests) for document in documents]
    rows = [kept.get("document", key) if key is not None else None for key in keys]
    asked = [n for n, row in enumerate(rows) if row is None]
    done = len(documents) - len(asked)
    progress("reading", done, len(documents))

    def one_more() -> None:
        nonlocal done
        done += 1
        progress("reading", done, len(documents))

    found = [None if row is None else _unpacked(row, key)[1] for row, key in zip(rows, keys, strict=True)]
    for n, made in zip(asked, executor.map(row_of, [documents[n] for n in asked], one_more), strict=True):
        if isinstance(made, Stopped):
            found[n] = _stopped(documents[n], made)
            continue
        digest, found[n] = _unpacked(made)  # whole, so that what a worker must not send is refused
        if (key := keys[n]) is not None and digest == _digest(documents[n], kept, digests) and _may_be_kept(found[n]):
            kept.put("document", key, made)
            found[n] = _unpacked(made, key)[1]
    return [one for one in found if one is not None]


def _may_be_kept(one: ReadDocument | None) -> bool:
    """What a document says of itself may mark it as sensitive too, or give a person away."""
    return one is not None and not (one.source and one.source.provenance.sensitive) and not is_given_away(one.issues)


def _key(document: Document, kept: Derived, never: Set[str], digests: Digests | None = None) -> bytes | None:
    """All that reading a document depends on; None where nothing of it is kept. What people marked as sensitive, or
    protected, stands in their case and in its dossier, and nowhere else."""
    if kept is NOTHING_KEPT or document.known.sensitive:
        return None
    digest = _digest(document, kept, digests)
    return (
        key_of(digest, document.name, document.within or "", pack(document.known))
        if digest and digest not in never
        else None
    )


def _digest(document: Document, kept: Derived, digests: Digests | None = None) -> str | None:
    if isinstance(document.held, bytes):
        return hashlib.sha256(document.held).hexdigest()
    if digests is not None and document.held in digests:
        return digests[document.held]
    with suppress(OSError):  # whoever reads it says so
        digest = hash_of(document.held, kept)
        if digests is not None:
            digests[document.held] = digest
        return digest
    return None


def row_of(document: Document) -> bytes:
    """What one document gave and the hash of the bytes that were read, packed."""
    try:
        data = document.data()
    except OSError as wrong:
        return pack((None, None, None, (_unreadable(document, wrong),), None, None))
    one = _read(document, data)
    traced = trace(one.source, one.reading) if one.source else None
    prints = prints_of(one.source, one.reading) if one.source and one.reading else None
    return pack((hashlib.sha256(data).hexdigest(), one.source, one.reading, one.issues, traced, prints))


def _unpacked(row: bytes, key: bytes | None = None) -> tuple[str | None, ReadDocument]:
    """What a row holds. ``key``: what it is kept under; None: it is not, and is made whole at once."""
    digest, source, reading, issues, traced, prints = unpack(row, later=key is not None)
    return digest, ReadDocument(source, reading.with_trace(traced, key, prints) if reading else None, issues)


def _read(document: Document, data: bytes) -> ReadDocument:
    """One document: bytes to a source, and its claims where its language has a pack."""
    if is_packed(document):
        return ReadDocument(None, None, (holds_given_away(document),))
    source, issues = read_document(document.name, data, document.within, document.known)
    issues = (*issues, *other_bytes(document, data))
    if source is None or not source.text:
        return ReadDocument(source, None, issues)
    if source.language not in available_languages():
        return ReadDocument(source, None, (*issues, *_no_pack(source)))
    source = describe_source(source, load_pack(source.language))
    reading = with_confidence(source, read_all_of(source))
    return ReadDocument(source, reading, (*issues, *reading.issues))


def _unreadable(document: Document, wrong: OSError) -> Issue:
    message = (
        f"{document.name} could not be read ({wrong.strerror or 'it cannot be opened'}). Check that it is there and "
        "may be opened."
    )
    return Issue("unreadable", message, Severity.LOST, source=document.name)


def _stopped(document: Document, why: Stopped) -> ReadDocument:
    """A document that a worker could not be brought to the end of."""
    message = (
        f"{document.name} was not read: {_STOPPED[why]}. It may be damaged, or made to do harm. Open it with care, "
        "save its words as plain text, or split it."
    )
    return ReadDocument(None, None, (Issue("reader-stopped", message, Severity.LOST, source=document.name),))


def _not_unpacked(document: Document, why: Stopped) -> Issue:
    message = (
        f"{document.name} could not be taken apart ({_STOPPED[why]}), and what it holds was not read. Open it with "
        "care in its own program, and put what it holds into the case."
    )
    return Issue("not-unpacked", message, Severity.LOST, source=document.name)


def _too_deep(document: Document) -> Issue:
    message = (
        f"{document.name} was not read: it lies in more than {DEEPEST} archives or messages, one within another. "
        "Take it out of them and put it into the case."
    )
    return Issue("packed-too-deep", message, Severity.LOST, source=document.name)


def _no_pack(source: Source) -> Iterable[Issue]:
    if source.language is not None:
        yield Issue(
            "no-language-pack",
            f"{source.name} is in a language ({source.language}) for which there is no pack: it was kept whole "
            "and not read for claims. "
            f"There are packs for: {', '.join(available_languages())}.",
            Severity.LOST,
            source=source.name,
        )
