"""The plain-text form of decisions read back: one item, one decision, with the line of every fact."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tollbook.decide.plain_yaml import Facts, Node, Row, Words, read_yaml, refused
from tollbook.errors import SettingsError
from tollbook.model import Decision, DecisionKind, Seen, verdicts_of
from tollbook.model.decision_value import MOST_DIGITS

MOST_ITEMS = 100_000
_NAMES = "id kind about verdict value by at reason seen over sealed".split()
_NEEDED = ("kind", "about", "reason")
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_BROKEN = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+(e[+-]?[0-9]{1,3})?")
_OF_CLAIMS = (DecisionKind.CORRECT, DecisionKind.ADD)
_NUMBERED = ("low", "high", "start", "age")  # of a claim's fields; all others are words, whatever they look like
_CONSTANTS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Item:
    """One item as it stands in the file. ``id``, ``by`` and ``at`` are None where it leaves them blank."""

    line: int
    kind: DecisionKind
    about: tuple[str, ...]
    verdict: str
    reason: str
    value: Mapping[str, Any] = field(default_factory=dict)
    id: str | None = None
    by: str | None = None
    at: datetime | None = None
    seen: Seen | None = None
    over: tuple[str, ...] = ()
    sealed: bool = False

    def says(self, one: Decision) -> bool:
        """Whether it is the decision, word for word."""
        return (
            (self.kind, self.about, self.verdict, self.reason, self.by, self.at, self.seen, self.over)
            == (one.kind, one.about, one.verdict, one.reason, one.by, one.at, one.seen, one.over)
        ) and dict(self.value) == _lists(one.value)

    def decision(self, by: str, at: datetime) -> Decision:
        """It as a decision of its own, with an id by content. Raises ValueError."""
        return Decision(
            self.kind, self.about, self.verdict, by, at, self.reason, self.value, self.seen, self.over, self.sealed
        )


def read_decisions_text(data: bytes, name: str) -> tuple[Item, ...]:
    """The items of the file ``name``. Raises SettingsError with the file and line."""
    root = read_yaml(data, name)
    if root is None:
        return ()
    if not isinstance(root, Row):
        raise refused(name, root.line, "a list of decisions is needed; begin each with a dash: - kind: accept")
    if len(root.items) > MOST_ITEMS:
        raise refused(name, root.line, f"it holds more than {MOST_ITEMS} decisions; split the file")
    items = tuple(_Reader(name, node).item() for node in root.items)
    seen: set[str] = set()
    for one in items:
        if one.id and one.id in seen:
            raise refused(name, one.line, f"the id {one.id} stands twice; leave it blank in the new item")
        seen |= {one.id} if one.id else set()
    return items


class _Reader:
    """One item."""

    def __init__(self, file: str, node: Node) -> None:
        if not isinstance(node, Facts):
            raise refused(file, node.line, "a decision is needed here, with its facts: - kind: accept")
        self._file, self._node = file, node
        if strange := next((one for name, one in node.items.items() if name not in _NAMES), None):
            raise self._refused(strange, f"a decision has no such fact; there are: {', '.join(_NAMES)}")
        if missing := [name for name in _NEEDED if not self._is_there(name)]:
            raise self._refused(node, f"a decision needs its {missing[0]}")

    def item(self) -> Item:
        """What it says."""
        kind = self._kind()
        try:
            return Item(
                self._node.line,
                kind,
                self._ids("about"),
                self._verdict(kind),
                self._needed(self._node.items["reason"]),
                self._value(kind),
                self._words("id"),
                self._words("by"),
                self._at(),
                self._seen(),
                self._ids("over"),
                self._words("sealed") == "true",
            )
        except RecursionError:
            raise self._refused(self._node, "it is nested too deep") from None

    def _refused(self, node: Node, why: str) -> SettingsError:
        return refused(self._file, node.line, why)

    def _is_there(self, name: str) -> bool:
        node = self._node.items.get(name)
        return node is not None and not (isinstance(node, Words) and not node.text)

    def _needed(self, node: Node) -> str:
        if not isinstance(node, Words):
            raise self._refused(node, "words are needed here; if they hold a colon or a bracket, put them in quotes")
        return node.text

    def _words(self, name: str) -> str | None:
        node = self._node.items.get(name)
        return (self._needed(node) or None) if node is not None else None

    def _kind(self) -> DecisionKind:
        node = self._node.items["kind"]
        try:
            return DecisionKind(self._needed(node))
        except ValueError:
            raise self._refused(node, f"kind is one of: {', '.join(DecisionKind)}") from None

    def _verdict(self, kind: DecisionKind) -> str:
        verdicts = verdicts_of(kind)
        given = self._words("verdict") or (verdicts[0] if len(verdicts) == 1 else None)
        if given not in verdicts:
            at = self._node.items.get("verdict", self._node)
            raise self._refused(at, f"{kind} has one of these verdicts: {', '.join(verdicts)}")
        return given

    def _ids(self, name: str) -> tuple[str, ...]:
        node = self._node.items.get(name)
        if node is None:
            return ()
        if not isinstance(node, Row):
            one = self._needed(node)
            return (one,) if one else ()
        return tuple(self._needed(one) for one in node.items)

    def _at(self) -> datetime | None:
        given = self._words("at")
        if given is None:
            return None
        try:
            at = datetime.fromisoformat(given)
            if at.tzinfo is None:
                raise ValueError
            return at.astimezone(UTC)
        except (ValueError, OverflowError):
            why = "at is a time with its zone, such as 2026-11-22T09:00:00+00:00; leave it out for this moment"
            raise self._refused(self._node.items["at"], why) from None

    def _seen(self) -> Seen | None:
        node = self._node.items.get("seen")
        if node is None or (isinstance(node, Words) and not node.text):
            return None
        if not isinstance(node, Facts) or set(node.items) != {"source", "start", "end", "words", "line"}:
            raise self._refused(
                node, "seen holds source, start, end, words and line; leave it out where you add a decision"
            )
        given = {name: self._needed(one) for name, one in node.items.items()}
        places = [given["start"], given["end"]]
        if not all(_WHOLE.fullmatch(one) and len(one) <= MOST_DIGITS for one in places):
            raise self._refused(node, "start and end of what was seen are whole numbers")
        return Seen(given["source"], int(places[0]), int(places[1]), given["words"], given["line"])

    def _value(self, kind: DecisionKind) -> Mapping[str, Any]:
        node = self._node.items.get("value")
        if node is None or (isinstance(node, Words) and not node.text):
            return {}
        if not isinstance(node, Facts):
            raise self._refused(node, "value holds facts with names, each on a line of its own")
        of_claims = kind in _OF_CLAIMS
        return {name: _plain(one, of_claims and name not in _NUMBERED) for name, one in node.items.items()}


def _plain(node: Node, worded: bool) -> Any:
    """JSON of a node. ``worded``: digits are words, as in a year."""
    match node:
        case Facts():
            return {name: _plain(one, worded) for name, one in node.items.items()}
        case Row():
            return [_plain(one, worded) for one in node.items]
        case Words(text=text, quoted=quoted):
            if quoted:
                return text
            if text in _CONSTANTS:
                return _CONSTANTS[text]
            return text if worded else _number(text)


def _number(text: str) -> str | int | float:
    if _WHOLE.fullmatch(text):
        return int(text) if len(text.lstrip("-")) <= MOST_DIGITS else text  # so many digits are an id
    return float(text) if _BROKEN.fullmatch(text) and len(text) < 40 else text


def _lists(value: Any) -> Any:
    """Plain JSON as it is read: a row is a list."""
    match value:
        case Mapping():
            return {name: _lists(one) for name, one in value.items()}
        case list() | tuple():
            return [_lists(one) for one in value]
        case _:
            return value
