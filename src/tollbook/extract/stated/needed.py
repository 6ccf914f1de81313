"""What a sentence must hold for a pattern to be looked for in it: the words of a wording of each of its parts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from tollbook.data.stated import Wordings

NUMBER = "number"  # the class of which digits are wordings too
Element = tuple[str, ...]  # class, name, how it is limited, dots, sign, word
_SHORT = 3  # letters: of a part that is but such a word nothing is asked, since every sentence holds it
_COMMON = 90  # wordings
_SEVERAL = 2  # common words alone in a part, and it tells nothing
_SIGNS = "\"',:;"


Part = dict[str, tuple[frozenset[str], ...]]  # by the longest word of each wording, all of its words


def needed_of(elements: Sequence[Element], wordings: Wordings, *classes: str) -> tuple[Part, ...]:
    """For each part that may not be left out, and each of the ``classes``, the wordings of which one must stand in the
    sentence. Those come first that have the fewest."""
    parts = [*_of_elements(elements, wordings), *(_of_class(wordings.classes[name]) for name in classes if name)]
    return tuple(sorted((one for one in parts if one), key=lambda one: (len(one), sorted(one))))


def common_words(wordings: Wordings) -> frozenset[str]:
    """Those that stand in so many wordings that nearly every sentence holds one of them."""
    held = Counter(word for listed in wordings.classes.values() for one in listed for word in set(one.lower().split()))
    return frozenset(word for word, times in held.items() if times >= _COMMON)


def telling(parts: Sequence[Part], common: Set[str]) -> tuple[Part, ...]:
    """Without those that nearly every sentence holds, such as "is" or "was"; all, where none would be left."""
    return tuple(one for one in parts if sum(_is_alone(word, one) for word in common & one.keys()) < _SEVERAL) or (
        *parts,
    )


def _is_alone(word: str, part: Part) -> bool:
    return any(len(one) == 1 for one in part[word])


def part_of(listed: Iterable[str]) -> Part:
    """Some wordings as a part."""
    found: dict[str, list[frozenset[str]]] = {}
    for one in listed:
        words = [word.lower().strip(_SIGNS) for word in one.split()]
        found.setdefault(max(words, key=len), []).append(frozenset(words))
    return {key: tuple(several) for key, several in found.items()}


def _of_elements(elements: Sequence[Element], wordings: Wordings) -> Iterator[Part]:
    at = 0
    while at < len(elements):
        cls, _, how, _, sign, word = elements[at]
        if sign in ("[", "("):
            end = _closes(elements, at)
            if sign == "(":
                yield _of_several(elements[at + 1 : end], wordings)
            at = end
        elif cls != NUMBER and (cls or how.startswith("<")):
            yield _of_class(wordings.classes[cls or how[1:-1]])
        elif word and len(word) > _SHORT:
            yield part_of([word])
        at += 1


def _closes(elements: Sequence[Element], opened: int) -> int:
    depth = 0
    for at in range(opened, len(elements)):
        depth += (elements[at][4] in ("[", "(")) - (elements[at][4] in ("]", ")"))
        if not depth:
            return at
    return len(elements) - 1


def _of_several(elements: Sequence[Element], wordings: Wordings) -> Part:
    """All that may stand there; of one that is a class, its wordings."""
    listed: list[str] = []
    begun: list[Element] = []
    for one in (*elements, ("", "", "", "", "|", "")):
        if one[4] != "|":
            begun.append(one)
            continue
        classes = [cls for cls, *_ in begun if cls]
        listed += wordings.classes[classes[0]] if classes else [" ".join(word for *_, word in begun if word)]
        begun = []
    return part_of(listed)


@cache
def _of_class(listed: tuple[str, ...]) -> Part:
    return part_of(listed)


Parts = tuple[tuple[int, tuple[frozenset[str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Needed:
    """Which of some patterns can stand in a sentence; a part that many of them need is looked for once. ``by_word``:
    the parts that a word opens, with the words that must stand with it, () where it is enough alone. ``first``: by
    the part of fewest words, the patterns that need it. ``of_all``: by pattern, its parts."""

    by_word: dict[str, Parts]
    first: dict[int, tuple[int, ...]]
    of_all: tuple[frozenset[int], ...]

    @classmethod
    def of(cls, needed: Sequence[Sequence[Part]]) -> "Needed":
        """``needed``: the parts of each pattern."""
        known: dict[frozenset[tuple[str, tuple[frozenset[str], ...]]], int] = {}
        by_word: dict[str, list[tuple[int, tuple[frozenset[str], ...]]]] = {}
        first: dict[int, list[int]] = {}
        of_all: list[frozenset[int]] = []
        for place, parts in enumerate(needed):
            numbers = []
            for part in sorted(parts, key=len):
                if (number := known.setdefault(frozenset(part.items()), len(known))) == len(known) - 1:
                    _note(by_word, part, number)
                numbers.append(number)
            first.setdefault(numbers[0], []).append(place)
            of_all.append(frozenset(numbers))
        said = {word: tuple(dict.fromkeys(parts)) for word, parts in by_word.items()}
        return cls(said, {number: tuple(places) for number, places in first.items()}, tuple(of_all))

    def places(self, words: Set[str]) -> list[int]:
        """The places of those of which a wording of each part can stand in a sentence of these words."""
        there, may = set[int](), list[int]()
        for word in self.by_word.keys() & words:
            for number, wordings in self.by_word[word]:
                if number not in there and (not wordings or any(map(words.__ge__, wordings))):
                    there.add(number)
                    may += self.first.get(number, ())
        return sorted(place for place in may if self.of_all[place] <= there)


def _note(by_word: dict[str, list[tuple[int, tuple[frozenset[str], ...]]]], part: Part, number: int) -> None:
    """A part that is new, under each word that opens one of its wordings."""
    for key, wordings in part.items():
        alone = any(len(one) == 1 for one in wordings)
        by_word.setdefault(key, []).append((number, () if alone else wordings))
