"""What the dossier of the Khujand riots says, sentence by sentence (examples/khujand/FACTS.md has the facts)."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tollbook import tasks
from tollbook.read.formats import CONTAINERS

CASE = Path(__file__).parents[2] / "examples" / "khujand"
UNREAD = {"ru": 5, "ar": 4, "tg": 3, "lt": 2, "fa": 1}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tasks.build(CASE, tmp_path_factory.mktemp("khujand") / "dossier").out


@pytest.fixture(scope="module")
def record(dossier: Path) -> dict[str, Any]:
    return dict(json.loads((dossier / "record.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def sources(record: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By name within the case, the folder left out."""
    return {source["name"].partition("/")[2] or source["name"]: source for source in record["sources"]}


@pytest.fixture(scope="module")
def riot(record: dict[str, Any]) -> dict[str, Any]:
    """The incident of 7 November 2018."""
    return next(one for one in record["incidents"] if one["when"] == "2018-11-07")


@pytest.fixture(scope="module")
def said(record: dict[str, Any], riot: dict[str, Any]) -> list[dict[str, Any]]:
    """The counts of the riot of 2018, each with the name of its document."""
    names = {source["id"]: source["name"].partition("/")[2] or source["name"] for source in record["sources"]}
    inside = {one["claim"] for one in riot["claims"]}
    counts = [claim for claim in record["claims"] if claim["id"] in inside and claim["kind"] == "count"]
    return [claim | {"document": names[claim["source"]]} for claim in counts]


def toll(incident: dict[str, Any], harm: str, group: str = "all") -> dict[str, Any]:
    return next(one for one in incident["tolls"] if (one["harm"], one["group"]) == (harm, group))


def figures(said: list[dict[str, Any]], document: str) -> set[tuple[str, str, int | None, int | None]]:
    """Harm, group, low and high of each count of a document."""
    return {(one["harm"], one["group"], one["low"], one["high"]) for one in said if one["document"].endswith(document)}


def speakers(said: list[dict[str, Any]], **facts: object) -> set[str | None]:
    return {one["speaker"] for one in said if all(one[fact] == value for fact, value in facts.items())}


def issues(record: dict[str, Any], code: str) -> list[dict[str, Any]]:
    return [issue for issue in record["issues"] if issue["code"] == code]


# The incidents


def test_there_are_two_riots_and_what_was_told_beside_them(record: dict[str, Any]) -> None:
    assert [(one["kind"], one["when"]) for one in record["incidents"]] == [
        ("riot", "1997-04-14/1997-04-17"),
        ("killing", "1996-05"),
        ("demonstration", "[1996-05..]"),
        ("riot", "2018-11-07"),
        ("deaths", "2016"),
    ]


def test_an_april_told_of_in_2018_is_the_april_of_1997(record: dict[str, Any], sources: dict[str, Any]) -> None:
    first = sources["2018-11-08-agency-first-report.md"]["id"]
    counts = [one for one in record["claims"] if one["source"] == first and one["kind"] == "count"]
    riots = {one["id"]: one["when"] for one in record["incidents"]}
    assert [(one["low"], one["high"], riots[one["incident"]][:4]) for one in counts] == [
        (None, None, "2018"),
        (24, 24, "1997"),
        (35, 35, "1997"),
        (None, 150, "1997"),
    ]


def test_the_riot_of_1997_stands_as_it_stood(record: dict[str, Any]) -> None:
    killed, injured = toll(record["incidents"][0], "killed"), toll(record["incidents"][0], "injured")
    assert (killed["low"], killed["high"], killed["acknowledged_high"]) == (24, 158, 24)
    assert (injured["low"], injured["high"], injured["highest_stated"]) == (35, None, 200)


def test_of_2016_a_guard_and_a_prisoner_died_and_a_prisoner_was_injured(record: dict[str, Any]) -> None:
    earlier = record["incidents"][4]
    assert (toll(earlier, "killed")["low"], toll(earlier, "killed", "guards")["low"]) == (2, 1)
    assert toll(earlier, "injured", "prisoners")["low"] == 1


# November 2018: the spans


def test_thirteen_to_fifty_three_and_more_are_said_to_have_been_killed(riot: dict[str, Any]) -> None:
    killed = toll(riot, "killed")
    assert (killed["low"], killed["high"], killed["highest_stated"], killed["open"]) == (13, None, 53, True)
    assert killed["groups_differ"]


def test_six_to_186_are_said_to_have_been_injured(riot: dict[str, Any]) -> None:
    injured = toll(riot, "injured")
    assert (injured["low"], injured["high"], injured["acknowledged_high"]) == (6, 186, None)


