"""claims.csv: typed rows, strict; what cannot be used is an issue with row and column, and the others are used."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tollbook.model import Act, Cause, Count, Death, Form, Harm, Label, Mark, Role, Severity, SpeakerType, Stance
from tollbook.read.by_hand.entered import COLUMNS, MOST_ROWS, MOST_TOLD, load_entered, read_entered

GOOD = {
    **{"source": "list.png", "place": "page 2", "words": "27 dead", "harm": "killed", "low": "27", "high": "27"},
    **{"by": "R1", "on": "2018-11-20"},
}


def table(*rows: dict[str, str], sign: str = ",") -> bytes:
    lines = [sign.join(COLUMNS)]
    lines += [sign.join('"' + row.get(name, "").replace('"', '""') + '"' for name in COLUMNS) for row in rows]
    return "\r\n".join(lines).encode()


def wrong(**cells: str) -> str:
    """The one issue of a row that is good but for these cells."""
    rows, issues = read_entered(table({**GOOD, **cells}, GOOD))
    assert len(rows) == 1 and rows[0].row == 2, "the good row beside it is used"
    (issue,) = [one for one in issues if one.code == "row-not-used"]
    assert issue.severity is Severity.LOST and issue.source == "claims.csv"
    assert "row 1" in issue.message
    return issue.message


def test_a_count_with_all_that_is_known_of_it() -> None:
    known = {"group": "prisoners", "open": "Yes", "high": "", "speaker": "a guard", "speaker_type": "witness"}
    known |= {"anonymous": "yes", "stance": "estimates", "when": "2018-11-07", "where": "Khujand", "language": "ru"}
    (row,), issues = read_entered(table({**GOOD, **known, "reason": "counted twice"}))
    assert issues == ()
    assert isinstance(row.statement, Count)
    quantity = row.statement.quantity
    assert (row.statement.harm, row.statement.group, quantity.form, quantity.words) == (
        Harm.KILLED,
        "prisoners",
        Form.AT_LEAST,
        "27 dead",
    )
    assert (quantity.low, quantity.high, quantity.open) == (27, None, True)
    assert (row.source, row.place, row.by, row.on, row.reason) == (
        *("list.png", "page 2", "R1"),
        date(2018, 11, 20),
        "counted twice",
    )
    assert (row.speaker, row.speaker_type, row.anonymous, row.stance) == (
        *("a guard", SpeakerType.WITNESS),
        True,
        Stance.ESTIMATES,
    )
    assert row.when is not None and row.when.edtf == "2018-11-07"
    assert (row.where, row.language) == ("Khujand", "ru")


def test_every_blank_is_unknown() -> None:
    (row,), _ = read_entered(table(GOOD))
    assert (row.speaker, row.when, row.where, row.language, row.reason) == (None,) * 5
    assert (row.speaker_type, row.stance, row.anonymous) == (SpeakerType.DOCUMENT, Stance.ASSERTS, False)


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        ({"low": "27", "high": "27"}, Form.EXACT),
        ({"low": "27", "high": "27", "about": "yes"}, Form.ABOUT),
        ({"low": "27", "high": "", "open": "yes"}, Form.AT_LEAST),
        ({"low": "", "high": "27"}, Form.AT_MOST),
        ({"low": "20", "high": "27"}, Form.RANGE),
        ({"low": "20", "high": "27", "open": "yes"}, Form.RANGE),
        ({"low": "27", "high": "27", "open": "yes"}, Form.RANGE),
        ({"low": "", "high": "", "term": "dozens"}, Form.VAGUE),
    ],
)
def test_how_the_words_state_a_number(cells: dict[str, str], form: Form) -> None:
    (row,), issues = read_entered(table({**GOOD, **cells}))
    assert issues == () and isinstance(row.statement, Count) and row.statement.quantity.form is form


@pytest.mark.parametrize(
    ("cells", "statement"),
    [
        (
            {"kind": "role", "party": "the guards", "role": "said_to_be_responsible"},
            Role("the guards", "said_to_be_responsible"),
        ),
        ({"kind": "label", "label": "massacre"}, Label("massacre")),
        ({"kind": "cause", "cause": "hunger", "effect": "the riot"}, Cause("hunger", "the riot")),
        ({"kind": "act", "act": "beat", "party": "the guards", "of": "him"}, Act("beat", "the guards", "him")),
    ],
)
def test_the_other_kinds(cells: dict[str, str], statement: object) -> None:
    (row,), _ = read_entered(table({**GOOD, "low": "", "high": "", **cells}))
    assert row.statement == statement


def test_a_death_and_words_that_say_died() -> None:
    death = {"kind": "death", "low": "", "high": "", "name": "Anvar Saidov", "age": "31"}
    (first, second), _ = read_entered(table({**GOOD, **death}, {**GOOD, "harm": "died"}))
    assert isinstance(first.statement, Death) and first.statement.person.described == "Anvar Saidov"
    assert isinstance(second.statement, Count)
    assert (second.statement.harm, second.statement.marks) == (Harm.KILLED, {Mark.DIED})


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        *[({name: ""}, name) for name in ("source", "words", "by", "on", "harm")],
        ({"kind": "norm"}, "kind"),
        ({"kind": "rumour"}, "kind"),
        ({"harm": "hurt"}, "harm"),
        ({"group": "miners"}, "group"),
        ({"low": "about 27"}, "low"),
        ({"low": "=13+14"}, "low"),
        ({"low": "27.0"}, "low"),
        ({"low": "1_000"}, "low"),
        ({"low": "٢٧"}, "low"),
        ({"low": "9" * 40}, "low"),
        ({"high": "1"}, "high"),
        ({"high": ""}, "high"),
        ({"low": "", "high": ""}, "low"),
        ({"open": "perhaps"}, "open"),
        ({"low": "", "open": "yes"}, "open"),
        ({"about": "yes", "high": "30"}, "about"),
        ({"term": "a lot of"}, "term"),
        ({"speaker_type": "family"}, "speaker"),
        ({"speaker": "a guard", "speaker_type": "document"}, "speaker_type"),
        ({"speaker": "a guard", "speaker_type": "guard"}, "speaker_type"),
        ({"stance": "shouts"}, "stance"),
        ({"when": "7 November 2018"}, "when"),
        ({"when": "2018-02-30"}, "when"),
        ({"language": "Tajik"}, "language"),
        ({"on": "20.11.2018"}, "on"),
        ({"on": "2018-11-31"}, "on"),
        ({"kind": "death", "low": "", "high": ""}, "name"),
        ({"kind": "death", "name": "A", "age": "900"}, "age"),
        ({"kind": "role", "party": "the guards", "role": "To Blame"}, "role"),
        ({"kind": "cause", "cause": "hunger"}, "effect"),
        ({"words": "x" * 30_000}, "words"),
    ],
)
def test_a_row_that_cannot_be_used_names_its_column(cells: dict[str, str], column: str) -> None:
    assert f"column {column}:" in wrong(**cells)


def test_a_name_is_not_a_role_code_and_is_not_repeated() -> None:
    assert "Nazarova" not in wrong(by="Zarina Nazarova")
    assert "anonymous" in wrong(anonymous="yes")


def test_semicolons_and_a_byte_order_mark() -> None:
    (row,), issues = read_entered(b"\xef\xbb\xbf" + table(GOOD, sign=";"))
    assert row.words == "27 dead" and issues == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 500,
        "source;words\nа;б".encode("utf-16"),
        "source;words\nа;б".encode("cp1251"),
        b"nothing,known\n1,2\n",
        b"\x89PNG\r\n\x1a\n",
        b'source,words\n"open',
        b"x" * (17 * 1024 * 1024),
    ],
)
def test_what_is_no_table_is_one_issue_and_no_row(data: bytes) -> None:
    rows, issues = read_entered(data)
    assert rows == () and issues


def test_words_of_a_megabyte_and_marks_that_turn_the_line() -> None:
    long, turned = (
        {**GOOD, "words": "dead " * 200_000},
        {**GOOD, "words": "\u202e27 dead\u2066", "source": "\u202elist"},
    )
    rows, issues = read_entered(table(long, turned, GOOD))
    assert [row.words for row in rows] == ["\u202e27 dead\u2066", "27 dead"]
    assert all("dead" not in issue.message and "\u202e" not in issue.message for issue in issues)


def test_a_hundred_thousand_rows_are_bounded_and_said() -> None:
    line = "list.png,page 1,27 dead,killed,27,27,R1,2018-11-20\n"
    head = "source,place,words,harm,low,high,by,on\n"
    rows, issues = read_entered((head + line * 100_000).encode())
    assert len(rows) == MOST_ROWS and "100000 rows" in issues[-1].message
    rows, issues = read_entered((head + line.replace("R1", "R 1") * 2_000).encode())
    assert rows == () and len(issues) == MOST_TOLD + 1 and "1800 more rows" in issues[-1].message


def test_a_case_without_the_file_has_nothing_written_down(tmp_path) -> None:
    assert load_entered(tmp_path) == ((), ())
    assert load_entered(tmp_path / "one.txt") == ((), ())
    (tmp_path / "claims.csv").write_bytes(table(GOOD))
    assert len(load_entered(tmp_path)[0]) == 1


CELLS = st.text(max_size=12) | st.sampled_from(
    ["", "27", "yes", "no", "killed", "2018-11-20", "R1", "count", "=1", "-1"]
)


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, CELLS)), max_size=4))
@example([dict.fromkeys(COLUMNS, "\u202e")])
def test_nothing_raises_and_each_row_is_used_or_named(rows: list[dict[str, str]]) -> None:
    used, issues = read_entered(table(*[{name: cell.replace("\0", "") for name, cell in row.items()} for row in rows]))
    assert len(used) <= len(rows)
    assert all(issue.source == "claims.csv" for issue in issues)


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    read_entered(data)
    read_entered(table(GOOD) + b"\n" + data)
