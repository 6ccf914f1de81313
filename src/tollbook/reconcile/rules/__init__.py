"""Rules, one a file: a sentence, a citation, who published it and when, its scope, and a function of a few lines."""

from tollbook.model import Rule
from tollbook.reconcile.rules.acled_2024 import ACLED_2024
from tollbook.reconcile.rules.airwars import AIRWARS
from tollbook.reconcile.rules.ccc import CCC
from tollbook.reconcile.rules.ecw_2016 import ECW_2016
from tollbook.reconcile.rules.gtd_2017 import GTD_2017
from tollbook.reconcile.rules.ibc_2003 import IBC_2003
from tollbook.reconcile.rules.ibc_2008 import IBC_2008
from tollbook.reconcile.rules.maverick_conservative import CONSERVATIVE
from tollbook.reconcile.rules.maverick_informative import INFORMATIVE
from tollbook.reconcile.rules.maverick_representative import REPRESENTATIVE
from tollbook.reconcile.rules.ohchr_2019 import OHCHR_2019
from tollbook.reconcile.rules.range import RANGE
from tollbook.reconcile.rules.sdg_16_1_2 import SDG_16_1_2
from tollbook.reconcile.rules.ucdp_ged_23 import UCDP_GED_23

_ALL = (
    RANGE,
    ACLED_2024,
    AIRWARS,
    CCC,
    ECW_2016,
    GTD_2017,
    IBC_2003,
    IBC_2008,
    CONSERVATIVE,
    INFORMATIVE,
    REPRESENTATIVE,
    OHCHR_2019,
    SDG_16_1_2,
    UCDP_GED_23,
)
RULES: dict[str, Rule] = {rule.id: rule for rule in _ALL}
SPAN = RANGE.id  # of all that is claimed: no published rule, and what else is said of figures rests on it

__all__ = ["RULES", "SPAN"]
