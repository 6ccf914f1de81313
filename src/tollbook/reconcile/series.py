"""What was known on each day: the span of claims as of it, each voice by its latest figure and nobody by another's."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tollbook.model import Claim, Count, Dispute, Harm, Incident, Mode, Rule, SetAside, Supersession, Toll, Voice
from tollbook.model.series import KnownOn, Series
from tollbook.model.voicing import Voicing
from tollbook.reconcile.echoes import fold_voices, origins_of
from tollbook.reconcile.folding import fold
from tollbook.reconcile.parties import NOBODY, Told, one_speakers
from tollbook.reconcile.voices import find_voices, keys_of

MOST_DAYS = 60  # of one harm
EVERYONE = "all"
SUPERSEDED = "superseded"


def series_of(
    incident: Incident,
    own: Sequence[Claim],
    rule: Rule,
    voicing: Voicing,
    told: Mapping[str, Told],
    versions: Sequence[Supersession] = (),
) -> tuple[Series, ...]:
    """Of each harm of which something was stated on two days and more. ``own``: the claims of an incident that no
    person set aside, those of superseded documents too, which stood until their later version."""
    counts = [claim for claim in own if isinstance(claim.statement, Count)]
    by_harm = {harm: [claim for claim in counts if claim.harm is harm] for harm in Harm}
    asked = {harm: claims for harm, claims in by_harm.items() if len(_days(claims)) > 1}
    if not asked:
        return ()
    keys = keys_of(own, voicing, one_speakers(incident, own, told) if told else NOBODY)
    voices = find_voices(own, fold_voices(own, keys, voicing))
    known = _Known(incident.id, rule, voices, origins_of(voicing), dict(_until(versions, told)))
    return tuple(one for harm, claims in asked.items() if (one := known.series(harm, claims)))


def _days(claims: Iterable[Claim]) -> list[str]:
    return sorted({claim.as_of for claim in claims if claim.as_of})


def _until(versions: Sequence[Supersession], told: Mapping[str, Told]) -> Iterator[tuple[str, str]]:
    """By superseded source, the day on which its later version came; nothing ("") where that bears no day."""
    for one in versions:
        later = told.get(one.later)
        day = later.source.date.first if later and later.source.date else None
        yield one.earlier, day.isoformat() if day else ""


class _Known:
    """What each day is asked with."""

    def __init__(
        self, incident: str, rule: Rule, voices: Sequence[Voice], begins: Mapping[str, str], until: Mapping[str, str]
    ) -> None:
        self._incident, self._rule, self._voices = incident, rule, voices
        self._begins, self._until = begins, until

    def series(self, harm: Harm, claims: Sequence[Claim]) -> Series | None:
        """None where no day has a span."""
        days = _days(claims)
        days = sorted({*days, *self._ends(claims, days[0])})
        whole = len(days) <= MOST_DAYS
        found: list[KnownOn] = []
        before: Mapping[str, str] = {}
        for day in days if whole else _spread(days):
            made, aside = self._on(day, harm, claims)
            last = found[-1].day if found else ""
            came = tuple(one.id for one in claims if one.as_of and last < one.as_of <= day)
            gone = tuple(SetAside(one, why) for one, why in aside.items() if before.get(one) != why)
            before = aside
            if made is not None:
                found.append(_known_on(day, made, came, gone))
        undated = tuple(one.id for one in claims if one.as_of is None)
        return Series(harm, tuple(found), undated, whole) if len(found) > 1 else None

    def _ends(self, claims: Sequence[Claim], first: str) -> Iterator[str]:
        """The days on which a later version took the place of a document that states something of it."""
        sources = {claim.anchor.source for claim in claims}
        yield from (day for source, day in self._until.items() if source in sources and day > first)

    def _on(self, day: str, harm: Harm, claims: Sequence[Claim]) -> tuple[Toll | None, dict[str, str]]:
        """The span on a day, and what of what was stated by then is set aside for other than its own words."""
        then = [one for one in claims if one.as_of and one.as_of <= day]
        over = {one.id for one in then if self._until.get(one.anchor.source, day + "~") <= day}
        stand = tuple(one for one in then if one.id not in over)
        ids = {one.id for one in stand}
        voices = tuple(
            replace(voice, claims=own)
            for voice in self._voices
            if (own := tuple(id_ for id_ in voice.claims if id_ in ids))
        )
        asked = Dispute(self._incident, harm, EVERYONE, stand, voices, None, Mode.ECHOES_FOLDED)
        folded, aside = fold(asked, self._begins)
        made = self._rule.apply(folded) if folded.claims else None
        found = {one.claim: one.reason for one in aside} | dict.fromkeys(over, SUPERSEDED)
        return (made if isinstance(made, Toll) else None), found


def _known_on(day: str, made: Toll, came: tuple[str, ...], gone: tuple[SetAside, ...]) -> KnownOn:
    numbers = (made.low, made.high, made.highest_stated, made.open)
    return KnownOn(day, *numbers, made.voices, made.used, came, gone)


def _spread(days: Sequence[str]) -> list[str]:
    """Of too many days the first, the last, and those between at even distances."""
    step = (len(days) - 1) / (MOST_DAYS - 1)
    return [days[round(n * step)] for n in range(MOST_DAYS)]
