"""What experts correct: YAML files, and the one loader that names the file and line at fault."""

from tollbook.data.confidence import Confidence, load_confidence
from tollbook.data.groups import groups_within
from tollbook.data.loader import data_file, load_yaml
from tollbook.data.packs import Pack, Wording, available_languages, country_name, load_pack, pack_words
from tollbook.data.references import Reference, load_references

__all__ = [
    "Confidence",
    "Pack",
    "Reference",
    "Wording",
    "available_languages",
    "country_name",
    "data_file",
    "groups_within",
    "load_confidence",
    "load_pack",
    "load_references",
    "load_yaml",
    "pack_words",
]
