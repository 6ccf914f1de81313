"""The one place where the clock is read: a person's act has a moment, a build has none."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, in UTC. Whoever acts on it is given it as an argument."""
    return datetime.now(UTC)  # noqa: TID251 - a receipt says when a person took a file in; no build reads this
