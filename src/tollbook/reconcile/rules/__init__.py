"""Published rules, one a file: a sentence, a citation, the years it was in force, and a function of a few lines."""

from tollbook.model import Rule
from tollbook.reconcile.rules.maverick_conservative import CONSERVATIVE
from tollbook.reconcile.rules.maverick_informative import INFORMATIVE
from tollbook.reconcile.rules.maverick_representative import REPRESENTATIVE
from tollbook.reconcile.rules.range import RANGE

_ALL = (
    CONSERVATIVE,
    INFORMATIVE,
    REPRESENTATIVE,
    RANGE,
)
RULES: dict[str, Rule] = {rule.id: rule for rule in _ALL}

__all__ = ["RULES"]
