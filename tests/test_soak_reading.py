"""Texts and tables made to hurt, of the pack's own words (`make soak`; a small sample of each always runs).

TOLLBOOK_SOAK_SEED begins elsewhere. What these find becomes a test of its own: `FOUND` here, or beside the module."""

import csv
import importlib
import os
import pkgutil
import random
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))  # what holds of every reading, beside the tests

from reading_holds import check

import tollbook.data
import tollbook.extract
import tollbook.read
from tollbook.coding import Asked
from tollbook.data import load_pack
from tollbook.data.loader import data_file, load_yaml
from tollbook.errors import SettingsError
from tollbook.extract.notation import read_sentence
from tollbook.extract.tokens import _token_pattern
from tollbook.tasks.code import ReportTable, code

SEED = os.environ.get("TOLLBOOK_SOAK_SEED", "1")
WORDS = sorted({wording.words for wording in load_pack("en").wordings})
EXAMPLES = sorted(load_yaml(data_file("languages", "en", "examples.yaml"))["examples"])
SIGNS = (
    "12;1,200;1 200;at least;\u200f;1\u200f2;2\u202e1;\u2066;\u2069;\u200b;\u200d;\ufeff;\x00;\x01;\x1b;\x7f;\x85;"
    "\u0301;e\u0301;é;\ud800;\udfff;\U0001f480;٤;१२;½;²;Ⅻ;\u00a0;\u202f;Â\u00a0;(;);((((;[;];{;};“;”;\";';’;«;»;.;..."
    ";?!;,;:;–;--;|;\t;\n;\n\n;*;_;#;1/2;39/46;4:30;2019-05-04;3/4/2020;U.N.;a.m.;Mr.;Saidova;O’Neil;al-Noor"
).split(";")
LONG = st.sampled_from(["9" * 10, "1" * 100, "1," * 200, "0" * 300, "1.000" * 100, "twelve " * 50, "of the " * 100])
PIECES = st.one_of(st.sampled_from(WORDS), st.sampled_from(SIGNS), st.sampled_from(EXAMPLES), LONG, st.text(max_size=4))
TEXTS = st.builds(
    lambda pieces, joint, change: change(joint.join(pieces)),
    st.lists(PIECES, max_size=30),
    st.sampled_from([" ", " ", " ", "", "\n", ", ", "\u200f"]),
    st.sampled_from([str, str, str, str.upper, str.lower, str.title, lambda text: f"“({text})”"]),
)
SAMPLE = settings(max_examples=40)

# Each was slower with the square of its length, or worse, before.
FOUND = {
    "points": ("." * 100, "x"),
    "question marks and quotes": ("?" * 100, '"' * 100 + "x"),
    "quoted and named": ("“12 people were killed,” the mayor said. " * 10, ""),
    "quoted, no full stop": ("“12 people were killed” " * 10, ""),
    "capitals, no full stop": ("12 PEOPLE WERE KILLED " * 10, ""),
    "colons": ("Killed: 12\n" * 10, ""),
}
FAMILIES = FOUND | {
    "nested brackets": ("(" * 100, "12 killed" + ")" * 1000),
    "nested quotes": ("“‘" * 100, "12 killed"),
    "thousands": ("111," * 100, "1111 people were killed"),
    "abbreviations": ("U.N. Mr. a.m. " * 30, ""),
    "hyphens and apostrophes": ("a-a'" * 100, "!"),
    "combining marks": ("e\u0301" * 100, ""),
    "lone surrogates": ("\ud800" * 100, ""),
    "marks in digits": ("1\u200f2" * 100, " people were killed"),
    "days": ("4 May 2019, " * 40, "12 people were killed"),
    "named and dead": ("Saidova was injured. Saidova died. " * 10, ""),
    "ten thousand words": ("two men and a boy of the " * 40, "were killed"),
    "no space at all": ("12,killed;" * 40, ""),
    "institutions": ("The Ministry of Interior of Tajikistan said 12 people were killed. " * 5, ""),
}


@given(TEXTS)
@SAMPLE
def test_what_holds_of_every_reading(text: str) -> None:
    check(text)


@pytest.mark.soak
@given(TEXTS)
def test_what_holds_of_every_reading_at_length(text: str) -> None:
    check(text)


def seconds(text: str) -> float:
    before = time.process_time()
    read_sentence(text, "en")
    return time.process_time() - before


def slower(repeated: str, end: str) -> float:
    """How many times as long twice the text takes, where it is so long that the clock can tell. Taken again where it
    looks bad: what is measured beside other work is noisy, and what grows with the square is so each time."""
    times = 8
    while (one := seconds(repeated * times + end)) < 0.1 and times * len(repeated) < 2_000_000:
        times *= 2
    ratio = seconds(repeated * 2 * times + end) / max(one, 0.02)
    for _ in range(3):
        if ratio <= 2.6:
            break
        one = min(seconds(repeated * times + end) for _ in range(2))
        ratio = min(ratio, seconds(repeated * 2 * times + end) / max(one, 0.02))
    return ratio


