"""Voices: claims that end in one speaker or one document are one voice, however many documents carry them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tollbook.model import Claim, Independence, Voice, content_id
from tollbook.model.party import party_key
from tollbook.model.placing import Said
from tollbook.model.voicing import NOTHING_SAID, Pair, Voicing
from tollbook.reconcile.parties import NOBODY
from tollbook.reconcile.speaker import OneSpeaker


class Keys(NamedTuple):
    """``of``: by claim, the key of its voice, where people decided it. ``why``: by that key, what they said.
    ``independent``: by claim, what they found of it. ``one``: by claim, the speaker that several names lead to.
    ``found``: the keys of voices whose claims texts show to be one's."""

    of: Mapping[str, str]
    why: Mapping[str, tuple[str, ...]]
    independent: Mapping[str, tuple[Independence, ...]]
    one: Mapping[str, OneSpeaker] = NOBODY
    found: frozenset[str] = frozenset()


def find_voices(claims: Sequence[Claim], keys: Keys | None = None) -> tuple[Voice, ...]:
    """The voices of one incident, in the order of their first claim. Echoes of wording are not looked for: two speakers
    are two voices, not shown to be independent, unless a person decided otherwise (``keys``)."""
    keys = keys or NO_KEYS
    grouped: dict[str, list[Claim]] = {}
    named: dict[tuple[str, int, int], set[tuple[str, str]]] = {}  # speakers by the place of their words
    for claim in claims:
        key = key_of(claim, keys)
        grouped.setdefault(key, []).append(claim)
        if claim.attribution.speaker:
            named.setdefault(_place(claim), set()).add((key, claim.attribution.speaker))
    return tuple(_voice(key, members, named, keys) for key, members in grouped.items())


def voice_key(claim: Claim) -> str:
    """One key for one voice: the speaker's, or the document's where nobody is named."""
    return claim.attribution.key or f"document:{claim.anchor.source}"


def key_of(claim: Claim, keys: Keys) -> str:
    """The key of the voice that a claim is of, by what people decided and by what several names lead to."""
    return keys.of.get(claim.id) or _own_key(claim, keys.one)


def _own_key(claim: Claim, one: Mapping[str, OneSpeaker]) -> str:
    """The key without what people decided."""
    if claim.id in one:
        return one[claim.id].key
    said = claim.attribution
    return f"{said.key}, told to {_told_to(claim)}" if said.anonymous or said.nameless else voice_key(claim)


def _told_to(claim: Claim) -> str:
    """To whom somebody unnamed spoke: what "a security source" told two of them, nothing shows to be one's."""
    carried = claim.attribution.carried_by
    return party_key(carried[0]) if carried else claim.anchor.source


def _place(claim: Claim) -> tuple[str, int, int]:
    return (claim.anchor.source, claim.anchor.start, claim.anchor.end)


def _voice(
    key: str, members: list[Claim], named: dict[tuple[str, int, int], set[tuple[str, str]]], keys: Keys
) -> Voice:
    said = keys.why.get(key, ())
    spoken = {_own_key(claim, keys.one) for claim in members} if keys.of else {key}
    one_voice = "texts show them to be one voice" if key in keys.found else "people took them for one voice"
    why = _why(members) + _spelt(members, keys.one) if len(spoken) == 1 else one_voice
    return Voice(
        id=content_id("voice", members[0].incident, key),
        speaker=_called(members),
        claims=tuple(claim.id for claim in members),
        why="; ".join((why + _beside(key, members, named), *said)),
        independent=tuple(dict.fromkeys(one for claim in members for one in keys.independent.get(claim.id, ()))),
    )


def _called(members: list[Claim]) -> str | None:
    """The first name that tells most: of a state's office the one with the state."""
    named = [claim.attribution for claim in members if claim.attribution.speaker]
    return max(named, key=lambda one: one.state is not None).speaker if named else None


def _why(members: list[Claim]) -> str:
    if members[0].attribution.key is None:
        return "no speaker is named: the document speaks itself"
    sources = {claim.anchor.source for claim in members}
    if len(sources) > 1:
        return f"the same speaker, in {len(sources)} documents"
    return "one speaker" if len(members) == 1 else "the same speaker, in one document"


