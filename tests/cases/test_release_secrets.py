"""Of made-up cases full of secrets a release is made, with every claim checked: none of them is in any byte of it."""

import csv
import io
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pyrage import x25519

sys.path.insert(0, str(Path(__file__).parents[1]))  # the scanner beside the tests

sys.path.insert(0, str(Path(__file__).parent))

from hostile_places import planted
from secret_cases import PUBLIC, SecretCase, make_case
from secret_scan import Secret, scan

from tollbook.cli.release_words import looked_words
from tollbook.model import Decision, DecisionKind, Register
from tollbook.publish.verify import verify_folder
from tollbook.store.case_file import CaseFile
from tollbook.tasks.leaving import Act, Looked, look
from tollbook.tasks.release import release
from tollbook.tasks.working import open_working

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
CLAIMS = "source,place,words,harm,group,low,high,when,where,language,by,on,reason\n"
CONSENT = {"consent_record": "yes", "consent_publish": "yes"}


def decided(
    kind: DecisionKind, *about: str, verdict: str = "stands", reason: str = "as the words say", **more: Any
) -> Decision:
    return Decision(kind, about, verdict, "R1", AT, reason, **more)


def written(
    case: Path, documents: dict[str, bytes], title: str = "A case", facts: dict[str, dict[str, str]] | None = None
) -> None:
    """The documents, with consent to publish those that nobody published: it is their secrets that must not leave."""
    for name, data in documents.items():
        (case / name).parent.mkdir(parents=True, exist_ok=True)
        (case / name).write_bytes(data)
    (case / "case.toml").write_text(f'title = "{title}"\n[release]\nk = 1\n', encoding="utf-8")
    given = list(csv.DictReader(io.StringIO(documents.get("sources.csv", b"").decode())))
    known = {row["file"]: row for row in given} | (facts or {})
    names = [name for name in documents if name != "sources.csv"]
    rows = [{"file": name, **known.get(name, {}), **_said_of(name)} for name in names]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with (case / "sources.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns)
        writer.writeheader()
        writer.writerows(rows)


def _said_of(name: str) -> dict[str, str]:
    return {"publisher": "as published"} if name in PUBLIC else CONSENT


def with_everything_checked(case: Path, reason: str = "as the words say") -> Register:
    register = open_working(case, use_cache=False).built.register
    with CaseFile.open(case) as file:
        file.append([decided(DecisionKind.ACCEPT, one.id, reason=reason) for one in register.claims])
    return register


def protected(case: Path, made: SecretCase, ids: dict[str, str], key: x25519.Identity, level: str | None) -> None:
    """What its people protect, sealed to one keeper. ``ids`` of sources by name; ``level`` of theirs, in place of their
    own."""
    with CaseFile.open(case) as file:
        file.add_keeper("R1", str(key.to_public()))
        for one in made.protections:
            source = one.kind == "source"
            if source and one.target not in ids:
                continue
            about = (ids[one.target],) if source else ("person", one.target)
            verdict = level if source and level else one.level
            value = {"kind": one.kind, "shown_as": one.shown_as, "sources": [*about[:1]] if source else []}
            said = decided(DecisionKind.PROTECT, *about, verdict=verdict, reason=one.reason, value=value)
            private = {"reason": one.reason, "identity": one.identity, "spellings": list(one.spellings)}
            file.append_sealed(said, private)


def leaves(case: Path, out: Path, *keys: str) -> Looked:
    looked = look(case, Act("R1", AT, keys), use_cache=False)
    assert [str(one) for one in looked.refused] == []
    release(looked, out, "a test")
    assert verify_folder(out) == []
    return looked


def leaked(out: Path, secrets: tuple[Secret, ...], looked: Looked) -> list[Any]:
    """In any byte of the folder, and in what the dry run prints of it."""
    listing = out.parent / "listing.json"
    listing.write_text(looked_words(looked, named=True), encoding="utf-8")
    return scan([out, listing], secrets, out.parent)


def no_secret_leaves(seed: int, folder: Path) -> None:
    """Every second case protects its sources as unnamed, so that their words would leave."""
    made, case, key = make_case(seed), folder / "papers", x25519.Identity.generate()
    written(case, made.documents)
    ids = {one.name: one.id for one in with_everything_checked(case).sources}
    protected(case, made, ids, key, "unnamed" if seed % 2 else None)
    looked = leaves(case, folder / "public", str(key))
    assert looked.public.register.claims
    assert leaked(folder / "public", (*made.secrets, *made.private), looked) == []


@pytest.mark.parametrize("seed", range(5))
def test_no_secret_of_a_made_up_case_leaves(seed: int, tmp_path: Path) -> None:
    no_secret_leaves(seed, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100))
def test_no_secret_of_a_hundred_cases_leaves(seed: int, tmp_path: Path) -> None:
    no_secret_leaves(seed, tmp_path)


def test_no_name_slips_out_from_the_place_it_stands_in(tmp_path: Path) -> None:
    made, case = planted(), tmp_path / "papers"
    written(case, made.documents, made.title, made.known)
    (case / "claims.csv").write_text(CLAIMS + made.claims_csv, encoding="utf-8")
    with_everything_checked(case, made.reason)
    more = [
        decided(DecisionKind.INTEREST, "ministry", value={"words": made.interest}, reason=made.reason),
        decided(DecisionKind.PUBLISH, f"name:{made.place}", verdict="withhold", reason=made.reason),
    ]
    with CaseFile.open(case) as file:
        file.append(more)
    looked = leaves(case, tmp_path / "public")
    assert len(looked.public.register.claims) >= 15
    found = {one.secret for one in leaked(tmp_path / "public", made.secrets, looked)}
    assert found == {made.small}  # in small letters nobody can tell a name from a word
    assert {one.words for one in looked.words} >= set(made.small.casefold().split())
    with CaseFile.open(case) as file:
        small = f"name:{made.small.casefold()}"
        file.append([decided(DecisionKind.PUBLISH, small, verdict="withhold", reason=made.reason)])
    looked = leaves(case, tmp_path / "again")
    assert leaked(tmp_path / "again", made.secrets, looked) == []
