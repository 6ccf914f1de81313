"""Markdown: blocks by the parser's map, characters as written."""

from tollbook.model import PassageKind, Source, Zone
from tollbook.read import read_document

NOTE = """\
---
place: Porto Novo
date: 2018-11-12
---
# The strike #

At least *24 dockers* and
35 others.

Sources
-------

- one
- two
  runs on

> We ran
> away

| Source | Killed |
|---|---:|
| Police | 3 |

<!-- draft: 99 -->

```
fenced 13
```
"""


def read(text: str) -> Source:
    source, issues = read_document("a.md", text.encode())
    assert source is not None, issues
    return source


def test_blocks_keep_their_characters_and_lines() -> None:
    source = read(NOTE)
    assert source.text == NOTE
    assert source.title is not None and source.title.words == "The strike"
    found = [(p.kind.value, source.text[p.start : p.end], p.origin) for p in source.passages]
    assert found == [
        ("paragraph", "place: Porto Novo\ndate: 2018-11-12", "line 2"),
        ("title", "The strike", "line 5"),
        ("paragraph", "At least *24 dockers* and\n35 others.", "line 7"),
        ("heading", "Sources", "line 10"),
        ("list_item", "one", "line 13"),
        ("list_item", "two\n  runs on", "line 14"),
        ("quote", "We ran\n> away", "line 17"),
        ("cell", "Source", "line 20"),
        ("cell", "Killed", "line 20"),
        ("cell", "Police", "line 22"),
        ("cell", "3", "line 22"),
        ("paragraph", "<!-- draft: 99 -->", "line 24"),
        ("paragraph", "fenced 13", "line 27"),
    ]
    assert [p.zone for p in source.passages if p.zone is not Zone.MAIN] == [Zone.HIDDEN, Zone.HIDDEN]


def test_what_is_nested_deeper_than_the_parser_goes_is_not_lost() -> None:
    source = read("".join(f"{'  ' * depth}- item {depth}\n" for depth in range(60)))
    kept = "\n".join(source.text[p.start : p.end] for p in source.passages)
    assert all(f"item {depth}" in kept for depth in range(60))


def test_labelled_items_under_a_short_lead_are_fields() -> None:
    source = read("# Strike\n\nInfobox\n\n- **Place:** Porto Novo\n- Killed: 3\n")
    fields = [p for p in source.passages if p.kind is PassageKind.FIELD]
    assert [(f.label, source.text[f.value_start : f.end]) for f in fields] == [("Place", "Porto Novo"), ("Killed", "3")]


def test_a_table_whose_head_is_empty_is_a_box() -> None:
    text = "# Dunmore Road\n\n| | |\n|---|---|\n| Date | 21 June 1974 |\n| Deaths | 13 (12 civilians, 1 soldier) |\n"
    source, _ = read_document("box.md", text.encode())
    assert source is not None
    fields = [(one.label, text[one.value_start : one.end]) for one in source.passages if one.kind is PassageKind.FIELD]
    assert fields == [("Date", "21 June 1974"), ("Deaths", "13 (12 civilians, 1 soldier)")]
