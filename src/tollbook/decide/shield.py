"""Which claims hold what is protected: their words go into no sheet, and into no decision that lies open."""

from collections.abc import Callable, Sequence

from tollbook.decide.protected import never_kept
from tollbook.decide.protection import family_of
from tollbook.decide.standing import find_standing
from tollbook.model import Claim, Decision, Register

Shield = Callable[[Claim], bool]


def shield_of(register: Register, decisions: Sequence[Decision]) -> Shield:
    """Whether a claim, its speaker or its source is protected, or its source marked sensitive, or holds or lies in such
    a source, or is a later version of one."""
    protected = never_kept(find_standing(decisions))
    sensitive = {source.id for source in register.sources if source.provenance.sensitive}
    held = {source.id for source in register.sources} & protected
    sources = family_of(sensitive | held, register.sources, register.versions)

    def shields(claim: Claim) -> bool:
        return claim.anchor.source in sources or claim.id in protected or claim.attribution.key in protected

    return shields
