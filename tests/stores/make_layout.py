"""Makes a case file of today's layout, to be opened by every later version: python tests/stores/make_layout.py FILE.

Run once for each layout, when it is new; the file is kept beside this one and never made again."""

import shutil
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tollbook.model import Decision
from tollbook.model.decision import DecisionKind, Seen
from tollbook.store.case_file import FILE, CaseFile

# A key made for this file alone; it opens nothing else.
KEY = "AGE-SECRET-KEY-15TLF79HHJ7F2HPWURCV28F2G80KWW32X2UPYGLQHFSEGSDYY08FQ78PZR9"
RECIPIENT = "age1rleagmg8fj6zlv8effzayjy0lg4qrf2l57rjewplmmtwlsy9gulqpxndvv"
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SEEN = Seen("a" * 64, 10, 38, "at least 24 people were killed", "b" * 16)
DECISIONS = (
    Decision(DecisionKind.ACCEPT, ("1" * 16,), "stands", "R1", AT, "The words say so.", {}, SEEN),
    Decision(
        DecisionKind.CORRECT, ("2" * 16,), "stands", "R2", AT, "At least.", {"low": 24, "high": None, "open": True}
    ),
    Decision(DecisionKind.SAME, ("3" * 16, "4" * 16), "incident", "R1", AT + timedelta(minutes=2), "The same raid."),
    Decision(
        DecisionKind.SIDE, ("ҳизб", "5" * 16), "political_opposition", "R1", AT, "Its charter.", {}, None, ("6" * 16,)
    ),
)
GONE = Decision(DecisionKind.REJECT, ("7" * 16,), "does-not-stand", "R1", AT + timedelta(hours=1), "No.")
SEALED = Decision(
    DecisionKind.PROTECT,
    ("8" * 16,),
    "unnamed",
    "R1",
    AT + timedelta(hours=2),
    "She asked.",
    {"shown_as": "a relative"},
)
PRIVATE = {"identity": "Somebody", "spellings": ["Somebody", "Кто-то"]}


def make(file: Path) -> None:
    with tempfile.TemporaryDirectory() as made:
        with CaseFile.open(Path(made)) as case:
            case.append((*DECISIONS, GONE))
            case.add_keeper("K1", RECIPIENT)
            case.append_sealed(SEALED, PRIVATE)
            case.erase([GONE.id], "R9", AT + timedelta(hours=3), "Consent was withdrawn.")
            case.salt("release")
        shutil.copy(Path(made) / FILE, file)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
