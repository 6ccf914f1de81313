"""The tree that made a figure: rule, bounds, claims, speakers, words and places; data in, text out."""

from collections.abc import Callable, Iterator, Sequence

from tollbook.errors import SettingsError
from tollbook.publish.by_hand import entered, who_checked
from tollbook.publish.figures import figure, span
from tollbook.publish.phrases import Phrases, phrases
from tollbook.publish.record import Json
from tollbook.publish.review import aside_words, review_words, sided

Texts = dict[str, str]
_AROUND = 60  # characters shown on either side of a quote


def explain_figure(record: Json, texts: Texts, wanted: str, language: str = "en") -> str:
    """The tree of a toll or a claim. ``wanted``: an id, or INCIDENT/HARM[/GROUP[/RULE[/MODE]]]. Raises
    SettingsError."""
    say = phrases(language)
    for claim in record["claims"]:
        if claim["id"] == wanted:
            return "\n".join(_claim_tree(record, texts, claim, say)) + "\n"
    trees = [_toll_tree(record, texts, incident, toll, say) for incident, toll in find_tolls(record, wanted)]
    return "\n".join("\n".join(tree) + "\n" for tree in trees)


def find_tolls(record: Json, wanted: str) -> list[tuple[Json, Json]]:
    """The tolls meant, each with its incident. Raises SettingsError where none or several incidents are meant."""
    every = [(incident, toll) for incident in record["incidents"] for toll in incident["tolls"]]
    if by_id := [pair for pair in every if pair[1]["id"] == wanted]:
        return by_id
    name, *rest = wanted.split("/")
    if not rest:
        raise SettingsError(
            f"There is no figure {wanted!r}. Give a toll's or claim's id, or INCIDENT/HARM, such as {_example(record)}."
        )
    incident = _incident(record, name)
    asked = dict(zip(("harm", "group", "rule", "mode"), rest, strict=False))
    asked.setdefault("group", "all")
    found = [toll for toll in incident["tolls"] if all(toll[key] == value for key, value in asked.items())]
    if not found:
        known = sorted({f"{toll['harm']}/{toll['group']}" for toll in incident["tolls"]})
        raise SettingsError(
            f"“{incident['title']}” has no toll {'/'.join(rest)}. It has: {', '.join(known) or 'none'}."
        )
    return [(incident, toll) for toll in found]


def _incident(record: Json, name: str) -> Json:
    """By id or its beginning, by the beginning of its date, or by words of its title."""
    tests: tuple[Callable[[Json], bool], ...] = (
        lambda one: one["id"].startswith(name),
        lambda one: (one["when"] or "").startswith(name),
        lambda one: name.casefold() in one["title"].casefold(),
    )
    for test in tests:
        found = [one for one in record["incidents"] if name and test(one)]
        if len(found) == 1:
            return dict(found[0])
        if found:
            listed = "; ".join(f"{one['id']} ({one['title']})" for one in found)
            raise SettingsError(f"{name!r} fits several incidents: {listed}. Give its id, such as {found[0]['id']}.")
    listed = "; ".join(f"{one['id']} ({one['title']})" for one in record["incidents"])
    raise SettingsError(f"No incident is called {name!r}. There are: {listed or 'none'}.")


def _example(record: Json) -> str:
    first = next((incident for incident in record["incidents"] if incident["tolls"]), None)
    return f"{first['id']}/{first['tolls'][0]['harm']}" if first else "1997/killed"


