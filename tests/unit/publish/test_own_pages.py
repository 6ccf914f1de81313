"""A case that is too large for one page: every link leads to its place, and nothing is on fewer pages than it was."""

import base64
import hashlib
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from tollbook import tasks
from tollbook.publish import own_pages
from tollbook.store.cache import FILE, cache_folder

EXAMPLES = Path(__file__).parents[3] / "examples"
ONE_MAIN = EXAMPLES / "khujand" / "1997"
FIRE = "Fire in {place}\n\nOn {day} June 2018 at least {n} people died in a fire in {place}, the mayor said.\n"
HELD = re.compile(r'\sid="([^"]+)"')
LINK = re.compile(r'\shref="([^"]*)"')


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Three incidents of equal rank, one of them told of by two."""
    made = tmp_path / "case"
    made.mkdir()
    for name, place, day, n in (
        ("a", "Kalot", 4, 12),
        ("b", "Kalot", 4, 14),
        ("c", "Omvar", 9, 3),
        ("d", "Talot", 2, 5),
    ):
        (made / f"{name}.txt").write_text(FIRE.format(place=place, day=day, n=n), encoding="utf-8")
    return made


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any case is too large."""
    monkeypatch.setattr(own_pages, "MOST_DOCUMENTS", 1)


def pages_of(dossier: Path) -> dict[Path, str]:
    return {one: one.read_text(encoding="utf-8") for one in (dossier / "index.html", *(dossier / "pages").iterdir())}


def astray(pages: dict[Path, str]) -> Iterator[tuple[str, str]]:
    """Links that lead to no file, or to no place in it."""
    ids = {page: frozenset(HELD.findall(html)) for page, html in pages.items()}
    for page, html in pages.items():
        for href in map(unescape, LINK.findall(html)):
            path, _, place = href.partition("#")
            if not re.match(r"https?:", href):
                file = (page.parent / unquote(path)).resolve() if path else page
                if not file.is_file() or (place and place not in ids[file]):
                    yield page.name, href


@pytest.mark.parametrize("which", ["several", "one", "many languages"])
def test_every_link_leads_to_its_place(case: Path, tmp_path: Path, which: str) -> None:
    which_case = {"several": case, "one": ONE_MAIN, "many languages": EXAMPLES / "khujand"}[which]
    out = tasks.build(which_case, tmp_path / "out").out.resolve()
    pages = pages_of(out)
    assert list(astray(pages)) == []
    assert not tasks.verify(out).mismatches
    for html in pages.values():
        held = HELD.findall(html)
        assert sorted(held) == sorted(set(held))


def test_all_that_stood_on_one_page_stands_on_one_of_several(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for what only one page needs: a legend once, and what says where the others are."""
    several = pages_of(tasks.build(case, tmp_path / "several").out)
    monkeypatch.setattr(own_pages, "MOST_DOCUMENTS", 100)
    one = (tasks.build(case, tmp_path / "one").out / "index.html").read_text(encoding="utf-8")
    assert not (tmp_path / "one" / "pages").exists()
    held = [place for html in several.values() for place in HELD.findall(html)]
    missing = set(HELD.findall(one)) - set(held)
    assert missing == set()
    record = json.loads((tmp_path / "several" / "record.json").read_text(encoding="utf-8"))
    wanted = {one["id"] for one in (*record["incidents"], *record["sources"])}
    assert {page.stem for page in several if page.stem != "index"} == wanted
    for claim in record["claims"]:
        assert held.count(f"claim-{claim['id']}") == held.count(f"row-{claim['id']}") == 1


def test_the_one_main_incident_stands_on_the_first_page(tmp_path: Path) -> None:
    """With its brief and its figures: whoever opens the folder sees what is said."""
    out = tasks.build(ONE_MAIN, tmp_path / "out").out
    first = (out / "index.html").read_text(encoding="utf-8")
    record = json.loads((out / "record.json").read_text(encoding="utf-8"))
    own = {page.stem for page in (out / "pages").iterdir()}
    (main,) = [one["id"] for one in record["incidents"] if one["id"] not in own]
    assert f'id="incident-{main}"' in first and 'class="brief"' in first
    assert 'class="source"' not in first and all(f"pages/{one['id']}.html" in first for one in record["sources"])


def test_each_page_loads_nothing_and_lets_nothing_run(case: Path, tmp_path: Path) -> None:
    (case / "e.txt").write_text(
        'Riot in Birot\n\nOn 3 May 2019 nine <a href="#main">people</a> were killed in Birot, '
        '"><script>x</script> said.\n',
        encoding="utf-8",
    )
    for html in pages_of(tasks.build(case, tmp_path / "out").out).values():
        style = html.partition("<style>")[2].partition("</style>")[0]
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"style-src &#39;sha256-{digest}&#39;" in html and len(style) > 10_000
        assert not re.search(r"<script|<img|<link|\sstyle=|@import|url\(", html)
        assert "\0" not in html


def test_one_document_more_changes_no_page_that_it_does_not_touch(case: Path, tmp_path: Path) -> None:
    before = pages_of(tasks.build(case, tmp_path / "out").out)
    (case / "z.txt").write_text(FIRE.format(place="Omvar", day=9, n=4), encoding="utf-8")
    after = pages_of(tasks.build(case, tmp_path / "out").out)
    told = {page.stem for page, html in before.items() if "Fire in Omvar" in html} - {"index"}
    assert {page.stem for page in before if before[page] != after.get(page)} == {*told, "index"}


def test_a_page_whose_hash_alone_is_kept_is_made_again(case: Path, tmp_path: Path) -> None:
    root = tasks.build(case, tmp_path / "out").root
    shutil.rmtree(tmp_path / "out")
    with sqlite3.connect(cache_folder() / FILE) as kept:
        gone = kept.execute("delete from derived where instr(key, cast('own-page:' as blob))").rowcount
    kept.close()
    assert gone == len(list(case.iterdir())) + 3
    assert tasks.build(case, tmp_path / "out").root == root
    assert not tasks.verify(tmp_path / "out").mismatches


def test_nothing_sensitive_is_kept_of_any_page(case: Path, tmp_path: Path) -> None:
    text = FIRE.format(place="Omvar", day=9, n=3).replace("the mayor", "Saodat Karimova")
    (case / "c.txt").write_text(text, encoding="utf-8")
    (case / "sources.csv").write_text("file,sensitivity\nc.txt,a witness\n", encoding="utf-8")
    roots = {tasks.build(case, tmp_path / "out").root for _ in range(2)}
    kept = b"".join(file.read_bytes() for file in cache_folder().iterdir())
    assert b"Karimova" not in kept and b"the mayor" in kept
    assert "Karimova" in "".join(pages_of(tmp_path / "out").values())
    assert roots == {tasks.build(case, tmp_path / "bare", use_cache=False).root}
