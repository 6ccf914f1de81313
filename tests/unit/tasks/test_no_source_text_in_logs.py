"""What a command writes beside its result may end in a log: no word of a document stands in it, whole or broken, and
nothing of a document marked as sensitive is kept outside its case and its dossier."""

import json
import os
import random
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))  # the makers of documents beside the tests

import every_format
from every_format import EVERY, archive, text

from tollbook import tasks
from tollbook.store.cache import FILE

SECRET = "Zqvexwort"
BROKEN = 20  # ways in which each document is broken
# The maker of web archives leaves a file of its own open.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def with_the_secret(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """A document of every format whose texts, heads and headings hold the word."""
    said = (
        f"The {SECRET} ministry said that 12 prisoners were killed and 30 injured on 31 June 2004.",
        f"In {SECRET} and Marrow 20 guards were killed each, {SECRET} families said.",
        f"{SECRET}: about dozens of {SECRET} people died, he said.",
    )
    monkeypatch.setattr(every_format, "TITLE", f"Riot at {SECRET} prison")
    monkeypatch.setattr(every_format, "SAID", said)
    monkeypatch.setattr(every_format, "HEAD", ("Source", f"{SECRET} killed", "Injured"))
    monkeypatch.setattr(every_format, "ROWS", ((f"The {SECRET} ministry", "12", "30"), (SECRET, SECRET, "1")))
    made = {name: make(1) for name, make in EVERY.items()}
    for name, data in made.items():
        assert name.endswith(("png", "zip", "xlsx", "pdf", "docx", "ods", "gz", "eml")) or SECRET.encode() in data
    headed = EmailMessage()
    headed["From"], headed["Subject"], headed["X-Other"] = f"{SECRET}@example.org", SECRET, SECRET
    headed["Date"] = f"Tue, 04 {SECRET}"
    headed.set_content(said[0])
    headed.add_attachment(archive(1), maintype="application", subtype="zip", filename="papers.zip")
    made["headed.eml"] = bytes(headed)
    made["front.md"] = f"---\ntitle: {SECRET}\ndate: {SECRET}\n{SECRET}: [\n---\n{said[0]}\n".encode()
    made["charset.html"] = f'<meta charset="{SECRET}"><title>{SECRET}</title><p>{said[1]}</p>'.encode("utf-16")
    return made


def broken(data: bytes, seed: int) -> bytes:
    """The bytes cut, with some of them changed, moved or doubled, by chance that is always the same."""
    chance = random.Random(seed)
    made = bytearray(data)
    for _ in range(1 + seed % 7):
        at, length = chance.randrange(len(made) + 1), chance.choice((1, 2, 8, 64))
        match chance.randrange(4):
            case 0:
                made = made[:at] if seed % 3 == 0 else made[:at] + made[at + length :]
            case 1:
                made[at : at + length] = chance.randbytes(length)
            case 2:
                made[at:at] = made[:length]
            case _:
                made[at : at + length] = bytes(length)
        made = made or bytearray(b"%PDF-")
    return bytes(made)


