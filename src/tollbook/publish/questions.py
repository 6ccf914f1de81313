"""Open questions of one incident: the answers as sources give them, side by side, and what can tell them apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from tollbook.publish import days, figures
from tollbook.publish.individuals import party_shown
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import Phrases, capital
from tollbook.publish.speakers import Speaker, speaker

MOST_COLUMNS = 6  # of a matrix; more answers are listed, each with what speaks against it
MOST_ROWS = 10  # in sight; the others are folded
_OF_PARTIES = "on-whose-order"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, by its speaker."""

    claim: str
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Answer:
    """``sign``: the letter that stands for it in the matrix, "" where there is none."""

    sign: str
    words: str
    stated: tuple[Told, ...]
    against: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """``code`` of what a claim says to an answer, and in words."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One claim against each answer."""

    told: Told
    words: str
    cells: tuple[Cell, ...]
    tells_apart: bool


@dataclass(frozen=True, slots=True)
class Entered:
    """What a person answered."""

    words: str
    who: str
    source: str
    href: str


@dataclass(frozen=True, slots=True)
class Question:
    """``rows`` and ``folded`` are the matrix: () where there is none, and then ``no_matrix`` says why."""

    code: str
    question: str
    answers: tuple[Answer, ...]
    rows: tuple[Row, ...]
    folded: tuple[Row, ...]
    apart: str
    no_matrix: str
    entered: tuple[Entered, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """All of one incident. ``access``: claims that access was refused or limited."""

    heading: str
    listed: tuple[Question, ...]
    access: tuple[Told, ...]


def questions(incident: Json, lookup: Lookup, say: Phrases) -> Questions | None:
    """None where sources give no question several answers, and nobody entered one."""
    own = lookup.questions_of.get(incident["id"], ())
    if not own:
        return None
    shut = lookup.chosen(list(dict.fromkeys(id_ for one in own for id_ in one["access"])))
    return Questions(
        capital(say.counted("questions.heading", len(own))),
        tuple(_question(one, lookup, say) for one in own),
        _told(shut, lookup, say),
    )


def _question(one: Json, lookup: Lookup, say: Phrases) -> Question:
    drawn = 1 < len(one["answers"]) <= MOST_COLUMNS and any(row["tells_apart"] for row in one["evidence"])
    rows = tuple(_rows(one, lookup, say)) if drawn else ()
    apart = sum(row["tells_apart"] for row in one["evidence"])
    return Question(
        code=one["code"],
        question=one["question"],
        answers=tuple(_answers(one, drawn, lookup, say)),
        rows=rows[:MOST_ROWS],
        folded=rows[MOST_ROWS:],
        apart=capital(say.counted("questions.apart", apart)) if apart else say.say("questions.none_apart"),
        no_matrix="" if one["whole"] else say.say("questions.too_many"),
        entered=tuple(_entered(one, lookup, say)),
    )


def _answers(one: Json, drawn: bool, lookup: Lookup, say: Phrases) -> Iterator[Answer]:
    for at, each in enumerate(one["answers"]):
        stated = lookup.chosen(each["claims"])
        against = [row["claim"] for row in one["evidence"] if row["bearings"][at] in ("fits_not", "denies")]
        if stated:
            yield Answer(
                sign=ascii_uppercase[at] if drawn else "",
                words=_words(one, each, stated, say),
                stated=_told(stated, lookup, say),
                against=_told(lookup.chosen(against), lookup, say),
            )


def _words(one: Json, answer: Json, stated: Sequence[Json], say: Phrases) -> str:
    if answer["words"] is None:
        return figures.figure(stated[0], say)
    return party_shown(answer["words"], say) if one["code"] == _OF_PARTIES else str(answer["words"])


def _told(claims: Sequence[Json], lookup: Lookup, say: Phrases) -> tuple[Told, ...]:
    """Each speaker once, with the first of their claims."""
    found: dict[Speaker, str] = {}
    for claim in claims:
        found.setdefault(speaker(claim, lookup, say), claim["id"])
    return tuple(Told(claim, who) for who, claim in found.items())


def _rows(one: Json, lookup: Lookup, say: Phrases) -> Iterator[Row]:
    """What tells answers apart first, in the order of the record; then what does not."""
    words = say.entry("questions.bearings")
    for row in sorted(one["evidence"], key=lambda row: not row["tells_apart"]):
        claim = lookup.claims.get(row["claim"])
        if claim is not None:
            told = Told(claim["id"], speaker(claim, lookup, say))
            said = figures.figure(claim, say) if claim["kind"] == "count" else say.code("kinds", claim["kind"])
            yield Row(told, said, tuple(Cell(code, words[code]) for code in row["bearings"]), row["tells_apart"])


def _entered(one: Json, lookup: Lookup, say: Phrases) -> Iterator[Entered]:
    for each in one["entered"]:
        who = say.say("findings.who", who=each["by"], day=days.in_words(each["on"], say))
        known = each["source"] in lookup.sources
        title = lookup.title(each["source"]) if known else ""
        yield Entered(each["answer"], who, title, f"#source-{each['source']}" if known else "")
