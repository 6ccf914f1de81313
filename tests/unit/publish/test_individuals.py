"""Who is said to be responsible: units and institutions with their speaker, never one person, on the first page."""

import json
import re
from pathlib import Path

import pytest

from tollbook.publish.individuals import is_individual, party_shown
from tollbook.publish.phrases import phrases
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
     "the Syrian army", "Government of Tajikistan", "attackers", "some officials"],
)  # fmt: skip
def test_groups_and_institutions_are_named(party: str) -> None:
    assert not is_individual(party) and party_shown(party, phrases()) == party


@pytest.mark.parametrize(
    "party",
    ["General Orlov", "Orlov", "the president", "Aziz Karimov", "the warden",
     "Minister Salimov of the Interior Ministry"],
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
