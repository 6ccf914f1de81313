"""A decision as the bytes that the log commits to, and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from tollbook.model.decision import SEALED, Decision, DecisionKind, Seen


def canonical(value: Mapping[str, Any]) -> str:
    """One spelling for one value: keys sorted, no spaces, ASCII alone, so that any database and file can hold it."""
    return json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def content_of(decision: Decision) -> dict[str, Any]:
    """All that a decision says, in plain JSON; not its id, which follows from it."""
    return {
        "kind": decision.kind.value,
        "about": list(decision.about),
        "verdict": decision.verdict,
        "by": decision.by,
        "at": decision.at.isoformat(),
        "reason": decision.reason,
        "value": dict(decision.value),
        "seen": asdict(decision.seen) if decision.seen else None,
        "over": list(decision.over),
    }


def decision_of(content: Mapping[str, Any], id: str, sealed: bool = False) -> Decision:
    """The decision that was kept, with the id it was given then. Raises ValueError, KeyError and TypeError."""
    return Decision(
        DecisionKind(content["kind"]),
        tuple(content["about"]),
        content["verdict"],
        content["by"],
        datetime.fromisoformat(content["at"]),
        SEALED if sealed else content["reason"],
        content["value"],
        Seen(**content["seen"]) if content["seen"] else None,
        tuple(content["over"]),
        sealed,
        id,
    )
