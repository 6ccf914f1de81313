"""Who may import whom: import-linter's contracts hold, and what must stand on the standard library alone does."""

import ast
import sys
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parent.parent
OURS = ROOT / "src" / "tollbook"
VERIFIER = OURS / "publish" / "verify.py"


def imported(file: Path) -> set[str]:
    """The modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found


def outside(file: Path, allowed: str = "") -> set[str]:
    """What a file imports beyond the standard library (and, where given, one package of ours)."""
    return {
        name
        for name in imported(file)
        if name.split(".")[0] not in sys.stdlib_module_names and not (allowed and name.startswith(allowed))
    }


def test_the_contracts_in_pyproject_hold() -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, is_debug_mode=False)
    assert status == EXIT_STATUS_SUCCESS, "import-linter names above which import breaks which contract"


@pytest.mark.parametrize("file", sorted((OURS / "model").glob("*.py")), ids=lambda file: file.name)
def test_the_vocabulary_stands_on_the_standard_library(file: Path) -> None:
    assert outside(file, allowed="tollbook.model") == set()


def test_the_verifier_stands_on_the_standard_library_and_nothing_of_ours() -> None:
    assert outside(VERIFIER) == set()


def test_a_forbidden_import_would_be_seen(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    late = "import json\ndef late():\n    from tollbook.read import read_document\n    import yaml\n"
    wrong.write_text(late, encoding="utf-8")
    assert outside(wrong, allowed="tollbook.model") == {"tollbook.read", "yaml"}
