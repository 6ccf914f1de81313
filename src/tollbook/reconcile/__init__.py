"""Tolls by named, published rules: voices, the engine, the rules, and what the sources disagree about."""

from tollbook.reconcile.disagreements import document_issues, find_disagreements
from tollbook.reconcile.engine import acknowledges, figure_of_all, reconcile_incident
from tollbook.reconcile.lost_and_gained import version_issues
from tollbook.reconcile.parties import Told
from tollbook.reconcile.rules import RULES
from tollbook.reconcile.versions import Named, find_versions, same_address_issues
from tollbook.reconcile.voices import find_voices

__all__ = [
    "RULES",
    "Named",
    "Told",
    "acknowledges",
    "document_issues",
    "figure_of_all",
    "find_disagreements",
    "find_versions",
    "find_voices",
    "reconcile_incident",
    "same_address_issues",
    "version_issues",
]
