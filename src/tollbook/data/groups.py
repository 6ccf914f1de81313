"""Which groups a group holds."""

from functools import cache

from tollbook.data.loader import data_file, load_yaml


@cache
def groups_within(group: str) -> frozenset[str]:
    """The groups whose figures count for ``group``; itself alone where nothing else belongs to it."""
    return frozenset(load_yaml(data_file("vocabulary", "groups.yaml")).get(group, (group,)))


@cache
def groups_apart() -> tuple[frozenset[str], ...]:
    """Rows of groups that hold nobody in common, so that the figures of a row may be added up."""
    return tuple(frozenset(row) for row in load_yaml(data_file("vocabulary", "apart.yaml")))
