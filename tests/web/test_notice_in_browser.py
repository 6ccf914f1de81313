"""The notice of changes in a browser: it runs nothing, fits a telephone and paper, and can be read by everybody."""

import json
from pathlib import Path
from typing import Any

import pytest

from tollbook.model import Document, Provenance
from tollbook.pipeline import build_register
from tollbook.publish.changes import edition_of, find_changes
from tollbook.publish.notice import render_notice
from tollbook.publish.record import record_of
from tollbook.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HEAD = "Riot at Marrow prison\n\nA riot broke out at the prison in the town of Marrow, Tajikistan, on 3 May 2004. "
FIRE = "Fire in Ober\n\nA fire broke out at the prison in Ober, Tajikistan, on 8 June 2007. Five people died.\n"
PAYLOADS = (
    "<script>window.ran = true</script>",
    '"><svg onload=window.ran=true>',
    "</title><script>window.ran = true</script>",
    "</style><script>window.ran = true</script>",
    "<img src=x onerror=window.ran=true>",
    "{{ 7 * 7 }}<meta http-equiv=refresh content='0;url=javascript:window.ran=true'>",
    "\u202e\u2069<base href='https://example.org/'>",
)


def record(known: dict[str, Provenance] | None = None, **texts: str) -> Any:
    documents = [Document(f"{name}.txt", text.encode()) for name, text in texts.items()]
    return json.loads(json.dumps(record_of(build_register(documents, Settings(), known or {}).register)))


def notice(before: Any, after: Any) -> str:
    editions = (edition_of("spring", "a" * 64, before), edition_of("autumn", "b" * 64, after))
    return render_notice(find_changes(before, after, editions))


BEFORE = record(
    ministry=f"{HEAD}The ministry said that 12 prisoners were killed and 30 people were injured.",
    families=f"{HEAD}Families said that 20 people died.",
)
AFTER = record(
    {"ministry-2.txt": Provenance(supersedes="ministry.txt")},
    ministry=f"{HEAD}The ministry said that 12 prisoners were killed and 30 people were injured.",
    **{"ministry-2": f"{HEAD}The ministry said that 16 prisoners were killed and 30 people were injured."},
    families=f"{HEAD}Families said that 20 people died. The ministry denied that 20 people had died.",
    fire=FIRE,
)


@pytest.fixture(scope="module")
def page_of_notice() -> str:
    return notice(BEFORE, AFTER)


def filled(value: Any, payload: str) -> Any:
    """A record with a payload in every text that a person can fill."""
    made = json.loads(json.dumps(value))
    for source in made["sources"]:
        source.update(name=f"{payload}{source['name']}", title=payload)
    for claim in made["claims"]:
        claim.update(speaker=payload, quote=payload, language=payload)
    for incident in made["incidents"]:
        incident.update(title=payload, when=payload, where={"name": payload})
        incident["unknowns"] = [{"code": "x", "question": payload, "because": "", "ask": ""}]
    return made | {"version": payload}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_word_of_a_source_becomes_a_part_of_the_notice(opened, payload):
    page = opened(notice(BEFORE, filled(AFTER, payload)))
    page.mouse.move(300, 300)
    assert page.evaluate("window.ran") is None
    assert page.locator("script, img, svg, iframe, base, form, [onload], [onerror], [style]").count() == 0
    assert page.locator("meta[http-equiv]").count() == 1 and page.locator("a:not(.skip)").count() == 0


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_it_fits(opened, page_of_notice, width):
    page = opened(page_of_notice, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 16


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_everybody_can_read_it(opened, page_of_notice, width, scheme):
    if not AXE.exists():
        pytest.skip("axe-core is not here: npm ci in tests/web")
    page = opened(page_of_notice, width, color_scheme=scheme, bypass_csp=True)
    page.add_script_tag(path=str(AXE))
    found = page.evaluate(f"axe.run({{runOnly: {WCAG}}})")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints_on_paper(opened, page_of_notice, paper):
    printed = opened(page_of_notice).pdf(format=paper)
    assert printed.startswith(b"%PDF") and 1 <= printed.count(b"/Type /Page\n") <= 4


def test_words_from_right_to_left_do_not_turn_the_line(opened):
    after = json.loads(json.dumps(AFTER))
    words = "دست\u200cکم ۲۵ زندانی کشته شدند"
    next(one for one in after["claims"] if one["low"] == 16).update(quote=words, language="fa", speaker="وزارت")
    page = opened(notice(BEFORE, after))
    quote = page.locator("blockquote[lang=fa]")
    assert quote.inner_text() == f"“{words}”"
    assert page.evaluate("getComputedStyle(document.querySelector('blockquote[lang=fa]')).direction") == "rtl"
