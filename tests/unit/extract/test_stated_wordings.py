"""Each wording of ``stated.yaml`` has an example: a sentence made from each pattern that asks for it, found there."""

from collections.abc import Iterator

import pytest

from tollbook.data.stated import StatedPattern, load_stated
from tollbook.extract.notation import read_stated
from tollbook.extract.stated.templates import _ELEMENT, HEADS, Template, templates_of
from tollbook.extract.tokens import Token, tokenize
from tollbook.model import Norm

WORDINGS = load_stated("en")
TEMPLATES = templates_of("en")
assert WORDINGS is not None and TEMPLATES is not None
FILLED = "the gate of the yard"


def tokens_of(text: str) -> tuple[Token, ...]:
    """As English is read."""
    return tokenize(text, 0, len(text), ",", ".")


def body(pattern: StatedPattern) -> str:
    """The pattern without its head."""
    match = pattern.match.strip()
    for head in HEADS:
        match = match.removeprefix(f"{{{head}}}").removeprefix(f"{{{head}?}}").strip()
    return match


def without(match: str, opened: str, closed: str) -> Iterator[str]:
    """The parts of a pattern outside such brackets."""
    depth, part = 0, ""
    for sign in match:
        depth += (sign == opened) - (sign == closed)
        part += sign if not depth and sign != closed else ""
    yield part


def made(pattern: StatedPattern, cls: str, wording: str) -> str | None:
    """A sentence of the pattern with the wording; None where the pattern may do without the class."""
    match, put, words = body(pattern), False, []
    if f"<{cls}>" not in (needed := "".join(without(match, "[", "]"))):
        needed = match.replace("[", "").replace("]", "")  # it stands in what may be left out
    of_several: list[list[str]] | None = None
    for name_cls, name, how, dots, sign, word in _ELEMENT.findall(needed):
        if sign == "(":
            of_several = [[]]
        elif sign == "|" and of_several is not None:
            of_several.append([])
        elif sign == ")" and of_several is not None:
            words += next((one for one in of_several if wording in one), of_several[0])
            of_several = None
        elif not dots:
            asked = name_cls or how.strip("<>") * how.startswith("<")
            said = (wording if asked == cls and not put else WORDINGS.classes[asked][0]) if asked else word or FILLED
            put = put or asked == cls
            said = f"{said} {FILLED}" if asked and name else said
            (words if of_several is None else of_several[-1]).append(said)
    return " ".join(words) if put else None


def asked_for() -> Iterator[tuple[Template, str, str]]:
    """Each template with each wording of each class in it."""
    for template in TEMPLATES.all:
        for cls, listed in WORDINGS.classes.items():
            if f"<{cls}>" in template.pattern.match:
                yield from ((template, cls, wording) for wording in listed)


def is_found(template: Template, sentence: str, wording: str) -> bool:
    """Whether the pattern is looked for in such a sentence, begins where it does, and takes in the wording."""
    needs = template.pattern.needs
    also = WORDINGS.classes[needs][0] if needs else ""
    tokens = tokens_of(sentence)
    words = {token.lower for token in (*tokens, *tokens_of(also))}
    match = template.expression.match(sentence)
    return bool(
        tokens
        and tokens[0].lower in template.begins
        and template in TEMPLATES.asked_for(words)
        and match
        and wording in match.group()
    )


def test_each_wording_is_found_in_a_sentence_of_its_pattern() -> None:
    cases = [
        (one, wording, sentence) for one, cls, wording in asked_for() if (sentence := made(one.pattern, cls, wording))
    ]
    assert len(cases) > 4000
    lost = [(one.pattern.match, wording) for one, wording, sentence in cases if not is_found(one, sentence, wording)]
    assert not lost


def test_a_wording_that_no_pattern_asks_for_is_not_found() -> None:
    one = next(one for one in TEMPLATES.all if "<calls_on>" in one.pattern.match)
    assert not is_found(one, "sings of the gate of the yard to the gate", "sings of")


@pytest.mark.parametrize("name", sorted(WORDINGS.classes))
def test_no_wording_is_written_twice(name: str) -> None:
    listed = [one.casefold() for one in WORDINGS.classes[name]]
    assert not sorted({one for one in listed if listed.count(one) > 1})


def norms(text: str) -> list[tuple[str, str]]:
    """What is said of each norm that is named."""
    found = [claim.statement for claim in read_stated(text, "en").claims]
    return [(one.norm, one.says) for one in found if isinstance(one, Norm)]


@pytest.mark.parametrize("says", ["breached", "signed", "binds"])
def test_each_wording_says_it_of_a_norm(says: str) -> None:
    texts = [f"Vardania {wording} the Lenz Convention." for wording in WORDINGS.classes[says]]
    assert not [text for text in texts if ("Lenz Convention", says) not in norms(text)]


def test_each_head_and_phrase_is_a_norm() -> None:
    heads = [f"Lenz {head.capitalize()}" for head in WORDINGS.classes["norm_heads"]]
    named = [*heads, *WORDINGS.classes["norm_phrases"]]
    assert not [name for name in named if not any(norm in name for norm, _ in norms(f"The order cites the {name}."))]
