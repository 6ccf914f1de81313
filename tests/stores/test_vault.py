"""What is sealed opens with a keeper's key and with nothing else, and stands in plain nowhere."""

import base64
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pyrage import decrypt
from pyrage.x25519 import Identity

from tollbook.errors import SettingsError, StoreError
from tollbook.model import Decision
from tollbook.model.decision import SEALED, DecisionKind, Seen
from tollbook.store.case_file import CaseFile
from tollbook.store.sealing import seal, unseal, unseal_with

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
REASON = "She asked that nobody learns of it."
NAME = "Fotima Nazarovа-Ёқубова"  # with a letter of another script, as such names are written
WORDS = "my brother and I carried eleven of them"
SECRETS = (REASON, NAME, WORDS, "+992 92 555 01 44")
PRIVATE = {"identity": NAME, "spellings": ["Фотима Назарова", NAME], "telephone": SECRETS[3]}


def protection(about: str = "b" * 16) -> Decision:
    seen = Seen("a" * 64, 10, 10 + len(WORDS), WORDS, "c" * 16)
    value = {"kind": "speaker", "shown_as": "a relative"}
    return Decision(DecisionKind.PROTECT, (about,), "unnamed", "R1", NOON, REASON, value, seen)


def spellings(secret: str) -> list[bytes]:
    """The bytes in which a secret could stand somewhere."""
    found = []
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1", "cp1251", "unicode_escape"):
        data = secret.encode(encoding, "ignore")
        found += [data, data[::-1], data.hex().encode(), data.hex().upper().encode()]
        found += [base64.b64encode(b"?" * shift + data)[4:-4] for shift in range(3)]
        found += [base64.urlsafe_b64encode(b"?" * shift + data)[4:-4] for shift in range(3)]
    return [one for one in found if len(one) > 5]


def held(folder: Path) -> bytes:
    """Every byte of every file, and what stands in any zlib stream among them."""
    files = [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]
    return b"\n".join(files + [unpacked for data in files for unpacked in streams(data)])


def streams(data: bytes) -> list[bytes]:
    found = []
    for at in range(len(data) - 1):
        if data[at] == 0x78 and data[at + 1] in (0x01, 0x5E, 0x9C, 0xDA):
            try:
                found.append(zlib.decompressobj().decompress(data[at:]))
            except zlib.error:
                continue
    return found


def assert_plain_nowhere(folder: Path, *secrets: str) -> None:
    everything = held(folder)
    for secret in secrets or SECRETS:
        for spelling in spellings(secret):
            assert spelling not in everything, secret


def test_a_secret_left_somewhere_would_be_seen(tmp_path: Path) -> None:
    for number, data in enumerate(
        (NAME.encode("utf-16-le"), base64.b64encode(b"a" + REASON.encode()), zlib.compress(b"-" + WORDS.encode()))
    ):
        (tmp_path / "left").write_bytes(b"..." + data + b"...")
        with pytest.raises(AssertionError):
            assert_plain_nowhere(tmp_path)
        assert number < 3


def test_without_a_keeper_nothing_is_sealed_and_the_message_says_how_to_have_one(case: Path) -> None:
    with CaseFile.open(case) as file:
        with pytest.raises(StoreError, match=r"no keeper yet.*nothing was written.*tollbook keepers"):
            file.append_sealed(protection(), PRIVATE)
        assert list(file.log()) == []
    assert_plain_nowhere(case)


def test_what_is_sealed_opens_with_a_keepers_key_alone(case: Path, keepers: Any) -> None:
    (key, recipient), (other, _) = keepers[:2]
    with CaseFile.open(case) as file:
        file.add_keeper("R1", recipient)
        open = file.append_sealed(protection(), PRIVATE)
        assert (open.reason, open.sealed, open.seen) == (SEALED, True, None)
        assert open.value["shown_as"] == "a relative"
        assert open.value["commitment"] == list(file.log())[-1].commitment
        assert file.decisions() == (open,)
        assert file.private([other]) == {}
        opened = file.private([other, key])[open.id]
        assert opened["reason"] == REASON and opened["identity"] == NAME and opened["seen"]["words"] == WORDS
        assert file.check() == file.check([other]) == file.check([key]) == ()


def test_nothing_sealed_stands_in_plain_after_any_act(case: Path, keepers: Any, decide: Any) -> None:
    """Looked for while the file is open, so in its side files too, and after it was closed."""
    (first, one), (second, two), (_third, three) = keepers
    with CaseFile.open(case) as file:
        acts = (
            lambda: file.add_keeper("R1", one),
            lambda: file.append_sealed(protection(), PRIVATE),
            lambda: file.append([decide(n) for n in range(20)]),
            lambda: file.private([first]),
            lambda: file.salt("release"),
            lambda: file.add_keeper("R2", two, [first]),
            lambda: file.add_keeper("R3", three),
            lambda: file.check([second]),
            lambda: file.remove_keeper("R1", [second]),
            lambda: file.append_sealed(protection("d" * 16), PRIVATE),
            lambda: file.erase([file.decisions()[0].id], "R9", NOON, "Consent was withdrawn."),
        )
        for act in acts:
            act()
            assert_plain_nowhere(case)
    assert_plain_nowhere(case)


