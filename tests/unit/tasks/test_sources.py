"""`tollbook sources`: what is listed, what is receipted, and that receipts are only ever added to."""

import csv
import errno
import hashlib
import json
import os
import subprocess
import sys
import threading
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tollbook import tasks
from tollbook.cli.main import main
from tollbook.cli.sources import size_words
from tollbook.errors import StoreError

TEXT = "Riot at Marrow prison\n\nThe ministry said on 3 May 2004 that 12 prisoners were killed in the riot.\n"
MOMENT = datetime(2026, 11, 22, 5, 3, 11, 987654, tzinfo=UTC)
OTHER = MOMENT + timedelta(days=3)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    (folder / "sub").mkdir(parents=True)
    (folder / "report.txt").write_text(TEXT)
    (folder / "sub" / "page.html").write_text(
        "<html lang=en><link rel=canonical href='https://example.org/who'><h1>Who died</h1><p>Two guards died.</p>"
    )
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100)
    with zipfile.ZipFile(folder / "papers.zip", "w") as packed:
        packed.writestr("note.txt", TEXT + "A second paragraph.\n")
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["sources", *map(str, arguments)])


def rows(case: Path) -> list[list[str]]:
    return list(csv.reader((case / "receipts.csv").read_text(encoding="utf-8").splitlines()))


def test_each_source_is_listed_with_what_is_unknown_of_it(case: Path) -> None:
    (case / "sources.csv").write_text(
        "file,kind,title,obtained_from,obtained_by,consent_publish\nreport.txt,,The report,Zulfiya,R1,no\n"
        "tape-1,recording on tape,Talk,,,\n"
    )
    found = tasks.list_sources(case, MOMENT)
    listed = {one.file: one for one in found.listed}
    assert list(listed) == ["old.doc", "papers.zip", "papers.zip/note.txt", "report.txt", "sub/page.html", "tape-1"]
    report = listed["report.txt"]
    assert (report.format, report.size, report.language) == ("text", len(TEXT), "en")
    assert report.title == "Riot at Marrow prison", "the document's own title"
    assert report.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert {"consent_record", "archived"} <= {*report.unknown}
    assert not {"title", "received", "obtained_from", "obtained_by", "consent_publish"} & {*report.unknown}
    assert "address" not in listed["sub/page.html"].unknown and "obtained_from" in listed["sub/page.html"].unknown
    assert "received" not in listed["papers.zip/note.txt"].unknown, "it came in with what holds it"
    assert listed["old.doc"].problems == ("format-not-read",) and listed["old.doc"].sha256 is not None
    assert (listed["tape-1"].format, listed["tape-1"].size, listed["tape-1"].title) == (
        "recording on tape",
        None,
        "Talk",
    )
    assert "Zulfiya" not in json.dumps(found.as_json())


def test_a_receipt_is_written_once_for_each_file_on_disk(case: Path) -> None:
    first = tasks.list_sources(case, MOMENT.astimezone(timezone(timedelta(hours=5))))
    assert first.written and len(first.intake.new) == 4
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    head, *written = rows(case)
    assert head == ["file", "sha256", "size", "received_at", "version"]
    assert [row[0] for row in written] == ["old.doc", "papers.zip", "report.txt", "sub/page.html"]
    assert written[2][1:4] == [sha256, str(len(TEXT)), "2026-11-22T05:03:11Z"]
    before = (case / "receipts.csv").read_bytes()
    again = tasks.list_sources(case, OTHER)
    assert not again.written and (case / "receipts.csv").read_bytes() == before


def test_other_bytes_get_a_new_row_and_are_said(case: Path) -> None:
    tasks.list_sources(case, MOMENT)
    before = (case / "receipts.csv").read_bytes()
    (case / "report.txt").write_text(TEXT + "More.\n")
    (case / "old.doc").rename(case / "older.doc")
    (case / "sub" / "page.html").unlink()
    found = tasks.list_sources(case, OTHER)
    after = (case / "receipts.csv").read_bytes()
    assert after.startswith(before) and after.count(b"\n") == before.count(b"\n") + 2
    assert [(old.day, new.file) for old, new in found.intake.changed] == [("2026-11-22", "report.txt")]
    assert [(one.file, now) for one, now in found.intake.gone] == [("old.doc", "older.doc"), ("sub/page.html", "")]
    (case / "report.txt").write_text(TEXT)
    assert [new.file for _, new in tasks.list_sources(case, OTHER).intake.changed] == ["report.txt"]


def test_the_words_of_it(case: Path) -> None:
    assert "Wrote 4 receipts to receipts.csv." in run(case).output
    (case / "report.txt").write_text("Riot at Marrow prison\n\nThe ministry said on 3 May 2004 that 13 were killed.\n")
    done = run(case, "--dry-run")
    day = rows(case)[1][3][:10]
    assert f"report.txt has other bytes than when it was received on {day}; keep the earlier version" in done.output
    assert "Would write 1 receipt to receipts.csv." in done.output and len(rows(case)) == 5
    assert done.exit_code == 1, "old.doc cannot be read"
    assert "unknown: " in done.output and "\tformat-not-read" in done.output
    assert "archived, obtained_how" in run(case, "--all", "--dry-run").output
    told = json.loads(run(case, "--json").output)
    assert told["receipts"]["written"] is True and told["receipts"]["changed"][0]["now"]["file"] == "report.txt"


def test_a_row_torn_off_and_a_table_saved_by_a_spreadsheet_are_added_to_as_they_are(case: Path) -> None:
    tasks.list_sources(case, MOMENT)
    lines = (case / "receipts.csv").read_text().replace(",", ";").splitlines()
    (case / "receipts.csv").write_bytes(("\ufeff" + "\r\n".join(lines[:-1]) + "\r\nsub/page.html;730").encode())
    before = (case / "receipts.csv").read_bytes()
    found = tasks.list_sources(case, OTHER)
    after = (case / "receipts.csv").read_bytes()
    assert after.startswith(before + b"\nsub/page.html;") and found.written
    assert "receipt-not-read" in {issue.code for issue in found.issues}
    assert not tasks.list_sources(case, OTHER).written


