"""What people's consent, and the sensitivity of sources, ask of whoever holds a dossier."""

from collections.abc import Iterable, Iterator, Sequence

from tollbook.model import Account, Claim, Decision, Issue, Severity, Source, Toll

_SHOWN = 6  # figures named in one message; all of its claims are


def consent_issues(
    sources: Sequence[Source],
    claims: Iterable[Claim] = (),
    accounts: Sequence[Account] = (),
    findings: Iterable[Decision] = (),
) -> Iterator[Issue]:
    """One issue for each source whose giver withdrew consent or refuses publication, and one for all that are
    sensitive. What was withdrawn is named with the figures and findings that rest on it."""
    withdrawn = {one.id for one in sources if one.provenance.consent.withdrawn_on}
    stated: dict[str, set[str]] = {}
    for claim in claims if withdrawn else ():
        if claim.anchor.source in withdrawn:
            stated.setdefault(claim.anchor.source, set()).add(claim.id)
    grounds = {one.id: frozenset(map(str, one.value.get("grounds") or ())) for one in findings} if withdrawn else {}
    for source in sources:
        if source.id in withdrawn:
            yield _withdrawn(source, stated.get(source.id, set()), accounts, grounds)
        elif source.provenance.consent.refuses_publication:
            message = (
                f"{source.name}: the person who gave it said no to publishing it. This working copy holds it whole; do "
                "not pass it on."
            )
            yield Issue("consent-refused", message, Severity.OPEN, source=source.name)
    yield from _sensitive([source.name for source in sources if source.provenance.sensitive])


def _withdrawn(
    source: Source, stated: set[str], accounts: Sequence[Account], grounds: dict[str, frozenset[str]]
) -> Issue:
    day = source.provenance.consent.withdrawn_on
    assert day is not None
    figures = [
        f"{toll.harm.value} of {account.incident.title} ({toll.id})"
        for account in accounts
        for toll in account.tolls
        if isinstance(toll, Toll) and stated & {*toll.used}
    ]
    found = sorted(id_ for id_, rests_on in grounds.items() if stated & rests_on)
    resting = f" Figures that rest on it: {_listed(figures)}." if figures else " No figure rests on it."
    resting += f" Findings that rest on it: {_listed(found)}." if found else ""
    message = (
        f"{source.name}: the person who gave it withdrew consent ({day.edtf}), and nothing agreed before holds."
        f"{resting} This working copy holds it whole: do not pass it on. Take the source out of the case and build "
        "again, or ask the person anew."
    )
    return Issue("consent-withdrawn", message, Severity.OPEN, source=source.name, about=tuple(sorted(stated)))


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{', '.join(names[:_SHOWN])}{more}"


def _sensitive(names: Sequence[str]) -> Iterable[Issue]:
    if names:
        message = (
            f"Sources that are marked sensitive: {len(names)}. This working copy holds them whole; do not pass it on."
        )
        yield Issue("sensitive-sources", message, Severity.OPEN)
