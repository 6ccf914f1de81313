"""Which entry of a gazetteer a document means by a place's name: by the countries, regions and places that it names."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from tollbook.data.gazetteer import place_key
from tollbook.model import Mention, MentionKind, Place, Reading, Source
from tollbook.model.locality import Locality, LocalityKind, Located, folded

Localities = tuple[Locality, ...]
_MOST_ASKED = 40  # other places of a document that are looked up where it names no country
_NEAR_REGION = 32  # letters after a place's name in which its region may be named
_CAPITALS = re.compile(r"[^\W\d_a-z][\w’'-]+")
_BESIDE = 2  # letters between a place and the country right after it: ", "


def _none_named(_: str) -> Localities:
    return ()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """``named``: every place of a name. ``chosen``: by folded name, the one that the case's settings say is meant."""

    named: Callable[[str], Localities] = _none_named
    chosen: Mapping[str, Locality] = field(default_factory=lambda: MappingProxyType({}))


NO_GAZETTEER = Gazetteer()


@dataclass
class Surroundings:
    """What one document names besides a place, by which the place can be told from others of its name."""

    source: Source
    reading: Reading
    gazetteer: Gazetteer
    _named: dict[str, bool] = field(default_factory=dict, init=False)  # regions that were looked for in the text

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries that it names, by their names or adjectives."""
        return frozenset(one.value for one in self._mentioned(MentionKind.COUNTRY))

    @cached_property
    def country_beside(self) -> Mapping[str, str]:
        """By a place's folded name, the country written right after it: "Paris, France"."""
        countries = {one.at.start: one.value for one in self._mentioned(MentionKind.COUNTRY)}
        pairs = ((folded(one.value), one.at.end) for one in self._mentioned(MentionKind.PLACE))
        return {name: countries[end + _BESIDE] for name, end in pairs if end + _BESIDE in countries}

    @cached_property
    def settled(self) -> frozenset[str]:
        """The places that it calls a city, a town or the like, by their folded names."""
        return frozenset(folded(one.value) for one in self._mentioned(MentionKind.PLACE) if one.definite)

    def region_beside(self, name: str) -> frozenset[str]:
        """The regions named right after a place: "Karasu in the Sughd region", "Karasu, Sughd"."""
        places = sorted(self._mentioned(MentionKind.PLACE), key=lambda one: one.at.start)
        after = (
            self.source.text[one.at.end : one.at.end + _NEAR_REGION]
            for one in places
            if folded(one.value) == folded(name)
        )
        words = {
            word
            for text in after
            for word in _CAPITALS.findall(re.split(r"[.;\n]", text)[0])
            if folded(word) != folded(name)
        }
        found = (one for word in sorted(words) for one in self.gazetteer.named(word))
        return frozenset(one.id for one in found if one.kind is LocalityKind.REGION)

    @cached_property
    def country_of(self) -> Mapping[str, str]:
        """By the places that it names, the country of each that can lie in one alone."""
        names = list(dict.fromkeys(one.value for one in self._mentioned(MentionKind.PLACE)))[:_MOST_ASKED]
        found = {folded(name): {one.country_code for one in self.gazetteer.named(name)} for name in names}
        return {name: next(iter(countries)) for name, countries in found.items() if len(countries) == 1}

    def names(self, region: str) -> bool:
        """Whether the text names a region, with its last word, which may say what it is, or without."""
        if region not in self._named:
            whole = region.casefold()
            forms = dict.fromkeys((whole, whole.rpartition(" ")[0] or whole))
            self._named[region] = any(re.search(rf"\b{re.escape(form)}\b", self._text) for form in forms)
        return self._named[region]

    @cached_property
    def _text(self) -> str:
        return self.source.text.casefold()

    def _mentioned(self, kind: MentionKind) -> Iterator[Mention]:
        return (one for one in self.reading.mentions if one.kind is kind)


def locate(place: Place, within: Surroundings) -> Located | None:
    """What the gazetteer has by the place's name; None where it has nothing, or the place has no name."""
    if place.name is None:
        return None
    if chosen := within.gazetteer.chosen.get(folded(place.name)):
        return Located((chosen,), chosen, "case.toml says which place is meant")
    found = within.gazetteer.named(place.name)
    if not found:
        return None
    kept, because = _in_country(found, place, within)
    if not kept:
        return Located(found, None, "the document names other countries, and in none of them is a place of this name")
    reasons = [because] if because else []
    for narrowed, why in _TOLD_BY:
        fewer = narrowed(kept, place, within)
        if fewer and len(fewer) < len(kept):
            kept, reasons = fewer, [*reasons, why]
    other = within.region_beside(place.name)
    if other and all(one.region_id not in other and one.id not in other for one in kept):
        return Located(kept, None, "the document puts it in a region where no place of this name is known")
    return _told(kept, reasons)


def _told(kept: Localities, reasons: list[str]) -> Located:
    taken = _taken(kept)
    if taken is None:
        reasons.append("which of several is meant is not told")
    elif len(kept) > 1:
        reasons.append("the region that it lies in has this name too")
    return Located(kept, taken, "; ".join(reasons) or "no other place of this name is known")


def _in_country(found: Localities, place: Place, within: Surroundings) -> tuple[Localities, str]:
    """Those in the country beside the name, else in the document's, else in one that it names; where it names none, in
    that of its other places. None of them where it names others only."""
    assert place.name is not None
    beside = within.country_beside.get(folded(place.name))
    for country in (beside, place.country_code):
        if own := _those_in({country}, found):
            return own, "the document names its country"
    if within.countries or place.country_code:
        return _those_in(within.countries, found), "the document names its country"
    others = {country for name, country in within.country_of.items() if name != folded(place.name)}
    if near := _those_in(others, found):
        return near, "other places that the document names lie in its country"
    return found, ""


def _those_in(countries: Collection[str | None], found: Localities) -> Localities:
    return tuple(one for one in found if one.country_code in countries)


def _settlements(found: Localities, place: Place, within: Surroundings) -> Localities:
    if place.name is None or folded(place.name) not in within.settled:
        return ()
    return tuple(one for one in found if one.kind is LocalityKind.SETTLEMENT)


def _in_region(found: Localities, place: Place, within: Surroundings) -> Localities:
    """Those in a region that the text names; a region of the place's own name tells nothing."""
    own = folded(place.name or "")
    told = (one for one in found if one.region and folded(one.region).partition(" ")[0] != own.partition(" ")[0])
    return tuple(one for one in told if one.region and within.names(one.region))


def _by_own_name(found: Localities, place: Place, within: Surroundings) -> Localities:
    """The settlements that go by this name now, and regions; not those that have it as another name."""
    key = place_key(place.name or "")
    own = [one for one in found if one.kind is LocalityKind.SETTLEMENT and place_key(one.name) == key]
    return tuple(one for one in found if one in own or one.kind is LocalityKind.REGION) if own else ()


_TOLD_BY: tuple[tuple[Callable[[Localities, Place, Surroundings], Localities], str], ...] = (
    (_settlements, "the document calls it a settlement"),
    (_in_region, "the document names its region"),
    (_by_own_name, "others there have this name only beside the one that they go by"),
)


def _taken(kept: Sequence[Locality]) -> Locality | None:
    """The only one; or the one settlement, where what else has the name is the region that it lies in."""
    settlements = [one for one in kept if one.kind is LocalityKind.SETTLEMENT]
    if len(kept) == 1:
        return kept[0]
    if len(settlements) == 1 and all(one.id == settlements[0].region_id for one in kept if one is not settlements[0]):
        return settlements[0]
    return None
