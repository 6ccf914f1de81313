"""Looks for planted secrets in every byte of files: in many encodings, in what is packed or escaped within, by digits.

A test tool: ``scan`` says where a secret stands and how it was written there. What it must be able to find is tested in
tests/cases/test_secret_scan.py."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import NamedTuple

import numpy as np
from secret_forms import DIGITS, FEWEST, Forms, forms_of, normal
from secret_streams import streams

WINDOW = 8  # bytes by which a long pattern is looked up
_TAG = re.compile(r"<[^<>]{0,2000}>")
_NUMBER = re.compile(r"[+(\d][\d\s().\-–/]{5,}\d")
_READ_AS = ("utf-8", "utf-16-le", "utf-16-be", "cp1251")


class Secret(NamedTuple):
    """``words`` as planted; ``also``: its parts and other spellings; ``raw``: bytes that are the secret in a format of
    its own. ``kind``: name, telephone, address, coordinates, mail, metadata, reason."""

    kind: str
    words: str
    also: tuple[str, ...] = ()
    raw: tuple[bytes, ...] = ()


class Found(NamedTuple):
    """A secret that leaked: in which file, which secret, and how it was written there."""

    file: str
    secret: str
    how: str


class Scanner:
    """Made once for some secrets, then asked about many files."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        self._forms = [(one.words, forms_of(words)) for one in secrets for words in (one.words, *one.also)]
        self._patterns = _table(self._forms)
        for one in secrets:
            for raw in one.raw:
                self._patterns[raw] = (one.words, "bytes of its own")
        self._by_start: dict[int, list[bytes]] = defaultdict(list)
        for pattern in self._patterns:
            if len(pattern) >= WINDOW:
                self._by_start[int.from_bytes(pattern[:WINDOW], "little")].append(pattern)
        self._starts = np.array(sorted(self._by_start), dtype=np.uint64)
        self._short = [pattern for pattern in self._patterns if len(pattern) < WINDOW]

    def scan(self, files: Iterable[Path], root: Path | None = None) -> list[Found]:
        """What is found in files, and in their names; a folder stands for all that lies in it."""
        found: list[Found] = []
        for path in _each(files):
            name = str(path.relative_to(root)) if root else str(path)
            found += self.scan_bytes(name, path.read_bytes() if path.is_file() else b"")
            found += (one._replace(how=f"in its name, {one.how}") for one in self.scan_bytes(name, name.encode()))
        return sorted(set(found))

    def scan_bytes(self, name: str, data: bytes) -> list[Found]:
        """What is found in some bytes, and in whatever is packed or escaped in them."""
        found = set()
        for how, stream in streams(data):
            found |= {Found(name, words, f"{how}{form}") for words, form in self._in(stream)}
        return sorted(found)

    def _in(self, data: bytes) -> Iterator[tuple[str, str]]:
        yield from (self._patterns[pattern] for pattern in self._short if pattern in data)
        for pattern in self._candidates(data):
            if pattern in data:
                yield self._patterns[pattern]
        for encoding in _READ_AS:
            for start in range(2 if encoding.startswith("utf-16") else 1):
                yield from self._in_text(data[start:].decode(encoding, "ignore"), encoding)

    def _candidates(self, data: bytes) -> set[bytes]:
        """The patterns whose first bytes stand somewhere in the data."""
        starts: set[int] = set()
        for shift in range(min(WINDOW, len(data)) if self._starts.size else 0):
            whole = (len(data) - shift) // WINDOW
            words = np.frombuffer(data, dtype="<u8", count=whole, offset=shift) if whole else np.empty(0, np.uint64)
            near = self._starts[np.minimum(np.searchsorted(self._starts, words), self._starts.size - 1)]
            starts.update(int(one) for one in words[near == words])
        return {pattern for start in starts for pattern in self._by_start[start]}

    def _in_text(self, text: str, encoding: str) -> Iterator[tuple[str, str]]:
        """However its letters are cased, composed, spaced, or broken by markup; and numbers by their digits alone."""
        plain = normal(text)
        bare = normal(unescape(_TAG.sub("", text))) if "<" in text or "&" in text else ""
        numbers = _digits(text)
        for words, forms in self._forms:
            if forms.normal in plain:
                yield words, f"text in {encoding}"
            if bare and forms.normal in bare:
                yield words, f"text in {encoding} without its markup"
            if forms.digits and forms.digits in numbers:
                yield words, f"its digits in {encoding}"


def scan(files: Iterable[Path], secrets: Iterable[Secret], root: Path | None = None) -> list[Found]:
    """What of the secrets is found in files and folders."""
    return Scanner(tuple(secrets)).scan(files, root)


def _table(forms: Iterable[tuple[str, Forms]]) -> dict[bytes, tuple[str, str]]:
    table: dict[bytes, tuple[str, str]] = {}
    for words, one in forms:
        table |= {pattern: (words, how) for pattern, how in one.patterns.items() if len(pattern) >= FEWEST}
    return table


def _digits(text: str) -> str:
    """The digits of everything that could be a number with separators, of any script, numbers apart."""
    found = _NUMBER.findall(text)
    return "|".join("".join(str(unicodedata.digit(sign)) for sign in one if sign.isdigit()) for one in found)


def _each(files: Iterable[Path]) -> Iterator[Path]:
    for path in files:
        yield path
        if path.is_dir() and not path.is_symlink():
            yield from sorted(path.rglob("*"))


def told(found: Iterable[Found]) -> str:
    """What leaked, one a line, for the message of a test."""
    by_file: Mapping[str, list[Found]] = defaultdict(list)
    for one in found:
        by_file[one.file].append(one)
    return "\n".join(f"{file}: {one.secret!r} ({one.how})" for file, listed in by_file.items() for one in listed)


__all__ = ["DIGITS", "Found", "Scanner", "Secret", "scan", "told"]
