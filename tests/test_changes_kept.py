"""Whatever people change of a case, what was kept before leads to the same bytes as nothing kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tollbook import accounts, tasks
from tollbook.cli.main import main
from tollbook.model import Incident
from tollbook.publish import own_pages
from tollbook.store.cache import cache_folder

FIRST = "Riot at Dushvar prison\n\nOn 3 May 2019 nine prisoners were killed in Dushvar, the governor said.\n"
SECOND = (
    "Riot at Dushvar prison\n\nOn 3 May 2019 between 20 and 30 prisoners were killed in Dushvar, relatives said. "
    "Two hours later guards were shot dead in Kalot.\n"
)
THIRD = (
    "Dushvar: a year after\n\nThe riot of 3 May 2019 in Dushvar left 14 dead, a rights group said. On 4 June 2018 a "
    "fire in Kalot had killed 12 people.\n"
)
WHY = ("--by", "R1", "--because", "as I read the words")
Change = Callable[[Path], None]


def written(name: str, text: str) -> Change:
    def change(case: Path) -> None:
        (case / name).write_text(text, encoding="utf-8")

    return change


def removed(name: str) -> Change:
    return lambda case: (case / name).unlink()


def decided(*asked: str) -> Change:
    def change(case: Path) -> None:
        done = CliRunner().invoke(main, ["decide", str(case), *asked, *WHY])
        assert done.exit_code == 0, done.output

    return change


CHANGES: dict[str, tuple[Change, ...]] = {
    "documents": (
        written("d.txt", FIRST.replace("nine", "ten")),
        removed("a.txt"),
        written("a.txt", SECOND),  # the same bytes twice
        removed("d.txt"),
        written("a.txt", FIRST),
    ),
    "versions": (
        written("sources.csv", "file,supersedes\nb.txt,a.txt\n"),
        written("sources.csv", "file,supersedes\na.txt,b.txt\n"),
        removed("sources.csv"),
    ),
    "what is known of sources": (
        written("sources.csv", "file,publisher,address\na.txt,The Dushvar Times,https://example.org/a\n"),
        written("sources.csv", "file,publisher,sensitivity\na.txt,The Dushvar Times,a witness\n"),
        written("sources.csv", "file,consent_publish\nb.txt,no\n"),
    ),
    "settings": (
        written("case.toml", 'as_of = "2020-01-01"\n'),
        written("case.toml", 'rules = ["range"]\nmodes = ["echoes-folded"]\n'),
        written("case.toml", 'not_sources = ["c.txt"]\n'),
    ),
    "decisions": (
        decided("reject", "a.txt:nine prisoners"),
        decided("correct", "b.txt:between 20 and 30 prisoners", "--low", "20", "--high", "25"),
        decided("accept", "c.txt:14 dead"),
        written("d.txt", FIRST.replace("nine", "ten")),
    ),
}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    made = tmp_path / "case"
    made.mkdir()
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND), ("c.txt", THIRD)):
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.mark.parametrize("most", [1, 100], ids=["own pages", "one page"])
@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES.keys())
def test_the_same_bytes_after_each_change(
    case: Path, tmp_path: Path, changes: tuple[Change, ...], most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_pages, "MOST_DOCUMENTS", most)
    for number, change in enumerate((lambda _: None, *changes)):
        change(case)
        bare = tasks.build(case, tmp_path / f"bare-{number}", use_cache=False).root
        assert [tasks.build(case, tmp_path / "out").root for _ in range(2)] == [bare, bare]


def test_an_incident_that_nothing_changed_is_not_reconciled_again(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    before = accounts._reconciled

    def noted(one: Incident, *rest: Any) -> Any:
        made.append(one.title)
        return before(one, *rest)

    monkeypatch.setattr(accounts, "_reconciled", noted)
    tasks.build(case, tmp_path / "out")
    every = len(made)
    tasks.build(case, tmp_path / "out")
    assert len(made) == every > 1
    (case / "d.txt").write_text(FIRST.replace("nine", "ten"), encoding="utf-8")
    tasks.build(case, tmp_path / "out")
    assert made[every:] == ["Riot at Dushvar prison"]


def test_no_account_that_tells_of_a_sensitive_source_is_kept(case: Path, tmp_path: Path) -> None:
    (case / "b.txt").write_text(SECOND.replace("relatives", "Saodat Karimova"), encoding="utf-8")
    (case / "sources.csv").write_text("file,sensitivity\nb.txt,a witness\n", encoding="utf-8")
    for _ in range(2):
        tasks.build(case, tmp_path / "out")
    kept = b"".join(file.read_bytes() for file in cache_folder().iterdir())
    assert b"Karimova" not in kept and b"the governor" in kept
    assert b"Karimova" in (tmp_path / "out" / "record.json").read_bytes()
