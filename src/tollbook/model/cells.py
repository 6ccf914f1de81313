"""What stands in a cell of a table that is written."""

_FORMULA = ("=", "+", "-", "@")


def on_one_line(words: str) -> str:
    """As it can stand in a cell: a spreadsheet takes nothing that a text says for a formula."""
    shown = " ".join(words.split())
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