def _spelt(members: list[Claim], one: Mapping[str, OneSpeaker]) -> str:
    """The names of one speaker, where they are several, and where it stands that they are one's."""
    names = {claim.attribution.key: claim.attribution.speaker for claim in reversed(members)}
    found = next((one[claim.id].by for claim in members if claim.id in one), None)
    if len(names) < 2 or found is None:
        return ""
    return f"; taken as one speaker: {', '.join(f'“{name}”' for name in reversed(names.values()))}, by {found}"


def _beside(key: str, members: list[Claim], named: dict[tuple[str, int, int], set[tuple[str, str]]]) -> str:
    """Speakers named together for one figure are two voices, but nothing shows that they are independent."""
    others = {speaker for claim in members for voice, speaker in named.get(_place(claim), ()) if voice != key}
    return f"; named for the same words as {', '.join(sorted(others))}: not shown to be independent" if others else ""


def keys_of(claims: Sequence[Claim], voicing: Voicing = NOTHING_SAID, one: Mapping[str, OneSpeaker] = NOBODY) -> Keys:
    """The voices of claims as people decided: speakers told apart first, then what is one voice joined. ``one``: by
    claim, the speaker that several names lead to, unless people told them apart."""
    if not voicing:
        return Keys({}, {}, {}, one) if one else NO_KEYS
    key = {claim.id: _own_key(claim, one) for claim in claims}
    named: dict[str, list[str]] = {}  # by speaker_id, its claims
    for claim in claims:
        named.setdefault(voice_key(claim), []).append(claim.id)
    why: dict[str, tuple[str, ...]] = {}
    for pair, said in voicing.different.items():
        _tell_apart(key, why, pair, said, named)
    _take_for_one(key, why, voicing.same, named)
    _repeat(key, why, voicing.echoes)
    return Keys(key, why, _independent(key, voicing.independent), one)


def _tell_apart(
    key: dict[str, str], why: dict[str, tuple[str, ...]], pair: Pair, said: Said, named: Mapping[str, list[str]]
) -> None:
    """Of two claims, or two names, that a machine gave to one speaker, the second has a voice of its own."""
    one, other = (key.get(next(iter(named.get(id_, ())), id_)) for id_ in pair)
    if one is None or one != other:
        return
    if pair[1] in named:
        second, own = named[pair[1]], pair[1]
    else:
        second = [next(id_ for id_ in reversed(key) if id_ in pair)]
        own = f"{one}:{second[0]}"
    key |= dict.fromkeys(second, own)
    for each in (one, own):
        why[each] = (*why.get(each, ()), f"{said.by} told two speakers apart: {said.reason}")


def _take_for_one(
    key: dict[str, str], why: dict[str, tuple[str, ...]], same: Mapping[Pair, Said], named: Mapping[str, list[str]]
) -> None:
    """All claims of speakers that are one have the first of their keys."""
    called = {one: one for one in key.values()}
    for pair, said in same.items():
        meant = {key[claim] for id_ in pair for claim in named.get(id_, [id_]) if claim in key}
        met = {called[one] for one in meant}
        if len(met) < 2:
            continue
        first = min(met)
        called |= {one: first for one, name in called.items() if name in met}
        because = f"{said.by} took two speakers for one: {said.reason}"
        why[first] = (*(line for one in sorted(met) for line in why.pop(one, ())), because)
    key |= {claim: called[one] for claim, one in key.items()}


def _repeat(key: dict[str, str], why: dict[str, tuple[str, ...]], echoes: Mapping[Pair, Said]) -> None:
    """A claim that repeats another counts with the voice of the first; what else its speaker says is its own."""
    place = {claim: n for n, claim in enumerate(key)}
    first = {claim: claim for claim in key}
    for pair, said in echoes.items():
        if not place.keys() >= set(pair):
            continue
        together = {first[one] for one in pair}
        leads = min(together, key=place.__getitem__)
        first |= {claim: leads for claim, one in first.items() if one in together}
        voice = key[leads]
        why[voice] = (*why.get(voice, ()), f"{said.by} found that one claim repeats another: {said.reason}")
    key |= {claim: key[leads] for claim, leads in first.items()}


def _independent(key: Mapping[str, str], found: Mapping[Pair, Said]) -> dict[str, tuple[Independence, ...]]:
    by_claim: dict[str, tuple[Independence, ...]] = {}
    for pair, said in found.items():
        for claim in pair if key.keys() >= set(pair) else ():
            by_claim[claim] = (*by_claim.get(claim, ()), Independence(pair, said.by, said.on, said.reason))
    return by_claim


NO_KEYS = Keys({}, {}, {})
