"""An archive as tar writes it, made piece by piece and read as it comes; nothing but plain files is ever in it."""

import tarfile
from collections.abc import Generator, Iterable, Iterator
from typing import NamedTuple, NoReturn, Protocol

_BLOCK = tarfile.BLOCKSIZE
_MOST_ABOUT = 64 * 1024  # bytes that say something of one file: a name has fewer
_PLAIN = (tarfile.REGTYPE, tarfile.AREGTYPE)
_UTF_8 = ("utf-8", "surrogateescape")


class NotWhole(Exception):
    """The archive breaks off, or holds what no backup holds; the words say which."""


class Entry(NamedTuple):
    """One file of an archive; ``modified`` in seconds since 1970."""

    name: str
    size: int
    modified: int


class Taker(Protocol):
    """Takes the files of an archive one after another."""

    def begin(self, entry: Entry) -> None:
        """A file begins."""
        ...

    def take(self, data: bytes) -> None:
        """A piece of it."""
        ...

    def end(self) -> None:
        """It has ended."""
        ...


def tape_of(files: Iterable[tuple[Entry, Iterable[bytes]]]) -> Iterator[bytes]:
    """The archive of some files. Each must give as many bytes as its entry says."""
    for entry, pieces in files:
        info = tarfile.TarInfo(entry.name)
        info.size, info.mtime, info.mode = entry.size, entry.modified, 0o600
        yield info.tobuf(tarfile.PAX_FORMAT, *_UTF_8)
        yield from pieces
        yield b"\0" * (-entry.size % _BLOCK)
    yield b"\0" * (2 * _BLOCK)


class Tape:
    """What is written to it is taken apart, and given to a taker."""

    def __init__(self, taker: Taker) -> None:
        self._taker, self._held, self._ended = taker, bytearray(), False
        self._reading = self._read()
        next(self._reading)

    def write(self, data: bytes) -> int:
        """Raises NotWhole."""
        self._held += data
        next(self._reading)
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Raises NotWhole where the archive has not come to its end."""
        if not self._ended:
            raise NotWhole("it breaks off")

    def _read(self) -> Generator[None, None, NoReturn]:
        about: dict[str, str] = {}
        while True:
            block = yield from self._whole(_BLOCK)
            if not any(block):
                break
            info = _head(block)
            if info.type == tarfile.XHDTYPE:
                about = yield from self._about(info.size)
                continue
            yield from self._file(_entry(info, about))
            about = {}
        self._ended = True
        while True:
            if any(self._held):
                raise NotWhole("something stands behind its end")
            self._held.clear()
            yield

    def _file(self, entry: Entry) -> Generator[None]:
        self._taker.begin(entry)
        left = entry.size
        while left:
            while not self._held:
                yield
            piece = bytes(self._held[:left])
            del self._held[:left]
            left -= len(piece)
            self._taker.take(piece)
        yield from self._whole(-entry.size % _BLOCK)
        self._taker.end()

    def _whole(self, length: int) -> Generator[None, None, bytes]:
        while len(self._held) < length:
            yield
        piece = bytes(self._held[:length])
        del self._held[:length]
        return piece

    def _about(self, size: int) -> Generator[None, None, dict[str, str]]:
        """What did not fit into the head of the file that follows, such as its long name."""
        if size > _MOST_ABOUT:
            raise NotWhole("a name in it is longer than any name")
        data = yield from self._whole(size + -size % _BLOCK)
        return dict(_records(data[:size]))


def _records(data: bytes) -> Iterator[tuple[str, str]]:
    """Lines such as "17 path=some name", each as long as it says."""
    while data:
        length, _, _ = data.partition(b" ")
        if not length.isdigit() or not len(length) + 3 <= int(length) <= len(data):
            raise NotWhole("a name in it cannot be read")
        name, _, value = data[len(length) + 1 : int(length) - 1].partition(b"=")
        yield name.decode(*_UTF_8), value.decode(*_UTF_8)
        data = data[int(length) :]


def _head(block: bytes) -> tarfile.TarInfo:
    try:
        info = tarfile.TarInfo.frombuf(block, *_UTF_8)
    except tarfile.HeaderError:
        raise NotWhole("it is no archive") from None
    if info.type not in (*_PLAIN, tarfile.XHDTYPE) or info.size < 0:
        raise NotWhole("something in it is not a plain file, and a backup holds nothing else")
    return info


def _entry(info: tarfile.TarInfo, about: dict[str, str]) -> Entry:
    size = about.get("size", str(info.size))
    if not size.isdecimal() or not {*about} <= {"path", "size", "mtime", "linkpath", "uname", "gname"}:
        raise NotWhole("something in it is not a plain file, and a backup holds nothing else")
    return Entry(about.get("path", info.name), int(size), int(info.mtime))
