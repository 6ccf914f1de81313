"""What a release says of itself: who released it, what was taken out and why, and who is protected by what kind."""

from collections.abc import Iterator
from dataclasses import dataclass

from tollbook.publish import days
from tollbook.publish.lookup import Json
from tollbook.publish.phrases import Phrases, capital

_COUNTED = ("sources", "incidents", "claims", "tolls", "decisions")


@dataclass(frozen=True, slots=True)
class Shown:
    """A protected source by its kind. ``because``: why it is believed, "" where nobody said."""

    href: str
    kind: str
    because: str


@dataclass(frozen=True, slots=True)
class ReleaseWords:
    """The box at the head of a release. ``status``: who released it and when. ``holdings``: what is here and what is
    not, in one line."""

    status: str
    holdings: str
    lines: tuple[str, ...]
    protected: tuple[Shown, ...]


def release_words(record: Json, say: Phrases) -> ReleaseWords | None:
    """The words of a release; None for a working copy."""
    release = record.get("release")
    if not release:
        return None
    documents = say.counted("counts.documents", len(record.get("sources", ())))
    stays = list(_withheld(release["withheld"], say))
    kept = say.say("release.box.kept", what=say.listed(stays)) if stays else say.say("release.box.kept_none")
    bare = int(release["withheld"].get("n_figures", 0))
    lines = [say.say("release.box.text"), say.say("release.box.names"), kept]
    lines += [capital(say.counted("release.box.bare", bare))] if bare else []
    lines += [say.say("release.box.figures"), say.say("release.box.proof")]
    return ReleaseWords(
        status=say.say("release.status", by=release["by"], day=days.in_words(release["on"], say)),
        holdings=capital(say.say("release.holdings", documents=documents)),
        lines=tuple(lines),
        protected=tuple(
            Shown(f"#source-{one['source']}", str(one["shown_as"]), str(one.get("believed_because") or ""))
            for one in release.get("protected") or ()
        ),
    )


def _withheld(counts: Json, say: Phrases) -> Iterator[str]:
    for what in _COUNTED:
        if n := int(counts.get(f"n_{what}", 0)):
            yield say.counted(f"release.box.{what}", n)
