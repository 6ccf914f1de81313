"""What a zero does not say: "nobody was shot" says not that nobody died, "seriously hurt" not that nobody was hurt."""

from collections.abc import Sequence

from tollbook.extract.outcomes import says_how_they_are
from tollbook.extract.patterns import Match
from tollbook.extract.row import Chunk, Chunked

DONE = frozenset({"harm_ed", "harm_base", "harm_s", "harm_ing"})  # what somebody does to somebody


def denies_less(sentence: Chunked, match: Match, counted: Chunk) -> bool:
    """Whether a zero denies something else than the harm, or nobody stands by it."""
    others = denies_only_gravity(sentence, match) or is_of_asking(sentence, match)
    return others or is_not_borne_out(sentence, match) or denies_only_how(sentence, match, counted)


def denies_only_how(sentence: Chunked, match: Match, counted: Chunk) -> bool:
    """ "Nobody was shot" is no figure of the dead; "denied that guards had killed anyone" is a denial of who did it."""
    chunks, hits = sentence.chunks, sentence.line.hits
    harms = [chunks[match.harm]] if match.harm is not None else []
    if any(says_how_they_are(harm) for harm in harms):
        return True
    if any("manner" in hits[token] for harm in harms for token in range(harm.first, harm.last)):
        return True
    if "anyone" not in counted.marks:
        return False
    done = match.count > 0 and chunks[match.count - 1].symbol in DONE
    return done or any(harm.last < len(hits) and "by" in hits[harm.last] for harm in harms)


def is_of_asking(sentence: Chunked, match: Match) -> bool:
    """ "None identified how many had been wounded" says that nobody told it."""
    inside = sentence.chunks[match.first : match.last]
    return any("question" in sentence.line.hits[chunk.first] for chunk in inside)


def is_not_borne_out(sentence: Chunked, match: Match) -> bool:
    """ "No deaths have been confirmed", "nobody was confirmed dead": there may be some; "no deaths, police confirmed"
    says that there are none."""
    chunks, line = sentence.chunks, sentence.line
    at = _skip(chunks, match.last, ("w",))
    if at < len(chunks) and chunks[at].symbol == "be":
        said = chunks[at : _skip(chunks, at, ("be", "adverb", "w")) + 1]
    else:
        said = chunks[match.count + 1 : match.last]
    return any(line.part(token, "borne_out") for chunk in said for token in range(chunk.first, chunk.last))


def _skip(chunks: Sequence[Chunk], at: int, symbols: tuple[str, ...]) -> int:
    while at < len(chunks) and chunks[at].symbol in symbols:
        at += 1
    return at


def is_of_own_losses(chunks: Sequence[Chunk], count: int) -> bool:
    """ "They suffered no casualties": none of theirs, whoever else did."""
    at = count - 1
    if at < 1 or chunks[at].symbol != "suffer":
        return False
    while at > 0 and chunks[at - 1].symbol in ("have", "adverb", "modal"):
        at -= 1
    return at > 0 and chunks[at - 1].symbol in ("pronoun", "g", "them")


def denies_only_gravity(sentence: Chunked, match: Match) -> bool:
    """ "Nobody was seriously hurt" does not say that nobody was hurt."""
    inside = sentence.chunks[match.first : match.last]
    return any("gravely" in sentence.line.hits[token] for chunk in inside for token in range(chunk.first, chunk.last))
