"""What changed, as text for a terminal: wrapped, and with nothing in it that could steer the terminal."""

import textwrap
from collections.abc import Iterable, Iterator

from tollbook.publish.changed_words import (
    Figure,
    Harm,
    Reason,
    Told,
    as_of,
    issue_sentences,
    made_otherwise,
    source_sentences,
    told,
)
from tollbook.publish.changes import Changes, main_figures
from tollbook.publish.phrases import Phrases, phrases

NARROWEST = 40
_ISOLATES = dict.fromkeys((0x2068, 0x2069))  # a terminal orders words by itself
_JOINERS = "\u200c\u200d"  # they shape letters of Persian and others, and steer nothing


def changes_text(changes: Changes, width: int = 100, language: str = "en") -> str:
    """All that changed; one line where nothing did."""
    say, width = phrases(language), max(width, NARROWEST)
    lines = _nothing(changes, say) if changes.nothing else _changed(changes, say)
    return "".join(f"{line}\n" for indent, words in lines for line in _wrapped(words, indent, width))


def _nothing(changes: Changes, say: Phrases) -> Iterator[tuple[int, str]]:
    documents = say.counted("counts.documents", len(changes.compared.after.sources))
    words = say.say(
        "changes.nothing", figures=say.counted("counts.figures", main_figures(changes)), documents=documents
    )
    same = changes.editions[0].root == changes.editions[1].root
    yield 0, words if same else f"{words} {say.say('changes.nothing_bytes')}"


def _changed(changes: Changes, say: Phrases) -> Iterator[tuple[int, str]]:
    for key, one in zip(("from", "to"), changes.editions, strict=True):
        yield 0, say.say(f"changes.{key}", name=one.name, as_of=as_of(one, say))
        yield 8, say.say("changes.root", root=one.root)
    yield from ((0, words) for words in made_otherwise(changes, say))
    for change in changes.incidents:
        yield from _incident(told(change, changes, say), say)
    yield from _listed(say.say("changes.documents"), source_sentences(changes, say))
    yield from _listed(say.say("changes.issues"), issue_sentences(changes, say))


def _incident(one: Told, say: Phrases) -> Iterator[tuple[int, str]]:
    yield 0, ""
    yield 0, say.say("changes.incident", title=one.title, when=one.when)
    yield from ((2, note) for note in one.notes)
    for harm in one.harms:
        yield from _harm(harm, say)
    for key, (opened, closed) in (("disagreements", one.disagreements), ("unknowns", one.unknowns)):
        if opened or closed:
            yield 2, say.say(f"changes.{key}")
            yield from ((4, say.say("changes.opened", what=what)) for what in opened)
            yield from ((4, say.say("changes.closed_now", what=what)) for what in closed)


def _harm(harm: Harm, say: Phrases) -> Iterator[tuple[int, str]]:
    for figure in harm.figures:
        yield 2, f"{figure.name}: {_span(figure, say)}"
        rows = [f"{row.name} {say.say('changes.arrow', before=row.before, after=row.after)}" for row in figure.rows]
        if rows:
            yield 4, " · ".join(rows)
        if figure.voices:
            yield 4, figure.voices
    if harm.reasons:
        yield 4, say.say("changes.why")
    for reason in harm.reasons:
        yield from _reason(reason, say)
    if harm.more:
        yield 6, harm.more


def _span(figure: Figure, say: Phrases) -> str:
    if figure.same:
        return say.say("changes.same_figure", span=figure.after)
    return say.say("changes.arrow", before=figure.before, after=figure.after)


def _reason(reason: Reason, say: Phrases) -> Iterator[tuple[int, str]]:
    if not reason.says:
        yield 6, reason.became
        return
    yield 6, say.say("changes.claim", says=reason.says, who=reason.who)
    yield 8, f"“{reason.words}”"
    yield 8, reason.became


def _listed(heading: str, sentences: Iterable[str]) -> Iterator[tuple[int, str]]:
    listed = list(sentences)
    if listed:
        yield from ((0, ""), (0, heading))
        yield from ((2, words) for words in listed)


def _wrapped(words: str, indent: int, width: int) -> list[str]:
    """One paragraph; a line that goes on is set in further."""
    further = " " * (indent + 2)
    return textwrap.wrap(
        plain(words), width, initial_indent=" " * indent, subsequent_indent=further, break_on_hyphens=False
    ) or [""]


def plain(words: str) -> str:
    """Words as a terminal can hold them: what it would obey, and what is no character, is shown as a sign."""
    return "".join(
        char if char.isprintable() or char in _JOINERS else " " if char in "\n\t" else "␣"
        for char in words.translate(_ISOLATES)
    )
