import pytest

from tollbook.estimate.asked import Asked
from tollbook.estimate.families import estimate
from tollbook.model.estimate import Status


def test_latent_classes_have_the_posterior_that_brute_force_gives(tables) -> None:
    (found,) = estimate(tables["small3"], Asked(("lcm",), 1, classes=5, sweeps=8192))
    assert found.status is Status.ESTIMATE
    assert found.rhat < 1.01
    assert (found.low, found.median, found.high) == pytest.approx((79, 101, 146), abs=2)
    assert "the lists themselves cannot test" in found.statement


def test_chains_that_have_not_agreed_give_no_number(tables) -> None:
    (found,) = estimate(tables["netherlands5"], Asked(("lcm",), 1, chains=4, sweeps=2048))
    assert (found.status, found.number, found.low) == (Status.REFUSED, None, None)
    assert found.reasons[0] in ("chains-disagree", "few-draws")
    assert found.rhat is not None
