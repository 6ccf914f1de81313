"""``tollbook build``: a case in, a dossier out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tollbook.errors import SettingsError
from tollbook.intake import Progress, no_progress
from tollbook.model import Issue, Register
from tollbook.pipeline import BuiltRegister, build_register
from tollbook.publish.dossier import check_target, write_dossier
from tollbook.publish.holdings import holdings_of, holdings_words
from tollbook.publish.phrases import phrases
from tollbook.read.by_hand.given import not_there
from tollbook.settings import load_settings, settings_toml
from tollbook.tasks.case import WrittenDown, load_documents, load_written_down, lost_files, with_receipts
from tollbook.tasks.machine import Readers, cache_of, few_collections


@dataclass(frozen=True, slots=True)
class Built:
    """``root`` is the dossier's root hash; ``lost`` how many whole files could not be read; ``holdings``
    the same in a sentence, with the reasons. ``aside``: a line worth saying of the machine it was built on."""

    out: Path
    root: str
    register: Register
    lost: int
    holdings: str
    aside: str | None = None


def build(
    case: Path,
    out: Path | None = None,
    as_of: date | None = None,
    progress: Progress = no_progress,
    use_cache: bool = True,
) -> Built:
    """Builds the dossier of a case, by default beside it. Raises SettingsError and StoreError; then nothing is
    written. ``use_cache``: what was read before is taken from the user's cache, and kept there."""
    out = out or case.absolute().parent / f"{case.stem if case.is_file() else case.absolute().name}-dossier"
    documents, issues = load_documents(case)
    people = load_written_down(case)
    if not documents and not issues and not people.entered.entries:
        raise SettingsError(f"{str(case)!r} holds no documents. Put the documents there, or name another folder.")
    if case.is_dir() and out.absolute() == case.absolute():
        raise SettingsError("A dossier cannot be written over its own case. Choose another folder with --out.")
    check_target(out)
    settings = load_settings(case)
    if as_of is not None:
        settings = replace(settings, as_of=as_of)
    with few_collections(), Readers() as readers, cache_of(use_cache) as cache:
        made = build_register(documents, settings, people.known, readers, progress, people.entered, cache)
        register = _whole(made, people, issues)
        progress("writing", 0, 1)
        root = write_dossier(register, made.documents, settings_toml(settings), out, cache)
        progress("writing", 1, 1)
    return Built(out, root, register, lost_files(register.issues), _holdings(register), cache.trouble)


def _whole(made: BuiltRegister, people: WrittenDown, issues: Sequence[Issue]) -> Register:
    """The register with what was met on the way to it, and with the day each source came in."""
    register = made.register
    found = (*issues, *people.issues, *not_there(people.given, made.names), *register.issues)
    return replace(
        register,
        sources=with_receipts(register.sources, people.given.received),
        issues=tuple(sorted(found, key=lambda issue: issue.sort_key)),
    )


def _holdings(register: Register) -> str:
    return holdings_words(holdings_of(register), phrases())
