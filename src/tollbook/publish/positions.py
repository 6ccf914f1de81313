"""Who acknowledges what, as the record has it."""

from typing import Any

from tollbook.model import Account

Json = dict[str, Any]


def positions_entry(account: Account) -> Json:
    """Where named authorities stand, and what is acknowledged apart from what is alleged."""
    return {
        "positions": [
            {
                "voice": one.voice,
                "standpoint": one.standpoint.value,
                "states": list(one.states),
                "denies": list(one.denies),
                "says": list(one.says),
            }
            for one in account.positions
        ],
        "conceded": [
            {
                "harm": one.harm.value,
                "acknowledged": list(one.acknowledged),
                "alleged": list(one.alleged),
                "more": one.more,
                "because": one.because,
            }
            for one in account.conceded
        ],
    }
