"""The codebook of a release: of what the makers of a case stated, the words of which nothing has to be taken out."""

from collections.abc import Sequence
from dataclasses import replace

from tollbook.model.codebook import Codebook
from tollbook.publish.release.scrub import unchanged
from tollbook.publish.release.vocabulary import Vocabulary


def public_codebook(codebook: Codebook, vocabulary: Vocabulary) -> Codebook:
    """A point with a word that may not leave stays whole, and that one stayed is said. Notes are the team's own, and
    always stay. How many voices, and the standard, are a number and a code."""
    includes, excludes = (_points(points, vocabulary) for points in (codebook.includes, codebook.excludes))
    corroboration = unchanged(codebook.corroboration, vocabulary)
    whole = {
        "includes": len(includes) == len(codebook.includes),
        "excludes": len(excludes) == len(codebook.excludes),
        "corroboration": corroboration is not None or codebook.corroboration is None,
    }
    return replace(
        codebook,
        includes=includes,
        excludes=excludes,
        corroboration=corroboration,
        notes=None,
        kept=tuple(name for name, stands in whole.items() if not stands),
    )


def _points(points: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(words for words in (unchanged(one, vocabulary) for one in points) if words is not None)
