"""A case full of files that are locked, broken, or made to do harm, through the real command: the build ends, each file
is named by an issue that says what to do, and the good documents beside them are read with all their claims."""

import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # the makers of documents beside the tests
sys.path.insert(0, str(Path(__file__).parent))

import every_format
import hostile_packed as packed
import hostile_pdf as pdfs
import hostile_texts as texts
from every_format import EVERY

from tollbook import tasks
from tollbook.executors import Workers
from tollbook.executors.limits import ENOUGH_MEMORY, Limits
from tollbook.intake import no_progress, read_all
from tollbook.model import Document
from tollbook.pipeline import build_register
from tollbook.read.formats import Format, format_of
from tollbook.settings import Settings
from tollbook.tasks import machine

# The maker of web archives leaves a file of its own open.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
Make = Callable[[], bytes]
Json = dict[str, Any]
PASSWD = "file:///etc/passwd"
GOOD: dict[str, bytes] = {
    "good report.txt": every_format.text(),
    "good report.pdf": every_format.pdf(),
    "good table.xlsx": every_format.workbook(),
}
PROGRAM = b"MZ\x90\x00" + bytes(range(256)) * 40
MEGABYTE = 1024 * 1024
MOST_OF_THE_COMMAND = 2_000 * MEGABYTE  # it holds what all documents gave, to write it down
MOST_OF_A_WORKER = ENOUGH_MEMORY + 256 * MEGABYTE  # and what the interpreter holds before it reads

