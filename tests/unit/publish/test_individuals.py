"""Who is said to be responsible: units and institutions with their speaker, never one person, on the first page."""

import json
import re
from pathlib import Path

import pytest

from tollbook.publish.individuals import is_individual, party_shown, words_shown
from tollbook.publish.phrases import phrases
from tollbook.publish.told import told
from tollbook.tasks import build

TEXT = """Riot at Marrow prison

A riot broke out at the prison in Marrow, Tajikistan, on 3 May 2004, in which 12 prisoners were killed. Human Rights
Watch said that General Orlov was responsible for the killing of the prisoners. The union said that the guards were
responsible for the killings.
"""


@pytest.mark.parametrize(
    "party",
    ["the guards", "Spetsnaz", "the National Guard", "Taliban",
      "Tajik government", "the Ministry of the Interior", "OMON", "security forces", "two men", "police",
     "the Syrian army", "Government of Tajikistan", "attackers", "some officials", "the prosecutor's office",
      "Ministry of Internal Affairs", "Police Department of Velm", "the guards of Velm prison"],
)  # fmt: skip
def test_groups_and_institutions_are_named(party: str) -> None:
    assert not is_individual(party) and party_shown(party, phrases()) == party


@pytest.mark.parametrize(
    "party",
    ["General Orlov", "Orlov", "the president", "Aziz Karimov", "the warden",
     "Minister Salimov of the Interior Ministry", "the prison director", "guards led by Rustam Velmov", "IVANOV",
     "soldiers under Colonel Velmov", "Rahmonov's troops", "guards, Saidov among them", "police officer Karimov",
     "the police, including Ali Karimov", "Karimov and the guards", "the minister and the police"],
)  # fmt: skip
def test_one_person_is_not(party: str) -> None:
    assert is_individual(party) and party not in party_shown(party, phrases())


def test_the_first_page_names_no_individual_outside_the_source_itself(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "one.txt").write_text(TEXT, encoding="utf-8")
    out = build(tmp_path / "case", tmp_path / "out", use_cache=False).out
    roles = json.loads((out / "record.json").read_text("utf-8"))["incidents"][0]["roles"]
    assert {role["party"] for role in roles} >= {
        "General Orlov",
        "the guards",
    }  # both are read, and stand in the record
    page = (out / "index.html").read_text("utf-8")
    told, _, sources = page.partition('id="sources"')
    assert sources, "the sources stand last"
    assert "Orlov" not in told and "the guards" in told and "somebody whom the source names" in told
    beside = re.sub(r"<blockquote.*?</blockquote>|<mark>.*?</mark>|<p[ >].*?</p>", "", sources, flags=re.DOTALL)
    assert "General Orlov" not in beside  # what stands beside the text says it no more than the page does
    (held,) = re.findall(r"[^>]*the guards[^<]*", told)[:1]
    assert "Orlov" not in held


INQUIRY = """Notes on Marrow prison

5 May 2004

A riot broke out at the prison in Marrow, Tajikistan, on 3 May 2004, in which 12 prisoners were killed. General Orlov
refused the Red Cross access to the prison. Human Rights Watch said that General Orlov was responsible for the killing
of the prisoners. The ministry said that the police led by Aziz Karimov were responsible for the killings.
"""


def test_no_section_names_one_whom_a_claim_blames_in_what_way_ever(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "one.txt").write_text(INQUIRY, encoding="utf-8")
    out = build(tmp_path / "case", tmp_path / "out", use_cache=False).out
    claims = json.loads((out / "record.json").read_text("utf-8"))["claims"]
    blamed = {one["kind"]: json.dumps(one["value"]) for one in claims if one["value"]}
    assert "Orlov" in blamed["access"] and "role" in blamed
    page = (out / "index.html").read_text("utf-8").partition('id="sources"')[0]
    assert [name for name in ("Orlov", "Karimov") if name in page] == []


def test_who_is_behind_a_practice_or_a_deed_is_not_named_either_and_a_body_is() -> None:
    says = phrases()
    for kind, value in (
        ("pattern", {"pattern": "daily norm", "by": None, "directed_by": "Colonel Velmov"}),
        ("act", {"act": "shot five men", "by": "Velmov", "of": "five men", "intent": None}),
        ("access", {"access": "refused", "by": "the warden Velmov", "to": "the Red Cross", "about": None}),
    ):
        told_of = told({"kind": kind, "value": value}, says)
        assert told_of and "Velmov" not in told_of and "somebody whom the source names" in told_of
    told_of = told(
        {"kind": "pattern", "value": {"pattern": "daily norm", "directed_by": "the Ministry of Justice"}}, says
    )
    assert told_of and "the Ministry of Justice" in told_of


def test_the_quote_of_what_blames_one_person_is_not_repeated_where_it_is_a_ground() -> None:
    claim = {"kind": "role", "value": {"party": "General Orlov", "role": "said_to_be_responsible"}}
    assert words_shown(claim, "General Orlov ordered it", phrases()) == "somebody whom the source names"
    claim["value"] = {"party": "the guards", "role": "said_to_be_responsible"}
    assert words_shown(claim, "the guards did it", phrases()) == "the guards did it"
