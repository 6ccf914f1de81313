"""``tollbook protect``: who somebody is, sealed to the keepers; what is left open says that something is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tollbook.decide.naming import Naming
from tollbook.decide.protection import (
    PERSON,
    Shielded,
    family_of,
    later_versions,
    next_pseudonym,
    plain_words,
    shielded,
)
from tollbook.decide.spelled import Spelled
from tollbook.errors import SettingsError
from tollbook.intake import Progress, no_progress
from tollbook.model import Decision, DecisionKind, Seen
from tollbook.model.decision import is_role_code
from tollbook.store.case_file import CaseFile, tell_nobody
from tollbook.store.purging import purge_cache
from tollbook.tasks.decisions import check_role_code, check_takes_decisions
from tollbook.tasks.holding import holding, keeps_answers, keeps_of, read_to_protect
from tollbook.tasks.keepers import list_keepers
from tollbook.tasks.seen import seen_of
from tollbook.tasks.working import Working

__all__ = ["KINDS", "Done", "Private", "Shielded", "Wanted", "check_can_protect", "list_protected", "protect"]

KINDS = ("source", "speaker", "passage", PERSON)
Told = Callable[[str], None]


class Wanted(NamedTuple):
    """What is to be protected, in the open. ``thing``: a source, a claim (its passage, or its speaker), or a pseudonym.
    ``alias``: the pseudonym of a speaker; by default the next one that is free."""

    kind: str
    thing: str
    level: str
    shown_as: str
    by: str
    at: datetime
    believed_because: str | None = None
    alias: str | None = None


class Private(NamedTuple):
    """What the keepers alone may read."""

    identity: str
    spellings: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Done:
    """``things``: what is protected now, as the open log names it. ``sources``: the ids of those that hold it, which
    are kept out of the cache from now on. ``named_by``: the ids of decisions that name it in the open. ``ids``: of what
    was written; none after a dry run."""

    things: tuple[str, ...]
    sources: tuple[str, ...]
    named_by: tuple[str, ...]
    keepers: tuple[str, ...]
    ids: tuple[str, ...] = ()


class _Thing(NamedTuple):
    """What a decision is about. ``within``: the source of it; ``spoken``: the words by which a speaker is named."""

    about: tuple[str, ...]
    within: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    seen: Seen | None = None


def protect(
    case: Path,
    wanted: Wanted,
    private: Private,
    dry_run: bool = False,
    progress: Progress = no_progress,
    told: Told = tell_nobody,
) -> Done:
    """Seals who it is, finds the sources that hold it, and purges the cache of them. Raises SettingsError and
    StoreError; no message holds a private word."""
    check_role_code(wanted.by)
    check_can_protect(case)
    working = read_to_protect(case, progress)
    thing = _thing(working, wanted)
    private = private._replace(spellings=tuple(dict.fromkeys((*private.spellings, *thing.spoken))))
    spelled = Spelled((private.identity, *private.spellings))
    _check_open(wanted, private, spelled)
    done = _found(working, thing, spelled, progress)
    decisions = [_decision(wanted, one, done.sources, private, thing.seen) for one in _abouts(working, thing)]
    with CaseFile.open(case, told) as file:
        done = replace(done, things=tuple(one.about[-1] for one in decisions), keepers=tuple(file.keepers()))
        if dry_run:
            return done
        keeps = keeps_of(spelled, working.built.register.sources, frozenset(done.sources))
        purge_cache(keeps)
        file.forget_answers(keeps_answers(spelled, working.built.register.sources, frozenset(done.sources)))
        sealed = {"identity": private.identity, "spellings": list(private.spellings)}
        ids = tuple(file.append_sealed(one, sealed).id for one in decisions)
    purge_cache(keeps)  # another build may have filled it in the meantime
    return replace(done, ids=ids)


def list_protected(case: Path, keys: Sequence[str] = ()) -> tuple[Shielded, ...]:
    """What is protected, and with a keeper's key who and why. Raises SettingsError and StoreError."""
    check_takes_decisions(case)
    found = CaseFile.find(case)
    if found is None:
        return ()
    with found as file:
        return shielded(file.decisions(), file.private(keys) if keys else {})


