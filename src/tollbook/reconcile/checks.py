"""What cannot hold as it is stated, raised as Issues: parts against totals, groups against sums, one document against
itself, cumulative against event figures. Every claim is kept; a person looks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tollbook.data.groups import groups_apart
from tollbook.model import Claim, Form, Harm, Incident, Issue, Mark, Severity, Source
from tollbook.reconcile.population import population_issues
from tollbook.reconcile.stated import STATED, count_of, highest
from tollbook.reconcile.times import time_issues
from tollbook.reconcile.voices import voice_key

_NO_TOTAL = {Mark.PART, Mark.INDIVIDUAL, Mark.ADDITIONAL, Mark.CUMULATIVE, Mark.EARLY, Mark.LATER_DIED}
_NOT_COMPARED = {Form.ABOUT, Form.VAGUE}
_ELSEWHERE = {Mark.EACH_OR_TOGETHER, Mark.OTHER_EVENT, Mark.REPEAT}
_TOLD_ONE_BY_ONE = 2  # so few are mostly some of those harmed, who are told of by themselves
_BOX = ":box"
_EVERYONE = "all"


def check_issues(incident: Incident, claims: Sequence[Claim], sources: Mapping[str, Source]) -> Iterator[Issue]:
    """The checks of one incident's claims that stand. ``sources`` by their ids."""
    counts = [claim for claim in claims if claim.count and claim.attribution.stance in STATED]
    names = {one.anchor.source: sources[one.anchor.source].name for one in counts}
    yield from _parts(counts, names)
    for told in _told_together(counts).values():
        yield from _groups(told, names)
        yield from _against_itself(told, names)
        yield from _cumulative(told, names)
    yield from time_issues(incident, claims, sources)
    yield from population_issues(counts, sources)


def _told_together(counts: Iterable[Claim]) -> dict[tuple[str, str, Harm], list[Claim]]:
    """What one voice states of one harm in one document."""
    together: dict[tuple[str, str, Harm], list[Claim]] = {}
    for claim in counts:
        if not count_of(claim).marks & _ELSEWHERE:
            together.setdefault((claim.anchor.source, voice_key(claim), count_of(claim).harm), []).append(claim)
    return together


def _parts(counts: Sequence[Claim], names: Mapping[str, str]) -> Iterator[Issue]:
    """Parts that are said to be of a total: each alone, and those together that hold nobody in common."""
    by_id = {claim.id: claim for claim in counts}
    parts: dict[str, list[Claim]] = {}
    for claim in counts:
        if claim.part_of in by_id:
            parts.setdefault(claim.part_of, []).append(claim)
    for id_, own in parts.items():
        total = by_id[id_]
        yield from _left_out(total, own, names)
        top = _top(total)
        if top is None or _is_rough(total):
            continue
        over = [one for one in own if _floor(one) > top]
        together = [] if over else _over_together(own, top)
        if over or together:
            yield _part_issue(total, over or together, bool(together), names)


def _part_issue(total: Claim, parts: Sequence[Claim], together: bool, names: Mapping[str, str]) -> Issue:
    said = f"{_listed(parts)} come to {sum(map(_floor, parts))}" if together else f"{_listed(parts)} is more"
    return Issue(
        "part-above-total",
        f"In {names[total.anchor.source]}, what is told as a part of “{_words(total)}” cannot be: {said}. All are "
        "kept. Read the sentence: a number, or whose part it is, may be misread or misprinted.",
        Severity.OPEN,
        parts[0].anchor,
        about=(total.id, *(one.id for one in parts)),
    )


def _left_out(total: Claim, parts: Iterable[Claim], names: Mapping[str, str]) -> Iterator[Issue]:
    """Parts that one sentence tells as all of their total, and that come to less than it states at least."""
    whole: dict[int | None, list[Claim]] = {}
    for one in parts:
        if Mark.ALL_TOLD in count_of(one).marks:
            whole.setdefault(one.sentence, []).append(one)
    for told in whole.values():
        tops = [top for one in told if not _is_rough(one) and (top := _top(one)) is not None]
        together, lacking = sum(tops), _floor(total) - sum(tops)
        if len(tops) == len(told) > 1 and lacking > 0:
            yield Issue(
                "parts-below-total",
                f"In {names[total.anchor.source]}, “{_words(total)}” are told as {_listed(told)}, which come to "
                f"{together}: {lacking} fewer. All are kept. Read the sentence: a number may be misread or misprinted, "
                "or somebody is left out of the parts.",
                Severity.OPEN,
                total.anchor,
                about=(total.id, *(one.id for one in told)),
            )


