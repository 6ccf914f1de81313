"""Secrets planted in made-up cases and protected through the real commands: no byte of the case file, the cache, the
temporary folder, the output or a backup holds one of them, in any encoding, without the key."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1]))  # the scanner beside the tests

from secret_cases import Protection, SecretCase, make_case
from secret_scan import Scanner, told

from tollbook.cli.main import main

ORDINARY = 6
MANY = 100


class Place:
    """A folder with a case, a cache, a place for temporary files, and what was printed."""

    def __init__(self, folder: Path, case: SecretCase) -> None:
        self.folder, self.planted = folder, case
        self.case, self.cache, self.temporary = folder / "papers", folder / "cache", folder / "tmp"
        self.key, self.backup, self.printed = folder / "r1.key", folder / "papers.backup", folder / "printed.txt"
        self.dossier = folder / "dossier"
        self.temporary.mkdir()
        for name, data in case.documents.items():
            (self.case / name).parent.mkdir(parents=True, exist_ok=True)
            (self.case / name).write_bytes(data)

    def run(self, *args: str | Path, typed: str | None = None) -> str:
        done = CliRunner().invoke(main, [*map(str, args)], input=typed, catch_exceptions=False)
        assert done.exit_code in (0, 1), done.output  # 1: a photograph cannot be read
        with self.printed.open("a") as out:
            out.write(f"{done.output}\n")
        return done.stdout

    def shut(self) -> list[Path]:
        """What lies about once everything is protected: all but the documents, the dossier and the key."""
        return [
            *self.case.glob("case.tollbook*"),
            *(one for one in (self.cache, self.temporary, self.printed, self.backup) if one.exists()),
            *self.dossier.glob("decisions.jsonl"),
        ]

    def leaks(self) -> str:
        return told(Scanner(self.planted.secrets).scan(self.shut(), self.folder))


def private(one: Protection) -> str:
    return "\n".join((one.identity, *one.spellings, "", one.reason))


def asked(place: Place, one: Protection) -> tuple[str | Path, ...]:
    """The command, without a word of who it is: a source by the beginning of its id."""
    thing = one.target if one.kind == "person" else sha256(place.planted.documents[one.target])[:12]
    options = ("--level", one.level, "--as", one.shown_as, "--by", "R1", "--identity-file", "-")
    return ("protect", place.case, one.kind, thing, *options)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    made = Place(tmp_path, make_case(request.param))
    monkeypatch.setenv("XDG_CACHE_HOME", str(made.cache))
    monkeypatch.setenv("TMPDIR", str(made.temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(made.temporary))
    yield made


def protect_all(place: Place) -> None:
    """As a team would: build, name a keeper, protect, build again, print the log, back up."""
    place.run("build", place.case, "--out", place.dossier)
    before = Scanner(place.planted.secrets).scan([place.cache], place.folder)
    assert len({one.secret for one in before}) >= 4, "the scan finds what the cache holds before anything is protected"
    place.run("keepers", place.case, "new", "R1", "--key-file", place.key)
    for one in place.planted.protections:
        place.run(*asked(place, one), typed=private(one))
    place.run("build", place.case, "--out", place.dossier)
    place.run("build", place.case, "--out", place.dossier)
    place.run("protect", place.case, "--list")
    place.run("log", place.case)
    place.run("log", place.case, "--text")
    place.run("backup", place.case, "-o", place.backup, "--keepers")


@pytest.mark.slow
@pytest.mark.parametrize("place", range(ORDINARY), indirect=True)
def test_nothing_of_a_secret_is_anywhere_without_the_key(place: Place) -> None:
    protect_all(place)
    assert place.leaks() == ""
    assert place.cache.exists()
    opened = CliRunner().invoke(main, ["protect", str(place.case), "--list", "--key", str(place.key)]).stdout
    for one in place.planted.protections:
        assert one.identity in opened
        assert one.reason in opened
        assert all(spelling in opened for spelling in one.spellings)


@pytest.mark.soak
@pytest.mark.parametrize("place", range(ORDINARY, MANY), indirect=True)
def test_nothing_of_a_secret_is_anywhere_in_many_cases(place: Place) -> None:
    protect_all(place)
    assert place.leaks() == ""


def test_a_hundred_cases_plant_a_thousand_secrets() -> None:
    planted = [one.words for seed in range(MANY) for one in make_case(seed).secrets]
    assert len(set(planted)) >= 1_000


@pytest.mark.parametrize("place", [1], indirect=True)
def test_what_is_not_protected_would_be_seen(place: Place) -> None:
    """The same scan of the same case without its protections finds what lies about: the test can fail."""
    place.run("build", place.case, "--out", place.dossier)
    assert place.leaks() != ""


def killed(place: Place, one: Protection, after: float) -> None:
    """The command, killed with no warning after so many seconds."""
    command = [sys.executable, "-c", "from tollbook.cli.main import main; main()", *map(str, asked(place, one))]
    with place.printed.open("ab") as out:
        running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, stderr=out, env=os.environ.copy())
        assert running.stdin is not None
        with running.stdin as typed:
            typed.write(private(one).encode())
        time.sleep(after)
        running.send_signal(signal.SIGKILL)
        running.wait()


def kill_at_random(place: Place, times: int) -> None:
    place.run("keepers", place.case, "new", "R1", "--key-file", place.key)
    chance = random.Random(place.planted.secrets[0].words)
    for number in range(times):
        one = place.planted.protections[number % len(place.planted.protections)]
        killed(place, one, chance.uniform(0.3, 4.0))
        assert place.leaks() == "", f"killed {number}"
    for one in place.planted.protections:
        place.run(*asked(place, one), typed=private(one))
    assert place.leaks() == ""


@pytest.mark.slow
@pytest.mark.parametrize("place", [2], indirect=True)
def test_nothing_of_a_secret_lies_about_where_protecting_is_killed(place: Place) -> None:
    kill_at_random(place, 3)


@pytest.mark.soak
@pytest.mark.parametrize("place", [3, 4], indirect=True)
def test_nothing_lies_about_wherever_protecting_is_killed(place: Place) -> None:
    kill_at_random(place, 60)
