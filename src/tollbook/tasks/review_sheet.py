"""Claims to review written out as a spreadsheet, to be filled in and read back."""

from collections.abc import Sequence
from pathlib import Path

from tollbook.decide.agreement import Unsettled
from tollbook.decide.order import Stake
from tollbook.decide.sheet_columns import BLIND
from tollbook.decide.sheet_out import to_csv, to_workbook
from tollbook.errors import SettingsError, StoreError
from tollbook.model import Decision
from tollbook.publish.changed_text import plain
from tollbook.publish.record import claim_line
from tollbook.tasks.review import Review
from tollbook.tasks.review_queue import in_force
from tollbook.tasks.review_words import Told, decided_words, stake_words

CSV, WORKBOOK = ".csv", ".xlsx"
_OF_A_LINE = ("kind", "harm", "group", "low", "high", "open", "form", "term", "stance", "when", "where")


def write_sheet(review: Review, file: Path, unsettled: Sequence[Unsettled] | None = None) -> int:
    """Writes the claims of a sitting, or those ``unsettled`` between coders, to a file that is not there yet; how many.
    Claims that hold what is protected are left out. Raises SettingsError and StoreError."""
    suffix = file.suffix.casefold()
    if suffix not in (CSV, WORKBOOK):
        raise SettingsError(f"{file.name} is neither a workbook nor a table. End its name in {WORKBOOK} or {CSV}.")
    if file.exists() or file.is_symlink():
        raise SettingsError(f"{file.name} is there already, and may be filled in. Give another name, or move it away.")
    rows = _rows(review) if unsettled is None else _unsettled_rows(unsettled, review)
    data = to_csv(rows) if suffix == CSV else to_workbook(rows)
    try:
        with file.open("xb") as opened:
            opened.write(data)
    except OSError as wrong:
        reason = wrong.strerror or "no reason given"
        raise StoreError(f"{file.name} could not be written ({reason}). Check the folder and the disk.") from wrong
    return len(rows)


def _rows(review: Review) -> list[dict[str, str]]:
    said = {} if review.sitting.blind else in_force(review.decisions)
    settling = review.sitting.settling
    seen = {claim: [one for one in every if settling or not one.blind] for claim, every in said.items()}
    open_ = [stake for stake in review.stakes if not review.is_protected(stake.claim)]
    return [_row(review, stake, seen.get(stake.claim.id, ())) for stake in open_]


def _row(review: Review, stake: Stake, said: Sequence[Decision]) -> dict[str, str]:
    one, blind = review.told(stake.claim), review.sitting.blind
    return {
        **_shown(one),
        "effect": "" if blind else " ".join(stake_words(stake)),
        "state": "; ".join(decided_words(said)),
        "decided": BLIND if blind else " ".join(sorted(each.id for each in said)),
    }


def _unsettled_rows(unsettled: Sequence[Unsettled], review: Review) -> list[dict[str, str]]:
    return [_unsettled_row(one, review) for one in unsettled if not review.is_protected(one.claim)]


def _unsettled_row(one: Unsettled, review: Review) -> dict[str, str]:
    """What the coders decided is shown, and the row is read back as a decision over all of it."""
    row = _row(review, review.stake_of(one.claim), one.said)
    return row | {"effect": f"They differ on: {', '.join(one.fields)}. {row['effect']}"}


def _shown(one: Told) -> dict[str, str]:
    line, quoted = claim_line(one.claim), one.quoted
    passage = f"{quoted.before}[[{quoted.words}]]{quoted.after}"
    return {
        **{name: _cell(line[name]) for name in _OF_A_LINE},
        "claim": one.claim.id,
        "passage": "\n".join(part for part in (quoted.above, passage, quoted.below) if part),
        "words": quoted.words,
        "states": ", ".join(words for _, words in one.stated),
        "speaker": one.speaker,
        "source": one.source,
        "date": one.date,
        "place": one.place,
        "incident": one.incident,
    }


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else plain(str(value))
