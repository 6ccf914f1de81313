"""``tollbook build``: a case in, a dossier out."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tollbook.errors import SettingsError
from tollbook.intake import Progress, no_progress
from tollbook.model import Register
from tollbook.pipeline import build_register
from tollbook.publish.dossier import check_target, write_dossier
from tollbook.publish.holdings import holdings_of, holdings_words
from tollbook.publish.phrases import phrases
from tollbook.read.given import not_there
from tollbook.settings import load_settings, settings_toml
from tollbook.tasks.case import load_documents, load_written_down, lost_files, with_receipts


@dataclass(frozen=True, slots=True)
class Built:
    """``root`` is the dossier's root hash; ``lost`` how many whole files could not be read; ``holdings``
    the same in a sentence, with the reasons."""

    out: Path
    root: str
    register: Register
    lost: int
    holdings: str


def build(case: Path, out: Path | None = None, as_of: date | None = None, progress: Progress = no_progress) -> Built:
    """Builds the dossier of a case, by default beside it. Raises SettingsError and StoreError; then nothing is
    written."""
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
    made = build_register(documents, settings, people.known, progress=progress, entered=people.entered)
    register = made.register
    found = (*issues, *people.issues, *not_there(people.given, made.names), *register.issues)
    register = replace(
        register,
        sources=with_receipts(register.sources, people.given.received),
        issues=tuple(sorted(found, key=lambda issue: issue.sort_key)),
    )
    progress("writing", 0, 1)
    root = write_dossier(register, made.documents, settings_toml(settings), out)
    progress("writing", 1, 1)
    return Built(out, root, register, lost_files(register.issues), _holdings(register))


def _holdings(register: Register) -> str:
    return holdings_words(holdings_of(register), phrases())
