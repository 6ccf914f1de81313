"""What the number of a verb says of those before it: "a trader and teacher was killed" and "a members was" are one."""

from collections.abc import Sequence
from dataclasses import replace

from tollbook.extract.quantities import Line
from tollbook.extract.row import Chunk
from tollbook.model import Form, Quantity

_LONGEST = 6  # chunks between an article and its noun, or a noun and its verb
_BEFORE_NOUN = frozenset("w name rep participle other quote open close".split())
_AFTER_NOUN = frozenset("pp date age open close name of article w".split())
_APART = frozenset({"men", "women", "children"})  # nobody is two of these, or one of these and another
_ARTICLES = frozenset({"article_definite", "article_indefinite"})


def with_agreement(line: Line, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The row, with one chunk where nouns that may be two, or many, are the subject of a singular verb."""
    verbs = [at for at, chunk in enumerate(chunks) if chunk.symbol == "be" and "be_one" in line.hits[chunk.first]]
    if not verbs:
        return list(chunks)
    made = list(chunks)
    for at in reversed(verbs):
        _with_one(line, made, at)
    return made


def _with_one(line: Line, made: list[Chunk], verb: int) -> None:
    if verb > 2 and made[verb - 2].symbol == "and" and _is_bare(line, made[verb - 1]):
        first, second = made[verb - 3], made[verb - 1]
        if _is_one(first) and first.group not in _APART and second.group not in _APART:
            made[verb - 3 : verb] = [_joined(line, first, second)]
        return
    noun = _before(made, verb, _AFTER_NOUN)
    article = _before(made, noun, _BEFORE_NOUN)
    here = line.hits[made[article].first]
    if made[noun].symbol != "g" or made[article].symbol != "article" or article == noun:
        return
    if "article_indefinite" in here and "additional" not in here and "every" not in here:
        one = Quantity(1, 1, False, Form.EXACT, line.words(made[article].first, made[noun].last))
        made[article : noun + 1] = [replace(made[noun], symbol="s", first=made[article].first, quantity=one)]


def _before(made: Sequence[Chunk], index: int, between: frozenset[str]) -> int:
    """The nearest chunk before one that is none of those that may stand between; the first where it is too far."""
    return next((at for at in range(index - 1, max(-1, index - _LONGEST), -1) if made[at].symbol not in between), 0)


def _is_one(chunk: Chunk) -> bool:
    number = chunk.quantity.number if chunk.quantity else None
    return chunk.symbol in ("s", "x", "n", "u") and number == 1


def _is_bare(line: Line, chunk: Chunk) -> bool:
    """ "… and teacher", with no article of its own."""
    return chunk.symbol == "s" and line.hits[chunk.first].keys().isdisjoint(_ARTICLES) and "pronoun" not in chunk.marks


def _joined(line: Line, first: Chunk, second: Chunk) -> Chunk:
    quantity = first.quantity
    assert quantity is not None
    return replace(first, last=second.last, quantity=replace(quantity, words=line.words(first.first, second.last)))
