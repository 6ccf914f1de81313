"""The words of a cell that holds a number, a date or a time: as short as they say it, and no finer than it shows."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

_DIGITS_KEPT = 15  # of a number: what spreadsheet programs keep
_LONGEST = 400  # digits that a number is written out with
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_FIGURES = re.compile(r"[0-9]{1,4}")

Moment = date | datetime | time | timedelta


def number_words(value: float) -> str:
    """24.0 is "24", 0.1 + 0.2 is "0.3"; what is no finite number is as Python says it."""
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    short = Decimal(format(value, f".{_DIGITS_KEPT}g"))
    if abs(short.adjusted()) > _LONGEST:
        return str(short)
    words = format(short, "f")
    return words.rstrip("0").rstrip(".") if "." in words else words


def share_words(value: float) -> str:
    """0.25 is "25%"."""
    return number_words(float(Decimal(format(value, f".{_DIGITS_KEPT}g")) * 100)) + "%"


def moment_words(moment: Moment, parts: str = "ymd") -> str:
    """A date as "2004-05-03", with the time of day where it has one; a span of time as hours. ``parts``: what of a
    date the cell shows; a cell that shows a month claims no day."""
    if isinstance(moment, timedelta):
        seconds = round(moment.total_seconds())
        sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
        return sign + _clock(seconds // 3600, seconds // 60 % 60, seconds % 60)
    if isinstance(moment, time):
        return _clock(moment.hour, moment.minute, moment.second)
    shown = f"{moment.year:04}"
    if "m" in parts or "d" in parts:
        shown += f"-{moment.month:02}"
    if "d" in parts:
        shown += f"-{moment.day:02}"
    if not isinstance(moment, datetime) or (moment.hour, moment.minute, moment.second) == (0, 0, 0) or "d" not in parts:
        return shown
    return f"{shown} {_clock(moment.hour, moment.minute, moment.second)}"


def _clock(hours: int, minutes: int, seconds: int) -> str:
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


def is_share(number_format: str) -> bool:
    """Whether a cell's format shows its number in hundredths."""
    return "%" in _QUOTED.sub("", number_format)


def parts_shown(number_format: str) -> str:
    """Which parts of a date a cell's format shows: "ymd", "ym" or "y"; all where it does not tell."""
    letters = _QUOTED.sub("", number_format.split(";", maxsplit=1)[0]).lower()
    if "d" in letters or "y" not in letters or "h" in letters:
        return "ymd"
    return "ym" if "m" in letters else "y"


def parts_of(shown: str, day: date) -> str:
    """Which parts of a date stand in the words that a cell shows: "May 2004" holds no day."""
    figures = [int(figure) for figure in _FIGURES.findall(shown)]
    named = any(sign.isalpha() for sign in shown)  # a month by its name
    years = {day.year, day.year % 100}
    if len(figures) == 1 and not named:
        return "y" if figures[0] in years else "ymd"
    if len(figures) + named == 2 and years & set(figures):
        return "ym" if named or day.month in figures else "ymd"
    return "ymd"