@pytest.mark.parametrize("trouble", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_a_folder_that_cannot_be_written_is_said(case: Path, monkeypatch: pytest.MonkeyPatch, trouble: int) -> None:
    opened = os.open

    def refuse(path: Path, *how: Any, **more: Any) -> int:
        if Path(path).name == "receipts.csv":
            raise OSError(trouble, os.strerror(trouble))
        return opened(path, *how, **more)

    monkeypatch.setattr("tollbook.tasks.receipts.os.open", refuse)
    done = run(case)
    assert done.exit_code == 3 and os.strerror(trouble) in done.output and "--dry-run" in done.output
    assert not (case / "receipts.csv").exists() and run(case, "--dry-run").exit_code == 1


def test_receipts_that_are_none_are_left_alone(case: Path) -> None:
    (case / "receipts.csv").write_text("not,our,table\n1,2,3\n")
    with pytest.raises(StoreError, match="nothing was added"):
        tasks.list_sources(case, MOMENT)
    assert (case / "receipts.csv").read_text() == "not,our,table\n1,2,3\n"
    (case / "receipts.csv").write_text("")
    assert tasks.list_sources(case, MOMENT).written and rows(case)[0][0] == "file"


def test_a_link_is_not_written_through(case: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.csv").write_text("file,sha256,size,received_at,version\n")
    (case / "receipts.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert run(case).exit_code == 3
    assert (tmp_path / "elsewhere.csv").read_text() == "file,sha256,size,received_at,version\n"


def test_many_at_once_add_whole_rows(case: Path) -> None:
    (case / "receipts.csv").write_text("file,sha256,size,received_at,version\n")
    threads = [threading.Thread(target=tasks.list_sources, args=(case, MOMENT)) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert {len(row) for row in rows(case)} == {5} and {row[0] for row in rows(case)[1:]} >= {"report.txt", "old.doc"}


def test_a_video_of_two_gigabytes_is_receipted_in_little_memory(case: Path) -> None:
    with (case / "long.mp4").open("wb") as video:
        video.truncate(2 * 1024**3 + 1)  # a sparse file: on most disks it takes no room
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (900 * 1024**2,) * 2);"
        "from tollbook.cli.main import main; main(['sources', sys.argv[1], '--json'])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(case)], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    listed = {one["file"]: one for one in json.loads(done.stdout)["sources"]}
    assert listed["long.mp4"]["size"] == 2 * 1024**3 + 1 and len(listed["long.mp4"]["sha256"]) == 64
    assert listed["long.mp4"]["problems"] == ["too-large"] and "long.mp4" in {row[0] for row in rows(case)}


def test_the_hash_that_people_were_given_is_compared(case: Path) -> None:
    with (case / "long.mp4").open("wb") as video:
        video.truncate(200 * 1024**2)
    (case / "sources.csv").write_text(
        f"file,sha256\nreport.txt,{'0' * 64}\nlong.mp4,{'0' * 64}\n"
        f"sub/page.html,{hashlib.sha256((case / 'sub' / 'page.html').read_bytes()).hexdigest().upper()}\n"
    )
    found = tasks.list_sources(case, MOMENT)
    assert [issue.source for issue in found.issues if issue.code == "bytes-differ"] == ["report.txt"]
    assert next(one for one in found.listed if one.file == "long.mp4").problems == ("too-large", "bytes-differ")


def test_a_template_has_a_row_for_each_document_that_has_none(case: Path) -> None:
    (case / "@odd.txt").write_text('"=cmd()" Riot\n\n' + TEXT)
    (case / "sources.csv").write_text("file,title\nold.doc,An old one\n")
    made = run(case, "--template").stdout_bytes
    assert made.startswith("\ufeff".encode()) and not (case / "receipts.csv").exists()
    table = list(csv.DictReader(made.decode("utf-8-sig").splitlines()))
    assert [row["file"] for row in table] == [
        "'@odd.txt",
        "papers.zip",
        "papers.zip/note.txt",
        "report.txt",
        "sub/page.html",
    ]
    assert table[3]["title"] == "Riot at Marrow prison" and table[3]["language"] == "en"
    assert table[4]["address"] == "https://example.org/who" and table[4]["title"] == "Who died"
    assert {row["obtained_from"] for row in table} == {""}
    (case / "sources.csv").write_bytes(made)
    assert [i for i in tasks.list_sources(case, MOMENT).issues if i.source == "sources.csv"] == []


def test_a_single_document_and_an_empty_folder(case: Path, tmp_path: Path) -> None:
    done = run(case / "report.txt")
    assert done.exit_code == 0 and "receipt" not in done.output and not (case / "receipts.csv").exists()
    (tmp_path / "empty").mkdir()
    assert run(tmp_path / "empty").exit_code == 2 and run(tmp_path / "nowhere").exit_code == 2


def test_a_name_cannot_steer_the_terminal(case: Path) -> None:
    (case / "a\x1b[31m\u202etxt.exe").write_text(TEXT + "!")
    done = run(case, "--dry-run")
    assert "[31m" in done.output and "txt.exe" in done.output, "it is listed"
    assert "\x1b" not in done.output and "\u202e" not in done.output


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (None, ""),
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 KB"),
        (2_147_483_649, "2.1 GB"),
        (10**16, "10000.0 TB"),
    ],
)
def test_sizes_as_people_read_them(size: int | None, words: str) -> None:
    assert size_words(size) == words
