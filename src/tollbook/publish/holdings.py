"""How many documents there are, how many were read, and why the others were not, in one sentence."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tollbook.model import Register, Severity
from tollbook.publish.lookup import Json
from tollbook.publish.phrases import Phrases

_CONTAINERS = ("application/zip", "application/warc")  # what they hold is counted, they are not
_NO_WORDS = frozenset(("empty", "no-text-layer"))
_NO_DOCUMENTS = frozenset(
    ("sources.csv", "claims.csv", "receipts.csv", "lists.csv", "estimates.json", "case.toml", ".")
)
_REASONS = ("by_hand", "no_pack", "unknown_language", "no_text", "no_file", "lost")


class Holding(NamedTuple):
    """One source. ``words``: whether text was read from it. ``by_hand``: people wrote down what it says; ``entry``: the
    case holds no file of it."""

    name: str
    media_type: str
    language: str | None
    words: bool
    by_hand: bool = False
    entry: bool = False


class Holdings(NamedTuple):
    """``languages``: how many documents are in each language without a pack, by code, the most first."""

    documents: int
    counts: Counter[str]
    languages: tuple[tuple[str, int], ...]

    @property
    def read(self) -> int:
        """How many were read, by the machine or by people."""
        return self.counts["read"] + self.counts["by_hand"]

    @property
    def whole(self) -> bool:
        """Whether the machine read every document."""
        return self.counts["read"] == self.documents


def holdings_of(register: Register) -> Holdings:
    """What a register holds."""
    held = (
        Holding(one.name, one.media_type, one.language, bool(one.passages), one.written_down, one.entry is not None)
        for one in register.sources
    )
    lost = ((one.source, one.code) for one in register.issues if one.severity is Severity.LOST and one.at is None)
    return _tally(held, lost)


def holdings_in(record: Json) -> Holdings:
    """What a record holds."""
    held = (
        Holding(
            str(one.get("name")),
            str(one.get("media_type")),
            one.get("language"),
            bool(one.get("passages")),
            bool(one.get("written_down")),
            one.get("entry") is not None,
        )
        for one in record.get("sources", ())
    )
    issues = (one for one in record.get("issues", ()) if one.get("severity") == "lost" and one.get("start") is None)
    return _tally(held, ((one.get("source"), one["code"]) for one in issues))


def _tally(held: Iterable[Holding], lost: Iterable[tuple[str | None, str]]) -> Holdings:
    codes: dict[str, set[str]] = {}
    for name, code in lost:
        if name and name not in _NO_DOCUMENTS:
            codes.setdefault(name, set()).add(code)
    counts, languages = Counter[str](), Counter[str]()
    for one in held:
        kind = _kind(one, codes.pop(one.name, set()))
        counts[kind] += kind != ""
        languages[one.language or ""] += kind == "no_pack"
    counts["no_text"] += sum(bool(why & _NO_WORDS) for why in codes.values())
    counts["lost"] += sum(not why & _NO_WORDS for why in codes.values())
    ordered = sorted(((code, n) for code, n in languages.items() if n), key=lambda pair: (-pair[1], pair[0]))
    return Holdings(sum(counts.values()), counts, tuple(ordered))


def _kind(one: Holding, lost: set[str]) -> str:
    """How a source was read, or why it was not; "" for what only holds others."""
    if one.by_hand or one.entry:
        return "by_hand" if one.by_hand else "no_file"
    if "no-language-pack" in lost:
        return "no_pack"
    if one.words:
        return "read" if one.language else "unknown_language"
    if one.media_type in _CONTAINERS:
        return "lost" if lost else ""
    return "no_text"


def holdings_words(held: Holdings, say: Phrases) -> str:
    """ "26 documents; 14 were read; 8 are in languages without a pack (Russian 5, Tajik 3), 4 hold no text"."""
    if held.whole:
        return _counted("all_read", held.documents, say)
    read = _counted("read", held.counts["read"], say) if held.counts["read"] else say.say("holdings.none_read")
    reasons = str(say.entry("list_join")).join(_reasons(held, say))
    return say.say("holdings.some", documents=_counted("documents", held.documents, say), read=read, reasons=reasons)


def _reasons(held: Holdings, say: Phrases) -> Iterator[str]:
    listed = [f"{say.code('languages', code)} {say.number(n)}" for code, n in held.languages]
    languages = str(say.entry("list_join")).join(listed)
    for reason in _REASONS:
        if held.counts[reason]:
            yield _counted(reason, held.counts[reason], say, languages=languages)


def _counted(key: str, n: int, say: Phrases, **values: str) -> str:
    """A phrase with its number in digits: words and digits side by side are hard to compare."""
    forms = say.entry(f"holdings.{key}")
    return str(forms["one" if n == 1 else "other"]).format(n=say.number(n), **values)
