"""A case with a photograph, a video kept elsewhere and a note on paper, from files to figures that are checked."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from tollbook import tasks
from tollbook.publish.manifest import write_manifest

HASH = "a" * 64
STATEMENT = """Riot at Marrow prison

A riot broke out at the prison in the town of Marrow, Tajikistan, on 7 November 2018. The ministry said that 21
prisoners were killed and 30 were injured.
"""
FAMILIES = """Unrest in Marrow

On 7 November 2018 a riot took place in the town of Marrow, Tajikistan. Families said 40 people died.
"""
SOURCES = f"""file,kind,sha256,date
gate.mp4,video,{HASH},2018-11-08
note R1-3,interview note,,
note R1-4,interview note,,
"""
COLUMNS = (
    "source place words kind harm low high open party act speaker speaker_type anonymous when where language by on "
    "reason"
)
ROWS = (
    "board.png;line 2;Ранены: 6;;injured;6;6;;;;;;;2018-11-07;Marrow;ru;R1;2026-11-20;",
    "board.png;line 1;Убиты: 47;;killed;47;47;;;;;;;2018-11-07;Marrow, Tajikistan;ru;R1;2026-11-20;read by daylight",
    "gate.mp4;00:01:23;at least fifty bodies;;died;50;;yes;;;a driver;witness;yes;2018-11-07;Marrow;en;R2;2026-11-21;",
    "gate.mp4;00:00:10;they came at night;act;;;;;they;came;a driver;witness;;2018-11-07;Marrow;en;R2;2026-11-21;",
    "note R1-3;page 2;twenty dead;;died;20;20;;;;;;;;;en;R1;2026-11-19;",
    "families.txt;;40 people died;;died;40;40;;;;Families;family;;;;;R1;2026-11-19;",
)
CLAIMS = "\n".join([COLUMNS.replace(" ", ";"), *ROWS])

Json = dict[str, Any]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("marrow") / "case"
    folder.mkdir()
    (folder / "statement.txt").write_text(STATEMENT, encoding="utf-8")
    (folder / "families.txt").write_text(FAMILIES, encoding="utf-8")
    (folder / "sources.csv").write_text(SOURCES, encoding="utf-8")
    (folder / "claims.csv").write_text(CLAIMS, encoding="utf-8-sig")
    board = Image.new("RGB", (320, 120), "white")
    ImageDraw.Draw(board).text((20, 20), "47\n6", fill="black")
    board.save(folder / "board.png")
    return folder


@pytest.fixture(scope="module")
def dossier(case: Path) -> Path:
    return tasks.build(case, case.parent / "dossier").out


@pytest.fixture(scope="module")
def record(dossier: Path) -> Json:
    return dict(json.loads((dossier / "record.json").read_text(encoding="utf-8")))


def source(record: Json, name: str) -> Json:
    return next(one for one in record["sources"] if one["name"] == name)


def claim(record: Json, words: str) -> Json:
    return next(one for one in record["claims"] if one["quote"] == words)


def toll(record: Json, incident: str, harm: str) -> Json:
    tolls = next(one["tolls"] for one in record["incidents"] if one["id"] == incident)
    return next(one for one in tolls if one["harm"] == harm and one["group"] == "all")


def test_what_was_written_down_joins_what_the_documents_tell_of(record: Json) -> None:
    told = claim(record, "21\nprisoners were killed")["incident"]
    for words in ("Убиты: 47", "Ранены: 6", "at least fifty bodies", "they came at night"):
        assert claim(record, words)["incident"] == told
    killed, injured = toll(record, told, "killed"), toll(record, told, "injured")
    assert (killed["low"], killed["highest_stated"], killed["open"]) == (21, 50, True)
    assert {claim(record, words)["id"] for words in ("Убиты: 47", "at least fifty bodies")} <= set(killed["used"])
    assert (injured["low"], injured["highest_stated"]) == (6, 30)


def test_without_day_and_place_it_joins_nothing_and_says_so(record: Json) -> None:
    alone = claim(record, "twenty dead")
    (incident,) = [one for one in record["incidents"] if one["id"] == alone["incident"]]
    assert [one["claim"] for one in incident["claims"]] == [alone["id"]] and incident["when"] is None
    (issue,) = [one for one in record["issues"] if one["code"] == "date-not-stated"]
    assert issue["claims"] == [alone["id"]] and "claims.csv" in issue["message"]


def test_places_stand_in_their_order_and_lead_back(record: Json, dossier: Path) -> None:
    video = source(record, "gate.mp4")
    assert (video["id"], video["size"], video["entry"], video["written_down"]) == (HASH, None, "video", True)
    text = (dossier / video["text"]).read_text(encoding="utf-8")
    assert text == "they came at night — a driver\n\nat least fifty bodies — a driver"
    assert [one["origin"] for one in video["passages"]] == ["00:00:10", "00:01:23"]
    assert [one["origin"] for one in source(record, "board.png")["passages"]] == ["line 1", "line 2"]


def test_each_is_a_decision_of_a_person(record: Json, dossier: Path) -> None:
    decisions = [json.loads(line) for line in (dossier / "decisions.jsonl").read_text().splitlines()]
    assert len(decisions) == 6 and {one["kind"] for one in decisions} == {"add"}
    by_claim = {one["value"]["claim"]: one for one in decisions}
    board = by_claim[claim(record, "Убиты: 47")["id"]]
    assert (board["by"], board["at"], board["reason"]) == ("R1", "2026-11-20T00:00:00+00:00", "read by daylight")
    checked = claim(record, "40 people died")
    assert by_claim[checked["id"]]["by"] == "R1" and not checked["reader"].startswith("person:")
    assert checked["checked"] == [{"by": "R1", "on": "2026-11-19"}]


def test_the_notes_answer_that_nothing_could_be_read(record: Json) -> None:
    codes = {(one["code"], one["source"]) for one in record["issues"]}
    assert ("written-down", "board.png") in codes and ("no-text-layer", "board.png") not in codes
    assert ("nothing-written-down", "note R1-4") in codes


def test_what_is_not_held_is_said_with_its_reason(record: Json, dossier: Path) -> None:
    withheld = (dossier / "sources" / HASH / "WITHHELD").read_text()
    assert withheld == f"reason: the case holds no file of this source (video)\nsize: null\nsha256: {HASH}\n"
    note = source(record, "note R1-3")
    (card,) = (dossier / "sources" / note["id"]).iterdir()
    assert card.read_text().splitlines() == ["note R1-3", "interview note", "No file of this source exists here."]
    assert note["size"] == card.stat().st_size


def test_it_verifies_and_is_rebuilt_the_same(case: Path, dossier: Path, tmp_path: Path) -> None:
    first = tasks.verify(dossier)
    assert first.mismatches == ()
    assert tasks.build(case, tmp_path / "again").root == first.root


def changed(dossier: Path, tmp_path: Path, name: str, change: Callable[[str], str]) -> list[str]:
    """What is found in a copy with one text changed, whose manifest was made anew by whoever changed it."""
    copy = tmp_path / "copy"
    for path in sorted(dossier.rglob("*")):
        if path.is_file():
            (copy / path.relative_to(dossier)).parent.mkdir(parents=True, exist_ok=True)
            (copy / path.relative_to(dossier)).write_bytes(path.read_bytes())
    file = copy / name
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    (copy / "MANIFEST.sha256").unlink()
    write_manifest(copy)
    return [one.code for one in tasks.verify(copy).mismatches]


def test_nothing_but_what_the_claims_say_stands_in_a_text_that_was_written_down(
    dossier: Path, record: Json, tmp_path: Path
) -> None:
    for name in ("gate.mp4", "board.png"):
        text = source(record, name)["text"]
        assert changed(dossier, tmp_path / name, text, lambda old: old + "\n\nand nobody was hurt") == ["text"]
    withheld = f"sources/{HASH}/WITHHELD"
    assert changed(dossier, tmp_path / "w", withheld, lambda old: old.replace("null", "12")) == ["source"]


def test_explain_says_who_wrote_it_down_when_and_from_which_place(case: Path, dossier: Path, record: Json) -> None:
    told = tasks.explain(dossier, "2018/killed")
    assert told == tasks.explain(case, "2018/killed")
    assert "gate.mp4" in told and "written down by R2 on 21 November 2026 from 00:01:23" in told
    assert "checked by R1 on 19 November 2026" in told
    alone = tasks.explain(dossier, claim(record, "Убиты: 47")["id"])
    assert "from line 1" in alone and "written down by a person, not read by a machine" in alone


def test_the_page_says_it_too(dossier: Path) -> None:
    page = (dossier / "index.html").read_text(encoding="utf-8")
    assert "written down by R2 on 21 November 2026 from 00:01:23" in page
    assert "No machine read this. The words below were written down by R1 on 20 November 2026." in page
    assert "Video: its bytes are not held here, only their hash." in page
    assert f'href="sources/{HASH}/WITHHELD"' in page and ">00:01:23<" in page


def test_a_file_that_no_machine_can_read_takes_claims_as_well(case: Path, tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "old.docx").write_bytes(b"PK\x03\x04 broken off")
    row = "old.docx,page 1,12 dead,killed,12,12,2018-11-07,Marrow,en,R1,2026-11-20\n"
    head = "source,place,words,harm,low,high,when,where,language,by,on\n"
    (tmp_path / "case" / "claims.csv").write_text(head + row)
    built = tasks.build(tmp_path / "case", tmp_path / "out")
    assert [one.anchor.words for one in built.register.claims] == ["12 dead"]
    assert built.lost == 1, "the file itself stays one that could not be read"
    assert tasks.verify(built.out).mismatches == ()


def test_an_entry_whose_bytes_come_to_hand_is_that_source(case: Path, tmp_path: Path) -> None:
    import hashlib

    (tmp_path / "case").mkdir()
    picture = (case / "board.png").read_bytes()
    (tmp_path / "case" / "board.png").write_bytes(picture)
    entry = f"file,kind,sha256\nphotograph,photograph,{hashlib.sha256(picture).hexdigest()}\n"
    (tmp_path / "case" / "sources.csv").write_text(entry)
    row = "photograph,line 1,47,killed,47,47,en,R1,2026-11-20\n"
    (tmp_path / "case" / "claims.csv").write_text("source,place,words,harm,low,high,language,by,on\n" + row)
    register = tasks.build(tmp_path / "case", tmp_path / "out").register
    assert [one.name for one in register.sources] == ["board.png"] and len(register.claims) == 1
    assert "same-bytes" in {one.code for one in register.issues}


SCRIPT = "<script>window.ran=1</script>"


def test_hostile_words_places_and_names_end_in_words(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "sources.csv").write_text(f'file,kind,sha256\n"{SCRIPT}","\u202e{SCRIPT}",\n../../etc,note,{HASH}\n')
    head = "source,place,words,harm,low,high,speaker,speaker_type,when,where,language,by,on,reason\n"
    turned, formula = "\u202e12 dead\u2066", "=HYPERLINK(0)"
    rows = [
        f'"{SCRIPT}","{SCRIPT}","12 {SCRIPT}",killed,12,12,"{SCRIPT}",witness,2018-11-07,"{SCRIPT}",en,R1,2026-11-20,x',
        f'../../etc,"{turned}",{turned},killed,13,13,{turned},witness,2018-11-07,{turned},en,R1,2026-11-20,{turned}',
        f"../../etc,{formula},{formula},killed,14,14,,,2018-11-07,{formula},en,R1,2026-11-20,{formula}",
    ]
    (folder / "claims.csv").write_text(head + "\n".join(rows), encoding="utf-8")
    built = tasks.build(folder, tmp_path / "out")
    assert len(built.register.claims) == 3 and tasks.verify(built.out).mismatches == ()
    assert "<script" not in (built.out / "index.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case", "out"]
    for claim_ in built.register.claims:
        told = tasks.explain(built.out, claim_.id)
        assert "\u202e" not in told and "\u2066" not in told


def test_a_scan_is_written_down_page_by_page(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    page = Image.new("RGB", (600, 300), "white")
    ImageDraw.Draw(page).text((20, 20), "killed 12", fill="black")
    page.save(tmp_path / "case" / "scan.pdf")
    head = "source,place,words,harm,low,high,when,where,language,by,on\n"
    row = "scan.pdf,page 1,killed 12,killed,12,12,2018-11-07,Marrow,en,R1,2026-11-20\n"
    (tmp_path / "case" / "claims.csv").write_text(head + row)
    built = tasks.build(tmp_path / "case", tmp_path / "out")
    assert [issue.code for issue in built.register.issues] == ["written-down"] and built.lost == 0
    assert tasks.verify(built.out).mismatches == ()
