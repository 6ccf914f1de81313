"""Bytes to characters: encodings, control characters, and what is no text."""

import pytest

from tollbook.model import Severity
from tollbook.read import read_document
from tollbook.read.formats import MOST_BYTES

RUSSIAN = "По данным властей, погибли 24 человека и ещё 35 были ранены во время беспорядков в колонии. " * 3


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
def test_unicode_is_read_for_sure(encoding: str) -> None:
    source, issues = read_document("a.txt", RUSSIAN.encode(encoding))
    assert source is not None and source.text == RUSSIAN
    assert (source.language, issues) == ("ru", ())


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "cp866"])
def test_a_guessed_encoding_is_said_to_be_a_guess(encoding: str) -> None:
    source, issues = read_document("a.txt", RUSSIAN.encode(encoding))
    assert source is not None and source.text == RUSSIAN
    assert [issue.code for issue in issues] == ["encoding-unsure"]
    assert source.encoding in issues[0].message


def test_a_page_is_read_in_the_encoding_it_declares() -> None:
    markup = f'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>{RUSSIAN}</p>'
    source, issues = read_document("a.html", markup.encode("cp1251"))
    assert source is not None and source.text == RUSSIAN.strip()
    assert (source.encoding, issues) == ("cp1251", ())


@pytest.mark.parametrize("name", ["hex", "utf-7", "no-such", "rot13", "unicode_escape", "\u00e9"])
def test_a_declared_encoding_that_is_none_is_passed_over(name: str) -> None:
    source, _ = read_document("a.html", f'<meta charset="{name}"><p>Some words of no great weight.</p>'.encode())
    assert source is not None and source.text == "Some words of no great weight."


def test_utf8_with_a_byte_lost_stays_utf8() -> None:
    data = RUSSIAN.encode()
    source, issues = read_document("a.txt", data[:40] + data[41:])
    assert source is not None and source.encoding == "utf-8"
    assert source.text.count("\ufffd") == 1
    assert [issue.code for issue in issues] == ["encoding-unsure"]


def test_control_characters_are_replaced_one_for_one_and_counted() -> None:
    source, issues = read_document("a.txt", b"Twenty four\x00 people\x1b were killed,\tit is said.\n")
    assert source is not None
    assert source.text == "Twenty four\ufffd people\ufffd were killed,\tit is said.\n"
    assert [(issue.code, issue.severity) for issue in issues] == [("control-characters", Severity.NOTE)]
    assert "2 control" in issues[0].message


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"Rar! words", "not-text"),
        ("a.txt", b"{\\rtf words", "not-text"),
        ("a.txt", b"a\x00b\x00" * 50, "not-text"),
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\r\n", "empty"),
        ("a.html", b"<html><script>x</script>", "empty"),
        ("a.doc", b"words", "format-not-read"),
        ("a.txt", b"a" * (MOST_BYTES + 1), "too-large"),
    ],
)
def test_what_cannot_be_read_is_an_issue_that_names_the_file(name: str, data: bytes, code: str) -> None:
    source, issues = read_document(name, data)
    assert source is None
    assert [(issue.code, issue.severity, issue.source) for issue in issues] == [(code, Severity.LOST, name)]
    assert name in issues[0].message


def test_too_few_letters_to_tell_the_language() -> None:
    source, issues = read_document("a.txt", "Убито: 24\n".encode())
    assert source is not None and source.language is None
    assert [issue.code for issue in issues] == ["language-unknown"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "At least 24 prisoners were killed when the security forces put down the protest."),
        ("ru", "Не менее 24 заключённых погибли при подавлении протеста силами безопасности."),
        ("tg", "Дар натиҷаи ошӯб дар зиндон на кам аз 24 маҳбус кушта ва 35 нафари дигар захмӣ шуданд."),
        ("fa", "دست‌کم ۲۴ زندانی در جریان سرکوب اعتراض به دست نیروهای امنیتی کشته شدند."),
        ("es", "Al menos 24 presos murieron cuando las fuerzas de seguridad sofocaron la protesta."),
    ],
)
def test_languages(language: str, text: str) -> None:
    source, _ = read_document("a.txt", text.encode())
    assert source is not None and source.language == language
