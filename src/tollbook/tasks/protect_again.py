"""``tollbook protect --again``: documents that came in since, and hold somebody who is protected."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tollbook.decide.protection import family_of, later_versions
from tollbook.decide.spelled import Spelled
from tollbook.decide.standing import find_standing
from tollbook.errors import SettingsError
from tollbook.intake import Progress, no_progress
from tollbook.model import Decision, DecisionKind, Seen
from tollbook.model.decision import COMMITMENT
from tollbook.store.case_file import CaseFile, tell_nobody
from tollbook.store.purging import purge_cache
from tollbook.tasks.decisions import check_role_code, check_takes_decisions
from tollbook.tasks.holding import holding, keeps_answers, keeps_of, read_to_protect
from tollbook.tasks.protect import Told
from tollbook.tasks.working import Working

Private = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Again:
    """``sources``: the ids of those that hold somebody, and were not known to. ``ids``: of what was written.
    ``shut``: how many protections no key that was given opened."""

    sources: tuple[str, ...]
    ids: tuple[str, ...]
    shut: int


def protect_again(
    case: Path,
    keys: Sequence[str],
    by: str,
    at: datetime,
    dry_run: bool = False,
    progress: Progress = no_progress,
    told: Told = tell_nobody,
) -> Again:
    """Looks for everybody who is protected in the sources of now, and protects later versions of what is. Raises
    SettingsError and StoreError."""
    check_takes_decisions(case)
    check_role_code(by)
    file = CaseFile.find(case)
    if file is None:
        return Again((), (), 0)
    with file:
        private = file.private(keys)
    if not keys:
        raise SettingsError("Who is protected is sealed. Give the key of a keeper with --key.")
    working = read_to_protect(case, progress)
    standing = [one for ones in find_standing(working.decisions).protections.values() for one in ones]
    opened = [one for one in standing if one.id in private]
    wanted = [one for old in opened for one in _anew(old, private[old.id], working, (by, at), progress)]
    listed = {str(id_) for one in standing for id_ in one.value.get("sources") or ()}
    new = tuple(sorted({id_ for one, _ in wanted for id_ in one.value["sources"]} - listed))
    if dry_run or not wanted:
        return Again(new, (), len(standing) - len(opened))
    spelled = Spelled(name for one in opened for name in _names(private[one.id]))
    keeps = keeps_of(spelled, working.built.register.sources, frozenset(listed.union(new)))
    purge_cache(keeps)
    with CaseFile.open(case, told) as writing:
        writing.forget_answers(keeps_answers(spelled, working.built.register.sources, frozenset(listed.union(new))))
        ids = tuple(writing.append_sealed(one, sealed).id for one, sealed in wanted)
    purge_cache(keeps)
    return Again(new, ids, len(standing) - len(opened))


def _anew(
    old: Decision, private: Mapping[str, Any], working: Working, who: tuple[str, datetime], progress: Progress
) -> Iterator[tuple[Decision, Mapping[str, Any]]]:
    """The decisions that stand over an old one, or beside it for a later version; none where nothing is new."""
    register = working.built.register
    spelled = Spelled(_names(private))
    known = {str(id_) for id_ in old.value.get("sources") or ()}
    found = {*known, *holding(register.sources, working.built.documents, spelled, progress)}
    sources = sorted(family_of(found, register.sources, register.versions))
    value = {name: held for name, held in old.value.items() if name != COMMITMENT} | {"sources": sources}
    sealed = {name: held for name, held in private.items() if name not in ("reason", "seen")}
    there = {one.about for one in working.decisions if one.kind is DecisionKind.PROTECT}
    later = later_versions(old.about[0], register.versions) if value.get("kind") == "source" else ()
    seen = Seen(**private["seen"]) if private.get("seen") else None
    by, at = who
    for about, over in ((old.about, (old.id,)), *(((one,), ()) for one in later if (one,) not in there)):
        if over and set(sources) == known:
            continue
        reason = str(private.get("reason") or "as before")
        yield Decision(DecisionKind.PROTECT, about, old.verdict, by, at, reason, value, seen, over), sealed


def _names(private: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(one) for one in (private.get("identity"), *(private.get("spellings") or ())) if one)
