"""Messages, written by the standard library and by hand: what is read, what is kept apart, and what is attached."""

import hashlib
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.model import Document, Issue, Passage, PassageKind, Severity, Source, Zone
from tollbook.read import members_of, read_document

WORDS = "Nine people died in the fire in the prison of Khujand, the ministry said on 8 November 2018.\n"
HEAD = (
    "Received: from mail.example.org by mx.example.org; Thu, 8 Nov 2018 01:00:00 +0000\r\n"
    "From: Someone <someone@example.org>\r\nTo: Other <other@example.org>\r\nSubject: The fire\r\n"
    "Date: Thu, 08 Nov 2018 03:30:00 +0500\r\n"
)


def message(**fields: str) -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    for name, value in (
        {"From": "Someone <someone@example.org>", "To": "other@example.org", "Subject": "The fire"}
        | {"Date": "Thu, 08 Nov 2018 03:30:00 +0500"}
        | fields
    ).items():
        made[name.replace("_", "-")] = value
    return made


def read(data: bytes | EmailMessage) -> tuple[Source, tuple[Issue, ...]]:
    source, issues = read_document("mail.eml", data if isinstance(data, bytes) else data.as_bytes())
    assert source is not None
    return source, issues


def by_hand(body: str | bytes, more: str = "Content-Type: text/plain; charset=utf-8\r\n") -> bytes:
    return (HEAD + more + "\r\n").encode() + (body if isinstance(body, bytes) else body.encode())


def opened(data: bytes | EmailMessage) -> tuple[dict[str, bytes], tuple[Issue, ...]]:
    data = data if isinstance(data, bytes) else data.as_bytes()
    documents, issues = members_of(Document("mail.eml", data))
    assert all(one.within == hashlib.sha256(data).hexdigest() for one in documents)
    return {one.name: one.data() for one in documents}, issues


def said(source: Source, zone: Zone = Zone.MAIN) -> list[str]:
    return [source.text[one.start : one.end] for one in source.passages if one.zone is zone]


def passage(source: Source, words: str) -> Passage:
    return next(one for one in source.passages if words in source.text[one.start : one.end])


def codes(issues: tuple[Issue, ...], *but: str) -> list[str]:
    return [issue.code for issue in issues if issue.code not in ("names-correspondents", *but)]


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
    assert opened(data)[0] == {}


def test_a_seal_is_no_attachment() -> None:
    body = "--b\r\nContent-Type: text/plain\r\n\r\nNine people died.\r\n"
    body += "--b\r\nContent-Type: application/pgp-signature; name=a.asc\r\n\r\nx\r\n--b--\r\n"
    data = by_hand(body, "Content-Type: multipart/signed; boundary=b\r\n")
    assert "Nine people died." in said(read(data)[0]) and opened(data) == ({}, ())


def test_a_message_that_says_nothing_itself() -> None:
    source, issues = read(by_hand(""))
    assert codes(issues, "language-unknown") == ["mail-without-words"] and source.title is not None


def test_text_that_is_no_message() -> None:
    source, issues = read(WORDS.encode())
    assert said(source) == [WORDS.strip()] and codes(issues) == ["named-otherwise"]
    assert opened(WORDS.encode()) == ({}, ())


# Attachments


def test_attachments_are_named_below_the_message() -> None:
    made = message()
    made.set_content(WORDS)
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="Список погибших.pdf")
    made.add_attachment(b"%PDF-1.5", maintype="application", subtype="pdf", filename="Список погибших.pdf")
    made.add_attachment(b"<p>x", maintype="text", subtype="html")
    inner = message(Subject="Re: older")
    inner.set_content("Twelve people died.\n")
    made.add_attachment(inner)
    files, issues = opened(made)
    assert list(files) == [
        "mail.eml/Список погибших.pdf",
        "mail.eml/Список погибших (2).pdf",
        "mail.eml/part-4.html",
        "mail.eml/part-5.eml",
    ]
    assert files["mail.eml/Список погибших.pdf"] == b"%PDF-1.4" and issues == ()
    source, _ = read_document("mail.eml/part-5.eml", files["mail.eml/part-5.eml"])
    assert source is not None and source.title is not None and source.title.words == "Re: older"
    assert files["mail.eml/part-5.eml"] in made.as_bytes(), "a forwarded message keeps its bytes"


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ('"../../etc/passwd"', "_.._etc_passwd"),
        ('"C:\\\\a\\\\b.txt"', "C__a_b.txt"),
        ('"photo\u202etxt.exe"', "phototxt.exe"),
        ('".hidden.txt"', "hidden.txt"),
        ('""', "part-2"),
        ('"..."', "part-2"),
        ("=?utf-8?b?0YHQv9C40YHQvtC6LnR4dA==?=", "список.txt"),
        ('"=?utf-8?q?a=0Ab.txt?="', "a b.txt"),
        ("*=utf-8''%D1%81%D0%BF.txt", "сп.txt"),
        ('*0="a"; filename*1="b.txt"', "ab.txt"),
        ('"' + "n" * 3_000 + '.txt"', None),
        ('"список.txt"', "список.txt"),
    ],
)
def test_names_of_attachments_are_made_safe(written: str, named: str | None) -> None:
    field = f"filename{written}" if written.startswith("*") else f"filename={written}"
    body = f"--b\r\n\r\nNine.\r\n--b\r\nContent-Disposition: attachment; {field}\r\n"
    body += "Content-Type: application/octet-stream\r\n\r\nx\r\n--b--\r\n"
    files, _ = opened(by_hand(body, "Content-Type: multipart/mixed; boundary=b\r\n"))
    (name,) = files
    assert name == f"mail.eml/{named}" if named else len(name.encode()) < 140


