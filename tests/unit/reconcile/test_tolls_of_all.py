"""A figure alone is the one that the whole reconciliation gives."""

from dataclasses import replace
from datetime import date

import pytest

from tollbook.data import load_pack
from tollbook.extract import describe_source, read_claims_of
from tollbook.link import link_incidents
from tollbook.model import Harm, Rejection
from tollbook.read.cell import read_cell
from tollbook.reconcile import RULES, reconcile_incident, tolls_of_all

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
        alone = list(tolls_of_all(incident, claims, RULES[rule], list(Harm)))
        assert alone == [toll for toll in tolls if toll.group == "all"]
