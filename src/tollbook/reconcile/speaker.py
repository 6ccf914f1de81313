"""One speaker that several names lead to."""

from typing import NamedTuple


class OneSpeaker(NamedTuple):
    """``key`` of the voice; ``by``: where it stands that these names are one speaker's."""

    key: str
    by: str
