"""The notation of conditions, access, patterns, warnings, reactions, norms, demands: ``KIND: WHAT (FACT: WORDS)``."""

from collections.abc import Iterator, Sequence

from tollbook.model import Access, Condition, Demand, Norm, Notice, Pattern, Reaction, Statement


def told_of(statement: Statement) -> str:
    """One statement; what is not stated is left out."""
    match statement:
        case Condition(condition, words, of, compared_with):
            return f"condition: {condition}: {words}" + _facts({"of": of, "compared with": compared_with})
        case Access(access, by, to, about):
            return f"access: {access}" + (f" by {by}" if by else "") + _facts({"to": to, "about": about})
        case Pattern(pattern, by, directed_by):
            return f"pattern: {pattern}" + _facts({"by": by, "directed by": directed_by})
        case Notice(notice, to, about, incomplete):
            return f"notice: {notice}" + _facts({"to": to, "about": about}) + (" (incomplete)" if incomplete else "")
        case Reaction(reaction, by, words, to):
            return f"reaction: {reaction}: {words}" + _facts({"by": by, "to": to})
        case Norm(norm, says, id_, party):
            return f"norm: {norm} ({says})" + _facts({"id": id_, "party": party})
        case Demand(terms, asked, to_act, by_when, within):
            whom = {"asked": _row(asked), "to act": _row(to_act), "by": by_when}
            return f"demand: {terms}" + _facts(whom) + (" (within another)" if within else "")
        case _:
            raise ValueError("the notation has its own words for this kind")


def _facts(facts: dict[str, str | None]) -> str:
    return "".join(_written(facts))


def _written(facts: dict[str, str | None]) -> Iterator[str]:
    yield from (f" ({name}: {words})" for name, words in facts.items() if words)


def _row(words: Sequence[str]) -> str | None:
    return " + ".join(words) or None
