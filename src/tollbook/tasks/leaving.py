"""What would leave with a release, and why it may not: looked at, with nothing written but the case's own secret."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from tollbook.decide import Standing, find_standing
from tollbook.decide.clearance import clearance_of, named_in, sealed_from_us, undated, with_parts
from tollbook.decide.leaving import asked_of
from tollbook.decide.name_rows import NameWord
from tollbook.decide.refusal import Refusal
from tollbook.decide.refusals import refusals
from tollbook.decide.spelled import Spelled
from tollbook.decide.undated import without_days
from tollbook.errors import SettingsError
from tollbook.intake import Progress, no_progress
from tollbook.model import Decision, DecisionKind, Register
from tollbook.model.clearance import Clearance
from tollbook.model.release import Leaves, Public
from tollbook.publish.folder import Content
from tollbook.publish.manifest import manifest_of
from tollbook.publish.release import names_taken_out, public_files, public_register, unknown_words
from tollbook.store.case_file import CaseFile
from tollbook.tasks.decisions import check_takes_decisions
from tollbook.tasks.holding import named_in_bytes
from tollbook.tasks.working import Working, open_working

RELEASE = "release:"


@dataclass(frozen=True, slots=True)
class Act:
    """Who releases, when, and the keys of keepers that were given."""

    by: str
    at: datetime
    keys: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Looked:
    """A release as it would be. ``refused``: why it may not leave; empty: it may.
    ``taken_out``: the names that nobody cleared. ``words``: those that could be names."""

    working: Working
    standing: Standing
    act: Act
    public: Public
    refused: tuple[Refusal, ...]
    taken_out: tuple[NameWord, ...]
    words: tuple[Leaves, ...]
    files: Mapping[str, Content] = field(repr=False)

    @property
    def root(self) -> str:
        """The root hash that the release would have: it names exactly these bytes."""
        return sha256(manifest_of({path: one.digest for path, one in self.files.items()})).hexdigest()

    def groups(self) -> dict[str, tuple[Leaves, ...]]:
        """What would leave, by what it is."""
        listing = self.public.listing
        return {
            "names": listing.names,
            "places": listing.places,
            "times": listing.times,
            "sources": listing.sources,
            "words": self.words,
        }

    def as_json(self) -> dict[str, Any]:
        """All of it, for other programs."""
        return {
            "root": self.root,
            "refused": [
                {"code": one.code, "says": one.says, "todo": one.todo, "about": list(one.about)} for one in self.refused
            ],
            "leaves": {name: [_leaves(one) for one in several] for name, several in self.groups().items()},
            "figures_that_stay": [
                {"incident": one.incident, "harm": one.harm, "group": one.group, "claims": dict(one.claims)}
                for one in self.public.refused
            ],
            "stays": dict(sorted(Counter(reason for _, reason in self.public.held_back).items())),
            "taken_out": [{"name": one.name, "times": one.times} for one in self.taken_out],
            "without_words": dict(sorted(Counter(reason for _, reason in self.public.bare).items())),
        }


def _leaves(one: Leaves) -> dict[str, Any]:
    return {"words": one.words, "times": len(one.where), "where": list(one.where)}


def look(
    case: Path, act: Act, progress: Progress = no_progress, tried: Sequence[Decision] = (), use_cache: bool = True
) -> Looked:
    """Makes the release in memory. ``tried``: decisions that the case has not. Raises SettingsError and StoreError."""
    check_takes_decisions(case)
    decision_to_release("", act, "looked at")  # whoever releases is named in the release: by a code, before all else
    working = open_working(case, progress, use_cache)
    standing, crowd = find_standing((*working.decisions, *tried)), working.settings.crowd
    register = _as_it_leaves((working.with_decisions(tried) if tried else working.built).register, standing)
    with CaseFile.open(case) as file:
        shut = bool(file.keepers()) and not act.keys
        private = {} if shut else file.private(act.keys)
        clearance = clearance_of(standing, named_in(register), act.by, act.at.date(), crowd, private)
        clearance = _without_bytes(clearance, working)
        public = public_register(register, clearance, _no_secret if shut else lambda name: file.salt(name, act.keys))
    sealed = tuple(sealed_from_us(clearance, shut))
    asked = asked_of(register, standing, clearance, public, crowd)
    if sealed:  # nobody can tell whose name must not be shown, so none is
        asked = replace(asked, unnamed=())
    names = () if sealed else names_taken_out(register, with_parts(clearance), public)
    files = public_files(public, working.built.documents)
    taken_out = tuple(NameWord(*one) for one in names)
    words = unknown_words(public)
    return Looked(working, standing, act, public, (*sealed, *refusals(asked)), taken_out, words, files)


def decision_to_release(root: str, act: Act, because: str) -> Decision:
    """What the log has of a release. Raises SettingsError where who makes it is not given as a code."""
    try:
        return Decision(DecisionKind.PUBLISH, (f"{RELEASE}{root}",), "clear", act.by, act.at, because)
    except ValueError as wrong:
        raise SettingsError(f"This cannot be released: {wrong}.") from None


def _without_bytes(clearance: Clearance, working: Working) -> Clearance:
    """Cleared bytes stay where they hold a name that must not leave: of their text the words leave as of any other."""
    names = [one for each in clearance.protected for one in each.spellings or ()]
    spelled = Spelled((*names, *(one for one in clearance.withheld if one not in working.built.documents)))
    held = named_in_bytes(clearance.sources, working.built.documents, spelled)
    return replace(clearance, sources=clearance.sources - held, texts=clearance.texts | held) if held else clearance


def _as_it_leaves(register: Register, standing: Standing) -> Register:
    """Without the days that do not leave; and without earlier releases, which would make each release another."""
    releases = {one.id for one in register.decisions if one.about[0].startswith(RELEASE)}
    kept = [one for one in register.decisions if one.id not in releases and not releases & {*one.about}]
    return without_days(replace(register, decisions=tuple(kept)), undated(standing))


def _no_secret(_name: str) -> bytes:
    """Where the case's secret is sealed and no key was given: nothing that is made with it ever leaves."""
    return bytes(32)
