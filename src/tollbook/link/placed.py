"""Claims and mentions of a reading by the sentence they stand in."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from tollbook.link.stated import goes_beside
from tollbook.model import Claim, Mention, MentionKind, Reading
from tollbook.model.swift import swift


@swift
@dataclass(frozen=True, slots=True)
class Placed:
    """``claims`` and ``mentions`` by the number of their sentence, in the order of the text; ``beside``: the claims
    that open no event."""

    claims: dict[int, list[Claim]]
    mentions: dict[int, list[Mention]]
    beside: dict[int, list[Claim]]

    def mentioned(self, sentence: int, kind: MentionKind) -> list[Mention]:
        """The mentions of one kind in a sentence."""
        return [mention for mention in self.mentions.get(sentence, ()) if mention.kind is kind]


def placed(reading: Reading) -> Placed:
    """Each claim in the sentence in which its words begin."""
    starts = [sentence.start for sentence in reading.sentences]
    claims: dict[int, list[Claim]] = defaultdict(list)
    mentions: dict[int, list[Mention]] = defaultdict(list)
    beside: dict[int, list[Claim]] = defaultdict(list)
    for claim in reading.claims:
        (beside if goes_beside(claim) else claims)[max(0, bisect_right(starts, claim.anchor.start) - 1)].append(claim)
    for mention in reading.mentions:
        mentions[mention.sentence].append(mention)
    return Placed(claims, mentions, beside)
