"""Language packs: each wording once, under the concept (class) that the code knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from tollbook.data.loader import data_file, load_yaml
from tollbook.errors import DataFileError

# Section of a pack -> the class of its wordings; the key below the section is their attribute.
_BY_ATTRIBUTE = {
    "vague": "vague",
    "bounds": "bound",
    "after_bounds": "bound_after",
    "events": "event",
    "says": "says",
    "parties": "party",
    "frames": "frame",
    "disproved": "disproved",
    "titles": "titles",
    "own_responsibility": "own_responsibility",
    "rolls": "roll",
}
_PLAIN_MAPPINGS = ("words", "places", "causes", "ranges", "outcomes")
_LISTS = (
    "nobody no anyone unharmed remains found says_of_toll hurt labels labelled_by lasted charges "
    "responsible_field by agent_never says_it according_to told "
    "citing through material holders anonymity anonymous_nouns person_nouns of_body of_body_end former bodies "
    "rises rumour party_joins speaker_field other_event event_field date_field nameless speaks_for ago manner heading "
    "treated office material_of no_event deplores puts_number said_before "
    "other_day first_person blames holds blamed_on done_by answers_for accuses carries_out doers own claimed_by"
).split()
_OTHERS = (
    "language",
    "name",
    "direction",
    "numbers",
    "groups",
    "harms",
    "abbreviations",
    "age_endings",
    "participle_endings",
    "past_endings",
    "adverb_endings",
    "thing_endings",
    "possessives",
    "macros",
    "patterns",
    "countries",
)


@dataclass(frozen=True, slots=True)
class Wording:
    """``words`` as written in the pack; ``cls`` the concept; ``attr`` and ``value`` what it means there."""

    cls: str
    words: str
    attr: str = ""
    value: int | None = None


@dataclass(frozen=True, slots=True)
class CountPattern:
    """``match`` is a sequence of concepts (extract/patterns.py). ``harm`` and ``group`` where the words leave them
    open;
    ``zero``: harms of which the pattern says that nobody came to them; ``event`` what the
    pattern's event must be; ``noun`` the class that the counted noun must be of; ``mark`` what is known of every
    count that it reads; ``also``: it may read people of whom another harm is told already; ``rival``: what it reads is
    another's figure of the same people ("put at 40 by the army and at 90 by the clinics"), and is added to none;
    ``has``: a class that one of
    the pattern's words must be of."""

    name: str
    match: str
    harm: str | None = None
    group: str | None = None
    zero: tuple[str, ...] = ()
    event: str | None = None
    noun: str | None = None
    mark: str | None = None
    also: bool = False
    rival: bool = False
    has: str | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """One language as data."""

    language: str
    name: str
    direction: str
    wordings: tuple[Wording, ...]
    thousands: str
    decimal: str
    abbreviations: frozenset[str]
    age_endings: tuple[str, ...]
    about_endings: tuple[str, ...]
    suffixes: tuple[tuple[str, int], ...]
    participle_endings: tuple[str, ...]
    past_endings: tuple[str, ...]
    adverb_endings: tuple[str, ...]
    thing_endings: tuple[str, ...]
    possessives: tuple[str, ...]
    macros: tuple[tuple[str, str], ...]
    patterns: tuple[CountPattern, ...]


@cache
def available_languages() -> tuple[str, ...]:
    """The codes of the languages that have a pack, in order."""
    return tuple(
        sorted(folder.name for folder in data_file("languages").iterdir() if folder.joinpath("pack.yaml").is_file())
    )


@cache
def countries_of(language: str) -> dict[str, Any]:
    """countries.yaml of a language as it stands there; nothing where it has none."""
    file = data_file("languages", language, "countries.yaml")
    return dict(load_yaml(file)) if file.is_file() else {}


@cache
def load_pack(language: str) -> Pack:
    """The pack of a language. Raises DataFileError where there is none or it is wrong."""
    folder = data_file("languages", language)
    if not folder.joinpath("pack.yaml").is_file():
        raise DataFileError(
            f"There is no language pack for {language!r}; there are: {', '.join(available_languages())}."
        )
    raw = load_yaml(folder.joinpath("pack.yaml"))
    raw["countries"] = countries_of(language)
    known = {*_BY_ATTRIBUTE, *_PLAIN_MAPPINGS, *_LISTS, *_OTHERS}
    if strange := sorted(set(raw) - known):
        raise DataFileError(
            f"languages/{language}/pack.yaml: {', '.join(strange)}: no such section; see docs/how-to/language.md."
        )
    return Pack(
        language=raw["language"],
        name=raw["name"],
        direction=raw["direction"],
        wordings=tuple(_wordings(raw)),
        thousands=raw["numbers"]["thousands"],
        decimal=raw["numbers"]["decimal"],
        abbreviations=frozenset(raw["abbreviations"]),
        age_endings=tuple(raw["age_endings"]),
        about_endings=tuple(raw["numbers"].get("about_endings", ())),
        suffixes=tuple(raw["numbers"].get("suffixes", {}).items()),
        participle_endings=tuple(raw["participle_endings"]),
        past_endings=tuple(raw["past_endings"]),
        adverb_endings=tuple(raw.get("adverb_endings", ())),
        thing_endings=tuple(raw.get("thing_endings", ())),
        possessives=tuple(raw["possessives"]),
        macros=tuple(raw["macros"].items()),
        patterns=tuple(_patterns(raw["patterns"])),
    )


