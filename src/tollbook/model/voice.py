"""A voice: the claims that end in one speaker, document or wording."""

from dataclasses import dataclass

from tollbook.model.sided import Independence
from tollbook.model.swift import swift


@swift
@dataclass(frozen=True, slots=True)
class Voice:
    """``claims`` are ids. ``why`` says in words why they are taken to be one voice. ``speaker`` None: none named.
    ``independent``: what persons found of its claims and those of other voices."""

    id: str
    speaker: str | None
    claims: tuple[str, ...]
    why: str
    independent: tuple[Independence, ...] = ()

    def __post_init__(self) -> None:
        if not self.claims:
            raise ValueError("a voice needs at least one claim")
        if not self.why:
            raise ValueError("a voice says why its claims are one")
