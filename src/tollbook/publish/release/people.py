"""What people did, as a release shows it: decisions that name nobody, and issues as counts of their kinds."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time

from tollbook.model import Decision, DecisionKind, Issue, Severity
from tollbook.model.clearance import Allegation
from tollbook.publish.phrases import phrases
from tollbook.publish.release.scrub import unchanged
from tollbook.publish.release.vocabulary import Vocabulary

# Of these a release shows what was decided of which claims, incidents and speakers; of all others that they are.
_SHOWN = frozenset((DecisionKind.ACCEPT, DecisionKind.ECHO, DecisionKind.INDEPENDENT, DecisionKind.SIDE))
_ALLEGED = ("standard", "asked")


def public_decisions(
    decisions: Iterable[Decision], ids: Mapping[str, str], alleged: Mapping[str, Allegation], vocabulary: Vocabulary
) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """The decisions that leave, by their new ids, and those that do not, as the case has them."""
    shown: dict[str, Decision] = {}
    kept: list[Decision] = []
    for one in decisions:
        public = _public(one, ids, alleged, vocabulary)
        if public is None:
            kept.append(one)
        else:
            shown.setdefault(public.id, public)
    return tuple(sorted(shown.values(), key=lambda one: (one.at, one.id))), tuple(kept)


def _public(
    one: Decision, ids: Mapping[str, str], alleged: Mapping[str, Allegation], vocabulary: Vocabulary
) -> Decision | None:
    about = tuple(ids[each] for each in one.about if each in ids)
    if one.sealed:
        return None
    if one.kind is DecisionKind.PUBLISH:
        name = one.about[0].removeprefix("name:")
        known = alleged.get(name)
        about = about or ((one.about[0],) if name != one.about[0] and unchanged(name, vocabulary) else ())
        if known is None or not about:
            return None
        return _told(one, about, {"standard": known.standard, "asked": known.asked}, vocabulary)
    if one.kind not in _SHOWN or len(about) != len(one.about):
        return None
    return _told(one, about, {}, vocabulary)


def _told(one: Decision, about: tuple[str, ...], value: Mapping[str, str], vocabulary: Vocabulary) -> Decision:
    """What was decided, by whom, and the day; the reason where it names nobody."""
    return Decision(
        one.kind,
        about,
        one.verdict,
        one.by,
        datetime.combine(one.at.astimezone(UTC).date(), time(), UTC),
        unchanged(one.reason, vocabulary) or phrases().say("release.decision_reason"),
        {key: unchanged(words, vocabulary) or phrases().say("release.decision_reason") for key, words in value.items()},
    )


def public_issues(issues: Iterable[Issue], claims: Mapping[str, str]) -> tuple[Issue, ...]:
    """The kinds of the issues, how many of each, and the claims of the release that they are about. ``claims``: the
    case's ids to the release's."""
    say, alike = phrases(), dict[tuple[str, Severity, tuple[str, ...]], list[Issue]]()
    for issue in issues:
        about = tuple(claims[one] for one in issue.about if one in claims)
        alike.setdefault((issue.code, issue.severity, about), []).append(issue)
    kinds = say.entry("codes.issues")
    found = []
    for (code, _, about), several in alike.items():
        forms = say.entry("release.issue")["one" if len(several) == 1 else "other"]
        message = str(forms).format(n=len(several), kind=kinds.get(code) or say.say("release.issue_kind"))
        found.append(replace(several[0], message=message, at=None, source=None, about=about))
    return tuple(sorted(found, key=lambda issue: (*issue.sort_key, issue.about)))
