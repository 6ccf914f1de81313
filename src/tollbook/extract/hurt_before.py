"""Whether those who are told of as in hospital came to harm."""

from tollbook.extract.outcomes import IN_HOSPITAL, tells_of_harm
from tollbook.extract.row import Chunk, Chunked
from tollbook.model import Harm


def were_hurt(sentence: Chunked, harm: Chunk, counted: Chunk, hurt: bool, dead: bool) -> bool:
    """Whether those told of as in hospital came to harm: "forty people were taken to hospital"; of one, or of how
    people are, only where harm is told of. Never bodies.
    ``hurt``, ``dead``: harm, a death is told of before."""
    killed = dead or any(chunk.attr == Harm.KILLED for chunk in sentence.chunks)
    known = "carried" in counted.marks or "article_definite" in sentence.line.hits[counted.first]
    if "remains" in counted.marks or (killed and known and counted.symbol in ("n", "u")):
        return False  # "both were taken to a hospital, but the woman died"
    counts = IN_HOSPITAL in harm.marks and counted.symbol in ("n", "u", "q")
    beside_dead = dead and harm.symbol == "harm_state" and counted.symbol in ("n", "u", "q")
    return counts or hurt or beside_dead or tells_of_harm(sentence)


def is_told_dead(harm: Chunk, counted: Chunk) -> bool:
    """ "Eleven bodies were found. They had been shot in the head": how those died who are told of as dead."""
    return "carried" in counted.marks and harm.attr in (Harm.INJURED, Harm.CASUALTIES)
