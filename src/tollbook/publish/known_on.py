"""What was known day by day, as the record has it."""

from typing import Any

from tollbook.model.series import KnownOn, Series

Json = dict[str, Any]


def series_entry(one: Series) -> Json:
    """What was known of one harm, day by day."""
    return {
        "harm": one.harm.value,
        "days": [_known_on(day) for day in one.days],
        "undated": list(one.undated),
        "whole": one.whole,
    }


def _known_on(one: KnownOn) -> Json:
    return {
        "day": one.day,
        "low": one.low,
        "high": one.high,
        "highest_stated": one.highest_stated,
        "open": one.open,
        "voices": one.voices,
        "used": list(one.used),
        "came": list(one.came),
        "gone": [{"claim": aside.claim, "reason": aside.reason} for aside in one.gone],
    }
