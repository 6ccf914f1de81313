"""Incidents as plain values of the record, each with the account of it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from tollbook.model import Account, Claim, Incident, Place, Role, Stance, Unknown
from tollbook.model.derived import Derived, derive
from tollbook.model.locality import Locality
from tollbook.publish.by_rule import dated_entry
from tollbook.publish.decided import premise_entry, side_entry, voice_entry
from tollbook.publish.echoed import echoes_entry
from tollbook.publish.known_on import series_entry
from tollbook.publish.listed import plain_bytes, unplain
from tollbook.publish.positions import positions_entry
from tollbook.publish.sentences import Sentences
from tollbook.publish.toll_entry import toll_entry

Json = dict[str, Any]


def incident_entry(
    account: Account,
    standing: Mapping[str, Claim],
    lines: Mapping[str, Json],
    sentences: Sentences,
    kept: Derived | None,
) -> Json:
    """``kept``: where entries are kept that say nothing but what the account was made of; what asking may do is not."""

    def made() -> Json:
        own = [standing[id_] for id_ in account.incident.claims if id_ in standing]
        return _entry(account, own, lines, sentences)

    if kept is None or account.key is None or account.sides:
        return made()
    entry: Json = unplain(derive(kept, "incident", account.key, lambda: plain_bytes(made())))
    return entry | {"unknowns": [_unknown(unknown) for unknown in account.unknowns]}


def _entry(account: Account, standing: Sequence[Claim], lines: Mapping[str, Json], sentences: Sentences) -> Json:
    incident = account.incident
    return {
        "id": incident.id,
        "title": incident.title,
        "kind": incident.kind,
        "when": incident.when,
        "where": where_entry(incident.where),
        "claims": [
            {"claim": claim, "reason": reason} for claim, reason in zip(incident.claims, incident.reasons, strict=True)
        ],
        "grounds": _grounds(incident),
        "roles": list(_roles(standing)),
        "relations": [{"kind": one.kind.value, "to": one.to, "reason": one.reason} for one in incident.relations],
        "voices": [voice_entry(voice) for voice in account.voices],
        "sides": [side_entry(one) for one in account.sides],
        **({"premises": [premise_entry(one) for one in incident.premises]} if incident.premises else {}),
        "disagreements": [
            {
                "code": one.code,
                "sentence": sentences.of(one, [lines[id_] for id_ in one.claims]),
                "claims": list(one.claims),
                "places": _places([lines[id_] for id_ in one.claims]),
            }
            for one in account.disagreements
        ],
        "unknowns": [_unknown(unknown) for unknown in account.unknowns],
        "tolls": [toll_entry(toll, lines) for toll in account.tolls],
        **({"dated": [dated_entry(one) for one in account.dated]} if account.dated else {}),
        "echoes": echoes_entry(account, partial(toll_entry, lines=lines)),
        **(positions_entry(account) if account.positions or account.conceded else {}),
        **({"series": [series_entry(one) for one in account.series]} if account.series else {}),
    }


def where_entry(place: Place) -> Json:
    """Where an incident happened; with what a gazetteer has by that name, in a working copy alone."""
    entry: Json = {
        "name": place.name,
        "country": place.country,
        "country_code": place.country_code,
        "site": place.site,
    }
    if place.also:
        entry["also"] = list(place.also)
    if place.located:
        located = place.located
        entry["gazetteer"] = {
            "taken": place.taken,
            "because": located.because,
            "candidates": [_candidate(one) for one in located.candidates],
        }
    return entry


def _candidate(one: Locality) -> Json:
    lat, lon = one.where or (None, None)
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind.value,
        "country_code": one.country_code,
        "region": one.region,
        "latitude": lat,
        "longitude": lon,
        "until": one.until,
    }


def _unknown(unknown: Unknown) -> Json:
    """An open question; what asking it may do in a working copy alone: a release has none."""
    said = {"code": unknown.code, "question": unknown.question, "because": unknown.because, "ask": unknown.ask}
    return {**said, "risks": list(unknown.risks)} if unknown.risks else {**said}


def _grounds(incident: Incident) -> list[Json]:
    return [
        {
            "fact": ground.fact,
            "source": ground.at.source,
            "start": ground.at.start,
            "end": ground.at.end,
            "words": ground.at.words,
            "reason": ground.reason,
        }
        for ground in incident.grounds
    ]


def _roles(claims: Sequence[Claim]) -> Iterator[Json]:
    for claim in claims:
        if isinstance(claim.statement, Role):
            speaker = claim.attribution.speaker
            yield {
                "role": claim.statement.role,
                "party": claim.statement.party,
                "claim": claim.id,
                "speaker": speaker,
                "note": _note(claim),
            }


def _note(claim: Claim) -> str:
    """What a reader must know of a role: that its speaker denies it, or that nobody is named who says so."""
    if claim.attribution.stance is Stance.DENIES:
        return "the speaker denies it"
    return "" if claim.attribution.speaker else "no speaker is named"


def _places(claims: Sequence[Json]) -> list[Json]:
    found = {(claim["source"], claim["start"], claim["end"]): claim["quote"] for claim in claims}
    return [
        {"source": source, "start": start, "end": end, "words": words} for (source, start, end), words in found.items()
    ]
