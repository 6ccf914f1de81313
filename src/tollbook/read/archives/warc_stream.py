"""The bytes of an archive of pages, opened up bit by bit: a small file cannot become more than is stated here."""

import io
import zlib

from tollbook.read.unpack import MOST_UNPACKED

MOST_PASSED = 4 * MOST_UNPACKED  # bytes that are run through, wanted or not
_GZIP = b"\x1f\x8b"
_STEP = 65_536
_LONGEST_LINE = 65_536
_MOST_LINES = 2_000  # of one record's head


class _Opened(io.RawIOBase):
    """Unpacks as much as is asked for. ``ended_early``: what is packed is broken, cut, or more than is run through."""

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        self._at = 0
        self._packed = data.startswith(_GZIP)
        self._opener = zlib.decompressobj(31)
        self._waiting = b""
        self._left = MOST_PASSED
        self.ended_early = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        room = memoryview(buffer)  # type: ignore[arg-type]  # the library states the buffer as an object
        wanted = min(len(room), self._left)
        made = self._unpack(wanted) if self._packed else self._copy(wanted)
        if wanted < len(room) and not self._left:
            self.ended_early = True
        self._left -= len(made)
        room[: len(made)] = made
        return len(made)

    def _copy(self, wanted: int) -> bytes:
        made = bytes(self._data[self._at : self._at + wanted])
        self._at += len(made)
        return made

    def _unpack(self, wanted: int) -> bytes:
        made = b""
        while not made and wanted:
            if not self._waiting:
                self._waiting = self._copy(_STEP)
            if not self._waiting:
                self.ended_early = self.ended_early or self._started()
                break
            if self._opener.eof:
                self._opener = zlib.decompressobj(31)  # each record is packed by itself
            try:
                made = self._opener.decompress(self._waiting, wanted)
            except zlib.error:
                self._at, self._waiting, self.ended_early = len(self._data), b"", True
                break
            self._waiting = self._opener.unused_data.lstrip(b"\0") if self._opener.eof else self._opener.unconsumed_tail
        return made

    def _started(self) -> bool:
        return not self._opener.eof


class RecordStream(io.BufferedReader):
    """What the reader of records is given: lines of it are bounded, and so are the lines of one head."""

    def __init__(self, data: bytes) -> None:
        self.opened = _Opened(data)
        self._lines = 0
        super().__init__(self.opened, _STEP)

    def begin_record(self) -> None:
        """The head of a record is expected next."""
        self._lines = 0

    def readline(self, size: int | None = -1) -> bytes:
        """Raises ValueError where a head has no end."""
        self._lines += 1
        if self._lines > _MOST_LINES:
            raise ValueError("the head of a record has too many lines")
        most = _LONGEST_LINE if size is None or size < 0 else min(size, _LONGEST_LINE)
        return super().readline(most)
