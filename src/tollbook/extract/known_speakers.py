"""One speaker named in several ways in one document: by name and office, by either alone, by initials."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from tollbook.data import Pack, load_pack
from tollbook.extract.lexicon import Hits, lexicon_of
from tollbook.extract.sayings import Said
from tollbook.extract.speakers import Speaker
from tollbook.extract.tokens import WORD, Token, tokenize
from tollbook.model import SpeakerType
from tollbook.model.swift import swift

_IN_BRACKETS = re.compile(r"\((\w{2,8})\)")
_FEWEST_INITIALS = 3
_NO_OFFICE = "none"  # of "Mr" and its like
_NO_NAME = frozenset(
    "party bodies country_name country_adjective article_definite office titles group_singular".split()
)


class _By(Enum):
    """What one may be known again by: a key, letters in short, the last of a name, an office, a word, the only word."""

    KEY = auto()
    SHORT = auto()
    LAST = auto()
    OFFICE = auto()
    WORD = auto()
    ONLY = auto()


_Sign = tuple[_By, str]


@swift
@dataclass(frozen=True, slots=True)
class _Named:
    """``name``: the words of a person's name; empty for bodies and offices. ``words``: all in small letters.
    ``offices``: what the person is called besides. ``short``: a body's initials."""

    speaker: Speaker
    name: tuple[str, ...]
    words: frozenset[str]
    offices: frozenset[str]
    short: str
    definite: bool


class KnownSpeakers:
    """Those named so far in one document."""

    def __init__(self, pack: Pack, author: Speaker | None) -> None:
        self._pack = pack
        self._known: list[_Named] = []
        self._by_sign: dict[_Sign, set[int]] = {}  # the places in it, by what one may be known again by
        if author is not None:
            self._keep(len(self._known), self._named(author))

    def recognised(self, said: Sequence[Said]) -> list[Said]:
        """What is said, each speaker under the key of the first mention of the same one."""
        return [self._as_known(one) for one in said]

    def _as_known(self, one: Said) -> Said:
        speakers = tuple(self._one(speaker) for speaker in one.speakers)
        return one if speakers == one.speakers else replace(one, speakers=speakers)

    def meant(self, speaker: Speaker, last: Speaker | None) -> Speaker:
        """Who is meant by a name, or by a pronoun after ``last`` was named."""
        return last or speaker if speaker.pronoun else self._one(speaker)

    def _one(self, speaker: Speaker) -> Speaker:
        if speaker.pronoun or speaker.material or speaker.anonymous or speaker.nameless:
            return speaker
        named = self._named(speaker)
        alike = self._alike(named)
        found = [at for at in alike if _may_be(self._known[at], named)]
        if len(found) == 1:
            return self._as(speaker, named, found[0])
        if not any(self._known[at].speaker.key == speaker.key for at in alike):
            self._keep(len(self._known), named)
        return speaker

    def _alike(self, named: _Named) -> set[int]:
        """The places of all that this one may be: those with all its words stand where the rarest of these does."""
        words = [self._by_sign.get((_By.WORD, word), set()) for word in named.words]
        rarest = min(words, key=len) if words else set[int]()
        return rarest.union(*(self._by_sign.get(sign, ()) for sign in _asked(named)))

    def _keep(self, at: int, named: _Named) -> None:
        self._known[at : at + 1] = [named]
        for sign in _signs(named):
            self._by_sign.setdefault(sign, set()).add(at)

    def _as(self, speaker: Speaker, named: _Named, at: int) -> Speaker:
        known = self._known[at]
        first = known.speaker
        kind = first.speaker_type if speaker.speaker_type is SpeakerType.UNKNOWN else speaker.speaker_type
        fuller = max(named.name, known.name, key=len)
        told = replace(
            known,
            name=fuller,
            words=known.words | named.words if named.name else known.words,
            offices=known.offices | named.offices,
            short=known.short or named.short,
            speaker=replace(first, speaker_type=kind) if first.speaker_type is SpeakerType.UNKNOWN else first,
        )
        self._keep(at, told)
        return replace(speaker, key=first.key, speaker_type=kind, state=speaker.state or first.state)

    def _named(self, speaker: Speaker) -> _Named:
        return _Named(speaker, *_parts_of(speaker.words, speaker.speaker_type, self._pack.language))


