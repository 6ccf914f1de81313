"""Names whose clearing must say more: of individuals alleged to be responsible, of minors, of survivors, of givers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tollbook.decide.refusal import Refusal
from tollbook.decide.testimony import is_published, may_be_named
from tollbook.model import Claim, Death, Harm, Source, SpeakerType, accused

OF_AGE = 18
NO_PERSON = ("place", "body", "other")  # what a name can be said to be of; where nothing is said, it is of a person
_NOT_OF_A_PERSON = "Of a place or a body, say so with --is."
_GIVERS = (SpeakerType.WITNESS, SpeakerType.FAMILY, SpeakerType.UNKNOWN, SpeakerType.EXPERT)


@dataclass(frozen=True, slots=True)
class ClearedName:
    """A name that may leave, and what was said when it was cleared: ``is``, ``asked``, ``standard``, ``minor``,
    ``survivor``."""

    name: str
    value: Mapping[str, Any]

    @property
    def of_a_person(self) -> bool:
        """Whether nobody said that it is of something else."""
        return self.value.get("is") not in NO_PERSON

    def stands_in(self, words: str | None) -> bool:
        """Whether the words hold it, as words of their own."""
        name = re.escape(" ".join(self.name.casefold().split()))
        return re.search(rf"(?<!\w){name}(?!\w)", " ".join((words or "").casefold().split())) is not None


def need_more(
    names: Iterable[ClearedName], claims: Iterable[Claim], sources: Mapping[str, Source]
) -> Iterator[Refusal]:
    """For each cleared name of a person what its clearing does not say and must. ``claims``: those that would leave."""
    every = tuple(claims)
    for name in names:
        if name.of_a_person:
            yield from _alleged(name, every)
            yield from _young_or_harmed(name, every)
            yield from _givers(name, every, sources)


def _alleged(name: ClearedName, claims: tuple[Claim, ...]) -> Iterator[Refusal]:
    ids = tuple(one.id for one in claims if any(name.stands_in(words) for words in accused(one.statement)))
    if ids and not (name.value.get("asked") and name.value.get("standard")):
        yield Refusal(
            "alleged-undecided",
            f"“{name.name}” is alleged to be responsible ({_listed(ids)}), and was cleared without the standard of "
            "proof that is met and whether they were asked.",
            f"Clear the name again with --standard, --asked and a reason, or withhold it. {_NOT_OF_A_PERSON}",
            ids,
        )


def _young_or_harmed(name: ClearedName, claims: tuple[Claim, ...]) -> Iterator[Refusal]:
    told = [(one.id, one.statement) for one in claims if isinstance(one.statement, Death)]
    own = [(id_, death) for id_, death in told if name.stands_in(death.person.name)]
    young = tuple(id_ for id_, death in own if death.person.age is not None and death.person.age < OF_AGE)
    harmed = tuple(id_ for id_, death in own if death.harm is not Harm.KILLED)
    for ids, what, key in ((young, "a minor", "minor"), (harmed, "a survivor", "survivor")):
        if ids and name.value.get(key) is not True:
            yield Refusal(
                f"{key}-cleared",
                f"“{name.name}” is told of as {what} ({_listed(ids)}), and was cleared as any other name.",
                f"Clear it again with --{key} and a reason that says who agreed, or withhold it.",
                ids,
            )


def _givers(name: ClearedName, claims: tuple[Claim, ...], sources: Mapping[str, Source]) -> Iterator[Refusal]:
    """Who speaks in a testimony is taken to be its giver, but for authorities and bodies."""
    for id_, source in sources.items():
        if is_published(source, sources) or may_be_named(source):
            continue
        spoken = [one.attribution for one in claims if one.anchor.source == id_]
        said_by = [one.speaker for one in spoken if one.speaker_type in _GIVERS]
        author = (source.author.words if source.author else None, source.provenance.author)
        if any(name.stands_in(words) for words in (*said_by, *author)):
            yield Refusal(
                "named-without-consent",
                f"“{name.name}” was cleared, and {source.name} does not say that its giver agreed to be named.",
                "If they did, write yes under consent_be_named in sources.csv; else withhold the name. "
                f"{_NOT_OF_A_PERSON}",
                (id_,),
            )


def _listed(ids: tuple[str, ...]) -> str:
    return ", ".join(ids[:3]) + (f" and {len(ids) - 3} more" if len(ids) > 3 else "")
