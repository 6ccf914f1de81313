"""How sure each reading of a figure is: the measured share of readings like it that a careful reader accepts."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tollbook.data import load_confidence
from tollbook.model import Claim, Count, Mark, PassageKind, Quantity, Reading, Sentence, Source

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_SHAPED = (PassageKind.TITLE, PassageKind.HEADING, PassageKind.FIELD, PassageKind.CELL)
_MANY_WORDS, _MANY_COUNTS, _MANY_FIGURES = (12, 30, 60), (1, 2, 4), (1, 3, 6)
_MUCH_BETWEEN, _LARGE = (16, 40, 90), (0, 1, 9, 99)


@dataclass(frozen=True, slots=True)
class Near:
    """What stands around the figures of one sentence. ``unread``: a figure in it was not read."""

    start: int
    text: str
    counts: int
    unread: bool


def with_confidence(source: Source, reading: Reading) -> Reading:
    """The reading, each figure of running text with its measured share. Where too few like it were judged by hand (a
    title, a table, another language, another reader, a word in the place of a number) it has none."""
    given = load_confidence()
    if given.language != source.language:
        return reading
    around = _around(source, reading)
    measured = f"tollbook-{given.language}:"
    return replace(
        reading,
        claims=tuple(
            replace(claim, confidence=given.share(features_of(claim, near)))
            if claim.harm in given.harms
            and claim.reader.startswith(measured)
            and (near := around.get(claim.sentence)) is not None
            and _is_number(claim)
            else claim
            for claim in reading.claims
        ),
    )


def _is_number(claim: Claim) -> bool:
    count = claim.count
    return count is not None and (count.quantity.low, count.quantity.high) != (None, None)


def _around(source: Source, reading: Reading) -> dict[int | None, Near]:
    """The sentences of running text that hold counts, by their numbers."""
    many: dict[int, int] = defaultdict(int)
    for claim in reading.claims:
        if claim.count is not None and claim.sentence is not None:
            many[claim.sentence] += 1
    unread = sorted(one.at.start for one in reading.issues if one.code == "figure-not-read" and one.at is not None)
    return {
        number: _near(source, reading.sentences[number], counts, unread)
        for number, counts in many.items()
        if source.passages[reading.sentences[number].passage].kind not in _SHAPED
    }


def _near(source: Source, sentence: Sentence, counts: int, unread: Sequence[int]) -> Near:
    first = bisect_left(unread, sentence.start)
    lost = first < len(unread) and unread[first] < sentence.end
    return Near(sentence.start, source.text[sentence.start : sentence.end], counts, lost)


def features_of(claim: Claim, near: Near) -> Iterator[str]:
    """What is known of a figure once it is read, each as a name; nothing of it is a word of the text."""
    count = claim.count
    assert count is not None
    yield f"harm:{claim.harm}"
    yield f"form:{count.quantity.form}"
    yield f"wording:{claim.reader.partition(':')[2].partition('+')[0]}"
    yield f"list:{'+' in claim.reader}"
    yield from (f"mark:{mark}" for mark in sorted(count.marks))
    yield from _of_the_words(claim, count)
    yield from _of_the_speaker(claim)
    yield from _of_the_place(claim, near)


def _of_the_words(claim: Claim, count: Count) -> Iterator[str]:
    """How the number is written, and how far from the harm."""
    words, anchor = count.quantity.words, claim.anchor.words
    yield f"number:{_step(count.quantity.high or count.quantity.low or 0, _LARGE)}"
    yield f"digits:{_written(count.quantity, words)}"
    yield f"group:{count.group == 'all'}"
    if Mark.INDIVIDUAL in count.marks:
        yield f"capital:{words[:1].isupper()}:{words[-1:].isalpha()}:{' ' in words}"
        yield f"several:{(count.quantity.high or 0) > 1}"
    yield f"first:{anchor.startswith(words)}"
    yield f"between:{_step(len(anchor) - len(words), _MUCH_BETWEEN)}"


def _written(quantity: Quantity, words: str) -> str:
    """Whether figures in the words are the number read: "8 of them" read as 9 is not."""
    figures = {number.replace(",", "") for number in _FIGURE.findall(words)}
    if not figures:
        return "none"
    return "same" if figures & {str(quantity.low), str(quantity.high)} else "different"


def _of_the_speaker(claim: Claim) -> Iterator[str]:
    said = claim.attribution
    yield f"stance:{said.stance}"
    yield f"named:{said.speaker is not None}"
    yield f"anonymous:{said.anonymous}"
    yield f"carried:{bool(said.carried_by or said.on_word_of)}"


def _of_the_place(claim: Claim, near: Near) -> Iterator[str]:
    """What stands around the words in their sentence."""
    end = claim.anchor.end - near.start
    before, after = near.text[: claim.anchor.start - near.start].rstrip(), near.text[end:].lstrip()
    yield f"before:{_kind_of(before[-1:])}"
    yield f"after:{_kind_of(after[:1])}"
    yield f"words:{_step(near.text.count(' '), _MANY_WORDS)}"
    yield f"figures:{_step(len(_FIGURE.findall(near.text)), _MANY_FIGURES)}"
    yield f"counts:{_step(near.counts, _MANY_COUNTS)}"
    yield f"unread:{near.unread}"
    yield f"capitals:{near.text.isupper()}"


def _kind_of(letter: str) -> str:
    if letter.isupper():
        return "capital"
    return "letter" if letter.isalpha() else "digit" if letter.isdecimal() else "mark" if letter else "edge"


def _step(number: int, steps: Sequence[int]) -> int:
    """The number of the step that a number stands on."""
    return bisect_left(steps, number)
