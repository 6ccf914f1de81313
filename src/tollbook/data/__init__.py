"""What experts correct: YAML files, and the one loader that names the file and line at fault."""

from tollbook.data.groups import groups_within
from tollbook.data.loader import data_file, load_yaml
from tollbook.data.packs import Pack, Wording, available_languages, country_name, load_pack, pack_words
from tollbook.data.references import Reference, load_references

__all__ = [
    "Pack",
    "Reference",
    "Wording",
    "available_languages",
    "country_name",
    "data_file",
    "groups_within",
    "load_pack",
    "load_references",
    "load_yaml",
    "pack_words",
]
