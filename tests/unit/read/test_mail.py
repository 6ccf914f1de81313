"""Messages, written by the standard library and by hand: what is read, what is kept apart, and what is attached."""

from email.message import EmailMessage

import pytest
from messages import HEAD, WORDS, by_hand, codes, message

from tollbook.model import Document, Issue, Passage, PassageKind, Severity, Source, Zone
from tollbook.read import members_of, read_document


def read(data: bytes | EmailMessage) -> tuple[Source, tuple[Issue, ...]]:
    source, issues = read_document("mail.eml", data if isinstance(data, bytes) else data.as_bytes())
    assert source is not None
    return source, issues


def said(source: Source, zone: Zone = Zone.MAIN) -> list[str]:
    return [source.text[one.start : one.end] for one in source.passages if one.zone is zone]


def passage(source: Source, words: str) -> Passage:
    return next(one for one in source.passages if words in source.text[one.start : one.end])


def test_the_head_the_body_and_where_they_stand() -> None:
    made = message(Subject="Пожар в колонии", Message_ID="<1@example.org>")
    made.set_content(f"First.\n\n{WORDS}")
    source, issues = read(made)
    assert codes(issues) == [] and source.date is not None
    assert (source.date.edtf, source.date.basis) == ("2018-11-08", "the message's Date")
    assert source.title is not None and source.title.words == "Пожар в колонии"
    assert said(source) == ["Пожар в колонии", "Thu, 08 Nov 2018 03:30:00 +0500", "First.", WORDS.strip()]
    assert passage(source, "Nine people").origin == "body, line 3"
    assert passage(source, "Пожар").origin == "header Subject"
    kept_apart = [one.label for one in source.passages if one.zone is Zone.HIDDEN]
    assert kept_apart[:2] == ["From", "To"] and "Message-ID" in kept_apart
    assert all("example.org" not in words for words in said(source))


def test_the_correspondents_are_kept_and_said() -> None:
    source, issues = read(by_hand(WORDS))
    assert "someone@example.org" in source.text and not any("@" in words for words in said(source))
    assert [(one.code, one.severity) for one in issues] == [("names-correspondents", Severity.NOTE)]
    assert "@" not in issues[0].message


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Thu, 08 Nov 2018 23:59:00 -1100", "2018-11-08"),
        ("8 Nov 18 00:01 +0500", "2018-11-08"),
        ("Thu, 8 Nov 2018 03:30:00 +0500 (TJT)", "2018-11-08"),
        ("Thu, 32 Nov 2018 03:30:00 +0500", None),
        ("yesterday", None),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
        ("Thu, 08 Nov 99999 00:00:00 +0000", None),
        ("", None),
        ("=?utf-8?b?////?=", None),
        ("9" * 50_000, None),
    ],
)
def test_dates(written: str, day: str | None) -> None:
    source, issues = read(HEAD.replace("Thu, 08 Nov 2018 03:30:00 +0500", written).encode() + b"\r\n" + WORDS.encode())
    assert (source.date.edtf if source.date else None) == day
    assert codes(issues) == ([] if day else ["mail-not-dated"])


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("=?koi8-r?B?8M/WwdI=?=", "Пожар"),
        ("=?utf-8?q?=D0=9F=D0=BE?=\r\n =?utf-8?q?=D0=B6=D0=B0=D1=80?=", "Пожар"),
        ("=?nonesuch?B?8M/WwdI=?=", None),
        ("=?utf-8?b?broken!!?=", None),
        ("Пожар", "Пожар"),
        ("two\r\n lines", "two lines"),
        ("=?" * 5_000, None),
        ("=?a?q?x" * 9_000, None),
    ],
)
def test_subjects(written: str, words: str | None) -> None:
    source, _ = read(HEAD.replace("The fire", written).encode() + b"\r\n" + WORDS.encode())
    assert source.title is not None
    assert words is None or source.title.words == words


