"""Voices: claims that end in one speaker or one document are one voice, however many documents carry them."""

from collections.abc import Sequence

from tollbook.model import Claim, Voice, content_id


def find_voices(claims: Sequence[Claim]) -> tuple[Voice, ...]:
    """The voices of one incident, in the order of their first claim. Echoes of wording are a later matter: until they
    are
    looked for, two speakers are two voices, not shown to be independent."""
    grouped: dict[str, list[Claim]] = {}
    for claim in claims:
        grouped.setdefault(voice_key(claim), []).append(claim)
    named: dict[tuple[str, int, int], set[tuple[str, str]]] = {}  # speakers by the place of their words
    for claim in claims:
        if claim.attribution.speaker:
            named.setdefault(_place(claim), set()).add((voice_key(claim), claim.attribution.speaker))
    return tuple(_voice(key, members, named) for key, members in grouped.items())


def voice_key(claim: Claim) -> str:
    """One key for one voice: the speaker's, or the document's where nobody is named."""
    return claim.attribution.key or f"document:{claim.anchor.source}"


def _place(claim: Claim) -> tuple[str, int, int]:
    return (claim.anchor.source, claim.anchor.start, claim.anchor.end)


def _voice(key: str, members: list[Claim], named: dict[tuple[str, int, int], set[tuple[str, str]]]) -> Voice:
    return Voice(
        id=content_id("voice", members[0].incident, key),
        speaker=members[0].attribution.speaker,
        claims=tuple(claim.id for claim in members),
        why=_why(members) + _beside(key, members, named),
    )


def _why(members: list[Claim]) -> str:
    if members[0].attribution.key is None:
        return "no speaker is named: the document speaks itself"
    sources = {claim.anchor.source for claim in members}
    if len(sources) > 1:
        return f"the same speaker, in {len(sources)} documents"
    return "one speaker" if len(members) == 1 else "the same speaker, in one document"


def _beside(key: str, members: list[Claim], named: dict[tuple[str, int, int], set[tuple[str, str]]]) -> str:
    """Speakers named together for one figure are two voices, but nothing shows that they are independent."""
    others = {speaker for claim in members for voice, speaker in named.get(_place(claim), ()) if voice != key}
    return f"; named for the same words as {', '.join(sorted(others))}: not shown to be independent" if others else ""
