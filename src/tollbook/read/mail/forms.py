"""What is said at one place of a message: the better of its forms, and what the other says beside."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from tollbook.model import Issue, Passage, Zone
from tollbook.read.decode import canonical
from tollbook.read.formats import MOST_BYTES
from tollbook.read.mail.charsets import Said, text_by
from tollbook.read.mail.parts import Form, Part
from tollbook.read.mail.text import LOCKED_WITHIN, names_nobody, read_body
from tollbook.read.page import lost, noted, to_look_at
from tollbook.read.pages.html import read_html

_WORD = re.compile(r"\w+")
_STUB = 0.5  # a plain text with less than this share of the page's words is a remark that there is a page
_SAME = 0.95  # from this share on, two forms say the same


@dataclass(frozen=True, slots=True)
class Piece:
    """One part as it was read. ``place`` is what it is called in the origins of its passages."""

    text: str
    passages: tuple[Passage, ...]
    place: str
    whole: bool
    replaced: int
    address: str | None = None

    @property
    def words(self) -> Counter[str]:
        """How often each word stands in it."""
        return Counter(word.casefold() for word in _WORD.findall(self.text))


class Spoken(NamedTuple):
    """``pieces`` with their zones, None for those that keep their own."""

    pieces: tuple[tuple[Piece, Zone | None], ...]
    issues: tuple[Issue, ...]


def spoken(form: Form, name: str, number: int) -> Spoken:
    """``number`` counts the places of the message. The other form is kept, not read, where it says something else."""
    issues: list[Issue] = []
    place = "body" if number == 1 else f"body {number}"
    page_place = "HTML body" if number == 1 else f"HTML body {number}"
    plain = [found for part in form.plain if (found := _piece(part, name, place, False, issues))]
    pages = [found for part in form.pages if (found := _piece(part, name, page_place, True, issues))]
    if not plain or not pages:
        return Spoken(tuple((one, None) for one in (*plain, *pages)), tuple(issues))
    by_plain, by_page = _words_of(plain), _words_of(pages)
    chosen, other = (pages, plain) if _is_stub(by_plain, by_page) else (plain, pages)
    mine, others = (by_page, by_plain) if chosen is pages else (by_plain, by_page)
    shown: list[tuple[Piece, Zone | None]] = [(one, None) for one in chosen]
    if _share(others, mine) < _SAME or _figures(others) - _figures(mine):
        shown += [(one, Zone.HIDDEN) for one in other]
        if _figures(others) - _figures(mine) and chosen is plain:
            issues.append(_differ(name, place))
    return Spoken(tuple(shown), tuple(issues))


def _piece(part: Part, name: str, place: str, is_page: bool, issues: list[Issue]) -> Piece | None:
    data = part.data
    if len(data) > MOST_BYTES:
        message = (
            f"has a body of {len(data)} bytes, and at most {MOST_BYTES} are read. Save its words as text, in parts."
        )
        issues.append(lost("too-large", name, message))
        return None
    if part.defects:
        message = (
            f"is damaged in its {place}: it is not wrapped as its head says, and words may be missing or garbled. "
        )
        issues.append(to_look_at("part-damaged", name, f"{message}Compare with another copy."))
    said = text_by(data, part.get_content_charset(), declares=is_page)
    if said is None:
        message = f"has words in its {place} that fit no encoding, and were not read. Save them from the mail program."
        issues.append(lost("not-text", name, message))
        return None
    issues += _said_of(said, name, place)
    text, replaced = canonical(said.text)
    return _page(text, replaced, name, place, issues) if is_page else _plain(text, replaced, name, place, issues)


def _plain(text: str, replaced: int, name: str, place: str, issues: list[Issue]) -> Piece | None:
    if LOCKED_WITHIN in text:
        issues.append(is_locked(name))
    passages, whole = read_body(text)
    return Piece(text, passages, place, whole, replaced) if passages else None


def _page(text: str, replaced: int, name: str, place: str, issues: list[Issue]) -> Piece | None:
    page = read_html(text)
    if page is None:
        message = f"has a page as its {place} that is nested too deep to be read. Save its words from the mail program."
        issues.append(lost("markup-tangled", name, message))
        return None
    passages = names_nobody(page.text, page.passages)
    return Piece(page.text, passages, place, page.whole, replaced + page.replaced) if passages else None


def is_locked(name: str) -> Issue:
    """The issue for words that only a key opens."""
    message = (
        "is sealed or locked with a key (S/MIME or PGP): its head was read, and not what it says. Open it in the mail "
        "program of somebody who has the key, and save its words as text."
    )
    return lost("encrypted", name, message)


def _said_of(said: Said, name: str, place: str) -> list[Issue]:
    if said.differs:
        message = f"names an encoding for its {place} that its bytes are not in. It was read as {said.encoding}. "
        return [to_look_at("charset-differs", name, f"{message}If letters look wrong, save it again as UTF-8.")]
    if said.sure:
        return []
    message = f"does not say which encoding its {place} is in. It was read as {said.encoding}. "
    return [to_look_at("encoding-unsure", name, f"{message}If letters look wrong, save it again as UTF-8.")]


def _differ(name: str, place: str) -> Issue:
    message = (
        f"says its {place} twice, as plain text and as a page, and the page has figures that the plain text has not. "
        "The plain text was read, and the page is kept beside it. Compare the two."
    )
    return noted("forms-differ", name, message)


def _words_of(pieces: list[Piece]) -> Counter[str]:
    return sum((one.words for one in pieces), Counter())


def _share(words: Counter[str], among: Counter[str]) -> float:
    """How much of the words stands among the others."""
    return (words & among).total() / max(words.total(), 1)


def _is_stub(plain: Counter[str], page: Counter[str]) -> bool:
    return _share(page, plain) < _STUB and page.total() > plain.total()


def _figures(words: Counter[str]) -> set[str]:
    return {word for word in words if word.isdecimal()}
