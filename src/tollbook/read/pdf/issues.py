"""What is to be said of a PDF that was not read, or not wholly, or not surely."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tollbook.model import Issue
from tollbook.read.page import lost, to_look_at

_MOST_NAMED = 20


@dataclass(slots=True)
class PageFaults:
    """Gathered while the pages are read; each list holds numbers of pages."""

    pages: int
    read_to: int = 0
    attached: int = 0
    silent: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    unsure: list[int] = field(default_factory=list)


def closed(name: str, password: bool, unknown_cipher: bool) -> Issue:
    """The issue for a file that PDFium does not open."""
    if password or unknown_cipher:
        message = (
            "was not read: it is locked with a password. Open it with the password and save a copy without one "
            "(printing it to a PDF does that), and put the copy into the case."
        )
        return lost("encrypted", name, message)
    return unreadable(name)


def unreadable(name: str) -> Issue:
    """The issue for a file that is no PDF any more."""
    message = (
        "was not read: it is damaged or cut short. Fetch it again from where it came, or open it in a PDF program and "
        "save it anew."
    )
    return lost("damaged", name, message)


def scan(name: str, faults: PageFaults) -> Issue:
    """The issue for a document of which every page is a picture, or empty."""
    message = (
        f"holds no words that a machine can read: {_all_of(faults.pages)} a scan, or empty. Run it through a program "
        "for text recognition (OCR) and add the result, or type out what it states in `claims.csv`, page by page."
    )
    return lost("no-text-layer", name, message)


def issues_of(name: str, faults: PageFaults, *, silent: bool = False) -> tuple[Issue, ...]:
    """What is to be said of its pages. ``silent``: that they hold no text is said already."""
    return (*_not_read(name, faults, silent), *_not_sure(name, faults))


def _not_read(name: str, faults: PageFaults, silent: bool) -> Iterator[Issue]:
    if faults.read_to < faults.pages:
        message = (
            f"has {faults.pages} pages, more than are read of one document: pages {faults.read_to + 1} to "
            f"{faults.pages} were not read. Please split it."
        )
        yield lost("too-many-pages", name, message)
    if faults.unread:
        message = (
            f"is damaged in places: {_named(faults.unread)} could not be read. Look at them in a PDF program, or fetch "
            "the file again from where it came."
        )
        yield lost("pages-not-read", name, message)
    if faults.cut:
        message = (
            f"has more letters on {_named(faults.cut)} than are read of one page; the rest of them was not read. "
            "Please save what is needed as text."
        )
        yield lost("pages-not-read", name, message)
    if faults.silent and not silent:
        message = (
            f"has pictures and no text on {_named(faults.silent)}. Look whether they are scans; if so, run them "
            "through text recognition (OCR), or type out what they state in `claims.csv`."
        )
        yield to_look_at("pages-without-text", name, message)
    if faults.attached:
        files = "1 file" if faults.attached == 1 else f"{faults.attached} files"
        message = f"carries {files} attached to it: not read. Save what is needed and put it into the case."
        yield to_look_at("attachments-not-read", name, message)


def _not_sure(name: str, faults: PageFaults) -> Iterator[Issue]:
    if faults.garbled:
        message = (
            f"does not say which letters its signs are on {_named(faults.garbled)}: what was read there makes no "
            "sense. Print the pages and run them through text recognition (OCR), or type out what they state."
        )
        yield to_look_at("text-garbled", name, message)
    if faults.unsure:
        message = (
            f"holds lines on {_named(faults.unsure)} that run from right to left, whose order of words or figures "
            "could not be told for sure from where they stand. Compare each figure there with the page."
        )
        yield to_look_at("right-to-left-unsure", name, message)


def _all_of(pages: int) -> str:
    return "its 1 page is" if pages == 1 else f"its {pages} pages are"


def _named(pages: Sequence[int]) -> str:
    """Pages in words; of many the first ones, and how many more."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1][1:] = [page]
        else:
            runs.append([page])
    named = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    more = f" and in {len(named) - _MOST_NAMED} more places" if len(named) > _MOST_NAMED else ""
    return f"{'page' if len(pages) == 1 else 'pages'} {', '.join(named[:_MOST_NAMED])}{more}"