def _groups(told: Sequence[Claim], names: Mapping[str, str]) -> Iterator[Issue]:
    """Groups against the figure of everyone that the same voice states in the same document."""
    totals = [one for one in told if _is_total(one) and count_of(one).group == _EVERYONE]
    groups = [one for one in told if _is_total(one) and count_of(one).group != _EVERYONE]
    tops = [(top, one) for one in totals if (top := _top(one)) is not None]
    if not tops or not groups or len(tops) < len(totals):
        return
    most, total = max(tops, key=lambda one: one[0])
    same_day = [one for one in groups if one.as_of == total.as_of]
    over = [one for one in same_day if _floor(one) > most] or _over_together(same_day, most)
    if over:
        sums = f"come to {sum(map(_floor, over))}" if len(over) > 1 else "is more"
        yield Issue(
            "groups-above-total",
            f"In {names[total.anchor.source]}, {_who(total)} states “{_words(total)}” of everyone, and the groups do "
            f"not fit into it: {_listed(over)} {sums}. All are kept. Read both places: the one may count other "
            "people, or a number may be misread.",
            Severity.OPEN,
            over[0].anchor,
            about=(total.id, *(one.id for one in over)),
        )


def _against_itself(told: Sequence[Claim], names: Mapping[str, str]) -> Iterator[Issue]:
    """One voice in one document, of one group, on one day: two totals that have no number in common."""
    alike: dict[tuple[object, ...], list[Claim]] = {}
    for one in told:
        if _is_total(one) and not one.reader.endswith(_BOX):
            alike.setdefault((count_of(one).group, one.as_of, one.when and one.when.edtf), []).append(one)
    for members in alike.values():
        tops = [(top, one) for one in members if (top := _top(one)) is not None and top > _TOLD_ONE_BY_ONE]
        if len(members) < 2 or not tops:
            continue
        least, most = min(tops, key=lambda one: one[0]), max(members, key=_floor)
        if _floor(most) > least[0]:
            yield Issue(
                "document-against-itself",
                f"{names[most.anchor.source]} states “{_words(least[1])}” and “{_words(most)}” of the same, by "
                f"{_who(most)}, with no reason given for the difference. Both are kept. Read both places: the one "
                "may be of other people or of another day.",
                Severity.OPEN,
                most.anchor,
                about=(least[1].id, most.id),
            )


def _cumulative(told: Sequence[Claim], names: Mapping[str, str]) -> Iterator[Issue]:
    """A figure over several events that is less than what the same voice states of this one alone."""
    over_all = [one for one in told if Mark.CUMULATIVE in count_of(one).marks and _top(one) is not None]
    own = [one for one in told if _is_total(one)]
    for one in over_all:
        held = [each for each in own if count_of(each).group in (count_of(one).group, _EVERYONE)]
        more = [each for each in held if _floor(each) > (_top(one) or 0)]
        if more and count_of(one).group in (_EVERYONE, count_of(more[0]).group):
            yield Issue(
                "cumulative-below-event",
                f"In {names[one.anchor.source]}, “{_words(one)}” is said to count several events, and is less than "
                f"{_listed(more[:1])} of this one alone. Both are kept. Read both places: a number, or what it "
                "counts, may be misread.",
                Severity.OPEN,
                one.anchor,
                about=(one.id, *(each.id for each in more)),
            )


def _over_together(parts: Sequence[Claim], top: int) -> list[Claim]:
    """Of groups that hold nobody in common, those whose figures together are more; of one group its least figure."""
    for row in groups_apart():
        least: dict[str, Claim] = {}
        for one in parts:
            group = count_of(one).group
            if group in row and (group not in least or _floor(one) < _floor(least[group])):
                least[group] = one
        if len(least) > 1 and sum(map(_floor, least.values())) > top:
            return list(least.values())
    return []


def _is_rough(claim: Claim) -> bool:
    return count_of(claim).quantity.form in _NOT_COMPARED


def _is_total(claim: Claim) -> bool:
    return not count_of(claim).marks & _NO_TOTAL and not _is_rough(claim)


def _floor(claim: Claim) -> int:
    """What it states at least; nothing where its number is a rough one."""
    return 0 if _is_rough(claim) else count_of(claim).quantity.low or 0


def _top(claim: Claim) -> int | None:
    """What it states at most; None where that is open."""
    return None if count_of(claim).quantity.open else highest(claim)


def _who(claim: Claim) -> str:
    return claim.attribution.speaker or "nobody named"


def _words(claim: Claim) -> str:
    return count_of(claim).quantity.words


def _listed(claims: Sequence[Claim]) -> str:
    return " and ".join(f"“{_words(one)}”" for one in claims)
