"""Disagreements in one sentence each, in the words of data/vocabulary/questions.yaml and data/messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tollbook.data import data_file, load_yaml
from tollbook.model import Disagreement
from tollbook.model.derived import Derived, derive, key_of
from tollbook.publish.figures import figure, sameness
from tollbook.publish.listed import plain_bytes
from tollbook.publish.phrases import Phrases, capital, phrases

Json = dict[str, Any]


@cache
def _templates() -> dict[str, Any]:
    return dict(load_yaml(data_file("vocabulary", "questions.yaml"))["disagreements"])


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of one record. ``titles`` by the sources' ids. ``kept``: where each is kept by all that it says,
    unless it is of a source that people marked (``sensitive``); None: nowhere."""

    titles: Mapping[str, str]
    kept: Derived | None
    sensitive: frozenset[str]

    def of(self, one: Disagreement, claims: Sequence[Json]) -> str:
        """What these claims disagree about."""
        sources = [claim["source"] for claim in claims]
        if self.kept is None or not self.sensitive.isdisjoint(sources):
            return disagreement_sentence(one, claims, self.titles)
        said = [one.code, one.harm.value, list(claims), [self.titles[source] for source in sources]]
        made = derive(self.kept, "sentence", key_of(plain_bytes(said)), lambda: self._made(one, claims))
        return made.decode("utf-8", "surrogatepass")

    def _made(self, one: Disagreement, claims: Sequence[Json]) -> bytes:
        return disagreement_sentence(one, claims, self.titles).encode("utf-8", "surrogatepass")


def disagreement_sentence(
    one: Disagreement, claims: Sequence[Json], titles: Mapping[str, str], language: str = "en"
) -> str:
    """What the claims disagree about: who says what, in the order of the documents. ``titles`` by the sources' ids."""
    say, words = phrases(language), _templates()
    harm = capital(say.code("harms", one.harm.value))
    match one.code:
        case "box-against-text":
            return str(words[one.code]).format(harm=harm, box=figure(claims[0], say), text=figure(claims[1], say))
        case "groups-differ":
            groups = sorted({claim["group"] for claim in claims})
            return str(words[one.code]).format(
                harm=harm, groups=say.listed([say.noun(group, None) for group in groups])
            )
    return str(words[one.code]).format(harm=harm, figures="; ".join(_who_says(claims, titles, phrases(language))))


def _who_says(claims: Sequence[Json], titles: Mapping[str, str], say: Phrases) -> list[str]:
    """ "The government: 24 prisoners"; those who state the same figure stand together."""
    grouped: dict[tuple[object, ...], list[Json]] = {}
    for claim in claims:
        grouped.setdefault(sameness(claim), []).append(claim)
    found = []
    for members in grouped.values():
        unnamed = say.say("speakers.none")
        names: dict[str, str] = {}  # one who is written with other capitals is one
        for claim in members:
            name = " ".join(str(claim["speaker"] or f"“{titles[claim['source']]}” ({unnamed})").split())
            names.setdefault(name.casefold(), name)
        found.append(f"{say.listed(list(names.values()))}: {figure(members[0], say)}")
    return found