def _toll_tree(record: Json, texts: Texts, incident: Json, toll: Json, say: Phrases) -> Iterator[str]:
    claims = {claim["id"]: claim for claim in record["claims"]}
    shown = span(toll, say) if toll["status"] == "computed" else f"no figure: {toll['why']}"
    differ = " (groups differ)" if toll["groups_differ"] else ""
    place = ", ".join(part for part in (incident["where"]["name"], incident["where"]["country"]) if part)
    figure_of = ", ".join(toll[key] for key in ("harm", "group", "rule", "mode"))
    yield _plain(f"{figure_of}: {shown}{differ}    {incident['title']}    {place}    toll {toll['id']}")
    if review := review_words(toll, say):
        yield f"├─ {review}"
    branches = [branch for branch in (_bound(toll, "low", claims), _bound(toll, "high", claims)) if branch]
    branches.append(
        (
            "also used",
            [claims[id_] for id_ in toll["used"] if not any(claims[id_] in members for _, members in branches)],
        )
    )
    branches = [(title, members) for title, members in branches if members]
    aside = toll["set_aside"]
    for number, (title, members) in enumerate(branches):
        yield from _branch(record, texts, toll, title, members, say, last=number == len(branches) - 1 and not aside)
    if aside:
        yield "└─ set aside"
        for number, one in enumerate(aside):
            claim, last = claims[one["claim"]], number == len(aside) - 1
            why = _plain(aside_words(claim, one["reason"], claims, say))
            yield f"   {'└' if last else '├'}─ {_said(record, claim, say)}    {why}"
            yield f"   {' ' if last else '│'}     {_quoted(record, texts, claim, say)}"


def _bound(toll: Json, bound: str, claims: dict[str, Json]) -> tuple[str, list[Json]] | None:
    value = toll["low"] if bound == "low" else toll["highest_stated"]
    if value is None:
        return None
    members = [claims[id_] for id_ in toll["used"] if claims[id_][bound] == value]
    if bound == "low":
        return f"low {value}   the least low that is set", members or _inputs(toll, "low", claims)
    closed = "the greatest high" if not toll["open"] else "the highest number stated; the top is not closed"
    return f"high {value}   {closed}", members or _inputs(toll, "high", claims)


def _inputs(toll: Json, bound: str, claims: dict[str, Json]) -> list[Json]:
    """The claims summed into a bound that no single claim states."""
    ids = [id_ for step in toll["steps"] if step["of"] == bound and step["op"] == "sum" for id_ in step["inputs"]]
    return [claims[id_] for id_ in dict.fromkeys(ids) if id_ in claims]


def _branch(
    record: Json, texts: Texts, toll: Json, title: str, members: Sequence[Json], say: Phrases, last: bool
) -> Iterator[str]:
    yield f"{'└' if last else '├'}─ {title}"
    bar = " " if last else "│"
    for number, claim in enumerate(members):
        corner, inner = ("└", " ") if number == len(members) - 1 else ("├", "│")
        acknowledged = ", acknowledged" if claim["id"] in toll["acknowledged_by"] else ""
        yield f"{bar}  {corner}─ {_said(record, claim, say)}{acknowledged}"
        yield f"{bar}  {inner}     {_quoted(record, texts, claim, say)}"


def _said(record: Json, claim: Json, say: Phrases) -> str:
    stated = figure(claim, say) if claim["kind"] == "count" else claim["kind"]
    speaker = claim["speaker"] or "no speaker named"
    kind = f" ({say.code('speaker_types', claim['speaker_type'])})" if claim["speaker"] else ""
    carried = f"    carried by {', '.join(claim['carried_by'])}" if claim["carried_by"] else ""
    word = f"    on the word of {', '.join(claim['on_word_of'])}" if claim["on_word_of"] else ""
    anonymous = ", anonymous" if claim["anonymous"] else ""
    harm = "died" if "died" in claim["marks"] else claim["harm"] or ""
    said = f"{stated} {harm}    {claim['form'] or claim['kind']}"
    sides = "".join(f", {one}" for one in sided(claim, record["incidents"], say))
    return _plain(f"{said}    {speaker}{kind}{anonymous}{sides}{carried}{word}")


def _quoted(record: Json, texts: Texts, claim: Json, say: Phrases) -> str:
    """The quote with a little of what stands around it, its place, and who wrote it down or checked it."""
    names = {source["id"]: source["name"] for source in record["sources"]}
    text = texts[claim["source"]]
    before = text[max(0, claim["start"] - _AROUND) : claim["start"]].split("\n")[-1]
    after = text[claim["end"] : claim["end"] + _AROUND].split("\n")[0]
    quoted = f"“…{before}[{claim['quote']}]{after}…”"
    place = f"{_plain(quoted)}    {_plain(names[claim['source']])}  {claim['start']}–{claim['end']}"
    return f"{place}    {_plain(who_checked(claim, _passage(record, claim), say))}" if claim.get("checked") else place


