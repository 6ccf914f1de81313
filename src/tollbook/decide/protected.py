"""Which sources people protected: they stay in the building, and out of every cache."""

from collections.abc import Iterable

from tollbook.decide.standing import Standing
from tollbook.model import ProtectedSource, Protection, Source


def never_kept(standing: Standing) -> frozenset[str]:
    """The ids of sources that are protected, and of those that hold who or what is: no copy of what they say is kept
    outside the case."""
    found = {about[0] for about in standing.protections if len(about) == 1}
    for ones in standing.protections.values():
        for one in ones:
            found |= {str(id_) for id_ in one.value.get("sources") or ()}
    return frozenset(found)


def protected_sources(standing: Standing, sources: Iterable[Source]) -> tuple[ProtectedSource, ...]:
    """The protected ones among the sources: the strictest of the levels given, and the first words for it."""
    found = []
    for source in sources if standing.protections else ():
        if ones := standing.protections.get((source.id,), ()):
            strictest = Protection.WITHHOLD if any(one.verdict == Protection.WITHHOLD for one in ones) else None
            shown = next((str(one.value["shown_as"]) for one in ones if one.value.get("shown_as")), None)
            found.append(ProtectedSource(source.id, strictest or Protection.UNNAMED, shown))
    return tuple(found)
