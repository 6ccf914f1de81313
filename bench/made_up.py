"""Cases made of sentences by template, from a fixed seed: short reports, or documents of a size and of formats."""

import io
import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from html import escape
from pathlib import Path
from typing import NamedTuple

import docx
from fpdf import FPDF

PLACES = [
    first + last for first in ("Dush", "Kal", "Var", "Om", "Sher", "Tal", "Bir") for last in ("var", "ot", "abad")
]
MONTHS = "January February March April May June July August September October November December".split()
EVENTS = ("riot", "fire", "shooting", "massacre")
WHO = ("the governor", "a rights group", "relatives of the dead", "the interior ministry", "an agency", "a doctor")
DEAD = ("{n} people were killed", "at least {n} people died", "up to {n} prisoners were killed", "some {n} people died")
MORE = (
    "{m} others were injured, {who} said.",
    "Police blamed a quarrel between two groups.",
    "Dozens were detained in the days after.",
    "Nobody could enter the town until the evening.",
    "The families were told nothing for two days.",
)
TOLLS = (
    "{Who} put the number of dead at {n}.",
    "According to {who}, {m} people were wounded, most of them by gunfire.",
    "A list that {who} kept held the names of {n} people who had died by the end of the week.",
    "{Who} said that no more than {n} people had been killed, and that {m} were treated in hospital.",
    "Between {n} and {n2} people were killed, {who} said later.",
)
# The rest of what such documents say: who stood where, what was seen, what was asked and not answered.
SUBJECTS = (
    "the commission",
    "a teacher from the old quarter",
    "the owner of the shop beside the gate",
    "one of the drivers",
    "the head of the village council",
    "a clerk at the registry office",
    "the lawyer of two of the families",
    "a nurse on the night shift",
    "the editor of the local paper",
    "an engineer at the water works",
)
DID = (
    "remembered that the street lights had been off since the afternoon",
    "wrote a letter to the regional office and never had an answer",
    "kept a diary of those weeks, in a school notebook with a green cover",
    "could see the bridge from the upper window, and the lorries that waited on it",
    "had left for the market before sunrise and came back by the other road",
    "asked for the records of the telephone exchange, which were said to be lost",
    "drew a map of the yard, with the two doors and the well",
    "described the weather as cold and dry, with a wind from the river",
    "refused to sign the paper that was laid on the table",
    "heard the announcement on the radio together with the neighbours",
    "spoke for an hour, and then asked that the recording be stopped",
    "showed the visitors the wall where the posters had hung",
)
THEN = (
    "the school stayed closed until the end of the month",
    "nobody in the office could say who had given the order",
    "the road to the north was open again by the evening",
    "the keys were handed over without a receipt",
    "bread was sold from the back of a van beside the station",
    "the second hearing was put off, and then put off again",
    "a delegation came from the capital and left on the same day",
    "the file was moved to another building, where the roof leaks",
    "the older people went to the mosque to wait for news",
    "the harvest was brought in by those who had stayed",
)
JOINS = ("{Subject} {did}.", "{Subject} {did}; {then}.", "In those days {then}.", "{Then}, and {subject} {did}.")
A_PARAGRAPH = 5  # sentences
HEADINGS = ("What was seen", "The days before", "The hearing", "What is left", "Who was asked")


class Told(NamedTuple):
    """One document before it has a format: its title, and its paragraphs under headings."""

    title: str
    chapters: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def paragraphs(self) -> list[str]:
        return [one for _, several in self.chapters for one in several]


def make_short(folder: Path, documents: int, incidents: int) -> None:
    """So many short reports of so many events, each event told by several."""
    chance = random.Random(2018)
    told = events(chance, incidents)
    folder.mkdir(parents=True)
    for number in range(documents):
        text = _report(chance, *chance.choice(told))
        (folder / f"report-{number:04}.txt").write_text(text, encoding="utf-8")


def make_long(folder: Path, documents: int, incidents: int, words: int, formats: Sequence[str]) -> None:
    """So many documents of about so many words, the formats by turns; each tells of one event and recalls another."""
    chance = random.Random(2018)
    happened = events(chance, incidents)
    folder.mkdir(parents=True)
    for number in range(documents):
        told = _told(chance, chance.choice(happened), chance.choice(happened), words)
        kind = formats[number % len(formats)]
        (folder / f"document-{number:04}.{kind}").write_bytes(FORMATS[kind](told))


def events(chance: random.Random, incidents: int) -> list[tuple[str, str, str]]:
    """What happened, on which day, and where."""
    return [
        (chance.choice(EVENTS), f"{chance.randint(1, 28)} {chance.choice(MONTHS)} {chance.randint(2000, 2022)}", place)
        for place in (chance.choice(PLACES) for _ in range(incidents))
    ]


