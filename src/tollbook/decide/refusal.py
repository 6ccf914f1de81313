"""Why a release is refused: what is wrong and where, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """``says``: what is wrong and where; ``todo``: what to do. ``about``: ids of what it is about."""

    code: str
    says: str
    todo: str
    about: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.code or not self.says or not self.todo:
            raise ValueError("a refusal says what is wrong and what to do")

    def __str__(self) -> str:
        return f"{self.code}: {self.says} {self.todo}"
