"""Rule 3 of the verifier: quotes, words and speakers stand in their texts, and sources are what they are called."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tollbook.publish.manifest import write_manifest
from tollbook.publish.verify import Mismatch, verify_folder

Json = Any
DISPATCH, UNION = "dispatch.txt", "union.txt"


@pytest.mark.parametrize("which", range(6))
@pytest.mark.parametrize(
    ("start", "end"), [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1000, 0), (0, 1000), (1000, -1000)]
)
def test_a_quote_moved_by_one_is_found(broken: Any, which: int, start: int, end: int) -> None:
    def change(record: Json) -> None:
        claim = record["claims"][which]
        claim.update(start=claim["start"] + start, end=claim["end"] + end)

    codes = broken(change)
    assert {code for code, _ in codes} == {"quote"}
    assert all(file.startswith("texts/") for _, file in codes)


def test_an_empty_quote_and_one_counted_from_the_end_are_found(broken: Any, made_up: SimpleNamespace) -> None:
    texts = {("quote", f"texts/{made_up.ids[UNION]}.txt")}
    assert broken(lambda r: r["claims"][5].update(start=3, end=3, quote="", words="")) == texts
    length = len(made_up.texts[UNION])
    claim = made_up.record()["claims"][5]
    assert broken(lambda r: r["claims"][5].update(start=claim["start"] - length, end=claim["end"] - length)) == texts


def test_a_quote_may_reach_both_ends_of_its_text(broken: Any, made_up: SimpleNamespace) -> None:
    text = made_up.texts[UNION]
    assert broken(lambda r: r["claims"][5].update(start=0, end=len(text), quote=text)) == set()


def test_places_count_code_points_and_not_bytes_or_units(made_up: SimpleNamespace) -> None:
    text = made_up.texts[DISPATCH]
    quote = made_up.record()["claims"][0]["quote"]
    assert (
        len(
            {
                text.index(quote),
                text.encode().index(quote.encode()),
                len(text[: text.index(quote)].encode("utf-16-le")) // 2,
            }
        )
        == 3
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [("words", "13 dockers"), ("words", ""), ("words", "Port"), ("speaker", "Nobody"), ("speaker", ""), ("quote", "x")],
)
def test_words_and_speakers_must_be_in_their_text(broken: Any, made_up: SimpleNamespace, name: str, value: str) -> None:
    assert broken(lambda r: r["claims"][0].update({name: value})) == {("quote", f"texts/{made_up.ids[DISPATCH]}.txt")}


def test_a_document_that_speaks_itself_names_no_speaker(broken: Any) -> None:
    assert broken(lambda record: record["claims"][0].update(speaker=None)) == set()


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize("change", [{"words": "Harbour"}, {"start": 0}, {"end": 9999}])
def test_grounds_issues_and_passages_side_by_side_stand_in_their_text(broken: Any, number: int, change: Json) -> None:
    finders: list[Callable[[Json], Json]] = [
        lambda r: r["incidents"][0]["grounds"][0],
        lambda r: r["issues"][0],
        lambda r: r["incidents"][0]["disagreements"][0]["places"][0],
    ]
    if not (number == 0 and "start" in change):  # the dateline does begin the text
        assert {code for code, _ in broken(lambda record: finders[number](record).update(change))} == {"quote"}


def test_the_text_must_be_there_and_be_text(dossier: Path, made_up: SimpleNamespace) -> None:
    name = f"texts/{made_up.ids[DISPATCH]}.txt"
    (dossier / name).write_bytes(b"\xff")
    write_manifest(dossier)
    assert made_up.codes(dossier) == {("unreadable", name)}
    (dossier / name).unlink()
    write_manifest(dossier)
    assert verify_folder(dossier) == [Mismatch("missing", name, "it is not there")]


def test_line_ends_of_a_text_are_counted_as_they_are(dossier: Path, made_up: SimpleNamespace) -> None:
    name = f"texts/{made_up.ids[DISPATCH]}.txt"
    found = made_up.rewrite(dossier, name, made_up.texts[DISPATCH].replace("\n", "\r\n"))
    assert {(one.code, one.file) for one in found} == {("quote", name)}


def test_the_bytes_of_a_source_are_one_file_with_its_hash_and_size(dossier: Path, made_up: SimpleNamespace) -> None:
    folder = dossier / "sources" / made_up.ids[UNION]
    expected = {("source", f"sources/{made_up.ids[UNION]}/")}
    kept = (folder / UNION).read_bytes()
    (folder / UNION).rename(folder / "another name")
    write_manifest(dossier)
    assert made_up.codes(dossier) == set()
    (folder / UNION).write_bytes(kept)
    write_manifest(dossier)
    assert made_up.codes(dossier) == expected
    (folder / UNION).unlink()
    (folder / "another name").write_bytes(kept + b" ")
    write_manifest(dossier)
    assert made_up.codes(dossier) == expected
    (folder / "another name").unlink()
    write_manifest(dossier)
    assert made_up.codes(dossier) == expected


def test_a_size_that_is_not_the_source_s_is_found(broken: Any, made_up: SimpleNamespace) -> None:
    codes = broken(lambda record: record["sources"][1].update(size=record["sources"][1]["size"] + 1))
    assert codes == {("source", f"sources/{made_up.ids[UNION]}/")}


def test_a_source_may_be_withheld_with_reason_size_and_hash(dossier: Path, made_up: SimpleNamespace) -> None:
    id_, size = made_up.ids[UNION], made_up.record()["sources"][1]["size"]
    name = f"sources/{id_}/WITHHELD"
    (dossier / f"sources/{id_}/{UNION}").unlink()
    right = f"reason: a witness asked for it\nsize: {size}\nsha256: {id_}\n"
    assert made_up.rewrite(dossier, name, right) == []
    for wrong in (
        right.replace("a witness asked for it", ""),
        right.replace(f"size: {size}", f"size: {size}0"),
        right.replace(id_, "0" * 64),
    ):
        found = made_up.rewrite(dossier, name, wrong)
        assert found == [Mismatch("source", name, "it does not give a reason, and the size and sha256 recorded")]
    assert {one.code for one in made_up.rewrite(dossier, name, "reason: a witness asked for it\n")} == {"unreadable"}
    (dossier / f"sources/{id_}/more").write_bytes(b"")
    assert {(one.code, one.file) for one in made_up.rewrite(dossier, name, right)} == {("source", f"sources/{id_}/")}


def test_nothing_outside_the_folder_is_read(dossier: Path, made_up: SimpleNamespace) -> None:
    (dossier.parent / "secret.txt").write_text("quoted nowhere", encoding="utf-8")
    record = made_up.record()
    record["sources"].append({**record["sources"][1], "id": "../../secret", "text": "texts/../../secret.txt"})
    codes = made_up.codes(made_up.write(dossier, record))
    assert codes == {("source", "sources/../../secret/"), ("missing", "texts/../../secret.txt")}


def test_a_text_is_not_read_through_a_link(dossier: Path, made_up: SimpleNamespace) -> None:
    text = dossier / f"texts/{made_up.ids[UNION]}.txt"
    text.rename(dossier.parent / "text")
    text.symlink_to(dossier.parent / "text")
    name = text.relative_to(dossier).as_posix()
    assert made_up.codes(dossier) == {("not-a-file", name), ("missing", name)}
