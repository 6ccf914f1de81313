"""The verifier as people run it: the file in the dossier, its exit codes, and that nothing lying there is executed."""

import ast
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tollbook.publish import verify
from tollbook.publish.verify import MANIFEST, main

Output = pytest.CaptureFixture[str]


def root_of(folder: Path) -> str:
    return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)


def test_all_is_well(dossier: Path, capsys: Output) -> None:
    assert main([str(dossier)]) == 0
    out = capsys.readouterr().out
    assert out.splitlines() == [
        "All is well: files, quotes and tolls agree.",
        f"Root hash: {root_of(dossier)}",
        "Nothing inside a folder can vouch for the folder: compare this hash with the one that you were given.",
    ]


def test_each_mismatch_has_a_line_of_its_own(dossier: Path, capsys: Output) -> None:
    (dossier / "index.html").unlink()
    (dossier / "more\n").write_bytes(b"")
    assert main([str(dossier)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("missing: index.html: it is not there. What to do: ")
    assert lines[1].startswith("unlisted: more\\n: it is not listed. What to do: ")
    assert not any("All is well" in line for line in lines)


def test_for_machines(dossier: Path, capsys: Output) -> None:
    assert main([str(dossier), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"root": root_of(dossier), "well": True, "mismatches": []}
    (dossier / "index.html").unlink()
    assert main([str(dossier), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["well"] is False
    assert told["mismatches"] == [{"code": "missing", "file": "index.html", "what": "it is not there"}]


def test_the_root_hash_that_was_given(dossier: Path, capsys: Output) -> None:
    assert main([str(dossier), "--root", root_of(dossier)]) == 0
    assert main([str(dossier), "--root", root_of(dossier).upper()]) == 0
    capsys.readouterr()
    assert main([str(dossier), "--root", "0" * 64]) == 1
    assert capsys.readouterr().out.startswith(f"root: {MANIFEST}: the root hash of this folder is {root_of(dossier)}")


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["--root", "0" * 63], "a root hash has 64 digits, 0 to 9 and a to f"),
        (["--root", "g" * 64], "a root hash has 64 digits, 0 to 9 and a to f"),
        (["--root", "0" * 65], "a root hash has 64 digits, 0 to 9 and a to f"),
        (["--wrong"], "unrecognized arguments: --wrong"),
    ],
)
def test_wrong_use_ends_in_two(dossier: Path, capsys: Output, arguments: list[str], what: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main([str(dossier), *arguments])
    assert ended.value.code == 2
    assert what in capsys.readouterr().err


@pytest.mark.parametrize("name", ["nowhere", "empty", "file"])
def test_a_folder_that_is_no_dossier_is_wrong_use(tmp_path: Path, capsys: Output, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SystemExit) as ended:
        main([str(tmp_path / name)])
    assert ended.value.code == 2
    error = capsys.readouterr().err
    assert f"{name} is not a dossier, since it has no MANIFEST.sha256: name the folder that holds it" in error


def test_a_check_that_cannot_be_run_ends_in_three(
    dossier: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "record.json")

    monkeypatch.setattr(verify, "verify_folder", refused)
    assert main([str(dossier)]) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("The check could not be run: PermissionError(13, 'Permission denied')")


def test_the_file_in_the_dossier_checks_the_folder_it_lies_in(dossier: Path, tmp_path: Path) -> None:
    for arguments in (["verify.py"], ["-I", "verify.py"], ["-S", "-E", "verify.py"], ["-P", "verify.py"]):
        done = run(*arguments, cwd=dossier)
        assert (done.returncode, done.stderr) == (0, "")
    done = run(dossier / "verify.py", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    (dossier / "case.toml").unlink()
    done = run(dossier / "verify.py", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("missing: case.toml")


@pytest.mark.parametrize("name", ["json.py", "csv.py", "argparse.py", "hashlib.py", "pathlib.py", "sitecustomize.py"])
def test_code_that_lies_in_the_dossier_is_never_run(dossier: Path, name: str) -> None:
    trap = "import pathlib; pathlib.Path(__file__).with_name('trapped').write_bytes(b'')\n"
    (dossier / name).write_text(trap, encoding="utf-8")
    done = run("verify.py", cwd=dossier)
    assert done.returncode == 1
    assert done.stdout.startswith(f"unlisted: {name}")
    assert not (dossier / "trapped").exists()


def test_checking_leaves_nothing_behind(dossier: Path) -> None:
    before = sorted(path for path in dossier.rglob("*"))
    run("verify.py", cwd=dossier)
    assert sorted(path for path in dossier.rglob("*")) == before


def test_a_terminal_that_cannot_show_a_letter_does_not_hide_the_result(dossier: Path) -> None:
    (dossier / "пример").write_bytes(b"")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0"}
    command = [sys.executable, "verify.py"]
    done = subprocess.run(command, cwd=dossier, capture_output=True, env=environment, check=False)
    assert done.returncode == 1
    assert done.stdout.startswith(b"unlisted: \\u043f")


def test_it_reads_as_python_3_9() -> None:
    source = Path(verify.__file__).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 9))
    assert (ast.get_docstring(ast.parse(source)) or "").count("\n") > 20
