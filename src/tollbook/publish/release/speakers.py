"""Who speaks, as a release shows them: by their own words where these may leave, else by what they are."""

import hmac
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from tollbook.model import Attribution, Claim, SpeakerType
from tollbook.publish.phrases import phrases
from tollbook.publish.release.plan import Asked
from tollbook.publish.release.scrub import scrub, unchanged
from tollbook.publish.release.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Speakers:
    """``labels`` by the case's key of a speaker who may not be named. ``salt`` makes the keys of the release."""

    labels: Mapping[str, str]
    salt: bytes
    vocabulary: Vocabulary

    def key(self, key: str) -> str:
        """A speaker's key that tells nothing to whoever guesses the name. Whoever is not named has another than under
        their name: else an earlier release that names them would say who it is."""
        return f"speaker-{salted(self.salt, f'unnamed:{key}' if key in self.labels else key)[:16]}"

    def shown(self, said: Attribution) -> str | None:
        """A speaker as the release calls them; None where the document speaks itself."""
        if said.speaker is None or said.key is None:
            return None
        return self.labels.get(said.key) or " ".join(said.speaker.split())

    def attribution(self, said: Attribution, *, verbatim: bool) -> Attribution:
        """What a release says of who says so, and on whose word. ``verbatim``: in a source that leaves as it is."""
        return replace(
            said,
            speaker=said.speaker if verbatim else self.shown(said),
            key=self.key(said.key) if said.key is not None else None,
            verb=None,
            carried_by=tuple(scrub(one, self.vocabulary).words for one in said.carried_by),
            on_word_of=tuple(scrub(one, self.vocabulary).words for one in said.on_word_of),
            at=None,
            state=None,
        )


def salted(salt: bytes, words: str) -> str:
    """An id that nobody can make without the salt."""
    return hmac.new(salt, words.encode("utf-8", "surrogatepass"), sha256).hexdigest()


def find_speakers(claims: Iterable[Claim], asked: Asked, salt: bytes) -> Speakers:
    """Each speaker of the claims that leave gets a label, unless all that they are called may leave."""
    say = phrases()
    protected = {one.about[0]: one for one in asked.protected("speaker")}
    labels: dict[str, str] = {}
    kinds: Counter[str] = Counter()
    every = sorted(  # numbered by an order that is not that of the files' names
        (claim.attribution for claim in claims),
        key=lambda said: (salted(salt, f"order:{said.key}"), said.speaker or "", said.speaker_type),
    )
    for said in every:
        if said.speaker is None or said.key is None or said.key in labels:
            continue
        if (one := protected.get(said.key)) is not None:
            shown = scrub(one.shown_as or say.code("speaker_types", said.speaker_type), asked.vocabulary).words
            form = "release.unnamed_again"
        elif unchanged(said.speaker, asked.vocabulary) is not None:
            continue
        else:
            unknown = said.speaker_type is SpeakerType.UNKNOWN
            shown = say.say("release.unknown_kind") if unknown else say.code("speaker_types", said.speaker_type)
            form = "release.unnamed"
        kinds[shown] += 1
        labels[said.key] = say.say(form, kind=shown, shown=shown, n=kinds[shown])
    return Speakers(labels, salt, asked.vocabulary)
