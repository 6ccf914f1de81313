"""What a claim states that is no figure, in words: the speaker's own, and what kind of thing it is."""

from collections.abc import Iterator
from functools import cache

from tollbook.data import data_file, load_yaml
from tollbook.publish.individuals import party_shown
from tollbook.publish.lookup import Json
from tollbook.publish.phrases import Phrases


@cache
def _names(vocabulary: str) -> dict[str, str]:
    return {
        code: str(entry["name"]) for code, entry in load_yaml(data_file("vocabulary", f"{vocabulary}.yaml")).items()
    }


def told(claim: Json, say: Phrases) -> str | None:
    """What is stated; None where its kind is told in other ways."""
    value = claim.get("value") or {}
    parts = _PARTS.get(claim["kind"])
    if parts is None or not value:
        return None
    return str(say.entry("told.join")).join(
        one for one in (_begins(claim["kind"], value, say), *_rest(claim["kind"], parts, value, say)) if one
    )


def _begins(kind: str, value: Json, say: Phrases) -> str:
    if kind in ("condition", "reaction"):
        name = _names(f"{kind}s").get(str(value.get(kind)), str(value.get(kind)))
        return say.say("told.named", name=name, words=value.get("words"))
    if kind == "access":
        return say.say(f"told.access.{value.get('access')}")
    if kind == "norm":
        return say.say(f"told.norm.{value.get('says')}", words=value.get("norm"))
    own = {"pattern": "pattern", "notice": "notice", "demand": "terms", "act": "act"}[kind]
    return say.say("told.words", words=value.get(own))


def _rest(kind: str, parts: tuple[str, ...], value: Json, say: Phrases) -> Iterator[str]:
    for name in parts:
        given = value.get(name)
        if name in _BLAMES.get(kind, ()) and isinstance(given, str):
            given = party_shown(given, say)
        words = str(say.entry("list_join")).join(given) if isinstance(given, list) else given
        if words is True:
            yield say.say(f"told.{name}")
        elif words:
            yield say.say(f"told.{name}", words=words)


# Who may be blamed by what is told: one person is not named on the first page
_BLAMES = {"access": ("by",), "pattern": ("by", "directed_by"), "act": ("by",)}
_PARTS = {
    "condition": ("of", "compared_with"),
    "access": ("by", "to", "about"),
    "pattern": ("by", "directed_by"),
    "notice": ("to", "about", "incomplete"),
    "reaction": ("by", "to"),
    "norm": ("party",),
    "demand": ("asked", "to_act", "by_when"),
    "act": ("by", "of", "intent"),
}
