"""What each report states of an incident's killed and injured, as a coder would write it down: one voice in one
document."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tollbook.model import Account, Claim, Dispute, Harm, Toll
from tollbook.model.toll import Mode
from tollbook.reconcile.reports import reports_of
from tollbook.reconcile.rules import SPAN
from tollbook.reconcile.stated import Stated, Working, count_of, take

HARMS = (Harm.KILLED, Harm.INJURED)
EVERYONE = "all"


class Figures(NamedTuple):
    """``best`` None where more numbers than one are stated, or an upper one alone."""

    low: int | None
    best: int | None
    high: int | None


class Reported(NamedTuple):
    """``claims`` of one voice in one source, and what they come to by harm."""

    source: str
    claims: tuple[Claim, ...]
    figures: Mapping[Harm, Figures]


def reported_of(account: Account, claims: Mapping[str, Claim]) -> list[Reported]:
    """The reports of an incident, in the order of its voices; of claims that the span uses alone."""
    found: dict[tuple[str, str], tuple[list[Claim], dict[Harm, Figures]]] = {}
    for harm in HARMS:
        for toll in account.tolls:
            if isinstance(toll, Toll) and _is_span(toll, harm):
                for key, own, figures in _of_harm(account, harm, [claims[id_] for id_ in toll.used]):
                    held = found.setdefault(key, ([], {}))
                    held[0].extend(own)
                    held[1][harm] = figures
    return [Reported(source, tuple(own), figures) for (_, source), (own, figures) in found.items()]


def _is_span(toll: Toll, harm: Harm) -> bool:
    return (toll.rule, toll.mode, toll.harm, toll.group) == (SPAN, Mode.AS_PUBLISHED, harm, EVERYONE)


def _of_harm(account: Account, harm: Harm, used: list[Claim]) -> Iterator[tuple[tuple[str, str], list[Claim], Figures]]:
    working = Working(Dispute(account.incident.id, harm, EVERYONE, tuple(used), account.voices))
    for report in reports_of(working.dispute, used):
        stated = take(report.id, report.claims, working)
        own = [claim for claim in report.claims if claim.id not in working.aside]
        if own:
            yield (report.voice, own[0].anchor.source), own, _figures(stated, own, working)


def _figures(stated: Stated, own: list[Claim], working: Working) -> Figures:
    lows = [low for name in stated.lows if (low := working.values[name][0]) is not None]
    highs = [high for name in stated.highs if (high := working.values[name][1]) is not None]
    low, highest = min(lows, default=None), max(highs, default=None)
    is_open = any(count_of(claim).quantity.open for claim in own)
    return Figures(low, low if low == highest else None, None if is_open else highest)
