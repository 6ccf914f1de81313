"""Documents that are text: bytes to characters, then to passages by the marks of the format."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import cast

from tollbook.model import Issue, Passage
from tollbook.read.by_hand.front_matter import with_front_matter
from tollbook.read.decode import Decoded, canonical, decode
from tollbook.read.formats import Format, not_text_because
from tollbook.read.page import Page, Taken, lost, noted, to_look_at
from tollbook.read.pages.html import read_html
from tollbook.read.plain import read_plain

_Blocks = Callable[[str], tuple[tuple[Passage, ...], bool]]


def read_text(kind: Format, name: str, data: bytes) -> Taken:
    """Plain text, Markdown or a page; None where the bytes are no text."""
    wrong = not_text_because(data)
    if wrong:
        return None, (_not_text(name, wrong),)
    decoded = decode(data, declares=kind in (Format.HTML, Format.XHTML))
    if decoded is None:
        return None, (_not_text(name, "no encoding fits its bytes"),)
    text, replaced = canonical(decoded.text)
    headed = kind in (Format.TEXT, Format.MARKDOWN)
    page, said = with_front_matter(name, text, partial(_page, kind)) if headed else (_page(kind, text), ())
    if page is None and said:
        return None, said
    if page is None:
        return None, (tangled(name),)
    whole = replace(page, encoding=decoded.encoding, replaced=replaced + page.replaced)
    return whole, (*said, *encoding_issues(name, decoded))


def _page(kind: Format, text: str) -> Page | None:
    if kind in (Format.HTML, Format.XHTML):
        return read_html(text)
    return Page(text, *(_read_markdown() if kind is Format.MARKDOWN else read_plain)(text))


def _read_markdown() -> _Blocks:
    """Its library is loaded when a document needs it."""
    return cast(_Blocks, import_module("tollbook.read.markdown").read_markdown)


def encoding_issues(name: str, decoded: Decoded) -> tuple[Issue, ...]:
    """What is to be said of an encoding that the bytes do not settle."""
    if decoded.sure:
        return ()
    message = (
        f"does not say which encoding its letters are in. It was read as {decoded.encoding}. "
        "If letters look wrong, save it again as UTF-8."
    )
    return (to_look_at("encoding-unsure", name, message),)


def control_issues(name: str, replaced: int) -> tuple[Issue, ...]:
    """What is to be said of characters that cannot be shown."""
    if not replaced:
        return ()
    message = (
        f"holds characters that cannot be shown ({replaced} control characters). In the text each stands as U+FFFD."
    )
    return (noted("control-characters", name, message),)


def tangled(name: str) -> Issue:
    """The issue for a page whose markup is nested deeper than is read."""
    message = "was not read: its markup is nested too deep. Open it in a browser and save its text as .txt."
    return lost("markup-tangled", name, message)


def _not_text(name: str, because: str) -> Issue:
    message = f"was not read as text: {because}. Rename it by what it is, or save its words as UTF-8 text."
    return lost("not-text", name, message)