def _wordings(raw: dict[str, Any]) -> Iterator[Wording]:
    yield from _number_wordings(raw["numbers"])
    for section, cls in _BY_ATTRIBUTE.items():
        for attr, listed in raw.get(section, {}).items():
            yield from (Wording(cls, words, attr) for words in listed)
    for section in _PLAIN_MAPPINGS:
        for key, listed in raw.get(section, {}).items():
            yield from _mapped(_CLASS_NAMES.get((section, key), key), listed)
    for section in _LISTS:
        yield from (Wording(section, words) for words in raw.get(section, ()))
    yield from _group_and_harm_wordings(raw)
    for code, forms in raw.get("countries", {}).items():
        yield from (Wording("country_name", words, code) for words in forms["names"])
        yield from (Wording("country_adjective", words, code) for words in forms["adjectives"])


_CLASS_NAMES = {
    ("ranges", "open"): "range_open",
    ("ranges", "join"): "range_join",
    ("ranges", "closer"): "closer",
    ("ranges", "stretch"): "range_stretch",
    ("causes", "forward"): "cause_forward",
    ("causes", "back"): "cause_back",
    ("causes", "named"): "cause_named",
    ("causes", "aim"): "cause_aim",
    ("places", "never"): "place_never",
    ("places", "field"): "place_field",
}


def _mapped(cls: str, listed: Any) -> Iterator[Wording]:
    if isinstance(listed, dict):  # a value for each list, as month 1: [january, jan]
        for value, several in listed.items():
            yield from (Wording(cls, words, "", value) for words in several)
    else:
        yield from (Wording(cls, words) for words in listed)


def _number_wordings(numbers: dict[str, Any]) -> Iterator[Wording]:
    for key, cls in (("words", "number_word"), ("scales", "scale"), ("nouns", "number_noun")):
        yield from (Wording(cls, words, "", value) for words, value in numbers[key].items())
    for key, cls in (
        ("articles", "number_article"),
        ("joiners", "number_joiner"),
        ("both", "both"),
        ("all_but", "all_but"),
        ("ratio", "ratio"),
        ("compared", "compared"),
        ("people", "number_people"),
        ("every", "every"),
    ):
        yield from (Wording(cls, words) for words in numbers.get(key, ()))
    for part, listed in numbers.get("fractions", {}).items():
        yield from (Wording("fraction", words, part) for words in listed)
    for times, listed in numbers.get("multiples", {}).items():
        yield from (Wording("multiple", words, "", times) for words in listed)


def _group_and_harm_wordings(raw: dict[str, Any]) -> Iterator[Wording]:
    for code, forms in raw["groups"].items():
        for form in ("plural", "singular"):
            yield from (Wording(f"group_{form}", words, code) for words in forms[form])
    for harm, forms in raw["harms"].items():
        for form, listed in forms.items():
            yield from (Wording(f"harm_{form}", words, harm) for words in listed)


def _patterns(raw: dict[str, Any]) -> Iterator[CountPattern]:
    for name, written in raw.items():
        entry = {"match": written} if isinstance(written, str) else written
        yield CountPattern(
            name,
            entry["match"],
            entry.get("harm"),
            entry.get("group"),
            tuple(entry.get("zero", ())),
            entry.get("event"),
            entry.get("noun"),
            entry.get("mark"),
            bool(entry.get("also", False)),
            bool(entry.get("rival", False)),
            entry.get("has"),
        )


@cache
def _country_names(language: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for wording in load_pack(language).wordings:
        if wording.cls == "country_name":
            names.setdefault(wording.attr, wording.words)
    return names


def country_name(language: str, code: str) -> str:
    """The first name that a language's pack gives for a country; the code itself where it gives none."""
    return _country_names(language).get(code, code)


@cache
def pack_words(language: str) -> frozenset[str]:
    """Every single word that stands in a wording of the pack, in lower case."""
    return frozenset(word for wording in load_pack(language).wordings for word in wording.words.lower().split())
