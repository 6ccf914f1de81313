"""The text of one cell of a table as a source of its own: a report that came without a document."""

import hashlib

from tollbook.model import Issue, Source, When
from tollbook.read.decode import canonical
from tollbook.read.language import language_of_cell
from tollbook.read.page import noted
from tollbook.read.plain import read_plain

PLAIN = "text/plain"


def read_cell(name: str, text: str, day: When | None = None, language: str | None = None) -> tuple[Source, list[Issue]]:
    """``day``: when the report is dated, as the table says. ``language``: what the table is said to be in, which holds
    unless the text is plainly in another."""
    shown, replaced = canonical(text)
    passages, whole = read_plain(shown)
    data = text.encode("utf-8", "surrogatepass")
    source = Source(
        id=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type=PLAIN,
        encoding="utf-8",
        size=len(data),
        text=shown,
        passages=passages,
        language=language_of_cell(shown, language),
        date=day,
    )
    issues = []
    if replaced:
        issues.append(noted("control-characters", name, f"holds {replaced} control characters, which stand as U+FFFD."))
    if not whole:
        issues.append(noted("too-many-passages", name, "has more blocks than are read; the rest was not read."))
    return source, issues
