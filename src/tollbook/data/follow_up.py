"""What follow-up lists say: data/vocabulary/follow_up.yaml."""

from functools import cache
from typing import Any

from tollbook.data.loader import data_file, load_yaml


@cache
def follow_up_words() -> dict[str, Any]:
    """The whole file, as it stands there."""
    return dict(load_yaml(data_file("vocabulary", "follow_up.yaml")))
