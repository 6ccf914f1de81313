"""The hashes of files, by what the file system says of them: a large file that has not changed is not read again."""

import hashlib
import marshal
import os
import time  # noqa: TID251 - says whether a hash is old enough to be kept, and nothing of what is built
from pathlib import Path

from tollbook.model.derived import Derived, key_of

SMALL = 256 * 1024  # bytes that are read sooner than looked up
# A file may be changed twice within one tick of its file system's clock, the second time unseen (git calls this racy).
# A hash is kept only where the file had been at rest for longer than the coarsest clock (FAT: 2 s) when it was taken.
_AT_REST = 3 * 10**9  # nanoseconds


def hash_of(path: Path, kept: Derived) -> str:
    """The SHA-256 of a file's bytes, in hex. Raises OSError."""
    seen = os.stat(path)
    if seen.st_size < SMALL:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    key = _key(path, seen)
    found = kept.get("hash", key)
    if found is not None:
        return found.hex()
    now = time.time_ns()
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    if now - seen.st_mtime_ns > _AT_REST and _key(path, os.stat(path)) == key:
        kept.put("hash", key, digest.digest())
    return digest.hexdigest()


def _key(path: Path, seen: os.stat_result) -> bytes:
    where = os.path.abspath(path).encode("utf-8", "surrogateescape")
    facts = (seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino, seen.st_dev)
    return key_of(where, marshal.dumps(facts))