def check_can_protect(case: Path) -> None:
    """Before anybody is asked for anything: raises SettingsError where the case has no keeper."""
    if not list_keepers(case):
        raise SettingsError(
            "This case has no keeper yet to whom it could be sealed. Make one first: tollbook keepers CASE new R1 "
            "--key-file FILE."
        )


def _thing(working: Working, wanted: Wanted) -> _Thing:
    naming = Naming(working.built.register, working.decisions)
    if wanted.kind == "source":
        source = naming.source(wanted.thing).id
        return _Thing((source,), (source,))
    if wanted.kind == PERSON:
        return _Thing((PERSON, _pseudonym(wanted.thing)))
    claim = naming.claim(wanted.thing)
    if wanted.kind == "passage":
        return _Thing((claim.id,), (claim.anchor.source,), seen=seen_of(claim))
    speaker = claim.attribution.speaker
    if speaker is None:
        raise SettingsError("Nobody is named who says this: the document speaks. Protect the source, or the passage.")
    alias = _pseudonym(wanted.alias) if wanted.alias else next_pseudonym(working.decisions)
    return _Thing((PERSON, alias), spoken=(speaker,))


def _pseudonym(given: str) -> str:
    if not is_role_code(given):
        raise SettingsError("A pseudonym is a code of letters and digits, such as P1; it stands open in the log.")
    return given


def _check_open(wanted: Wanted, private: Private, spelled: Spelled) -> None:
    """Raises SettingsError where what stays open would say what is to be sealed, or something is missing."""
    if wanted.kind in ("speaker", PERSON) and not private.identity:
        raise SettingsError("Say who it is: without that nobody can tell what to take out.")
    if not private.reason:
        raise SettingsError("A protection needs a reason. The keepers alone can read it.")
    if not wanted.shown_as.strip():
        raise SettingsError("Say with --as how it may be spoken of, such as “a former guard”.")
    if spelled.in_text(wanted.shown_as, wanted.believed_because, wanted.alias, wanted.thing * (wanted.kind == PERSON)):
        raise SettingsError(
            "What stays open (the pseudonym, --as, --believed-because) names who is to be protected. Use other words; "
            "nothing was written."
        )


def _found(working: Working, thing: _Thing, spelled: Spelled, progress: Progress) -> Done:
    register = working.built.register
    found = {*thing.within, *holding(register.sources, working.built.documents, spelled, progress)}
    named = [
        one.id
        for one in working.decisions
        if not one.sealed and (spelled.in_text(*plain_words(one)) or _overlap(one.seen, thing.seen))
    ]
    return Done((), tuple(sorted(family_of(found, register.sources, register.versions))), tuple(named), ())


def _overlap(one: Seen | None, other: Seen | None) -> bool:
    """Whether words of a passage that is protected are those that a decision was taken on."""
    return bool(one and other and one.source == other.source and one.start < other.end and other.start < one.end)


def _abouts(working: Working, thing: _Thing) -> list[tuple[str, ...]]:
    """A source is protected with all its later versions, each by a decision of its own."""
    if len(thing.about) > 1 or thing.seen is not None:
        return [thing.about]
    later = later_versions(thing.about[0], working.built.register.versions)
    return [thing.about, *((one,) for one in later)]


def _decision(
    wanted: Wanted, about: tuple[str, ...], sources: tuple[str, ...], private: Private, seen: Seen | None
) -> Decision:
    value = {
        "kind": PERSON if len(about) > 1 else wanted.kind,
        "shown_as": wanted.shown_as.strip(),
        "believed_because": wanted.believed_because,
        "sources": list(sources),
    }
    try:
        return Decision(DecisionKind.PROTECT, about, wanted.level, wanted.by, wanted.at, private.reason, value, seen)
    except ValueError as wrong:
        raise SettingsError(f"This cannot be protected: {wrong}.") from None
