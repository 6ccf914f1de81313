"""The codebook page: what was stated, what was not, and what each word that occurs means, the same as in the docs."""

import json
import re
from pathlib import Path

import pytest

from tollbook import tasks
from tollbook.errors import SettingsError
from tollbook.model import StandardOfProof
from tollbook.model.codebook import NOT_STATED, Codebook
from tollbook.publish.codebook import definitions, render_codebook
from tollbook.publish.phrases import phrases
from tollbook.publish.verify import verify_folder
from tollbook.settings import Settings, load_settings, settings_toml

ROOT = Path(__file__).parents[3]
TOLD = "Riot\n\nThe ministry said that 12 prisoners were killed at the prison in Marrow, Tajikistan, on 3 May 2004.\n"
STATED = Codebook(
    includes=('Deaths in the prison of "Marrow"', "People who died later of wounds"),
    excludes=("Deaths elsewhere",),
    corroboration="Two who do not know of one another.",
    corroboration_voices=2,
    standard=StandardOfProof.REASONABLE_GROUNDS,
    notes="For the team.",
)
HEADINGS = {
    "kinds": "Kinds of claim",
    "harms": "Harms",
    "groups": "Groups",
    "forms": "Forms of a figure",
    "stances": "What the speaker does",
    "speaker_types": "Kinds of speaker",
    "marks": "Marks of a count",
    "set_aside": "Why a claim was set aside",
    "standards": "Standards of proof",
    "decisions": "Kinds of decision",
    "sides": "Sides",
}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "ministry.txt").write_text(TOLD)
    return folder


def page_of(case: Path, codebook: Codebook = NOT_STATED) -> str:
    (case / "case.toml").write_text(settings_toml(Settings(codebook=codebook)))
    out = tasks.build(case, case.parent / "out").out
    assert verify_folder(out) == []
    return " ".join((out / "codebook.html").read_text(encoding="utf-8").split())


@pytest.mark.parametrize("table", HEADINGS)
def test_the_words_are_those_of_the_page_of_codes(table: str) -> None:
    text = (ROOT / "docs" / "reference" / "codes.md").read_text(encoding="utf-8")
    section = text[text.index(f"## {HEADINGS[table]}") :].partition("\n## ")[0]
    rows = section[section.index("| code |") :].partition("\n\n")[0].splitlines()
    documented = [re.fullmatch(r"\| `([\w-]+)` \| (.*) \|", row) for row in rows[2:]]
    assert {row[1]: row[2] for row in documented if row} == definitions()[table]["codes"]
    assert rows[0].split("|")[2].strip() == definitions()[table]["about"]


def test_every_standard_has_its_words() -> None:
    assert set(definitions()["standards"]["codes"]) == {*StandardOfProof} == set(phrases().entry("codebook.standards"))


def test_what_was_stated_stands_there_and_what_was_not_is_said(case: Path) -> None:
    page = page_of(case)
    assert page.count(">not stated<") == 5
    page = page_of(case, STATED)
    assert ">not stated<" not in page
    for words in (
        "Deaths in the prison of &#34;Marrow&#34;",
        "People who died later",
        "Deaths elsewhere",
        "two voices",
    ):
        assert words in page
    assert "Reasonable grounds: a finding is made where" in page
    assert "For the team." in page and "These notes leave with no release." in page


def test_only_what_occurs_is_defined(case: Path) -> None:
    page = page_of(case)
    assert "lost their lives" in page and "People held: inmates" in page
    assert "members of an army" not in page and "were hurt" not in page


def test_it_says_what_is_read_and_how_far_claims_were_checked(case: Path) -> None:
    (case / "other.txt").write_text(
        "Беспорядки в тюрьме. Министерство сообщило, что погибли двенадцать заключённых, ещё несколько были ранены.\n"
    )
    page = page_of(case)
    assert re.search(r"English</th><td[^>]*>one document</td><td[^>]*>read by", page)
    assert re.search(r"Russian</th><td[^>]*>one document</td><td[^>]*>not read for claims", page)
    assert re.search(r"Machine-read, unreviewed</th><td[^>]*>1</td>", page)
    assert "lines 15 to 18" in page  # the citation of the rule


def test_each_rule_says_whose_it_is(case: Path) -> None:
    (case / "case.toml").write_text('rules = ["range", "acled-2024"]\n')
    page = (tasks.build(case, case.parent / "out").out / "codebook.html").read_text("utf-8")
    told = re.findall(r'<span class="whose">(.*?)</span>', page)
    assert sorted(told) == sorted(
        [
            "a span of claims, and no published rule.",
            "rule published by ACLED, applied by Tollbook; not a figure of ACLED.",
        ]
    )


def test_the_index_leads_to_it_and_back_and_nothing_runs(case: Path) -> None:
    page = page_of(case)
    index = (case.parent / "out" / "index.html").read_text(encoding="utf-8")
    assert 'href="codebook.html"' in index and 'href="index.html"' in page
    assert "<script" not in page
    assert "default-src &#39;none&#39;" in page


def test_words_of_the_makers_are_shown_as_words(case: Path) -> None:
    page = page_of(case, Codebook(includes=("<script>alert(1)</script>",)))
    assert "<script" not in page and "&lt;script&gt;" in page


def test_two_builds_give_the_same_bytes(case: Path) -> None:
    assert page_of(case, STATED) == page_of(case, STATED)
    first = (case.parent / "out" / "codebook.html").read_bytes()
    tasks.build(case, case.parent / "again", use_cache=False)
    assert (case.parent / "again" / "codebook.html").read_bytes() == first


def test_a_code_that_nobody_defined_is_shown_as_it_is(case: Path) -> None:
    page_of(case)
    record = json.loads((case.parent / "out" / "record.json").read_text(encoding="utf-8"))
    record["claims"][0]["harm"] = "drowned"
    assert "Drowned" in render_codebook(record, [])


def test_settings_come_back_as_they_were_written(case: Path) -> None:
    settings = Settings(title="A", crowd=3, codebook=STATED)
    (case / "case.toml").write_text(settings_toml(settings))
    assert load_settings(case) == settings
    (case / "case.toml").write_text('[codebook]\nincludes = "one"\n')
    assert load_settings(case).codebook == Codebook(includes=("one",))


@pytest.mark.parametrize(
    "wrong",
    [
        "codebook = 3",
        "[codebook]\nmore = 1",
        "[codebook]\nincludes = 3",
        '[codebook]\nincludes = [" "]',
        '[codebook]\ncorroboration = ""',
        "[codebook]\ncorroboration_voices = 0",
        "[codebook]\ncorroboration_voices = true",
        '[codebook]\nstandard = "sure"',
    ],
)
def test_anything_else_is_refused_with_what_to_write(case: Path, wrong: str) -> None:
    (case / "case.toml").write_text(wrong)
    with pytest.raises(SettingsError, match=r"codebook|corroboration_voices"):
        load_settings(case)
