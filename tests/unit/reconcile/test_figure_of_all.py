"""A figure alone is the one that the whole reconciliation gives."""

from dataclasses import replace
from datetime import date

import pytest

from tollbook.data import load_pack
from tollbook.extract import describe_source, read_claims_of
from tollbook.link import link_incidents
from tollbook.model import Harm, Rejection
from tollbook.read.cell import read_cell
from tollbook.reconcile import RULES, figure_of_all, reconcile_incident

TOLD = (
    "On 3 May 2015 twelve prisoners were killed in Karatal, a doctor said. The ministry said that at least 9 guards "
    "and 30 prisoners were injured. Dozens were wounded, according to the paper. Two guards were killed, he added."
)


@pytest.mark.parametrize("rule", sorted(RULES))
@pytest.mark.parametrize("rejected", [0, 1])
def test_a_figure_alone_is_that_of_the_whole(rule: str, rejected: int) -> None:
    source, _ = read_cell("row 1", TOLD, None, "en")
    source = describe_source(source, load_pack("en"))
    incidents, claims, _, _ = link_incidents([(source, read_claims_of(source))])
    claims = [
        replace(one, rejected=Rejection("editor", date(2026, 1, 1), "not said")) if at < rejected else one
        for at, one in enumerate(claims)
    ]
    for incident in incidents:
        _, tolls = reconcile_incident(incident, claims, [RULES[rule]])
        for harm in Harm:
            whole = next((toll for toll in tolls if toll.harm is harm and toll.group == "all"), None)
            alone = figure_of_all(incident, harm, claims, RULES[rule])
            assert (whole is None) == (alone is None)
            if whole is not None and alone is not None:
                figures = ("low", "high", "highest_stated", "used")
                assert [getattr(whole, one, None) for one in figures] == [getattr(alone, one, None) for one in figures]
