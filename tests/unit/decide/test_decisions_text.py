"""Decisions as text: what is printed reads back as it was, and what is hostile or wrong is refused with its line."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tollbook.decide.as_text import decisions_text
from tollbook.decide.from_text import read_decisions_text
from tollbook.errors import SettingsError
from tollbook.model import Decision, DecisionKind, Likeness, Seen, Side, verdicts_of

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
HOSTILE = [
    "null", "~", "true", "no", "24", "-0", "1e5", "0x1F", "1234567890123456", "12:30", "2018-11-07", "<<", "=", "- a",
    "a: b", "a #b", "#", "&a", "*a", "!!python/object/apply:os.system [id]", "%YAML 1.1", "---", "...", "'", '"', "{}",
    "[a", "\\", "\x00", "\t", "\r\n", "a\nb", "a\n\n\nb", " a", "a ", "a  b", "\n", "\n a", "a\n", "\u202egnikcih",
    "\u2066", "\ufeff", "\u0085", "\u2028", "\u00a0", "\u200c", "\U0001f600", "\U000e0041", "\x7f", "می‌شود",
    "=cmd|' /C calc'!A0", "word " * 60, "w" * 300, "two\nlines " + "and long " * 30, "a\n  indented\nb", "a\n\tb", ">-",
]  # fmt: skip
texts = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=40), st.text("a \n-:#\u202e", min_size=1))
ids = st.one_of(st.text("0123456789abcdef", min_size=16, max_size=16), texts)
numbers = st.one_of(st.integers(-(10**15) + 1, 10**15 - 1), st.floats(allow_nan=False, allow_infinity=False))
scalars = st.one_of(st.none(), st.booleans(), numbers, texts)
json = st.recursive(
    scalars,
    lambda one: st.lists(one, max_size=3) | st.dictionaries(texts.filter(lambda t: len(t) < 60), one, max_size=3),
)
FIELDS: dict[str, Any] = {
    "harm": st.sampled_from(["killed", "died"]),
    "low": st.one_of(st.none(), st.integers(0, 20)),
    "high": st.one_of(st.none(), st.integers(20, 10**9)),
    "open": st.booleans(),
    "speaker": st.one_of(st.none(), texts),
    "where": texts,
    "when": st.sampled_from(["2018", "2018-11-07/2018-11-08"]),
    "term": texts,
}
fields = st.fixed_dictionaries({"words": texts}, optional=FIELDS)


def values(kind: DecisionKind) -> st.SearchStrategy[dict[str, Any]]:
    if kind in (DecisionKind.CORRECT, DecisionKind.ADD):
        return fields
    needed = {
        DecisionKind.MOVE: {"incident": st.one_of(st.none(), ids)},
        DecisionKind.PART_OF: {"total": st.one_of(st.none(), ids)},
        DecisionKind.INTEREST: {"words": texts},
        DecisionKind.ANSWER: {"answer": texts},
        DecisionKind.FIND: {"grounds": st.lists(ids, min_size=1, max_size=3), "question": texts},
    }
    return st.fixed_dictionaries(needed.get(kind, {}), optional={"more": json})


@st.composite
def decisions(draw: st.DrawFn, sealed: bool = False) -> Decision:
    kind = draw(st.sampled_from(DecisionKind))
    two = kind in (*map(DecisionKind, ("same", "different", "echo", "independent", "side", "premise")),)
    seen = draw(st.one_of(st.none(), st.builds(Seen, ids, st.integers(0, 99), st.integers(0, 99), texts, ids)))
    return Decision(
        kind,
        tuple(draw(st.lists(ids, min_size=2 if two else 1, max_size=2 if two else 1, unique=True))),
        draw(st.sampled_from(verdicts_of(kind))),
        draw(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,31}", fullmatch=True)),
        AT + draw(st.timedeltas(timedelta(0), timedelta(days=1))),
        draw(texts),
        draw(values(kind)),
        seen,
        tuple(draw(st.lists(ids, max_size=2))),
        sealed,
    )


def read(text: str) -> Any:
    return read_decisions_text(text.encode("utf-8"), "decisions.yaml")


@given(st.lists(decisions(), max_size=4))
def test_what_is_printed_reads_back_as_it_was(every: list[Decision]) -> None:
    text = decisions_text(every)
    items = {item.id: item for item in read(text)}
    assert set(items) == {one.id for one in every}
    for one in every:
        item = items[one.id]
        assert item.says(one) and item.at is not None and item.by is not None
        assert item.decision(item.by, item.at).id == one.id
    assert text == decisions_text(list(reversed(every)))


@given(st.lists(decisions(), min_size=1, max_size=3))
def test_another_reader_of_yaml_reads_the_same_words(every: list[Decision]) -> None:
    by_id = {one.id: one for one in every}
    for item in yaml.load(decisions_text(every), Loader=yaml.BaseLoader):
        assert (item["reason"], item["kind"]) == (by_id[item["id"]].reason, by_id[item["id"]].kind)


@given(decisions())
def test_nothing_printed_can_turn_a_line_round_or_be_unseen(one: Decision) -> None:
    text = decisions_text([one]).replace("\n", "").replace("\u200c", "").replace("\u200d", "")
    assert text.isprintable()


def test_every_kind_is_there() -> None:
    made = [
        Decision(
            kind,
            ("a", "b") if kind in ("same", "different", "echo", "independent", "side", "premise") else ("a",),
            verdicts_of(kind)[0],
            "R1",
            AT,
            "why",
            {"words": "w", "incident": None, "total": None, "answer": "a", "grounds": ["c"]}
            if kind not in ("correct", "add")
            else {"words": "w"},
        )
        for kind in DecisionKind
    ]
    assert {item.kind for item in read(decisions_text(made))} == set(DecisionKind)
    assert {Likeness.INCIDENT, Side.ACCUSED_AUTHORITY} <= {item.verdict for item in read(decisions_text(made))}


def test_long_words_are_wrapped_and_short_facts_stand_on_one_line() -> None:
    one = Decision(
        DecisionKind.CORRECT, ("a1",), "stands", "R1", AT, "so " * 80 + "it is", {"low": 3, "harm": "killed"}
    )
    lines = decisions_text([one]).splitlines()
    assert max(map(len, lines)) <= 110
    assert {"    low: 3", "    harm: killed", "  about: a1", "  by: R1"} <= set(lines)


def test_a_person_may_leave_out_what_is_not_needed() -> None:
    (item,) = read("- kind: reject\n  about: 1234567890123456\n  reason: no: it is not\n".replace("no: it", "no, it"))
    assert (item.id, item.by, item.at, item.about) == (None, None, None, ("1234567890123456",))
    assert item.verdict == "does-not-stand" and item.line == 1


def test_digits_are_numbers_where_numbers_belong_and_words_elsewhere() -> None:
    value = "{words: 24, low: 24, high: null, open: true, when: 2018, speaker: no}"
    text = f"- kind: add\n  about: s\n  value: {value}\n  reason: x\n"
    (item,) = read(text)
    assert item.value == {"words": "24", "low": 24, "high": None, "open": True, "when": "2018", "speaker": "no"}


HEAD = "- kind: accept\n  about: a\n  reason: x\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("kind: accept\n", "line 1: a list of decisions"),
        ("- accept\n", "line 1: a decision is needed"),
        ("- kind: accept\n  about: a\n", "line 1: a decision needs its reason"),
        ("- kind: accept\n  about: a\n  reason:\n", "line 1: a decision needs its reason"),
        ("- kind: forget\n  about: a\n  reason: x\n", "line 1: kind is one of"),
        (HEAD + "  verdict: perhaps\n", "line 4: accept has one of these verdicts: stands"),
        ("- kind: same\n  about: [a, b]\n  reason: x\n", "line 1: same has one of these verdicts: incident"),
        (HEAD + "  because: y\n", "line 4: a decision has no such fact"),
        (HEAD + "  reason: y\n", "line 4: a name stands twice"),
        (HEAD + "  at: yesterday\n", "line 4: at is a time with its zone"),
        (HEAD + "  at: 2026-11-22T09:00:00\n", "line 4: at is a time with its zone"),
        (HEAD + "  at: 0001-01-01T00:00:00+23:00\n", "line 4: at is a time with its zone"),
        (HEAD + "  seen: {source: s}\n", "line 4: seen holds source"),
        (HEAD + f"  seen: {{source: s, start: {'9' * 5000}, end: 1, words: w, line: l}}\n", "whole numbers"),
        (HEAD + "  value: 3\n", "line 4: value holds facts"),
        (HEAD + "  by: [R1]\n", "line 4: words are needed"),
        (HEAD + "  value: &a {x: *a}\n", "line 4: names for parts"),
        ("- &a [x]\n- *a\n", "line 1: names for parts"),
        (HEAD + "  value: !!python/object/apply:os.system [id]\n", "line 4: a type"),
        (HEAD + "  value:\n    x: " + "[" * 5000 + "\n", "nested more than"),
        ("[" * 50_000, "nested more than"),
        (HEAD + "  value: {[a]: b}\n", "line 4: a name is one word"),
        (HEAD + "---\n- b\n", "a second document"),
        (HEAD + "\x00", "line 4: it holds a sign that cannot be seen (U+0000)"),
        (HEAD + "  by: \u202eR1\n", "line 4: it holds a mark that makes the line read otherwise"),
        (HEAD + "\tby: R1\n", "line 4: a tab"),
        (HEAD + "  by: 'R1\n", "the quotes are not closed"),
        ("- kind: accept\n  about: a\n  reason: no: it is not\n", "line 3: a colon followed by a space"),
        (HEAD + "  id: b\n" + HEAD + "  id: b\n", "stands twice"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_its_line(text: str, why: str) -> None:
    with pytest.raises(SettingsError) as wrong:
        read(text)
    assert why in str(wrong.value) and "decisions.yaml" in str(wrong.value)


def test_what_is_no_utf8_is_refused_with_its_line() -> None:
    with pytest.raises(SettingsError, match="line 2: it is not UTF-8"):
        read_decisions_text(b"# a\n\xff", "decisions.yaml")


def test_a_file_that_is_too_large_is_not_read() -> None:
    with pytest.raises(SettingsError, match="larger than"):
        read_decisions_text(b"#" * (1 << 24) + b"\n", "decisions.yaml")


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read_decisions_text(text.encode("utf-8", "surrogatepass"), "d.yaml")
    except SettingsError as wrong:
        assert "d.yaml" in str(wrong)