def test_ten_to_twenty_killed_or_injured_stay_undivided(riot: dict[str, Any]) -> None:
    assert (toll(riot, "casualties")["low"], toll(riot, "casualties")["high"]) == (10, 20)


def test_the_foreign_minister_acknowledges_25_of_whom_21_are_prisoners(
    riot: dict[str, Any], said: list[dict[str, Any]]
) -> None:
    """By name and by office alone it is one voice, so that its 21 are a part of its 25."""
    killed = toll(riot, "killed")
    assert (killed["acknowledged_low"], killed["acknowledged_high"]) == (25, 25)
    by = {one["speaker"] for one in said if one["id"] in killed["acknowledged_by"]}
    assert by == {
        "Foreign Minister Sirojiddin Muhriddin",
        "Сироҷиддин Муҳриддин, вазири корҳои хориҷии Тоҷикистон",
    }


def test_the_parts_of_the_ministers_25_are_no_toll_of_their_own(
    riot: dict[str, Any], said: list[dict[str, Any]]
) -> None:
    aside = {one["claim"] for one in toll(riot, "killed")["set_aside"] if one["reason"] == "part-of-total"}
    parts = {
        (one["group"], one["low"]) for one in said if one["id"] in aside and one["document"].endswith("monitor.eml")
    }
    assert parts == {("other", 21), ("guards", 2), ("prisoners", 2)}


# Who says so


@pytest.mark.parametrize(
    ("document", "reads"),
    [
        ("wire-thirteen.txt", {("killed", "prisoners", 13, None)}),
        (
            "broadcaster-twenty-seven.mhtml",
            {
                ("killed", "all", 27, None),
                ("killed", "prisoners", 25, None),
                ("killed", "security_forces", 2, 2),
            },
        ),
        ("radio.pdf", {("killed", "all", 24, None), ("killed", "guards", 2, 2), ("injured", "police", 6, 6)}),
        (
            "small-site.html",
            {("killed", "all", 25, 25), ("killed", "police", 2, 2), ("injured", "guards", 6, 6)},
        ),
        (
            "news.example/en/20181114.html",
            {
                ("killed", "prisoners", 50, None),
                ("killed", "prisoners", 22, 22),
                ("killed", "guards", 2, 2),
                ("injured", "security_forces", 6, 6),
            },
        ),
        (
            "2019-05-20-en.html",
            {("killed", "prisoners", 21, 21), ("killed", "prisoners", 12, 12), ("killed", "other", 9, 9)},
        ),
        ("hand-list.png", {("killed", "all", 47, None)}),
        ("call-note", {("killed", "prisoners", None, 20), ("injured", "police", 6, 6)}),
        ("22-tg-radio.html", {("killed", "all", 25, 25)}),
    ],
)
def test_what_a_document_states(
    said: list[dict[str, Any]], document: str, reads: set[tuple[str, str, int | None, int | None]]
) -> None:
    assert figures(said, document) == reads


def test_three_security_sources_say_thirteen_and_then_twenty_five_to_reuters(said: list[dict[str, Any]]) -> None:
    for low in (13, 25):
        carried = [one for one in said if one["low"] == low and "Reuters" in one["carried_by"]]
        assert carried and {one["speaker"] for one in carried} == {"three security sources"}
        assert all(one["anonymous"] for one in carried)


def test_the_copy_names_nobody(said: list[dict[str, Any]]) -> None:
    assert figures(said, "09-copy.txt") >= {("killed", "prisoners", 25, None), ("killed", "security_forces", 2, 2)}
    assert speakers(said, document="2018-11-09-copy.txt") == {None}


def test_the_magazine_has_four_counts_by_four_speakers(said: list[dict[str, Any]]) -> None:
    magazine = [one for one in said if one["document"].endswith("magazine.docx") and one["harm"] == "killed"]
    assert {(one["speaker"], one["carried_by"][0], one["low"], one["high"]) for one in magazine} == {
        ("A security source in the Sughd region", "RIA Novosti", 13, 13),
        ("A source in a hospital", "Asia-Plus", None, 20),
        ("two security sources", "AFP", 20, 20),
        ("two security sources", "AFP", 2, 2),
        ("three security sources", "Reuters", 25, None),
        ("three security sources", "Reuters", 2, 2),
    }


def test_53_and_186_are_a_prosecutors_source_and_unofficial_ones(said: list[dict[str, Any]]) -> None:
    highest = {"A source in the prosecutor's office", "Unofficial sources"}
    assert speakers(said, harm="killed", low=53) == highest
    assert speakers(said, harm="injured", low=186) == highest
    assert all(one["anonymous"] for one in said if one["low"] in (53, 186))


