"""Reading a data file, with the file and line in every complaint."""

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from tollbook.errors import DataFileError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOOL, _TIMESTAMP = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"


class _StrictLoader(_Loader):  # type: ignore[misc]
    """Refuses a key that stands twice; only ``true`` and ``false`` are booleans: "no" and "on" are words."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            line = key_node.start_mark.line + 1
            raise DataFileError(f"{loader.name}, line {line}: the key {key!r} stands twice; keep one of them.")
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


def _boolean(loader: Any, node: yaml.ScalarNode) -> bool:
    return bool(loader.construct_scalar(node) == "true")


_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in (_BOOL, _TIMESTAMP)]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}
_StrictLoader.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|false)$"), list("tf"))
_StrictLoader.add_constructor(_BOOL, _boolean)
_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def data_file(*parts: str) -> Traversable:
    """A file or folder below ``tollbook/data``."""
    return files("tollbook.data").joinpath(*parts)


def load_yaml(file: Traversable) -> Any:
    """The content of a YAML file. Raises DataFileError with the file and line."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise DataFileError(f"{file.name}: cannot be read ({wrong}).") from wrong
    loader = _StrictLoader(text)
    loader.name = file.name
    try:
        return loader.get_single_data()
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark
        place = f", line {mark.line + 1}" if mark else ""
        raise DataFileError(f"{file.name}{place}: {wrong.problem}. Check the indentation and quotes there.") from wrong
    finally:
        loader.dispose()
