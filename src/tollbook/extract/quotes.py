"""Every quote is looked up in its source again, whoever extracted it; what does not stand there is not a claim."""

from collections.abc import Iterable

from tollbook.model import Claim, Issue, Severity, Source


def check_claims(source: Source, claims: Iterable[Claim]) -> tuple[list[Claim], list[Issue]]:
    """The claims whose quote and speaker stand in the source, each once; an Issue for each that does not."""
    kept: dict[str, Claim] = {}
    lost = []
    for claim in claims:
        speaker = claim.attribution.at
        if (
            claim.anchor.source == source.id
            and claim.anchor.stands_in(source.text)
            and (speaker is None or speaker.stands_in(source.text))
        ):
            kept.setdefault(claim.id, claim)
        else:
            lost.append(
                Issue(
                    "quote-not-found",
                    f"{claim.reader} gave a quote that does not stand at {claim.anchor.start} to "
                    f"{claim.anchor.end} of {source.name}; "
                    "the claim was refused. Read the passage and add the claim by hand if it is there.",
                    Severity.LOST,
                    source=source.name,
                )
            )
    return list(kept.values()), lost
