"""A case with sources.csv, front matter and receipts, built: what is in the dossier, and what is in no byte of it."""

import base64
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Word

from tollbook import tasks
from tollbook.cli.main import main
from tollbook.publish.verify import verify_folder

SECRETS = ("Zulfiya Testova", "brought-by-R77", "met her at the bakery")
TEXT = "Riot at Marrow prison\n\nThe ministry said on 3 May 2004 that 12 prisoners were killed in the riot.\n"


def word(text: str) -> bytes:
    made = Word()
    made.add_heading("Letter of the families of Marrow", 1)
    made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:  # stored, so that the words of its members stand in its own bytes
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def record(folder: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    return made


def sources(folder: Path) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in record(folder)["sources"]}


def codes(folder: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for issue in record(folder)["issues"]:
        found.setdefault(issue["code"], []).append(issue["message"])
    return found


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "report.txt").write_text(TEXT)
    (folder / "letter.docx").write_bytes(word("We know on 5 May 2004 of 20 people who were killed in the riot."))
    (folder / "papers.zip").write_bytes(packed({"note.txt": TEXT.encode() + b"Again.\n"}))
    return folder


def files_holding(folder: Path, secret: str) -> Iterator[str]:
    plain = [secret.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    plain += [json.dumps(secret)[1:-1].encode(), base64.b64encode(secret.encode())[:-4]]
    for file in folder.rglob("*"):
        if file.is_file() and any(form in file.read_bytes() or secret in file.name for form in plain):
            yield file.relative_to(folder).as_posix()


BESIDE = "file,kind,title,obtained_by,obtained_from,note\n"
TABLES = {
    "as it should be": BESIDE
    + "report.txt,,A title,{1},{0},{2}\nletter.docx,,,{1},{0},\ntape,on tape,Talk,{1},{0},{2}\n",
    "its columns slipped": BESIDE + "{0},,{1}\n{0},{1},{2},x,y,z,{0}\nreport.txt,,A title,{1},{0},{2},{0}\n",
    "no row of names": "report.txt,{0},{1},{2}\nletter.docx,{0},{1},{2}\n",
    "names misspelt": "file,title,obtaned_from,{0},obtained by whom\nreport.txt,A title,{0},{1},{2}\n",
    "quotation marks that do not fit": 'file,title,obtained_from\nreport.txt,A title,"{0}\nletter.docx,"{1}" {2},{0}\n',
    "values in the wrong columns": "file,date,language,received,sha256,supersedes\nreport.txt,{0},{1},{2},{0},{1}\n",
    "two rows for a file": "file,obtained_from\nreport.txt,{0}\nreport.txt,{1}\n{2},{2}\n",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_who_brought_and_who_gave_a_source_stands_in_no_byte_of_the_dossier(case: Path, table: str) -> None:
    (case / "sources.csv").write_text(table.format(*SECRETS), encoding="utf-8")
    tasks.list_sources(case, tasks.now())
    out = tasks.build(case, case.parent / "out").out
    assert (case / "sources.csv").read_text(encoding="utf-8").count(SECRETS[0]), "the case itself keeps it"
    for secret in SECRETS:
        assert list(files_holding(out, secret)) == []
    assert verify_folder(out) == []


def test_nor_where_a_document_or_an_archive_says_it(case: Path) -> None:
    given_away = f"---\ntitle: Talk\nobtained_from: {SECRETS[0]}\n---\n{TEXT}Third.\n".encode()
    (case / "talk.md").write_bytes(given_away)
    (case / "inner.zip").write_bytes(
        packed({"deep.zip": packed({"talk.md": given_away, "kept.txt": TEXT.encode() + b"4"})})
    )
    (case / "whole.zip").write_bytes(packed({"x/sources.csv": f"file,obtained_by\na,{SECRETS[1]}\n".encode()}))
    (case / "claims.csv").write_text(
        "source,words,kind,harm,low,high,by,on\ntalk.md,12 dead,count,killed,12,12,R1,2004-05-05\n"
    )
    out = tasks.build(case, case.parent / "out").out
    for secret in SECRETS:
        assert list(files_holding(out, secret)) == []
    assert {"report.txt", "letter.docx", "inner.zip/deep.zip/kept.txt", "papers.zip"} <= {*sources(out)}
    assert not {"talk.md", "inner.zip", "inner.zip/deep.zip", "whole.zip"} & {*sources(out)}
    said = codes(out)["gives-a-person-away"]
    assert len(said) == 6 and all("sources.csv" in message for message in said)
    assert verify_folder(out) == []


def test_the_record_holds_what_is_known_and_lists_what_nobody_gave(case: Path) -> None:
    (case / "sources.csv").write_text(
        "file;title;date;archived;obtained_how;consent_record;consent_be_named;sensitivity\n"
        "report.txt;The first report;2004-05-04;https://archive.example.org/1;by e-mail;yes;no;\n"
        "papers.zip;;;;by courier;;;names of children\n"
    )
    tasks.list_sources(case, tasks.now())
    day = (case / "receipts.csv").read_text().splitlines()[1].split(",")[3][:10]
    out = tasks.build(case, case.parent / "out").out
    known = sources(out)["report.txt"]["known"]
    assert (known["title"], known["date"], known["obtained_how"]) == ("The first report", "2004-05-04", "by e-mail")
    assert sources(out)["report.txt"]["date"] == "2004-05-04"
    assert known["received"] == day and known["consent"]["be_named"] == "no" and known["consent"]["publish"] is None
    assert known["unknown"] == [
        *("publisher", "author", "address", "consent_share_with", "consent_publish", "sensitivity"),
    ]
    member = sources(out)["papers.zip/note.txt"]["known"]
    assert (member["received"], member["obtained_how"], member["sensitive"]) == (day, "by courier", True)
    assert "consent" in member["unknown"] and "obtained_from" not in member["unknown"]
    assert codes(out)["sensitive-sources"] == [
        "Sources that are marked sensitive: 2. This working copy holds them whole; do not pass it on."
    ]
    page = (out / "index.html").read_text(encoding="utf-8")
    assert 'href="https://archive.example.org/1" rel="noopener noreferrer"' in page
    assert "Title given by a person" in page and "Marked sensitive." in page


def test_withdrawn_and_refused_consent_is_raised_even_where_the_bytes_lie_twice(case: Path) -> None:
    (case / "copy-of-report.txt").write_text(TEXT)
    (case / "sources.csv").write_text(
        "file,consent_publish,consent_withdrawn_on\nreport.txt,yes,2005-01-02\nletter.docx,No,\n"
    )
    out = tasks.build(case, case.parent / "out").out
    (withdrawn,), (refused,) = codes(out)["consent-withdrawn"], codes(out)["consent-refused"]
    assert withdrawn.startswith("copy-of-report.txt: ") and "2005-01-02" in withdrawn
    assert refused.startswith("letter.docx: ")
    assert sources(out)["copy-of-report.txt"]["known"]["consent"]["withdrawn_on"] == "2005-01-02"


def test_the_same_case_gives_the_same_bytes_whenever_it_is_built(case: Path) -> None:
    tasks.list_sources(case, tasks.now())
    first = tasks.build(case, case.parent / "one").root
    assert tasks.build(case, case.parent / "two").root == first
    (case / "receipts.csv").write_text((case / "receipts.csv").read_text().replace("T", "t"))
    assert tasks.build(case, case.parent / "three").root == first, "the day alone is taken"


def test_facts_that_people_give_are_read_by(case: Path) -> None:
    (case / "short.txt").write_text("Six dead.\n")
    (case / "sources.csv").write_text("file,language,sha256\nshort.txt,en,\nreport.txt,," + "1" * 64 + "\nnope,,\n")
    out = tasks.build(case, case.parent / "out").out
    assert sources(out)["short.txt"]["language"] == "en" and "language-unknown" not in codes(out)
    assert codes(out)["bytes-differ"][0].startswith("report.txt has other bytes")
    assert codes(out)["file-not-there"][0].startswith("sources.csv, row 3, column file:")


def test_a_build_says_how_many_documents_were_read(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (case / "ru.txt").write_text("Бунт в тюрьме города Худжанд: министерство сообщило о гибели 24 заключённых.\n")
    (case / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    (case / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100)
    with pytest.raises(SystemExit) as ended:
        main(["build", str(case), "--out", str(case.parent / "out")])
    expected = (
        "6 documents; 3 were read; 1 is in a language without a pack (Russian 1), 1 holds no text, 1 could not be read"
    )
    assert ended.value.code == 1 and expected in capsys.readouterr().out
    page = (case.parent / "out" / "index.html").read_text(encoding="utf-8")
    assert f'{expected}. <a href="#issues">' in page
