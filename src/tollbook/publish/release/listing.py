"""Everything in a release that could point at somebody, found in what is written, however it came there."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from tollbook.model import Register
from tollbook.model.release import Leaves, Leaving
from tollbook.publish.lookup import Json
from tollbook.publish.phrases import capital, phrases
from tollbook.publish.release.chunks import chunks
from tollbook.publish.release.scrub import NAME, PLACE, Allowed, scrub
from tollbook.publish.release.vocabulary import Vocabulary

# Codes, ids, days and what is ours to say: nothing in them is a document's or a person's word.
_OURS = frozenset(
    "schema version status id source kind harm group form term language speaker_id speaker_type stance media_type "
    "zone text code severity because op into rule mode reader country_code reason why marks steps sentence message "
    "question ask media_type standard not_stated kept".split()
)
_DAYS = frozenset(("when", "as_of", "date", "on"))
_WHOLE = frozenset(("rules", "passages", "checked"))  # nothing of the documents stands below these


def listing_of(record: Json, register: Register, vocabulary: Vocabulary) -> Leaving:
    """``record`` is what would be written of the ``register``."""
    names: dict[str, set[str]] = {}
    places: dict[str, set[str]] = {}
    times: dict[str, set[str]] = {}
    for where, words in _said(record, register):
        _note(where, words, vocabulary, (names, places, times))
    for decision in register.decisions:
        for name in (one.removeprefix("name:") for one in decision.about if one.startswith("name:")):
            names.setdefault(name, set()).add("decisions.jsonl")
    for where, day in _days(record):
        times.setdefault(day, set()).add(where)
    held = [(one.name, one.id) for one in register.sources if one.size is not None]
    return Leaving(_listed(names), _listed(places), _listed(times), tuple(Leaves(*_file(one)) for one in sorted(held)))


def _file(held: tuple[str, str]) -> tuple[str, tuple[str, ...]]:
    name, identity = held
    return name, (f"sources/{identity}",)


def _note(
    where: str,
    words: str,
    vocabulary: Vocabulary,
    into: tuple[dict[str, set[str]], dict[str, set[str]], dict[str, set[str]]],
) -> None:
    names, places, times = into
    found = scrub(words, vocabulary, allowed=Allowed(times=((0, len(words)),), scripts=((0, len(words)),)))
    for kind, kept in found.kept:
        target = places if kind == PLACE else times if kind == "time" else names
        target.setdefault(kept, set()).add(where)
    for piece in found.pieces:
        if piece.taken == NAME:  # it stands there all the same: the words of a cleared source, or what opens a sentence
            for chunk in chunks(words, piece.start, piece.end):
                if chunk.core not in _kinds():
                    names.setdefault(chunk.core, set()).add(where)


@cache
def _kinds() -> frozenset[str]:
    """Kinds of incident as a title of ours begins with them."""
    return frozenset(capital(words) for words in phrases().entry("codes.incident_kinds").values())


def _said(record: Json, register: Register) -> Iterator[tuple[str, str]]:
    """Every string of the record that a document or a person may have worded, with its place; and every text."""
    yield from _strings({key: value for key, value in record.items() if key not in _WHOLE}, "")
    for source in register.sources:
        for number, line in enumerate(source.text.split("\n"), 1):
            yield f"{source.name}: line {number}", line


def _strings(value: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        named = f"{where} {value['id'][:16]}".strip() if isinstance(value.get("id"), str) else where
        for key, one in value.items():
            if key not in _OURS and key not in _WHOLE and key not in _DAYS:
                yield from _strings(one, f"{named} {key}".strip())
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one, where)
    elif isinstance(value, str) and value:
        yield where, value


def _days(record: Json) -> Iterator[tuple[str, str]]:
    for key, one in (("source", "sources"), ("claim", "claims"), ("incident", "incidents")):
        for entry in record.get(one, ()):
            for day in _DAYS & entry.keys():
                if entry[day]:
                    yield f"{key} {entry['id'][:16]} {day}", str(entry[day])


def _listed(found: Mapping[str, Iterable[str]]) -> tuple[Leaves, ...]:
    return tuple(Leaves(words, tuple(sorted(where))) for words, where in sorted(found.items()))
