"""What people decided of speakers and of claims that go back to one another, for finding voices."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tollbook.model.echo import NO_ECHOES, Echoing
from tollbook.model.placing import Said

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Voicing:
    """``same`` and ``different``: pairs of speakers' keys, or of claims of theirs. ``echoes``: pairs of claims of which
    one repeats the other; ``independent``: pairs that do not go back to one another. ``found``: what texts show of it,
    which people did not decide."""

    same: Mapping[Pair, Said] = field(default_factory=dict)
    different: Mapping[Pair, Said] = field(default_factory=dict)
    echoes: Mapping[Pair, Said] = field(default_factory=dict)
    independent: Mapping[Pair, Said] = field(default_factory=dict)
    found: Echoing = NO_ECHOES

    @property
    def apart(self) -> frozenset[Pair]:
        """Pairs that people decided are not one voice, whatever texts show."""
        return frozenset((*self.different, *self.independent))

    def __bool__(self) -> bool:
        return bool(self.same or self.different or self.echoes or self.independent)


NOTHING_SAID = Voicing()
