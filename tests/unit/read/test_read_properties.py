"""Whatever the bytes: a source or an issue, passages that lie in the text, and text that is the original's."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.model import Severity
from tollbook.read import line_column, place_of, read_document

NAMES = st.sampled_from(["a.txt", "a", "a.md", "a.html", "a.xhtml"])
LINES = st.sampled_from(
    [
        *(
            "",
            "",
            "Title",
            "== Head ==",
            "= T =",
            "- item",
            "- Label: value",
            "Label: value",
            "1. one",
            "2) two",
            "a) b",
        ),
        *(
            "> quote",
            "> ",
            "| a | b |",
            "|---|---|",
            "a\tb",
            "1\t2",
            "---",
            "===",
            "12 November 2018",
            "SHOUT",
            "Infobox",
        ),
        *(
            "A sentence that ends here.",
            "word " * 50,
            "    code",
            "```",
            "# Head",
            "<!-- c -->",
            "* * *",
            "\u00a0",
            "\u2028",
            "|",
        ),
    ]
)
TAGS = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<br>",
            "<div>",
            "</div>",
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "<th>",
            "<li>",
        ),
        *(
            "<ul>",
            "</ul>",
            "<h1>",
            "</h1>",
            "<nav>",
            "</nav>",
            "<dl>",
            "<dt>",
            "<dd>",
            "<span hidden>",
            "</span>",
            "<pre>",
        ),
        *(
            "</pre>",
            "<caption>",
            "<td rowspan=3>",
            "<th colspan=2>",
            "<blockquote>",
            "<sup><a href=#x>",
            "</a></sup>",
            "<svg>",
        ),
        *(
            "words",
            " 24 ",
            "\n",
            "&nbsp;",
            "&#0;",
            "&#1;",
            "&#xD800;",
            "12 November 2018",
            "a\u200cb",
            "<time datetime=2018>",
        ),
        *(
            "<title>words</title>",
            "<button>",
            "<select><option>",
            "<template>",
            "<noscript>",
            "<aside>",
            "<footer>",
            "<a>",
        ),
    ]
)


def check(name: str, data: bytes) -> None:
    source, issues = read_document(name, data)
    assert source is not None or [issue for issue in issues if issue.severity is Severity.LOST]
    if source is None:
        return
    source.text.encode()
    for passage in source.passages:
        words = source.text[passage.start : passage.end]
        assert words and words == words.strip()
        assert passage.origin and place_of(source, passage.start)
        if passage.value_start is not None:
            assert passage.start < passage.value_start < passage.end and passage.label
    assert (source, issues) == read_document(name, data)


@given(NAMES, st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes(name: str, data: bytes) -> None:
    check(name, data)


@given(st.sampled_from(["a.txt", "a.md"]), st.lists(LINES, max_size=25))
@settings(max_examples=250, deadline=None)
def test_any_lines(name: str, lines: list[str]) -> None:
    check(name, "\n".join(lines).encode())


@given(st.lists(TAGS, max_size=40))
@settings(max_examples=250, deadline=None)
def test_any_tags(tags: list[str]) -> None:
    check("a.html", "".join(tags).encode())


@given(st.sampled_from(["a.txt", "a.md"]), st.lists(LINES, max_size=25))
@settings(max_examples=150, deadline=None)
def test_no_letter_or_digit_is_left_out_of_the_passages(name: str, lines: list[str]) -> None:
    source, _ = read_document(name, "\n".join(lines).encode())
    if source is None:
        return
    end = 0
    for passage in [*source.passages, None]:
        between = source.text[end : passage.start if passage else len(source.text)]
        assert not any(len(word) > 2 for word in between.replace("---", "").split() if word.isalnum())
        end = passage.end if passage else end


@given(
    st.sampled_from(["a.txt", "a.md"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t")),
)
@settings(max_examples=150, deadline=None)
def test_the_canonical_text_is_the_original(name: str, text: str) -> None:
    source, issues = read_document(name, text.encode())
    if source is not None and source.media_type != "text/html":
        text = text.removeprefix("\ufeff")
        assert source.text == text.replace("\r\n", "\n").replace("\r", "\n")
        assert not [issue for issue in issues if issue.code in ("control-characters", "encoding-unsure")]


@given(st.text(st.sampled_from("ab\n")), st.data())
def test_a_place_leads_back_to_its_character(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    place = line_column(text, offset)
    lines = text.split("\n")
    assert sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1 == offset
