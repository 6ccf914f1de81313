"""How a claim under review looks on a terminal: its passage with the words marked, what was read, what hangs on it."""

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from tollbook.tasks.review import Page

WIDEST = 100
_TALL = 32  # lines of a terminal from which on the passages beside the claim's are shown too
KEYS = "a accept  r reject  c correct  n next  b back  u undo  s later  ? help  q quit"
HELP = (
    "a      accept: the words state what was read",
    "r      reject: they do not; you are asked why, in one line",
    "c      correct: they state something else; you are asked which field, and what stands there",
    "n      next, without deciding (also space, Enter, →)",
    "b      back to the claim before (also ←)",
    "u      undo the last decision of this sitting; it stays in the log, and so does the undoing",
    "s      later: put this claim behind all others",
    "q      quit; every decision is on the disk already",
    "",
    "Nothing is ever removed: decide again, and the new decision stands over what you were shown.",
)
_MARKS = ("[[", "]]")  # so that the words can be told where a terminal shows neither colour nor bold


class Screen:
    """A terminal that is drawn anew for each claim."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, markup=False, emoji=False)

    def show(self, page: Page, notice: Iterable[str]) -> None:
        """One claim, below it what just happened."""
        self._clear()
        self._print(_progress(page), "dim")
        self._print(f"{page.told.source}, {page.told.date}, {page.told.place}")
        if page.told.incident:
            self._print(f"of: {page.told.incident}", "dim")
        self._print(page.told.speaker)
        self._passage(page)
        for name, words in page.told.stated:
            self._print(f"{name:>8}  {words}")
        self._print("")
        for line in page.state or ("machine-read, unreviewed",):
            self._print(line, "cyan")
        for line in page.stake:
            self._print(line, "yellow")
        self._below(notice)

    def show_end(self, claims: int, notice: Iterable[str]) -> None:
        """Behind the last claim."""
        self._clear()
        self._print("That was the last claim." if claims else "No claim waits for review.")
        self._print("Every decision is on the disk.")
        self._below(notice)

    def show_help(self) -> None:
        """What the keys do."""
        self._clear()
        for line in HELP:
            self._print(line)
        self._print("")
        self._print("Press a key to go back.", "bold")

    def show_fields(self, page: Page, lines: Iterable[str]) -> None:
        """What can be corrected, above the question for it."""
        self._print("")
        for line in lines:
            self._print(line, "yellow")
        self._print("", "")

    def tell(self, line: str) -> None:
        """A line below what stands there."""
        self._print(line)

    def _clear(self) -> None:
        self._console.clear()

    def _below(self, notice: Iterable[str]) -> None:
        self._print("")
        for line in notice:
            self._print(line, "green")
        self._print(KEYS, "bold")

    def _passage(self, page: Page) -> None:
        """Each passage in a block of its own, so that a line that runs from the right turns no other around."""
        quoted = page.told.quoted
        words = Text.assemble(quoted.before, (f"{_MARKS[0]}{quoted.words}{_MARKS[1]}", "bold reverse"), quoted.after)
        self._print("")
        beside = self._console.height >= _TALL
        for block in (Text(quoted.above, "dim"), words, Text(quoted.below, "dim")):
            if block and (beside or block is words):
                self._console.print(Padding(block, (0, 2)), width=self._width())
        self._print("")

    def _print(self, words: str, style: str = "") -> None:
        self._console.print(Text(words, style), width=self._width())

    def _width(self) -> int:
        return min(self._console.width, WIDEST)


def _progress(page: Page) -> str:
    if not page.matter:
        return f"{page.number} of {page.of}"
    if page.number > page.matter:
        return f"{page.number} of {page.of} in all; the {page.matter} that matter came first"
    return f"{page.number} of {page.matter} that matter; {page.of} in all"
