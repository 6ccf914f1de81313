"""Which sources hold somebody in any spelling, and what of the cache does."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from tollbook.decide.spelled import Spelled
from tollbook.extract.pieces import pieces_of
from tollbook.intake import Progress
from tollbook.model import Document, Source
from tollbook.model.derived import Derived
from tollbook.model.proposal import Asked
from tollbook.store.purging import Keeps
from tollbook.store.rows import unpack
from tollbook.tasks.machine import Readers, cache_of, few_collections
from tollbook.tasks.working import Working, work_on


class _NothingNew:
    """A cache that is looked into, and to which nothing is added."""

    def __init__(self, kept: Derived) -> None:
        self._kept = kept

    def get(self, kind: str, key: bytes) -> bytes | None:
        return self._kept.get(kind, key)

    def put(self, kind: str, key: bytes, value: bytes) -> None:
        """Lets it go: it may hold who is about to be protected."""


def read_to_protect(case: Path, progress: Progress) -> Working:
    """Reads a case and leaves nothing of it behind. Raises SettingsError and StoreError."""
    with few_collections(), Readers() as readers, cache_of(True) as cache:
        return work_on(case, None, progress, readers, _NothingNew(cache))


def holding(
    sources: Sequence[Source], documents: Mapping[str, Document], spelled: Spelled, progress: Progress
) -> Iterator[str]:
    """The ids of the sources that hold any of the spellings: in their text, their name, or anywhere in their bytes."""
    for number, source in enumerate(sources):
        progress("looking for the name", number, len(sources))
        if spelled.in_text(source.text, source.name, *_facts(source)) or _in_bytes(documents.get(source.id), spelled):
            yield source.id
    progress("looking for the name", len(sources), len(sources))


def named_in_bytes(ids: Iterable[str], documents: Mapping[str, Document], spelled: Spelled) -> frozenset[str]:
    """Those of the sources whose bytes hold any of the spellings, as what a document knows of itself does."""
    return frozenset(one for one in ids if _in_bytes(documents.get(one), spelled))


def _in_bytes(document: Document | None, spelled: Spelled) -> bool:
    try:
        return document is not None and spelled.in_bytes(document.data())
    except OSError:
        return False  # an issue of the build says so


def keeps_of(spelled: Spelled, sources: Sequence[Source], ids: Container[str]) -> Keeps:
    """What of a cache may stay: hashes, code, and what was read of documents that are none of these sources, were never
    called like one of them, and hold no spelling. Parts of pages quote whatever they want, and go."""
    gone = frozenset(name for one in sources if one.id in ids for name in (one.name, one.id))

    def keeps(kind: str, value: bytes) -> bool:
        if kind != "document":
            return kind in ("members", "hash", "template")
        try:
            digest, source, _, issues, _ = unpack(value)
        except Exception:  # whatever it holds, it is not known to hold nothing
            return False
        texts = [text for one in issues for text in (one.message, one.source, one.at and one.at.words)]
        if source is not None:
            texts += [source.text, source.name, *_facts(source)]
        called = {digest, *(one.source for one in issues), *((source.name, source.id) if source is not None else ())}
        return not called & gone and not spelled.in_text(*texts)

    return keeps


def keeps_answers(spelled: Spelled, sources: Sequence[Source], ids: Container[str]) -> Callable[[Asked], bool]:
    """Which answers of extractors may stay in a case: those about none of these sources, nor about words that stand in
    one of them too, that hold no spelling."""
    within = frozenset(piece.hash for one in sources if one.id in ids for piece in pieces_of(one))

    def keeps(one: Asked) -> bool:
        said = one.answer
        return one.source not in ids and said.piece not in within and not spelled.in_text(said.content, said.version)

    return keeps


def _facts(source: Source) -> tuple[str | None, ...]:
    facts = source.provenance
    return facts.title, facts.author, facts.publisher, facts.address
