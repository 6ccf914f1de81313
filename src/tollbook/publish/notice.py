"""A notice of changes: one self-contained page that a newsroom or a commission can publish after a correction."""

from importlib.resources import files
from typing import Any

from markupsafe import Markup

from tollbook.publish.changed_words import (
    Told,
    as_of,
    issue_sentences,
    made_otherwise,
    source_sentences,
    told,
)
from tollbook.publish.changes import Changes
from tollbook.publish.phrases import Phrases, capital, phrases
from tollbook.publish.review import reviewed_in_part
from tollbook.publish.templating import environment_of, policy_of, running_line
from tollbook.publish.withheld import withhold

GENERATOR = "tollbook-notice"


def render_notice(changes: Changes, language: str = "en") -> str:
    """The whole page."""
    say = phrases(language)
    changes = withhold(changes, say)
    page = environment_of(say).get_template("notice.html.j2").render(**_content(changes, say))
    return page if page.endswith("\n") else page + "\n"


def _content(changes: Changes, say: Phrases) -> dict[str, Any]:
    told_of = [told(one, changes, say) for one in changes.incidents]
    working = any(one.status != "released" for one in changes.editions)
    style = _style(say.code("status", "working" if working else "released"))
    return {
        "style": Markup(style),  # noqa: S704 - our own style sheets, and a status escaped for them
        "policy": policy_of(style),
        "generator": GENERATOR,
        "working": _of_working(changes, say) if working else "",
        "headline": _headline(told_of, say),
        "editions": [
            (say.say(f"notice.{key}"), one, capital(as_of(one, say)))
            for key, one in zip(("before", "after"), changes.editions, strict=True)
        ],
        "notes": made_otherwise(changes, say),
        "incidents": told_of,
        "turned_of": [one for one in told_of if any((*one.disagreements, *one.unknowns))],
        "sources": list(source_sentences(changes, say)),
        "issues": list(issue_sentences(changes, say)),
    }


def _of_working(changes: Changes, say: Phrases) -> str:
    """What is said of working copies: whether anybody went over what was read."""
    gone_over = any(reviewed_in_part(one.record) for one in (changes.compared.before, changes.compared.after))
    return say.say("notice.working_partly" if gone_over else "notice.working_note")


def _headline(told_of: list[Told], say: Phrases) -> str:
    """How many figures say another number."""
    changed = sum(not figure.same for one in told_of for harm in one.harms for figure in harm.figures)
    return capital(say.counted("notice.changed", changed)) if changed else say.say("notice.lead_none")


def _style(status: str) -> str:
    """The colours and type of a dossier's page, and the notice's own sheet."""
    folder = files("tollbook.publish").joinpath("templates")
    tokens = folder.joinpath("style.css").read_text(encoding="utf-8").partition("*, *::before")[0]
    return tokens + folder.joinpath("notice.css").read_text(encoding="utf-8") + running_line(status)