def test_a_subject_in_letters_that_nothing_names() -> None:
    source, _ = read(
        HEAD.encode().replace(b"The fire", "Пожар в исправительной колонии города".encode("cp1251")) + b"\r\nx"
    )
    assert source.title is not None and source.title.words == "Пожар в исправительной колонии города"


def test_quotations_signatures_and_forwarded_heads() -> None:
    body = """I was told of nine dead.

On Thu, 8 Nov 2018 at 10:00, Other <other@example.org> wrote:
> Twelve people died.
> So they say.

-----Original Message-----
From: Third <third@example.org>
Sent: Wednesday, November 7, 2018 11:00 PM
To: Other <other@example.org>
Subject: dead

Twenty people died there.
--\x20
Someone
+992 000 000
"""
    source, _ = read(by_hand(body))
    assert passage(source, "Twelve people").kind is PassageKind.QUOTE
    assert passage(source, "Twelve people").zone is Zone.MAIN
    assert passage(source, "wrote:").zone is Zone.HIDDEN
    assert passage(source, "November 7").zone is Zone.HIDDEN
    assert passage(source, "Twenty people").zone is Zone.MAIN
    assert passage(source, "Twenty people").origin == "body, line 13"
    assert passage(source, "+992").zone is Zone.ASIDE


def test_an_address_to_ask_at_hides_no_figures() -> None:
    source, _ = read(by_hand("The toll:\n\nKilled: 24\nInjured: 35\nContact: press@example.org\n"))
    assert passage(source, "Killed: 24").zone is passage(source, "Injured: 35").zone is Zone.MAIN
    assert passage(source, "press@").zone is Zone.HIDDEN


def test_what_stands_below_two_dashes_at_length_is_no_signature() -> None:
    source, _ = read(by_hand("First.\n--\n" + "\n".join(f"Line {number} of the report." for number in range(40))))
    assert passage(source, "Line 30").zone is Zone.MAIN


PAGE = "<html><body><p>Nine people died in the fire in the prison of Khujand, the ministry said on 8 November 2018.</p>"


def test_both_forms_saying_the_same_are_read_once() -> None:
    made = message()
    made.set_content(WORDS)
    made.add_alternative(PAGE, subtype="html")
    source, issues = read(made)
    assert source.text.count("Nine people") == 1 and passage(source, "Nine people").origin == "body, line 1"
    assert codes(issues) == []


@pytest.mark.parametrize("plain", ["", "\n", "This mail needs a program that shows HTML.\n"])
def test_a_stub_of_plain_text_gives_way_to_the_page(plain: str) -> None:
    made = message()
    made.set_content(plain)
    made.add_alternative(PAGE, subtype="html")
    source, issues = read(made)
    assert passage(source, "Nine people").origin == "HTML body, /html/body/p"
    assert not plain.strip() or passage(source, plain.strip()).zone is Zone.HIDDEN
    assert codes(issues) == []


def test_forms_with_other_figures_are_both_kept_and_said() -> None:
    made = message()
    made.set_content(WORDS.replace("Nine", "24"))
    made.add_alternative(PAGE.replace("Nine", "42"), subtype="html")
    source, issues = read(made)
    assert passage(source, "24 people").zone is Zone.MAIN and passage(source, "42 people").zone is Zone.HIDDEN
    assert codes(issues) == ["forms-differ"]


def test_words_before_and_after_an_attachment_are_one_body() -> None:
    made = message()
    made.set_content(WORDS)
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="list.pdf")
    made.add_attachment("Three more were wounded.\n", disposition="inline")
    source, _ = read(made)
    assert passage(source, "Three more").origin == "body 2, line 1"


RUSSIAN = "Погибли девять заключённых, сообщило министерство. Пожар начался в четверг в колонии города.\n"


