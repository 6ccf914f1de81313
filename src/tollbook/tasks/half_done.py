"""A table being written that outlives its process: after a stop, what is whole of it stands, and is gone on from."""

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from tollbook.errors import SettingsError, StoreError

_DELIMITERS = {".csv": ",", ".tsv": "\t"}


class HalfDone:
    """``rows`` that an earlier run left whole in ``NAME.part``, and how many of all were ``lost``. A part made of
    something else, as its ``key`` tells, is begun anew. ``out`` None: standard output, where nothing is left."""

    def __init__(self, out: Path | None, header: Sequence[str], key: str) -> None:
        self.rows, self.lost, self._bytes = 0, 0, 0
        self._out, self._header, self._key = out, header, key
        self._delimiter = ","
        self._file: IO[bytes] | None = None
        if out is not None:
            if out.suffix.lower() not in _DELIMITERS:
                raise SettingsError(f"{out.name}: give a file that ends in .csv or .tsv, or - for standard output.")
            self._delimiter = _DELIMITERS[out.suffix.lower()]
            self._part, self._notes = out.with_name(f"{out.name}.part"), out.with_name(f"{out.name}.part.json")

    def __enter__(self) -> "HalfDone":
        try:
            self._begin()
        except OSError as wrong:
            raise StoreError(f"{self._name} could not be written: {wrong.strerror}. Check the folder.") from wrong
        return self

    def __exit__(self, kind: type[BaseException] | None, _one: BaseException | None, _at: TracebackType | None) -> None:
        if self._file is not None and self._out is not None:
            self._file.close()

    @property
    def _name(self) -> str:
        return self._out.name if self._out else "standard output"

    def _begin(self) -> None:
        if self._out is None:
            self._file = sys.stdout.buffer
        else:
            self._take_up()
            self._file = self._part.open("r+b" if self._bytes else "wb")
            self._file.truncate(self._bytes)
            self._file.seek(self._bytes)
        if not self._bytes:
            self.write([self._header], 0, counted=False)

    def _take_up(self) -> None:
        """What the notes say of the part, where it is one of the same table."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            notes = json.loads(self._notes.read_text(encoding="utf-8"))
            if notes["key"] == self._key and self._part.stat().st_size >= notes["bytes"] > 0:
                self.rows, self.lost, self._bytes = int(notes["rows"]), int(notes["lost"]), int(notes["bytes"])

    def write(self, lines: Iterable[Sequence[str]], lost: int, *, counted: bool = True) -> None:
        """Rows that are whole; they are on the disk when it returns. Raises StoreError."""
        assert self._file is not None
        text, number = io.StringIO(), 0
        writer = csv.writer(text, delimiter=self._delimiter, lineterminator="\n")
        for line in lines:
            writer.writerow(line)
            number += counted
        data = text.getvalue().encode("utf-8", "surrogatepass")
        try:
            self._file.write(data)
            self._file.flush()
            self.rows, self.lost, self._bytes = self.rows + number, self.lost + lost, self._bytes + len(data)
            self._note()
        except BrokenPipeError:
            raise
        except OSError as wrong:
            message = (
                f"{self._name} could not be written further: {wrong.strerror}. What is done stands in a .part file."
            )
            raise StoreError(f"{message} Make room, and run it again: it goes on from there.") from wrong

    def _note(self) -> None:
        if self._out is None or self._file is None:
            return
        os.fsync(self._file.fileno())
        notes = {"key": self._key, "rows": self.rows, "lost": self.lost, "bytes": self._bytes}
        fresh = self._notes.with_suffix(".new")
        fresh.write_text(json.dumps(notes), encoding="utf-8")
        fresh.replace(self._notes)

    def finish(self) -> None:
        """All is written: the part becomes the table."""
        if self._out is None or self._file is None:
            return
        self._file.close()
        try:
            self._part.replace(self._out)
            self._notes.unlink(missing_ok=True)
        except OSError as wrong:
            raise StoreError(f"{self._part.name} is whole, but could not be renamed: {wrong.strerror}.") from wrong
