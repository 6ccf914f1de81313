"""Marks at the front of a line: list items, numbered points, headings, rules, quotations."""

import re

_ITEM = re.compile(r"([-*•‣◦▪●·]|\(?\d{1,3}[.)]|\(?[^\W\d_]\))[ \t\u00a0]+(?=\S)")
_RULE = re.compile(r"[-=*_~#+. \t]{3,200}")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
SENTENCE_ENDS = (".", "!", "?", "…", "؟", "۔", "。", ";", "؛")


def item_mark(line: str) -> str:
    """The marker with the space after it; empty where the line is no list item."""
    match = _ITEM.match(line[:40])
    return match.group() if match else ""


def is_bullet(mark: str) -> bool:
    """Whether the marker is a sign rather than a number or a letter."""
    return bool(mark) and not any(sign.isalnum() for sign in mark)


def begins_count(mark: str) -> bool:
    """Whether the marker is the first of a numbering."""
    return mark.strip(" \t\u00a0().") in ("1", "a", "A", "а", "А", "۱", "١")


def is_rule(line: str) -> bool:
    """Whether the line only draws a line."""
    return bool(_RULE.fullmatch(line)) and not any(sign.isalnum() for sign in line)


def is_underline(line: str) -> int:
    """The level of the heading that this line underlines; 0 for none."""
    drawn = len(line) >= 3 and len(set(line)) == 1
    return {"=": 1, "-": 2, "~": 3}.get(line[0], 0) if drawn else 0


def wiki_heading(line: str) -> tuple[int, int, int] | None:
    """Level, and where the words of ``== X ==`` begin and end in the line."""
    level = len(line) - len(line.lstrip("="))
    if not 1 <= level <= 6 or len(line) - len(line.rstrip("=")) != level or len(line) <= 2 * level:
        return None
    inner = line[level:-level]
    if not inner.strip():
        return None
    first = level + len(inner) - len(inner.lstrip())
    return level, first, first + len(inner.strip())


def quote_mark(line: str) -> str:
    """The quotation marks ">" at the front with the space after them."""
    match = _QUOTE.match(line[:40])
    return match.group() if match else ""


def ends_sentence(line: str) -> bool:
    """Whether the line ends as sentences end, quotation marks and brackets aside."""
    return line[-12:].rstrip("\"'”’»)]").endswith(SENTENCE_ENDS)
