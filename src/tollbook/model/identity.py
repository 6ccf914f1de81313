"""Ids that come from content, so that people's decisions outlive releases and reruns."""

import hashlib
from functools import lru_cache
from json import JSONEncoder
from json.encoder import encode_basestring

_CANONICAL = JSONEncoder(ensure_ascii=False, separators=(",", ":"))
ID_LENGTH = 16  # hex digits, 64 bits: about one chance in a million of any clash among six million claims


@lru_cache(maxsize=1024, typed=True)  # a claim is made several times while it is read and linked
def content_id(*parts: str | int | None) -> str:
    """The first 16 hex digits of the SHA-256 of ``parts`` as canonical JSON; None and the empty string differ."""
    canonical = f"[{','.join([_encoded(part) for part in parts])}]"
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def _encoded(part: str | int | None) -> str:
    """As `JSONEncoder` does it, in a tenth of the time for the plain ones."""
    if isinstance(part, str):
        return encode_basestring(part)
    return str(part) if type(part) is int else _CANONICAL.encode(part)
