"""Places of the world by their names in Latin, Cyrillic and Arabic letters, from GeoNames; opened when first asked."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import as_file
from typing import TYPE_CHECKING, Any

from tollbook.data.loader import data_file, load_yaml
from tollbook.errors import DataFileError
from tollbook.model.locality import Locality, LocalityKind

if TYPE_CHECKING:
    from sqlite3 import Connection

_LETTERS = str.maketrans(
    {"ك": "ک", "ي": "ی", "ى": "ی", "ة": "ه", "ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ə": "e"}
)
_MOST_KEPT = 16_384  # names that were looked up
_FOUND = """
    SELECT place.id, place.name, place.lat, place.lon, region.code, region.name, region.country
    FROM name JOIN place ON place.n = name.n JOIN region ON region.n = place.region
    WHERE name.key = ? ORDER BY place.people DESC, place.id
"""
_REGIONS = """
    SELECT region.code, region.name, region.country FROM region_name JOIN region USING (n) WHERE key = ? ORDER BY n
"""
_BY_ID = """
    SELECT place.id, place.name, place.lat, place.lon, region.code, region.name, region.country
    FROM place JOIN region ON region.n = place.region WHERE place.id = ?
"""


def place_key(name: str) -> str:
    """One key for spellings that differ only in case, in marks on letters and in what stands between them."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return "".join(letter for letter in plain if unicodedata.category(letter) in _KEPT)


_KEPT = frozenset({"Ll", "Lo", "Lt", "Nd"})


@lru_cache(_MOST_KEPT)
def places_named(name: str) -> tuple[Locality, ...]:
    """Every settlement and region of that name, now or before; the settlements first, the most peopled first. Where
    names.yaml gives a name to places of a country, others there have it only as the name that they go by now."""
    key = place_key(name)
    if not key:
        return ()
    given = {one.id: one for one in _given(key)}
    told = {one.country_code for one in given.values()}
    own = (one for one in (*_settlements(_FOUND, key), *_regions(key)) if one.id not in given)
    found = [one for one in own if one.country_code not in told or place_key(one.name) == key]
    return tuple(sorted((*given.values(), *found), key=lambda one: one.kind is LocalityKind.REGION))


def place_by_id(identity: str) -> Locality | None:
    """The settlement or region of an id such as ``geonames:1514879`` or ``region:TJ.03``; None where there is none."""
    sort, _, own = identity.partition(":")
    if sort == "geonames" and own.isascii() and own.isdigit():
        return next(_settlements(_BY_ID, int(own)), None)
    rows = _asked("SELECT code, name, country FROM region WHERE code = ?", own) if sort == "region" else ()
    return next((_region(*row) for row in rows), None)


def _settlements(query: str, asked: str | int) -> Iterator[Locality]:
    for number, name, lat, lon, code, region, country in _asked(query, asked):
        own = f"region:{code}" if code else None
        where = (lat / 100, lon / 100)
        yield Locality(f"geonames:{number}", name, LocalityKind.SETTLEMENT, country, own, region or None, where)


def _regions(key: str) -> Iterator[Locality]:
    return (_region(*row) for row in _asked(_REGIONS, key))


def _region(code: str, name: str, country: str) -> Locality:
    return Locality(f"region:{code}", name, LocalityKind.REGION, country)


def _asked(query: str, asked: str | int) -> list[Any]:
    return _opened().execute(query, (asked,)).fetchall()


@cache
def _opened() -> "Connection":
    import sqlite3  # noqa: PLC0415 - takes longer to load than a lookup takes, and few runs need it

    with as_file(data_file("places", "gazetteer.sqlite")) as path:
        return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _given(key: str) -> Iterator[Locality]:
    for identity, until in added_names().get(key, ()):
        place = place_by_id(identity)
        if place is None:
            raise DataFileError(f"places/names.yaml: the gazetteer has no {identity!r}. Look its id up again.")
        yield replace(place, until=until)


@cache
def added_names() -> dict[str, tuple[tuple[str, int | None], ...]]:
    """By key, what names.yaml adds, as ids: names that the gazetteer lacks, or that a place had up to a year."""
    found: dict[str, tuple[tuple[str, int | None], ...]] = {}
    for identity, entry in load_yaml(data_file("places", "names.yaml")).items():
        once = ((name, year) for year, names in entry.get("until", {}).items() for name in names)
        for name, until in (*((name, None) for name in entry.get("names", ())), *once):
            key = place_key(name)
            found[key] = (*found.get(key, ()), (identity, until))
    return found
