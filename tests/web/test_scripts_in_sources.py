"""Known script payloads in the sources of a case, built whole: none runs in the dossier, with its policy or without."""

import csv
import html
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from tollbook.tasks import build

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
RUN = "window.ran=1"
PAYLOADS = [
    line.replace("RUN", RUN)
    for line in (Path(__file__).parent / "payloads.txt").read_text(encoding="utf-8").splitlines()
]
TOLD = "A riot broke out at the prison in the town of Marrow, Tajikistan, on 3 May 2004."
POLICY = 'http-equiv="Content-Security-Policy"'


def said(number: int, payload: str) -> str:
    return f"The ministry {payload} said that {number} prisoners were killed {payload} in the town of Marrow."


def as_text(folder: Path, payloads: list[str]) -> None:
    lines = [said(number, payload) for number, payload in enumerate(payloads, 1)]
    (folder / "told.txt").write_text("\n\n".join([payloads[0], TOLD, *payloads, *lines]), encoding="utf-8")


def as_markdown(folder: Path, payloads: list[str]) -> None:
    lines = [f"# {payload}\n\n{said(number, payload)}\n\n- {payload}\n" for number, payload in enumerate(payloads, 1)]
    (folder / "told.md").write_text("\n\n".join([TOLD, *lines]), encoding="utf-8")


def as_page(folder: Path, payloads: list[str]) -> None:
    """One page a payload, since one may swallow the next; each stands there raw, and as words."""
    for number, payload in enumerate(payloads, 1):
        words = html.escape(payload)
        body = f"<h1>{words}</h1><p>{TOLD}</p><p>{html.escape(said(number, payload))}</p><div>{payload}</div>"
        page = f"<!doctype html><title>{words}</title><body>{body}</body>"
        (folder / f"page {number}.html").write_text(page, encoding="utf-8")


def as_table(folder: Path, payloads: list[str]) -> None:
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ["Source", "Killed", payloads[0]],
                *([payload, number, payload] for number, payload in enumerate(payloads)),
            ]
        )


