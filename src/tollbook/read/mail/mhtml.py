"""Web pages that a browser saved in one file (MHTML): the page itself; what it was shown with is its furniture."""

from dataclasses import replace

from tollbook.model import Issue, When, Zone
from tollbook.read.decode import canonical
from tollbook.read.formats import MOST_BYTES, Format
from tollbook.read.mail.charsets import text_by
from tollbook.read.mail.head import day_written, words_of
from tollbook.read.mail.parts import Part, message_of
from tollbook.read.page import Page, Taken, lost, noted, to_look_at
from tollbook.read.pages.addresses import web_address
from tollbook.read.pages.html import read_html
from tollbook.read.texts import read_text, tangled

_BASIS = "the day it was saved"
_PAGES = ("text/html", "application/xhtml+xml")
_MOST_PAGES = 100  # frames of one page that are looked at
_DEEPEST = 10


def read_saved_page(name: str, data: bytes) -> Taken:
    """The page and its address. The day of saving is kept apart, since it is not the day of writing."""
    message = message_of(data)
    pages = _pages(message, 0)[:_MOST_PAGES] if message else []
    if message is None or not pages:
        return _without_page(name, data, message)
    root = _root(message, pages)
    ordered = [root, *(one for one in pages if one is not root)]
    issues: list[Issue] = []
    read = [(part, page) for part in ordered if (page := _read(part, name, issues if part is root else []))]
    if not read:
        return None, tuple(issues) or (tangled(name),)
    part, page = next(((part, page) for part, page in read if _main_words(page)), read[0])
    others = sum(_main_words(one) > 0 for _, one in read if one is not page)
    if others:
        note = f"shows {others} other pages in frames, which were not read. Save them by themselves if they matter."
        issues.append(noted("frames-not-read", name, note))
    return replace(page, address=_address(message, part) or page.address, captured=_saved(message)), tuple(issues)


def _pages(part: Part, depth: int) -> list[Part]:
    if part.media_type in _PAGES and not part.is_multipart():
        return [part]
    return [page for one in part.parts for page in _pages(one, depth + 1)] if depth < _DEEPEST else []


def _root(message: Part, pages: list[Part]) -> Part:
    """The part that the browser says it saved; else the first page."""
    address = _field(message, "Snapshot-Content-Location")
    return next((one for one in pages if address and _field(one, "Content-Location") == address), pages[0])


def _read(part: Part, name: str, issues: list[Issue]) -> Page | None:
    data = part.data
    if len(data) > MOST_BYTES:
        message = f"holds a page of {len(data)} bytes, and at most {MOST_BYTES} are read. Save its words as text."
        issues.append(lost("too-large", name, message))
        return None
    said = text_by(data, part.get_content_charset(), declares=True)
    if said is None:
        issues.append(lost("not-text", name, "holds a page that fits no encoding. Save it again from the browser."))
        return None
    if not said.sure or said.differs:
        message = f"does not say rightly which encoding its letters are in. It was read as {said.encoding}. "
        issues.append(to_look_at("encoding-unsure", name, f"{message}If letters look wrong, save the page again."))
    if part.defects:
        message = "is damaged: its page is not wrapped as its head says, and words may be missing. Save the page again."
        issues.append(to_look_at("part-damaged", name, message))
    text, replaced = canonical(said.text)
    page = read_html(text)
    return replace(page, replaced=replaced + page.replaced) if page else None


def _main_words(page: Page) -> int:
    return sum(one.end - one.start for one in page.passages if one.zone is Zone.MAIN)


def _address(message: Part, part: Part) -> str | None:
    written = (_field(message, "Snapshot-Content-Location"), _field(part, "Content-Location"))
    return next((found for one in (*written, _field(message, "Content-Location")) if (found := web_address(one))), None)


def _saved(message: Part) -> When | None:
    return day_written(_field(message, "Date"), _BASIS)


def _field(part: Part, name: str) -> str:
    return words_of(str(part.get(name) or ""))


def _without_page(name: str, data: bytes, message: Part | None) -> Taken:
    """Some programs write a plain page under this name."""
    if message is None:
        return None, (tangled(name),)
    if not len(message):
        page, issues = read_text(Format.HTML, name, data)
        return page, (noted("named-otherwise", name, "is no page with its parts, and was read as a page."), *issues)
    note = "holds no page that could be read. Open it in a browser, and save the page anew."
    return None, (lost("damaged", name, note),)
