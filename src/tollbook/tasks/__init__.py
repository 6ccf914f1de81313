"""One public function per command; the only thing that the command line and the web import."""

from tollbook.coding import Asked
from tollbook.intake import Progress, no_progress
from tollbook.settings import parse_day
from tollbook.tasks.build import Built, build
from tollbook.tasks.changes import changes, changes_json, changes_text, write_notice
from tollbook.tasks.claims import FileClaims, read_claims
from tollbook.tasks.clock import now
from tollbook.tasks.code import CodedTable, ReportTable, code
from tollbook.tasks.demo import demo
from tollbook.tasks.explain import explain
from tollbook.tasks.export import ExportedTable, export
from tollbook.tasks.receipts import Intake
from tollbook.tasks.reconcile import ReconcileAsked, ReconciledTable, reconcile
from tollbook.tasks.sources import CaseSources, Listed, list_sources, sources_template
from tollbook.tasks.verify import Verified, verify

__all__ = [
    "Asked",
    "Built",
    "CaseSources",
    "CodedTable",
    "ExportedTable",
    "FileClaims",
    "Intake",
    "Listed",
    "Progress",
    "ReconcileAsked",
    "ReconciledTable",
    "ReportTable",
    "Verified",
    "build",
    "changes",
    "changes_json",
    "changes_text",
    "code",
    "demo",
    "explain",
    "export",
    "list_sources",
    "no_progress",
    "now",
    "parse_day",
    "read_claims",
    "reconcile",
    "sources_template",
    "verify",
    "write_notice",
]
