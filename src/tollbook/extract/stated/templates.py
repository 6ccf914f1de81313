"""A pattern of ``stated.yaml`` as an expression, found by the first word of what it begins with (decision 17).

At its head: ``{subject}`` or ``{patient}``, who does what follows, or to whom it is done (the verb is passive);
``{gathering}``, those told of last; ``{clause}``, all of the clause before; ``{opens}``, no word.
``<class>``: a wording of a class. ``{name}``: words up to what follows, or to the end of the clause;
``{name:<class>}``: that begin with a wording, ``{name:short}``: without a comma. ``[…]`` may be left out,
``(a|b)``: one of these, ``...``: a few words."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from tollbook.data.parsed import made_once
from tollbook.data.stated import StatedPattern, Wordings, load_stated, stated_file
from tollbook.extract.stated.needed import NUMBER, Needed, Part, common_words, needed_of, part_of, telling

_MOST = 240  # characters of a part that ends with what follows it
_FEW = 60
_ELEMENT = re.compile(r"<(\w+)>|\{(\w+)(?::(short|<\w+>))?\}|(\.\.\.)|([\[\]()|])|([^\s<>{}\[\]()|]+)")
_Row = tuple[str, bool, frozenset[str], str]  # the fields of a template but its pattern
HEADS = ("subject", "patient", "gathering", "clause", "opens")


@dataclass(frozen=True, slots=True)
class Template:
    """``head``: one of HEADS or "". ``begins``: the words of which one stands where the expression begins."""

    pattern: StatedPattern
    head: str
    optional: bool
    begins: frozenset[str]
    written: str

    @property
    def expression(self) -> re.Pattern[str]:
        """``written``, made ready when a sentence may hold it: most documents need few, and all take 0.4 seconds."""
        return _ready(self.written)


@dataclass(frozen=True, slots=True)
class Classes(Mapping[str, re.Pattern[str]]):
    """Each class of wordings as an expression, made ready when it is looked up."""

    wordings: Mapping[str, tuple[str, ...]]
    ready: dict[str, re.Pattern[str]] = field(default_factory=dict, compare=False)

    def __getitem__(self, name: str) -> re.Pattern[str]:
        if name not in self.ready:
            self.ready[name] = _of_class(self.wordings[name])
        return self.ready[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.wordings)

    def __len__(self) -> int:
        return len(self.wordings)


@dataclass(frozen=True, slots=True)
class Templates:
    """All of a language, in the order of the file. ``needed``: which of them can stand in a sentence, by its words.
    ``classes``: each as an expression. ``norms``: the words of which one stands in the name of each."""

    all: tuple[Template, ...]
    needed: Needed
    classes: Classes
    norms: frozenset[str]

    def asked_for(self, words: Set[str]) -> list[Template]:
        """Those that can stand in a sentence of these words."""
        return [self.all[place] for place in self.needed.places(words)]

    def may_stand(self, words: Set[str]) -> bool:
        """Whether anything can."""
        return not self.norms.isdisjoint(words) or bool(self.asked_for(words))


@cache
def _ready(written: str) -> re.Pattern[str]:
    return re.compile(written, re.IGNORECASE)


@cache
def templates_of(language: str) -> Templates | None:
    """The patterns of a language made ready once; None where it has none."""
    wordings = load_stated(language)
    if wordings is None:
        return None
    rows, needed = made_once(
        stated_file(language),
        "templates",
        [files("tollbook.extract.stated").joinpath(name) for name in ("templates.py", "needed.py")],
        lambda: _made(wordings),
    )
    made = tuple(Template(pattern, *row) for pattern, row in zip(wordings.patterns, rows, strict=True))
    names = (*wordings.classes["norm_heads"], *wordings.classes["norm_phrases"])
    norms = frozenset(word.lower() for words in names for word in words.split()[-1:])
    return Templates(made, Needed(*needed), Classes(wordings.classes), norms)


def _made(wordings: Wordings) -> tuple[list[_Row], tuple[Any, ...]]:
    """The templates and what each needs, as plain values: all of a language take a twentieth of a second to make."""
    common = common_words(wordings)
    made = [_template(pattern, wordings, common) for pattern in wordings.patterns]
    needed = Needed.of([parts for _, parts in made])
    return [row for row, _ in made], (needed.by_word, needed.first, needed.of_all)


def _of_class(listed: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(listed)})(?!\w)", re.IGNORECASE)


@cache
def _either(listed: tuple[str, ...]) -> str:
    """The longest first, so that the longest is taken."""
    return "|".join(r"\s+".join(map(re.escape, words.split())) for words in sorted(listed, key=lambda one: -len(one)))


def _template(pattern: StatedPattern, wordings: Wordings, common: Set[str]) -> tuple[_Row, tuple[Part, ...]]:
    """All of a template but its pattern; and the parts of each of which a wording must stand in the sentence."""
    head, optional, match = "", False, pattern.match.strip()
    for name in HEADS:
        for written, may_lack in ((f"{{{name}}}", False), (f"{{{name}?}}", True)):
            if match.startswith(written):
                head, optional, match = name, may_lack, match[len(written) :].strip()
    elements = _ELEMENT.findall(match)
    expression = "".join(_pieces(elements, wordings))
    begins = frozenset(_begins(elements, wordings))
    needed = telling((*needed_of(elements, wordings, pattern.needs), part_of(begins)), common)
    return (head, optional, begins, expression), needed


def _pieces(elements: Sequence[tuple[str, ...]], wordings: Wordings) -> Iterator[str]:
    """Each element with the space before it, which stands inside what may be left out."""
    gap = ""
    for place, (cls, name, how, dots, sign, word) in enumerate(elements):
        if sign in ("[", "("):
            yield "(?:" if sign == "[" else gap + "(?:"
            gap = gap if sign == "[" else ""
        elif sign:
            yield ")?" if sign == "]" else sign
            gap = "" if sign == "|" else r"\s+"
        elif dots:
            yield rf"(?:{gap}[^;:]{{1,{_FEW}}}?)??"
        else:
            last = all(sign in ("]", ")") for *_, sign, _ in elements[place + 1 :])
            yield (r"\s*" if word and not word[0].isalnum() else gap) + _one(cls, name, how, word, last, wordings)
            gap = r"\s+"


def _one(cls: str, name: str, how: str, word: str, last: bool, wordings: Wordings) -> str:
    if cls:
        digits = r"|\d[\d,.]*" if cls == NUMBER else ""
        return rf"(?<!\w)(?:{_either(wordings.classes[cls])}{digits})(?!\w)"
    if name:
        begins = f"(?:{_either(wordings.classes[how[1:-1]])})(?!\\w)" if how.startswith("<") else ""
        least = 0 if begins else 1
        signs, most = ("[^,;:]" if how == "short" else "[^;]"), (f"{{{least},{_MOST}}}?" if not last else "*+"[least])
        return f"(?P<{name}>{begins}{signs}{most})"
    return re.escape(word) if not word[-1].isalnum() else rf"(?<!\w){re.escape(word)}(?!\w)"


def _begins(elements: Sequence[tuple[str, ...]], wordings: Wordings) -> Iterator[str]:
    """The words with which a match may begin; what it begins with is never left out."""
    of_several = elements[0][4] == "("
    fresh = True
    for cls, _, _, _, sign, word in elements:
        if sign == ")":
            return
        if fresh and not sign:
            yield from (words.split()[0].lower().rstrip(":,") for words in (wordings.classes[cls] if cls else (word,)))
            if not of_several:
                return
        fresh = sign in ("(", "|")