def _passage(record: Json, claim: Json) -> Json | None:
    source = next(one for one in record["sources"] if one["id"] == claim["source"])
    return next((one for one in source["passages"] if one["start"] <= claim["start"] < one["end"]), None)


def _plain(words: str) -> str:
    """Words for a terminal: control characters, which a hostile source might hold, are shown as a box."""
    return "".join(char if char.isprintable() else "␣" for char in words)


def _claim_tree(record: Json, texts: Texts, claim: Json, say: Phrases) -> Iterator[str]:
    yield f"claim {claim['id']}    {_said(record, claim, say)}    stance: {claim['stance']}"
    yield f"├─ {_quoted(record, texts, claim, say)}"
    claims = {one["id"]: one for one in record["claims"]}
    incident = next((one for one in record["incidents"] if one["id"] == claim["incident"]), None)
    if incident:
        reason = next(one["reason"] for one in incident["claims"] if one["claim"] == claim["id"])
        yield f"├─ linked to “{_plain(incident['title'])}”    {_plain(reason)}"
        yield from _voice(claim, incident)
        yield from _echoes(claim, incident, record)
        for toll in incident["tolls"]:
            name = f"{toll['harm']}, {toll['group']}, {toll['rule']}"
            if claim["id"] in toll["used"]:
                yield f"├─ used in {name}: {span(toll, say)}    toll {toll['id']}"
            for aside in toll["set_aside"]:
                if aside["claim"] == claim["id"]:
                    why = aside_words(claim, aside["reason"], claims, say)
                    yield _plain(f"├─ set aside in {name}    {why}")
    yield from _beside(claim)
    yield "└─ written down by a person, not read by a machine" if entered(claim) else f"└─ read by {claim['reader']}"


def _voice(claim: Json, incident: Json) -> Iterator[str]:
    """The voice that a claim ends in, and what persons found of it."""
    for voice in incident["voices"]:
        if claim["id"] in voice["claims"]:
            yield f"├─ voice: {_plain(voice['why'])}"
            found = (one for one in voice.get("independent") or () if claim["id"] in one["claims"])
            yield from (_plain(f"├─ found independent by {one['by']} on {one['on']}: {one['reason']}") for one in found)


def _echoes(claim: Json, incident: Json, record: Json) -> Iterator[str]:
    """What a claim repeats, and what repeats it."""
    claims = {one["id"]: one for one in record["claims"]}
    names = {one["id"]: one["name"] for one in record["sources"]}
    found = incident.get("echoes") or {}
    for link in (*found.get("links", ()), *found.get("elsewhere", ())):
        if claim["id"] not in (link["claim"], link["of"]):
            continue
        repeats = claim["id"] == link["claim"]
        other = claims[link["of" if repeats else "claim"]]
        wording, instead = link["kind"] == "wording", f" ({link['instead']})" if link["instead"] else ""
        shown = f"{link['shared']} words in one order" if wording else f"{link['kind']}: {link['name']}{instead}"
        order = "" if link["in_order"] else ", which came first is not told"
        at = f"{names[other['source']]} {other['start']}–{other['end']}"
        where = f", of another incident, {link['incident']}" if link.get("incident") else ""
        yield _plain(f"├─ {'repeats' if repeats else 'repeated by'} claim {other['id']}, {at}    {shown}{order}{where}")


def _beside(claim: Json) -> Iterator[str]:
    """Other claims that people put it beside."""
    for name, key in (("corrected by", "corrected_by"), ("in the place of", "corrects")):
        if claim.get(key):
            yield f"├─ {name} claim {claim[key]}"
    yield from (f"├─ read also by {_plain(other)}" for other in claim.get("read_also") or ())
    yield from (f"├─ the same person as in claim {other}" for other in claim.get("same_person") or ())


__all__ = ["explain_figure", "find_tolls"]
