"""What the command line imports is loaded when it is asked for, and a command's module never stands in its way."""

import subprocess
import sys

import pytest

PRINTS = "print([one for one in sys.modules if one.startswith('tollbook.tasks.')])"


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", f"import sys; {code}"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nothing_is_loaded_that_nobody_asked_for() -> None:
    assert run(f"import tollbook.tasks; {PRINTS}").strip() == "[]"
    loaded = run(f"import tollbook.cli.main; {PRINTS}")
    assert "tollbook.tasks.code'" not in loaded and "tollbook.tasks.reconcile'" not in loaded


@pytest.mark.parametrize("first", ["from tollbook import tasks", "from tollbook.tasks.demo import demo"])
def test_a_command_is_a_function_whatever_was_imported_before(first: str) -> None:
    asked = "all(callable(getattr(tasks, one)) and type(getattr(tasks, one)) is not type(sys) for one in tasks.__all__)"
    modules = ", ".join(f"tollbook.tasks.{one}" for one in ("build", "code", "export", "reconcile", "verify"))
    assert run(f"{first}; import {modules}; from tollbook import tasks; print({asked})").strip() == "True"