def test_nobody_unnamed_acknowledges_anything(riot: dict[str, Any], said: list[dict[str, Any]]) -> None:
    acknowledged = {claim for one in riot["tolls"] for claim in one["acknowledged_by"]}
    assert acknowledged
    assert not [one for one in said if one["id"] in acknowledged and (one["anonymous"] or one["speaker"] is None)]


def test_what_people_wrote_down_says_who_and_when(said: list[dict[str, Any]]) -> None:
    by_hand = {(one["document"], one["reader"]) for one in said if one["reader"].startswith("person:")}
    documents = {"2018-11-11-hand-list.png", "call-note", "2018-11-22-tg-radio.html"}
    assert by_hand == {(name, "person:R1") for name in documents}


# The documents


def test_every_format_is_read(record: dict[str, Any]) -> None:
    kinds = Counter(source["media_type"].partition(";")[0] for source in record["sources"])
    assert set(kinds) >= {
        "text/plain",
        "text/markdown",
        "text/html",
        "text/csv",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.oasis.opendocument.spreadsheet",
        "message/rfc822",
        "multipart/related",
        "application/warc",
        "application/zip",
        "image/png",
    }
    lost = {issue["code"] for issue in record["issues"] if issue["severity"] == "lost"}
    assert lost == {"no-language-pack"}


def test_only_archives_have_no_text(record: dict[str, Any], dossier: Path) -> None:
    silent = {one["media_type"] for one in record["sources"] if not (dossier / one["text"]).read_text(encoding="utf-8")}
    assert silent <= {str(kind) for kind in CONTAINERS}


def test_the_languages_that_are_not_read_are_counted(record: dict[str, Any]) -> None:
    unread = {issue["source"] for issue in issues(record, "no-language-pack")}
    languages = {source["id"]: source["language"] for source in record["sources"]}
    languages |= {source["name"]: source["language"] for source in record["sources"]}
    assert Counter(languages[source] for source in unread) == UNREAD


def test_the_page_says_how_many_it_could_not_read(dossier: Path) -> None:
    page = " ".join((dossier / "index.html").read_text(encoding="utf-8").split())
    assert "15 are in languages without a pack (Russian 5, Arabic 4, Tajik 3, Lithuanian 2, Persian 1)" in page


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("2018-11-08-ar-two-wires.pdf", "قال مصدر أمني لوكالة فرانس برس إن نحو 20 سجينا واثنين من الحراس قتلوا"),
        ("2018-11-23-fa-site.pdf", "به گفته او ۱۲ نفر از آنان جنگجوی داعش بودند"),
        ("2018-11-12-ru-survey.docx", "тела по меньшей мере 47 заключённых"),
        ("2018-11-12-ru-injured.ods", "186"),
        ("2018-11-23-monitor.eml/by-group.csv", "Маҳкумшудагони дигар барои ҷиноятҳои вазнин"),
        ("2019-05-looking-back.zip/2019-05-21-ru.txt", "погибло более 20 человек"),
    ],
)
def test_what_is_not_read_for_claims_is_kept_word_for_word(
    sources: dict[str, Any], dossier: Path, document: str, words: str
) -> None:
    text = (dossier / sources[document]["text"]).read_text(encoding="utf-8")
    assert words in " ".join(text.split())


def test_the_evening_page_supersedes_that_of_the_morning(record: dict[str, Any], sources: dict[str, Any]) -> None:
    newer = issues(record, "new-version")
    assert len(newer) == 1 and "2018-11-08-lt-evening.html supersedes" in newer[0]["message"]
    assert not issues(record, "same-address")


def test_facts_of_the_case_are_no_source_of_it(record: dict[str, Any], sources: dict[str, Any]) -> None:
    assert "FACTS.md" not in sources
    assert [issue["source"] for issue in issues(record, "not-a-source")] == ["FACTS.md"]


def test_every_text_says_whose_it_is(record: dict[str, Any], dossier: Path) -> None:
    """Archives apart, and what was written down of a source without text."""
    silent = {str(kind) for kind in CONTAINERS - {"message/rfc822"}} | {"image/png", "application/octet-stream"}
    for source in record["sources"]:
        if source["media_type"] not in silent:
            text = (dossier / source["text"]).read_text(encoding="utf-8")
            own = "Tollbook" in text or "Tollbook" in _bytes_of(dossier, source)
            assert own, source["name"]


def _bytes_of(dossier: Path, source: dict[str, Any]) -> str:
    """A remark in a page's markup is no text of it."""
    folder = dossier / "sources" / source["id"]
    return "".join(path.read_text(encoding="utf-8", errors="replace") for path in folder.iterdir())


def test_the_dossier_can_be_checked(dossier: Path) -> None:
    assert not tasks.verify(dossier).mismatches
