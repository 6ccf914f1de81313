"""What a new version of a document lost, kept and gained, matched by what is stated and not by where it stands."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple

from tollbook.model import Claim, Issue, Severity, Source, Supersession

MOST_NAMED = 4  # claims told by their words; more are counted
_LONGEST = 60


def version_issues(
    versions: Sequence[Supersession], claims: Sequence[Claim], sources: Sequence[Source]
) -> Iterator[Issue]:
    """One note for each version: its claims against those of the one before it."""
    known = {source.id: source for source in sources}
    held: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: (claim.anchor.start, claim.anchor.end, claim.id)):
        held.setdefault(claim.anchor.source, []).append(claim)
    inner: dict[str, int] = dict(Counter(source.within for source in sources if source.within))
    for one in versions:
        yield _version_issue(known[one.earlier], known[one.later], held, inner.get(one.earlier, 0))


def _version_issue(earlier: Source, later: Source, held: Mapping[str, list[Claim]], inner: int) -> Issue:
    lost, kept, gained = compare(held.get(earlier.id, []), held.get(later.id, []))
    inside = (
        f" The documents that came out of {earlier.name} ({inner}) still count: name the later version of each."
        if inner
        else ""
    )
    claims = {0: "no claim", 1: "1 claim"}.get(len(lost), f"{len(lost)} claims")
    return Issue(
        "new-version",
        f"{later.name} supersedes {earlier.name}: {claims} lost{_listed(lost)}, {kept} kept, {len(gained)} "
        f"gained{_listed(gained)}. What the earlier version states is shown, and counts in no figure.{inside}",
        Severity.OPEN if inner else Severity.NOTE,
        source=later.name,
        about=tuple(claim.id for claim in (*lost, *gained)),
    )


def compare(before: Sequence[Claim], after: Sequence[Claim]) -> tuple[list[Claim], int, list[Claim]]:
    """The claims lost, how many were kept, and the claims gained; a claim stated twice before and once after is lost
    once."""
    left, also = Counter(map(stated, before)), Counter(map(stated, after))
    lost, gained = left - also, also - left
    return _last_of(lost, before), sum((left & also).values()), _last_of(gained, after)


def _last_of(wanted: Counter[tuple[object, ...]], claims: Sequence[Claim]) -> list[Claim]:
    found = []
    for claim in reversed(claims):
        if wanted[stated(claim)] > 0:
            wanted[stated(claim)] -= 1
            found.append(claim)
    return found[::-1]


def stated(claim: Claim) -> tuple[object, ...]:
    """What makes two claims state the same: the kind, harm, group, numbers and stance, and who says so."""
    count, said = claim.count, claim.attribution
    facts: tuple[object, ...]
    if count:
        many = count.quantity
        facts = (count.harm, count.group, many.low, many.high, many.open, many.term)
    else:
        facts = tuple(str(part) for part in astuple(claim.statement))
    return (claim.kind, *facts, said.key, said.stance)


def _listed(claims: Sequence[Claim]) -> str:
    named = [_words(claim) for claim in claims[:MOST_NAMED]]
    if len(claims) > MOST_NAMED:
        named.append(f"and {len(claims) - MOST_NAMED} more")
    return f" ({'; '.join(named)})" if named else ""


def _words(claim: Claim) -> str:
    words = claim.count.quantity.words if claim.count else claim.anchor.words
    short = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    harm = f" {claim.harm}" if claim.count else ""
    who = claim.attribution.speaker or "no speaker named"
    return f"“{short}”{harm}, {who}"
