"""Front matter: what a person wrote of a document at its head, between two lines of three hyphens.

A dossier holds a document whole. One whose head says from whom it was obtained is therefore not read at all: there is
no other way to keep that out.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace

from tollbook.data.loader import parse_words
from tollbook.errors import DataFileError
from tollbook.model import Consent, Document, Issue, Passage, PassageKind, Provenance, Zone
from tollbook.model.provenance import NEVER_PUBLISHED
from tollbook.read.by_hand.filled_in import nearest
from tollbook.read.by_hand.given import FACTS, FILE, NOTE, provenance_of
from tollbook.read.page import Page, Taken, lost, to_look_at

_NAMES = tuple(name for name in FACTS if name not in (*NEVER_PUBLISHED, "sha256"))
_OPENS = re.compile(r"---[ \t]*\n")
_CLOSES = re.compile(r"^---[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"^[\"']?([A-Za-z_]{2,40})[\"']?[ \t]*:", re.MULTILINE)
_MOST_CHARACTERS = 16_000
_CODE = "gives-a-person-away"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """``start`` and ``end`` are its own lines, without the hyphens; ``after`` is where the document begins. ``closed``
    is False where no second line of hyphens follows. ``gives_away``: it says what must never enter a dossier."""

    start: int
    end: int
    after: int
    closed: bool
    gives_away: bool
    words: str


def front_matter_of(text: str) -> FrontMatter | None:
    """The front matter at the head of a text; None where there is none. Lines between hyphens of which none has a name
    that sources.csv knows are the document's own."""
    opening = _OPENS.match(text)
    if not opening:
        return None
    start = opening.end()
    closing = _CLOSES.search(text, start, start + _MOST_CHARACTERS)
    end = closing.start() if closing else min(len(text), start + _MOST_CHARACTERS)
    head = text[start:end] if closing else text[start:end].partition("\n\n")[0]
    keys = set(_KEY.findall(head))
    ours = bool(keys & {*_NAMES})
    private = any(_is_private(key.casefold()) for key in keys) or (ours and NOTE in keys)
    if not private and not ours:
        return None
    after = min(len(text), closing.end() + 1) if closing else 0
    return FrontMatter(start, end, after, closing is not None, private, head)


def _is_private(key: str) -> bool:
    """Whether a name is, or was meant to be, one of what never enters a dossier."""
    return nearest(key, (*_NAMES, *NEVER_PUBLISHED), 0.8) in NEVER_PUBLISHED


def given_away(name: str) -> Issue:
    """The issue for a document that names in its own head who brought or gave it."""
    message = (
        "was not read: its head says by whom or from whom it was obtained, or holds a note, and a dossier holds each "
        f"document whole. Move these lines to {FILE}, which never enters a dossier."
    )
    return lost("gives-a-person-away", name, message)


def holds_given_away(document: Document) -> Issue:
    """The issue for what holds such a document, or somebody's sources.csv."""
    message = (
        "was left out: it is, or holds, a document that says by whom or from whom a source was obtained, and a dossier "
        f"holds each document whole. Unpack it into the case, without that document or its {FILE}."
    )
    return lost("gives-a-person-away", document.name, message)


def is_given_away(issues: Iterable[Issue]) -> bool:
    """Whether one of a document's issues says that it must not enter a dossier."""
    return any(issue.code == _CODE for issue in issues)


def facts_of(name: str, front: FrontMatter) -> tuple[Provenance, tuple[Issue, ...]]:
    """What the front matter says, and what in it could not be read."""
    if not front.closed:
        return Provenance(), (_not_read(name, "it begins with --- and no second line of --- ends it"),)
    try:
        said = parse_words(front.words, name)
    except DataFileError:
        why = "it is not one “name: value” a line. Put a value that holds a colon in quotation marks"
        return Provenance(), (_not_read(name, why),)
    if not isinstance(said, dict):
        return Provenance(), (_not_read(name, "it is not one “name: value” a line"),)
    cells = {key: value for key, value in said.items() if key in _NAMES and isinstance(value, str)}
    facts, wrong = provenance_of(cells)
    issues = [_not_read(name, f"{one.column} is not {one.wanted}") for one in wrong]
    issues += [_not_read(name, f"{key} is a list or a table, not words") for key in said if _is_nested(key, said)]
    if strange := [key for key in said if key not in _NAMES]:
        meant = [found for key in strange if (found := nearest(str(key).casefold(), _NAMES))]
        advice = f"Perhaps {', '.join(meant)} is meant" if meant else f"There are: {', '.join(_NAMES)}"
        issues.append(_not_read(name, f"{len(strange)} of its lines have a name that is not known. {advice}"))
    return facts, tuple(issues)


def _is_nested(key: object, said: dict[object, object]) -> bool:
    return key in _NAMES and not isinstance(said[key], str)


def with_front_matter(name: str, text: str, read: Callable[[str], Page | None]) -> Taken:
    """What ``read`` makes of the text below any front matter, with its facts, and it as a passage of its own."""
    front = front_matter_of(text)
    if front is None:
        return read(text), ()
    if front.gives_away:
        return None, (given_away(name),)
    below = re.sub(r"[^\n]", " ", text[: front.after]) + text[front.after :]  # every place stays where it was
    page = read(below)
    if page is None:
        return None, ()
    known, issues = facts_of(name, front)
    return replace(page, text=text, passages=(*_passage(text, front), *page.passages), known=known), issues


def _passage(text: str, front: FrontMatter) -> tuple[Passage, ...]:
    """The front matter, kept and not read for claims."""
    words = text[front.start : front.end]
    end = front.start + len(words.rstrip())
    if not front.closed or not words.strip():
        return ()
    return (Passage(PassageKind.PARAGRAPH, front.start, end, Zone.HIDDEN, origin="line 2"),)


def differences(name: str, first: Provenance, second: Provenance) -> tuple[Issue, ...]:
    """What a document's own head gives otherwise than sources.csv, which was taken."""
    facts = [one.name for one in fields(Provenance) if one.name != "consent"]
    apart = [fact for fact in facts if _differ(first, second, fact)]
    apart += [f"consent_{one.name}" for one in fields(Consent) if _differ(first.consent, second.consent, one.name)]
    if not apart:
        return ()
    message = f"gives {', '.join(apart)} otherwise in its own head than {FILE} does, which was taken. Make them agree."
    return (to_look_at("given-twice-differs", name, message),)


def _differ(first: object, second: object, fact: str) -> bool:
    here, there = getattr(first, fact), getattr(second, fact)
    return bool(here and there and here != there)


def _not_read(name: str, why: str) -> Issue:
    return to_look_at("front-matter-not-read", name, f"has front matter that was not read whole: {why}.")
