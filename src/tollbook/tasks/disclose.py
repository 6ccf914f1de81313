"""``tollbook disclose``: what a commitment of a release stands for, with the salt that proves it."""

from collections.abc import Sequence
from pathlib import Path

from tollbook.errors import SettingsError
from tollbook.intake import Progress, no_progress
from tollbook.publish.release.commitments import commitment_of, committed_in, disclosure
from tollbook.store.case_file import CaseFile
from tollbook.tasks.decisions import check_takes_decisions
from tollbook.tasks.working import open_working

_LEAST = 8  # digits of an id


def disclose(
    case: Path, ids: Sequence[str], keys: Sequence[str] = (), progress: Progress = no_progress
) -> tuple[str, ...]:
    """A line for each of the ids, or beginnings of ids, in commitments.jsonl of a release, as its disclose.py reads
    them. Raises SettingsError where one is of nothing in the case, and StoreError."""
    check_takes_decisions(case)
    if short := [one for one in ids if len(one) < _LEAST]:
        raise SettingsError(f"{short[0]!r} is too short. Give at least {_LEAST} digits of the id of a commitment.")
    file = CaseFile.find(case)
    if file is None:
        raise SettingsError("Nothing was ever released from this case: it has no case file.")
    with file:
        salt = file.salt("commitments", keys)
    found: dict[str, str] = {}
    for kind, of, words in committed_in(open_working(case, progress).built.register):
        made = commitment_of(kind, of, words, "", lambda _: salt)
        for one in ids:
            if made.id.startswith(one.casefold()):
                found[one] = disclosure(made, of, words, lambda _: salt)
    if gone := [one for one in ids if one not in found]:
        raise SettingsError(
            f"{gone[0]!r} stands for nothing that the case holds now. Take the id from commitments.jsonl of a release "
            "of it, and see that the documents are the ones that it was made of."
        )
    return tuple(found[one] for one in dict.fromkeys(ids))
