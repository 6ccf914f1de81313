"""What can and cannot be said: the questions that the documents leave open, what consent asks, what asking may do."""

from tollbook.assess.consents import consent_issues
from tollbook.assess.risks import with_risks
from tollbook.assess.unknowns import Known, find_unknowns

__all__ = ["Known", "consent_issues", "find_unknowns", "with_risks"]
