"""What bound a state, as the record has it: one entry an incident that harmed somebody or names a text."""

from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import Any

from tollbook.model import Account
from tollbook.model.instrument import TOPICS
from tollbook.model.obligation import Obligation, Obligations

Json = dict[str, Any]


def obligations_entry(account: Account) -> Json | None:
    """None where nobody was harmed and no text is named."""
    found = account.obligations
    if found is None:
        return None
    return {
        "incident": account.incident.id,
        "state": found.state,
        "state_name": found.state_name or None,
        "because": found.because,
        "first": _plain(found.first),
        "last": _plain(found.last),
        "held": list(found.held),
        "norms": [_norm(one) for one in found.entries],
        "invoked": [asdict(one) for one in found.invoked],
        "custody": _custody(found),
    }


def _norm(one: Obligation) -> Json:
    raw = {name: _plain(value) for name, value in asdict(one).items()}
    return {**raw, "articles": {topic: list(one.articles.get(topic, ())) for topic in TOPICS}}


def _custody(found: Obligations) -> Json | None:
    if found.custody is None:
        return None
    raw = asdict(found.custody)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in raw.items()}


def _plain(value: object) -> object:
    """As JSON: days as ISO, codes as words, rows as lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value
