"""What can and cannot be said: for now, the questions that the documents leave open."""

from tollbook.assess.unknowns import Known, find_unknowns

__all__ = ["Known", "find_unknowns"]
