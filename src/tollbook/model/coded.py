"""A report that somebody has coded already: what one row of a table states of one harm."""

from typing import NamedTuple

from tollbook.model.claim import Harm


class CodedReport(NamedTuple):
    """``low``, ``best``, ``high`` as coded; None where the row is silent. ``speaker`` and ``source`` in the table's own
    words, "" where it has none; ``day`` of the report (ISO) likewise. ``troubles``: codes of what was not read.
    ``harm`` None: the row does not say which, and only its troubles are known."""

    row: int
    harm: Harm | None
    low: int | None
    best: int | None
    high: int | None
    speaker: str = ""
    source: str = ""
    day: str = ""
    troubles: tuple[str, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether no number is stated."""
        return self.low is None and self.best is None and self.high is None
