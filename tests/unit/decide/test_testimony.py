"""What needs consent: whatever a person gave. Nobody's word that it was published is taken from the text itself."""

import hashlib
from dataclasses import replace

import pytest

from tollbook.decide.testimony import Agreed, agreed_to_publish, is_published, is_testimony, may_be_named
from tollbook.model import Consent, Provenance, Source, When

GIVEN = Consent(record="yes", publish="yes")


def source(known: Provenance = Provenance(), within: str | None = None, name: str = "a.txt") -> Source:  # noqa: B008
    return Source(
        hashlib.sha256(name.encode()).hexdigest(), name, "text/plain", None, 1, "", (), within=within, provenance=known
    )


@pytest.mark.parametrize(
    ("known", "agreed"),
    [
        (Provenance(), Agreed.UNKNOWN),
        (Provenance(obtained_how="photographed at the gate"), Agreed.UNKNOWN),
        (Provenance(publisher="The Velm Courier"), Agreed.NOT_NEEDED),
        (Provenance(address="https://example.org/a"), Agreed.NOT_NEEDED),
        (Provenance(archived="https://archive.example.org/a"), Agreed.NOT_NEEDED),
        (Provenance(publisher="The Velm Courier", sensitivity="names of families"), Agreed.UNKNOWN),
        (Provenance(publisher="The Velm Courier", sensitivity="none"), Agreed.NOT_NEEDED),
        (Provenance(publisher="Monitors", consent=Consent(record="yes")), Agreed.UNKNOWN),
        (Provenance(consent=GIVEN), Agreed.GIVEN),
        (Provenance(consent=replace(GIVEN, publish=" Yes ")), Agreed.GIVEN),
        (Provenance(consent=replace(GIVEN, publish="only after the trial")), Agreed.CONDITIONAL),
        (Provenance(consent=replace(GIVEN, conditions="not in print")), Agreed.CONDITIONAL),
        (Provenance(consent=replace(GIVEN, publish="No")), Agreed.REFUSED),
        (Provenance(publisher="The Velm Courier", consent=Consent(publish="no")), Agreed.REFUSED),
        (Provenance(consent=replace(GIVEN, withdrawn_on=When("2018", "2018"))), Agreed.WITHDRAWN),
    ],
)
def test_what_is_known_of_consent(known: Provenance, agreed: Agreed) -> None:
    assert agreed_to_publish(source(known), {}) is agreed


def test_what_lies_in_something_published_is_published() -> None:
    holder = source(Provenance(publisher="The Velm Courier"), name="paper.zip")
    inner = source(within=holder.id)
    assert is_published(inner, {holder.id: holder})
    assert not is_published(inner, {})
    assert is_testimony(inner, {})


def test_what_holds_itself_round_about_ends() -> None:
    one, other = source(name="a"), source(name="b")
    one, other = replace(one, within=other.id), replace(other, within=one.id)
    assert not is_published(one, {one.id: one, other.id: other})


@pytest.mark.parametrize(
    ("answer", "named"), [("yes", True), ("YES", True), ("no", False), ("later", False), (None, False)]
)
def test_a_giver_may_be_named_only_who_said_so(answer: str | None, named: bool) -> None:
    assert may_be_named(source(Provenance(consent=Consent(be_named=answer)))) is named