def test_the_length_of_what_is_sealed_says_little(keepers: Any) -> None:
    key, recipient = keepers[0]
    held = [Identity.from_str(key)]
    lengths = set()
    for content in (b"{}", b"{'identity': 'Abdurahmon'}"):
        sealed = seal(content, [recipient])
        assert unseal(sealed, held) == content
        own = Identity.from_str(unseal_with(sealed.key, held).decode())
        lengths.add(len(decrypt(sealed.content, [own])))
    assert len(lengths) == 1


def test_what_is_erased_stands_in_no_byte_of_the_file(case: Path, decide: Any) -> None:
    """Not even sealed: neither the key, nor what it opens."""
    with CaseFile.open(case) as file:
        file.append([decide(n) for n in range(200)])
        with file._book.reading() as connection:
            rows = connection.exec_driver_sql("select key, content from contents where seq in (7, 8, 150)").all()
        parts = [bytes(part) for row in rows for part in row]
        assert all(part in held(case) for part in parts)
        file.erase([decide(n).id for n in (6, 7, 149)], "R9", NOON, "Consent was withdrawn.")
        pieces = [part[at : at + 16] for part in parts for at in range(16, len(part) - 16, 16)]
        everything = held(case)
        assert [piece for piece in pieces if piece in everything and b"X25519" not in piece] == []


def test_an_erased_protection_still_protects(case: Path, keepers: Any) -> None:
    with CaseFile.open(case) as file:
        file.add_keeper("R1", keepers[0][1])
        open = file.append_sealed(protection(), PRIVATE)
        assert file.erase([open.id], "R9", NOON, "Consent was withdrawn.") == 1
        assert file.decisions() == (open,)
        assert file.private([keepers[0][0]]) == {}
        assert [entry.state for entry in file.log()] == ["whole", "erased", "whole"]
        assert file.check([keepers[0][0]]) == ()


def test_a_keeper_more_opens_what_was_sealed_before_where_a_key_is_given(case: Path, keepers: Any) -> None:
    (first, one), (second, two), (third, _) = keepers
    with CaseFile.open(case) as file:
        file.add_keeper("R1", one)
        open = file.append_sealed(protection(), PRIVATE)
        assert file.add_keeper("R2", two).left == 1
        assert file.private([second]) == {}
        assert file.add_keeper("R2", two, [first]).done == 1  # the same again, now with a key
        assert set(file.private([second])) == {open.id}
        later = file.append_sealed(protection("d" * 16), PRIVATE)
        assert set(file.private([second])) == {open.id, later.id}
        assert file.keepers() == {"R1": one, "R2": two}
        assert file.remove_keeper("R1", [second]).left == 0
        assert file.private([first]) == {}
        assert file.private([third]) == {} and file.keepers() == {"R2": two}
        assert file.check([second]) == ()


def test_the_last_keeper_stays_while_something_is_sealed(case: Path, keepers: Any) -> None:
    (key, recipient), *_ = keepers
    with CaseFile.open(case) as file:
        file.add_keeper("R1", recipient)
        file.remove_keeper("R1")
        file.add_keeper("R1", recipient)
        file.append_sealed(protection(), PRIVATE)
        with pytest.raises(StoreError, match="R1 is the only keeper"):
            file.remove_keeper("R1", [key])
        assert file.keepers() == {"R1": recipient}


def test_a_keeper_is_a_code_and_a_recipient(case: Path, keepers: Any) -> None:
    (key, recipient), (_, other) = keepers[:2]
    with CaseFile.open(case) as file:
        for code, given, words in (
            ("Fotima Nazarova", recipient, "as a code of letters and digits"),
            ("R1", key, "the secret key itself"),
            ("R1", "age1nothing", "no recipient of age"),
        ):
            with pytest.raises(SettingsError, match=words) as caught:
                file.add_keeper(code, given)
            assert key not in str(caught.value)
        file.add_keeper("R1", recipient)
        with pytest.raises(SettingsError, match="a keeper already, with another key"):
            file.add_keeper("R1", other)
        with pytest.raises(SettingsError, match=r"R2 is no keeper of this case. Its keepers: R1"):
            file.remove_keeper("R2")
        with pytest.raises(SettingsError, match="not one of age") as caught:
            file.private([key[:-4]])
        assert key[:-4] not in str(caught.value)


def test_a_salt_is_made_once(case: Path, keepers: Any) -> None:
    (key, recipient), *_ = keepers
    with CaseFile.open(case) as file:
        salt = file.salt("release")
        assert len(salt) == 32 and file.salt("release") == salt != file.salt("other")
    with CaseFile.open(case) as file:
        assert file.salt("release") == salt
        assert salt in held(case)
        assert file.add_keeper("R1", recipient).done == 2
        assert salt not in held(case)  # what lay open is sealed with the first keeper
        with pytest.raises(StoreError, match="sealed to its keepers"):
            file.salt("release")
        assert file.salt("release", [key]) == salt
        made = file.salt("later")
        assert file.salt("later", [key]) == made and made not in held(case)
