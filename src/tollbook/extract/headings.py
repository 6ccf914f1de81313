"""A column's heading or a row's label that speaks of harm, read in parts: "Prisoners killed", "Dead (guards)"."""

from dataclasses import dataclass
from functools import lru_cache

from tollbook.data import load_pack
from tollbook.extract.lexicon import Hits, lexicon_of
from tollbook.extract.tokens import PUNCTUATION, Token, tokenize
from tollbook.model import Harm

_HARMS = ("harm_field", "harm_toll", "harm_ed", "harm_dead", "harm_noun", "harm_died")
_GROUPS = ("group_plural", "group_singular")
_CLASSES = (*_HARMS, *_GROUPS, "heading")
_GRAVE = frozenset({Harm.KILLED, Harm.INJURED, Harm.CASUALTIES, Harm.MISSING})
_MOST_TOKENS = 12  # a longer label is a sentence
_KEPT = 1_024


@dataclass(frozen=True, slots=True)
class Heading:
    """What a label says that its figures count. ``died``: that people are dead, not that they were killed.
    ``harm`` is None where it speaks of grave harm, and not all of it was understood."""

    harm: Harm | None
    group: str | None = None
    died: bool = False


@lru_cache(maxsize=_KEPT)
def heading_of(label: str, language: str) -> Heading | None:
    """What a label says of harm; None where it says nothing of it."""
    pack = load_pack(language)
    tokens = tokenize(label, 0, len(label), pack.thousands, pack.decimal)
    if not tokens:
        return None
    hits = lexicon_of(language).find(tokens)
    harms, groups, understood = _parts(tokens, hits)
    if not harms:
        return None
    if not understood or len(tokens) > _MOST_TOKENS or len({code for code, _ in harms}) > 1 or len(groups) > 1:
        return Heading(None) if _GRAVE & {Harm(code) for code, _ in harms} else None
    harm = Harm(harms[0][0])
    died = harm is Harm.KILLED and not any(killed for _, killed in harms)
    return Heading(harm, next(iter(groups), None), died)


def _parts(tokens: tuple[Token, ...], hits: list[Hits]) -> tuple[list[tuple[str, bool]], set[str], bool]:
    """The words of harm (its code, whether they say "killed"), the groups, and whether nothing else is said."""
    harms: list[tuple[str, bool]] = []
    groups: set[str] = set()
    understood, index = True, 0
    while index < len(tokens):
        here = hits[index]
        found = [(here[one].length, -rank, one) for rank, one in enumerate(_CLASSES) if one in here]
        length, _, cls = max(found, default=(1, 0, ""))
        if cls in _HARMS:
            says_killed = any("harm_ed" in inside for inside in hits[index : index + length])
            harms.append((here[cls].attr, says_killed))
        elif cls in _GROUPS:
            groups |= {here[cls].attr} - {"all"}
        elif not cls:
            understood = understood and tokens[index].kind == PUNCTUATION
        index += length
    return harms, groups, understood
