"""Published rules, one a file: a sentence, a citation, the years it was in force, and a function of a few lines."""

from tollbook.model import Rule
from tollbook.reconcile.rules.range import RANGE

RULES: dict[str, Rule] = {RANGE.id: RANGE}

__all__ = ["RULES"]
