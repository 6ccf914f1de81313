"""What belongs to a protected source, and what is protected, in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tollbook.decide.standing import Standing, find_standing
from tollbook.model import Decision, DecisionKind, Issue, Severity, Source, Supersession

PERSON = "person"


@dataclass(frozen=True, slots=True)
class Shielded:
    """One standing protection. ``about``: the id of a source or of a claim, or a pseudonym. ``identity``, ``spellings``
    and ``reason``: None and empty where no key opened them."""

    id: str
    kind: str
    about: str
    level: str
    shown_as: str | None
    believed_because: str | None
    sources: tuple[str, ...]
    by: str
    on: str
    identity: str | None = None
    spellings: tuple[str, ...] = ()
    reason: str | None = None


def shielded(decisions: Iterable[Decision], private: Mapping[str, Mapping[str, Any]]) -> tuple[Shielded, ...]:
    """The standing protections, by kind and what they are of. ``private``: what keys opened, by ids of decisions."""
    standing = find_standing(decisions).protections
    found = [_one(one, private.get(one.id, {})) for ones in standing.values() for one in ones]
    return tuple(sorted(found, key=lambda one: (one.kind, one.about, one.id)))


def _one(decision: Decision, private: Mapping[str, Any]) -> Shielded:
    value = decision.value
    return Shielded(
        decision.id,
        str(value.get("kind") or (PERSON if len(decision.about) > 1 else "source")),
        decision.about[-1],
        decision.verdict,
        value.get("shown_as"),
        value.get("believed_because"),
        tuple(map(str, value.get("sources") or ())),
        decision.by,
        decision.at.date().isoformat(),
        private.get("identity"),
        tuple(map(str, private.get("spellings") or ())),
        private.get("reason"),
    )


def family_of(ids: Iterable[str], sources: Sequence[Source], versions: Sequence[Supersession]) -> frozenset[str]:
    """These sources with what lies in them, what they lie in, and their later versions with what lies in those."""
    by_id = {one.id: one for one in sources}
    found, waiting = set[str](), list(ids)
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found.add(one)
        waiting += (source.id for source in sources if source.within == one)
        waiting += (said.later for said in versions if said.earlier == one)
    holders = {holder for one in found for holder in _holders(one, by_id)}
    return frozenset(found | holders)


def _holders(source: str, by_id: Mapping[str, Source]) -> set[str]:
    found: set[str] = set()
    while source in by_id and (within := by_id[source].within) is not None and within not in found:
        found.add(within)
        source = within
    return found


def later_versions(source: str, versions: Sequence[Supersession]) -> tuple[str, ...]:
    """The ids of all versions after this one, in no circle."""
    found: dict[str, None] = {}
    waiting = [source]
    while waiting:
        one = waiting.pop()
        new = [said.later for said in versions if said.earlier == one and said.later not in found]
        found |= dict.fromkeys(new)
        waiting += new
    found.pop(source, None)
    return tuple(found)


def unprotected_versions(
    standing: Standing, sources: Sequence[Source], versions: Sequence[Supersession]
) -> Iterator[Issue]:
    """One for each later version of a protected source that nobody protected: it may say the same."""
    closed = {about[0] for about in standing.protections if len(about) == 1}
    names = {one.id: one.name for one in sources} if closed else {}
    later = {one for source in closed & names.keys() for one in later_versions(source, versions)} - closed
    for one in sorted(later, key=lambda id_: names[id_]):
        message = (
            f"{names[one]} is a later version of a source that is protected, and is not protected itself. Run tollbook "
            "protect CASE --again with the key of a keeper, before anything is released."
        )
        yield Issue("version-not-protected", message, Severity.OPEN, source=names[one])


def plain_words(decision: Decision) -> tuple[str, ...]:
    """All words that a decision holds in the open: in them nobody who is protected may be named."""
    texts = [*decision.about, decision.verdict, decision.reason, *_texts(dict(decision.value))]
    return (*texts, decision.seen.words) if decision.seen else tuple(texts)


def _texts(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list | tuple):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []


def next_pseudonym(decisions: Iterable[Decision]) -> str:
    """P1, P2 and so on: the first that no decision has used."""
    used = {one.about[-1] for one in decisions if one.kind is DecisionKind.PROTECT and len(one.about) > 1}
    return next(name for number in range(1, len(used) + 2) if (name := f"P{number}") not in used)