@pytest.mark.soak  # a clock is no judge beside other work
@pytest.mark.parametrize("family", FAMILIES)
def test_twice_the_text_takes_twice_the_time(family: str) -> None:
    assert slower(*FAMILIES[family]) <= 2.6


@pytest.mark.soak
def test_twice_any_example_takes_twice_the_time() -> None:
    chance = random.Random(SEED)
    slow = {}
    for text in chance.sample(EXAMPLES, 300):
        joint = chance.choice([" ", "\n", "; "])
        made = text if joint == " " else text.rstrip(".")
        if (ratio := slower((made + joint) * 4, "")) > 2.6:
            slow[made + joint] = round(ratio, 1)
    assert not slow


def test_a_sentence_of_full_stops_ends_where_it_did() -> None:
    lows = [
        claim.count.quantity.low
        for claim in read_sentence("12 people were killed... “4 were injured...” 7 died?!", "en").claims
        if claim.count
    ]
    assert lows == [12, 4, 7]


# -- regular expressions


def patterns() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    """Each that a module of these packages holds."""
    for package in (tollbook.extract, tollbook.read, tollbook.data):
        for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            for name, held in vars(importlib.import_module(info.name)).items():
                if isinstance(held, re.Pattern):
                    yield f"{info.name}.{name}", held
    yield "tokens", _token_pattern(",", ".")
    yield "tokens of a language with spaces", _token_pattern("\u202f", ",")


PROBE = [chr(number) for number in (*range(0x250), *range(0x300, 0x370), *range(0x2000, 0x2070), 0x661, 0x4E00)]
Parsed = list[tuple[object, object]]


def signs_of(item: tuple[object, object], flags: int) -> frozenset[str]:
    """Those of ``PROBE`` that one item of a parsed expression takes; all, where it is no plain one."""
    made = re.compile("", flags)
    operation, argument = item
    if operation is sre.LITERAL:
        return frozenset(chr(argument)) & frozenset(PROBE)  # type: ignore[arg-type]
    if operation is sre.IN:
        return frozenset(sign for sign in PROBE if _is_in(sign, argument, made.flags))  # type: ignore[arg-type]
    return frozenset(PROBE)


def _is_in(sign: str, members: Parsed, flags: int) -> bool:
    negated, found = False, False
    for operation, argument in members:
        match operation:
            case sre.NEGATE:
                negated = True
            case sre.LITERAL:
                found = found or ord(sign) == argument
            case sre.RANGE:
                found = found or argument[0] <= ord(sign) <= argument[1]  # type: ignore[index]
            case sre.CATEGORY:
                found = found or bool(re.match(_CATEGORIES[str(argument)], sign))
    return found != negated


_CATEGORIES = {
    f"CATEGORY_{negated}{name}": f"\\{letter.upper() if negated else letter}"
    for name, letter in (("DIGIT", "d"), ("SPACE", "s"), ("WORD", "w"))
    for negated in ("", "NOT_")
}


def ambiguous(items: Parsed, flags: int) -> Iterator[str]:
    """Repetitions without bound, inside another without bound, whose next turn could begin with what the inner one
    takes: between them a text can be parted in two to the power of its length ways."""
    for operation, argument in items:
        if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            _, most, body = argument  # type: ignore[misc]
            inner = list(_unbounded(body)) if most is sre.MAXREPEAT else []
            first = _first_of(body)
            for one in inner:
                if any(signs_of(item, flags) & signs_of(first, flags) for item in _flat(one)):
                    yield str(body)
            yield from ambiguous(body, flags)
        else:
            for part in _parts_of(argument):
                yield from ambiguous(part, flags)


def _first_of(items: Parsed) -> tuple[object, object]:
    """What a repetition's next turn begins with, where it must stand."""
    operation, argument = items[0]
    if operation is sre.SUBPATTERN:
        return _first_of(argument[-1])  # type: ignore[index]
    if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT) and argument[0]:  # type: ignore[index]
        return _first_of(argument[2])  # type: ignore[index]
    return items[0]


def _flat(items: Parsed) -> Iterator[tuple[object, object]]:
    for operation, argument in items:
        if operation is sre.SUBPATTERN:
            yield from _flat(argument[-1])  # type: ignore[index]
        elif operation in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            yield from _flat(argument[2])  # type: ignore[index]
        else:
            yield operation, argument


def _unbounded(items: Parsed) -> Iterator[Parsed]:
    for operation, argument in items:
        if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            if argument[1] is sre.MAXREPEAT:  # type: ignore[index]
                yield argument[2]  # type: ignore[index]
            yield from _unbounded(argument[2])  # type: ignore[index]
        elif operation is not sre.POSSESSIVE_REPEAT:
            for part in _parts_of(argument):
                yield from _unbounded(part)


def _parts_of(argument: object) -> Iterator[Parsed]:
    """The expressions within what an operation is of."""
    if isinstance(argument, _parser.SubPattern):
        yield argument
    elif isinstance(argument, (tuple, list)):
        for one in argument:
            yield from _parts_of(one)


