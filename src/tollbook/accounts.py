"""The account of one incident: its voices, tolls, disagreements and open questions; kept, so that it is made once."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any, NamedTuple

from tollbook.assess import Answering, Known, find_questions, find_unknowns
from tollbook.link import find_echoes
from tollbook.model import Account, Claim, Incident, Issue, Mode, Rule, Source, Supersession, Toll
from tollbook.model.derived import NOTHING_KEPT, Derived, key_of
from tollbook.model.echo import Elsewhere
from tollbook.model.question import Question
from tollbook.model.voicing import Voicing
from tollbook.reconcile import (
    RULES,
    SPAN,
    Told,
    check_issues,
    conceded_of,
    dated_by,
    document_issues,
    echoed_in,
    find_disagreements,
    positions_of,
    reconcile_incident,
    series_of,
)
from tollbook.store.rows import made_once, pack, put_off


class Asked(NamedTuple):
    """What every incident is reconciled by. ``as_of``: what was stated later counts in nothing; None: nothing is."""

    rules: Sequence[Rule]
    modes: Sequence[Mode]
    as_of: date | None
    superseded: frozenset[str]
    voicing: Voicing
    told: Mapping[str, Told]
    sources: Mapping[str, Source]
    versions: Sequence[Supersession] = ()

    def counts(self, claim: Claim) -> bool:
        """Whether no person set it aside, its document stands, and it was stated in time."""
        return claim.stands and claim.anchor.source not in self.superseded and not claim.stated_after(self.as_of)

    def key(self, incident: Incident, own: Sequence[Claim]) -> bytes | None:
        """Of all that an account of these claims follows from, which are just as their readings have them. None where
        people decided of voices or of a reading's claims, or where one of the documents is of those never kept."""
        if self.voicing or any(one.proposed for one in own):
            return None
        sources = dict.fromkeys(claim.anchor.source for claim in own)
        keys = [one.reading.key if (one := self.told.get(source)) else None for source in sources]
        gone = tuple(source for source in sources if source in self.superseded)
        known = tuple(self.told[source].source.provenance for source in sources if source in self.told)
        if not all(keys) or any(one.sensitive for one in known):
            return None
        by = (tuple(rule.id for rule in self.rules), tuple(self.modes), self.as_of, gone, known, self._until(gone))
        return key_of(pack((incident, by)), *(one for one in keys if one))

    def _until(self, gone: Sequence[str]) -> tuple[tuple[str, str | None], ...]:
        """The days of the later versions that stand in the place of these sources."""
        later = [(one.earlier, self.told.get(one.later)) for one in self.versions if one.earlier in gone]
        return tuple((earlier, one.source.date.edtf if one and one.source.date else None) for earlier, one in later)


class Made(NamedTuple):
    """An account, the answers that sources give to what an inquiry asks of the incident, and what of its claims cannot
    hold as it is stated."""

    account: Account
    questions: tuple[Question, ...]
    issues: tuple[Issue, ...]


def account_of(incident: Incident, own: Sequence[Claim], asked: Asked, kept: Derived) -> Made:
    """The account of an incident, made anew where anything that it follows from has changed."""
    key = asked.key(incident, own) if kept is not NOTHING_KEPT else None
    if key is None:
        return _made(incident, own, asked)
    *parts, questions, issues = made_once(kept, "account", key, lambda: _row(_made(incident, own, asked)))
    return Made(replace(Account(incident, *parts), key=key), questions, issues)


def _row(made: Made) -> tuple[Any, ...]:
    """All but the incident, which is known, and the key."""
    own = (getattr(made.account, one.name) for one in fields(made.account) if one.name not in ("incident", "key"))
    parts = (put_off(one) if one and type(one) is tuple else one for one in own)
    return (*parts, put_off(made.questions), made.issues)


def _made(incident: Incident, own: Sequence[Claim], asked: Asked) -> Made:
    account = Account(incident, *_reconciled(incident, own, asked))
    counting = [claim for claim in own if asked.counts(claim)]
    questions = find_questions(account, Answering({claim.id: claim for claim in counting}, {}))
    stated = document_issues(account.disagreements, {claim.id: claim for claim in own}, asked.sources)
    return Made(account, tuple(questions), (*stated, *check_issues(incident, counting, asked.sources)))


def _reconciled(incident: Incident, own: Sequence[Claim], asked: Asked) -> tuple[Any, ...]:
    """All of an account but what people decide of it, in the order of its fields."""
    rules, told = asked.rules, asked.told
    stated = [claim for claim in own if claim.stands and not claim.stated_after(asked.as_of)]
    standing = [claim for claim in own if asked.counts(claim)]
    voicing = replace(asked.voicing, found=find_echoes(standing, told))
    voices, tolls = reconcile_incident(incident, own, rules, asked.as_of, asked.superseded, voicing, told, asked.modes)
    figures = [toll for toll in tolls if isinstance(toll, Toll) and toll.rule == SPAN and toll.mode == asked.modes[0]]
    unknowns = find_unknowns(Known(incident, standing, figures, voices))
    spans = [toll for toll in tolls if toll.rule == SPAN]
    echoed = echoed_in(incident, standing, spans, rules, voicing, told)
    series = series_of(incident, stated, RULES[SPAN], voicing, told, asked.versions)
    dated, positions = dated_by(rules, standing, told), positions_of(incident, standing, voices)
    found, conceded = find_disagreements(own, figures, voices), tuple(conceded_of(figures, standing))
    return voices, tolls, found, unknowns, (), echoed, series, dated, positions, conceded


def with_elsewhere(accounts: Sequence[Account], found: Sequence[Elsewhere]) -> list[Account]:
    """The accounts, each with the echoes that lead from its incident to another, or from another to it."""
    own: dict[str, list[Elsewhere]] = {}
    for one in found:
        for incident in (one.incident, one.of):
            own.setdefault(incident, []).append(one)
    return [_leading_elsewhere(one, own[one.incident.id]) if one.incident.id in own else one for one in accounts]


def _leading_elsewhere(account: Account, found: Sequence[Elsewhere]) -> Account:
    """The account with these; what it was kept under does not tell of them."""
    return replace(account, echoed=replace(account.echoed, elsewhere=tuple(found)), key=None)
