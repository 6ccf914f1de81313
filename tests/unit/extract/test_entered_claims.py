"""A person's claim on a document with text stands at words of it, or is an issue; what a machine read too is one."""

from dataclasses import replace
from datetime import date

import pytest

from tollbook.model import (
    Check,
    Claim,
    Count,
    Document,
    Entered,
    EnteredClaim,
    Form,
    Harm,
    Quantity,
    Register,
    SpeakerType,
    When,
)
from tollbook.pipeline import build_register
from tollbook.settings import Settings

TEXT = """Riot at Marrow prison

A riot broke out at the prison in the town of Marrow, Tajikistan, on 3 May 2004. The ministry said that 12 prisoners
were killed. Bodies: 17. A nurse counted
seventeen dead.

Later that month 27 dead were buried, and 27 dead again."""
DAY = date(2026, 11, 20)


def row(words: str, number: int = 17, **known: object) -> EnteredClaim:
    quantity = Quantity(number, number, False, Form.EXACT, words)
    group = known.pop("group", "all")
    given: dict[str, object] = {"source": "report.txt", "row": 1, "by": "R1", "on": DAY, **known}
    if "speaker" in known:
        given.setdefault("speaker_type", SpeakerType.UNKNOWN)
    return EnteredClaim(words=words, statement=Count(Harm.KILLED, str(group), quantity), **given)  # type: ignore[arg-type]


def register_of(*rows: EnteredClaim, text: str = TEXT) -> Register:
    document = Document("report.txt", text.encode())
    return build_register([document], Settings(), entered=Entered(rows)).register


def entered(register: Register) -> list[Claim]:
    return [claim for claim in register.claims if claim.checked]


def codes(register: Register) -> list[str]:
    return [issue.code for issue in register.issues]


def test_words_that_stand_once_are_the_anchor() -> None:
    register = register_of(row("Bodies: 17"))
    (claim,) = entered(register)
    assert claim.anchor.stands_in(TEXT) and claim.anchor.words == "Bodies: 17"
    assert (claim.reader, claim.checked, claim.language) == ("person:R1", (Check("R1", DAY),), "en")
    assert claim.incident == register.accounts[0].incident.id, "without a day of its own it follows the flow"
    (decision,) = register.decisions
    assert (decision.kind, decision.about, decision.by) == ("add", (claim.anchor.source,), "R1")
    assert decision.value["claim"] == claim.id


def test_white_space_alone_may_differ_and_the_source_s_own_is_quoted() -> None:
    (claim,) = entered(register_of(row("12 prisoners were killed. Bodies: 17", speaker="The ministry")))
    assert claim.anchor.words == "12 prisoners\nwere killed. Bodies: 17"
    assert isinstance(claim.statement, Count) and claim.statement.quantity.words == claim.anchor.words
    assert claim.attribution.key == "ministry", "one party has one key, whoever wrote it down"


@pytest.mark.parametrize("words", ["18 bodies", "7 dead", "27 dead", "bodies: 17", "ead"])
def test_words_that_stand_nowhere_or_twice_are_an_issue(words: str) -> None:
    register = register_of(row(words), row("Bodies: 17"))
    assert codes(register).count("words-not-found") == 1
    assert len(entered(register)) == len(register.decisions) == 1


def test_twice_in_the_text_and_once_at_the_place() -> None:
    text = "First page.\n\nIn all 27 dead.\n\nOther matters.\n\nIn all 27 dead."
    assert "words-not-found" in codes(register_of(row("27 dead", 27), text=text))
    (claim,) = entered(register_of(row("27 dead", 27, place="line 7"), text=text))
    assert claim.anchor.start == text.rindex("27 dead")


def test_a_speaker_whom_the_source_does_not_name_is_an_issue() -> None:
    register = register_of(row("Bodies: 17", speaker="a doctor"))
    assert entered(register) == [] and "column speaker" in next(
        issue.message for issue in register.issues if issue.code == "words-not-found"
    )


def test_what_the_machine_read_as_well_is_one_claim_that_is_checked() -> None:
    known = {"speaker": "The ministry", "speaker_type": SpeakerType.AUTHORITY, "group": "prisoners"}
    register = register_of(row("12 prisoners", 12, **known), row("12 prisoners", 12, **known, by="R2"))
    (claim,) = entered(register)
    assert claim.reader.startswith("tollbook-en") and [one.by for one in claim.checked] == ["R1", "R2"]
    assert len(register.claims) == len(register_of().claims)
    assert [one.value["claim"] for one in register.decisions] == [claim.id] * 2


def test_another_figure_at_the_same_words_is_another_claim() -> None:
    known = {"speaker": "The ministry", "group": "prisoners"}
    assert len(register_of(row("12 prisoners", 13, **known)).claims) == len(register_of().claims) + 1


def test_a_day_and_place_written_beside_it_count_more_than_the_flow() -> None:
    when = When("2004-06-01", "2004-06-01", "written down by a person")
    register = register_of(row("Bodies: 17", when=when, where="Vahdat"))
    (claim,) = entered(register)
    account = next(one for one in register.accounts if one.incident.id == claim.incident)
    assert (account.incident.when, account.incident.where.name) == ("2004-06-01", "Vahdat")
    (same,) = entered(register_of(row("Bodies: 17", when=replace(when, edtf="2004-05-03"), where="Marrow")))
    assert same.incident == register.accounts[0].incident.id


def test_a_text_without_a_language_pack_takes_claims_as_well() -> None:
    text = "Правительство сообщило, что в колонии погибли двадцать четыре заключённых. " * 3 + "Всего 24 убитых."
    when = When("2018-11-07", "2018-11-07")
    register = register_of(row("Всего 24 убитых", 24, when=when, where="Худжанд"), text=text)
    (claim,) = entered(register)
    assert claim.language == "ru" and register.accounts[0].tolls[0].harm is Harm.KILLED


def test_a_source_that_is_not_there_is_an_issue_that_does_not_repeat_its_name() -> None:
    register = register_of(row("Bodies: 17", source="Zarina Nazarova"))
    (issue,) = [one for one in register.issues if one.code == "claims-source-unknown"]
    assert "Nazarova" not in issue.message


def test_ids_of_claims_stay_when_more_is_written_down() -> None:
    text = "\x89PNG\r\n\x1a\n"
    picture = Document("list.png", text.encode("latin-1"))
    first = row("12 dead", 12, source="list.png", place="page 2")
    before = row("13 dead", 13, source="list.png", place="page 1")

    def ids(*rows: EnteredClaim) -> set[str]:
        made = build_register([picture], Settings(), entered=Entered(rows)).register
        return {claim.id for claim in made.claims}

    assert ids(first) < ids(before, first) == ids(first, before)
