"""Letters as they stand on a line, left to right, to the order in which they are read and stored, and a proof of it.

A PDF keeps places of letters. For scripts written from right to left the stored order is worked out from the places,
then the Unicode bidirectional algorithm (UAX #9, its implicit rules) lays the result out again: where that does not
give the line as it stands on the page, the order is not sure, and the reader says so.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple
from unicodedata import bidirectional, mirrored, normalize

_RIGHT = ("R", "AL")
_STRONG = ("L", "R", "AL")
_NUMBERS = ("EN", "AN")
_PARTS = ("ES", "CS", "ET")  # signs that stand in or at numbers
_MIRRORS = {**dict(zip("([{<«‹", ")]}>»›", strict=True)), **dict(zip(")]}>»›", "([{<«‹", strict=True))}
_OPENERS = frozenset("([{<«‹")
_PAIRED = frozenset("()[]{}")
_BRACKET = "BRACKET"
_FIRST_RIGHT = "\u0590"  # no script before this one runs from right to left

Order = list[int]


class Logical(NamedTuple):
    """``order``: which sign of the line comes when. ``sure``: laid out again, it gives the line as it stands."""

    order: Order
    sure: bool


def plain_letters(sign: str) -> str:
    """Letters drawn in a form of their own (an Arabic letter as it looks at a word's end, "ﬁ") as plain letters."""
    if any("\ufb00" <= letter <= "\ufdff" or "\ufe70" <= letter <= "\ufefc" for letter in sign):
        return normalize("NFKC", sign).strip() or sign
    return sign


def strong_of(signs: Sequence[str]) -> int:
    """How many more signs run from right to left than from left to right."""
    classes = Counter(map(_class_of, signs))
    return sum(classes[one] for one in _RIGHT) - classes["L"]


def has_right_to_left(signs: Sequence[str]) -> bool:
    """Whether any sign is of a script written from right to left, or a figure of Arabic."""
    return any(sign >= _FIRST_RIGHT and _class_of(sign) in (*_RIGHT, "AN") for sign in signs)


def runs_rightward(sign: str) -> bool:
    """Whether a sign is a letter from left to right, or a figure."""
    return _class_of(sign) in ("L", *_NUMBERS)


def logical_order(signs: Sequence[str], rightward: bool) -> Logical:
    """The stored order of a line whose signs are given from left to right. ``rightward``: it begins at the left."""
    classes = [_class_of(sign) for sign in signs]
    base = 0 if rightward else 1
    first: Order | None = None
    for before in ("AL" if base else "L", "R" if base else "L", "AL"):
        for parts in (_in_number, _in_number_after_arabic):
            order = _stored(classes, base, parts)
            if _laid_out([classes[at] for at in order], base, before, order) == list(range(len(signs))):
                return Logical(order, True)
            first = first if first is not None else order
    return Logical(first or [], False)


def unmirrored(signs: list[str], levels_odd: Sequence[bool]) -> list[str]:
    """Brackets as they are stored: what opens has its word after it. PDFs keep now their look, now their sense."""
    made = list(signs)
    waiting: list[str] = []
    for at, sign in enumerate(signs):
        if sign not in _MIRRORS or not levels_odd[at] or not mirrored(sign):
            continue
        pair = frozenset((sign, _MIRRORS[sign]))
        opener, closer = (sign, _MIRRORS[sign]) if sign in _OPENERS else (_MIRRORS[sign], sign)
        parted_before = at == 0 or signs[at - 1].isspace()
        parted_after = at + 1 == len(signs) or not (signs[at + 1].isalnum() or signs[at + 1] in _MIRRORS)
        opens = parted_before if parted_before != parted_after else not (waiting and waiting[-1] in pair)
        made[at] = opener if opens else closer
        if opens:
            waiting.append(opener)
        elif waiting:
            waiting.pop()
    return made


def odd_levels(signs: Sequence[str], rightward: bool) -> list[bool]:
    """Which signs of a line in stored order run from right to left."""
    base = 0 if rightward else 1
    return [level % 2 == 1 for level in _levels([_class_of(sign) for sign in signs], base, "R" if base else "L")]


@lru_cache(maxsize=4096)
def _class_of(sign: str) -> str:
    """The class of UAX #9, and one of our own for brackets, whichever way they look."""
    return _BRACKET if sign in _PAIRED else bidirectional(sign[:1] or " ") or "ON"


# From the page to the stored order.


def _in_number(left: str, sign: str, right: str) -> bool:
    """Whether one sign between two numbers keeps them one number (rule W4)."""
    return left == right and (sign == "CS" or (sign == "ES" and left == "EN"))


def _in_number_after_arabic(left: str, sign: str, right: str) -> bool:
    """The same where letters of Arabic stand before, which make Arabic numbers of all (rules W2, W4)."""
    return left == right and sign == "CS"


def _stored(classes: list[str], base: int, parts: Callable[[str, str, str], bool]) -> Order:
    spans = list(_spans(classes, base, parts))
    if base == 0:
        return [at for span in spans for at in (_stored_right(classes, span, parts) if span.turned else span.places)]
    return [at for span in reversed(spans) for at in span.places]


class _Span(NamedTuple):
    places: Order  # from left to right
    turned: bool = False


def _spans(classes: list[str], base: int, parts: Callable[[str, str, str], bool]) -> Iterator[_Span]:
    """Stretches that run against the line, and the single signs between them."""
    at = 0
    while at < len(classes):
        begins = classes[at] in _RIGHT if base == 0 else classes[at] in ("L", *_NUMBERS)
        end = at + 1
        if begins:
            end = _end_of_right(classes, at) if base == 0 else _end_of_left(classes, at, parts)
        yield _Span(list(range(at, end)), begins)
        at = end


def _end_of_right(classes: list[str], at: int) -> int:
    """In a line from left to right: up to the last letter from right to left before the next from left to right."""
    end = at + 1
    for place in range(at + 1, len(classes)):
        if classes[place] == "L":
            break
        if classes[place] in _RIGHT:
            end = place + 1
    return end


def _end_of_left(classes: list[str], at: int, parts: Callable[[str, str, str], bool]) -> int:
    """In a line from right to left: as far as signs belong together from left to right."""
    latin = classes[at] == "L"
    end, last = at + 1, classes[at]
    opened = False
    for place in range(end, len(classes)):
        one = classes[place]
        if one in _RIGHT or (one == _BRACKET and not opened and not _closes(classes, place)):
            break
        opened ^= one == _BRACKET
        if one in ("L", *_NUMBERS):
            if not _joins(last, classes[end:place], one, latin, parts):
                break
            latin = latin or one == "L"
            end, last = place + 1, one
        elif one == _BRACKET and not opened and end > at + 1:
            end = place + 1
    while end < len(classes) and classes[end] == "ET" and last == "EN" and parts is _in_number:
        end += 1
    return end


def _closes(classes: list[str], at: int) -> bool:
    """Whether the bracket here is closed before the next letter from right to left."""
    rest = classes[at + 1 :]
    closed = rest.index(_BRACKET) if _BRACKET in rest else None
    return closed is not None and not any(one in _RIGHT for one in rest[:closed])


def _joins(last: str, between: list[str], one: str, latin: bool, parts: Callable[[str, str, str], bool]) -> bool:
    if not between or ("NSM" in between and len(between) == 1):
        return True
    if one == "AN":
        return last == "AN" and len(between) == 1 and parts(last, between[0], one)
    if latin:
        return last != "AN"
    if one == "L":
        return False
    if set(between) == {"ET"}:
        return parts is _in_number
    return len(between) == 1 and parts(last, between[0], one)


def _stored_right(classes: list[str], span: _Span, parts: Callable[[str, str, str], bool]) -> Order:
    inner = [classes[at] for at in span.places]
    return [span.places[at] for at in _stored(inner, 1, parts)]


# From the stored order to the page: UAX #9.


def _laid_out(classes: list[str], base: int, before: str, order: Order) -> Order:
    """The places as the rules put them from left to right (L2)."""
    levels = _levels(classes, base, before)
    line = list(zip(levels, order, strict=True))
    for level in range(max(levels, default=0), 0, -1):
        runs = [(one[0], list(one[1])) for one in groupby(line, key=lambda one: one[0] >= level)]
        line = [one for high, run in runs for one in (run[::-1] if high else run)]
    return [at for _, at in line]


def _levels(classes: list[str], base: int, before: str) -> list[int]:
    resolved = _neutral(_weak(classes, before), base)
    return [_level(one, base) for one in resolved]


def _level(one: str, base: int) -> int:
    if base == 0:
        return {"R": 1, "AN": 2, "EN": 2}.get(one, 0)
    return 1 if one == "R" else 2


def _weak(classes: list[str], before: str) -> list[str]:
    """W1 to W7."""
    kinds = list(classes)
    last, strong = before, before
    for at, given in enumerate(classes):
        kinds[at] = kind = last if given == "NSM" else given  # W1
        last = kind
        if kind in _STRONG:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"  # W2
    kinds = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for at in range(1, len(kinds) - 1):
        if kinds[at] in ("ES", "CS") and kinds[at - 1] in _NUMBERS:
            one = kinds[at - 1]
            kinds[at] = one if _in_number(one, kinds[at], kinds[at + 1]) else kinds[at]  # W4
    _terminators(kinds)
    strong = before
    for at, kind in enumerate(kinds):
        if kind in _PARTS:
            kinds[at] = "ON"  # W6
        strong = kind if kind in ("L", "R") else strong
        if kind == "EN" and strong == "L":
            kinds[at] = "L"  # W7
    return kinds


def _terminators(kinds: list[str]) -> None:
    """W5: signs as % at a number of the European kind belong to it."""
    for here, there in (*pairwise(range(len(kinds))), *pairwise(range(len(kinds) - 1, -1, -1))):
        if kinds[here] == "EN" and kinds[there] == "ET":
            kinds[there] = "EN"


def _neutral(kinds: list[str], base: int) -> list[str]:
    """N0 to N2."""
    own = "R" if base else "L"
    kinds = _bracketed(kinds, own)
    made: list[str] = []
    side = own
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] not in ("L", "R", *_NUMBERS):
            end += 1
        after = own if end == len(kinds) else _side(kinds[end])
        made += [side if side == after else own] * (end - at)
        if end < len(kinds):
            made.append(kinds[end])
            side = after
        at = end + 1
    return made


def _bracketed(kinds: list[str], own: str) -> list[str]:
    """N0: a pair of brackets runs as the line does, or as what it holds where that goes on from what stands before."""
    made = list(kinds)
    pairs = [at for at, kind in enumerate(kinds) if kind == _BRACKET]
    for opens, closes in zip(pairs[::2], pairs[1::2], strict=False):
        held = {_side(kind) for kind in made[opens + 1 : closes] if kind in ("L", "R", *_NUMBERS)}
        if not held:
            continue
        before = next((_side(kind) for kind in reversed(made[:opens]) if kind in ("L", "R", *_NUMBERS)), own)
        made[opens] = made[closes] = own if own in held else before
    return made


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"
