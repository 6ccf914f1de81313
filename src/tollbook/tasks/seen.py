"""The state on which a person decides of a claim: its words, their place, and the whole line that was shown."""

import hashlib

from tollbook.model import Claim, Seen
from tollbook.publish.canonical import canonical_json
from tollbook.publish.record import claim_line


def seen_of(claim: Claim) -> Seen:
    """``line`` is the SHA-256 of the claim's line of ``claims.jsonl``."""
    line = hashlib.sha256(canonical_json(claim_line(claim)).encode("utf-8", "surrogatepass")).hexdigest()
    anchor = claim.anchor
    return Seen(anchor.source, anchor.start, anchor.end, anchor.words, line)
