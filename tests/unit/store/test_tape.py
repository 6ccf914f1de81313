"""An archive as tar writes it: what goes onto it comes off it, and anything else is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.store.tape import Entry, NotWhole, Tape, tape_of


class Told:
    """Takes an archive, and holds what it was given."""

    def __init__(self) -> None:
        self.files: list[tuple[Entry, bytes]] = []

    def begin(self, entry: Entry) -> None:
        self.files.append((entry, b""))

    def take(self, data: bytes) -> None:
        entry, before = self.files[-1]
        self.files[-1] = (entry, before + data)

    def end(self) -> None:
        """Nothing more."""


NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=300)


@given(st.lists(st.tuples(NAMES, st.binary(max_size=2000)), max_size=5), st.integers(1, 700))
@settings(max_examples=60)
def test_what_goes_onto_a_tape_comes_off_it_in_any_pieces(files: list[tuple[str, bytes]], step: int) -> None:
    given_ = [(Entry("case/" + name, len(data), 7), data) for name, data in files]
    whole = b"".join(tape_of((entry, [data]) for entry, data in given_))
    told = Told()
    tape = Tape(told)
    for at in range(0, len(whole), step):
        tape.write(whole[at : at + step])
    tape.close()
    assert told.files == given_


@given(st.binary(max_size=3000))
@settings(max_examples=100)
def test_whatever_is_on_a_tape_it_is_whole_or_refused(data: bytes) -> None:
    tape = Tape(Told())
    with pytest.raises(NotWhole):
        tape.write(data)
        tape.close()
        raise NotWhole  # all zeros: an empty archive
