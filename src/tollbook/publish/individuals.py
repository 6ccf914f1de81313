"""Who may be named on the first page as said to be responsible: units and institutions. One person never is: the words
stand at their place in the source, and a link leads there."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from tollbook.data import available_languages, data_file, load_pack, load_yaml
from tollbook.data.packs import pack_words
from tollbook.publish.phrases import Phrases

_MARKS = ".,;:()“”\"'’"
_LONGEST_ABBREVIATION = 5  # "SOBR", "OMON"; longer capitals may be a name that is written so
_BLAMED = {"role": ("party",), "act": ("by",), "label": ("of",), "pattern": ("by", "directed_by"), "access": ("by",)}


class _Known(NamedTuple):
    """Words in small letters: ``offices`` and titles of one person; ``many``: groups and bodies; ``every`` word that
    some pack knows; ``units`` by the words of their names; ``links`` to what a body is named after; ``articles``;
    ``held``: what one person holds, and is none ("the prosecutor's office"); ``joints``: "and"."""

    offices: frozenset[str]
    many: frozenset[str]
    every: frozenset[str]
    units: tuple[tuple[str, ...], ...]
    links: frozenset[str]
    articles: frozenset[str]
    held: frozenset[str]
    joints: frozenset[str]


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
    given = load_yaml(data_file("vocabulary", "units.yaml"))
    units = tuple(tuple(one.split()) for one in given["units"])
    articles = frozenset(by_class.get("article_definite", set()) | by_class.get("article_indefinite", set()))
    links, held = frozenset(given["links"]), frozenset(given["held"])
    joints = frozenset(by_class.get("and", set()))
    return _Known(single, frozenset(many - single), frozenset(every), units, links, articles, held, joints)


@cache
def is_individual(party: str) -> bool:
    """Whether the words may mean one person: an office, a title or a name, also behind a group that is theirs or that
    they are of. What a body is named after, "the Ministry of …", is no name of one."""
    known = _known()
    words = [stripped for word in party.split() if (stripped := word.strip(_MARKS))]
    plain = [word.removesuffix("’s").removesuffix("'s") for word in words]
    folded = [word.casefold() for word in plain]
    first, last = _group_in(folded, known) or (len(words), len(words))
    if any(word in known.offices for word in (*folded[:first], *folded[last:])):
        return not any(word in known.held for word in folded)
    if first == len(words):
        return any(_is_name(word, known) for word in plain)
    before = any(_is_name(plain[at], known) and _stands_apart(words, plain, at, known) for at in range(first))
    behind = range(last, len(plain))
    return before or any(_is_name(plain[at], known) and not _names_body(plain, at, last - 1, known) for at in behind)


def _stands_apart(words: list[str], plain: list[str], at: int, known: _Known) -> bool:
    """ "Karimov's guards", "Karimov and the guards"; not "Alpha troops"."""
    return words[at] != plain[at] or (at + 1 < len(plain) and plain[at + 1].casefold() in known.joints)


def _is_name(word: str, known: _Known) -> bool:
    """A capital that no pack knows; "OMON" is no name of one."""
    if not word[:1].isupper() or word.casefold() in known.every:
        return False
    return not (word.isupper() and 1 < len(word) <= _LONGEST_ABBREVIATION)


def _names_body(words: list[str], at: int, group: int, known: _Known) -> bool:
    """Whether a capital behind a group is of its name: right behind one with a capital, or behind "of" or "for"."""
    while at - 1 > group and words[at - 1][:1].isupper():
        at -= 1
    if at - 1 == group:
        return words[group][:1].isupper()
    while at - 1 > group and words[at - 1].casefold() in known.articles:
        at -= 1
    return words[at - 1].casefold() in known.links


def _group_in(words: list[str], known: _Known) -> tuple[int, int] | None:
    """From where to where a group, a body or a unit is named."""
    for at, word in enumerate(words):
        unit = next((unit for unit in known.units if tuple(words[at : at + len(unit)]) == unit), ())
        if unit or word in known.many:
            return at, at + max(1, len(unit))
    return None


def words_shown(claim: Mapping[str, Any], words: str, say: Phrases) -> str:
    """The claim's words as the first page may show them: not where they blame one person, to whom a link leads."""
    value = claim.get("value") or {}
    whom = [value.get(name) for name in _BLAMED.get(str(claim.get("kind")), ())]
    return say.say("box.one_person") if any(isinstance(one, str) and is_individual(one) for one in whom) else words


def party_shown(party: str, say: Phrases) -> str:
    """The party as the first page may name it."""
    return say.say("box.one_person") if is_individual(party) else party
