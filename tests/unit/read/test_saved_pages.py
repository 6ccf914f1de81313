"""Saved web pages: the address they stood at, and the folder of furniture beside them."""

from html import escape
from pathlib import Path

import pytest

from tollbook.read import find_documents, read_document
from tollbook.read.pages.addresses import web_address

ADDRESS = "https://example.org/news/1"
WORDS = "<p>Nine people died in the fire of last week, the ministry said.</p>"
IE = "<!-- saved from url=(0026)https://example.org/news/1 -->"
SINGLE_FILE = """<!--
 Page saved with SingleFile
 url: https://example.org/news/1
 saved date: Thu Nov 08 2018 12:00:00 GMT+0500 (Tajikistan Time)
-->"""


@pytest.mark.parametrize(
    ("top", "head"),
    [
        (IE, ""),
        (SINGLE_FILE, ""),
        ("", '<link rel="canonical" href="https://example.org/news/1">'),
        ("", '<meta property="og:url" content="https://example.org/news/1">'),
        ("", '<base href="https://example.org/news/1">'),
        (IE, '<link rel="canonical" href="https://example.org/other">'),
        ("", '<link rel="canonical" href="/news/1"><meta property="og:url" content="https://example.org/news/1">'),
        ("", '<link rel="canonical" href="https://someone:secret@example.org/news/1">'),
    ],
)
def test_the_pages_own_address(top: str, head: str) -> None:
    markup = f"<!DOCTYPE html>\n{top}\n<html><head>{head}</head><body>{WORDS}</body></html>"
    source, _ = read_document("page.html", markup.encode())
    assert source is not None and source.provenance.address == ADDRESS


@pytest.mark.parametrize(
    "written",
    [
        "about:internet",
        "file:///D:/page.html",
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org/a",
        "https:///a",
        "https://[x/a",
        "https://example.org/" + "a" * 3000,
        "https://example.org/\u202etxt",
        'https://example.org/"><script>',
        "https://exa mple.org/",
        "",
    ],
)
def test_what_is_no_address_of_the_web_is_not_taken(written: str) -> None:
    assert web_address(written) is None
    source, _ = read_document("page.html", f'<html><base href="{escape(written)}">{WORDS}</html>'.encode())
    assert source is not None and source.provenance.address is None


def put(folder: Path, files: dict[str, str]) -> None:
    for name, words in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")


@pytest.mark.parametrize("ending", ["_files", "-Dateien", "_fichiers", "_файлы", " files", ".files"])
def test_the_folder_of_a_saved_page_is_passed_over_with_one_note(ending: str, tmp_path: Path) -> None:
    own = f"Пожар{ending}"
    page = f"""<link rel="stylesheet" href="./{own}/a.css"><script src="{own}/b.js.download"></script>
    <img src="{own}/photo%20one.jpg"><iframe src="./{own}/saved_resource.html"></iframe>
    <a href="{own}/list.pdf">list</a><a href="{own}/linked.html">linked</a>{WORDS}"""
    put(tmp_path, {"Пожар.html": page, "other.txt": "x"})
    furniture = {
        "a.css": "p { background: url('back.png') } @font-face { src: url(f.woff2) }",
        "b.js.download": "x",
        "photo one.jpg": "x",
        "back.png": "x",
        "f.woff2": "x",
        "saved_resource.html": '<script src="inner.js"></script><img src="inner.gif">',
        "inner.js": "x",
        "inner.gif": "x",
    }
    documents = {"list.pdf": "x", "linked.html": WORDS, "unseen.jpg": "x", "notes.txt": "x"}
    put(tmp_path, {f"{own}/{name}": words for name, words in (furniture | documents).items()})
    found, issues = find_documents(tmp_path)
    assert {name for name, _ in found} == {"Пожар.html", "other.txt", *(f"{own}/{name}" for name in documents)}
    assert [(issue.code, issue.source) for issue in issues] == [("page-furniture", own)]
    assert f" {len(furniture)} " in issues[0].message


def test_a_folder_that_the_page_does_not_show_is_a_folder(tmp_path: Path) -> None:
    put(tmp_path, {"Report.html": WORDS, "Report_files/a.css": "x", "Report_files/b.html": WORDS})
    put(tmp_path, {"Log.html": f'<img src="Log/a.jpg">{WORDS}', "Log/a.jpg": "x", "Logbook/a.css": "x"})
    found, issues = find_documents(tmp_path)
    assert len(found) == 6 and not issues


def test_only_pages_with_a_folder_are_opened_and_never_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(
        tmp_path,
        {"a.html": WORDS, "b.html": '<img src="b_files/x.jpg">' + WORDS + " " * 400_000 + "<img src=b_files/y.jpg>"},
    )
    put(tmp_path, {"b_files/x.jpg": "x", "b_files/y.jpg": "x", "b_files/z.jpg": "x"})
    opened: list[str] = []
    whole = Path.open

    def noting(path: Path, *more: str) -> object:
        opened.append(path.name)
        return whole(path, *more)

    monkeypatch.setattr(Path, "open", noting)
    found, issues = find_documents(tmp_path)
    assert opened == ["b.html"]
    assert [name for name, _ in found] == ["a.html", "b.html"], "pictures of a page too long to see all its links"
    assert len(issues) == 1


def test_links_made_to_do_harm_lead_nowhere(tmp_path: Path) -> None:
    links = [
        "a_files/../../x",
        "a_files/" + "../" * 500,
        "a_files/" + "x" * 5000,
        "a_files/\0",
        "a_files/%00",
        "//[",
        "a_files/?",
    ]
    page = "".join(f'<img src="{link}">' for link in links) + "<div>" * 100 + WORDS
    put(tmp_path, {"a.html": page, "a_files/x.jpg": "x"})
    found, issues = find_documents(tmp_path)
    assert len(found) == 2 and not issues
