"""One document more, less or other: the same bytes as from nothing, with a cache or without, however it was read."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tollbook import intake, tasks
from tollbook.cli.main import main
from tollbook.executors import InThisProcess, Workers
from tollbook.model import Document
from tollbook.pipeline import build_register
from tollbook.publish.folder import MANIFEST
from tollbook.settings import Settings
from tollbook.store import cache as store
from tollbook.store.cache import FILE, cache_folder

EXAMPLE = Path(__file__).parents[1] / "examples" / "khujand" / "1997"
TEXTS = (
    "Riot at Dushvar prison\n\nOn 3 May 2019 nine prisoners were killed in Dushvar, the governor said.\n",
    "Riot at Dushvar prison\n\nOn 3 May 2019 between 20 and 30 prisoners were killed in Dushvar, relatives said.\n",
    "# Fire in Kalot\n\nOn 4 June 2018 at least 12 people died in a fire in Kalot. Police blamed a gas bottle.\n",
    "Dushvar: a year after\n\nThe riot of 3 May 2019 in Dushvar left 14 dead, a rights group said. On 4 June 2018 a "
    "fire in Kalot had killed 12 people.\n",
    "A page\n\nNothing of the kind is told here. The harvest was good, and the roads were dry.\n",
    "Some killings\n\nTwo men were shot dead by police in Kalot. Dozens were detained.\n",
)
NAMES = st.sampled_from(["a.txt", "b.txt", "c.md", "d/e.txt"])
EDITS = st.tuples(NAMES, st.none() | st.sampled_from(TEXTS))


def root_of_nothing(case: Path, out: Path) -> str:
    return tasks.build(case, out, use_cache=False).root


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.lists(EDITS, min_size=2, max_size=5))
def test_a_case_that_is_edited(tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str | None]]) -> None:
    """The former dossier is built over, with what was kept from before, and is what it would be from nothing."""
    folder = tmp_path_factory.mktemp("edited")
    case = folder / "case"
    case.mkdir()
    (case / "first.txt").write_text(TEXTS[0], encoding="utf-8")
    for number, (name, text) in enumerate(edits):
        file = case / name
        file.parent.mkdir(exist_ok=True)
        file.unlink(missing_ok=True)
        if text is not None:
            file.write_text(text, encoding="utf-8")
        root = tasks.build(case, folder / "dossier").root
        assert root == root_of_nothing(case, folder / f"anew-{number}")
    assert not tasks.verify(folder / "dossier").mismatches
    shutil.rmtree(folder)


def test_with_a_cache_without_and_with_one_that_is_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = root_of_nothing(EXAMPLE, tmp_path / "nothing")
    roots = [tasks.build(EXAMPLE, tmp_path / "out").root for _ in range(2)]
    file = cache_folder() / FILE
    whole = file.read_bytes()
    assert len(whole) > 10_000
    for damaged in (whole[: len(whole) // 2], whole[:4096] + bytes(len(whole) - 4096), b""):
        file.write_bytes(damaged)
        roots.append(tasks.build(EXAMPLE, tmp_path / "out").root)
    monkeypatch.setattr(store, "fingerprint", lambda: b"another version!")
    roots.append(tasks.build(EXAMPLE, tmp_path / "out").root)
    shutil.rmtree(cache_folder())
    roots.append(tasks.build(EXAMPLE, tmp_path / "out").root)
    assert set(roots) == {root}


def test_a_second_build_reads_no_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tasks.build(EXAMPLE, tmp_path / "out").root

    def never(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("tollbook.intake._read", never)
    monkeypatch.setattr("tollbook.publish.parts.Parts._rendered", never)
    monkeypatch.setattr("tollbook.publish.parts.Parts.legend", lambda *_: "")
    assert tasks.build(EXAMPLE, tmp_path / "out").root != root  # for want of the legend alone


def test_in_workers_and_in_any_order() -> None:
    files = [path for path in EXAMPLE.rglob("*") if path.is_file() and path.suffix in (".txt", ".md", ".html")]
    documents = [Document(path.name, path) for path in files]
    here = build_register(documents, Settings(), executor=InThisProcess()).register
    for count in (1, 3):
        with Workers(count) as workers:
            assert build_register(documents[::-1], Settings(), executor=workers).register == here


def test_what_is_sensitive_stands_in_no_cache(tmp_path: Path) -> None:
    """Neither what was read of it, nor a part of the page that shows it."""
    case = tmp_path / "case"
    case.mkdir()
    (case / "open.txt").write_text(TEXTS[0], encoding="utf-8")
    (case / "hidden.txt").write_text(TEXTS[1].replace("relatives", "Saodat Karimova"), encoding="utf-8")
    (case / "other.txt").write_text(TEXTS[2], encoding="utf-8")
    (case / "sources.csv").write_text("file,sensitivity\nhidden.txt,a witness\n", encoding="utf-8")
    roots = [tasks.build(case, tmp_path / "out").root for _ in range(2)]
    kept = b"".join(file.read_bytes() for file in cache_folder().iterdir())
    assert b"Karimova" not in kept and b"gas bottle" in kept
    assert "Karimova" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert set(roots) == {root_of_nothing(case, tmp_path / "anew")}


def test_a_cache_that_cannot_be_used_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    done = CliRunner().invoke(main, ["build", str(EXAMPLE), "--out", str(tmp_path / "out")])
    assert done.exit_code == 0 and len(done.stderr.splitlines()) == 1 and "cache" in done.stderr
    done = CliRunner().invoke(main, ["build", str(EXAMPLE), "--out", str(tmp_path / "out"), "--no-cache"])
    assert done.exit_code == 0 and done.stderr == ""


def test_no_cache_leaves_no_cache(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["build", str(EXAMPLE), "--out", str(tmp_path / "out"), "--no-cache"])
    assert done.exit_code == 0 and (tmp_path / "out" / MANIFEST).is_file() and not cache_folder().exists()


def test_a_file_that_changes_while_it_is_read_is_not_kept_as_what_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXTS[0], encoding="utf-8")
    documents = [Document("a.txt", file)]

    class Late(InThisProcess):
        """Somebody saves the file after it was hashed."""

        def map(self, work: Any, items: Any, done: Any = lambda: None) -> Iterator[Any]:
            if work is intake.row_of:
                file.write_text(TEXTS[1], encoding="utf-8")
            return super().map(work, items, done)

    with store.Cache() as kept:
        build_register(documents, Settings(), executor=Late(), derived=kept)
        file.write_text(TEXTS[0], encoding="utf-8")
        again = build_register(documents, Settings(), derived=kept).register
    assert again == build_register(documents, Settings()).register
