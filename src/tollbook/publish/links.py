"""Where a place stands once incidents and sources have pages of their own, and links that lead there."""

import re
from functools import cached_property

from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.timeline import place_id

FIRST, FOLDER = "index.html", "pages"
_ID = re.compile(r'\sid="([^"]+)"')
_HREF = re.compile(r'(?<=\shref=")[^"]*(?=")')
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_IN_A_SOURCE = frozenset({"claim", "source", "s"})


def page_path(identity: str) -> str:
    """The path, within a dossier, of the page that an incident or a source has of its own."""
    return f"{FOLDER}/{identity}.html"


class Places:
    """By the id of a place: whose own page it stands on. ``first``: an incident that stands on the first page."""

    def __init__(self, lookup: Lookup, first: str | None) -> None:
        self._lookup, self._first = lookup, first

    def of(self, place: str) -> str | None:
        """The incident's or the source's id; None: the place is on the first page."""
        kind, _, named = place.removeprefix("note-").partition("-")
        if kind in _IN_A_SOURCE:
            return self._source_of(kind, named)
        if kind == "at":
            return self._grounds.get(place.removeprefix("note-"))
        incident = self._incident_of(named) or self._incident_of(named.rpartition("-")[0])
        return None if incident == self._first else incident

    def _source_of(self, kind: str, named: str) -> str | None:
        claim = self._lookup.claims.get(named)
        source = str(claim["source"]) if claim else named
        return source if kind != "claim" or claim else None

    def _incident_of(self, named: str) -> str | None:
        """The incident that has this id, or a toll or a claim that has it."""
        if named in self._lookup.incidents:
            return named
        return self._tolls.get(named) or self._claims.get(named)

    @cached_property
    def _grounds(self) -> dict[str, str]:
        every = (one for incident in self._lookup.incidents.values() for one in incident.get("grounds", ()))
        return {place_id(one): str(one["source"]) for one in every}

    @cached_property
    def _tolls(self) -> dict[str, str]:
        return {
            toll["id"]: identity
            for identity, incident in self._lookup.incidents.items()
            for one in incident.get("tolls", ())
            for toll in _with_otherwise(one)
        }

    @cached_property
    def _claims(self) -> dict[str, str]:
        """The first incident that a claim is told in, used for or set aside for."""
        found: dict[str, str] = {}
        for identity, incident in self._lookup.incidents.items():
            for link in incident.get("claims", ()):
                found.setdefault(link["claim"], identity)
        for claim, used in self._lookup.used_in.items():
            found.setdefault(claim, used[0][0]["id"])
        for claim, aside in self._lookup.set_aside.items():
            found.setdefault(claim, aside[0][0]["id"])
        return found


def _with_otherwise(toll: Json) -> tuple[Json, ...]:
    return (toll, toll["otherwise"]) if toll.get("otherwise") else (toll,)


def led(html: str, here: str | None, places: Places) -> str:
    """A page whose links lead to where their places are. ``here``: the incident or the source whose own page it is;
    None: the first. No words of a source can pass for a link: they are escaped, its quotation marks first of all."""
    own = frozenset(_ID.findall(html))

    def leads(found: re.Match[str]) -> str:
        href = found[0]
        if not href.startswith("#"):
            return href if here is None or _ADDRESS.match(href) else f"../{href}"
        if href[1:] in own or (page := places.of(href[1:])) == here:
            return href
        return (page_path(page) if here is None else f"{page}.html") + href if page else f"../{FIRST}{href}"

    return _HREF.sub(leads, html)
