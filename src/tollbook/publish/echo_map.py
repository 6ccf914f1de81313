"""Who repeats whom: the documents of one incident as trees, each under the one that it repeats, with both places; and
what a figure would be without one voice."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tollbook.publish import days, figures
from tollbook.publish.lookup import AS_PUBLISHED, SPAN, Json, Lookup, text_of
from tollbook.publish.names import documents_of, harm_of, name_of
from tollbook.publish.phrases import Phrases, capital
from tollbook.publish.speakers import Speaker, speaker

MOST_OPEN = (6, 3)  # under the first document, and under others; what is more is folded
DEEPEST = 4  # what lies deeper stands beside what it repeats
MOST_WITHOUT = 8


@dataclass(frozen=True, slots=True)
class Ground:
    """What shows that one repeats another, in words, and where it stands in the other."""

    words: str
    there: str


@dataclass(frozen=True, slots=True)
class Node:
    """A document, what it repeats, and those that repeat it. ``repeats``: the title of what it repeats where that
    does not stand right above it."""

    title: str
    href: str
    when: str
    publisher: str
    speaker: Speaker | None
    figures: tuple[tuple[str, str], ...]
    grounds: tuple[Ground, ...]
    first: "tuple[Node, ...]" = ()
    folded: "tuple[Node, ...]" = ()
    repeats: str | None = None


@dataclass(frozen=True, slots=True)
class EchoMap:
    """``trees``: one for each document that others repeat and that repeats none. ``resting``: how many voices each
    figure rests on; ``without``: what it would be without one of them. ``elsewhere``: passages that documents of other
    incidents hold too."""

    heading: str
    trees: tuple[Node, ...]
    resting: tuple[str, ...]
    without: tuple[str, ...]
    more: int
    elsewhere: "tuple[Elsewhere, ...]" = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A passage of this incident's documents that stands in one of another's. ``own`` and ``theirs`` link to the two
    places; ``title`` is that of the other document, ``incident`` the name of the other incident."""

    shared: str
    own: str
    title: str
    theirs: str
    figure: str
    incident: str
    href: str


def echo_map(incident: Json, lookup: Lookup, say: Phrases) -> EchoMap | None:
    """None where one document alone tells of it, or the record says nothing of echoes."""
    found = incident.get("echoes")
    if not found or (len(documents_of(incident, lookup)) < 2 and "elsewhere" not in found):
        return None
    map_, elsewhere = _Map(found, lookup, say), tuple(_elsewhere(incident, lookup, say))
    without = list(_without(incident, lookup, say))
    none = "echoes.heading_elsewhere" if elsewhere else "echoes.heading_none"
    return EchoMap(
        capital(say.counted("echoes.heading", len(map_.parent)) if map_.parent else say.say(none)),
        tuple(map_.trees()),
        tuple(_resting(incident, lookup, say)),
        tuple(without[:MOST_WITHOUT]),
        max(0, len(without) - MOST_WITHOUT),
        elsewhere,
    )


def _elsewhere(incident: Json, lookup: Lookup, say: Phrases) -> Iterator[Elsewhere]:
    """Each passage that also stands in a document of another incident, the longest first."""
    own = {one["claim"] for one in incident.get("claims", ())}
    for link in sorted(incident["echoes"].get("elsewhere", ()), key=lambda one: -one["shared"]):
        mine, theirs = (link["claim"], link["of"]) if link["claim"] in own else (link["of"], link["claim"])
        claim, other = lookup.claims.get(theirs), lookup.incidents.get(link["incident"])
        if claim is not None and other is not None:
            yield Elsewhere(
                shared=capital(say.counted("echoes.elsewhere", link["shared"])),
                own=f"#claim-{mine}",
                title=lookup.title(claim["source"]),
                theirs=f"#claim-{theirs}",
                figure=f"{figures.harm_word(str(claim['harm']), [claim], say)}: {figures.figure(claim, say)}",
                incident=", ".join(filter(None, (name_of(other, lookup, say), days.in_words(other.get("when"), say)))),
                href=f"#incident-{link['incident']}",
            )


