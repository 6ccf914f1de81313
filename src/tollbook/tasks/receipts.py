"""Receipts: which bytes came into a case, and when. A file is hashed piece by piece: its size is no matter."""

import hashlib
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tollbook.errors import StoreError
from tollbook.read.by_hand.receipts import COLUMNS, FILE, Receipt, Receipts, receipt_rows
from tollbook.version import __version__


class Intake(NamedTuple):
    """What the files of a case are beside its receipts. ``new``: the receipts to be written, ``changed``: of these,
    each after the last one of the same file. ``gone``: receipts whose file is not there, each with the name
    under which its bytes lie now, "" where they do not. ``unread``: files that cannot be opened. ``here``: what each
    file is now."""

    new: tuple[Receipt, ...] = ()
    changed: tuple[tuple[Receipt, Receipt], ...] = ()
    gone: tuple[tuple[Receipt, str], ...] = ()
    unread: tuple[str, ...] = ()
    here: tuple[Receipt, ...] = ()


def take_in(case: Path, names: Iterable[str], receipts: Receipts, moment: datetime) -> Intake:
    """The files of a case, hashed, and what is to be receipted of them at this ``moment``."""
    last = {receipt.file: receipt for receipt in receipts.rows}
    at = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    here, unread = [], []
    for name in sorted(names):
        try:
            sha256, size = digest_of(case / name)
        except OSError:
            unread.append(name)
            continue
        here.append(Receipt(name, sha256, size, at, __version__))
    new = [one for one in here if one.file not in last or last[one.file].sha256 != one.sha256]
    there, now = {one.file for one in here} | set(unread), {one.sha256: one.file for one in here}
    gone = [(receipt, now.get(receipt.sha256, "")) for file, receipt in last.items() if file not in there]
    changed = [(last[one.file], one) for one in new if one.file in last]
    return Intake(tuple(new), tuple(changed), tuple(gone), tuple(unread), tuple(here))


def digest_of(path: Path) -> tuple[str, int]:
    """The SHA-256 and the size of a file, in little memory. Raises OSError."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest(), opened.tell()


def write_receipts(case: Path, new: Iterable[Receipt], receipts: Receipts) -> None:
    """Adds rows to the receipts of a case in one write, and changes none. Raises StoreError."""
    file = case / FILE
    if file.exists() and not {*COLUMNS} <= {*receipts.header}:
        raise StoreError(
            f"{FILE} has no row of names such as {', '.join(COLUMNS)}, so nothing was added to it. Mend its first row, "
            "or move it away."
        )
    rows = receipt_rows(new, receipts.delimiter, receipts.header)
    if not rows:
        return
    try:
        _append(file, rows, receipts.delimiter.join(receipts.header) + "\n")
    except OSError as wrong:
        raise StoreError(
            f"{FILE} could not be written in {case.name} ({wrong.strerror or 'no reason given'}), so no receipt was "
            "made. Check the folder's rights and the disk, or list the sources with --dry-run."
        ) from wrong


def _append(file: Path, rows: str, header: str) -> None:
    """Rows at the end of a file, with the ``header`` where it is new; a row that was torn off stays as it is."""
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    opened = os.open(file, flags, 0o644)
    try:
        size = os.lseek(opened, 0, os.SEEK_END)
        before = header if not size else "" if _ends_a_line(opened, size) else "\n"
        data = (before + rows).encode("utf-8")
        written = os.write(opened, data)
        os.fsync(opened)
        if written != len(data):
            raise OSError(None, "the disk is full")
    finally:
        os.close(opened)


def _ends_a_line(opened: int, size: int) -> bool:
    os.lseek(opened, size - 1, os.SEEK_SET)
    return os.read(opened, 1) == b"\n"
