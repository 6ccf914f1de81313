"""Finding documents: what is taken, passed over, and said."""

import os
from pathlib import Path

import pytest

from tollbook.errors import SettingsError
from tollbook.read import find_documents, read_document, too_large_to_open


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Some words", encoding="utf-8")


def test_names_are_sorted_and_relative(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a/z.md", "Z.html", "notes")
    documents, issues = find_documents(tmp_path)
    assert [name for name, _ in documents] == ["Z.html", "a/z.md", "b.txt", "notes"]
    assert documents[1][1] == tmp_path / "a" / "z.md"
    assert not issues


def test_what_is_not_a_document_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", ".hidden", ".git/x.txt", "case.toml", "case.tollbook", "case.tollbook-wal", "sources.csv")
    put(tmp_path, "a.dossier/MANIFEST.sha256", "a.dossier/texts/x.txt")
    documents, issues = find_documents(tmp_path)
    assert [name for name, _ in documents] == ["a.txt"]
    assert not issues


def test_formats_not_read_are_said_with_what_to_do(tmp_path: Path) -> None:
    put(tmp_path, "a.doc", "b.rtf", "c.odd")
    documents, issues = find_documents(tmp_path)
    assert [name for name, _ in documents] == ["a.doc", "b.rtf", "c.odd"] and not issues
    for name, path in documents:
        source, issues = read_document(name, path.read_bytes())
        assert source is None and [(issue.code, issue.source) for issue in issues] == [("format-not-read", name)]
        assert ".txt" in issues[0].message


def test_links_that_leave_loop_or_lead_nowhere_are_issues(tmp_path: Path) -> None:
    case = tmp_path / "case"
    put(case, "a.txt", "deep/b.txt")
    put(tmp_path, "outside.txt")
    (case / "out.txt").symlink_to(tmp_path / "outside.txt")
    (case / "inner.txt").symlink_to(case / "a.txt")
    (case / "deep" / "up").symlink_to(case)
    (case / "self.txt").symlink_to(case / "self.txt")
    (case / "gone.txt").symlink_to(case / "nothing.txt")
    documents, issues = find_documents(case)
    assert [name for name, _ in documents] == ["a.txt", "deep/b.txt", "inner.txt"]
    assert [(issue.source, issue.code) for issue in issues] == [
        *(
            ("deep/up", "link-to-folder"),
            ("gone.txt", "link-broken"),
            ("out.txt", "link-outside"),
            ("self.txt", "link-broken"),
        )
    ]


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert [issue.code for issue in find_documents(tmp_path)[1]] == ["not-a-file"]


def test_a_name_that_is_not_unicode_is_an_issue_that_can_be_written(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    documents, issues = find_documents(tmp_path)
    assert not documents and [issue.code for issue in issues] == ["name-not-text"]
    assert f"{issues[0].source}{issues[0].message}".encode()


def test_one_document(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    assert find_documents(tmp_path / "a.txt") == ([("a.txt", tmp_path / "a.txt")], [])


def test_a_dossier_is_no_case(tmp_path: Path) -> None:
    put(tmp_path, "MANIFEST.sha256", "a.txt")
    documents, issues = find_documents(tmp_path)
    assert not documents and [issue.code for issue in issues] == ["case-is-dossier"]


def test_a_case_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is not there"):
        find_documents(tmp_path / "nothing")


def test_a_file_that_vanished_is_an_issue(tmp_path: Path) -> None:
    issues = too_large_to_open("a.txt", tmp_path / "a.txt")
    assert [issue.code for issue in issues] == ["unreadable"]
