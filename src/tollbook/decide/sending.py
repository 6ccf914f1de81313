"""Which sources an extractor may be given: what is protected never, and to another machine only what is public."""

from collections.abc import Callable, Mapping, Sequence, Set

from tollbook.decide.protected import never_kept
from tollbook.decide.protection import family_of
from tollbook.decide.standing import Standing
from tollbook.decide.testimony import is_published, stood_somewhere, with_holders
from tollbook.model import NOT_ASKED, Issue, Provenance, Severity, Source, Supersession
from tollbook.model.provenance import known_of

_NOT_PUBLIC = (
    "it is not known to be public. Where it is, write down in sources.csv where it was published (publisher, address "
    "or archived)"
)


def kept_from(never: Set[str], sources: Sequence[Source], versions: Sequence[Supersession]) -> frozenset[str]:
    """The ids of sources that no extractor is given. ``never``: those of which nothing is kept."""
    return family_of(never & {one.id for one in sources}, sources, versions) | never


def why_not_sent(source: Source, written: Mapping[str, Provenance]) -> str | None:
    """Why the text of a source that may leave does not: a saved page bears an address also where it stood behind a
    password, so somebody must have ``written`` where it was published."""
    return None if stood_somewhere(known_of(written, source.name)) else _NOT_PUBLIC


def why_not_given(source: Source, held: Mapping[str, Source], kept: Set[str], leaves: bool) -> str | None:
    """Why an extractor is not given a source; None where it may be. ``leaves``: its text would leave the machine; then
    what is not known to be public is not."""
    chain = with_holders(source, held)
    if source.id in kept:
        return "it is protected, or holds what is"
    if any(one.provenance.sensitive for one in chain):
        return "it is marked as sensitive"
    if not leaves:
        return None
    if any(one.provenance.consent != NOT_ASKED for one in chain):
        return "somebody was asked for consent, so it is testimony, whatever they answered"
    if source.entry is not None or source.written_down:
        return "its text is what people wrote down"
    return None if is_published(source, held) else _NOT_PUBLIC


def keeping_from(
    sources: Sequence[Source], standing: Standing, sends: Set[str]
) -> Callable[[Source, str], Issue | None]:
    """Says of a source and an extractor why the one is not given to the other. ``sends``: those that may send text."""
    held, kept = {one.id: one for one in sources}, kept_from(never_kept(standing), sources, ())

    def keeping(source: Source, extractor: str) -> Issue | None:
        why = why_not_given(source, held, kept, extractor in sends)
        return not_sent(source, extractor, why) if why else None

    return keeping


def not_sent(source: Source, extractor: str, why: str) -> Issue:
    """Says that a source was kept from an extractor."""
    message = f"{source.name} is not given to {extractor}: {why}. The embedded reading does without."
    return Issue("not-sent", message, Severity.NOTE, source=source.name)
