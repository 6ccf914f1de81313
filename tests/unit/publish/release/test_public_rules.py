"""What leaves of published rules: their verdicts; not what they would give, nor how many persons are described."""

import json
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from planted import Told, claims_of, clearance, register_of, salts, source_of

from tollbook.model import Place
from tollbook.publish.release import public_register, write_release
from tollbook.publish.verify import verify_folder
from tollbook.reconcile import RULES, reconcile_incident

GUARD = Told("A guard said that 12 people were killed.", "12 people", 12, "A guard")


def test_neither_arithmetic_nor_persons_described_leave(tmp_path: Path) -> None:
    news = source_of("news.txt", [GUARD.sentence], "What a guard says")
    claims = claims_of(news, [GUARD])
    register = register_of([news], claims)
    rules = tuple(RULES[id_] for id_ in ("range", "ibc-2008", "airwars", "ohchr-2019", "ecw-2016"))
    account = register.accounts[0]
    incident = replace(account.incident, where=Place("Marrow", "Tajikistan", "TJK"))
    _, tolls = reconcile_incident(incident, claims, rules)
    register = replace(register, accounts=(replace(account, incident=incident, tolls=tolls),), rules=rules)
    write_release(public_register(register, clearance(), salts), {}, tmp_path / "public")
    record = json.loads((tmp_path / "public" / "record.json").read_text(encoding="utf-8"))
    given = [toll for one in record["incidents"] for toll in one["tolls"] if toll["group"] == "all"]
    assert {toll["rule"] for toll in given} == {rule.id for rule in rules}
    assert not any("otherwise" in toll for toll in given)
    assert [toll["why"] for toll in given if toll["rule"] == "ohchr-2019"] == ["not applied: nobody verified"]
    assert verify_folder(tmp_path / "public") == []
