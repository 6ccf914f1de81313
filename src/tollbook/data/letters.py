"""What letters of names are: data/vocabulary/vowels.yaml."""

from functools import cache

from tollbook.data.loader import data_file, load_yaml


@cache
def vowels() -> frozenset[str]:
    """The letters that are vowels, in small letters, without marks above them."""
    return frozenset("".join(load_yaml(data_file("vocabulary", "vowels.yaml")).values()))
