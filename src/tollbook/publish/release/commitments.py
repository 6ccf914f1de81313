"""What a release commits to without showing it: salted hashes, so that a later disclosure can be proven."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from tollbook.model import Decision, Register
from tollbook.model.release import Commitment
from tollbook.publish.canonical import canonical_json
from tollbook.publish.phrases import phrases
from tollbook.publish.record import decision_line
from tollbook.publish.release.drafts import Draft
from tollbook.publish.release.sources import PublicSources
from tollbook.publish.release.speakers import salted

PASSAGE, SOURCE, DECISION = "passage", "source", "decision"
Salts = Callable[[str], bytes]


def commitment_of(kind: str, of: str, words: str, stands_for: str, salts: Salts) -> Commitment:
    """``of`` tells one thing of the case from another; it is not to be had from what comes of it."""
    salt = salt_of(kind, of, salts)
    name = salted(salts("commitments"), f"id:{kind}:{of}")[:16]
    return Commitment(name, kind, stands_for, hashlib.sha256(salt + words.encode("utf-8", "surrogatepass")).hexdigest())


def salt_of(kind: str, of: str, salts: Salts) -> bytes:
    """Each commitment's own salt, made of the case's: who is told one can prove that one, and no other."""
    return hmac.new(salts("commitments"), f"salt:{kind}:{of}".encode(), hashlib.sha256).digest()


def disclosure(commitment: Commitment, of: str, words: str, salts: Salts) -> str:
    """A line of a disclosure file: the words and the salt, as disclose.py reads them."""
    return canonical_json({"id": commitment.id, "salt": salt_of(commitment.kind, of, salts).hex(), "words": words})


def committed_in(register: Register) -> Iterator[tuple[str, str, str]]:
    """All of a case that any release of it may commit to: its kind, which one it is, and the words."""
    for source in register.sources:
        yield SOURCE, source.id, source.id
        for one in source.passages:
            yield PASSAGE, passage_key(source.id, one.start), source.text[one.start : one.end]
    yield from ((DECISION, one.id, decision_words(one)) for one in register.decisions)


def find_commitments(
    made: Draft, found: PublicSources, decisions: Iterable[Decision], salts: Salts
) -> tuple[Commitment, ...]:
    """For every passage taken out, source withheld, and decision sealed or withheld; by their ids, which tell nothing
    of their order. ``decisions``: those that do not leave."""
    register = made.asked.register
    listed = [*_passages(made, found, salts), *_sources(register, found.ids, salts), *_decisions(decisions, salts)]
    return tuple(sorted(listed))


def _passages(made: Draft, found: PublicSources, salts: Salts) -> Iterator[Commitment]:
    names = {source.id: source.name for source in found.sources}
    for source in made.asked.register.sources:
        if source.id not in found.ids or source.id in made.whole:
            continue
        for number in made.texts[source.id].out:
            passage = source.passages[number]
            stands_for = phrases().say("release.passage", source=names[found.ids[source.id]], n=number + 1)
            words = source.text[passage.start : passage.end]
            yield commitment_of(PASSAGE, passage_key(source.id, passage.start), words, stands_for, salts)


def passage_key(source: str, start: int) -> str:
    """Which passage of the case a commitment is to."""
    return f"{source}:{start}"


def _sources(register: Register, ids: Mapping[str, str], salts: Salts) -> Iterator[Commitment]:
    for source in register.sources:
        if ids.get(source.id) != source.id:  # its bytes do not leave: their hash can be proven later
            stands_for = phrases().say("release.withheld_source") if source.id not in ids else ids[source.id]
            yield commitment_of(SOURCE, source.id, source.id, stands_for, salts)


def _decisions(decisions: Iterable[Decision], salts: Salts) -> Iterator[Commitment]:
    for one in decisions:
        stands_for = phrases().say("release.decision", kind=one.kind.value.replace("_", " "))
        yield commitment_of(DECISION, one.id, decision_words(one), stands_for, salts)


def decision_words(decision: Decision) -> str:
    """A decision as it is committed to: its line, keys in order."""
    return json.dumps(decision_line(decision), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
