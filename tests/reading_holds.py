"""What holds of the reading of any text, however it was made to hurt: used by tests and by the fuzzer."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from tollbook.data import load_pack
from tollbook.extract import read_claims_of
from tollbook.extract.notation import source_of, told
from tollbook.model import Claim, Reading

_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*")
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_TERMS = 6  # numbers in one figure's words; those with more are not looked at here
_MOST = 10**10


def check(text: str) -> Reading:
    """Reads a text, twice; raises AssertionError where something does not hold."""
    source = source_of(text, "en")
    reading, again = read_claims_of(source), read_claims_of(source)
    assert reading == again and told(reading.claims) == told(again.claims)
    for at in (*(one.anchor for one in reading.claims), *(one.at for one in reading.mentions)):
        assert at.stands_in(text)
    for claim in reading.claims:
        speaker = claim.attribution.at
        assert speaker is None or speaker.stands_in(text)
        assert not _not_written(claim, text), f"nobody wrote {_not_written(claim, text)}"
    assert all(issue.at is None or issue.at.stands_in(text) for issue in reading.issues)
    for sentence in reading.sentences:
        assert 0 <= sentence.start < sentence.end <= len(text)
    return reading


def _not_written(claim: Claim, text: str) -> set[int]:
    """The bounds of a count that its words, in digits or in words, do not state."""
    if claim.count is None:
        return set()
    quantity = claim.count.quantity
    assert quantity.words in text
    bounds = {bound for bound in (quantity.low, quantity.high) if bound is not None}
    words = quantity.words if quantity.words in claim.anchor.words else f"{quantity.words} {claim.anchor.words}"
    return {bound for bound in bounds if not _is_written(bound, words, text)}


def _is_written(number: int, words: str, text: str) -> bool:
    """Whether a number stands in some words, or can be made of those that do; as many people as a list has words; or it
    stands before them, of the same people: "twelve fled; all were shot"."""
    terms = list(_numbers_in(words))
    if len(terms) > _MOST_TERMS:
        return True
    made, listed = {Fraction(0)} | _made_of(terms), len(_WORD.findall(words))
    if any(0 <= number - one <= listed for one in made):  # "Ali, a boy and 11 others"
        return True
    told = set[Fraction]().union(*_numbers_in(text))
    shares = {
        one for one in set[Fraction]().union(*terms, _shares_in(words)) if one
    }  # "half of the 48", "twice as many"; "twelve men and as many women"
    return number in told or any({number / share, number / (1 + share)} & told for share in shares)


def _made_of(terms: list[set[Fraction]]) -> set[Fraction]:
    """Every sum and product of terms that stand side by side, in their order; "a dozen and a half" too."""
    made = {(at, at + 1): term for at, term in enumerate(terms)}
    for width in range(2, len(terms) + 1):
        for start in range(len(terms) - width + 1):
            end = start + width
            pairs = ((made[start, cut], made[cut, end]) for cut in range(start + 1, end))
            values = {
                value for left, right in pairs for a in left for b in right for value in (a + b, a * b, a + a * b)
            }
            made[start, end] = {value for value in values if value <= _MOST}
    return set[Fraction]().union(*made.values())


def _numbers_in(words: str) -> Iterator[set[Fraction]]:
    """What each number, in digits or in words, may be read as; "27  900", with two blanks, as with one."""
    words = re.sub(r"(?<=\d)[ \t]+(?=\d{3}\b)", " ", words)
    for found in re.finditer(rf"{_DECIMAL.pattern}(?!\d)|{_DIGITS.pattern}|{_WORD.pattern}", words):
        if not found[0][0].isdecimal():
            if values := _words().get(found[0].lower()):
                yield values
        elif len(found[0]) < 40:
            parts = {"".join(sign for sign in found[0] if sign.isdecimal()), *re.findall(r"\d+", found[0])}
            decimal = {Fraction(found[0])} if _DECIMAL.fullmatch(found[0]) else set[Fraction]()  # "1.5 million"
            yield {Fraction(int(part)) for part in parts} | decimal


def _shares_in(words: str) -> list[Fraction]:
    lower = words.lower()
    return [
        Fraction(one.value) if one.value is not None else Fraction(one.attr or 1)
        for one in load_pack("en").wordings
        if one.cls == "multiple" and one.words in lower
    ]


@cache
def _words() -> dict[str, set[Fraction]]:
    """Each word of the pack that is a number, a scale, a part or a place in a row: "third" is two of these."""
    found: dict[str, set[Fraction]] = {"both": {Fraction(2)}, "k": {Fraction(1000)}}
    for one in load_pack("en").wordings:
        if one.cls == "fraction":
            found.setdefault(one.words.replace("-", " ").split()[-1], set()).add(Fraction(one.attr))
        elif one.value is not None and one.cls.startswith(("number", "scale", "ordinal")):
            found.setdefault(one.words, set()).add(Fraction(one.value))
    return found