LOCKED: dict[str, tuple[str, Make]] = {
    "locked.pdf": ("encrypted", pdfs.locked),
    "locked.docx": ("encrypted", packed.locked_word),
    "locked.xlsx": ("encrypted", packed.locked_word),
    "locked.ods": ("encrypted", packed.locked_open_sheet),
    "locked.zip": ("encrypted", packed.locked_archive),
}
LYING: dict[str, tuple[str, Make]] = {
    "a pdf.txt": ("named-otherwise", lambda: GOOD["good report.pdf"] + b"\n"),
    "a page.pdf": ("named-otherwise", every_format.page),
    "a picture.docx": ("no-text-layer", every_format.picture),
    "a program.pdf": ("damaged", lambda: PROGRAM),
    "a program.txt": ("not-text", lambda: PROGRAM),
    "a text.xlsx": ("damaged", lambda: every_format.text(2)),
    "an archive.txt": ("named-otherwise", lambda: packed.zipped({"inner.txt": every_format.text(3)})),
    "a text.zip": ("not-unpacked", lambda: every_format.text(4)),
    "a text.eml": ("named-otherwise", lambda: every_format.text(5)),
    "a text.warc": ("not-unpacked", lambda: every_format.text(6)),
    "a text.mhtml": ("named-otherwise", lambda: every_format.text(7)),
}
BOMBS: dict[str, tuple[str, Make]] = {
    "bomb.docx": ("unpacks-too-large", packed.word_bomb),
    "bomb that lies.docx": ("damaged", packed.word_bomb_that_lies),
    "bomb.xlsx": ("unpacks-too-large", packed.workbook_bomb),
    "bomb.ods": ("unpacks-too-large", packed.open_sheet_bomb),
    "bomb.zip": ("too-large", packed.archive_bomb),
    "bomb that lies.zip": ("damaged", packed.archive_bomb_that_lies),
    "bomb by the block.zip": ("damaged", packed.archive_bomb_by_the_block),
    "one file a thousand times.zip": ("entries-overlap", packed.archive_of_one_file_a_thousand_times),
    "fifty within.zip": ("packed-too-deep", packed.archives_within_archives),
    "bomb.warc.gz": ("too-large", packed.web_archive_bomb),
    "no records.warc.gz": ("not-unpacked", packed.gzip_named_warc),
    "laughs.docx": ("markup-unsafe", lambda: packed.word(packed.w_p("&j;"), packed.laughs())),
    "laughs.xlsx": ("markup-unsafe", lambda: packed.workbook(packed.x_c("&j;"), packed.laughs())),
    "laughs.ods": ("markup-unsafe", lambda: packed.open_sheet(packed.o_c("&j;"), packed.laughs())),
    "entity.docx": ("markup-unsafe", lambda: packed.word(packed.w_p("&x;"), packed.entity(PASSWD))),
    "entity.xlsx": ("markup-unsafe", lambda: packed.workbook(packed.x_c("&x;"), packed.entity(PASSWD))),
    "entity.ods": ("markup-unsafe", lambda: packed.open_sheet(packed.o_c("&x;"), packed.entity(PASSWD))),
    "entity.svg": ("format-not-read", f"{packed.entity(PASSWD, 'svg')}<svg><text>&x;</text></svg>".encode),
    "tree that loops.pdf": ("damaged", pdfs.tree_that_loops),
    "parts in parts.eml": ("markup-tangled", texts.nested_parts),
    "nested.html": ("markup-tangled", texts.nested_page),
    "nuls.txt": ("not-text", lambda: texts.nuls(MEGABYTE)),
}
# Made to do harm, and harmless here: read as they are, with nothing to say but what any document gives.
HARMLESS: dict[str, Make] = {
    "entity.xhtml": f"{packed.entity(PASSWD, 'html')}<html><p>&x; {texts.TOLD}</p></html>".encode,
    "laughs.xhtml": f"{packed.laughs('html')}<html><p>&j; {texts.TOLD}</p></html>".encode,
    "links.md": f"# [Riot](javascript:alert(1))\n\n{texts.TOLD} <img src=x onerror=alert(1)>\n".encode,
    "ways out.zip": packed.archive_with_ways_out,
    "nuls within.txt": texts.nuls_within,
}
NAMES = ("x" * 251 + ".txt", "two\nlines\u202etxt.txt", "Case.txt", "CASE.txt", "caf\u00e9.txt", "cafe\u0301.txt")
HARMLESS |= {name: partial(texts.told_of, number) for number, name in enumerate(NAMES, 1)}
LARGE: dict[str, tuple[str, Make]] = {
    "long.txt": ("too-large", texts.long_text),
    "nuls.txt": ("too-large", texts.nuls),
    "nuls below the bound.txt": ("not-text", lambda: texts.nuls(15 * MEGABYTE)),
    "one line.csv": ("too-large", texts.one_line),
    "empty.html": ("markup-tangled", texts.empty_paragraphs),
    "head.eml": ("too-many-passages", texts.long_head),
    "blocks.txt": ("too-many-passages", lambda: texts.lines("- a: b\n", 4 * MEGABYTE)),
    "entries.zip": ("too-many-members", packed.archive_of_entries_alone),
    "entries.docx": ("unpacks-too-large", packed.archive_of_entries_alone),
    "many pages.pdf": ("too-many-pages", pdfs.many_pages),
    "forms in forms.pdf": ("reader-stopped", pdfs.forms_within_forms),
    "form that calls itself.pdf": ("reader-stopped", pdfs.form_that_calls_itself),
    "contents.pdf": ("reader-stopped", pdfs.stream_that_unpacks_to_much),
}
NO_MORE_THAN_LINES: dict[str, Make] = {
    "fields.txt": lambda: texts.lines("a: b\n"),
    "list.md": lambda: texts.lines("- a\n", 2 * MEGABYTE),
    "values.csv": lambda: texts.one_line(15 * MEGABYTE),
    "open.txt": lambda: b'{"a":' * 1_000_000,
}


