"""The day of a decision, and how messages name it."""

from datetime import UTC, date

from tollbook.model import Decision


def day_of(decision: Decision) -> date:
    """The day it was taken, in UTC."""
    return decision.at.astimezone(UTC).date()


def named(decision: Decision) -> str:
    """Who decided, when, and its id."""
    return f"{decision.by} on {day_of(decision).isoformat()} ({decision.id})"
