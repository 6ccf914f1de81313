"""Values that are made when somebody asks for them are those of the tuple that was kept."""

import marshal

import pytest

from tollbook.model import Passage, PassageKind, Reading, Source
from tollbook.model.later import Later
from tollbook.store.rows import pack, unpack

PASSAGES = (
    Passage(PassageKind.TITLE, 0, 4, level=1),
    Passage(PassageKind.PARAGRAPH, 6, 12, origin="line 3"),
    Passage(PassageKind.PARAGRAPH, 14, 20, label="Deaths", value_start=16),
)
SOURCE = Source("a" * 64, "one.txt", "text/plain", "utf-8", 20, "x" * 20, PASSAGES)


def test_it_is_the_tuple() -> None:
    later = unpack(pack(SOURCE), later=True).passages
    assert type(later) is Later and len(later) == 3
    assert later[1] == PASSAGES[1] and later[-1] == PASSAGES[-1] and later[1:] == PASSAGES[1:]
    assert later == PASSAGES and later == unpack(pack(SOURCE), later=True).passages
    assert later != PASSAGES[:2] and hash(later) == hash(PASSAGES) and repr(later) == repr(PASSAGES)
    assert list(later) == list(PASSAGES) and PASSAGES[2] in later
    with pytest.raises(IndexError):
        unpack(pack(SOURCE), later=True).passages[3]


def test_whole_or_later_it_is_packed_alike() -> None:
    row = pack(SOURCE)
    whole, later = unpack(row), unpack(row, later=True)
    assert type(whole.passages) is tuple and whole == later == SOURCE and hash(whole) == hash(later)
    assert unpack(pack(later)) == unpack(pack(whole)) == SOURCE
    assert unpack(pack(later), later=True).passages.digest == later.passages.digest


def test_only_what_is_asked_for_is_made() -> None:
    made: list[int] = []

    def make(row: int) -> int:
        made.append(row)
        return row

    later = Later(3, marshal.dumps([10, 11, 12], 2), make)
    assert len(later) == 3 and later.digest and made == []
    assert later[1] == 11 and made == [11]
    assert later == (10, 11, 12) and made == [11, 10, 11, 12]
    assert later[0] == 10 and len(made) == 4


def test_a_row_that_holds_more_than_it_says_is_refused() -> None:
    row = marshal.loads(pack(Reading("a" * 64, (), (), (), ())))
    at = next(n for n, one in enumerate(row) if type(one) is tuple and len(one) == 3 and type(one[2]) is bytes)
    wrong = (*row[:at], (row[at][0], 1, row[at][2]), *row[at + 1 :])
    with pytest.raises(ValueError, match="more values"):
        unpack(marshal.dumps(wrong))
