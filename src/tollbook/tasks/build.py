"""``tollbook build``: a case in, a dossier out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tollbook.errors import SettingsError
from tollbook.intake import Progress, no_progress
from tollbook.model import Register
from tollbook.model.derived import NOTHING_KEPT
from tollbook.publish.decided import decided_entry
from tollbook.publish.dossier import check_target, write_dossier
from tollbook.publish.holdings import holdings_of, holdings_words
from tollbook.publish.lock import held, tell_nobody
from tollbook.publish.phrases import phrases
from tollbook.publish.review import status_words
from tollbook.settings import settings_toml
from tollbook.tasks.case import lost_files, with_lists
from tollbook.tasks.machine import Readers, cache_of, few_collections
from tollbook.tasks.working import work_on


@dataclass(frozen=True, slots=True)
class Built:
    """``root`` is the dossier's root hash; ``lost`` how many whole files could not be read; ``holdings``
    the same in a sentence, with the reasons. ``status``: how far people went over it, as its page says. ``aside``: a
    line worth saying of the machine it was built on."""

    out: Path
    root: str
    register: Register
    lost: int
    holdings: str
    status: str
    aside: str | None = None


def build(
    case: Path,
    out: Path | None = None,
    as_of: date | None = None,
    progress: Progress = no_progress,
    use_cache: bool = True,
    waiting: Callable[[str], None] = tell_nobody,
) -> Built:
    """Builds the dossier of a case, by default beside it. Raises SettingsError and StoreError; then nothing is
    written. ``use_cache``: what was read before is taken from the user's cache, and kept there. ``waiting`` is told
    when another run writes the same dossier."""
    out = out or case.absolute().parent / f"{case.stem if case.is_file() else case.absolute().name}-dossier"
    if case.is_dir() and out.absolute() == case.absolute():
        raise SettingsError("A dossier cannot be written over its own case. Choose another folder with --out.")
    with held(out, waiting), few_collections(), Readers() as readers, cache_of(use_cache) as cache:
        check_target(out)
        working = work_on(case, as_of, progress, readers, cache)
        register = with_lists(working.built.register, case)
        progress("writing", 0, 1)
        parts = NOTHING_KEPT if working.never_kept else cache  # parts of the page may quote what is protected
        root = write_dossier(register, working.built.documents, settings_toml(working.settings), out, parts)
        progress("writing", 1, 1)
        lost = lost_files(register.issues)
        return Built(out, root, register, lost, _holdings(register), _status(register), cache.trouble)


def _holdings(register: Register) -> str:
    return holdings_words(holdings_of(register), phrases())


def _status(register: Register) -> str:
    claims = ({**decided_entry(one), "reader": one.reader} for one in register.claims)
    return status_words({"status": "working", "claims": claims}, phrases())
