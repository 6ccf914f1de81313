"""What a notice must not carry out of a dossier: the words, speakers and names of sources that are not to be passed
on. The figures stay, and what is withheld is drawn as withheld."""

from collections.abc import Iterator
from dataclasses import replace

from tollbook.publish.changed_claims import Compared
from tollbook.publish.changed_sources import SourceChange
from tollbook.publish.changes import Changes, IncidentChange, Turned
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import Phrases, capital


def withhold(changes: Changes, say: Phrases) -> Changes:
    """The same changes, without what comes from sources that are protected or marked sensitive, or of which consent was
    withdrawn."""
    before, after = changes.compared.before, changes.compared.after
    closed = {*_not_to_be_passed_on(before), *_not_to_be_passed_on(after)}
    if not closed:
        return changes
    compared = Compared(_without(before, closed, say), _without(after, closed, say))
    return replace(
        changes,
        compared=compared,
        sources=tuple(_source(one, closed, say) for one in changes.sources),
        incidents=tuple(_incident(one, changes.compared, closed, say) for one in changes.incidents),
    )


def _not_to_be_passed_on(lookup: Lookup) -> Iterator[str]:
    for source in lookup.sources.values():
        known = source.get("known") or {}
        if source.get("protected") or known.get("sensitive") or (known.get("consent") or {}).get("withdrawn_on"):
            yield source["id"]


def _without(lookup: Lookup, closed: set[str], say: Phrases) -> Json:
    name = say.say("notice.withheld_file")
    nobody = {"title": None, "author": None, "publisher": None, "known": None}
    return {
        **lookup.record,
        "sources": [
            {**source, "name": name, **nobody} if source["id"] in closed else source
            for source in lookup.sources.values()
        ],
        "claims": [_claim(one, say) if one["source"] in closed else one for one in lookup.claims.values()],
        "incidents": [{**one, "title": _title(one, closed, say)} for one in lookup.incidents.values()],
    }


def _title(incident: Json, closed: set[str], say: Phrases) -> str:
    """Kind and place, where the name is the heading of a document that is withheld."""
    headed = {one["source"] for one in incident.get("grounds") or () if one["fact"] == "title"}
    if not headed & closed:
        return str(incident["title"])
    place = (incident.get("where") or {}).get("name")
    return ", ".join(one for one in (capital(say.code("incident_kinds", incident["kind"])), place) if one)


def _claim(claim: Json, say: Phrases) -> Json:
    speaker = say.say("notice.withheld_name") if claim.get("speaker") else None
    words = say.say("notice.withheld_words")
    count = claim["kind"] == "count"
    return {
        **claim,
        **{"speaker": speaker, "carried_by": [], "on_word_of": [], "checked": []},
        **{"quote": words, "language": None, "value": None if count else {}},
        "words": claim["words"] if count else words,
    }


def _source(one: SourceChange, closed: set[str], say: Phrases) -> SourceChange:
    """Its names withheld; so are those of later versions, since the record of one may name the other."""
    if not closed.intersection(id_ for id_ in one.id if id_):
        return one
    name = say.say("notice.withheld_file")
    before, after = (name if each else None for each in one.name)
    return replace(one, name=(before, after), title=name, by=tuple(name for _ in one.by))


def _incident(one: IncidentChange, compared: Compared, closed: set[str], say: Phrases) -> IncidentChange:
    """Its name as it may be shown. Sentences about disagreements name speakers: withheld where a source of it is."""
    ends = ((compared.before, one.pair.before), (compared.after, one.pair.after))
    sides = [(lookup, lookup.incidents[id_]) for lookup, id_ in ends if id_]
    shown = {incident["title"]: _title(incident, closed, say) for _, incident in sides}
    named = [(fact, shown.get(was, was), shown.get(now, now)) for fact, was, now in one.facts if fact == "title"]
    others = [each for each in one.facts if each[0] != "title"]
    one = replace(one, facts=(*(each for each in named if each[1] != each[2]), *others))
    told_by = {
        lookup.claims[link["claim"]]["source"]
        for lookup, incident in sides
        for link in incident["claims"]
        if link["claim"] in lookup.claims
    }
    if not closed & told_by:
        return one
    words = say.say("notice.withheld_words")
    opened, closed_now = (tuple(words for _ in side) for side in (one.disagreements.opened, one.disagreements.closed))
    return replace(one, disagreements=Turned(opened, closed_now))
