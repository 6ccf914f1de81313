"""How many, as a person gives it field by field, made whole: the bounds, the form and the term go together."""

from collections.abc import Mapping
from typing import Any

from tollbook.errors import SettingsError
from tollbook.model import Form, Quantity

_OF_A_FIGURE = ("low", "high", "open", "form", "term")


def whole_figure(given: Mapping[str, Any], before: Quantity | None) -> dict[str, Any]:
    """``given`` with all the fields of its figure, where it gives any of them; what it does not give is as ``before``.
    Raises SettingsError where they do not go together."""
    if not any(name in given for name in _OF_A_FIGURE):
        return dict(given)
    figure = _settled(given, before)
    words = given.get("words") or (before.words if before else "")
    try:
        Quantity(figure["low"], figure["high"], figure["open"], Form(figure["form"]), words, figure["term"])
    except ValueError as wrong:
        why = str(wrong).partition(" in ")[0]
        raise SettingsError(f"This makes no figure: {why}. Give --low, --high, --open and --form together.") from None
    return {**given, **figure}


def _settled(given: Mapping[str, Any], before: Quantity | None) -> dict[str, Any]:
    if given.get("term") is not None or (before is not None and before.term and not _numbers(given)):
        term = given.get("term") or (before.term if before else None)
        return {"low": None, "high": None, "open": False, "form": Form.VAGUE.value, "term": term}
    low, high, is_open = _bounds(given, before)
    form = given.get("form") or _form(low, high, is_open)
    return {"low": low, "high": high, "open": is_open, "form": form, "term": None}


def _numbers(given: Mapping[str, Any]) -> bool:
    return given.get("low") is not None or given.get("high") is not None


def _bounds(given: Mapping[str, Any], before: Quantity | None) -> tuple[int | None, int | None, bool]:
    low, high, is_open = (given[name] if name in given else getattr(before, name, None) for name in _OF_A_FIGURE[:3])
    lowest, highest = (high if low is None else low), (low if high is None else high)
    match given.get("form"):
        case Form.AT_LEAST:
            return lowest, None, True
        case Form.AT_MOST:
            return None, highest, False
        case Form.EXACT | Form.ABOUT:
            one = high if "high" in given and "low" not in given else lowest
            return one, high if {"low", "high"} <= given.keys() else one, False
    if is_open and "high" not in given and low == high:
        return low, None, True
    if low is not None and high is None and not is_open:
        raise SettingsError("A low alone can mean exactly so many or at least so many. Give --high too, or --open.")
    return low, high, bool(is_open)


def _form(low: int | None, high: int | None, is_open: bool) -> str:
    if high is None:
        return Form.AT_LEAST.value
    if low is None:
        return Form.AT_MOST.value
    return Form.EXACT.value if low == high and not is_open else Form.RANGE.value
