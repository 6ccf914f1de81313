"""Who repeats whom, as the page shows it and as `explain` tells it."""

import json
import re
from pathlib import Path

import pytest

from tollbook.publish.echo_map import DEEPEST, MOST_OPEN, Node, echo_map
from tollbook.publish.explain import explain_figure
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import phrases
from tollbook.publish.verify import main as verify
from tollbook.tasks import build

SHOOTING = (
    "24 prisoners were killed when guards opened fire on rioting inmates at a prison in the town of Osh on Wednesday. "
    "The trouble started in the dining hall shortly before nine, when a warder was hit with a tray."
)
REVOLT = "A revolt over food ended with 31 prisoners killed in the penal colony of Osh. Smoke rose until noon."


def built(folder: Path, texts: list[str]) -> tuple[Json, dict[str, str]]:
    (folder / "case").mkdir()
    for n, text in enumerate(texts):
        (folder / "case" / f"{n:03}.md").write_text(f"# Riot in Osh, 2 May 2018\n\n{text}\n", encoding="utf-8")
    out = folder / "out"
    build(folder / "case", out, use_cache=False)
    assert verify([str(out)]) == 0
    record = json.loads((out / "record.json").read_text("utf-8"))
    return record, {one.stem: one.read_text("utf-8") for one in (out / "texts").iterdir()}


def mapped(record: Json, texts: dict[str, str]) -> tuple[Node, ...]:
    lookup = Lookup(record, texts)
    found = echo_map(record["incidents"][0], lookup, phrases())
    assert found is not None
    return found.trees


def depth(node: Node) -> int:
    return 1 + max(map(depth, (*node.first, *node.folded)), default=0)


def number(node: Node) -> int:
    return 1 + sum(map(number, (*node.first, *node.folded)))


def test_a_rare_error_that_two_share_stands_on_the_page_with_its_words(tmp_path: Path) -> None:
    told = (
        "24 prisoners were killed when guards opened fire at a prison in Khujnad.",
        "A revolt over food at the colony of Khujnad ended with 24 prisoners killed.",
        "Troops shot their way into the colony of Khujand at night, and 24 prisoners were killed.",
    )
    texts = [f"{n + 3} May 2018\n\n{text.replace('.', ' on 2 May 2018.')}" for n, text in enumerate(told)]
    record, kept = built(tmp_path, texts)
    (tree,) = mapped(record, kept)
    ((ground,),) = (one.grounds for one in tree.first)
    assert ground.words == "Both write “Khujnad” where others write “Khujand”"
    (link,) = record["incidents"][0]["echoes"]["links"]
    assert (link["kind"], [place["words"] for place in link["places"]]) == ("spelling", ["Khujnad", "Khujnad"])
    shown = explain_figure(record, kept, link["claim"])
    assert f"repeats claim {link['of']}" in shown and "spelling: Khujnad (Khujand)" in shown
    toll = next(one for one in record["incidents"][0]["tolls"] if one["harm"] == "killed" and one["group"] == "all")
    assert toll["voices"] == 3, "as published each counts"
    assert [one["voices"] for one in record["incidents"][0]["echoes"]["rests_on"]] == [2]


def test_a_copy_stands_under_what_it_copies_with_a_link_to_both_places(tmp_path: Path) -> None:
    record, texts = built(tmp_path, [f"3 May 2018\n\n{SHOOTING}", f"5 May 2018\n\nSo we read: {SHOOTING}", REVOLT])
    (tree,) = mapped(record, texts)
    (copy,) = tree.first
    claims = {one["id"] for one in record["claims"]}
    assert {href.removeprefix("#claim-") for _, href in (*tree.figures, *copy.figures)} <= claims
    assert [ground.there for ground in copy.grounds] == [tree.figures[0][1]]
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    section = re.search(r'<section class="echoes">.*?</section>', page, re.DOTALL)
    assert section and "One document repeats another" in section[0]
    assert all(f'id="{href[1:]}"' in page for href in re.findall(r'href="(#[^"]+)"', section[0]))
    assert "Killed: rests on two voices" in section[0].replace("\u00a0", " ")


def test_a_passage_of_another_incident_is_told_on_both_with_links_to_both_places(tmp_path: Path) -> None:
    texts = [f"3 May 2018\n\n{SHOOTING} {REVOLT.replace('31', '24')}"]
    texts.append(texts[0].replace("3 May", "9 May").replace("Osh", "Oshe"))
    record, kept = built(tmp_path, [texts[0]])
    assert "elsewhere" not in (record["incidents"][0]["echoes"] or {})
    case = tmp_path / "two"
    case.mkdir()
    record, kept = built(case, texts)
    one, other = record["incidents"]
    for incident, else_ in ((one, other), (other, one)):
        (link,) = incident["echoes"]["elsewhere"]
        assert (link["incident"], link["kind"]) == (else_["id"], "wording")
        found = echo_map(incident, Lookup(record, kept), phrases())
        assert found is not None and found.trees == ()
        (shown,) = found.elsewhere
        own = {claim["claim"] for claim in incident["claims"]}
        assert shown.own.removeprefix("#claim-") in own
        assert shown.theirs.removeprefix("#claim-") in {link["claim"], link["of"]} - own
        assert shown.href == f"#incident-{else_['id']}"
    assert f"of another incident, {other['id']}" in explain_figure(record, kept, shown.theirs.removeprefix("#claim-"))
    page = (case / "out" / "index.html").read_text("utf-8")
    assert "A passage also stands in documents of another incident" in page


def test_explain_tells_of_a_claim_what_it_repeats_and_what_repeats_it(tmp_path: Path) -> None:
    record, texts = built(tmp_path, [f"3 May 2018\n\n{SHOOTING}", f"5 May 2018\n\nSo we read: {SHOOTING}"])
    first, second = (one["id"] for one in record["claims"] if one["kind"] == "count")
    assert f"repeats claim {first}" in explain_figure(record, texts, second)
    assert f"repeated by claim {second}" in explain_figure(record, texts, first)


def test_many_copies_are_folded_and_a_long_chain_is_no_staircase(tmp_path: Path) -> None:
    sentences = [f"Somebody called {letter * 4} spoke of it at length on that day." for letter in "abcdefghijklmn"]
    texts = [f"{n + 3} May 2018\n\n{SHOOTING} {' '.join(sentences[: n + 1])}" for n in range(14)]
    record, held = built(tmp_path, texts)
    (tree,) = mapped(record, held)
    assert number(tree) == 14
    assert depth(tree) <= DEEPEST + 1
    assert len(tree.first) <= MOST_OPEN[0]


def test_where_nothing_is_found_the_page_says_that_this_is_not_independence(tmp_path: Path) -> None:
    built(tmp_path, [SHOOTING, REVOLT])
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "No document was found to repeat another" in page
    assert "not thereby independent" in page


def test_one_document_has_no_map(tmp_path: Path) -> None:
    built(tmp_path, [SHOOTING])
    assert 'class="echoes"' not in (tmp_path / "out" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("words", ["<b>bold</b>", "“] javascript:alert(1)"])
def test_names_are_shown_as_words(tmp_path: Path, words: str) -> None:
    copy = f"5 May 2018\n\n{SHOOTING} {words}\n\nFirst published by B<i>Evil</i>.\n"
    built(tmp_path, [f"3 May 2018\n\n{SHOOTING}", copy])
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "<i>Evil" not in page