def run(*words: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command as a process of its own, in development mode, with every warning said."""
    left, kept = folder / "temporary", folder / "cache"
    left.mkdir(exist_ok=True)
    env = os.environ | {
        "PYTHONDEVMODE": "1",
        "PYTHONWARNINGS": "default",
        "PYTHONIOENCODING": "utf-8",
        "TMPDIR": str(left),
        "XDG_CACHE_HOME": str(kept),
    }
    call = [sys.executable, "-c", "from tollbook.cli.main import main; main()", *map(str, words)]
    done = subprocess.run(call, check=False, env=env, capture_output=True, text=True, encoding="utf-8", timeout=900)
    assert "Traceback" not in done.stderr + done.stdout, words[0]
    assert done.returncode in (0, 1, 2), (words[0], done.returncode)
    assert list(left.iterdir()) == [], f"{words[0]} left something behind"
    return done


def fill(case: Path, documents: dict[str, bytes], ways: int) -> None:
    for name, data in documents.items():
        for seed in range(ways + 1):
            folder = case / f"{seed:02}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(broken(data, seed) if seed else data)


@pytest.mark.slow
def test_no_word_of_a_document_is_written_beside_the_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case, dossier, other = tmp_path / "case", tmp_path / "dossier", tmp_path / "other"
    fill(case, with_the_secret(monkeypatch), BROKEN)
    built = run("build", case, "--out", dossier, folder=tmp_path)
    assert built.returncode == 1 and (dossier / "record.json").is_file()
    again = run("build", case, "--out", other, "--as-of", "2020-01-01", folder=tmp_path)
    record = json.loads((dossier / "record.json").read_text(encoding="utf-8"))
    assert any(SECRET in claim["quote"] for claim in record["claims"])
    files = sorted(path for path in (case / "00").iterdir())
    listed = run("claims", *files, folder=tmp_path)
    assert SECRET in listed.stdout and "–" in listed.stderr
    done = [
        *(built, again, listed),
        run("claims", *sorted((case / "01").iterdir()), folder=tmp_path),
        run("sources", case, "--all", "--dry-run", folder=tmp_path),
        run("sources", case, "--template", folder=tmp_path),
        run("explain", dossier, record["claims"][0]["id"], folder=tmp_path),
        run("verify", dossier, folder=tmp_path),
        run("changes", dossier, other, folder=tmp_path),
    ]
    run("explain", case / "00", "no such figure", folder=tmp_path)  # it may name incidents: it asks which is meant
    for one in done:
        assert SECRET.casefold() not in one.stderr.casefold(), (one.args[3], one.stderr)


def test_a_dossier_with_strange_bytes_is_refused_without_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, dossier = tmp_path / "case", tmp_path / "dossier"
    fill(case, {"report.txt": with_the_secret(monkeypatch)["report.txt"]}, 0)
    run("build", case, "--out", dossier, folder=tmp_path)
    record = dossier / "record.json"
    record.write_text(record.read_text(encoding="utf-8").replace('"claims"', f'"{SECRET}"', 1), encoding="utf-8")
    for done in (
        run("verify", dossier, folder=tmp_path),
        run("explain", dossier, "killed", folder=tmp_path),
        run("changes", dossier, dossier, folder=tmp_path),
    ):
        assert done.returncode and SECRET not in done.stderr, done.stderr


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def sensitive_mail() -> bytes:
    inner = EmailMessage()
    inner["From"], inner["Subject"], inner["Date"] = "a@example.org", "Riot", "Tue, 04 May 2004 10:00:00 +0500"
    inner.set_content(text(1).decode())
    inner.add_attachment(archive(1), maintype="application", subtype="zip", filename="papers.zip")
    inner.add_attachment(text(2), maintype="text", subtype="plain", filename="told.txt")
    return bytes(inner)


def rows_kept(cache: Path) -> int:
    """How many are of documents: the page's compiled templates hold nothing of any."""
    import sqlite3

    with sqlite3.connect(cache / "tollbook" / FILE) as opened:
        keys = [key for (key,) in opened.execute("select key from derived")]
    opened.close()
    return sum(b"template:" not in key for key in keys)


def test_what_a_sensitive_message_holds_is_sensitive_and_kept_nowhere_else(tmp_path: Path, cache: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    (case / "mail.eml").write_bytes(sensitive_mail())
    os.utime(case / "mail.eml", (1, 1))
    (case / "sources.csv").write_text(
        "file,sensitivity,obtained_how,consent_publish\nmail.eml,names a witness,handed over,no\n", encoding="utf-8"
    )
    built = tasks.build(case)
    sources = built.register.sources
    assert {one.name for one in sources} == {
        "mail.eml",
        "mail.eml/told.txt",
        "mail.eml/papers.zip",
        *(f"mail.eml/papers.zip/{name}" for name in ("report.txt", "page.html", "table.csv")),
    }
    for one in sources:
        assert one.provenance.sensitive and one.provenance.obtained_how == "handed over"
        assert one.provenance.consent.refuses_publication
    assert rows_kept(cache) == 0
    tasks.list_sources(case, tasks.now(), False)
    assert rows_kept(cache) == 0


def test_what_a_member_says_of_itself_comes_before_what_its_holder_says(tmp_path: Path, cache: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    (case / "papers.zip").write_bytes(archive(1))
    (case / "sources.csv").write_text(
        "file,sensitivity,obtained_how\npapers.zip,yes,posted\npapers.zip/report.txt,no,printed\n", encoding="utf-8"
    )
    known = {one.name: one.provenance for one in tasks.build(case).register.sources}
    assert not known["papers.zip/report.txt"].sensitive and known["papers.zip/page.html"].sensitive
    assert known["papers.zip/report.txt"].obtained_how == "printed"
    assert known["papers.zip/table.csv"].obtained_how == "posted"
    assert rows_kept(cache) > 0  # of the one that is not sensitive
