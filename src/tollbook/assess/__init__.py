"""What can and cannot be said: the questions that the documents leave open, what findings rest on, what bound a state,
what consent asks, what asking may do."""

from tollbook.assess.consents import consent_issues
from tollbook.assess.demands import find_demands
from tollbook.assess.findings import find_findings, finding_issues
from tollbook.assess.obligation_issues import obligation_issues
from tollbook.assess.obligations import with_obligations
from tollbook.assess.questions import Held as Answering
from tollbook.assess.questions import find_questions
from tollbook.assess.risks import with_risks
from tollbook.assess.unknowns import Known, find_unknowns

__all__ = [
    "Answering",
    "Known",
    "consent_issues",
    "find_demands",
    "find_findings",
    "find_questions",
    "find_unknowns",
    "finding_issues",
    "obligation_issues",
    "with_obligations",
    "with_risks",
]
