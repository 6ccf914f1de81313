"""What a decision changes in the tolls, figure by figure, each in a line."""

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from tollbook.model import Account, Indeterminate, Register, Toll
from tollbook.publish.changed_incidents import heirs
from tollbook.publish.changed_text import plain
from tollbook.publish.figures import span
from tollbook.publish.phrases import Phrases, phrases
from tollbook.publish.toll_entry import toll_entry


def toll_changes(before: Register, after: Register) -> tuple[str, ...]:
    """The figures that are others in ``after``: "killed, everyone: 24–158 → 24–150"; none where none is. Each with its
    incident's title where there are several incidents; one that was joined with another is said in one line."""
    say = phrases()
    several = max(len(before.accounts), len(after.accounts)) > 1
    same, joined = _gone_on(before, after)
    was = _figures(one for one in before.accounts if one.incident.id not in joined)
    now = _figures(after.accounts, same)
    lines = []
    for key in dict.fromkeys((*was, *now)):
        (title, toll), (_, one), (_, other) = now.get(key) or was[key], was.get(key, _NONE), now.get(key, _NONE)
        said = [_span(each, say) for each in (one, other)]
        if said[0] != said[1] and toll is not None:
            name = f"{title}: {_name(toll, say)}" if several else _name(toll, say)
            lines.append(f"{name}: {said[0]} → {said[1]}")
    were, are = ({one.incident.id: plain(one.incident.title) for one in side.accounts} for side in (before, after))
    return (*(f"“{were[one]}” is told of with “{are[other]}” now" for one, other in joined.items()), *lines)


_Figure = Toll | Indeterminate
_Key = tuple[str, ...]
_NONE: tuple[str, _Figure | None] = ("", None)


def _gone_on(before: Register, after: Register) -> tuple[dict[str, str], dict[str, str]]:
    """For incidents after, the one before that each goes on from under another id; and for those that are gone, with
    all that is left of their claims in one other, that one."""
    at = {claim: one.incident.id for one in after.accounts for claim in one.incident.claims}
    was, now = ([one.incident.id for one in side.accounts] for side in (before, after))
    shared = Counter(
        (one.incident.id, at[claim]) for one in before.accounts for claim in one.incident.claims if claim in at
    )
    same = heirs(shared, was, now)
    gone = {*was} - {*same.values()} - ({*now} - {*same})
    ways = {one: [to for start, to in shared if start == one] for one in was if one in gone}
    return same, {one: to[0] for one, to in ways.items() if len(to) == 1}


def _figures(
    accounts: Iterable[Account], same: Mapping[str, str] = MappingProxyType({})
) -> dict[_Key, tuple[str, _Figure | None]]:
    """Each figure by its incident's id before, and by what it counts."""
    return {
        (same.get(one.incident.id, one.incident.id), toll.harm.value, toll.group, toll.rule, toll.mode): (
            plain(one.incident.title),
            toll,
        )
        for one in accounts
        for toll in one.tolls
    }


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
