"""What a check finds: a code with its weight and its words."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tollbook.model.estimate import Status

_WEIGHTS = {"refuse": Status.REFUSED, "conditional": Status.CONDITIONAL, "note": Status.ESTIMATE}
_GRAVEST = (Status.REFUSED, Status.CONDITIONAL, Status.ESTIMATE)


@dataclass(frozen=True, slots=True)
class Finding:
    """``lists`` are those it is about; ``figure`` what was counted or measured."""

    code: str
    lists: tuple[str, ...] = ()
    figure: str = ""

    @property
    def status(self) -> Status:
        """The best that a result with this finding can be."""
        return _WEIGHTS[words().reasons[self.code][0]]

    @property
    def words(self) -> str:
        """What it says to a person."""
        template = words().reasons[self.code][1]
        names = self.lists if "{lists[" in template else ", ".join(self.lists)
        return template.format(lists=names, figure=self.figure)


@dataclass(frozen=True, slots=True)
class Sentences:
    """Of a statement, with places for what is filled in."""

    number: str
    bound: str
    none: str
    range: str
    assumption: str
    always: str


@dataclass(frozen=True, slots=True)
class Words:
    """``reasons``: of each code its weight and its words; ``methods``: of each its name, the assumption that it stands
    on, and where it was published."""

    reasons: Mapping[str, tuple[str, str]]
    methods: Mapping[str, tuple[str, str, str]]
    statement: Sentences


@cache
def words() -> Words:
    """All the words of this package."""
    whole: dict[str, Any] = json.loads(Path(__file__).with_name("words.json").read_text("utf-8"))
    return Words(whole["reasons_of"], whole["methods"], Sentences(**whole["sentences"]))


def status_of(findings: Iterable[Finding]) -> Status:
    """The gravest."""
    return min((one.status for one in findings), key=_GRAVEST.index, default=Status.ESTIMATE)


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each once, the gravest first, in the order found."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda one: _GRAVEST.index(one.status)))


def codes(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The code of each once, the gravest first."""
    return tuple(dict.fromkeys(one.code for one in ordered(findings)))
