"""White space as a page shows it: runs folded to one space, line breaks kept, no-break spaces and joiners untouched."""

import re

BREAK = "\x0b"  # a line break on its way through; no text node can hold one, for control characters are replaced
_SPACE = re.compile(r"[ \t\n\f\r]+")
_AROUND_BREAK = re.compile(r" ?\x0b ?")
_PARAGRAPH_BREAK = re.compile(r"\x0b{2,}")


def fold(pieces: list[str]) -> list[str]:
    """The blocks that a run of text makes: two line breaks in a row part them, one stays as a line end."""
    folded = _AROUND_BREAK.sub(BREAK, _SPACE.sub(" ", "".join(pieces)))
    blocks = (block.replace(BREAK, "\n").strip() for block in _PARAGRAPH_BREAK.split(folded))
    return [block for block in blocks if block]


def preformatted(text: str) -> str:
    """Text whose own line ends are shown."""
    return text.replace("\n", BREAK)