def test_small_pictures_of_a_signature_are_counted() -> None:
    made = message()
    made.set_content(WORDS)
    made.add_alternative(PAGE + '<img src="cid:a">', subtype="html")
    form = made.get_payload()[1]
    form.add_related(b"\x89PNG\r\n\x1a\n", "image", "png", cid="<a>")
    form.add_related(b"\x89PNG\r\n\x1a\n" + bytes(30_000), "image", "png", cid="<b>")
    made.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="scan.jpg")
    files, issues = opened(made)
    assert {name: len(data) for name, data in files.items()} == {"mail.eml/part-4.png": 30_008, "mail.eml/scan.jpg": 3}
    assert codes(issues) == ["passed-over"]


def test_what_outlook_wraps_and_what_lies_elsewhere() -> None:
    made = message()
    made.set_content(WORDS)
    made.add_attachment(b"x", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    made.add_attachment(b"x", maintype="message", subtype="external-body", filename="far.pdf", cte="7bit")
    files, issues = opened(made)
    assert not files
    assert [(one.code, one.source) for one in issues] == [
        ("winmail", "mail.eml/winmail.dat"),
        ("attachment-elsewhere", "mail.eml/far.pdf"),
    ]


# Made to do harm


def test_parts_within_parts_without_end() -> None:
    body = "".join(f"Content-Type: multipart/mixed; boundary=b{at}\r\n\r\n--b{at}\r\n" for at in range(2_000))
    for deep in (50, 2_000):
        data = by_hand("", body[: body.index(f"boundary=b{deep - 1}")] + "\r\n")
        _, issues = read_document("mail.eml", data)
        assert "markup-tangled" in codes(issues)
        assert opened(data)[0] == {}


def test_many_parts_and_many_bounds_are_refused_before_they_are_read() -> None:
    data = by_hand("boundary\n" * 30_000)
    _, issues = read_document("mail.eml", data)
    assert codes(issues) == ["markup-tangled"]


def test_fields_made_to_take_long() -> None:
    for field in (
        "Content-Type: text/plain" + ";a=b" * 200_000,
        "Content-Type: " + "(" * 300_000,
        "To: " + "(" * 300_000,
    ):
        source, _ = read(by_hand(WORDS, field + "\r\n"))
        assert WORDS.strip() in source.text


def test_many_small_attachments_end(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "--b\r\nContent-Type: application/pdf\r\n\r\nx\r\n" * 11_000
    files, issues = opened(by_hand(body, "Content-Type: multipart/mixed; boundary=b\r\n"))
    assert len(files) == 10_000 and codes(issues) == ["too-many-members"]


def base() -> bytes:
    made = message(Subject="Пожар")
    made.set_content(RUSSIAN)
    made.add_alternative(PAGE, subtype="html")
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="Список.pdf")
    return made.as_bytes()


BASE = base()


@given(st.integers(0, 10_000), st.binary(min_size=0, max_size=8), st.integers(0, 30))
def test_a_message_changed_anywhere_ends_in_words_or_issues(at: int, change: bytes, cut: int) -> None:
    data = bytearray(BASE)
    at %= len(data)
    data[at : at + cut] = change
    source, issues = read_document("mail.eml", bytes(data))
    _, more = members_of(Document("mail.eml", bytes(data)))
    assert "damaged" not in codes(issues) and "not-unpacked" not in codes(more)
    assert source is not None or issues
