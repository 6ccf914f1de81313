"""Reading a data file, with the file and line in every complaint."""

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from tollbook.data.parsed import parsed_once
from tollbook.errors import DataFileError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOOL, _TIMESTAMP = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"


class _StrictLoader(_Loader):  # type: ignore[misc]
    """Refuses a key that stands twice; only ``true`` and ``false`` are booleans: "no" and "on" are words."""


class _WordsLoader(yaml.SafeLoader):
    """Every value is words. In Python: the other's C code can be brought to a crash by depth."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise DataFileError(f"{loader.name}, line {key_node.start_mark.line + 1}: a key must be one word.")
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
_WordsLoader.yaml_implicit_resolvers = {}
_WordsLoader.yaml_constructors = {
    None: yaml.SafeLoader.construct_undefined,
    yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG: _mapping,
    **{
        tag: yaml.SafeLoader.yaml_constructors[tag]
        for tag in (yaml.resolver.BaseResolver.DEFAULT_SCALAR_TAG, yaml.resolver.BaseResolver.DEFAULT_SEQUENCE_TAG)
    },
}


def data_file(*parts: str) -> Traversable:
    """A file or folder below ``tollbook/data``."""
    return files("tollbook.data").joinpath(*parts)


def load_yaml(file: Traversable) -> Any:
    """The content of a YAML file. Raises DataFileError with the file and line."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise DataFileError(f"{file.name}: cannot be read ({wrong}).") from wrong
    return parsed_once(file, text, lambda: _parsed(_StrictLoader, text, file.name))


def parse_words(text: str, name: str) -> Any:
    """The content of YAML that a person wrote about a document: every value is words, as they are written ("no", 1997).
    Raises DataFileError."""
    return _parsed(_WordsLoader, text, name)


def _parsed(make: Any, text: str, name: str) -> Any:
    loader = None
    try:
        loader = make(text)
        loader.name = name
        return loader.get_single_data()
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark
        place = f", line {mark.line + 1}" if mark else ""
        raise DataFileError(f"{name}{place}: {wrong.problem}. Check the indentation and quotes there.") from wrong
    except (yaml.YAMLError, RecursionError) as wrong:
        raise DataFileError(f"{name}: it is no YAML ({type(wrong).__name__}).") from wrong
    finally:
        if loader:
            loader.dispose()
