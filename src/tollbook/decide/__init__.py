"""What people decided: which decisions stand, what they change, and what is to be decided next."""

from tollbook.decide.standing import Standing, find_standing

__all__ = ["Standing", "find_standing"]
