"""A case's codebook: what it includes and excludes, and what it asks of a finding, as its makers stated it."""

from dataclasses import dataclass

from tollbook.model.finding import StandardOfProof


@dataclass(frozen=True, slots=True)
class Codebook:
    """Nothing has a default: () and None say that nobody stated it. ``corroboration`` is the rule in the makers' words,
    ``corroboration_voices`` how many voices that do not repeat one another it asks for. ``notes`` are the team's own:
    no release holds them. ``kept`` names what was stated and stays in the case."""

    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    corroboration: str | None = None
    corroboration_voices: int | None = None
    standard: StandardOfProof | None = None
    notes: str | None = None
    kept: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.corroboration_voices is not None and self.corroboration_voices < 1:
            raise ValueError("a rule of corroboration asks for at least one voice")

    @property
    def not_stated(self) -> tuple[str, ...]:
        """What nobody stated, but for notes, which nobody needs."""
        asked = ("includes", "excludes", "corroboration", "corroboration_voices", "standard")
        return tuple(name for name in asked if getattr(self, name) in ((), None) and name not in self.kept)


NOT_STATED = Codebook()
