"""No word of a language that is read stands in the code: what texts say is data, so that another language is
another pack."""

import ast
import enum
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import tollbook.model
from tollbook.data import available_languages, load_pack
from tollbook.data.loader import data_file, load_yaml
from tollbook.extract.patterns import SYMBOLS
from tollbook.read.by_hand import entered

ROOT = Path(__file__).parent.parent
STAGES = ("extract", "link", "reconcile", "read", "estimate", "assess")
FILES = sorted(file for stage in STAGES for file in (ROOT / "src" / "tollbook" / stage).rglob("*.py"))
# Names that are no words of a text: of markup, of parts of an expression or a file, of things a rule writes down, of a
# risk in data/vocabulary/follow_up.yaml ("accused").
NAMES = frozenset(
    "a accused article aside body block col data document embed head i line none number section source state table "
    "times".split()
)
KEYS = frozenset("because figure groups where".split())  # of entries of data files, and facts an incident rests on
REASONS = frozenset("believed doubted".split())


@cache
def wordings() -> frozenset[str]:
    packs = [load_pack(language) for language in available_languages()]
    return frozenset(wording.words for pack in packs for wording in pack.wordings if wording.words.isalpha())


@cache
def codes() -> frozenset[str]:
    """Codes of the vocabulary, and the names by which a pack files its wordings."""
    enums = [one for one in vars(tollbook.model).values() if isinstance(one, type) and issubclass(one, enum.StrEnum)]
    values = {str(value) for one in enums for value in one}
    filed = {
        name
        for code in available_languages()
        for wording in load_pack(code).wordings
        for name in (wording.cls, wording.attr)
    }
    raw = load_yaml(data_file("languages", "en", "pack.yaml"))
    forms = {form for listed in raw["harms"].values() for form in listed}
    return frozenset(values | filed | forms | {*SYMBOLS, *NAMES, *KEYS, *REASONS})


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Texts as the code compares them: whole, or the words of a list written as one text; no messages, no
    docstrings."""
    spoken = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr) or _is_public_names(node)
        for part in ast.walk(node)
    }
    splits = {
        id(node.func.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken:
            yield from ((node.lineno, part) for part in (node.value.split() if id(node) in splits else [node.value]))


def _is_public_names(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["__all__"]


def words_in(source: str, columns: frozenset[str] = frozenset()) -> list[str]:
    """The words of a language in the code; ``columns`` are names of a table that the code reads."""
    return [
        f"line {line}: {text!r}"
        for line, text in literals(ast.parse(source))
        if text in wordings() and text not in codes() | columns
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT / "src" / "tollbook")))
def test_a_stage_holds_no_word_of_a_language(file: Path) -> None:
    columns = frozenset((*entered.COLUMNS, "no")) if file == Path(entered.__file__) else frozenset()
    assert words_in(file.read_text(encoding="utf-8"), columns) == [], (
        "move the word to the language pack, under a class"
    )


def test_a_word_in_the_code_would_be_seen() -> None:
    assert words_in('if token.lower == "villagers":\n    pass\n') == ["line 1: 'villagers'"]
    assert words_in('WORDS = "killed villagers harm_ed".split()\n') == ["line 1: 'villagers'"]
