"""What else one may state, in the text's words: conditions, access, patterns, warnings, reactions, norms, demands."""

from dataclasses import dataclass

ACCESS = ("refused", "limited", "given", "promised")
NORM_SAYS = ("binds", "breached", "signed", "cited")  # what the speaker says of a norm


@dataclass(frozen=True, slots=True)
class Condition:
    """How it was, or is: ``condition`` is a code of data/vocabulary/conditions.yaml. ``of``: of whom or of what place.
    ``compared_with``: what the speaker measures it against ("any other prison")."""

    condition: str
    words: str
    of: str | None = None
    compared_with: str | None = None

    def __post_init__(self) -> None:
        _need_code("condition", self.condition)
        _need_words(self, "words")


@dataclass(frozen=True, slots=True)
class Access:
    """``access`` (one of ACCESS) by whom (None: not stated), to whom, about what."""

    access: str
    by: str | None = None
    to: str | None = None
    about: str | None = None

    def __post_init__(self) -> None:
        _need_one_of("access", self.access, ACCESS)
        if self.by is not None:
            _need_words(self, "by")


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is said to be done as a rule, not once. ``directed_by``: whose directions or encouragement are alleged."""

    pattern: str
    by: str | None = None
    directed_by: str | None = None

    def __post_init__(self) -> None:
        _need_words(self, "pattern")


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning given before. ``incomplete``: the source's sentence does not say who warned whom, and is not mended."""

    notice: str
    to: str | None = None
    about: str | None = None
    incomplete: bool = False

    def __post_init__(self) -> None:
        _need_words(self, "notice")


@dataclass(frozen=True, slots=True)
class Reaction:
    """How somebody (None: not stated) met it: ``reaction`` is a code of data/vocabulary/reactions.yaml."""

    reaction: str
    by: str | None
    words: str
    to: str | None = None

    def __post_init__(self) -> None:
        _need_code("reaction", self.reaction)
        _need_words(self, "words", *(("by",) if self.by is not None else ()))


@dataclass(frozen=True, slots=True)
class Norm:
    """A treaty or standard as it is named. ``id``: that of data/norms by its alias, None where it has none. ``says``
    (one of NORM_SAYS): what the speaker says of it; of ``party``."""

    norm: str
    says: str
    id: str | None = None
    party: str | None = None

    def __post_init__(self) -> None:
        _need_one_of("what is said of a norm", self.says, NORM_SAYS)
        _need_words(self, "norm")


@dataclass(frozen=True, slots=True)
class Demand:
    """``asked``: whom the speaker asks; ``to_act``: who is to act; () where it is not stated. ``within``: the id of the
    demand in whose terms this one stands."""

    terms: str
    asked: tuple[str, ...] = ()
    to_act: tuple[str, ...] = ()
    by_when: str | None = None
    within: str | None = None

    def __post_init__(self) -> None:
        _need_words(self, "terms")
        for name in ("asked", "to_act"):
            whom = getattr(self, name)
            if not isinstance(whom, tuple) or not all(isinstance(one, str) and one.strip() for one in whom):
                raise ValueError(f"{name} of a demand is a row of words, none of them blank")


def _need_words(statement: object, *names: str) -> None:
    for name in names:
        given = getattr(statement, name)
        if not isinstance(given, str) or not given.strip():
            raise ValueError(f"{name} of a {type(statement).__name__.lower()} are words, and not blank")


def _need_code(name: str, code: object) -> None:
    if not isinstance(code, str) or not code.isidentifier() or not code.islower():
        raise ValueError(f"{name} is a code of its vocabulary")


def _need_one_of(name: str, given: object, codes: tuple[str, ...]) -> None:
    if given not in codes:
        raise ValueError(f"{name} is one of: {', '.join(codes)}")
