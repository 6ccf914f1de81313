"""What was found of echoes, as the record has it."""

from collections.abc import Callable
from typing import Any

from tollbook.model import Account, Anchor, Toll
from tollbook.model.echo import Echo, Elsewhere, Ending, Resting
from tollbook.publish.decided import voice_entry

Json = dict[str, Any]


def echoes_entry(account: Account, of_toll: Callable[[Toll], Json]) -> Json | None:
    """What was found in an incident; None in a release, and where nothing was. ``of_toll``: the entry of a toll."""
    found = account.echoed
    if not (found.echoes or found.endings or found.resting or found.elsewhere):
        return None
    elsewhere = [_elsewhere(one, account.incident.id) for one in found.elsewhere]
    return {
        "links": [_link(echo) for echo in found.echoes],
        "endings": [_ending(claim, ending) for claim, ending in found.endings],
        "voices": [voice_entry(voice) for voice in found.voices],
        "rests_on": [_resting(one, of_toll) for one in found.resting],
        **({"elsewhere": elsewhere} if elsewhere else {}),
    }


def _link(echo: Echo) -> Json:
    return {
        "claim": echo.claim,
        "of": echo.of,
        "kind": echo.kind.value,
        "in_order": echo.in_order,
        "shared": echo.shared,
        "name": echo.name,
        "instead": echo.instead,
        "places": [_place(place) for place in echo.places],
    }


def _elsewhere(one: Elsewhere, own: str) -> Json:
    """The echo with the incident at its other end."""
    return {**_link(one.echo), "incident": one.of if one.incident == own else one.incident}


def _ending(claim: str, ending: Ending) -> Json:
    places = [_place(ending.at)] if ending.at else []
    return {"claim": claim, "key": ending.key, "name": ending.name, "places": places}


def _place(place: Anchor) -> Json:
    return {"source": place.source, "start": place.start, "end": place.end, "words": place.words}


def _resting(one: Resting, of_toll: Callable[[Toll], Json]) -> Json:
    return {
        "toll": one.toll,
        "voices": one.voices,
        "whole": one.whole,
        "without": [
            {
                "voice": each.voice,
                "low": each.low,
                "high": each.high,
                "highest_stated": each.highest_stated,
                "open": each.open,
                "none": each.none,
                **({"toll": of_toll(each.toll)} if each.toll else {}),
            }
            for each in one.left_out
        ],
    }
