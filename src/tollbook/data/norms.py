"""Treaties, standards and commitments, and who is a party to what since when: norms/*.yaml, read when first asked."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

from tollbook.data.loader import data_file, load_yaml
from tollbook.errors import DataFileError
from tollbook.model.instrument import TOPICS, Cited, Deed, ForceRule, Instrument, InstrumentKind, Participation, State

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", "tg")
_NO_INSTRUMENTS = ("custody.yaml", "positions.yaml", "sources.yaml", "states.yaml")
_KEYS = frozenset(
    "name kind family adopted by in_force citation checked unverified articles derogation force denunciation "
    "depositary aliases short parties revises premise continues note open_to stated participants".split()
)
_OF_A_PARTY = frozenset("by signed deposited in_force left declarations citation second unverified note".split())
_OF_A_RULE = frozenset("article says days months next_month".split())
_LEFT_OUT = re.compile(r"[^\w\s]+|_+")


@dataclass(frozen=True, slots=True)
class At:
    """A place in a data file, for complaints."""

    file: Traversable

    def wrong(self, says: str, *keys: str) -> DataFileError:
        """The complaint, with the line on which the last of ``keys`` stands."""
        return DataFileError(f"norms/{self.file.name}, line {self._line(keys)}: {says}")

    def _line(self, keys: tuple[str, ...]) -> int:
        lines, at = self.file.read_text(encoding="utf-8").splitlines(), 0
        for key in keys:
            found = (n for n, line in enumerate(lines[at:], at) if line.lstrip("- {").startswith(f"{key}:"))
            at = next(found, at)
        return at + 1


def folded_alias(words: str) -> str:
    """A name as two are compared: without regard to case, accents of type, signs and spaces."""
    plain = unicodedata.normalize("NFKC", words).casefold().replace("ё", "е")
    return " ".join(_LEFT_OUT.sub(" ", plain).split())


@cache
def load_instruments() -> Mapping[str, Instrument]:
    """Every instrument by its id, in the order of their adoption. Raises DataFileError."""
    found: dict[str, Instrument] = {}
    for file, id_, entry in _entries():
        if id_ in found:
            raise At(file).wrong(f"{id_!r} stands in another file too; keep one of them.", id_)
        found[id_] = _instrument(At(file), id_, entry)
    if lost := next((one for one in found.values() if one.revises is not None and one.revises not in found), None):
        raise DataFileError(f"norms: {lost.id} revises {lost.revises!r}, which is no instrument here.")
    return dict(sorted(found.items(), key=lambda one: (one[1].adopted or date.min, one[0])))


@cache
def load_states() -> Mapping[str, State]:
    """The states whose participation the files hold, by ISO 3166 alpha-3. Raises DataFileError."""
    file = data_file("norms", "states.yaml")
    at, states = At(file), dict[str, State]()
    for code, one in load_yaml(file)["states"].items():
        own = _day(at, one, "independent", code)
        states[code] = State(code, one["name"], own, one.get("part_of"), one.get("continues"))
    return states


@cache
def load_succession() -> Mapping[str, Any]:
    """The positions on treaties of a former state, and until when each such state was."""
    raw = load_yaml(data_file("norms", "states.yaml"))
    return {"former": raw["former"], **raw["succession"]}


@cache
def aliases_of(language: str) -> Mapping[str, str]:
    """By folded name in a language, the id of the instrument that it names: of several versions of one text, the
    first. ``norm_on`` says which stood on a day."""
    found: dict[str, str] = {}
    for file, id_, entry in _entries():
        for words in entry.get("aliases", {}).get(language, ()):
            if found.setdefault(folded_alias(words), id_) != id_:
                raise At(file).wrong(f"{words!r} is a name of {found[folded_alias(words)]} too.", id_, "aliases")
    return found


@cache
def short_names() -> Mapping[str, str]:
    """By abbreviation as it is written (CAT, never cat), the id of the instrument."""
    found: dict[str, str] = {}
    for file, id_, entry in _entries():
        for words in entry.get("short", ()):
            if found.setdefault(words, id_) != id_:
                raise At(file).wrong(f"{words!r} is short for {found[words]} too.", id_, "short")
    return found


@cache
def called(id_: str) -> str:
    """The shortest English name of an instrument, with the year of one that does not bind: versions differ by it."""
    one = load_instruments()[id_]
    names = next((entry.get("aliases", {}).get("en", ()) for _, found, entry in _entries() if found == id_), ())
    name = min(names, key=len, default=one.name)
    return f"{name} ({one.adopted.year})" if one.adopted and one.kind is InstrumentKind.STANDARD else name


def norm_named(words: str, language: str, day: date | None = None) -> str | None:
    """The id of the instrument that goes by exactly these words, in the version that stood on a day."""
    found = short_names().get(words.strip()) or aliases_of(language).get(folded_alias(words))
    return None if found is None else norm_on(found, day)


def norm_on(id_: str, day: date | None) -> str:
    """Of an instrument that was revised, the version that stood on a day; where no day is given, the one named."""
    later = {one.revises: one for one in load_instruments().values() if one.revises}
    while day and (one := later.get(id_)) and one.adopted and one.adopted <= day:
        id_ = one.id
    return id_


@cache
def _entries() -> tuple[tuple[Traversable, str, dict[str, Any]], ...]:
    files = sorted(data_file("norms").iterdir(), key=lambda one: one.name)
    found = (one for one in files if one.name.endswith(".yaml") and one.name not in _NO_INSTRUMENTS)
    return tuple((file, id_, entry) for file in found for id_, entry in load_yaml(file).items())


@cache
def _sources() -> Mapping[str, Cited]:
    file = data_file("norms", "sources.yaml")
    at = At(file)
    return {
        id_: Cited(" ".join(one["citation"].split()), _day(at, one, "of", id_), _day(at, one, "checked", id_))
        for id_, one in load_yaml(file).items()
    }


def _instrument(at: At, id_: str, raw: dict[str, Any]) -> Instrument:
    if strange := sorted(raw.keys() - _KEYS):
        raise at.wrong(f"{strange[0]!r} is nothing that an instrument has; it has: {', '.join(sorted(_KEYS))}.", id_)
    if not raw.get("name") or not raw.get("citation"):
        raise at.wrong(f"{id_} needs its name and a citation.", id_)
    cited = Cited(raw["citation"], None, _day(at, raw, "checked", id_), raw.get("unverified", False))
    adopted, in_force = _day_or_year(at, raw, id_), _day(at, raw, "in_force", id_)
    if adopted and in_force and in_force < adopted:
        raise at.wrong("it cannot enter into force before it is adopted.", id_, "in_force")
    where, closed = raw.get("depositary", {}), raw.get("open_to")
    return Instrument(
        id=id_,
        name=raw["name"],
        kind=_one_of(InstrumentKind, raw.get("kind"), at, id_, "kind"),
        family=raw.get("family", ""),
        cited=cited,
        adopted=adopted,
        adopted_words=str(raw.get("adopted", "")),
        adopted_by=raw.get("by", ""),
        in_force=in_force,
        articles=_articles(at, id_, raw.get("articles", {})),
        derogation=raw.get("derogation", ""),
        force=_rule(at, id_, raw["force"]) if "force" in raw else None,
        leaving=raw.get("denunciation", ""),
        depositary=where.get("citation", ""),
        covered=_source(at, where["covered"], id_).of if "covered" in where else None,
        revises=raw.get("revises"),
        premise=raw.get("premise"),
        continues=raw.get("continues", False),
        note=" ".join(raw.get("note", "").split()),
        open_to=(closed["says"], frozenset(closed["states"])) if closed else None,
        stated=tuple(Cited(one["citation"], of=_day(at, one, "on", id_, "stated")) for one in raw.get("stated", ())),
        participants={code: date.fromisoformat(day) for code, day in raw.get("participants", {}).items()},
        parties=dict(_parties(at, id_, raw)),
    )


def _articles(at: At, id_: str, raw: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    if strange := sorted(raw.keys() - set(TOPICS)):
        raise at.wrong(f"{strange[0]!r} is no topic; topics are: {', '.join(TOPICS)}.", id_, "articles", strange[0])
    return {topic: tuple(map(str, raw[topic])) for topic in TOPICS if raw.get(topic)}


def _rule(at: At, id_: str, raw: dict[str, Any]) -> ForceRule:
    if strange := sorted(raw.keys() - _OF_A_RULE):
        raise at.wrong(f"{strange[0]!r} is no part of a rule of entry into force.", id_, "force")
    return ForceRule(**{**raw, "article": str(raw["article"])})


def _parties(at: At, id_: str, raw: dict[str, Any]) -> Iterator[tuple[str, Participation]]:
    where = raw.get("depositary", {})
    for code, one in (raw.get("parties") or {}).items():
        if strange := sorted(one.keys() - _OF_A_PARTY):
            raise at.wrong(f"{strange[0]!r} is nothing that a party has.", id_, "parties", code)
        read = _source(at, one.get("citation", where.get("read_in")), id_, "parties", code)
        unsure = one.get("unverified", False)
        place = where.get("citation", raw["citation"])
        cited = Cited(f"{place}; {read.citation}", read.of, None if unsure else read.checked, unsure)
        days = {name: _day(at, one, name, id_, "parties", code) for name in ("signed", "deposited", "in_force", "left")}
        _in_order(at, days, id_, "parties", code)
        yield (
            code,
            Participation(
                state=code,
                by=_one_of(Deed, one.get("by"), at, id_, "parties", code),
                cited=cited,
                signed=days["signed"],
                deposited=days["deposited"],
                stated=days["in_force"],
                left=days["left"],
                declarations=tuple(one.get("declarations", ())),
                second=tuple(_source(at, name, id_, "parties", code).citation for name in one.get("second", ())),
                note=one.get("note", ""),
            ),
        )


def _in_order(at: At, days: dict[str, date | None], *keys: str) -> None:
    """Signed, deposited, left: each no earlier than the one before. A succession may be in force before its deposit."""
    stated = [day for name in ("signed", "deposited", "left") if (day := days[name])]
    if stated != sorted(stated):
        raise at.wrong("its dates are not in order: signed, deposited, left.", *keys)


def _source(at: At, name: str | None, *keys: str) -> Cited:
    if name is None or name not in _sources():
        raise at.wrong(f"{name!r} is no entry of norms/sources.yaml: say where it was read.", *keys)
    return _sources()[name]


def _day_or_year(at: At, raw: dict[str, Any], id_: str) -> date | None:
    given = str(raw.get("adopted", ""))
    return date(int(given), 12, 31) if len(given) == 4 and given.isdigit() else _day(at, raw, "adopted", id_)


def _day(at: At, raw: dict[str, Any], name: str, *keys: str) -> date | None:
    given = raw.get(name)
    try:
        return None if given is None else date.fromisoformat(str(given))
    except ValueError:
        raise at.wrong(f"{name} must be a day such as 1995-01-11, not {given!r}.", *keys, name) from None


def _one_of(kind: Any, given: Any, at: At, *keys: str) -> Any:
    try:
        return kind(given)
    except ValueError:
        raise at.wrong(f"{given!r} must be one of: {', '.join(kind)}.", *keys) from None
