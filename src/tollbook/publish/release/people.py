"""What people did, as a release shows it: decisions that name nobody, and issues as counts of their kinds."""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import NamedTuple

from tollbook.model import Decision, DecisionKind, Issue, Severity
from tollbook.model.clearance import Allegation
from tollbook.publish.phrases import phrases
from tollbook.publish.release.repeated import Repeated
from tollbook.publish.release.scrub import Allowed, scrub, unchanged
from tollbook.publish.release.vocabulary import Vocabulary, leaving_words

# Of these a release shows what was decided of which claims, incidents and speakers; of all others that they are.
_SHOWN = frozenset((DecisionKind.ACCEPT, DecisionKind.ECHO, DecisionKind.INDEPENDENT, DecisionKind.SIDE))
_ALLEGED = ("standard", "asked")
_FIGURE, _NO_DIGIT = re.compile(r"\d+(?:[,.]\d{3})*"), re.compile(r"\D")


class OwnWords(NamedTuple):
    """What people's own words are held against."""

    vocabulary: Vocabulary
    repeats: Repeated

    def plain(self, words: str, figures: Container[int] = ()) -> str | None:
        """The words, where nothing would be taken out of them. ``figures`` may stand in them; a word that opens a
        question is no name, though nothing else tells so."""
        first = words.split(maxsplit=1)[:1]
        asks = bool(first) and first[0].casefold() in leaving_words()["asks"]
        shown = words[:1].casefold() + words[1:] if asks else words
        spans = tuple(one.span() for one in _FIGURE.finditer(shown) if int(_NO_DIGIT.sub("", one[0])) in figures)
        found = scrub(shown, self.vocabulary, allowed=Allowed(figures=spans))
        return None if not words or found.taken or found.words != " ".join(shown.split()) else " ".join(words.split())

    def reason(self, words: str) -> str:
        """As it is, where it names nobody and repeats nothing that stays."""
        plain = self.plain(words)
        return plain if plain and not self.repeats(plain) else phrases().say("release.decision_reason")


def public_decisions(
    decisions: Iterable[Decision],
    ids: Mapping[str, str],
    alleged: Mapping[str, Allegation],
    words: OwnWords,
) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """The decisions that leave, by their new ids, and those that do not, as the case has them."""
    shown: dict[str, Decision] = {}
    kept: list[Decision] = []
    for one in decisions:
        public = _public(one, ids, alleged, words)
        if public is None:
            kept.append(one)
        else:
            shown.setdefault(public.id, public)
    return tuple(sorted(shown.values(), key=lambda one: (one.at, one.id))), tuple(kept)


def _public(
    one: Decision, ids: Mapping[str, str], alleged: Mapping[str, Allegation], words: OwnWords
) -> Decision | None:
    about = tuple(ids[each] for each in one.about if each in ids)
    if one.sealed:
        return None
    if one.kind is DecisionKind.PUBLISH:
        name = one.about[0].removeprefix("name:")
        known = alleged.get(name)
        about = about or ((one.about[0],) if name != one.about[0] and unchanged(name, words.vocabulary) else ())
        if known is None or not about:
            return None
        return _told(one, about, {"standard": known.standard, "asked": known.asked}, words)
    if one.kind not in _SHOWN or len(about) != len(one.about):
        return None
    return _told(one, about, {}, words)


def _told(one: Decision, about: tuple[str, ...], value: Mapping[str, str], words: OwnWords) -> Decision:
    """What was decided, by whom, and the day; the reason where it names nobody."""
    return Decision(
        one.kind,
        about,
        one.verdict,
        one.by,
        datetime.combine(one.at.astimezone(UTC).date(), time(), UTC),
        words.reason(one.reason),
        {key: words.reason(said) for key, said in value.items()},
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
