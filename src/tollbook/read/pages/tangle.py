"""How much work a page's markup would make a parser do: tags that never close make it grow with their square."""

import re
from collections import Counter

_TAG = re.compile(
    r"<!--|<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)"
    r"""(?P<attributes>(?:[\s/]++|=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+|=)*+)"""
)
_ATTRIBUTE = re.compile(r"""=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+""")
_COMMENT_END = re.compile(r"--!?>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CLOSE_THEMSELVES = frozenset("p li td th tr tbody thead tfoot dt dd option html head body".split())
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
_FOREIGN = ("svg", "math")  # inside them nothing is raw

_MOST_TAGS = 1_000_000
_MOST_ATTRIBUTES = 5_000  # of one tag
_MOST_WORK = 500_000_000  # about a second; an ordinary page makes less than a million
_MOST_FORMATTING = 3_000_000  # a parser opens these again in each block, so this bounds memory


def is_tangled(markup: str) -> bool:
    """Whether reading the markup would take time or memory out of all proportion to its size."""
    opened: Counter[str] = Counter()
    depth = formatting = work = formatting_work = tags = at = 0
    while match := _TAG.search(markup, at):
        at = match.end()
        if not match["name"]:
            at = _after_comment(markup, match.start())
            continue
        name = match["name"].lower()
        tags, work, formatting_work = tags + 1, work + depth, formatting_work + formatting
        if tags > _MOST_TAGS or work > _MOST_WORK or formatting_work > _MOST_FORMATTING:
            return True
        if _has_too_many(match["attributes"]):
            return True
        step = -1 if match["close"] else 1
        if name in _RAW and step > 0 and not any(opened[outer] for outer in _FOREIGN):
            at = _after_raw(markup, name, at)
        elif name not in _VOID and name not in _CLOSE_THEMSELVES and (step > 0 or opened[name]):
            opened[name] += step
            depth += step
            formatting += step if name in _FORMATTING else 0
    return False


def _has_too_many(attributes: str) -> bool:
    if len(attributes) < 2 * _MOST_ATTRIBUTES:
        return False
    return sum(1 for _ in _ATTRIBUTE.finditer(attributes)) > _MOST_ATTRIBUTES


def _after_comment(markup: str, start: int) -> int:
    end = _COMMENT_END.search(markup, start + 2)
    return end.end() if end else len(markup)


def _after_raw(markup: str, name: str, at: int) -> int:
    """After the text of a script and the like; where it never ends, the parser takes the rest as its text."""
    end = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE).search(markup, at)
    return end.start() if end else len(markup)
