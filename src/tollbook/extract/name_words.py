"""Words of names: which are, and what joins two of them."""

from tollbook.extract.phrases import within_person
from tollbook.extract.quantities import Line
from tollbook.extract.tokens import WORD

WITHIN_NAMES = frozenset("./")  # marks that join two words of a name
_NEVER_IN_NAMES = frozenset(
    "article_definite article_indefinite preposition and or but if when be have modal pronoun relative adverb "
    "bound says no nobody anyone number_word vague additional citing according_to month_names weekday holders "
    "following there labels not modifier participle harm_ed harm_noun harm_toll harm_dead harm_died "
    "harm_killing harm_ing unharmed".split()
)


def joins_name(line: Line, index: int) -> bool:
    """The full stop in "Dr. Bello" and "J. Smith", the stroke in "KNB/TV"."""
    if not index:
        return False
    token, after = line.tokens[index], index + 1
    if token.text not in WITHIN_NAMES:
        return within_person(line, index) and is_name_word(line, index - 1)
    if token.space_before or after >= len(line.tokens):
        return False
    before = line.tokens[index - 1]
    if token.text == "/":
        return before.capital and _goes_on_at_once(line, after)
    short = before.lower in line.pack.abbreviations or (len(before.text) == 1 and before.capital)
    return short and before.capital and is_name_word(line, after)


def _goes_on_at_once(line: Line, index: int) -> bool:
    return index < len(line.tokens) and not line.tokens[index].space_before and is_name_word(line, index)


def is_name_word(line: Line, index: int) -> bool:
    """Capitalised and no small word."""
    token = line.tokens[index]
    return token.kind == WORD and token.text[0].isupper() and line.hits[index].classes.isdisjoint(_NEVER_IN_NAMES)
