"""Tolls by named, published rules: voices, the engine, the rules, and what the sources disagree about."""

from tollbook.reconcile.checks import check_issues
from tollbook.reconcile.disagreements import document_issues, find_disagreements
from tollbook.reconcile.engine import reconcile_incident, tolls_of_all
from tollbook.reconcile.lost_and_gained import version_issues
from tollbook.reconcile.parties import Told
from tollbook.reconcile.positions import acknowledges, conceded_of, positions_of
from tollbook.reconcile.resting import echoed_in
from tollbook.reconcile.rules import RULES, SPAN
from tollbook.reconcile.series import series_of
from tollbook.reconcile.vague_dates import dated_by
from tollbook.reconcile.versions import Named, find_versions, in_force, same_address_issues
from tollbook.reconcile.voices import find_voices

__all__ = [
    "RULES",
    "SPAN",
    "Named",
    "Told",
    "acknowledges",
    "check_issues",
    "conceded_of",
    "dated_by",
    "document_issues",
    "echoed_in",
    "find_disagreements",
    "find_versions",
    "find_voices",
    "in_force",
    "positions_of",
    "reconcile_incident",
    "same_address_issues",
    "series_of",
    "tolls_of_all",
    "version_issues",
]