def _report(chance: random.Random, event: str, day: str, place: str) -> str:
    dead = chance.choice(DEAD).format(n=chance.randint(2, 90))
    lines = [
        f"{event.capitalize()} in {place}",
        "",
        f"On {day} {dead} in a {event} in {place}, {chance.choice(WHO)} said.",
    ]
    more = chance.sample(MORE, chance.randint(1, 4))
    lines += [one.format(m=chance.randint(3, 200), who=chance.choice(WHO)) for one in more]
    return "\n".join(lines) + "\n"


def _told(chance: random.Random, event: tuple[str, str, str], other: tuple[str, str, str], words: int) -> Told:
    """A handful of sentences that give figures, among plain ones."""
    figures = [_figure(chance, one) for one in chance.sample(TOLLS, 1 + min(4, words // 300))]
    if words >= 1000:
        figures.append(f"Earlier, {_dead(chance, *other)}")
    plain: list[str] = []
    while len(" ".join((*figures, *plain)).split()) < words:
        plain += [_plain(chance) for _ in range(A_PARAGRAPH)]
    every = max(1, len(plain) // len(figures))
    for at, one in enumerate(figures):
        plain.insert(at * every + at + chance.randint(0, every - 1), one)
    sentences = [_raised(_dead(chance, *event)), *plain]
    several = [" ".join(sentences[at : at + A_PARAGRAPH]) for at in range(0, len(sentences), A_PARAGRAPH)]
    cut = max(1, -(-len(several) // len(HEADINGS)))
    chapters = tuple((head, tuple(several[at * cut : (at + 1) * cut])) for at, head in enumerate(HEADINGS))
    what, _, place = event
    return Told(f"{what.capitalize()} in {place}", tuple(one for one in chapters if one[1]))


def _dead(chance: random.Random, event: str, day: str, place: str) -> str:
    dead = chance.choice(DEAD).format(n=chance.randint(2, 90))
    return f"on {day} {dead} in a {event} in {place}, {chance.choice(WHO)} said."


def _figure(chance: random.Random, form: str) -> str:
    who, n = chance.choice(WHO), chance.randint(2, 90)
    return form.format(who=who, Who=_raised(who), n=n, n2=n + chance.randint(2, 40), m=chance.randint(3, 200))


def _plain(chance: random.Random) -> str:
    subject, did, then = chance.choice(SUBJECTS), chance.choice(DID), chance.choice(THEN)
    return chance.choice(JOINS).format(
        subject=subject, Subject=_raised(subject), did=did, then=then, Then=_raised(then)
    )


def _raised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _text(told: Told) -> bytes:
    lines = [told.title, *(line for head, several in told.chapters for line in (head, *several))]
    return ("\n\n".join(lines) + "\n").encode()


def _page(told: Told) -> bytes:
    body = "".join(
        f"<h2>{escape(head)}</h2>" + "".join(f"<p>{escape(one)}</p>" for one in several)
        for head, several in told.chapters
    )
    links = "".join(f'<li><a href="/{place.lower()}">{place}</a></li>' for place in PLACES)
    return (
        f'<!doctype html><html lang="en"><head><title>{escape(told.title)}</title></head><body>'
        f"<nav><ul>{links}</ul></nav><main><h1>{escape(told.title)}</h1>{body}</main>"
        f"<footer><p>All rights reserved.</p><ul>{links}</ul></footer></body></html>\n"
    ).encode()


def _pdf(told: Told) -> bytes:
    made = FPDF()
    made.set_creation_date(datetime(2022, 5, 4, tzinfo=UTC))
    made.add_page()
    _lines(made, 16, told.title)
    for head, several in told.chapters:
        _lines(made, 13, head)
        for one in several:
            _lines(made, 11, one + "\n")
    return bytes(made.output())


def _lines(made: FPDF, size: int, words: str) -> None:
    made.set_font("helvetica", size=size)
    made.multi_cell(0, 6, words, new_x="LMARGIN", new_y="NEXT")


def _word(told: Told) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.add_heading(told.title, 0)
    for head, several in told.chapters:
        made.add_heading(head, 1)
        for one in several:
            made.add_paragraph(one)
    made.save(out)
    return out.getvalue()


def _message(told: Told) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "desk@example.org", "records@example.org", told.title
    made["Date"] = "Tue, 04 May 2022 10:00:00 +0500"
    made.set_content("\n\n".join(told.paragraphs))
    return bytes(made)


FORMATS: dict[str, Callable[[Told], bytes]] = {
    "txt": _text,
    "html": _page,
    "docx": _word,
    "pdf": _pdf,
    "eml": _message,
}
