"""What asking may do to somebody, and what of a case must not be pointed at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Risk:
    """``code`` is the rule's, ``says`` its words: they name nobody."""

    code: str
    says: str


@dataclass(frozen=True, slots=True)
class Delicate:
    """``protected``: ids of sources, speakers and claims that people protected, and of sources that hold, lie in, or
    follow on what is. ``published``: ids of the sources of which somebody says where they were published."""

    protected: frozenset[str] = frozenset()
    published: frozenset[str] = frozenset()


NOTHING_DELICATE = Delicate()
