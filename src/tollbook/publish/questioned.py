"""Open questions as plain values of the record."""

from typing import Any

from tollbook.model.question import EnteredAnswer, Question

Json = dict[str, Any]


def question_entry(one: Question) -> Json:
    """A question with its answers in the order of the record, and each claim against every answer."""
    return {
        "incident": one.incident,
        "code": one.code,
        "question": one.question,
        "answers": [{"claims": list(each.claims), "words": each.words} for each in one.answers],
        "evidence": [
            {
                "claim": each.claim,
                "bearings": [bearing.value for bearing in each.bearings],
                "tells_apart": each.tells_apart,
            }
            for each in one.evidence
        ],
        "whole": one.whole,
        "entered": [_entered(each) for each in one.entered],
        "access": list(one.access),
    }


def _entered(one: EnteredAnswer) -> Json:
    said = {"decision": one.decision, "answer": one.words, "source": one.source}
    return {**said, "by": one.by, "on": one.on.isoformat(), "reason": one.reason}
