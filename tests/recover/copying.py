"""Made-up reports whose copying is known: origins, copies of them with edits, and others about the same event. A seed
makes the same ones each time."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

FIGURE = "24 prisoners"
_DAY = date(2018, 5, 3)
_MADE_OF: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("wordings.yaml").read_text("utf-8"))
_SWAPS: dict[str, str] = _MADE_OF["swaps"]


@dataclass
class Report:
    """One made-up document. ``voice`` numbers the origin that it goes back to; ``kind`` says how it was made."""

    name: str
    head: str
    body: list[str]
    voice: int
    kind: str
    day: date = _DAY
    publisher: str | None = None  # as people gave it
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """As a file of the case has it."""
        lines = [f"# {self.head}", f"{self.day:%-d %B %Y}", *self.body, *self.notes]
        return "\n\n".join(lines) + "\n"


Edit = Callable[[Report, Report, random.Random], None]


def _verbatim(_copy: Report, _of: Report, _chance: random.Random) -> None:
    """Nothing is changed but the headline."""


def _cut(copy: Report, _of: Report, _chance: random.Random) -> None:
    del copy.body[2:]


def _reordered(copy: Report, _of: Report, chance: random.Random) -> None:
    rest = copy.body[1:]
    chance.shuffle(rest)
    copy.body[1:] = rest


def _own_words_around(copy: Report, _of: Report, chance: random.Random) -> None:
    copy.body.insert(0, chance.choice(_MADE_OF["own"]))
    copy.body.append(chance.choice(_MADE_OF["own"]))


def _synonyms(copy: Report, _of: Report, chance: random.Random) -> None:
    """About one word in ten is another."""
    for n, line in enumerate(copy.body):
        words = line.split(" ")
        at = [i for i, word in enumerate(words) if word in _SWAPS]
        for i in chance.sample(at, min(len(at), max(1, len(words) // 10))) if at else ():
            words[i] = _SWAPS[words[i]]
        copy.body[n] = " ".join(words)


def _other_words(copy: Report, chance: random.Random, one_in: int) -> None:
    for n, line in enumerate(copy.body):
        words = line.split(" ")
        at = [i for i, word in enumerate(words) if word.isalpha() and word not in ("prisoners", "were", "killed")]
        for i in chance.sample(at, min(len(at), len(words) // one_in)):
            words[i] = chance.choice(sorted(_SWAPS))
        copy.body[n] = " ".join(words)


def edited(of: Report, one_in: int, number: int, chance: random.Random) -> Report:
    """A copy in which of so many words one is another."""
    copy = Report(f"{number:03}-copy.md", of.head, list(of.body), of.voice, f"one in {one_in}", of.day)
    _other_words(copy, chance, one_in)
    return copy


def _reworded(copy: Report, _of: Report, chance: random.Random) -> None:
    """One word in four is another."""
    _other_words(copy, chance, 4)


def _rewritten(copy: Report, _of: Report, chance: random.Random) -> None:
    """Every other word is another: who reads both would still see it."""
    _other_words(copy, chance, 2)


def _in_words(copy: Report, _of: Report, _chance: random.Random) -> None:
    copy.body = [line.replace("24 prisoners", "twenty-four inmates").replace("24", "twenty-four") for line in copy.body]
    copy.body = [line[0].upper() + line[1:] for line in copy.body]


def _slips(copy: Report, _of: Report, chance: random.Random) -> None:
    """Two letters change places in three words of each paragraph."""
    for n, line in enumerate(copy.body):
        words = line.split(" ")
        long = [i for i, word in enumerate(words) if word.isalpha() and len(word) > 6 and word.islower()]
        long = [i for i in long if words[i] not in ("prisoners", "prison", "killed")]
        for i in chance.sample(long, min(3, len(long))):
            at = chance.randrange(1, len(words[i]) - 2)
            word = words[i]
            words[i] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        copy.body[n] = " ".join(words)


def _quoted(copy: Report, of: Report, chance: random.Random) -> None:
    """Another's words in quotation marks, and a frame of one's own."""
    copy.body = [f"“{of.body[0]} {of.body[1]}” one paper wrote the next day.", chance.choice(_MADE_OF["own"])]


EDITS: dict[str, Edit] = {
    "verbatim": _verbatim,
    "cut": _cut,
    "reordered": _reordered,
    "own words around": _own_words_around,
    "synonyms": _synonyms,
    "figure in words": _in_words,
    "slips of letters": _slips,
    "quoted": _quoted,
    "reworded": _reworded,
}
_COPIED_ON = ("origin", "verbatim", "synonyms", "slips of letters")  # a copy of a copy
BEYOND: dict[str, Edit] = {"rewritten": _rewritten}  # too far to be found: what is missed is said
ERROR_ALONE = "error alone"  # words of its own, and an error of the origin's
RIGHT = 3  # the voice whose mark is no error: who has it too is a voice of its own
TOLD_OTHERWISE = ("translation", "wire named", "wire told")  # go back to an origin and share no wording with it


def independent(number: int, details: Sequence[str], chance: random.Random, town: str) -> Report:
    """A report of its own."""
    lead = _of("leads", number).format(figure=FIGURE, town=town)
    body = [f"{lead[0].upper()}{lead[1:]}. {details[0]}", *details[1:]]
    if is_wire(number):
        body[0] = f"{town.upper()}, Tajikistan ({_of('wires', number)}) - {body[0]}"
    head = chance.choice(_MADE_OF["heads"]).format(town=town)
    day = _DAY + timedelta(days=chance.randrange(3))
    publisher = None if is_wire(number) else _of("papers", number)
    return Report(f"{number:03}-origin.md", head, body, number, "origin", day, publisher)


def _of(kind: str, voice: int) -> str:
    """What one voice has of a kind."""
    every: list[str] = _MADE_OF[kind]
    return every[voice % len(every)]


def is_wire(voice: int) -> bool:
    """Whether an origin is a wire's dispatch, which names its wire; the others are a newspaper's."""
    return voice % 2 == 0


def copied(of: Report, kind: str, number: int, chance: random.Random, town: str) -> Report:
    """A copy of it with one kind of edit, of the same day or later."""
    head = chance.choice(_MADE_OF["heads"]).format(town=town)
    day = of.day + timedelta(days=chance.randrange(3))
    copy = Report(f"{number:03}-copy.md", head, list(of.body), of.voice, kind, day)
    (EDITS | BEYOND)[kind](copy, of, chance)
    return copy


def told_otherwise(of: Report, kind: str, number: int, chance: random.Random, town: str) -> Report:
    """What says in so many words that it goes back to an origin, in words of its own."""
    other = independent(of.voice + 5 - of.voice % 2, chance.sample(_MADE_OF["own"], 2), chance, town)
    report = Report(f"{number:03}-other.md", other.head, other.body, of.voice, kind, of.day + timedelta(days=1))
    wire, paper = _of("wires", of.voice), _of("papers", of.voice)
    told = f"that {FIGURE} were killed in a riot in {town} on 2 May."
    if kind == "translation":
        report.notes = [chance.choice(_MADE_OF["translated"]).format(paper)]
    elif kind == "wire named":
        report.body = [f"{wire} reported {told}", *other.body[1:]]
    else:
        report.body = [f"{_of('tellers', of.voice)} told {wire} {told}", *other.body[1:]]
    return report


def error_alone(of: Report, number: int, chance: random.Random, town: str) -> Report:
    """What shares nothing with an origin but an error of its; of what is no error, a report of its own."""
    lead = _of("leads", of.voice + 4).format(figure=FIGURE, town=town)
    body = [f"{lead[0].upper()}{lead[1:]}.", _of("errors", of.voice)[1], chance.choice(_MADE_OF["own"])]
    voice = of.voice if of.voice != RIGHT else number
    head = chance.choice(_MADE_OF["heads"]).format(town=town)
    return Report(f"{number:03}-error.md", head, body, voice, ERROR_ALONE, of.day + timedelta(days=1))


def corpus(seed: int, origins: int = 4, copies: int = 6, town: str = "Khujand", errors: bool = False) -> list[Report]:
    """Independent reports of one event, each with copies, and some that say whence they come. ``errors``: each origin
    makes one, which its copies have too, and so does a report that shares nothing else with it."""
    chance = random.Random(seed)
    details = chance.sample(_MADE_OF["details"], len(_MADE_OF["details"]))
    made = [independent(n, details[3 * n : 3 * n + 3], chance, town) for n in range(origins)]
    for of in made if errors else ():
        of.body.append(_of("errors", of.voice)[0])
    for of in made[:origins]:
        for kind in chance.sample(sorted(EDITS), copies):
            grown = [one for one in made if one.voice == of.voice and one.kind in _COPIED_ON]
            made.append(copied(chance.choice(grown), kind, len(made), chance, town))
    for of in made[:origins]:
        kind = chance.choice(TOLD_OTHERWISE[1:]) if is_wire(of.voice) else TOLD_OTHERWISE[0]
        made += [told_otherwise(of, kind, len(made) + n, chance, town) for n in range(2)]
    made += [error_alone(of, len(made) + n, chance, town) for n, of in enumerate(made[:origins]) if errors]
    return made
