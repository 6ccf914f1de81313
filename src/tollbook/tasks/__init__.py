"""One public function per command; the only thing that the command line and the web import. Each is loaded when it is
asked for: a command need not wait for the modules of the others."""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_WHERE = {
    "Asked": "tollbook.coding",
    "Built": "tollbook.tasks.build",
    "CaseSources": "tollbook.tasks.sources",
    "CodedTable": "tollbook.tasks.code",
    "ExportedTable": "tollbook.tasks.export",
    "FileClaims": "tollbook.tasks.claims",
    "Intake": "tollbook.tasks.receipts",
    "Listed": "tollbook.tasks.sources",
    "Progress": "tollbook.intake",
    "ReconcileAsked": "tollbook.tasks.reconcile",
    "ReconciledTable": "tollbook.tasks.reconcile",
    "ReportTable": "tollbook.tasks.code",
    "Verified": "tollbook.tasks.verify",
    "build": "tollbook.tasks.build",
    "changes": "tollbook.tasks.changes",
    "changes_json": "tollbook.tasks.changes",
    "changes_text": "tollbook.tasks.changes",
    "code": "tollbook.tasks.code",
    "demo": "tollbook.tasks.demo",
    "explain": "tollbook.tasks.explain",
    "export": "tollbook.tasks.export",
    "list_sources": "tollbook.tasks.sources",
    "no_progress": "tollbook.intake",
    "now": "tollbook.tasks.clock",
    "parse_day": "tollbook.settings",
    "read_claims": "tollbook.tasks.claims",
    "reconcile": "tollbook.tasks.reconcile",
    "sources_template": "tollbook.tasks.sources",
    "verify": "tollbook.tasks.verify",
    "write_notice": "tollbook.tasks.changes",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_WHERE[name]), name)
    return found


class _Tasks(ModuleType):
    """Several commands are called as their modules are. Python sets a module as an attribute once it is loaded: the
    function stays."""

    def __setattr__(self, name: str, value: Any) -> None:
        held = isinstance(value, ModuleType) and _WHERE.get(name) == value.__name__
        super().__setattr__(name, getattr(value, name) if held else value)


sys.modules[__name__].__class__ = _Tasks