def test_the_search_for_ambiguous_repetition_finds_it() -> None:
    for bad in (r"(a+)+b", r"(?:\w+\d*)+x", r"(?:\d+,?)+x", r"([^a]|\s+)*x", r"(?:a|b+)*"):
        assert list(ambiguous(_parser.parse(bad), 0)), bad
    for good in (r"\d+(?:[.,]\d+)*", r"(?:a{1,3}b+)*c", r"\w+\s+", r"(?:-[^\W\d_]+)+"):
        assert not list(ambiguous(_parser.parse(good), 0)), good


def test_no_regular_expression_repeats_without_bound_what_repeats_without_bound() -> None:
    bad = {
        name: list(ambiguous(_parser.parse(one.pattern, one.flags & ~re.DEBUG), one.flags)) for name, one in patterns()
    }
    assert {name for name, found in bad.items() if found} == set()


# -- tables

TOLD = "On 4 May 2019 three miners were killed in Kalot."


def coded(table: Path, out: Path) -> tuple[int, list[dict[str, str]]]:
    """How many rows were lost, and the rows: each of the table's has one, or is lost and said to be."""
    done = code(ReportTable(table, "notes", "id"), Asked("all", "range", "en"), out)
    with out.open(encoding="utf-8", errors="surrogatepass", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == done.rows and not list(out.parent.glob("*.part*"))
    return done.lost, rows


CONTROLS = "".join(map(chr, (*range(1, 9), 11, 12, *range(14, 32), *range(127, 160))))


@pytest.mark.parametrize(
    "row",
    [
        b'"' + b"12 PEOPLE WERE KILLED " * 500 + b'"',
        CONTROLS.encode() * 100,
        b"\0" * 10_000,
        b"\x93three miners\x94 " * 100,
        b"\xff\xfe1\x002\x00",
        b"\xed\xa0\x80 12 people were killed",
        b'"' + b"(" * 5_000 + b"12 killed" + b")" * 5_000 + b'"',
        b"," * 100_000,
        pytest.param(b"12 people were killed " * 455_000, marks=pytest.mark.soak, id="ten megabytes"),
    ],
)
def test_a_row_made_to_hurt_leaves_the_others_as_they_are(tmp_path: Path, row: bytes) -> None:
    table = tmp_path / "in.csv"
    table.write_bytes(b"id,notes\n1," + TOLD.encode() + b"\n2," + row + b"\n3," + TOLD.encode() + b"\n")
    before = time.process_time()
    lost, rows = coded(table, tmp_path / "out.csv")
    assert [one["id"] for one in rows] == ["1", "2", "3"] and not lost
    assert [one["killed_low"] for one in rows if one["id"] != "2"] == ["3", "3"]
    assert time.process_time() - before < 60


def test_a_mark_left_open_loses_no_row_in_silence(tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_text(f'id,notes\n1,{TOLD}\n2,"{TOLD}\n3,{TOLD}\n', encoding="utf-8")
    lost, rows = coded(table, tmp_path / "out.csv")
    assert rows[0]["killed_low"] == "3" and lost == 1
    assert [row["issues"] for row in rows] == ["", "row-not-read"]
    table.write_text(f'id,notes\n1,{TOLD}\n2,"{TOLD}"', encoding="utf-8")  # no new line at the end is none left open
    assert coded(table, tmp_path / "out.csv")[0] == 0


def test_a_table_in_no_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(b"id,notes\n1," + bytes(range(128, 256)) * 10)
    with pytest.raises(SettingsError, match="encoding"):
        coded(tmp_path / "in.csv", tmp_path / "out.csv")


def test_a_hundred_thousand_columns(tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    names = ["id", "notes", *(f"c{number}" for number in range(100_000))]
    table.write_text(",".join(names) + f"\n1,{TOLD}" + ",x" * 100_000 + "\n", encoding="utf-8")
    assert coded(table, tmp_path / "out.csv")[1][0]["killed_low"] == "3"
    with pytest.raises(SettingsError) as wrong:
        code(ReportTable(table, "note"), Asked("all", "range", "en"), tmp_path / "no.csv")
    assert len(str(wrong.value)) < 1_000


HEADS = st.sampled_from([b"id,notes\n", b"\xef\xbb\xbfid,notes\n", b"id;notes\r\n", b"id\tnotes\n", b"\xff\xfei\0d\0"])
ROWS = st.sampled_from(
    [b'"', b"'", b",", b";", b"\t", b"\n", b"\r", b"\0", b"\xff", b"1,", b"12 killed", TOLD.encode()]
)


def any_table(folder: Path, data: bytes) -> None:
    (folder / "in.csv").write_bytes(data)
    try:
        coded(folder / "in.csv", folder / "out.csv")
    except SettingsError as wrong:
        assert 0 < len(str(wrong)) < 1_000


TABLES = st.builds(lambda head, rows: head + b"".join(rows), HEADS, st.lists(ROWS | st.binary(max_size=6), max_size=40))


@given(TABLES)
@SAMPLE
def test_any_table_is_coded_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    any_table(tmp_path_factory.mktemp("table"), data)


@pytest.mark.soak
@given(TABLES)
@settings(max_examples=2_000)
def test_any_table_is_coded_or_refused_at_length(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    any_table(tmp_path_factory.mktemp("table"), data)