def as_workbook(folder: Path, payloads: list[str]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, payload in enumerate(payloads, 1):
        sheet.cell(row, 1).value = payload
        sheet.cell(row, 1).data_type = "s"  # never a formula
        sheet.cell(row, 2).value = row
    book.save(folder / "table.xlsx")


def as_word(folder: Path, payloads: list[str]) -> None:
    document = docx.Document()
    document.add_heading(payloads[0], 0)
    for number, payload in enumerate(payloads, 1):
        document.add_paragraph(said(number, payload))
    document.save(str(folder / "told.docx"))


def as_message(folder: Path, payloads: list[str]) -> None:
    for number, payload in enumerate(payloads, 1):
        message = EmailMessage()
        message["Subject"] = payload
        message["Date"] = "Tue, 04 May 2004 10:00:00 +0500"
        message.set_content(f"{TOLD}\n\n{said(number, payload)}\n")
        message.add_attachment(said(number, payload).encode(), maintype="text", subtype="plain", filename=payload)
        (folder / f"message {number}.eml").write_bytes(bytes(message))


def as_names(folder: Path, payloads: list[str]) -> None:
    for number, payload in enumerate(payloads, 1):
        name = payload.replace("/", "\u2215").encode()[:200].decode(errors="ignore")
        (folder / f"{name}.txt").write_text(f"{TOLD} {said(number, '')} {number}", encoding="utf-8")


def as_given(folder: Path, payloads: list[str]) -> None:
    """As what people know of a source."""
    columns = ["file", "title", "publisher", "author", "address", "archived", "obtained_how", "sensitivity"]
    with (folder / "sources.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(columns)
        for number, payload in enumerate(payloads, 1):
            (folder / f"{number}.txt").write_text(f"{TOLD} {said(number, '')}", encoding="utf-8")
            rows.writerow([f"{number}.txt", *[payload] * (len(columns) - 1)])


MAKERS = (as_text, as_markdown, as_page, as_table, as_workbook, as_word, as_message, as_names, as_given)


@pytest.fixture(scope="module", params=MAKERS, ids=lambda maker: maker.__name__)
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a case that holds every payload in one kind of place."""
    folder = tmp_path_factory.mktemp("case")
    request.param(folder, PAYLOADS)
    return build(folder, tmp_path_factory.mktemp("out") / "dossier").out / "index.html"


@pytest.fixture
def visited(browser: Any) -> Iterator[Callable[[Path], list[str]]]:
    """Opens a file, does what a reader does, and says what happened that should not have."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})

    def visit(file: Path) -> list[str]:
        page, happened = context.new_page(), list[str]()
        page.on("dialog", lambda dialog: (happened.append("a dialog"), dialog.dismiss()))
        page.on("popup", lambda _: happened.append("a window"))
        context.on("request", lambda one: happened.append(one.url) if not one.url.startswith("file:") else None)
        page.goto(file.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        for place in ((20, 20), (700, 400), (1400, 880)):
            page.mouse.move(*place)
        page.mouse.wheel(0, 2000)
        page.keyboard.press("Tab")
        if page.evaluate("window.ran") is not None:
            happened.append("a script")
        if file.suffix == ".txt":  # the browser lays out a text in a page of its own
            page.close()
            return happened
        strange = "script, iframe, object, embed, form, input, base, applet, frameset, template, link, svg script"
        happened += page.evaluate(f"[...document.querySelectorAll('{strange}')].map(one => one.outerHTML)")
        happened += page.evaluate(
            "[...document.querySelectorAll('*')].flatMap(one => [...one.attributes])"
            ".filter(one => one.name.startsWith('on') || one.name === 'style').map(one => one.name)"
        )
        safe = "['file:', 'http:', 'https:'].includes(one.protocol)"
        happened += page.evaluate(f"[...document.links].filter(one => !({safe})).map(one => one.href)")
        page.close()
        return happened

    yield visit
    context.close()


def test_there_are_at_least_a_hundred_payloads() -> None:
    assert len(set(PAYLOADS)) >= 100 and all("RUN" not in payload for payload in PAYLOADS)
    assert sum(RUN in payload for payload in PAYLOADS) >= 100


def test_none_runs_in_the_dossier(index: Path, visited: Callable[[Path], list[str]]) -> None:
    assert visited(index) == []


def test_none_runs_even_without_the_policy(index: Path, visited: Callable[[Path], list[str]], tmp_path: Path) -> None:
    """Escaping alone must hold: the policy is a second wall, not the first."""
    page = index.read_text(encoding="utf-8")
    assert page.count(POLICY) == 1
    bare = tmp_path / "index.html"
    bare.write_text(page.replace(POLICY, 'name="nothing"'), encoding="utf-8")
    assert visited(bare) == []


@pytest.mark.parametrize("payload", ["<script>window.ran=1</script>", "<img src=x onerror=window.ran=1>"])
def test_the_policy_alone_would_stop_them(payload: str, index: Path, browser: Any, tmp_path: Path) -> None:
    broken = tmp_path / "index.html"
    page = index.read_text(encoding="utf-8").replace('<main id="main">', f'<main id="main">{payload}')
    broken.write_text(page, encoding="utf-8")
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(broken.as_uri())
    assert opened.locator("main > script, main > img").count() == 1
    assert opened.evaluate("window.ran") is None
    context.close()


def test_no_source_of_a_dossier_runs_when_it_is_opened(index: Path, visited: Callable[[Path], list[str]]) -> None:
    """A page that was saved as a source lies in the dossier as text."""
    sources = [file for file in (index.parent / "sources").rglob("*") if file.is_file()]
    assert sources
    pages = [file for file in sources if file.name.endswith((".html", ".htm", ".xhtml", ".svg", ".mhtml", ".mht"))]
    assert pages == []
    shown = [file for file in sources if file.suffix == ".txt" and b"<script" in file.read_bytes()]
    for file in shown[:5]:
        assert visited(file) == []