@pytest.mark.parametrize(
    ("encoding", "named", "issue"),
    [
        ("utf-8", "utf-8", []),
        ("cp1251", "windows-1251", []),
        ("koi8-r", "koi8-r", []),
        ("utf-8", "windows-1251", ["charset-differs"]),
        ("utf-8", "us-ascii", []),
        ("utf-8", "nonesuch", []),
        ("cp1251", "utf-8", ["charset-differs"]),
        ("cp1251", "nonesuch", ["encoding-unsure"]),
        ("koi8-r", "windows-1251", ["charset-differs"]),
        ("cp1251", "koi8-r", ["charset-differs"]),
        ("utf-7", "utf-7", []),
    ],
)
def test_encodings_that_are_named_unnamed_and_lied_about(encoding: str, named: str, issue: list[str]) -> None:
    source, issues = read(by_hand(RUSSIAN.encode(encoding), f"Content-Type: text/plain; charset={named}\r\n"))
    assert RUSSIAN.strip() in source.text
    assert codes(issues) == issue


def test_capitals_are_not_taken_for_the_wrong_encoding() -> None:
    words = "СРОЧНО ПОГИБЛИ ДЕВЯТЬ ЗАКЛЮЧЁННЫХ СООБЩИЛО МИНИСТЕРСТВО ЮСТИЦИИ"
    source, issues = read(by_hand(words.encode("cp1251"), "Content-Type: text/plain; charset=windows-1251\r\n"))
    assert words in source.text and codes(issues) == []


@pytest.mark.parametrize(
    ("how", "body"),
    [
        ("base64", b"TmluZSBwZW9wbGUgZGllZC4gTmluZSBwZW9wbGUgZGllZC4*"),
        ("base64", b"TmluZSBwZW9wbGUgZGllZC4gTmluZSBwZW9wbGUgZGllZ"),
        ("quoted-printable", b"Nine people died=ZZ in the fire=\r\n"),
        ("nonesuch", b"Nine people died."),
        ("x-uuencode", b"Nine people died."),
    ],
)
def test_broken_wrappings_end_in_words_and_not_in_failure(how: str, body: bytes) -> None:
    source, _ = read(by_hand(body, f"Content-Type: text/plain\r\nContent-Transfer-Encoding: {how}\r\n"))
    assert "Nine people died" in source.text


def test_broken_base64_is_said() -> None:
    _, issues = read(by_hand("TmluZSBwZW9wbGUgZGllZC4gTmluZSBwZW9wbGUgZGllZ", "Content-Transfer-Encoding: base64\r\n"))
    assert codes(issues) == ["part-damaged"]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/pkcs7-mime; smime-type=enveloped-data", "MIIB"),
        (
            'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
            "--b\r\n\r\nVersion: 1\r\n--b\r\n\r\nx\r\n--b--",
        ),
        ("text/plain", "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"),
    ],
)
def test_what_only_a_key_opens(kind: str, body: str) -> None:
    data = by_hand(body, f"Content-Type: {kind}\r\n")
    source, issues = read(data)
    assert codes(issues) == ["encrypted"] and source.title is not None
    assert members_of(Document("mail.eml", data))[0] == ()


def test_a_seal_is_no_attachment() -> None:
    body = "--b\r\nContent-Type: text/plain\r\n\r\nNine people died.\r\n"
    body += "--b\r\nContent-Type: application/pgp-signature; name=a.asc\r\n\r\nx\r\n--b--\r\n"
    data = by_hand(body, "Content-Type: multipart/signed; boundary=b\r\n")
    assert "Nine people died." in said(read(data)[0]) and members_of(Document("mail.eml", data)) == ((), ())


def test_a_message_that_says_nothing_itself() -> None:
    source, issues = read(by_hand(""))
    assert codes(issues, "language-unknown") == ["mail-without-words"] and source.title is not None


def test_text_that_is_no_message() -> None:
    source, issues = read(WORDS.encode())
    assert said(source) == [WORDS.strip()] and codes(issues) == ["named-otherwise"]
    assert members_of(Document("mail.eml", WORDS.encode())) == ((), ())
