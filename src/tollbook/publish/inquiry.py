"""What an inquiry adds to an incident on the page: its demands, open questions and findings."""

from typing import NamedTuple

from tollbook.publish.demands import Demands, demands
from tollbook.publish.findings import Findings, findings
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import Phrases
from tollbook.publish.questions import Questions, questions


class Inquiry(NamedTuple):
    """Each None where there is nothing of it."""

    demands: Demands | None
    questions: Questions | None
    findings: Findings | None


def inquiry(incident: Json, lookup: Lookup, say: Phrases) -> Inquiry:
    """Of one incident."""
    return Inquiry(demands(incident, lookup, say), questions(incident, lookup, say), findings(incident, lookup, say))
