"""What a sentence states besides figures: each pattern has an example, each look-alike reads as nothing, and sentences
of many styles are read as people read them."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tollbook.data import load_yaml
from tollbook.data.stated import StatedPattern, load_stated
from tollbook.extract.notation import read_sentence, read_stated, told
from tollbook.extract.stated import claims
from tollbook.extract.stated.found import Found, matches
from tollbook.extract.stated.templates import templates_of
from tollbook.model import Claim, ClaimKind, Demand

CASES = Path(__file__).parents[2] / "cases" / "stated"
WORDINGS = load_stated("en")
MENDED = (
    "built",
    "held_out",
    "blind_a",
    "blind_b",
    "blind_c",
    "blind_e",
    "blind_f",
    "blind_g",
)  # in sight when wordings were mended
KINDS = frozenset(ClaimKind("act condition access pattern notice reaction norm demand".split()[at]) for at in range(8))


def stated(text: str) -> list[Claim]:
    return [claim for claim in read_stated(text, "en").claims if claim.kind in KINDS]


def lines(text: str) -> str:
    every = read_stated(text, "en").claims
    return "; ".join(line for claim, line in zip(every, told(every), strict=True) if claim.kind in KINDS) or "nothing"


def test_examples_are_read_whole() -> None:
    assert WORDINGS is not None
    wrong = {text: (reads, got) for text, reads in WORDINGS.examples.items() if (got := lines(text)) != reads}
    assert not wrong


def test_look_alikes_read_as_nothing() -> None:
    assert WORDINGS is not None
    assert not {text: got for text in WORDINGS.never if (got := lines(text)) != "nothing"}


def test_every_pattern_has_an_example(monkeypatch: pytest.MonkeyPatch) -> None:
    assert WORDINGS is not None
    used: set[StatedPattern] = set()

    def noted(*asked: object) -> Iterator[Found]:
        for found in matches(*asked):  # type: ignore[arg-type]
            used.add(found.template.pattern)
            yield found

    monkeypatch.setattr(claims, "matches", noted)
    for text in (*WORDINGS.examples, *(str(row["text"]) for name in MENDED for row in corpus(name))):
        read_stated(text, "en")
    assert not [f"{one.kind}: {one.match}" for one in WORDINGS.patterns if one not in used]


def test_classes_are_all_asked_for() -> None:
    assert WORDINGS is not None
    asked = {"ends", "and_then", "leads_in", "by_when", "norm_heads", "norm_within", "norm_phrases", "names_party"}
    asked |= {"everyday", "courtesies", "at_stake", "imagined", "none_of", "norm_parts", "norm_of", "norm_parted"}
    asked |= {"breached", "signed", "binds"} | {name for name in WORDINGS.classes if name.startswith("topic_")}
    for one in WORDINGS.patterns:
        asked |= {name for name in WORDINGS.classes if f"<{name}>" in one.match} | {
            one.needs,
            one.near,
            one.who,
            one.unless,
        }
    assert not set(WORDINGS.classes) - asked


def corpus(name: str) -> list[dict[str, object]]:
    loaded: list[dict[str, object]] = load_yaml(CASES / f"{name}.yaml")  # type: ignore[assignment]
    return loaded


def agreement(name: str) -> dict[str, float]:
    """F1 by kind, a sentence and a kind being one thing to find."""
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for row in corpus(name):
        got, want = {claim.kind.value for claim in stated(str(row["text"]))}, set(row["kinds"])  # type: ignore[call-overload]
        right.update(got & want)
        found.update(got)
        wanted.update(want)
    return {kind: 2 * right[kind] / (found[kind] + wanted[kind]) for kind in sorted(wanted)}


@pytest.mark.parametrize("name", MENDED)
def test_sentences_of_many_styles_are_read_as_people_read_them(name: str) -> None:
    assert min(agreement(name).values()) >= 0.85, agreement(name)


def test_a_chain_of_demands_keeps_its_order() -> None:
    outer, inner = (
        claim.statement
        for claim in stated("The union urges the assembly to demand of the ministry to open the archive.")
        if isinstance(claim.statement, Demand)
    )
    assert outer.asked == ("the assembly",) and outer.within is None
    assert inner.to_act == ("the ministry",) and inner.within is not None


def test_coding_tables_reads_none_of_it() -> None:
    text = "The prisoners demanded a doctor. The colony held twice the permitted number of men."
    assert not [claim for claim in read_sentence(text, "en").claims if claim.kind in KINDS]


def test_a_language_without_wordings_gives_nothing() -> None:
    assert templates_of("zz") is None


def test_of_sentences_not_seen_little_is_read_wrong_and_most_is_found() -> None:
    read = [(row, {claim.kind.value for claim in stated(str(row["text"]))}) for row in corpus("blind_d")]
    wrong = [row["text"] for row, got in read if got - set(row["kinds"])]  # type: ignore[call-overload]
    missed = [row["text"] for row, got in read if set(row["kinds"]) - got]  # type: ignore[call-overload]
    assert len(wrong) <= 1 and len(missed) <= 10, (wrong, missed)
