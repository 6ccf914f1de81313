"""A person as one claim describes them; who is the same person as whom is decided elsewhere."""

from dataclasses import dataclass

from tollbook.model.swift import swift


@swift
@dataclass(frozen=True, slots=True)
class Person:
    """``name`` None: not named. ``described`` is the text's own description. ``age`` in years; None: not stated."""

    name: str | None
    described: str
    age: int | None = None

    def __post_init__(self) -> None:
        if not self.described:
            raise ValueError("a person is known by a name or a description: give the words")
        if self.age is not None and not 0 <= self.age <= 130:
            raise ValueError(f"{self.age} is not an age in years")
