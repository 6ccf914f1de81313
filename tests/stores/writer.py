"""Writes decisions into a case as one of many writers: python writer.py CASE CODE COUNT BATCH ACKNOWLEDGED.

Each number goes into the file ACKNOWLEDGED when its decision is on the disk, and never before."""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tollbook.model import Decision
from tollbook.model.decision import DecisionKind
from tollbook.store.case_file import CaseFile

FIRST = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def decision(by: str, number: int) -> Decision:
    at = FIRST + timedelta(seconds=number)
    return Decision(DecisionKind.ACCEPT, (f"{number:016x}",), "stands", by, at, "The words say so.", {"n": number})


def write(case: Path, by: str, count: int, batch: int, acknowledged: Path) -> None:
    """In batches of up to so many, each one transaction; the file is opened anew now and then, as commands do."""
    done = 0
    with acknowledged.open("a", buffering=1) as said:
        while done < count:
            with CaseFile.open(case) as file:
                for _ in range(20):
                    numbers = range(done, min(done + batch, count))
                    file.append([decision(by, number) for number in numbers])
                    said.write("".join(f"{by} {number}\n" for number in numbers))
                    done = numbers.stop
                    if done == count:
                        break


if __name__ == "__main__":
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    write(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5]))
