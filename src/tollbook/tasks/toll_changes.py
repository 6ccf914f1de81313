"""What a decision changes in the tolls, figure by figure, each in a line."""

from tollbook.model import Indeterminate, Register, Toll
from tollbook.publish.changed_text import plain
from tollbook.publish.figures import span
from tollbook.publish.phrases import Phrases, phrases
from tollbook.publish.record import toll_entry


def toll_changes(before: Register, after: Register) -> tuple[str, ...]:
    """The figures that are others in ``after``: "killed, everyone: 24–158 → 24–150"; none where none is. Each with its
    incident's title where there are several incidents."""
    say = phrases()
    was, now = _tolls(before), _tolls(after)
    several = max(len(before.accounts), len(after.accounts)) > 1
    lines = []
    for id_ in dict.fromkeys((*was, *now)):
        (title, toll), (_, one), (_, other) = now.get(id_) or was[id_], was.get(id_, _NONE), now.get(id_, _NONE)
        said = [_span(each, say) for each in (one, other)]
        if said[0] != said[1] and toll is not None:
            name = f"{title}: {_name(toll, say)}" if several else _name(toll, say)
            lines.append(f"{name}: {said[0]} → {said[1]}")
    return tuple(lines)


_Figure = Toll | Indeterminate
_NONE: tuple[str, _Figure | None] = ("", None)


def _tolls(register: Register) -> dict[str, tuple[str, _Figure | None]]:
    return {toll.id: (plain(account.incident.title), toll) for account in register.accounts for toll in account.tolls}


def _name(toll: _Figure, say: Phrases) -> str:
    group = say.say("rules.everyone") if toll.group == "all" else say.noun(toll.group, None)
    folded = "" if toll.mode == "as-published" else f" ({say.code('modes', toll.mode)})"
    return f"{say.code('harms', toll.harm.value)}, {group}{folded}"


def _span(toll: _Figure | None, say: Phrases) -> str:
    if toll is None:
        return "no figure"
    if isinstance(toll, Indeterminate):
        return "cannot be given"
    return span(toll_entry(toll), say)