@lru_cache(maxsize=1 << 11)  # the same few speak in one report after another
def _parts_of(
    words: str, kind: SpeakerType, language: str
) -> tuple[tuple[str, ...], frozenset[str], frozenset[str], str, bool]:
    pack = load_pack(language)
    tokens = tokenize(words, 0, len(words), pack.thousands, pack.decimal)
    hits = lexicon_of(language).find(tokens)
    offices = {hit.wording.words.split()[-1] for here in hits if (hit := here.get("office"))}
    offices |= {here["titles"].attr for here in hits if "titles" in here} - {_NO_OFFICE}
    short = _IN_BRACKETS.search(words)
    return (
        _name_in(tokens, hits, kind),
        frozenset(token.lower for token, here in zip(tokens, hits, strict=True) if _says_who(token, here)),
        frozenset(offices),
        short[1] if short else _initials(tokens),
        bool(hits) and "article_definite" in hits[0],
    )


def _says_who(token: Token, here: Hits) -> bool:
    return token.kind == WORD and not here.keys() & {"article_definite", "article_indefinite", "of"}


def _initials(tokens: Sequence[Token]) -> str:
    capitals = [token.text for token in tokens if token.kind == WORD and token.capital]
    if len(capitals) == 1 and capitals[0].isupper():
        return capitals[0]
    return "".join(word[0] for word in capitals) if len(capitals) >= _FEWEST_INITIALS else ""


def _name_in(tokens: Sequence[Token], hits: Sequence[Hits], kind: SpeakerType) -> tuple[str, ...]:
    """The words of a person's name: after the comma, or after the last word of an office or title."""
    comma = max((at + 1 for at, token in enumerate(tokens) if token.text == ","), default=0)
    title = max((at + 1 for at, here in enumerate(hits) if here.keys() & {"office", "titles"}), default=0)
    start = comma or title
    body = kind not in (SpeakerType.UNKNOWN, SpeakerType.AUTHORITY, SpeakerType.MEDICAL)
    if not start and body and not any("person_nouns" in here for here in hits):
        return ()
    name = []
    for token, here in zip(tokens[start:], hits[start:], strict=True):
        if token.text == ".":
            continue
        if not token.capital or here.keys() & _NO_NAME:
            break
        name.append(token.lower)
    return tuple(name)


def _signs(named: _Named) -> Iterator[_Sign]:
    """What one may be known again by."""
    yield _By.KEY, named.speaker.key
    yield _By.SHORT, named.short.lower()
    yield from ((_By.LAST, word) for word in named.name[-1:])
    yield from ((_By.OFFICE, office) for office in named.offices)
    yield from ((_By.WORD, word) for word in named.words)
    if len(named.words) == 1:
        yield from ((_By.ONLY, word) for word in named.words)


def _asked(named: _Named) -> Iterator[_Sign]:
    """By which sign each that one may be is met, but for those that have all its words (``_may_be``)."""
    yield _By.KEY, named.speaker.key
    yield _By.ONLY, named.short.lower()
    yield from ((_By.LAST, word) for word in named.name[-1:])
    yield from ((_By.OFFICE, office) for office in named.offices)
    if len(named.words) == 1:
        yield from ((_By.SHORT, word) for word in named.words)


def _may_be(known: _Named, named: _Named) -> bool:
    """Whether what is named now is one named before."""
    if known.speaker.key == named.speaker.key:
        return True
    if _is_short_for(known, named) or _is_short_for(named, known):
        return True
    if named.name and known.name:
        return _same_name(known.name, named.name) and _offices_agree(known, named)
    if known.name:  # "the minister"
        return named.definite and bool(named.offices & known.offices) and named.words <= known.words | named.offices
    if named.name:
        return False
    alike = named.speaker.speaker_type is known.speaker.speaker_type is not SpeakerType.UNKNOWN
    return alike and named.definite and bool(named.words) and named.words < known.words


def _same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same words, or the last of them alone."""
    return one == other or (min(len(one), len(other)) == 1 and one[-1] == other[-1])


def _offices_agree(one: _Named, other: _Named) -> bool:
    return not one.offices or not other.offices or bool(one.offices & other.offices) or len(other.name) > 1


def _is_short_for(one: _Named, other: _Named) -> bool:
    """ "HRW" of "Human Rights Watch", "the MIA" of "the Ministry of Internal Affairs (MIA)"."""
    return bool(one.short) and other.words == {one.short.lower()} and len(one.words) > 1
