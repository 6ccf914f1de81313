"""The record's JSON is that of the standard library, made faster."""

import json

from hypothesis import given
from hypothesis import strategies as st

from tollbook.model import Severity
from tollbook.publish.canonical import canonical_json

PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=30)


@given(VALUES)
def test_indented_as_the_standard_library_does(value: object) -> None:
    assert canonical_json(value, indent=1) == json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    assert canonical_json(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def test_words_of_a_kind_of_their_own_are_words() -> None:
    value = {"100 %": Severity.LOST, "%s": (), "none": [None, {}, [True, (1, 2.5)]]}
    assert canonical_json(value, indent=1) == json.dumps(value, ensure_ascii=False, indent=1) + "\n"
