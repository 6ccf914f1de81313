"""The treaties and standards that a sentence names, and what it says of them: breached, signed, binding, cited."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from tollbook.data.norms import norm_named
from tollbook.extract.attributions import attributions_at
from tollbook.extract.claims import Context
from tollbook.extract.row import Chunked
from tollbook.extract.speakers import names_speaker, noun_phrase_left, noun_phrase_right
from tollbook.extract.stated.templates import Templates, templates_of
from tollbook.extract.tokens import WORD, Token
from tollbook.model import NORM_SAYS, Anchor, Claim, Norm

Span = tuple[int, int]
_Known = tuple[Span, str | None]  # a norm by its place, and its id
_HEADS, _WITHIN = "norm_heads", "norm_within"
_Said = list[tuple[str, re.Match[str] | None]]
_CITED: _Said = [(NORM_SAYS[-1], None)]
_BEFORE = frozenset("be have adverb article modal".split())  # before "a party to", "ratified"
_MOST = 24  # tokens of a name
_SHORT_BEFORE = 60  # characters: "Article 6, paragraph 1, of the"


def norm_spans(sentence: Chunked) -> list[Span]:
    """Where norms are named: a head such as a code or a treaty, with a capital, and the names around it."""
    templates = templates_of(sentence.line.pack.language)
    if templates is None or not (heads := templates.classes.get(_HEADS)):
        return []
    tokens = sentence.line.tokens
    spans: list[Span] = []
    for at, token in enumerate(tokens):
        if token.kind == WORD and token.capital and heads.fullmatch(token.lower):
            first, last = _back(sentence, at, templates), _on(sentence, at + 1, templates)
            if any(start <= token.start < end for start, end in spans):
                continue
            if last - first > 1 or _is_part_named(sentence, at, templates) or _is_told_of(sentence, at, templates):
                spans.append(sentence.place(first, last))
    phrases = templates.classes["norm_phrases"].finditer(sentence.line.text, sentence.start, sentence.end)
    spans += [one.span() for one in phrases if not any(start <= one.start() < end for start, end in spans)]
    return sorted(spans)


def _is_part_named(sentence: Chunked, at: int, templates: Templates) -> bool:
    """ "Article 3 of the Convention": the head alone, where a numbered part of it is named just before."""
    text, start = sentence.line.text, sentence.line.tokens[at].start
    before = max(sentence.start, start - _SHORT_BEFORE)
    joins = list(templates.classes["norm_of"].finditer(text, before, start))
    if not joins or text[joins[-1].end() : start].strip():
        return False
    named = list(templates.classes["norm_parts"].finditer(text, before, joins[-1].start()))
    return bool(named) and any(sign.isdigit() for sign in text[named[-1].end() : joins[-1].start()])


def _is_told_of(sentence: Chunked, at: int, templates: Templates) -> bool:
    """ "Violates the Constitution": the head alone, where it is said to be breached, signed or binding just before."""
    tokens, text = sentence.line.tokens, sentence.line.text
    if at == 0 or "article_definite" not in sentence.line.hits[at - 1]:
        return False
    end = tokens[at - 1].start
    for name in NORM_SAYS[:-1]:
        for one in templates.classes[name].finditer(text, max(sentence.start, end - _SHORT_BEFORE), end):
            if not text[one.end() : end].strip():
                return True
    return False


def _own_names(sentence: Chunked, spans: Sequence[Span]) -> Iterator[tuple[Span, int]]:
    """Each norm, and where ends all that it is called: "the Convention (also known as the Torture Convention)"."""
    text, at = sentence.line.text, 0
    while at < len(spans):
        span, end = spans[at], spans[at][1]
        while at + 1 < len(spans) and _in_brackets(text[end : spans[at + 1][0]]):
            at, end = at + 1, spans[at + 1][1]
        yield span, end
        at += 1


def _in_brackets(between: str) -> bool:
    return between.lstrip(' \u00a0”"').startswith("(") and ")" not in between


def _back(sentence: Chunked, at: int, templates: Templates) -> int:
    tokens, first = sentence.line.tokens, at
    while first > 0 and at - first < _MOST:
        before = tokens[first - 1]
        if _is_named(before, sentence) and not (first == 1 and _opens(sentence, templates)):
            first -= 1
        elif (
            first > 1 and templates.classes[_WITHIN].fullmatch(before.lower) and _is_named(tokens[first - 2], sentence)
        ):
            first -= 2
        else:
            break
    return first


def _opens(sentence: Chunked, templates: Templates) -> bool:
    """Whether the sentence opens with a small word in a capital: "Under the Covenant"."""
    first = sentence.line.tokens[0].lower
    return bool(sentence.line.hits[0]) or templates.classes[_WITHIN].fullmatch(first) is not None


def _on(sentence: Chunked, at: int, templates: Templates) -> int:
    """Over small words and signs as long as another capital follows."""
    tokens, last, ahead = sentence.line.tokens, at, at
    within = templates.classes[_WITHIN]
    parted = templates.classes["norm_parted"]  # "the Convention … and the Covenant …" are two
    while ahead < len(tokens) and ahead - at < _MOST and not parted.match(sentence.line.text, tokens[ahead].start):
        if _is_named(tokens[ahead], sentence):
            last = ahead + 1
        elif not within.fullmatch(tokens[ahead].lower) and not (tokens[ahead].text == "," and last == ahead):
            break
        ahead += 1
    return last


def _is_named(token: Token, sentence: Chunked) -> bool:
    return token.kind == WORD and token.capital


def norm_claims(sentence: Chunked, context: Context, spans: Sequence[Span], templates: Templates) -> Iterator[Claim]:
    """A claim for each norm and each thing said of it."""
    named = list(_own_names(sentence, spans))
    for at, (span, end) in enumerate(named):
        low = named[at - 1][1] if at else sentence.start
        high = named[at + 1][0][0] if at + 1 < len(named) else sentence.end
        near = [(low, span[0]), (end, high)]
        said: list[tuple[str, re.Match[str] | None]] = [
            (name, here) for name in NORM_SAYS[:-1] if (here := _near(sentence, near, templates.classes[name]))
        ]
        known = _id_of(sentence, context, [one for one in spans if span[0] <= one[0] < end])
        for says, here in said or _CITED:
            yield from _claims(sentence, context, (span, known), says, here, templates)


def _id_of(sentence: Chunked, context: Context, names: Sequence[Span]) -> str | None:
    """The id of what one of the names is a name of, in the version of the document's day; None where it is of none."""
    day, line = date.fromisoformat(context.as_of) if context.as_of else None, sentence.line
    for start, end in names:
        first = next((at for at, token in enumerate(line.tokens) if token.start == start), None)
        bare = first is not None and "article_definite" in line.hits[first]
        words = line.text[line.tokens[first + 1].start if bare and first is not None else start : end]
        if known := norm_named(" ".join(words.split()), context.language, day):
            return known
    return None


