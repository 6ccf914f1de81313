"""One public function per command; the only thing that the command line and the web import."""

from tollbook.pipeline import Progress, no_progress
from tollbook.settings import parse_day
from tollbook.tasks.build import Built, build
from tollbook.tasks.changes import changes, changes_json, changes_text, write_notice
from tollbook.tasks.claims import FileClaims, read_claims
from tollbook.tasks.demo import demo
from tollbook.tasks.explain import explain
from tollbook.tasks.verify import Verified, verify

__all__ = [
    "Built",
    "FileClaims",
    "Progress",
    "Verified",
    "build",
    "changes",
    "changes_json",
    "changes_text",
    "demo",
    "explain",
    "no_progress",
    "parse_day",
    "read_claims",
    "verify",
    "write_notice",
]
