"""Changes between dossiers that anybody may have made: what is broken is named, what is whole is compared, nothing
raises and nothing runs."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tollbook.model import Document
from tollbook.pipeline import build_register
from tollbook.publish import changed_json
from tollbook.publish.changed_text import changes_text
from tollbook.publish.changes import Changes, edition_of, find_changes
from tollbook.publish.notice import render_notice
from tollbook.publish.record import record_of
from tollbook.publish.shape import what_is_wrong
from tollbook.settings import Settings
from tollbook.tasks import changes_json

Json = Any
TEXT = (
    "Riot at Marrow prison\n\nA riot broke out at the prison in the town of Marrow, Tajikistan, on 3 May 2004. The "
    "ministry said that 12 prisoners were killed and 30 people were injured. Families said that at least 20 died.\n"
)
EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)>\x1b]0;owned\x07\u202e\u2069\ud800'


def record(text: str = TEXT, name: str = "one.txt") -> Json:
    made = record_of(build_register([Document(name, text.encode())], Settings()).register)
    return json.loads(json.dumps(made))


def changes(before: Json, after: Json) -> Changes:
    return find_changes(before, after, (edition_of("a", "a" * 64, before), edition_of("b", "b" * 64, after)))


BEFORE, AFTER = record(), record(TEXT.replace("12", "14"), "two.txt")
SCHEMA = json.loads((Path(changed_json.__file__).parent / "schema" / "changes.json").read_text(encoding="utf-8"))


def places(value: Json, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(one for key, inner in items for one in places(inner, (*path, key)))]


PLACES = [path for path in places(AFTER) if path]
JUNK = st.sampled_from([None, [], {}, "", "x", EVIL, -1, 0, 10**40, 1.5, True, [None], [[]], {"id": []}, "2004-99-99"])


@settings(max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(PLACES), JUNK, st.booleans()), min_size=1, max_size=3))
def test_a_broken_record_is_named_or_compared(breaks: list[tuple[tuple[Any, ...], Json, bool]]) -> None:
    after = json.loads(json.dumps(AFTER))
    for path, junk, cut in breaks:
        held = after
        try:
            for key in path[:-1]:
                held = held[key]
            if cut:
                del held[path[-1]]
            else:
                held[path[-1]] = junk
        except (KeyError, IndexError, TypeError):
            continue
    wrong = what_is_wrong(after)
    if wrong is not None:
        assert EVIL not in wrong
        return
    for one, other in ((BEFORE, after), (after, BEFORE), (after, after)):
        assert "\x1b" not in changes_text(changes(one, other))
    found = changes(BEFORE, after)
    assert "<script" not in render_notice(found) and json.loads(changes_json(found))


@pytest.mark.parametrize("value", [None, [], "x", 3, {}, {"schema": "tollbook-record/1"}])
def test_what_is_no_record_is_named(value: Json) -> None:
    assert what_is_wrong(value)


def test_another_schema_an_id_twice_and_a_loose_end_are_named() -> None:
    def broken(change: Any) -> str | None:
        made = json.loads(json.dumps(AFTER))
        change(made)
        return what_is_wrong(made)

    assert broken(lambda made: made.update(schema="other/9")) == "schema: this version reads tollbook-record/1"
    assert broken(lambda made: made["claims"].append(made["claims"][0])) == "claims: an id stands there twice"
    assert broken(lambda made: made["claims"][1].update(source="nowhere")) == "claims/1/source"
    assert "a claim that is not there" in str(broken(lambda made: made["incidents"][0]["tolls"][0]["used"].append("x")))


def evil(made: Json) -> Json:
    """Every text of a record that people can fill made hostile, and still of the right shape."""
    made = json.loads(json.dumps(made))
    for source in made["sources"]:
        source.update(name=EVIL, title=EVIL, author=EVIL, language='en" onload="alert(3)')
    for claim in made["claims"]:
        claim.update(
            speaker=EVIL, words=EVIL, quote=EVIL, language='fa" onload="alert(3)', carried_by=[EVIL], stance=EVIL
        )
    for incident in made["incidents"]:
        incident.update(title=EVIL, kind=EVIL, when=EVIL, where={"name": EVIL})
        incident["unknowns"] = [{"code": EVIL, "question": EVIL, "because": "", "ask": ""}]
        for toll in incident["tolls"]:
            toll["rule"] = EVIL
    made.update(version=EVIL, status=EVIL, as_of=EVIL)
    return made


def test_hostile_words_are_escaped_everywhere() -> None:
    for found in (changes(BEFORE, evil(AFTER)), changes(evil(BEFORE), AFTER)):
        page = render_notice(found)
        assert "<script" not in page and "<img" not in page and ' onload="' not in page
        assert page.encode("utf-8") and "Content-Security-Policy" in page
        for text in (changes_text(found), changes_json(found)):
            assert not any(sign in text for sign in ("\x1b", "\x07", "\u202e", "\ud800"))
            assert text.encode("utf-8")


def test_what_is_printed_as_json_fits_its_schema() -> None:
    for found in (
        changes(BEFORE, AFTER),
        changes(AFTER, BEFORE),
        changes(BEFORE, BEFORE),
        changes(BEFORE, evil(AFTER)),
    ):
        made = json.loads(json.dumps(changed_json.changes_json(found)))
        assert [one.message for one in Draft202012Validator(SCHEMA).iter_errors(made)] == []


def test_the_notice_loads_and_runs_nothing() -> None:
    page = render_notice(changes(BEFORE, AFTER))
    assert "default-src &#39;none&#39;; style-src &#39;sha256-" in page
    assert not any(mark in page for mark in ("<script", "http:", "https:", "src=", "@import", "url(", "style="))
    assert "Working copy." in page and "a" * 64 in page and "b" * 64 in page
    assert '<blockquote dir="auto" lang="en">“14 prisoners were killed”</blockquote>' in page


def test_a_notice_of_two_released_dossiers_does_not_call_itself_a_working_copy() -> None:
    before, after = ({**one, "status": "released"} for one in (BEFORE, AFTER))
    assert "Working copy" not in render_notice(changes(before, after))


def test_a_thousand_claims_are_told_in_part_and_counted() -> None:
    many = json.loads(json.dumps(AFTER))
    like, toll = many["claims"][0], many["incidents"][0]["tolls"][0]
    for n in range(1000):
        many["claims"].append({**like, "id": f"c{n}"})
        many["incidents"][0]["claims"].append({"claim": f"c{n}", "reason": "made up"})
        toll["used"].append(f"c{n}")
    text = changes_text(changes(BEFORE, many))
    assert text.count("\n") < 400 and "more; tollbook changes --json lists them" in text
