"""The steps that a toll shows: which operation, on which bound, and the code of the reason."""

from tollbook.model import Document, Harm, Toll
from tollbook.pipeline import build_register
from tollbook.settings import Settings

HEAD = "Riot at Marrow prison\n\nA riot broke out at the prison in the town of Marrow, Tajikistan, on 3 May 2004. "


def steps_of(text: str) -> list[tuple[str, str | None, int | None, str | None]]:
    """What each step did, but for the first keeps and drops: operation, bound, value, reason."""
    register = build_register([Document("a.txt", f"{HEAD}{text}".encode())], Settings()).register
    tolls = [toll for toll in register.accounts[0].tolls if isinstance(toll, Toll) and toll.group == "all"]
    toll = next(toll for toll in tolls if toll.harm is Harm.KILLED)
    return [(step.op, step.of, step.value, step.because) for step in toll.steps if step.op not in ("keep", "drop")]


def test_disjoint_groups_are_summed_bound_by_bound() -> None:
    assert steps_of("The government said that 12 prisoners and 2 guards were killed.") == [
        ("sum", "low", 14, "disjoint-groups"),
        ("sum", "high", 14, "disjoint-groups"),
        ("min", "low", 14, None),
        ("max", "high", 14, None),
    ]


def test_two_sentences_of_two_voices_are_summed_apart() -> None:
    text = (
        "The government said that 12 prisoners and 2 guards were killed. "
        "Families said that 20 prisoners and 3 guards were killed."
    )
    assert [value for op, of, value, _ in steps_of(text) if op == "sum" and of == "low"] == [14, 23]
    assert steps_of(text)[-2:] == [("min", "low", 14, None), ("max", "high", 23, None)]


def test_two_figures_of_one_group_give_the_greater_bound_by_bound() -> None:
    steps = steps_of("The police said that 12 prisoners were killed in the yard and 9 prisoners were killed indoors.")
    assert steps[:2] == [("max", "low", 12, "greatest-floor"), ("max", "high", 12, "greatest-of-groups")]
