"""Values of the vocabulary come back from bytes as they were, and nothing else comes back."""

import marshal
from datetime import date
from pathlib import Path

import pytest

from tollbook import model
from tollbook.intake import row_of
from tollbook.model import Anchor, Document, Form, Quantity, When, Zone
from tollbook.store.rows import pack, unpack

EXAMPLES = Path(__file__).parents[3] / "examples"
FILES = sorted(path for path in EXAMPLES.rglob("*") if path.is_file() and path.suffix in (".txt", ".md", ".html"))


@pytest.mark.parametrize(
    "value",
    [
        None,
        "words \ud800",
        (1, ("two", None), ()),
        frozenset({Zone.MAIN, Zone.ASIDE}),
        date(1997, 4, 17),
        Anchor("a" * 64, 3, 8, "words"),
        Quantity(24, None, True, Form.AT_LEAST, "at least 24"),
        When("1997-04-14/1997-04-17", "14 to 17 April"),
        model.UNKNOWN,
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_comes_back_as_it_was(value: object) -> None:
    back = unpack(pack(value))
    assert back == value and type(back) is type(value)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_a_document_gives_comes_back(file: Path) -> None:
    row = row_of(Document(file.name, file))
    digest, source, reading, issues, traced, prints = unpack(row)
    assert source is not None and digest == source.id
    assert pack((digest, source, reading, issues, traced, prints)) == row
    assert reading is None or [claim.id for claim in reading.claims] == [
        claim.id for claim in unpack(pack(reading)).claims
    ]


@pytest.mark.parametrize(
    "value", [object(), Path("x"), [1], {"a": 1}, Document("a.txt", b"")], ids=lambda value: type(value).__name__
)
def test_what_is_none_of_the_vocabulary_is_not_packed(value: object) -> None:
    with pytest.raises(TypeError):
        pack(value)


def test_constructors_refuse_what_must_not_exist() -> None:
    made = marshal.loads(pack(Anchor("a" * 64, 3, 8, "words")))
    with pytest.raises(ValueError, match="cannot stand"):
        unpack(marshal.dumps((*made[:-1], "more words")))
    with pytest.raises(IndexError):
        unpack(marshal.dumps((10_000, "x")))


def test_every_value_of_the_vocabulary_has_a_number() -> None:
    from tollbook.store.rows import _numbers

    assert {model.Claim, model.Source, model.Reading, model.Issue, model.Toll, Zone} <= set(_numbers())