class Done(NamedTuple):
    """What a build ended with. ``own`` and ``workers``: the most memory each held, in bytes."""

    status: int
    said: str
    own: int
    workers: int
    out: Path

    @property
    def record(self) -> Json:
        return dict(json.loads((self.out / "record.json").read_text(encoding="utf-8")))

    @property
    def issues(self) -> list[Json]:
        lines = (self.out / "issues.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def claims_of(self, names: set[str]) -> list[tuple[str, int, int, str]]:
        record = self.record
        ids = {one["id"] for one in record["sources"] if one["name"] in names}
        own = [one for one in record["claims"] if one["source"] in ids]
        return sorted((one["source"], one["start"], one["end"], one["id"]) for one in own)


MEASURED = """
import atexit, resource, sys
def tell():
    most = [resource.getrusage(who).ru_maxrss * 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    sys.stderr.write("\\nmost " + " ".join(map(str, most)))
atexit.register(tell)
from tollbook.cli.main import main
main()
"""


def build(case: Path, out: Path) -> Done:
    """The real command, in a process of its own with workers of its own."""
    call = [sys.executable, "-c", MEASURED, "build", str(case), "--out", str(out), "--no-cache"]
    done = subprocess.run(call, check=False, capture_output=True, text=True, encoding="utf-8", timeout=1_500)
    said, _, most = done.stderr.rpartition("\nmost ")
    own, workers = map(int, most.split())
    assert "Traceback" not in said + done.stdout
    return Done(done.returncode, done.stdout + said, own, workers, out)


def case_of(folder: Path, *groups: dict[str, Any]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for group in (GOOD, *groups):
        for name, made in group.items():
            make = made[1] if isinstance(made, tuple) else made
            (folder / name).write_bytes(make if isinstance(make, bytes) else make())
    return folder


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Done:
    folder = tmp_path_factory.mktemp("good")
    return build(case_of(folder / "case"), folder / "dossier")


def check(done: Done, good: Done, expected: dict[str, str]) -> None:
    """What holds of every build beside hostile files."""
    by_file: dict[str, set[str]] = {}
    for issue in done.issues:
        file = str(issue["source"] or "")
        by_file.setdefault(file, set()).add(issue["code"])
        by_file.setdefault(file.split("/", maxsplit=1)[0], set()).add(issue["code"])
    missed = {name: by_file.get(name) for name, code in expected.items() if code not in by_file.get(name, ())}
    assert missed == {}
    for issue in done.issues:
        if issue["severity"] == "lost":
            assert issue["message"].startswith(issue["source"]) and len(issue["message"]) < 1_000
    assert done.claims_of(set(GOOD)) == good.claims_of(set(GOOD)) != []
    assert done.own < MOST_OF_THE_COMMAND and done.workers < MOST_OF_A_WORKER
    verified = subprocess.run(
        [sys.executable, "-I", done.out / "verify.py", done.out], check=False, capture_output=True, timeout=300
    )
    assert verified.returncode == 0, verified.stdout


def test_what_is_locked_lying_or_a_bomb_is_named_and_the_rest_is_read(tmp_path: Path, good: Done) -> None:
    case = case_of(tmp_path / "case", LOCKED, LYING, BOMBS)
    done = build(case, tmp_path / "dossier")
    assert good.status == 0 and done.status == 1
    check(done, good, {name: code for name, (code, _) in {**LOCKED, **LYING, **BOMBS}.items()})
    assert "locked.pdf" in " ".join(one["message"] for one in done.issues if one["code"] == "encrypted")
    users = [line.split(":")[0] for line in Path("/etc/passwd").read_text(encoding="utf-8").splitlines()]
    words = [line for line in Path("/etc/passwd").read_text(encoding="utf-8").splitlines() if len(line) > 10]
    held = b"".join(path.read_bytes() for path in sorted(done.out.rglob("*")) if path.is_file())
    assert users and not [line for line in words if line.encode() in held]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case", "dossier"]  # nothing found a way out


def test_harmless_here_and_named_in_every_strange_way(tmp_path: Path, good: Done) -> None:
    case = case_of(tmp_path / "case", HARMLESS)
    done = build(case, tmp_path / "dossier")
    check(done, good, {"ways out.zip": "name-made-safe", "nuls within.txt": "control-characters"})
    names = [one["name"] for one in done.record["sources"]]
    assert set(names) >= set(HARMLESS) and len(names) == len(set(names))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case", "dossier"]
    assert not [path for path in done.out.rglob("*") if "\n" in path.name or "\u202e" in path.name]


def test_each_format_cut_at_a_third_and_empty_files_of_every_extension(tmp_path: Path, good: Done) -> None:
    cut = {f"cut {name}": make(20)[: len(make(20)) // 3] for name, make in EVERY.items()}
    more = ("xhtml", "tsv", "xlsm", "htm", "mht", "warc", "mp3", "mp4", "doc", "json", "exe", "unknown")
    empty = {f"empty {number}.{name.partition('.')[2]}": b"" for number, name in enumerate(EVERY)}
    empty |= {f"empty.{extension}": b"" for extension in more} | {"empty": b""}
    done = build(case_of(tmp_path / "case", cut, empty), tmp_path / "dossier")
    assert done.status == 1
    check(done, good, {})
    told = {str(one["source"]).split("/")[0] for one in done.issues}
    assert set(empty) <= told
    assert {name for name in cut if name.endswith((".docx", ".xlsx", ".ods", ".zip", ".png"))} <= told


@pytest.mark.slow
def test_large_files_are_bounded_in_memory_and_named(tmp_path: Path, good: Done) -> None:
    done = build(case_of(tmp_path / "case", LARGE, NO_MORE_THAN_LINES), tmp_path / "dossier")
    assert done.status == 1
    check(done, good, {name: code for name, (code, _) in LARGE.items()})
    assert not [one for one in done.issues if one["code"] == "reader-stopped" and one["source"] in NO_MORE_THAN_LINES]


@pytest.mark.parametrize(
    "data", [packed.archive_bomb_by_the_block("mimetype"), packed.archive_of_entries_alone(10 * MEGABYTE)]
)
def test_telling_a_format_unpacks_nothing(data: bytes) -> None:
    """The command itself asks it of small files, outside the workers."""
    tracemalloc.start()
    try:
        assert format_of("papers.zip", data) is Format.ZIP
        assert tracemalloc.get_traced_memory()[1] < MEGABYTE
    finally:
        tracemalloc.stop()


@pytest.fixture
def impatient() -> Iterator[Workers]:
    with Workers(1, Limits(memory=ENOUGH_MEMORY // 4, seconds=4, seconds_a_mebibyte=0)) as made:
        yield made


@pytest.mark.parametrize("calls, levels", [(10, 8), (40, 5), (2, 30)])
def test_forms_within_forms_are_stopped_by_the_worker(impatient: Workers, calls: int, levels: int) -> None:
    """PDFium goes through all of them when it opens the page, so that nothing can be told beforehand."""
    held = [Document("forms.pdf", pdfs.forms_within_forms(calls, levels)), Document("good.txt", every_format.text())]
    made = build_register(held, Settings(), executor=impatient).register
    stopped = [issue for issue in made.issues if issue.code == "reader-stopped"]
    assert [issue.source for issue in stopped] == ["forms.pdf"]
    assert [source.name for source in made.sources] == ["good.txt"] and made.claims


@pytest.mark.slow
def test_every_command_that_reads_bytes_reads_them_in_workers(
    tmp_path: Path, good: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would stop a reader stops none of these: a dossier, too, may come from anybody."""
    monkeypatch.setattr(machine, "Workers", partial(Workers, limits=Limits(ENOUGH_MEMORY // 4, 4, 0)))
    case = case_of(tmp_path / "case", {"forms.pdf": pdfs.forms_within_forms})
    assert "12" in tasks.explain(case, "2004/killed")
    assert any(issue.code == "reader-stopped" for issue in tasks.read_claims([case / "forms.pdf"])[0].issues)
    assert tasks.list_sources(case, tasks.now(), False).lost
    dossier = tasks.build(case, tmp_path / "dossier", use_cache=False).out
    assert tasks.verify(dossier).mismatches == ()
    changed = [path for path in dossier.rglob("*.pdf") if path.is_file()]
    changed[0].write_bytes(pdfs.forms_within_forms())
    monkeypatch.setattr(sys.modules["tollbook.tasks.verify"], "verify_folder", lambda _: ())
    assert [one.file for one in tasks.verify(dossier).mismatches]


# Each is a hundredth as long as a text may be; other formats give the same sentences, and are looked at more briefly.
KILLERS: dict[str, bytes] = {f"{name}.txt": make()[: 160 * 1024] for name, make in texts.KILLERS.items()}
KILLERS |= {f"{name}.{kind}": make()[: 40 * 1024] for name, make in texts.KILLERS.items() for kind in ("md", "html")}


@pytest.mark.slow
def test_what_a_pattern_would_go_over_again_and_again_is_read_in_time(tmp_path: Path) -> None:
    """In a time by which the whole of such a text would be read within its limit."""
    held = [Document(name, data) for name, data in KILLERS.items()]
    with Workers(os.cpu_count() or 1, Limits(seconds=20, seconds_a_mebibyte=0)) as workers:
        issues = [issue for one in read_all(held, workers, no_progress) for issue in one.issues]
    assert [issue.source for issue in issues if issue.code == "reader-stopped"] == []
