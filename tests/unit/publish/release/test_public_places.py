"""Of what a gazetteer knows of a place, and of how else documents spell it, nothing leaves."""

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from planted import Told, claims_of, clearance, register_of, salts, source_of

from tollbook.model import Place
from tollbook.model.locality import Locality, LocalityKind, Located
from tollbook.publish.incident_entry import where_entry
from tollbook.publish.release import public_register, write_release
from tollbook.publish.verify import verify_folder

GUARD = Told("A guard said that 12 people were killed.", "12 people", 12, "A guard")
MIDDLE = (40.28, 69.62)
HERE = Locality("geonames:1514879", "Khujand", LocalityKind.SETTLEMENT, "TJK", "region:TJ.03", "Sughd", MIDDLE)
PLACE = Place("Marrow", "Tajikistan", "TJK", located=Located((HERE,), HERE, "so it is"), also=("Leninabad",))


def test_no_gazetteer_leaves_nor_the_other_spellings_of_a_place(tmp_path: Path) -> None:
    news = source_of("news.txt", [GUARD.sentence], "What a guard says")
    register = register_of([news], claims_of(news, [GUARD]))
    account = register.accounts[0]
    account = replace(account, incident=replace(account.incident, where=PLACE))
    public = public_register(replace(register, accounts=(account,)), clearance(), salts)
    write_release(public, {}, tmp_path / "public")
    files = (one for one in (tmp_path / "public").rglob("*") if one.is_file() and one.parent.name != "schema")
    held = [one.read_bytes() for one in files]
    for secret in (b"geonames:1514879", b"Sughd", b"40.28", b"Leninabad", b'"gazetteer"'):
        assert not any(secret in one for one in held), secret
    assert verify_folder(tmp_path / "public") == []


def test_a_working_copy_has_both() -> None:
    entry = where_entry(PLACE)
    assert entry["also"] == ["Leninabad"]
    assert entry["gazetteer"]["taken"] == "geonames:1514879"
    assert entry["gazetteer"]["candidates"][0]["latitude"] == MIDDLE[0]
