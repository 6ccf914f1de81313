"""Echoes of claims in texts of our own: what shows that one repeats another, and what only looks like it."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from tollbook.data import load_pack
from tollbook.extract import describe_source, read_claims_of
from tollbook.link import find_echoes
from tollbook.model import Claim, Provenance
from tollbook.model.echo import Echo, Echoing, EchoKind
from tollbook.read import read_document
from tollbook.reconcile import Told

SHOOTING = (
    "24 prisoners were killed when guards opened fire on rioting inmates at a prison in the town of Osh on Wednesday. "
    "The trouble started in the dining hall shortly before nine, when a warder was hit with a tray."
)
REVOLT = (
    "What began as a protest over food ended with 24 prisoners killed in the penal colony of Osh. "
    "Relatives had gathered at the gates by dawn, and women read out names from scraps of paper."
)


def document(name: str, text: str, known: Provenance | None = None) -> Told:
    source, _ = read_document(name, text.encode(), None, known or Provenance())
    assert source is not None
    source = describe_source(source, load_pack("en"))
    return Told(source, read_claims_of(source))


def found(*documents: Told) -> Echoing:
    claims = [claim for one in documents for claim in one.reading.claims]
    return find_echoes(claims, {one.source.id: one for one in documents})


def count(document: Told) -> Claim:
    return next(claim for claim in document.reading.claims if claim.count)


def echo_of(*texts: str) -> tuple[Echo, ...]:
    echoes = found(*(document(f"{n}.md", text) for n, text in enumerate(texts))).echoes
    return tuple(one for one in echoes)


def test_the_same_wording_shows_both_places() -> None:
    one, other = (
        document("1.md", f"1 May 2018\n\n{SHOOTING}\n"),
        document("2.md", f"2 May 2018\n\nSo we read: {SHOOTING}\n"),
    )
    echo = next(echo for echo in found(one, other).echoes if echo.claim == count(other).id)
    assert (echo.of, echo.kind, echo.in_order) == (count(one).id, EchoKind.WORDING, True)
    here, there = echo.places
    assert here.stands_in(other.source.text) and there.stands_in(one.source.text)
    assert here.words.startswith("24 prisoners") and here.words.endswith("with a tray")
    assert echo.shared == 35


def test_documents_of_one_day_do_not_tell_which_came_first() -> None:
    echoes = echo_of(f"1 May 2018\n\n{SHOOTING}\n", f"1 May 2018\n\nSo we read: {SHOOTING}\n")
    assert echoes and not any(echo.in_order for echo in echoes)


def test_other_words_about_the_same_are_no_echo() -> None:
    assert echo_of(SHOOTING, REVOLT) == ()


def test_a_formula_is_no_echo() -> None:
    formula = "At least 10 people were killed and 30 injured in an attack on Wednesday"
    assert echo_of(f"{formula}, hours before the vote in the north.", f"{formula}. Nobody has claimed it so far.") == ()


def test_a_short_quotation_of_one_official_is_no_echo_of_one_paper_by_another() -> None:
    said = "“We found 24 bodies in the yard, all of them shot from close by, and nobody took them away,” the mayor"
    one = f"24 prisoners were killed at the colony. {said} told us by telephone."
    other = f"The colony fell silent at noon, after 24 prisoners were killed. {said} wrote in a letter."
    kinds = [echo.kind for echo in echo_of(one, other)]
    assert kinds == []


def test_a_quotation_of_what_another_wrote_is_an_echo() -> None:
    assert [echo.kind for echo in echo_of(SHOOTING, f"“{SHOOTING}” one paper wrote the next day.")][:1] == [
        EchoKind.WORDING
    ]


def test_two_speakers_who_are_both_named_stay_two() -> None:
    told = (
        "24 prisoners were killed when guards opened fire on rioting inmates at the prison in Osh, {} said. "
        "The trouble started in the dining hall shortly before nine, when a warder was hit."
    )
    assert echo_of(told.format("Karim Aslan"), told.format("Human Rights Watch")) == ()
    assert echo_of(told.format("Karim Aslan"), told.format("an official"))


def test_sources_of_two_wires_stay_two_whatever_the_wording() -> None:
    told = "A guard told {} that 24 prisoners were killed in a riot in Osh on 2 May. Flour has doubled in price since."
    assert echo_of(told.format("Reuters"), told.format("AFP")) == ()


def test_a_copy_with_another_figure_says_something_new() -> None:
    counts = echo_of(SHOOTING, SHOOTING.replace("24", "31"))
    assert counts == ()


def test_a_headline_and_a_day_that_are_alike_show_nothing() -> None:
    head = "# A night of shooting in the prison town of Osh leaves many families without news\n\n3 May 2018\n\n"
    assert (
        echo_of(
            f"{head}24 prisoners were killed at the colony.", f"{head}Guards saw it: 24 prisoners were killed there."
        )
        == ()
    )


def test_whom_an_unnamed_source_told_is_the_wire_that_others_name() -> None:
    one = document("1.md", "1 May 2018\n\nA guard told Interfax that 24 prisoners were killed in Osh.")
    other = document("2.md", "2 May 2018\n\nInterfax reported that 24 prisoners were killed in Osh.")
    (echo,) = found(one, other).echoes
    assert (echo.kind, echo.name) == (EchoKind.WIRE, "Interfax")
    assert {place.source for place in echo.places} == {one.source.id, other.source.id}


def test_a_named_speaker_told_by_a_wire_is_not_the_wire() -> None:
    assert (
        echo_of(
            "Karim Aslan told Interfax that 24 prisoners were killed.",
            "Interfax reported that 24 prisoners were killed.",
        )
        == ()
    )


def test_a_translation_that_says_so_ends_in_whom_it_names() -> None:
    one = document("1.md", SHOOTING, Provenance(publisher="Vecherka"))
    other = document("2.md", f"{REVOLT}\n\nTranslated from the Russian original in Vecherka.\n")
    result = found(one, other)
    echo = next(echo for echo in result.echoes if echo.claim == count(other).id)
    assert (echo.kind, echo.of, echo.name) == (EchoKind.ORIGIN, count(one).id, "Vecherka")
    assert {ending.key for _, ending in result.endings} == {"vecherka"}


def test_two_translations_of_one_that_is_not_there_end_in_it() -> None:
    said = "\n\nTranslated from the Tajik report by Ozodi.\n"
    result = found(document("1.md", SHOOTING + said), document("2.md", REVOLT + said))
    assert {ending.key for _, ending in result.endings} == {"ozodi"}


def test_a_translation_of_an_earlier_day_than_its_original_goes_no_round() -> None:
    one = document("1.md", f"9 May 2018\n\n{SHOOTING}", Provenance(publisher="Vecherka"))
    other = document("2.md", f"2 May 2018\n\n{SHOOTING}\n\nTranslated from the Russian original in Vecherka.\n")
    echoes = found(one, other).echoes
    assert [echo.of for echo in echoes if echo.claim == count(other).id] == [count(one).id]
    assert not [echo for echo in echoes if echo.claim == count(one).id]


@given(st.permutations(range(5)))
def test_the_order_of_documents_never_matters(order: list[int]) -> None:
    texts = [f"{n % 3 + 1} May 2018\n\n{'So. ' * n}{SHOOTING if n % 2 else REVOLT}\n" for n in range(5)]
    documents = [document(f"{n}.md", text) for n, text in enumerate(texts)]
    assert found(*(documents[n] for n in order)) == found(*documents)


def _copies(number: int) -> list[Told]:
    chance = random.Random(number)
    words = SHOOTING.split()
    texts = [" ".join(chance.sample(words, 9)) + ". " + SHOOTING for _ in range(number)]
    return [document(f"{n:04}.md", text) for n, text in enumerate(texts)]


def test_copies_cost_as_many_times_more_as_they_are_more() -> None:
    spent = []
    for documents in (_copies(60), _copies(240)):
        before = time.process_time()
        echoes = found(*documents).echoes
        spent.append(time.process_time() - before)
        assert len({echo.claim for echo in echoes}) >= len(documents) - 1
    assert spent[1] < 4 * 2.5 * spent[0] + 0.05


def test_a_text_that_says_one_thing_for_ever_is_looked_at_in_no_time() -> None:
    one = document("1.md", "24 prisoners were killed. " * 2_000)
    other = document("2.md", "So. " + "24 prisoners were killed. " * 2_000)
    before = time.process_time()
    assert found(one, other).echoes == ()
    assert time.process_time() - before < 5