class _Map:
    """Links between claims as links between their documents: each under the one of which it repeats most."""

    def __init__(self, found: Json, lookup: Lookup, say: Phrases) -> None:
        self._lookup, self._say = lookup, say
        self._links: dict[tuple[str, str], list[Json]] = {}
        for link in found.get("links", ()):
            one, other = lookup.claims.get(link["claim"]), lookup.claims.get(link["of"])
            if one and other:
                self._links.setdefault((one["source"], other["source"]), []).append(link)
        self.parent: dict[str, str] = {}
        for (source, of), _ in sorted(
            self._links.items(), key=lambda one: (-len(one[1]), *self._order(one[0][1]), one[0])
        ):
            if source not in self.parent and not self._leads_to(of, source):
                self.parent[source] = of

    def _order(self, source: str) -> tuple[str, str, str]:
        day = text_of(self._lookup.sources.get(source, {}).get("date"))
        return days.order(day)[0], self._lookup.title(source), source

    def _leads_to(self, source: str, to: str) -> bool:
        while source in self.parent and source != to:
            source = self.parent[source]
        return source == to

    def trees(self) -> Iterator[Node]:
        """From each document that others repeat and that repeats none."""
        below: dict[str, list[str]] = {}
        for source in sorted(self.parent, key=self._order):
            below.setdefault(self.parent[source], []).append(source)
        for root in sorted(below.keys() - self.parent.keys(), key=self._order):
            yield self._node(root, below, 1)

    def _node(self, source: str, below: dict[str, list[str]], depth: int) -> Node:
        under = [*self._under(source, below, depth)]
        own = self._links.get((source, self.parent.get(source, "")), [])
        claims, most = self._claims(source, own), MOST_OPEN[depth > 1]
        who = speaker(claims[0], self._lookup, self._say) if claims else None
        return Node(
            title=self._lookup.title(source),
            href=f"#source-{source}",
            when=days.in_words(text_of(self._lookup.sources[source].get("date")), self._say)
            or self._say.say("sources.undated_short"),
            speaker=who if who and who.named else None,
            publisher=self._lookup.publisher(source) or "",
            figures=tuple({self._figure(one): f"#claim-{one['id']}" for one in reversed(claims)}.items())[::-1],
            grounds=tuple({link["kind"]: self._ground(link) for link in reversed(own)}.values())[::-1],
            first=tuple(under[:most]),
            folded=tuple(under[most:]),
        )

    def _under(self, source: str, below: dict[str, list[str]], depth: int) -> Iterator[Node]:
        """Those that repeat it; at the deepest, all that go back to it, each saying what it repeats."""
        if depth < DEEPEST:
            yield from (self._node(one, below, depth + 1) for one in below.get(source, ()))
            return
        waiting = list(below.get(source, ()))
        while waiting:
            one = waiting.pop(0)
            waiting += below.get(one, ())
            node = self._node(one, {}, depth)
            yield node if self.parent[one] == source else _saying(node, self._lookup.title(self.parent[one]))

    def _claims(self, source: str, own: list[Json]) -> list[Json]:
        """The claims by which it repeats the one above; of a document that repeats none, those that others repeat."""
        ids = [link["claim"] for link in own]
        if not ids:
            ids = [link["of"] for (_, of), links in self._links.items() if of == source for link in links]
        return self._lookup.chosen(list(dict.fromkeys(ids)))

    def _figure(self, claim: Json) -> str:
        if claim["kind"] != "count":
            return self._say.code("kinds", claim["kind"])
        return f"{figures.harm_word(str(claim['harm']), [claim], self._say)}: {figures.figure(claim, self._say)}"

    def _ground(self, link: Json) -> Ground:
        key = f"echoes.{link['kind']}"
        said = {one: link[one] or "" for one in ("name", "instead")}
        words = self._say.say(key, **said, n=self._say.number(link["shared"]))
        if not link["in_order"]:
            words = self._say.say("echoes.unordered", words=words)
        return Ground(words, f"#claim-{link['of']}")


def _saying(node: Node, title: str) -> Node:
    return replace(node, repeats=title)


def _resting(incident: Json, lookup: Lookup, say: Phrases) -> Iterator[str]:
    tolls = {toll["id"]: toll for toll in incident.get("tolls", ())}
    for one in incident["echoes"]["rests_on"]:
        if (toll := tolls.get(one["toll"])) and _is_shown(toll):
            yield say.counted("echoes.resting", one["voices"]).replace("{harm}", capital(harm_of(toll, lookup, say)))


def _is_shown(toll: Json) -> bool:
    """Of rules side by side the span of claims alone, as published."""
    return bool(toll["rule"] == SPAN and toll["mode"] == AS_PUBLISHED)


def _without(incident: Json, lookup: Lookup, say: Phrases) -> Iterator[str]:
    tolls = {toll["id"]: toll for toll in incident.get("tolls", ())}
    voices = {voice["id"]: voice for voice in (*incident.get("voices", ()), *incident["echoes"]["voices"])}
    for one in incident["echoes"]["rests_on"]:
        toll = tolls.get(one["toll"])
        for each in one["without"] if toll and _is_shown(toll) else ():
            voice = voices.get(each["voice"])
            if toll and voice:
                who = speaker(lookup.claims[voice["claims"][0]], lookup, say).name
                left = say.say("echoes.nothing_left") if each["none"] else figures.span(each, say)
                yield say.say("echoes.without", who=who, harm=harm_of(toll, lookup, say), span=left)
