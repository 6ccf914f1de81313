"""The words of the pages in one language: phrases by key, codes in words, numbers and lists as people write them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from tollbook.data.loader import data_file, load_yaml


class Phrases:
    """``data/messages/<language>.yaml``, asked by dotted keys."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        self._entries = entries

    @property
    def language(self) -> str:
        """Two-letter code of the language of the pages."""
        return str(self._entries["language"])

    @property
    def direction(self) -> str:
        """ "ltr" or "rtl"."""
        return str(self._entries["direction"])

    def entry(self, key: str) -> Any:
        """What stands under a dotted key. KeyError where nothing does: a missing phrase is a fault of the program."""
        found: Any = self._entries
        for part in key.split("."):
            found = found[part]
        return found

    def say(self, key: str, **values: object) -> str:
        """The phrase with its values in place."""
        return str(self.entry(key)).format(**values)

    def counted(self, key: str, n: int) -> str:
        """A phrase with a number, in the form that the number asks for; small numbers as words."""
        forms = self.entry(key)
        return str(forms["one" if n == 1 else "other"]).format(n=self.number_word(n))

    def code(self, table: str, code: str | None) -> str:
        """A code of the record in words; one that is not in the table is shown as it is, never left blank."""
        found = self.entry(f"codes.{table}").get(code)
        return str(found) if found else str(code or self.say("figures.not_stated")).replace("_", " ")

    def noun(self, group: str | None, n: int | None) -> str:
        """The noun of a group: singular for one."""
        forms = self.entry("codes.groups").get(group or "all")
        return str(forms["one" if n == 1 else "other"]) if forms else str(group).replace("_", " ")

    def number(self, n: int) -> str:
        """Digits with thousands marked."""
        return f"{n:,}".replace(",", str(self._entries["thousands"]))

    def number_word(self, n: int) -> str:
        """A small number as a word, a greater one in digits."""
        small = self._entries["small_numbers"]
        return str(small[n]) if n < len(small) else self.number(n)

    def listed(self, items: Sequence[str]) -> str:
        """ "a, b and c"."""
        if len(items) < 2:
            return "".join(items)
        joined = str(self._entries["list_join"]).join(items[:-1])
        return joined + str(self._entries["list_last"]) + items[-1]


@lru_cache
def phrases(language: str = "en") -> Phrases:
    """The phrases of a language. Raises DataFileError where there is no such file."""
    return Phrases(load_yaml(data_file("messages", f"{language}.yaml")))


def capital(words: str) -> str:
    """The first letter raised, for the beginning of a heading."""
    return words[:1].upper() + words[1:]


def short(words: str, length: int) -> str:
    """At most ``length`` characters, with an ellipsis where something was cut."""
    if len(words) <= length:
        return words
    cut = words[: length - 1]
    return (cut.rpartition(" ")[0] or cut) + "…"
