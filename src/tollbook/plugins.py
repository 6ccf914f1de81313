"""What others may add, each found by its name and loaded only where it is asked for: extractors."""

from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, runtime_checkable

from tollbook.errors import SettingsError
from tollbook.model.proposal import NoAnswer

EXTRACTORS = "tollbook.extractor"
_KEPT = ("person", "tollbook")  # how the reader of a claim begins that a person, or the embedded extractor, read
_OURS = (
    EntryPoint("spacy", "tollbook.extras.spacy_english:make", EXTRACTORS),
    EntryPoint("endpoint", "tollbook.extras.endpoint:make", EXTRACTORS),
)


@runtime_checkable
class Extractor(Protocol):
    """Made by a function of the environment, which raises SettingsError where something is missing. ``version`` says
    which model it is, ``prompt`` how it is asked: an answer is kept under both. ``address``: where a text goes that it
    is asked about; None: it stays on this machine. ``languages``: those that it reads; None: any."""

    name: str
    version: str
    prompt: str
    address: str | None
    languages: tuple[str, ...] | None

    def answer(self, text: str) -> str | NoAnswer:
        """The claims of one passage, in the form of docs/reference/answers.md."""
        ...


def names_of(group: str) -> tuple[str, ...]:
    """The names of all plugins of a group; nothing is loaded."""
    return tuple(sorted(_found(group)))


def load_extractor(name: str, environment: Mapping[str, str]) -> Extractor:
    """The extractor of a name, ready to be asked. Raises SettingsError."""
    found = _found(EXTRACTORS).get(name)
    if found is None:
        raise SettingsError(f"There is no extractor {name!r}; there are: {', '.join(names_of(EXTRACTORS))}.")
    try:
        made = found.load()(environment)
    except (ImportError, AttributeError):
        raise SettingsError(
            f"The extractor {name!r} cannot be loaded from {found.value}. Install what it needs, or take it out of use."
        ) from None
    if not isinstance(made, Extractor) or made.name != name:
        raise SettingsError(f"{found.value} is no extractor called {name!r}: see docs/reference/answers.md.")
    return made


def _found(group: str) -> dict[str, EntryPoint]:
    """By name. Ours cannot be replaced, nor can a name be taken that says who else read a claim."""
    theirs = {one.name: one for one in entry_points(group=group) if one.name.isidentifier() and one.name not in _KEPT}
    return theirs | {one.name: one for one in _OURS if one.group == group}
