"""Ids that come from content, so that people's decisions outlive releases and reruns."""

import hashlib
from functools import lru_cache
from json import JSONEncoder

_CANONICAL = JSONEncoder(ensure_ascii=False, separators=(",", ":"))
ID_LENGTH = 16  # hex digits, 64 bits: about one chance in a million of any clash among six million claims


@lru_cache(maxsize=1024, typed=True)  # a claim is made several times while it is read and linked
def content_id(*parts: str | int | None) -> str:
    """The first 16 hex digits of the SHA-256 of ``parts`` as canonical JSON; None and the empty string differ."""
    return hashlib.sha256(_CANONICAL.encode(parts).encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]
