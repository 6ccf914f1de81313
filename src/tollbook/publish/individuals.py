"""Who may be named on the first page as said to be responsible: units and institutions. One person never is: the words
stand at their place in the source, and a link leads there."""

from functools import cache
from typing import NamedTuple

from tollbook.data import available_languages, data_file, load_pack, load_yaml
from tollbook.data.packs import pack_words
from tollbook.publish.phrases import Phrases


class _Known(NamedTuple):
    """Words in small letters: ``offices`` and titles of one person; ``many``: groups and bodies; ``every`` word that
    some pack knows; ``units`` by the words of their names."""

    offices: frozenset[str]
    many: frozenset[str]
    every: frozenset[str]
    units: tuple[tuple[str, ...], ...]


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
    units = tuple(tuple(one.split()) for one in load_yaml(data_file("vocabulary", "units.yaml"))["units"])
    return _Known(single, frozenset(many - single), frozenset(every), units)


def is_individual(party: str) -> bool:
    """Whether the words may mean one person: an office, a title or a name, and no group or body that it is of."""
    known = _known()
    words = [word.strip(".,;:()“”\"'’") for word in party.split()]
    words = [word.removesuffix("’s").removesuffix("'s") for word in words if word]
    folded = [word.casefold() for word in words]
    group = _group_at(folded, known)
    if group is not None:  # "the guards", "the ministry"; but "the minister of the ministry" is one person
        return any(word in known.offices for word in folded[:group])
    if any(word in known.offices for word in folded):
        return True
    named = [word for word in words if word[:1].isupper() and word.casefold() not in known.every]
    return any(not (word.isupper() and len(word) > 1) for word in named)  # "OMON" is no name of one


def _group_at(words: list[str], known: _Known) -> int | None:
    """Where a group, a body or a unit is named."""
    for at, word in enumerate(words):
        if word in known.many or any(tuple(words[at : at + len(unit)]) == unit for unit in known.units):
            return at
    return None


def party_shown(party: str, say: Phrases) -> str:
    """The party as the first page may name it."""
    return say.say("box.one_person") if is_individual(party) else party
