"""What people's consent, and the sensitivity of sources, ask of whoever holds a dossier."""

from collections.abc import Iterable, Iterator, Sequence

from tollbook.model import Issue, Severity, Source


def consent_issues(sources: Sequence[Source]) -> Iterator[Issue]:
    """One issue for each source whose giver withdrew consent or refuses publication, and one for all that are
    sensitive."""
    for source in sources:
        consent = source.provenance.consent
        if consent.withdrawn_on:
            message = (
                f"{source.name}: the person who gave it withdrew consent ({consent.withdrawn_on.edtf}), and nothing "
                "agreed before holds. This working copy holds it whole: do not pass it on. Take the source out of the "
                "case and build again, or ask the person anew."
            )
            yield Issue("consent-withdrawn", message, Severity.OPEN, source=source.name)
        elif consent.refuses_publication:
            message = (
                f"{source.name}: the person who gave it said no to publishing it. This working copy holds it whole; do "
                "not pass it on."
            )
            yield Issue("consent-refused", message, Severity.OPEN, source=source.name)
    yield from _sensitive([source.name for source in sources if source.provenance.sensitive])


def _sensitive(names: Sequence[str]) -> Iterable[Issue]:
    if names:
        message = (
            f"Sources that are marked sensitive: {len(names)}. This working copy holds them whole; do not pass it on."
        )
        yield Issue("sensitive-sources", message, Severity.OPEN)
