"""What is attached to messages: its names, what is passed over, and messages made to do harm."""

import hashlib
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from messages import WORDS, by_hand, codes, message

from tollbook.model import Document, Issue
from tollbook.read import members_of, read_document

PAGE = "<html><body><p>Nine people died in the fire in the prison of Khujand, the ministry said on 8 November 2018.</p>"
RUSSIAN = "Погибли девять заключённых, сообщило министерство. Пожар начался в четверг в колонии города.\n"


def opened(data: bytes | EmailMessage) -> tuple[dict[str, bytes], tuple[Issue, ...]]:
    data = data if isinstance(data, bytes) else data.as_bytes()
    documents, issues = members_of(Document("mail.eml", data))
    assert all(one.within == hashlib.sha256(data).hexdigest() for one in documents)
    return {one.name: one.data() for one in documents}, issues


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
        source, _ = read_document("mail.eml", by_hand(WORDS, field + "\r\n"))
        assert source is not None and WORDS.strip() in source.text


def test_more_fields_and_encoded_words_than_anybody_writes() -> None:
    data = by_hand(WORDS)
    _, issues = read_document("mail.eml", data.replace(b"From:", b"a: b\n" * 20_000 + b"From:", 1))
    assert "too-many-passages" in codes(issues)
    subject = b"Subject: " + b"=?utf-8?q?a?= \n " * 100_000
    source, _ = read_document("mail.eml", subject + b"\nDate: Thu, 8 Nov 2018 00:00:00 +0000\n\n" + WORDS.encode())
    assert source is not None and WORDS.strip() in source.text


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
