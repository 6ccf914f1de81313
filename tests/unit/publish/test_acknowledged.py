"""Who acknowledges what, as the page tells it."""

from dataclasses import replace

from tollbook.model import Access, Attribution, Claim, Demand, Document, Reaction, Register, SpeakerType
from tollbook.pipeline import build_register
from tollbook.publish.acknowledged import Acknowledged, acknowledged
from tollbook.publish.lookup import Lookup
from tollbook.publish.page import render_index
from tollbook.publish.phrases import phrases
from tollbook.publish.record import record_of
from tollbook.settings import Settings

HEAD = "Riot at Marrow prison\n\n{day}\n\nA riot broke out at the prison in Marrow, Tajikistan, on 3 May 2004. "
GOVERNMENT = "The government said that 24 prisoners were killed."
FAMILIES = "Families said that up to 150 people were killed. They want an inquiry. The Red Cross was not let in."


def register_of(*papers: tuple[str, str]) -> Register:
    documents = [Document(f"{n}.txt", (HEAD.format(day=day) + text).encode()) for n, (day, text) in enumerate(papers)]
    return build_register(documents, Settings()).register


def lookup_of(register: Register) -> Lookup:
    return Lookup(record_of(register), {one.id: one.text for one in register.sources})


def told(found: Lookup) -> Acknowledged:
    (incident,) = found.incidents.values()
    made = acknowledged(incident, found, phrases())
    assert made is not None
    return made


def with_statements(register: Register, *more: Claim) -> Register:
    (account,) = register.accounts
    incident = account.incident
    held = replace(
        incident,
        claims=(*incident.claims, *(one.id for one in more)),
        reasons=(*incident.reasons, *("told of" for _ in more)),
    )
    own = tuple(replace(one, incident=incident.id) for one in more)
    return replace(register, claims=(*register.claims, *own), accounts=(replace(account, incident=held),))


def test_figures_stand_apart_and_unlike_groups_make_no_gap() -> None:
    one = told(lookup_of(register_of(("4 May 2004", GOVERNMENT), ("6 May 2004", FAMILIES))))
    (apart,) = one.apart
    assert [(each.words, each.who) for each in apart.acknowledged] == [("24 prisoners", "The government")]
    assert [(each.words, each.who) for each in apart.alleged] == [("up to 150 people", "Families")]
    assert apart.difference == (
        "No gap is computed: prisoners are counted in what is acknowledged, people in what is alleged."
    )
    assert [each.position for each in one.stances] == [
        "acknowledges deaths, and says nothing here of who is responsible"
    ]


def test_what_was_denied_and_admitted_stands_by_its_day_in_its_words() -> None:
    denied = "The government denied that 150 people had been killed."
    one = told(lookup_of(register_of(("6 May 2004", GOVERNMENT), ("4 May 2004", denied), ("7 May 2004", FAMILIES))))
    assert [(each.when, each.what) for each in one.moments] == [
        ("4 May 2004", "denies a figure"),
        ("6 May 2004", "states 24 prisoners"),
    ]
    assert "24 prisoners were killed" in one.moments[1].quote


def test_refused_access_answers_and_who_asks_while_giving_a_figure() -> None:
    register = register_of(("4 May 2004", GOVERNMENT), ("6 May 2004", FAMILIES))
    source = next(one for one in register.sources if one.name == "1.txt")
    at = source.text.index("They want")
    families = next(one.attribution for one in register.claims if one.attribution.speaker == "Families")
    nobody = Attribution(None, None, SpeakerType.DOCUMENT)
    asked = Claim(Demand("an inquiry"), families, source.anchor(at, at + 20), "en", "test", as_of="2004-05-06")
    at = source.text.index("The Red Cross")
    words = source.anchor(at, at + 26)
    kept_out = Claim(Access("refused", "the prison", "the Red Cross"), nobody, words, "en", "test", as_of="2004-05-06")
    opened = Claim(
        Reaction("inquiry_opened", "the state", "want an inquiry"), nobody, words, "en", "test", as_of="2004-05-07"
    )
    found = lookup_of(with_statements(register, asked, kept_out, opened))
    one = told(found)
    assert [each.what for each in one.moments] == ["states 24 prisoners", "access refused", "opens an inquiry"]
    assert [each.words for each in one.asking] == ["Families: a figure (up to 150 people) and a demand: “an inquiry”"]
    assert "also the voice of a demand" in render_index(found.record, found.texts)


def test_without_an_authority_a_denial_or_a_demand_there_is_no_such_section() -> None:
    found = lookup_of(register_of(("6 May 2004", "Families said that 40 people were killed.")))
    (incident,) = found.incidents.values()
    assert acknowledged(incident, found, phrases()) is None
    assert '<section class="acknowledged">' not in render_index(found.record, found.texts)


def test_the_same_words_in_several_documents_are_told_once() -> None:
    text = "Up to 150 people were killed. Lawyers for the families were turned away at the checkpoint."
    register = register_of(("4 May 2004", text), ("5 May 2004", text), ("6 May 2004", GOVERNMENT))
    found = {one.what: (one.when, one.more) for one in told(lookup_of(register)).moments}
    assert found == {"access refused": ("4 May 2004", 1), "states 24 prisoners": ("6 May 2004", 0)}
    page = render_index(record_of(register), {one.id: one.text for one in register.sources})
    assert "The same words in one more document" in page.replace("\u00a0", " ")
