"""The figures that a release would be without, since claims that they rest on stay: each in a line, with what to do."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tollbook.model.release import Refused
from tollbook.publish.phrases import Phrases, phrases
from tollbook.tasks.leaving import Looked


@dataclass(frozen=True, slots=True)
class Missing:
    """``says``: which figure, and why it stays; ``todo``: what to do if it should not."""

    says: str
    todo: str


def heading_of(missing: tuple[Missing, ...]) -> str:
    """The line above them."""
    return phrases().say("leaving.heading", n=len(missing))


def figures_missing(looked: Looked) -> tuple[Missing, ...]:
    """Those for everyone first. Where all that a figure lacks is a check, a refusal says so, and it is not here."""
    say = phrases()
    titles = {one.incident.id: one.incident.title for one in looked.working.built.register.accounts}
    stays = [one for one in looked.public.refused if any(reason != "unchecked" for _, reason in one.claims)]
    stays.sort(key=lambda one: one.group != "all")
    return tuple(dict.fromkeys(_missing(one, titles, say) for one in stays))


def _missing(one: Refused, titles: Mapping[str, str], say: Phrases) -> Missing:
    reasons = Counter(reason for _, reason in one.claims)
    whys, todos = say.entry("leaving.why"), say.entry("leaving.todo")
    why = [say.counted(f"leaving.why.{reason if reason in whys else 'other'}", n) for reason, n in reasons.items()]
    whole = one.group == "all"
    says = say.say(
        "leaving.figure",
        harm=say.code("harms", one.harm),
        whose=say.say("rules.everyone") if whole else say.noun(one.group, None),
        title=titles[one.incident],
        why=say.listed(why),
    )
    more = f" {say.say('leaving.whole')}" if whole else ""
    todo = dict.fromkeys(str(todos.get(reason, todos["other"])) for reason in reasons)
    return Missing(says + more, " ".join((*todo, say.say("leaving.if_meant"))))
