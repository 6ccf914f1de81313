"""Tollbook turns documents about a contested event into a record that can be checked."""

from importlib import import_module
from typing import Any

from tollbook.model import Claim, Incident, Issue, Register, Source, Toll
from tollbook.version import __version__

__all__ = [
    "Claim",
    "Incident",
    "Issue",
    "Register",
    "Source",
    "Toll",
    "__version__",
    "build",
    "explain",
    "read_claims",
    "verify",
]


def __getattr__(name: str) -> Any:
    """The tasks, loaded when first asked for: the vocabulary alone costs no library."""
    if name in ("build", "explain", "read_claims", "verify"):
        return getattr(import_module("tollbook.tasks"), name)
    raise AttributeError(f"module 'tollbook' has no attribute {name!r}")
