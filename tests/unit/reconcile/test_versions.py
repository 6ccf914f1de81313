"""A later version stands in the place of an earlier one, whatever people wrote down about which is which."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.model import Account, Document, Indeterminate, Issue, Provenance, Register, Severity, Toll
from tollbook.pipeline import build_register
from tollbook.publish.dossier import write_dossier
from tollbook.publish.verify import verify_folder
from tollbook.reconcile import Named, find_versions
from tollbook.settings import Settings, settings_toml

HEAD = "Riot at Marrow prison\n\nA riot broke out at the prison in the town of Marrow, Tajikistan, on 3 May 2004. "
ONE = "The ministry said that 12 prisoners were killed and 30 people were injured."
TWO = "The ministry said that 16 prisoners were killed and 30 people were injured."
OTHER = "Families said that 20 people died."


def documents(**texts: str) -> list[Document]:
    return [Document(f"{name}.txt", f"{HEAD}{text}\n".encode()) for name, text in texts.items()]


def built(known: dict[str, str], **texts: str) -> Register:
    """``known``: for a document, the one that it supersedes."""
    said = {f"{name}.txt": Provenance(supersedes=f"{earlier}.txt") for name, earlier in known.items()}
    return build_register(documents(**texts), Settings(), said).register


def account_of(register: Register) -> Account:
    (account,) = register.accounts
    return account


def killed(register: Register, group: str = "all") -> Toll | Indeterminate:
    (toll,) = [one for one in account_of(register).tolls if one.harm == "killed" and one.group == group]
    return toll


def names(register: Register) -> dict[str, str]:
    return {source.id: source.name for source in register.sources}


def asides(register: Register) -> set[tuple[str, str]]:
    """(document, reason) of every claim that some toll sets aside."""
    by_id = {claim.id: names(register)[claim.anchor.source] for claim in register.claims}
    return {(by_id[one.claim], one.reason) for toll in account_of(register).tolls for one in toll.set_aside}


def of_versions(issues: Iterable[Issue]) -> list[tuple[str, Severity]]:
    about = ("new-version", "same-address")
    return [(one.code, one.severity) for one in issues if one.code.startswith("supersed") or one.code in about]


def test_the_claims_of_the_earlier_version_are_shown_and_set_aside() -> None:
    register = built({"v2": "v1"}, v1=TWO, v2=ONE, x=OTHER)
    toll = killed(register)
    assert isinstance(toll, Toll)
    assert (toll.low, toll.high, toll.voices) == (12, 20, 2)
    assert asides(register) == {("v1.txt", "superseded")}
    assert set(names(register).values()) == {"v1.txt", "v2.txt", "x.txt"}
    assert len([claim for claim in register.claims if names(register)[claim.anchor.source] == "v1.txt"]) == 2


def test_the_same_without_a_word_on_versions_is_another_figure() -> None:
    toll = killed(built({}, v1=TWO, v2=ONE, x=OTHER))
    assert isinstance(toll, Toll) and (toll.low, toll.high) == (16, 20)


def test_its_voice_does_not_count() -> None:
    register = built({"v2": "v1"}, v1=OTHER, v2=ONE)
    spoken = {claim for voice in account_of(register).voices for claim in voice.claims}
    assert {names(register)[claim.anchor.source] for claim in register.claims if claim.id in spoken} == {"v2.txt"}
    assert not any("documents" in voice.why for voice in account_of(register).voices)


def test_what_only_the_earlier_version_acknowledged_is_acknowledged_no_more() -> None:
    register = built({"v2": "v1"}, v1=ONE, v2="Nothing more is known.", x=OTHER)
    toll = killed(register)
    assert isinstance(toll, Toll)
    assert (toll.low, toll.acknowledged_by, toll.responsibility) == (20, (), None)


def test_where_only_the_earlier_version_gives_a_figure_there_is_none_now() -> None:
    register = built({"v2": "v1"}, v1=ONE, v2="Nothing more is known.")
    toll = killed(register)
    assert isinstance(toll, Indeterminate) and asides(register) == {("v1.txt", "superseded")}


def test_the_note_says_what_was_lost_kept_and_gained() -> None:
    register = built({"v2": "v1"}, v1=ONE, v2=TWO)
    (note,) = [one for one in register.issues if one.code == "new-version"]
    assert note.severity is Severity.NOTE
    assert note.message.startswith(
        "v2.txt supersedes v1.txt: 1 claim lost (“12 prisoners” killed, The ministry), 1 kept, 1 gained "
        "(“16 prisoners” killed, The ministry)."
    )
    assert len(note.about) == 2


def test_what_is_stated_twice_and_then_once_is_lost_once() -> None:
    twice = f"{ONE} The ministry said that 12 prisoners were killed."
    (note,) = [one for one in built({"v2": "v1"}, v1=twice, v2=ONE).issues if one.code == "new-version"]
    assert "1 claim lost" in note.message and "2 kept, 0 gained" in note.message


def test_a_chain_leaves_the_last() -> None:
    third = "The ministry said that 18 prisoners were killed."
    register = built({"v2": "v1", "v3": "v2"}, v1=ONE, v2=TWO, v3=third)
    toll = killed(register)
    assert isinstance(toll, Toll) and (toll.low, toll.high) == (18, 18)
    assert asides(register) == {("v1.txt", "superseded"), ("v2.txt", "superseded")}
    assert of_versions(register.issues) == [("new-version", Severity.NOTE)] * 2


@pytest.mark.parametrize(
    ("known", "code", "aside"),
    [
        ({"v2": "v1", "v3": "v1"}, "superseded-twice", {"v1.txt"}),
        ({"v2": "v1", "v1": "v2"}, "supersedes-in-a-circle", set()),
        ({"v1": "v2", "v2": "v3", "v3": "v1"}, "supersedes-in-a-circle", set()),
        ({"v1": "v2", "v2": "v1", "v3": "v1"}, "supersedes-in-a-circle", {"v1.txt"}),
        ({"v2": "v2"}, "supersedes-itself", set()),
        ({"v2": "v9"}, "superseded-not-there", set()),
    ],
)
def test_each_word_that_cannot_be_followed_is_asked_about(known: dict[str, str], code: str, aside: set[str]) -> None:
    third = "The ministry said that 18 prisoners were killed."
    register = built(known, v1=ONE, v2=TWO, v3=third)
    assert {name for name, reason in asides(register) if reason == "superseded"} == aside
    assert (code, Severity.OPEN) in of_versions(register.issues)


def test_the_same_bytes_under_two_names_do_not_supersede_themselves() -> None:
    register = built({"v2": "v1"}, v1=ONE, v2=ONE)
    assert isinstance(killed(register), Toll) and of_versions(register.issues) == [("supersedes-itself", "open")]


def test_a_later_version_that_cannot_be_read_supersedes_nothing(tmp_path: Path) -> None:
    there = [*documents(v1=ONE), Document("v2.txt", tmp_path / "not-there.txt")]
    register = build_register(there, Settings(), {"v2.txt": Provenance(supersedes="v1.txt")}).register
    assert isinstance(killed(register), Toll)
    assert of_versions(register.issues) == [("superseding-not-read", Severity.OPEN)]


def test_a_name_is_found_however_its_letters_are_composed() -> None:
    there = [Document("e\u0301.txt", b"one"), Document("v2.txt", b"two")]
    named = [Named(one.name, str(n) * 64, "\u00e9.txt" if n else None) for n, one in enumerate(there)]
    assert [(one.earlier[0], one.later[0]) for one in find_versions(named)[0]] == [("0", "1")]


def test_one_address_and_two_contents_is_asked_about_until_somebody_says() -> None:
    stood = {name: Provenance(address="https://example.org/a") for name in ("v1.txt", "v2.txt")}
    asked = build_register(documents(v1=ONE, v2=TWO), Settings(), stood).register
    assert of_versions(asked.issues) == [("same-address", Severity.OPEN)]
    stood["v2.txt"] = Provenance(address="https://example.org/a", supersedes="v1.txt")
    told = build_register(documents(v1=ONE, v2=TWO), Settings(), stood).register
    assert of_versions(told.issues) == [("new-version", Severity.NOTE)]


@pytest.mark.parametrize("known", [{"v2": "v1"}, {"v2": "v1", "v3": "v2"}, {"v2": "v1", "v3": "v1"}])
def test_a_dossier_with_versions_verifies(known: dict[str, str], tmp_path: Path) -> None:
    texts = {"v1": ONE, "v2": "Nothing more is known.", "v3": TWO}
    said = {f"{name}.txt": Provenance(supersedes=f"{earlier}.txt") for name, earlier in known.items()}
    made = build_register(documents(**texts), Settings(), said)
    write_dossier(made.register, made.documents, settings_toml(Settings()), tmp_path / "d")
    assert verify_folder(tmp_path / "d") == []
    page = (tmp_path / "d" / "index.html").read_text(encoding="utf-8")
    assert "Superseded by <a" in page and "a later version of its document stands in its place" in page


ids = st.integers(0, 6)


@given(st.dictionaries(ids, ids, max_size=7), st.randoms(use_true_random=False))
def test_nobody_supersedes_themselves_at_length_and_order_does_not_matter(
    said: dict[int, int], shuffled: object
) -> None:
    named = [Named(f"{n}.txt", str(n) * 64, f"{said[n]}.txt" if n in said else None) for n in range(7)]
    versions, issues = find_versions(named)
    shuffled.shuffle(named)  # type: ignore[attr-defined]
    again, issues_again = find_versions(named)
    assert (versions, sorted(map(str, issues))) == (again, sorted(map(str, issues_again)))
    later = {one.earlier: one.later for one in versions}
    for start, first in later.items():
        seen, at = {start}, first
        while at in later:
            assert at not in seen
            seen.add(at)
            at = later[at]
    followed = {(one.later[0], one.earlier[0]) for one in versions}
    left = {(str(n), str(one)) for n, one in said.items()} - followed
    assert bool(left) == any(issue.code in ("supersedes-itself", "supersedes-in-a-circle") for issue in issues)