def _near(sentence: Chunked, near: Sequence[Span], words: re.Pattern[str]) -> re.Match[str] | None:
    """A wording before the norm or behind it, with no other norm between."""
    text = sentence.line.text
    found = [one for span in near for one in words.finditer(text, *span)]
    return next((one for one in found if not _is_denied(sentence, one.start())), None)


def _is_denied(sentence: Chunked, start: int) -> bool:
    """ "Has not ratified": said not to be so."""
    before = [at for at, token in enumerate(sentence.line.tokens) if token.end <= start][-2:]
    return any("not" in sentence.line.hits[at] for at in before)


def _claims(
    sentence: Chunked,
    context: Context,
    named: tuple[Span, str | None],
    says: str,
    here: re.Match[str] | None,
    templates: Templates,
) -> Iterator[Claim]:
    text, (span, known) = sentence.line.text, named
    start, end = span
    if here:
        start, end = min(start, here.start()), max(end, here.end())
    party = _party(sentence, here, templates) if here else None
    if party:
        start, end = min(start, party[0]), max(end, party[1])
    chunk = next((at for at, one in enumerate(sentence.chunks) if sentence.line.tokens[one.last - 1].end > span[0]), 0)
    for attribution in attributions_at(sentence, context.said, chunk, context.author):
        yield Claim(
            statement=Norm(text[span[0] : span[1]], says, known, text[party[0] : party[1]] if party else None),
            attribution=attribution,
            anchor=Anchor(context.source, start, end, text[start:end]),
            language=context.language,
            reader=f"tollbook-{context.language}:norm",
            as_of=context.as_of,
            sentence=context.number,
        )


def _party(sentence: Chunked, here: re.Match[str], templates: Templates) -> Span | None:
    """Of whom it is said: who signs or breaches, or whom a "by" or "of" names behind."""
    tokens, chunks = sentence.line.tokens, sentence.chunks
    at = next((i for i, one in enumerate(chunks) if tokens[one.last - 1].end >= here.end()), None)
    first = next((i for i, one in enumerate(chunks) if tokens[one.last - 1].end > here.start()), None)
    if at is None or first is None:
        return None
    if templates.classes["names_party"].search(here.group()):
        if (
            end := tokens[chunks[at].last - 1].end
        ) > here.end():  # "obligations of the state": one phrase with its "of"
            return here.end() + 1, end
        phrase = noun_phrase_right(sentence, at + 1)
    else:
        while first > 0 and chunks[first - 1].symbol in _BEFORE:
            first -= 1
        phrase = noun_phrase_left(sentence, first)
    if phrase is None or not names_speaker(sentence, *phrase):
        return None
    return sentence.place(chunks[phrase[0]].first, chunks[phrase[1] - 1].last)
