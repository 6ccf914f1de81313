"""On how many voices a figure rests when echoes are folded, and what it would be without each of them in turn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tollbook.model import Claim, Count, Dispute, Incident, Indeterminate, Mode, Rule, SetAside, Toll, Voice
from tollbook.model.echo import NOTHING_ECHOED, Echoed, LeftOut, Resting
from tollbook.model.voicing import Voicing
from tollbook.reconcile.echoes import fold_voices, origins_of
from tollbook.reconcile.folding import fold
from tollbook.reconcile.outcome import drops
from tollbook.reconcile.parties import NOBODY, NOTHING_TOLD, Told, one_speakers
from tollbook.reconcile.voices import find_voices, keys_of

MOST_LEFT_OUT = 24  # voices that are left out in turn: of more, no figure hangs on one
EVERYONE = "all"


def echoed_in(
    incident: Incident,
    standing: Sequence[Claim],
    tolls: Sequence[Toll | Indeterminate],
    rules: Sequence[Rule],
    voicing: Voicing,
    told: Mapping[str, Told] = NOTHING_TOLD,
) -> Echoed:
    """What comes of the echoes that were found in an incident, and of each voice for its tolls of everyone."""
    if len({claim.anchor.source for claim in standing}) < 2:
        return NOTHING_ECHOED
    keys = keys_of(standing, voicing, one_speakers(incident, standing, told) if told else NOBODY)
    voices = find_voices(standing, fold_voices(standing, keys, voicing))
    repeating = {one for echo in voicing.found.echoes for one in (echo.claim, echo.of)}
    repeating |= {claim for claim, _ in voicing.found.endings}
    by_id, begins = {rule.id: rule for rule in rules}, origins_of(voicing)
    resting = (
        _resting(toll, by_id[toll.rule], standing, voices, begins)
        for toll in tolls
        if isinstance(toll, Toll) and toll.group == EVERYONE and toll.rule in by_id
    )
    return Echoed(
        voicing.found.echoes,
        voicing.found.endings,
        tuple(voice for voice in voices if repeating & set(voice.claims)),
        tuple(one for one in resting if one.voices > 1),
    )


def _resting(
    toll: Toll, rule: Rule, standing: Sequence[Claim], voices: Sequence[Voice], begins: Mapping[str, str]
) -> Resting:
    """``voices`` are those of the whole incident, echoes folded."""
    used = set(toll.used)
    held = [voice for voice in voices if used & set(voice.claims)]
    whole = len(held) <= MOST_LEFT_OUT
    if not whole or len(held) < 2:
        return Resting(toll.id, len(held), whole=whole)
    stated = [one for one in standing if isinstance(one.statement, Count) and one.harm is toll.harm]
    return Resting(toll.id, len(held), tuple(_left_out(toll, rule, _asked(toll, stated, voices), held, begins)))


def _asked(toll: Toll, stated: Sequence[Claim], voices: Sequence[Voice]) -> Dispute:
    ids = {claim.id for claim in stated}
    return Dispute(
        toll.incident,
        toll.harm,
        toll.group,
        tuple(stated),
        tuple(replace(voice, claims=own) for voice in voices if (own := tuple(filter(ids.__contains__, voice.claims)))),
        mode=Mode(toll.mode),
    )


def _left_out(
    toll: Toll, rule: Rule, asked: Dispute, held: Sequence[Voice], begins: Mapping[str, str]
) -> Iterator[LeftOut]:
    """The figure without each voice, where it is another."""
    for voice in held:
        gone = set(voice.claims)
        claims = tuple(claim for claim in asked.claims if claim.id not in gone)
        before = _unseen(toll, asked)
        rest = replace(asked, claims=claims, voices=tuple(one for one in asked.voices if one.id != voice.id))
        if toll.mode == Mode.ECHOES_FOLDED:
            rest, folded = fold(rest, begins)
            before = (*before, *folded)
        made = rule.apply(rest)
        if not isinstance(made, Toll):
            yield LeftOut(voice.id, None, None, None, False, none=True)
        elif _figure(made) != _figure(toll):
            yield LeftOut(voice.id, *_figure(made), toll=_after(made, before))


def _unseen(toll: Toll, asked: Dispute) -> tuple[SetAside, ...]:
    """What no rule saw, since a person or a later version set it aside."""
    seen = {claim.id for claim in asked.claims}
    return tuple(one for one in toll.set_aside if one.claim not in seen)


def _after(made: Toll, before: tuple[SetAside, ...]) -> Toll:
    return replace(made, set_aside=(*before, *made.set_aside), steps=(*drops(before), *made.steps)) if before else made


def _figure(toll: Toll) -> tuple[int | None, int | None, int | None, bool]:
    return toll.low, toll.high, toll.highest_stated, toll.open
