"""Which outlet a table means: several names of one wire, and outlets that somebody else passes on."""

from functools import lru_cache

from tollbook.data import available_languages
from tollbook.data.parties import load_parties
from tollbook.model import party_key

_MOST_KEPT = 65_536


@lru_cache(_MOST_KEPT)
def outlet_key(named: str) -> str:
    """One key for one outlet, by languages/<code>/parties.yaml: "Reuters News", "The Gazette (All Africa)". An office
    of a state is none: in a table nobody knows of which."""
    every = [found for found in map(load_parties, available_languages()) if found is not None]
    for parties in every:
        outlet = parties.outlet(named)
        told = parties.told(outlet)
        if told is not None and not told.office:
            return f"party:{told.key}"
        if outlet != named:
            return party_key(outlet)
    return party_key(named)
