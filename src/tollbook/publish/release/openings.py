"""Which words with a capital are no names: small words, days, months, and plain words that open a sentence."""

from collections.abc import Sequence

from tollbook.publish.release.chunks import ENDS, Chunk
from tollbook.publish.release.vocabulary import Vocabulary, leaving_words, lexicon

_YEAR = 4  # digits


def known_capital(word: str, found: Sequence[Chunk], at: int, vocabulary: Vocabulary) -> bool:
    """Whether ``word``, of the chunk at that place, may stand with its capital."""
    known = lexicon()
    if len(word) == 1 and found[at].trail.startswith("."):
        return False  # an initial
    if word in known.months:
        return _beside_number(found, at)
    if word in known.function or word in known.weekdays or word in known.roles:
        return True
    if not found[at].opens or not vocabulary.attested(word) or word in leaving_words()["also_names"]:
        return False
    if word in known.people:
        return True
    if word not in known.every and (_alone(found, at) or _owns(found[at])):
        return False
    return _next(found, at) not in known.says and not _first_of_names(found, at, vocabulary)


def _beside_number(found: Sequence[Chunk], at: int) -> bool:
    """A month has its day or its year beside it. After a comma stands a year, or somebody's age."""
    if at and found[at - 1].numeric and not set(found[at - 1].trail) & (ENDS | {","}):
        return True
    if at + 1 == len(found) or not found[at + 1].numeric:
        return False
    return "," not in found[at].trail or len(found[at + 1].core) == _YEAR


def _next(found: Sequence[Chunk], at: int) -> str:
    return found[at + 1].key if at + 1 < len(found) else ""


def _alone(found: Sequence[Chunk], at: int) -> bool:
    """Whether it is a sentence or a cell of its own, as in a list of people."""
    return at + 1 == len(found) or found[at + 1].opens


def _owns(chunk: Chunk) -> bool:
    return any(sign in chunk.core for sign in "'’ʼ")


def _first_of_names(found: Sequence[Chunk], at: int, vocabulary: Vocabulary) -> bool:
    """Whether others with capitals follow it in a row: "Rose, Hope and …", "Rose and Hope"."""
    small = lexicon().function
    rest = found[at + 1 : at + 4]
    if not rest:
        return False
    if "," in found[at].trail:
        return _a_name(rest[0], vocabulary) and ("," in rest[0].trail or (len(rest) > 1 and rest[1].key in small))
    joined = rest[0].key in small and not rest[0].capital and not found[at].trail
    return joined and len(rest) > 1 and rest[0].key in leaving_words()["and"] and _a_name(rest[1], vocabulary)


def _a_name(chunk: Chunk, vocabulary: Vocabulary) -> bool:
    word = chunk.core.casefold()
    return chunk.capital and not chunk.opens and word not in lexicon().function and word not in lexicon().roles
