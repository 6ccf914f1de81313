"""Who may be named on the first page as said to be responsible: units and institutions. One person never is: the words
stand at their place in the source, and a link leads there."""

from functools import cache
from typing import NamedTuple

from tollbook.data import available_languages, load_pack
from tollbook.data.packs import pack_words
from tollbook.publish.phrases import Phrases


class _Known(NamedTuple):
    """Words in small letters: ``offices`` and titles of one person; ``many``: groups, units and bodies; ``every`` word
    that some pack knows."""

    offices: frozenset[str]
    many: frozenset[str]
    every: frozenset[str]


@cache
def _known() -> _Known:
    by_class: dict[str, set[str]] = {}
    every: set[str] = set()
    for language in available_languages():
        every |= {word.casefold() for word in pack_words(language)}
        for one in load_pack(language).wordings:
            by_class.setdefault(one.cls, set()).add(one.words.casefold())
    offices = by_class.get("office", set()) | by_class.get("titles", set())
    one_of = {word for phrase in by_class.get("group_singular", ()) for word in phrase.split()[-1:]}
    many = {word for phrase in by_class.get("group_plural", ()) for word in phrase.split()[-1:]}
    many |= {*by_class.get("doers", ()), *by_class.get("institution", ())}
    many |= {word for cls in ("party", "bodies") for phrase in by_class.get(cls, ()) for word in phrase.split()[:1]}
    single = frozenset(word for phrase in offices for word in phrase.split()[-1:]) | frozenset(one_of - many)
    return _Known(single, frozenset(many - single), frozenset(every))


def is_individual(party: str) -> bool:
    """Whether the words may mean one person: an office, a title or a name, and no group or body that it is of."""
    known = _known()
    words = [word.strip(".,;:()“”\"'’") for word in party.split()]
    words = [word.removesuffix("’s").removesuffix("'s") for word in words if word]
    folded = [word.casefold() for word in words]
    if any(word in known.many for word in folded):
        # "the guards", "the ministry"; but "the guard Rahim", and "the minister of the ministry" is one person
        return any(word in known.offices for word in folded[: _first(folded, known.many)])
    if any(word in known.offices for word in folded):
        return True
    named = [word for word in words if word[:1].isupper() and word.casefold() not in known.every]
    return any(not (word.isupper() and len(word) > 1) for word in named)  # "OMON" is no name of one


def _first(words: list[str], among: frozenset[str]) -> int:
    return next(at for at, word in enumerate(words) if word in among)


def party_shown(party: str, say: Phrases) -> str:
    """The party as the first page may name it."""
    return say.say("box.one_person") if is_individual(party) else party
