"""What can and cannot be said: the questions that the documents leave open, and what consent asks."""

from tollbook.assess.consents import consent_issues
from tollbook.assess.unknowns import Known, find_unknowns

__all__ = ["Known", "consent_issues", "find_unknowns"]
