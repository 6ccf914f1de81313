"""Numbers in digits and words, by the tables of the pack; a number that no one wrote is never made."""

from collections.abc import Sequence
from fractions import Fraction

from tollbook.extract.lexicon import NO_HITS, Hits
from tollbook.extract.tokens import NUMBER, WORD, Token

MOST_DIGITS = 9  # no count of people is longer; longer runs of digits are identifiers
# The classes of which one begins at a word where a number in words does.
NUMBER_BEGINS = frozenset({"number_word", "number_article", "fraction"})
_GROUP = 3  # digits between separators
_NO_NUMBER_BEFORE = frozenset({"month_names", "not_counted"})


def read_number(tokens: Sequence[Token], hits: Sequence[Hits], index: int, separators: str) -> tuple[int, int] | None:
    """The number that begins at ``index`` and the index after it; None where none begins there."""
    if found := _fraction_of_scale(tokens, hits, index):
        return found
    found = (
        _in_spaced_digits(tokens, hits, index)
        or _in_digits(tokens, hits, index, separators)
        or _in_words(tokens, hits, index)
    )
    return _and_a_half(hits, *found) if found else None


def read_fraction(hits: Sequence[Hits], index: int) -> tuple[Fraction, int] | None:
    """ "Half", "a third": the fraction that begins at ``index``, and the index after it."""
    start = index + 1 if "number_article" in hits[index] else index
    hit = hits[start].get("fraction") if start < len(hits) else None
    return (Fraction(hit.attr), start + hit.length) if hit else None


def _fraction_of_scale(tokens: Sequence[Token], hits: Sequence[Hits], index: int) -> tuple[int, int] | None:
    """ "Half a dozen", "a quarter of a million"."""
    part = read_fraction(hits, index)
    if part is None:
        return None
    at = part[1] + _skip_of(hits, part[1])
    at += 1 if at < len(hits) and "number_article" in hits[at] else 0
    here = hits[at] if at < len(hits) else NO_HITS
    hit = here.get("scale") or here.get("number_noun")
    value = part[0] * (hit.wording.value or 1) if hit else None
    if value is None or value.denominator != 1:
        return None
    return int(value), at + 1 + (_skip_of(hits, at + 1) if "number_noun" in here else 0)


def _and_a_half(hits: Sequence[Hits], value: int, end: int) -> tuple[int, int] | None:
    """ "One and a half million", "a dozen and a half"; "two and a half" of what is no number of people is none."""
    part = (
        read_fraction(hits, end + 1)
        if end + 1 < len(hits) and "number_joiner" in hits[end] and "number_article" in hits[end + 1]
        else None
    )
    if part is None:
        return value, end
    at = part[1]
    scale = hits[at].get("scale") if at < len(hits) else None
    unit = hits[end - 1].get("number_noun") or hits[end - 1].get("scale")
    if scale:
        total, at = (value + part[0]) * (scale.wording.value or 1), at + scale.length
    elif unit:
        total = value + part[0] * (unit.wording.value or 1)
    else:
        return None
    return (int(total), at) if total.denominator == 1 else None


def _in_spaced_digits(tokens: Sequence[Token], hits: Sequence[Hits], index: int) -> tuple[int, int] | None:
    """ "1 500 people": groups of three with a space between, before a word; not after a month, a name or a number."""
    first = tokens[index]
    if first.kind != NUMBER or not first.text.isdecimal() or len(first.text) > _GROUP or first.text[0] == "0":
        return None
    if index and (
        tokens[index - 1].kind != WORD or hits[index - 1].keys() & _NO_NUMBER_BEFORE or _names(tokens, index)
    ):
        return None
    end = index + 1
    while end < len(tokens) and tokens[end].kind == NUMBER and len(tokens[end].text) == _GROUP:
        if not (tokens[end].text.isdecimal() and tokens[end].space_before):
            return None
        end += 1
    digits = "".join(token.text for token in tokens[index:end])
    follows = end < len(tokens) and tokens[end].kind == WORD
    return (int(digits), end) if end > index + 1 and follows and len(digits) <= MOST_DIGITS else None


def _names(tokens: Sequence[Token], index: int) -> bool:
    """Whether a capitalised word, that does not open the sentence, stands right before."""
    return index > 1 and tokens[index - 1].capital


