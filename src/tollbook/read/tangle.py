"""How much work a page's markup would make a parser do: tags that never close make it grow with their square."""

import re

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]{0,30})")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_CLOSE_THEMSELVES = frozenset(
    ["p", "li", "td", "th", "tr", "tbody", "thead", "tfoot", "dt", "dd", "option", "optgroup", "html", "head", "body"]
)
_FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
_MOST_WORK = 500_000_000  # about a second; an ordinary page makes less than a million
_MOST_FORMATTING = 3_000_000  # a parser opens these again in each block, so this bounds memory


def is_tangled(markup: str) -> bool:
    """Whether reading the markup would take time or memory out of all proportion to its size."""
    opened: dict[str, int] = {}
    depth = formatting = work = formatting_work = 0
    for match in _TAG.finditer(markup):
        name = match.group(2).lower()
        work += depth
        formatting_work += formatting
        if work > _MOST_WORK or formatting_work > _MOST_FORMATTING:
            return True
        if name in _VOID or name in _CLOSE_THEMSELVES:
            continue
        step = -1 if match.group(1) else 1
        if step < 0 and not opened.get(name):
            continue
        opened[name] = opened.get(name, 0) + step
        depth += step
        formatting += step if name in _FORMATTING else 0
    return False
