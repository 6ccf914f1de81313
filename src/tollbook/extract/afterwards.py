"""What else befell the same people: wounded and died, arrested and tortured; and whose verb a verb is."""

from collections.abc import Sequence

from tollbook.extract.patterns import Match
from tollbook.extract.row import Chunk, Chunked
from tollbook.model import Harm

_BETWEEN_VERBS = 3  # chunks between what befell one first and the "and" before their death
_BESIDE_VERBS = frozenset("pp date adverb by name harm_state".split())
_BESIDE_PEOPLE = frozenset("pp comma age open close name".split())
_BODILY = frozenset({Harm.KILLED, Harm.INJURED, Harm.CASUALTIES})


def died_of_it(sentence: Chunked, match: Match, others: list[Match]) -> bool:
    """ "A man who was injured in the clash died", "beaten and stabbed to death": he is told of as dead."""
    chunks = sentence.chunks
    if match.harm is None or chunks[match.harm].attr not in (Harm.INJURED, Harm.CASUALTIES):
        return False
    if match.count + 1 >= len(chunks):
        return False
    of_them = [one for one in others if one.count == match.count and one.harm is not None and one.harm > match.harm]
    later = [one.harm for one in of_them if one.harm is not None]
    if match.harm < match.count and _who_died(chunks, match.count + 1, later):
        return True
    if any(one.pattern.also and _is_known_by(chunks, match.harm, one.harm or 0) for one in of_them):
        return True  # "was beaten by guards and died", "shot a guard dead", "shot and badly wounded"
    if not is_of_people(sentence, match.count, match.harm + 1) and any(
        _is_of_wounded(chunks, match.harm, at) for at in later
    ):
        return True
    beside = [chunk.symbol for chunk in chunks[match.count + 1 : match.harm] if chunk.symbol not in _BESIDE_PEOPLE]
    who = "relative" in beside[:1]
    if who and any(chunks[at].symbol == "harm_died" for at in later):
        return True
    joined = match.harm + 1
    while joined < len(chunks) and joined <= match.harm + _BETWEEN_VERBS and chunks[joined].symbol in _BESIDE_VERBS:
        joined += 1
    if joined + 1 < len(chunks) and chunks[joined].symbol == "comma":
        joined += 1
    follows = joined < len(chunks) and chunks[joined].symbol in ("and", "but")
    return follows and any(at <= joined + 2 and _is_known_by(chunks, match.harm, at) for at in later)


def _who_died(chunks: Sequence[Chunk], index: int, later: Sequence[int]) -> bool:
    """ "Shot a man who died at the scene": told of as dead right after."""
    at = index
    while at < len(chunks) and chunks[at].symbol in ("comma", "relative", "have", "adverb", "be"):
        at += 1
    who = any(chunk.symbol == "relative" for chunk in chunks[index:at])
    return who and at in later and chunks[at].attr == Harm.KILLED


def belongs_to_next(chunks: Sequence[Chunk], match: Match) -> bool:
    """ "1 guard killed 5 injured": in a row of figures each has the word behind it, and none the one before it."""
    count, harm = match.count, match.harm
    if harm is None or harm != count - 1 or not 0 < harm < len(chunks) - 2 or chunks[count].symbol != "q":
        return False
    after, before = chunks[count + 1].symbol, chunks[harm - 1].symbol
    return after in ("harm_ed", "harm_dead") and before in ("n", "u", "q") and chunks[harm].symbol == "harm_ed"


def _is_known_by(chunks: Sequence[Chunk], harm: int, later: int) -> bool:
    """Whether a later word says what came of it: that they died; of casualties, that they were hurt."""
    attr = chunks[later].attr
    return attr == Harm.KILLED or (attr == Harm.INJURED and chunks[harm].attr == Harm.CASUALTIES)


def _is_of_wounded(chunks: Sequence[Chunk], harm: int, died: int) -> bool:
    """ "A guard wounded in the riot died on Monday"."""
    between = {chunk.symbol for chunk in chunks[harm + 1 : died]}
    return chunks[died].symbol == "harm_died" and between <= _BESIDE_VERBS | {"preposition", "article", "event", "have"}


def befell_also(sentence: Chunked, match: Match, taken: set[int]) -> bool:
    """ "Four students were arrested and tortured": the second verb of the same people, of another harm that is no
    graver kind of the first."""
    if not match.pattern.also or match.harm is None:
        return False
    before = {sentence.chunks[at].attr for at in taken if match.count < at < match.harm}
    attr = sentence.chunks[match.harm].attr
    return bool(before) and attr not in before and not (attr in _BODILY and before & _BODILY)


def is_of_people(sentence: Chunked, index: int, harm: int) -> bool:
    """ "A guard of 24 prisoners was killed", "two of the 30 wounded died": those after "of" are not who it befell."""
    chunks = sentence.chunks
    at = index - 2 if chunks[index - 1].symbol == "article" else index - 1
    if at < 1 or chunks[at].symbol != "of":
        return False
    return chunks[at - 1].symbol in ("s", "x", "n", "u", "g") or (
        chunks[at - 1].symbol == "q" and harm != index + 1 and chunks[index + 1].symbol != "relative"
    )
