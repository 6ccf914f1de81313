"""A text as quotes are looked up in it: spellings of one sign made one, each sign with its place in the original."""

import re
import unicodedata
from collections.abc import Iterator

_QUOTES = dict.fromkeys("‘’‚‛ʼ′`´", "'") | dict.fromkeys("“”„‟«»″", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
_ONE = _QUOTES | _DASHES
_MARK = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # neither seen nor spoken
_IN_NUMBER = re.compile(r"\d[.,'\u00a0\u202f\u066b\u066c]\d")


class Folded:
    """``text[start:end]`` and where each of its folded signs stands in the text."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self._text = text
        signs: list[str] = []
        places: list[int] = []
        for at, sign in enumerate(text[start:end], start):
            for one in _folded(sign):
                if one == " " and signs and signs[-1] == " ":
                    continue
                signs.append(one)
                places.append(at)
        self._folded, self._places = "".join(signs), places

    def find(self, words: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Each place of the text, within these bounds, where the words stand as words of their own: "7 dead" does not
        stand in "27 dead", nor "200" in "1,200"."""
        wanted = "".join(one for sign in words for one in _folded(sign))
        wanted = re.sub(" +", " ", wanted).strip()
        at = self._folded.find(wanted) if wanted else -1
        while at >= 0:
            first, last = self._places[at], self._places[at + len(wanted) - 1] + 1
            inside = start <= first and (end is None or last <= end)
            if inside and not (self._joined(first) or self._joined(last)):
                yield first, last
            at = self._folded.find(wanted, at + 1)

    def _joined(self, at: int) -> bool:
        """Whether a word, or a number, goes on at a place."""
        text = self._text
        if not 0 < at < len(text):
            return False
        if text[at - 1].isalnum() and text[at].isalnum():
            return True
        return bool(_IN_NUMBER.fullmatch(text, max(at - 2, 0), at + 1) or _IN_NUMBER.fullmatch(text, at - 1, at + 2))


def _folded(sign: str) -> str:
    if sign.isascii() and not sign.isspace():
        return _ONE.get(sign, sign)
    if sign.isspace():
        return " "
    if sign in _ONE:
        return _ONE[sign]
    if _MARK.match(sign):
        return ""
    plain = unicodedata.normalize("NFKD", sign)
    if not sign.isdecimal() and any(one.isdigit() for one in plain):
        return sign  # a raised 2, a half: no digit of a number
    return "".join(_ONE.get(one, " " if one.isspace() else one) for one in plain)
