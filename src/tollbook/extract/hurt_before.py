"""Whether those who are told of as in hospital came to harm."""

from tollbook.extract.outcomes import IN_HOSPITAL, tells_of_harm
from tollbook.extract.row import Chunk, Chunked


def were_hurt(sentence: Chunked, harm: Chunk, counted: Chunk, hurt: bool, dead: bool) -> bool:
    """Whether those told of as in hospital came to harm: "forty people were taken to hospital"; of one, or of how
    people are, only where harm is told of. Never bodies.
    ``hurt``, ``dead``: harm, a death is told of before."""
    if "remains" in counted.marks or ("carried" in counted.marks and dead):
        return False
    counts = IN_HOSPITAL in harm.marks and counted.symbol in ("n", "u", "q")
    return counts or hurt or tells_of_harm(sentence.chunks, sentence.line)
