"""What the marks of a page mean: those that it uses, and no others."""

from collections.abc import Set
from typing import Any

from tollbook.publish.chart import MARKS
from tollbook.publish.lookup import Lookup
from tollbook.publish.phrases import Phrases
from tollbook.publish.speakers import kind_of, speaker


def legend_of(drawn: Set[str], lookup: Lookup, say: Phrases) -> dict[str, Any]:
    """``drawn``: the marks that its charts draw. ``lookup``: whatever it tells of."""
    claims = {kind_of(claim): claim for claim in lookup.claims.values()}
    who = [speaker(claim, lookup, say) for claim in claims.values()]
    return {
        "marks": [mark for mark in MARKS if mark in drawn],
        "seal": bool(lookup.acknowledged),
        "carried": any("group_carried" in (claim.get("marks") or ()) for claim in lookup.claims.values()),
        "kinds": sorted({(one.kind, one.kind_words, one.anonymous) for one in who}),
    }
