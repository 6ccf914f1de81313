"""The page of every sentence: each that was read, with the claims that it gave, or why it gave none."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any, NamedTuple

from markupsafe import Markup

from tollbook.model import PassageKind, Register, Sentence, Source, Zone
from tollbook.model.derived import NOTHING_KEPT, Derived
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import Phrases, phrases
from tollbook.publish.released import release_words
from tollbook.publish.review import status_words
from tollbook.publish.statements import Statement, statement
from tollbook.publish.templating import environment_of, policy_of, running_line

FILE = "sentences.html"
MOST = 20_000  # sentences on one page; of more the page says how many there are
_QUESTIONS = ("?", "؟")
_BY_KIND = {
    PassageKind.TITLE: "heading",
    PassageKind.HEADING: "heading",
    PassageKind.FIELD: "field",
    PassageKind.CELL: "field",
}


class Line(NamedTuple):
    """One sentence: its words, the claims that begin in it, or why there is none."""

    words: str
    claims: tuple[Statement, ...]
    because: str


class Page(NamedTuple):
    """One source. ``read``: how many of its sentences gave a claim, in words."""

    id: str
    title: str
    language: str
    read: str
    lines: tuple[Line, ...]


def render_sentences(register: Register, record: Json, language: str = "en", kept: Derived = NOTHING_KEPT) -> str:
    """The whole page; of a case too large for one, how many sentences it holds."""
    say, lookup = phrases(language), Lookup(record, {})
    release = release_words(record, say)
    status = release.status if release else status_words(record, say)
    sheet = files("tollbook.publish").joinpath("templates", "style.css").read_text(encoding="utf-8")
    style = sheet + running_line(status)
    count = sum(map(len, register.sentences.values()))
    content: dict[str, Any] = {
        "style": Markup(style),  # noqa: S704 - our own style sheet, and a status escaped for it
        "policy": policy_of(style),
        "status": status,
        "title": say.say("every_sentence.title", status=status),
        "count": say.counted("every_sentence.count", count),
        "too_many": count > MOST,
        "pages": list(_pages(register, lookup, say)) if count <= MOST else [],
        "version": str(record.get("version") or ""),
    }
    html = environment_of(say, kept).get_template("sentences.html.j2").render(**content)
    return html if html.endswith("\n") else html + "\n"


def _pages(register: Register, lookup: Lookup, say: Phrases) -> Iterator[Page]:
    for source in register.sources:
        sentences = register.sentences.get(source.id, ())
        lines = tuple(_lines(source, sentences, lookup, say))
        if lines:
            read = say.say("every_sentence.read", n=sum(1 for one in lines if one.claims), all=len(lines))
            yield Page(source.id, lookup.title(source.id), source.language or "", read, lines)


def _lines(source: Source, sentences: Sequence[Sentence], lookup: Lookup, say: Phrases) -> Iterator[Line]:
    starts = [one.start for one in sentences]
    told: dict[int, list[Json]] = {}
    for claim in lookup.claims_in.get(source.id, ()):
        told.setdefault(max(0, bisect_right(starts, claim["start"]) - 1), []).append(claim)
    for number, one in enumerate(sentences):
        claims = tuple(statement(claim, lookup, say) for claim in told.get(number, ()))
        because = "" if claims else say.say(f"every_sentence.because.{_why_none(source, one)}")
        yield Line(_words(source, one), claims, because)


def _words(source: Source, one: Sentence) -> str:
    """Its words; of a row of a box or table with its label."""
    passage = source.passages[one.passage]
    start = min(passage.start, one.start) if passage.kind is PassageKind.FIELD else one.start
    return " ".join(source.text[start : one.end].split())


def _why_none(source: Source, one: Sentence) -> str:
    """The code of why a sentence gave no claim."""
    passage = source.passages[one.passage]
    if passage.zone is not Zone.MAIN:
        return "beside"
    if passage.kind in _BY_KIND:
        return _BY_KIND[passage.kind]
    if source.text[one.start : one.end].rstrip('”" ').endswith(_QUESTIONS):
        return "question"
    return "narrates" if one.narrates else "no_wording"
