"""Modules stay under 400 lines and functions under 40, so that each can be read at once."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MOST_MODULE_LINES = 400
MOST_FUNCTION_LINES = 40
NEVER = {"utils", "helpers", "common", "base", "managers"}
FILES = sorted(path for folder in ("src", "tests", "bench", "docs") for path in (ROOT / folder).rglob("*.py"))
FILES = [path for path in FILES if not {".venv", "node_modules"} & set(path.parts)]


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def long_functions(file: Path, most: int = MOST_FUNCTION_LINES) -> list[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [
        f"{node.name} has {lines} lines" for node in functions if (lines := node.end_lineno - node.lineno + 1) > most
    ]


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_module_can_be_read_at_once(file: Path) -> None:
    lines = len(file.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_MODULE_LINES, f"{name_of(file)} has {lines} lines: split it by what it is about"
    assert long_functions(file) == [], f"{name_of(file)}: split them, or move a step out under a name of its own"


def test_no_module_is_a_drawer() -> None:
    assert [name_of(file) for file in FILES if {file.stem, *file.parent.parts} & NEVER] == []


def test_a_long_function_would_be_seen(tmp_path: Path) -> None:
    file = tmp_path / "long.py"
    file.write_text("def long():\n" + "    pass\n" * MOST_FUNCTION_LINES, encoding="utf-8")
    assert long_functions(file) == ["long has 41 lines"]
