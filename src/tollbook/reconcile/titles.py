"""Speakers that go by an office, where these documents name one person who holds it: "the foreign minister"."""

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import groupby

from tollbook.data import available_languages, load_pack
from tollbook.data.parties import Words, load_parties
from tollbook.model import Claim, SpeakerType
from tollbook.model.when import edtf_bounds
from tollbook.reconcile.speaker import OneSpeaker

MOST_DAYS_APART = 366  # between what both say: who holds an office changes
_MOST_KEPT = 65_536


def held_by_one(claims: Sequence[Claim], here: str | None) -> dict[str, OneSpeaker]:
    """By claim, the voice of the holder: of each office that exactly one person is named with, and that somebody goes
    by without a name. ``here``: the state where it happened, whose office is meant where no other is named."""
    named: dict[Words, dict[str, list[Claim]]] = {}
    alone: dict[Words, list[Claim]] = {}
    for claim in claims:
        said = claim.attribution
        if said.speaker is None or said.key is None or said.anonymous or said.nameless:
            continue
        if said.speaker_type is not SpeakerType.AUTHORITY or claim.language not in available_languages():
            continue
        if title := _with_a_name(claim.language, said.speaker):
            named.setdefault(title, {}).setdefault(said.key, []).append(claim)
        elif title := _by_itself(claim.language, said.speaker):
            alone.setdefault(title, []).append(claim)
    found: dict[str, OneSpeaker] = {}
    for title, own in alone.items():
        holders = named.get(title, {})
        if len(holders) == 1:
            (holder,) = holders
            near = [one for one in own if any(_near(one, other, here) for other in holders[holder])]
            one = OneSpeaker(holder, "the only holder of that office whom these documents name")
            found |= dict.fromkeys((each.id for each in (*holders[holder], *near)), one) if near else {}
    return found


def _near(one: Claim, other: Claim, here: str | None) -> bool:
    """Whether both were said within a year, as far as that is told; and of one state."""
    a, b = _day(one), _day(other)
    states = {one.attribution.state or here, other.attribution.state or here}
    return len(states) == 1 and (a is None or b is None or abs((a - b).days) <= MOST_DAYS_APART)


def _day(claim: Claim) -> date | None:
    return edtf_bounds(claim.as_of)[0] if claim.as_of else None


@lru_cache(_MOST_KEPT)
def _with_a_name(language: str, speaker: str) -> Words:
    """The office before a person's name: "Foreign Minister Davron Saidov"; () where it is no such thing."""
    words = speaker.split()
    names = next((list(group) for capital, group in groupby(reversed(words), str.istitle) if capital), [])
    for many in range(min(len(names), len(words) - 1), 0, -1):
        title = _title(language, " ".join(words[:-many]))
        if title and not _offices(language) & {_words(language, " ".join(words[-many:]))}:
            return title
    return ()


@lru_cache(_MOST_KEPT)
def _by_itself(language: str, speaker: str) -> Words:
    """The office that a speaker goes by alone: "the country's foreign minister"."""
    return _title(language, speaker)


def _title(language: str, words: str) -> Words:
    """The words of an office, without articles and whose office it is; () where they are none."""
    parties = load_parties(language)
    if parties is None:
        return ()
    title = parties.office_words(words)
    return title if any(title[-len(one) :] == one for one in _offices(language)) and title else ()


def _words(language: str, text: str) -> Words:
    parties = load_parties(language)
    return parties.office_words(text) if parties else ()


@cache
def _offices(language: str) -> frozenset[Words]:
    pack = load_pack(language)
    return frozenset(tuple(one.words.split()) for one in pack.wordings if one.cls == "office")
