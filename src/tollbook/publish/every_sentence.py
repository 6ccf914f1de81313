"""The page of every sentence: each that was read, with the claims that it gave, or why it gave none."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from jinja2 import Environment
from markupsafe import Markup

from tollbook.model import PassageKind, Register, Sentence, Source, Zone
from tollbook.model.derived import NOTHING_KEPT, Derived, derive, key_of
from tollbook.model.later import Later
from tollbook.publish.excerpts import Excerpt, Excerpts
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import Phrases, phrases
from tollbook.publish.released import release_words
from tollbook.publish.review import status_words
from tollbook.publish.statements import Statement, statement
from tollbook.publish.templating import environment_of, policy_of, running_line

FILE = "sentences.html"
MOST = 20_000  # sentences on one page; of more the page says how many there are
_FEW = 3  # sources whose sentences are shown at once
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

    title: str
    language: str
    read: str
    lines: tuple[Line, ...]


def render_sentences(
    register: Register,
    record: Json,
    language: str = "en",
    kept: Derived = NOTHING_KEPT,
    excerpts: Excerpts | None = None,
) -> str:
    """The whole page; of a case too large for one, how many sentences it holds. ``excerpts``: of the record, where they
    are known."""
    say = phrases(language)
    excerpts = excerpts or Excerpts(Lookup(record, {source.id: source.text for source in register.sources}))
    release = release_words(record, say)
    status = release.status if release else status_words(record, say)
    sheet = files("tollbook.publish").joinpath("templates", "style.css").read_text(encoding="utf-8")
    style = sheet + running_line(status)
    count = sum(map(len, register.sentences.values()))
    environment = environment_of(say, kept)
    content: dict[str, Any] = {
        "style": Markup(style),  # noqa: S704 - our own style sheet, and a status escaped for it
        "policy": policy_of(style),
        "status": status,
        "title": say.say("every_sentence.title", status=status),
        "count": say.counted("every_sentence.count", count),
        "too_many": count > MOST,
        "sections": list(_sections(register, excerpts, say, environment, kept)) if count <= MOST else [],
        "version": str(record.get("version") or ""),
    }
    html = environment.get_template("sentences.html.j2").render(**content)
    return html if html.endswith("\n") else html + "\n"


def _sections(
    register: Register, excerpts: Excerpts, say: Phrases, environment: Environment, kept: Derived
) -> Iterator[Markup]:
    """A section of each source that has sentences, each made of the source's excerpt alone. Where people marked a
    source as sensitive none is kept: what is said of a claim may name another source."""
    if any(source.provenance.sensitive for source in register.sources):
        kept = NOTHING_KEPT
    shown = [source for source in register.sources if register.sentences.get(source.id)]
    few = len(shown) <= _FEW
    section = cache(lambda: vars(environment.get_template("sentences_of.html.j2").make_module())["section"])
    for source in shown:
        excerpt = excerpts.of_source(source.id)

        def made(source: Source = source, excerpt: Excerpt = excerpt) -> bytes:
            page = _page(source, register.sentences[source.id], excerpt.lookup(), say)
            return str(section()(page, few)).encode("utf-8", "surrogatepass")

        key = _key(register.sentences[source.id], excerpt, f"{say.language} {few}")
        yield Markup(_kept(kept, key, made))  # noqa: S704


def _key(sentences: Sequence[Sentence], excerpt: Excerpt, shown: str) -> bytes | None:
    """Of all that the section of a source is made of; None where its sentences are at hand, since it was just read or
    nothing is kept."""
    return key_of(excerpt.key, sentences.digest, shown) if isinstance(sentences, Later) else None


def _kept(kept: Derived, key: bytes | None, make: Callable[[], bytes]) -> str:
    found = make() if key is None or kept is NOTHING_KEPT else derive(kept, "sentences", key, make)
    return found.decode("utf-8", "surrogatepass")


def _page(source: Source, sentences: Sequence[Sentence], lookup: Lookup, say: Phrases) -> Page:
    starts = [one.start for one in sentences]
    told: dict[int, list[Statement]] = {}
    for claim in lookup.claims_in.get(source.id, ()):
        number = max(0, bisect_right(starts, claim["start"]) - 1)
        told.setdefault(number, []).append(statement(claim, lookup, say))
    lines = tuple(_lines(source, sentences, told, say))
    read = say.say("every_sentence.read", n=sum(1 for one in lines if one.claims), all=len(lines))
    return Page(lookup.title(source.id), source.language or "", read, lines)


def _lines(
    source: Source, sentences: Sequence[Sentence], told: Mapping[int, Sequence[Statement]], say: Phrases
) -> Iterator[Line]:
    for number, one in enumerate(sentences):
        claims = tuple(told.get(number, ()))
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
