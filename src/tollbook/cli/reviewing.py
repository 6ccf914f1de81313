"""The keys of ``tollbook review``: what one did is on the disk before the next claim is shown."""

from collections.abc import Callable, Mapping

from tollbook.cli.keystrokes import END, RESIZED, SEVERAL, Keystrokes
from tollbook.cli.review_screen import Screen
from tollbook.tasks.review import FieldError, Page, Review

Notice = tuple[str, ...]
_FORWARD = ("n", " ", "\n", "right", "down")
_BACK = ("b", "left", "up")
_QUIT = ("q", END)
_OF_A_FIGURE = ("low", "high", "open", "form")  # typed as one: none of them can be changed alone
CORRECTED = "the words state this instead"


class Reviewing:
    """A reviewer at a terminal."""

    def __init__(self, review: Review, screen: Screen, keys: Keystrokes) -> None:
        self._review, self._screen, self._keys = review, screen, keys
        self._does: Mapping[str, Callable[[Page], Notice]] = {
            "a": self._accept,
            "r": self._reject,
            "c": self._correct,
            "s": self._later,
            "?": self._help,
            "h": self._help,
        }

    def run(self) -> None:
        """Until the person quits, or the terminal goes."""
        notice: Notice = ()
        while True:
            self._keys.forget()
            page = self._show(notice)
            key = self._keys.key()
            if key in _QUIT:
                return
            if key != RESIZED:
                notice = self._press(key, page)

    def _show(self, notice: Notice) -> Page | None:
        page = self._review.page()
        if page is None:
            self._screen.show_end(len(self._review.stakes), notice)
        else:
            self._screen.show(page, notice)
        return page

    def _press(self, key: str, page: Page | None) -> Notice:
        if key in _BACK:
            self._review.back()
            return ()
        if key == "u":
            return self._undo()
        if page is None:
            return ("No claim is left: b goes back, q quits.",)
        if key in _FORWARD:
            self._review.forward()
            return ()
        if key == SEVERAL:
            return ("Several keys came at once, so nothing was done. Press one.",)
        does = self._does.get(key)
        return does(page) if does else ("That key does nothing here; ? says which do.",)

    def _accept(self, _page: Page) -> Notice:
        return ("Accepted.", *self._review.accept())

    def _reject(self, _page: Page) -> Notice:
        reason = self._keys.line(lambda: input("Why is it rejected? (nothing: go back) "))
        if reason is None:
            return ("Not rejected.",)
        return ("Rejected.", *self._review.reject(reason))

    def _later(self, _page: Page) -> Notice:
        self._review.later()
        return ("Put behind the others.",)

    def _help(self, _page: Page) -> Notice:
        self._screen.show_help()
        while self._keys.key() == RESIZED:
            self._screen.show_help()
        return ()

    def _undo(self) -> Notice:
        if self._review.last() is None:
            return ("Nothing was decided in this sitting that could be undone.",)
        return ("Undone.", *self._review.undo())

    def _correct(self, page: Page) -> Notice:
        """Field by field, until the person leaves one blank; then it is tried, and kept or not."""
        typed: dict[str, str] = {}
        fields = tuple(dict.fromkeys("figure" if one in _OF_A_FIGURE else one for one in page.fields))
        self._screen.tell(f"Fields: {', '.join(fields)}.")
        if "figure" in fields:
            self._screen.tell("A figure can be typed whole: 24, 24-30, 24+, <=150, ~40.")
        while (field := self._field(fields, bool(typed))) is not None:
            said = self._value(field)
            if said is None:
                continue
            typed[field] = said
            try:
                tried = self._review.try_correcting(typed, CORRECTED)
            except FieldError as wrong:
                del typed[field]
                self._screen.tell(f"{wrong.field or field}: {wrong}.")
                continue
            for line in tried or ("That would change no figure.",):
                self._screen.tell(line)
        return self._keep(typed)

    def _value(self, field: str) -> str | None:
        return self._keys.line(lambda: input(f"{field} (none: the words say nothing of it): "))

    def _field(self, fields: tuple[str, ...], more: bool) -> str | None:
        """The name of a field, or the beginning of one; None for no more."""
        what = "Another field? (nothing: that is all) " if more else "Which field? (nothing: go back) "
        while True:
            said = self._keys.line(lambda: input(what))
            if said is None:
                return None
            found = [one for one in fields if one == said] or [one for one in fields if one.startswith(said.casefold())]
            if len(found) == 1:
                return found[0]
            self._screen.tell(f"Write one of {', '.join(found or fields)}.")

    def _keep(self, typed: Mapping[str, str]) -> Notice:
        if not typed:
            return ("Not corrected.",)
        reason = self._keys.line(lambda: input("Why? (nothing: go back without correcting) "))
        if reason is None:
            return ("Not corrected.",)
        return ("Corrected.", *self._review.correct(typed, reason))
