"""Headlines that repeat a figure of their own document's text: shown with the speaker whom the text names, since a
title that sums up the text under it is no second voice."""

from tollbook.publish import figures
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.nouns import noun_stated


def repeated(incident: Json, lookup: Lookup) -> dict[str, str]:
    """By the claim of each such headline: the claim of the text that it repeats."""
    counts = [one for one in lookup.claims_of(incident) if one["kind"] == "count" and one.get("stance") == "asserts"]
    found: dict[str, str] = {}
    spoken: dict[tuple[object, ...], list[Json]] = {}
    for one in counts:
        if one.get("speaker"):
            spoken.setdefault(_figure(one), []).append(one)
    for one in counts:
        if not one.get("speaker") and _in_title(one, lookup):
            same = next((text for text in spoken.get(_figure(one), ()) if _same_people(one, text)), None)
            if same is not None:
                found[one["id"]] = same["id"]
    return found


def _figure(claim: Json) -> tuple[object, ...]:
    return (claim["source"], claim["harm"], *figures.number_stated(claim))


def _same_people(title: Json, text: Json) -> bool:
    """A title that says "25 dead" leaves to the text whom it counts."""
    return not noun_stated(title) or title.get("group") == text.get("group")


def _in_title(claim: Json, lookup: Lookup) -> bool:
    passage = lookup.passage(claim["source"], claim["start"])
    return passage is not None and passage["kind"] == "title"
