"""What stands under the table of rules: what people decided for it, and the days by a rule's own table."""

from collections.abc import Iterator

from tollbook.publish import days
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import Phrases

_MOST = 6


def rule_notes(incident: Json, lookup: Lookup, say: Phrases) -> Iterator[str]:
    """Premises that people decided, each with its reason; then vague dates, each with the days that it means."""
    for one in incident.get("premises", ()):
        on, says = days.in_words(one["on"], say), say.code("premises", one["premise"])
        how = say.code("premise_verdicts", one["verdict"])
        yield say.say("beside.premise", by=one["by"], on=on, says=says, how=how, reason=one["reason"])
    for one in incident.get("dated", ())[:_MOST]:
        first, last = one["first"], one["last"]
        meant = days.in_words(first if first == last else f"{first}/{last}", say)
        said = {"rule": one["rule"], "words": one["phrase"], "reported": days.in_words(one["reported"], say)}
        odd = say.say("beside.odd", odd=one["odd"]) if one.get("odd") else ""
        yield say.say("beside.dated", meant=meant, precision=one["precision"], odd=odd, **said)


def conceded(toll: Json, say: Phrases) -> str:
    """What a party states that takes responsibility; nothing where none does."""
    of = toll.get("conceded")
    if not of:
        return ""
    low, high = of["low"], of["high"]
    if low is not None and low == high:
        return say.say("beside.conceded", span=say.number(low))
    ends = [say.number(one) for one in (low, high) if one is not None]
    return say.say("beside.conceded_span", span="–".join(ends)) if ends else ""
