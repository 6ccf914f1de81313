"""What an extractor other than the embedded one says that a text states, before anybody has looked whether it does."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from tollbook.model.claim import Harm
from tollbook.model.identity import content_id
from tollbook.model.party import Stance


@dataclass(frozen=True, slots=True)
class Proposal:
    """``quote``: words that state that people came to a harm, ``figure`` those in it that say how many, ``speaker``
    those that name who says so; all copied from the text. ``low`` and ``high``: what the words come to, None where the
    extractor leaves it to the words. ``start``: where the quote begins in the text that was read, where it is known."""

    quote: str
    figure: str
    harm: Harm
    group: str = "all"
    low: int | None = None
    high: int | None = None
    speaker: str | None = None
    stance: Stance = Stance.ASSERTS
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What an extractor answered, asked about one piece of text. ``piece`` is the SHA-256 of the text, ``prompt`` what
    stands for how it was asked. ``content`` None: it was asked, and gave no answer."""

    extractor: str
    version: str
    prompt: str
    piece: str
    content: str | None

    @property
    def reader(self) -> str:
        """As a claim names what read it."""
        return f"{self.extractor}:{self.version}"

    @property
    def key(self) -> str:
        """The same for one piece, model and prompt, whoever asks."""
        return content_id("answer", self.extractor, self.version, self.prompt, self.piece)


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Why an extractor gave none, in words that hold neither text nor secrets. ``stop``: nor would it the next time."""

    why: str
    stop: bool = False


def answer_text(proposals: Iterable[Proposal]) -> str:
    """Proposals as an answer: the JSON that ``model.answers`` reads."""
    return json.dumps({"claims": [asdict(one) for one in proposals]}, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer as a case keeps it: about which source it was asked, how many characters went to which address (None:
    they stayed on the machine), by whom and when."""

    answer: Answer
    source: str
    characters: int
    address: str | None
    by: str
    at: str
