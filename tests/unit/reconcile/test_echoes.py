"""Echoes folded: who counts with whom, what people decided before what texts show, and a figure without a voice."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tollbook.data import load_pack
from tollbook.extract import describe_source, read_claims_of
from tollbook.link import find_echoes
from tollbook.model import Claim, Incident, Mode, Operation, Place, Provenance, Toll, Voice
from tollbook.model.echo import Echoed
from tollbook.model.placing import Said
from tollbook.model.voicing import Voicing
from tollbook.read import read_document
from tollbook.reconcile import RULES, Told, echoed_in, find_voices, reconcile_incident
from tollbook.reconcile.echoes import fold_voices
from tollbook.reconcile.voices import keys_of

SHOOTING = (
    "24 prisoners were killed when guards opened fire on rioting inmates at a prison in the town of Osh on Wednesday. "
    "The trouble started in the dining hall shortly before nine, when a warder was hit with a tray."
)
REVOLT = "What began as a protest over food ended with 24 prisoners killed in the penal colony of Osh. Smoke rose."
SAID = Said("R1", date(2026, 1, 2), "I asked both of them", "R1")


class Case:
    """Documents of one incident and what follows of them."""

    def __init__(self, *texts: str, publishers: tuple[str | None, ...] = ()) -> None:
        self.told: dict[str, Told] = {}
        for n, text in enumerate(texts):
            known = Provenance(publisher=publishers[n] if n < len(publishers) else None)
            source, _ = read_document(f"{n}.md", text.encode(), None, known)
            assert source is not None
            source = describe_source(source, load_pack("en"))
            self.told[source.id] = Told(source, read_claims_of(source))
        self.claims = [claim for one in self.told.values() for claim in one.reading.claims]
        reasons = tuple("told of" for _ in self.claims)
        self.incident = Incident(
            "i", "A riot", "riot", None, Place("Osh"), tuple(claim.id for claim in self.claims), reasons
        )
        self.voicing = Voicing(found=find_echoes(self.claims, self.told))

    def voices(self, voicing: Voicing | None = None) -> tuple[Voice, ...]:
        asked = voicing or self.voicing
        return find_voices(self.claims, fold_voices(self.claims, keys_of(self.claims, asked), asked))

    def toll(self, mode: Mode = Mode.ECHOES_FOLDED, voicing: Voicing | None = None) -> Toll:
        found = reconcile_incident(
            self.incident, self.claims, [RULES["range"]], None, frozenset(), voicing or self.voicing, self.told, [mode]
        )
        toll = next(one for one in found[1] if one.harm == "killed" and one.group == "all")
        assert isinstance(toll, Toll)
        return toll

    def echoed(self) -> Echoed:
        return echoed_in(self.incident, self.claims, [self.toll()], [RULES["range"]], self.voicing, self.told)

    def kills(self) -> list[Claim]:
        return [claim for claim in self.claims if claim.count and claim.harm == "killed"]


def test_a_copy_counts_with_what_it_copies_in_one_mode_alone() -> None:
    case = Case(f"1 May 2018\n\n{SHOOTING}", f"3 May 2018\n\nSo we read: {SHOOTING}", REVOLT)
    folded, published = case.toll(), case.toll(Mode.AS_PUBLISHED)
    assert (published.voices, folded.voices) == (3, 2)
    assert (published.low, published.high) == (folded.low, folded.high) == (24, 24)
    assert [(one.claim, one.reason) for one in folded.set_aside] == [(case.kills()[1].id, "echo")]
    assert "the same wording, in 2 documents" in case.voices()[0].why


def test_what_is_folded_is_dropped_in_a_step_for_its_reason() -> None:
    """Else a replay of the steps would come to other claims than are stated."""
    toll = Case(f"1 May 2018\n\n{SHOOTING}", f"3 May 2018\n\nSo we read: {SHOOTING}", REVOLT).toll()
    dropped = {(id_, step.because) for step in toll.steps if step.op is Operation.DROP for id_ in step.inputs}
    assert dropped == {(one.claim, one.reason) for one in toll.set_aside} and len(dropped) == 1


def test_people_who_found_two_independent_go_before_what_texts_show() -> None:
    case = Case(f"1 May 2018\n\n{SHOOTING}", f"3 May 2018\n\nSo we read: {SHOOTING}")
    one, other = (claim.id for claim in case.kills())
    apart = replace(case.voicing, independent={(one, other): SAID})
    assert (case.toll().voices, case.toll(voicing=apart).voices) == (1, 2)


def test_whom_people_took_for_echoes_counts_with_what_texts_show() -> None:
    case = Case(f"1 May 2018\n\n{SHOOTING}", f"3 May 2018\n\nSo we read: {SHOOTING}", REVOLT)
    second, third = case.kills()[1].id, case.kills()[2].id
    assert case.toll(voicing=replace(case.voicing, echoes={(third, second): SAID})).voices == 1


def test_a_copy_of_a_later_day_is_no_later_figure() -> None:
    """The ministry said 24, then 31; a paper copies the first report on the third day."""
    first = (
        "1 May 2018\n\n24 prisoners were killed when guards opened fire on rioting inmates at a prison in Osh, "
        "the Interior Ministry said. The trouble started in the dining hall shortly before nine, when a warder was hit."
    )
    second = "2 May 2018\n\nThe Interior Ministry said that 31 prisoners were killed in the prison of Osh."
    third = first.replace("1 May", "4 May").replace("the Interior Ministry", "officials")
    toll = Case(first, second, third).toll()
    assert (toll.low, toll.high) == (31, 31)
    assert sorted(one.reason for one in toll.set_aside) == ["echo", "later-figure"]


def test_the_name_leads_where_some_claim_is_named() -> None:
    case = Case(
        "1 May 2018\n\nA guard told Interfax that 24 prisoners were killed in Osh.",
        "2 May 2018\n\nInterfax reported that 24 prisoners were killed in Osh.",
    )
    assert len({voice.id for voice in case.voices() if set(voice.claims) & {one.id for one in case.kills()}}) == 1


def test_what_was_taken_from_a_publisher_is_the_publishers_voice() -> None:
    said = "\n\nTranslated from the Russian original in Vecherka.\n"
    case = Case(SHOOTING.replace("24", "31"), REVOLT + said, publishers=("Vecherka",))
    assert case.toll().voices == 1
    assert case.toll(Mode.AS_PUBLISHED).voices == 2


def test_a_figure_is_told_without_each_voice_that_sets_it() -> None:
    case = Case(SHOOTING, REVOLT.replace("24", "31"), "A guard told us that 27 prisoners were killed in Osh.")
    (resting,) = case.echoed().resting
    assert resting.voices == 3 and resting.whole
    assert {(one.low, one.high) for one in resting.left_out} == {(27, 31), (24, 27)}


def test_where_one_voice_is_all_there_is_nothing_hangs_on_another() -> None:
    assert Case(SHOOTING, f"So we read: {SHOOTING}").echoed().resting == ()


LISTED = "In the prison of Osh 22 prisoners were killed on Wednesday, and {} guards were killed{}. "
ROUND = (
    "The trouble started in the dining hall shortly before nine, when a warder was hit with a tray and the doors were "
    "locked from outside, and it went on until the lights of the yard were cut at dawn."
)


@given(st.sampled_from(["2", "3"]), st.sampled_from([" too", " on a stairway that leads to the workshop"]))
def test_a_group_that_a_copy_leaves_behind_sets_no_floor_of_its_own(guards: str, where: str) -> None:
    """Its 22 prisoners count with the first; its guards, in whatever words, are not all that it states."""
    first = f"1 May 2018\n\n{LISTED.format('2', ' too')}{ROUND}"
    copy = f"3 May 2018\n\n{LISTED.format(guards, where)}{ROUND}"
    before, after = Case(first).toll(Mode.AS_PUBLISHED), Case(first, copy).toll()
    assert before.low == 24 and after.low is not None and after.low >= 22


@given(st.integers(0, 2), st.integers(1, 4))
def test_adding_an_echo_never_changes_a_folded_toll(which: int, later: int) -> None:
    texts = [
        f"1 May 2018\n\n{SHOOTING}",
        f"1 May 2018\n\n{REVOLT}",
        "2 May 2018\n\nAt least 40 people were killed in Osh, AFP said.",
    ]
    copied = [f"So we read: {SHOOTING}", REVOLT + " Translated.", "AFP reported that at least 40 people were killed."]
    echo = f"{later + 1} May 2018\n\n{copied[which]}"
    before, after = Case(*texts).toll(), Case(*texts, echo).toll()
    if which != 1:  # that one is too short to be known again
        assert (before.low, before.high, before.highest_stated, before.voices) == (
            after.low,
            after.high,
            after.highest_stated,
            after.voices,
        )
