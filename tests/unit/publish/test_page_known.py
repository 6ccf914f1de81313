"""What the page says of what people know of a source, and of how many documents were read."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.model import UNKNOWN, Consent, Provenance, When
from tollbook.model.provenance import known_of
from tollbook.publish.holdings import holdings_in, holdings_words
from tollbook.publish.known import NOTHING, known_words, link_to
from tollbook.publish.phrases import phrases

SAY = phrases()


def source(name: str, language: str | None = "en", *, words: bool = True, **facts: Any) -> dict[str, Any]:
    return {
        "name": name,
        "language": language,
        "media_type": "text/plain",
        "passages": [{"start": 0, "end": 1}] if words else [],
        **facts,
    }


def lost(name: str, code: str) -> dict[str, Any]:
    return {"severity": "lost", "source": name, "code": code, "start": None}


def words_for(sources: list[dict[str, Any]], issues: list[dict[str, Any]]) -> str:
    return holdings_words(holdings_in({"sources": sources, "issues": issues}), SAY)


def test_all_read_is_said_shortly() -> None:
    assert words_for([source("a")], []) == "1 document, read"
    assert words_for([source("a"), source("b")], []) == "2 documents, all read"
    assert words_for([], []) == "0 documents, all read"


def test_each_reason_is_counted_and_languages_have_their_names() -> None:
    kept = [source(f"ru{n}", "ru") for n in range(5)] + [source(f"tg{n}", "tg") for n in range(3)]
    pictures = [source(f"{n}.png", None, words=False, media_type="image/png") for n in range(3)]
    archive = source("papers.zip", None, words=False, media_type="application/zip")
    said = words_for(
        [*(source(f"en{n}") for n in range(14)), *kept, *pictures, archive],
        [
            *(lost(one["name"], "no-language-pack") for one in kept),
            *(lost(one["name"], "no-text-layer") for one in pictures),
            lost("scan.pdf", "empty"),
            lost("sources.csv", "row-not-read"),
            lost("claims.csv", "row-not-used"),
        ],
    )
    assert said == (
        "26 documents; 14 were read; 8 are in languages without a pack (Russian 5, Tajik 3), 4 hold no text"
    )


@pytest.mark.parametrize(
    ("one", "why", "said"),
    [
        (source("a", "xx"), "no-language-pack", "1 is in a language without a pack (xx 1)"),
        (source("a", None), None, "1 is in a language that was not recognised"),
        (source("a", None, words=False, written_down=True), "no-text-layer", "1 was written down by hand"),
        (source("a", None, words=False, entry="on tape"), None, "1 has no file here"),
        (source("a", None, words=False, media_type="application/zip"), "not-unpacked", "1 could not be read"),
        (None, "damaged", "1 could not be read"),
        (None, "no-text-layer", "1 holds no text"),
    ],
)
def test_why_one_was_not_read(one: dict[str, Any] | None, why: str | None, said: str) -> None:
    assert words_for([one] if one else [], [lost("a", why)] if why else []) == f"1 document; none was read; {said}"


def test_a_document_with_other_troubles_counts_once() -> None:
    found = holdings_in(
        {"sources": [source("a")], "issues": [lost("a", "too-many-passages"), lost("b", "x"), lost("b", "y")]}
    )
    assert (found.documents, found.read, found.counts["lost"]) == (2, 1, 1)


def test_at_least_thirty_languages_have_names() -> None:
    assert len(SAY.entry("codes.languages")) >= 30
    assert all(len(code) == 2 and name[0].isupper() for code, name in SAY.entry("codes.languages").items())


def test_a_title_given_by_a_person_stands_beside_the_documents_own() -> None:
    both = known_words({"title": "Its own", "known": {"title": "Theirs"}}, SAY)
    assert [(one.name, one.words) for one in both.facts] == [("Title given by a person", "Theirs")]
    alone = known_words({"title": None, "known": {"title": "Theirs"}}, SAY)
    assert alone.facts[0].name == "Title given by a person; the document states none"
    assert known_words({"title": "Theirs", "known": {"title": "Theirs"}}, SAY).facts == ()
    assert known_words({"title": "Its own"}, SAY) == NOTHING


def test_consent_is_said_in_the_recorders_words() -> None:
    consent = {"record": "yes", "publish": "after the trial", "be_named": "no", "withdrawn_on": "2020-05"}
    found = known_words({"known": {"consent": consent, "sensitive": True, "unknown": ["consent_share_with"]}}, SAY)
    assert found.facts[0].words == "to record it: yes; to publish it: after the trial; to be named: no"
    assert found.warnings[0].startswith("Consent was withdrawn: May 2020. Nothing agreed before holds.")
    assert found.warnings[1].startswith("Marked sensitive.") and found.unknown == "Unknown: consent to share it"


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("http://example.org:8080/бунт", "http://example.org:8080/%D0%B1%D1%83%D0%BD%D1%82"),
        ('https://example.org/"><b>', "https://example.org/%22%3E%3Cb%3E"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("HTTPS://example.org", None),
        ("https://user:word@example.org/", None),
        ("https://exаmple.org/", None),  # a letter of another script in the host
        ("https://example.org/a b", None),
        ("https://example.org/\u202egro", None),
        ("see https://example.org", None),
        ("https:///etc", None),
    ],
)
def test_only_a_plain_address_becomes_a_link(address: str, href: str | None) -> None:
    assert link_to(address) == href


@given(st.text())
def test_whatever_becomes_a_link_leads_to_the_web(address: str) -> None:
    for one in (address, f"https://{address}", f"https://example.org/{address}"):
        href = link_to(one)
        assert href is None or (href.startswith(("http://", "https://")) and href.isascii() and href.isprintable())


def test_what_is_known_of_an_archive_goes_for_what_it_holds_but_not_its_title() -> None:
    consent = Consent(publish="no", withdrawn_on=When("2020", "2020"))
    known = {
        "a.zip": Provenance(title="A", obtained_how="post", consent=consent, sensitivity="yes"),
        "a.zip/b.zip/c.txt": Provenance(consent=Consent(publish="yes"), sensitivity="no"),
    }
    one = known_of(known, "a.zip/b.zip/c.txt")
    assert (one.title, one.obtained_how, one.sensitive, one.consent.publish) == (None, "post", False, "yes")
    assert one.consent.withdrawn_on is not None, "what was withdrawn for the whole is withdrawn for the part"
    assert known_of(known, "a.zipper/c.txt") == UNKNOWN


def test_what_nobody_gave_is_unknown_and_who_gave_it_is_never_asked_for_in_a_dossier() -> None:
    assert list(UNKNOWN.unknown({"title", "date"})) == [
        *("publisher", "author", "language", "address", "archived", "obtained_how", "received"),
        *("consent", "sensitivity"),
    ]
    given_some = Provenance(consent=Consent(publish="no"), obtained_by="R1", obtained_from="X", sensitivity="none")
    assert "consent_record" in given_some.unknown() and "consent_publish" not in given_some.unknown()
    assert not given_some.sensitive and given_some.consent.refuses_publication
    hidden = given_some.for_dossier()
    assert (hidden.obtained_by, hidden.obtained_from) == (None, None) and hidden.consent == given_some.consent
