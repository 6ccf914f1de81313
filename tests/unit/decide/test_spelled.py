"""A name in any of its spellings is found, in texts and in bytes; rather once too often than once too seldom."""

import io
import zipfile

import docx
import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st

from tollbook.decide.spelled import Spelled, folded

NAME = "Гулшод Ҳақназарӯв"


@pytest.mark.parametrize(
    "text",
    [
        "ГУЛШОД ҲАҚНАЗАРӮВ was there",
        "Ҳақназарӯв, Гулшод",
        "Гулшод\u00a0\n Ҳақназарӯв",
        "с Гулшод Ҳақназарӯвым говорили",
        "«Гулшод Ҳақназарӯв»",
        "Гулшод Ҳакназарӯв Гулшод-Ҳақназарӯв",
        "Гул\u00adшод Ҳақназарӯв",
        "Гулшод Ҳақназару\u0304в",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    assert Spelled([NAME]).in_text(text)


@pytest.mark.parametrize("text", ["", None, "Гулшод", "Гулшод и Назаров", "nobody"])
def test_a_part_alone_or_nothing_is_not_found(text: str | None) -> None:
    assert not Spelled([NAME]).in_text(text)
    assert not Spelled([]).in_text("anybody")
    assert not Spelled(["", "  "]).in_bytes(b"anybody")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Анвар Шарифов", "с Анваром Шарифовым"),
        ("Анвар Шарифов", "Шарифову Анвару"),
        ("Анвар Шарифов", "Анвар М. Шарифов"),
        ("Anvar Sharifov", "AnvarSharifov, anvarsharifov92"),
        ("Anvar Sharifov", "аnvаr shаrifov"),  # а of Cyrillic
        ("Нигора Каримова", "о Нигоре Каримовой"),
        ("Нигора", "с Нигорой"),
        ("محمد کریمی", "محـمد کریمی"),
        ("محمد کریمی", "محمدکریمی"),
        ("Саидҷон", "Саидчон"),
        ("O\u02bbtkir", "O'tkir"),
        ("O'tkir", "Otkir"),
        ("Łukasz", "Lukasz"),
    ],
)
def test_endings_letters_that_look_alike_and_other_ways_to_write_it_do_not_hide_a_name(name: str, text: str) -> None:
    assert Spelled([name]).in_text(text)


def test_a_short_name_is_a_word_of_its_own() -> None:
    assert Spelled(["Ali"]).in_text("then ALI said")
    assert not Spelled(["Ali"]).in_text("still alive")


def test_persian_and_arabic_forms_of_a_letter_are_one() -> None:
    assert Spelled(["يحيى كريمي"]).in_text("یحیی کریمی")
    assert Spelled(["محمد"]).in_text("مُحَمَّد")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1251", "koi8-r"])
def test_bytes_hold_it_in_every_usual_encoding(encoding: str) -> None:
    name = "Каландар Назаров"
    assert Spelled([name]).in_bytes(b"\x01\x02" + name.encode(encoding) + b"\x03")
    assert Spelled([name]).in_bytes(b"<" + name.encode("utf-16-be").hex().upper().encode() + b">")
    assert not Spelled([name]).in_bytes("Каландар Ворисов".encode(encoding))


def test_who_wrote_a_document_is_found_in_its_facts() -> None:
    made, out = docx.Document(), io.BytesIO()
    made.core_properties.author = NAME
    made.save(out)
    assert Spelled([NAME]).in_bytes(out.getvalue())
    printed = FPDF()
    printed.set_author(NAME)
    printed.add_page()
    assert Spelled([NAME]).in_bytes(bytes(printed.output()))


def test_a_broken_archive_is_looked_at_as_far_as_it_goes() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.txt", "nothing")
    assert not Spelled([NAME]).in_bytes(out.getvalue()[:-10])
    assert not Spelled([NAME]).in_bytes(b"PK\x03\x04" + b"\0" * 100)


@given(st.text(max_size=40), st.text(max_size=40))
def test_folding_goes_on_over_its_own_result_and_over_joined_texts(one: str, other: str) -> None:
    assert folded(folded(one)) == folded(one)
    assert folded(f"{one} {other}").split() == folded(one).split() + folded(other).split()