def read_suffixed(token: Token, suffixes: Sequence[tuple[str, int]]) -> int | None:
    """ "3k": a number with a letter for its scale."""
    for suffix, times in suffixes:
        head = token.lower.removesuffix(suffix)
        if head != token.lower and head.isdecimal() and len(head) <= _GROUP:
            return int(head) * times
    return None


def _in_digits(tokens: Sequence[Token], hits: Sequence[Hits], index: int, separators: str) -> tuple[int, int] | None:
    token = tokens[index]
    if token.kind != NUMBER or _is_torn(tokens, index, separators) or _goes_on_in_zeros(tokens, index + 1):
        return None
    thousands, decimal = separators[0], separators[1]
    plain = token.text.replace(thousands, "").replace("\u00a0", "").replace("\u202f", "")
    whole, _, fraction = plain.partition(decimal)
    if len(whole) > MOST_DIGITS:
        return None
    end = index + 1
    if scale := hits[end].get("scale") if end < len(tokens) else None:
        value, left = divmod(int(whole + fraction) * (scale.wording.value or 1), 10 ** len(fraction))
        return (value, end + scale.length) if not left else None
    return (int(whole), end) if not fraction else None


def _goes_on_in_zeros(tokens: Sequence[Token], index: int) -> bool:
    """ "12 000 000,50": digits with spaces between that make no number of people."""
    return index < len(tokens) and tokens[index].kind == NUMBER and not tokens[index].text.strip("0")


def _is_torn(tokens: Sequence[Token], index: int, separators: str) -> bool:
    """Whether a mark and more digits stand right before or after: "12,34" is no number that is read here."""
    before, after = tokens[max(0, index - 2) : index], tokens[index + 1 : index + 3]
    torn_before = (
        len(before) == 2 and before[0].kind == NUMBER and not (tokens[index].space_before or before[1].space_before)
    )
    torn_after = len(after) == 2 and after[1].kind == NUMBER and not (after[0].space_before or after[1].space_before)
    return (torn_before and before[1].text in separators) or (torn_after and after[0].text in separators)


def _in_words(tokens: Sequence[Token], hits: Sequence[Hits], index: int) -> tuple[int, int] | None:
    total, current, position, seen = 0, 0, index, False
    if "number_article" in hits[index]:
        if not (index + 1 < len(tokens) and {"scale", "number_noun"} & hits[index + 1].keys()):
            return None
        current, position = 1, index + 1
    while position < len(tokens):
        here = hits[position]
        if (
            (hit := here.get("number_word"))
            and _fits(current, hit.wording.value or 0)
            and not (seen and hit.wording.value == 0)
        ):
            current, position, seen = current + (hit.wording.value or 0), position + 1, True
        elif (hit := here.get("scale")) and (current or seen):
            total, current, position, seen = _scaled(total, current, hit.wording.value or 1, position)
        elif (hit := here.get("number_noun")) and current and not total:
            return current * (hit.wording.value or 1), position + _skip_of(hits, position + 1) + 1
        elif seen and (total or current) and current % 100 == 0 and _joins(tokens, hits, position, current):
            position += 1
        else:
            break
    return (total + current, position) if seen else None


def _scaled(total: int, current: int, scale: int, position: int) -> tuple[int, int, int, bool]:
    if scale == 100:
        return total, max(current, 1) * 100, position + 1, True
    return total + max(current, 1) * scale, 0, position + 1, True


def _fits(current: int, value: int) -> bool:
    if current == 0:
        return True
    if value >= 100:
        return False
    return current % 100 == 0 or (current % 100 >= 20 and current % 10 == 0 and 0 < value < 10)


def _joins(tokens: Sequence[Token], hits: Sequence[Hits], position: int, current: int) -> bool:
    """ "And" belongs to a number only between a hundred or thousand and a smaller number word."""
    following = position + 1
    if following >= len(tokens) or "number_word" not in hits[following]:
        return False
    hundreds = following + 1 < len(tokens) and _scale_at(hits[following + 1]) == 100
    if tokens[position].text == ",":  # "nine thousand, nine hundred"
        return hundreds and _scale_at(hits[position - 1]) > 100
    return "number_joiner" in hits[position] and not (hundreds and current)  # "two hundred and three hundred" are two


def _scale_at(hits: Hits) -> int:
    return (hits["scale"].wording.value or 0) if "scale" in hits else 0


def _skip_of(hits: Sequence[Hits], position: int) -> int:
    return hits[position]["of"].length if position < len(hits) and "of" in hits[position] else 0
