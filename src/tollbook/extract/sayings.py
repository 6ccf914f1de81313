"""Who says what in a sentence: the scope of each word of saying, whose words they are, and through whom they came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tollbook.extract.headlines import speakers_of_headline
from tollbook.extract.own_figures import figures_of_owners
from tollbook.extract.reach import clause_start, extent, extent_of_according, scope_end
from tollbook.extract.relays import cited_around, cited_between, hearers, quoters, through_whom
from tollbook.extract.row import Chunk, Chunked
from tollbook.extract.said_by import described, is_of_reason, speakers_behind, subject_of
from tollbook.extract.speakers import Speaker, named_between, names_speaker, noun_phrase_right, speakers_in, type_of
from tollbook.extract.witnessed import who_saw
from tollbook.model import SpeakerType, Stance
from tollbook.model.swift import swift

# A belief or a fear reaches no further than its own clause; a statement goes on.
_SHORT = (Stance.BELIEVES, Stance.DOUBTS, Stance.HYPOTHETICAL)
_MOST_BEFORE_DEED = 4  # chunks: "the brutal recent killing"
_MOST_OF_EARLY = 3  # tokens of "initial death toll"
_BEFORE_FIGURE = frozenset({"comma", "and", "preposition"})
NO_VERB = -1  # of what is said in this sentence by a verb in another


@swift
@dataclass(frozen=True, slots=True)
class Said:
    """Chunks ``first`` to ``last`` (excluded) are said by ``speakers``, with ``stance``, by the word at chunk
    ``verb``."""

    first: int
    last: int
    verb: int
    speakers: tuple[Speaker, ...]
    stance: Stance
    through: tuple[str, ...] = ()
    on_word_of: tuple[str, ...] = ()


def find_said(sentence: Chunked, source: str, last_speaker: Speaker | None) -> list[Said]:
    """All scopes of saying in a sentence, the outer before the inner; a pronoun stands for ``last_speaker``."""
    found = []
    if "rep" in sentence.symbols:
        found = [said for index in verbs_of_saying(sentence) if (said := _scope(sentence, source, index)) is not None]
        found += [again for said in found for again in _put_by_others(sentence, source, said)]
    if "accuses" in sentence.line.classes:
        found += [said for index in range(len(sentence.chunks)) if (said := _accusation(sentence, source, index))]
    if "deplores" in sentence.line.classes:
        deplored = (said for index in range(len(sentence.chunks)) if (said := _deplored(sentence, source, index)))
        found += [said for said in deplored if not any(one.first <= said.verb < one.last for one in found)]
    if "sees" in sentence.line.classes:
        found += [said for index in range(len(sentence.chunks)) if (said := _seen(sentence, source, index))]
    found += [Said(*told, Stance.ASSERTS) for told in figures_of_owners(sentence, source)]
    if headed := speakers_of_headline(sentence, source):
        first, last, colon, speakers = headed
        found.append(Said(first, last, colon, speakers, Stance.ASSERTS))
    if not found:
        return []
    within = [_clipped(said, found) for said in found]
    return sorted(_without_pronouns(within, last_speaker), key=lambda said: (said.first - said.last, said.first))


def _accusation(sentence: Chunked, source: str, index: int) -> Said | None:
    """ "The party accused police of killing 30": a charge is the accuser's word (READING 13)."""
    here = sentence.line.hits[sentence.chunks[index].first]
    if "accuses" not in here or "participle" in here:  # "an officer accused of it"
        return None
    if named := named_between(sentence, sentence.chunks[index].first + here["accuses"].length):
        speakers = tuple(speakers_in(sentence, source, *named))
        return Said(named[1], scope_end(sentence, named[1] + 1), index, speakers, Stance.ASSERTS) if speakers else None
    subject, _ = subject_of(sentence, index)
    charged = any(chunk.symbol == "of" for chunk in sentence.chunks[index:])
    if subject is None or not charged or not names_speaker(sentence, *subject):
        return None
    speakers = tuple(speakers_in(sentence, source, *subject))
    return Said(index, scope_end(sentence, index + 1), index, speakers, Stance.ASSERTS) if speakers else None


def _deplored(sentence: Chunked, source: str, index: int) -> Said | None:
    """ "The Committee condemns the killing of twelve": who condemns a deed states it."""
    chunks = sentence.chunks
    if "deplores" not in sentence.line.hits[chunks[index].first] or not _deed_follows(sentence, index + 1):
        return None
    subject, _ = subject_of(sentence, index)
    if subject is None or not (type_of(sentence, *subject) is not SpeakerType.UNKNOWN or _is_named(sentence, *subject)):
        return None
    return Said(
        index, scope_end(sentence, index + 1), index, tuple(speakers_in(sentence, source, *subject)), Stance.ASSERTS
    )


def _seen(sentence: Chunked, source: str, index: int) -> Said | None:
    speakers = who_saw(sentence, source, index)
    return Said(index, scope_end(sentence, index + 1), index, speakers, Stance.ASSERTS) if speakers else None


def _deed_follows(sentence: Chunked, index: int) -> bool:
    """Whether a deed is named after an article and few words: "the brutal killing"."""
    for chunk in sentence.chunks[index : index + _MOST_BEFORE_DEED]:
        if chunk.symbol in ("event", "harm_killing", "harm_noun"):
            return True
        if chunk.symbol not in ("article", "w", "adverb", "other"):
            return False
    return False


def _is_named(sentence: Chunked, first: int, last: int) -> bool:
    return any(chunk.symbol in ("name", "g") for chunk in sentence.chunks[first:last])


def _clipped(said: Said, found: Sequence[Said]) -> Said:
    """ "“My brother said that six died,” a widow told us": what is said within what another says ends with it."""
    ends = (
        other.last for other in found if other.first <= said.verb < other.last <= other.verb and other.last < said.last
    )
    end = min(ends, default=said.last)
    return replace(said, last=end) if said.first < end != said.last else said


def verbs_of_saying(sentence: Chunked) -> Iterator[int]:
    """The chunks of the words of saying that say something, not of nouns like "a report"."""
    for index, chunk in enumerate(sentence.chunks):
        if chunk.symbol != "rep":
            continue
        before = sentence.chunks[index - 1].symbol if index and not _is_both(sentence, index - 1) else ""
        if index + 1 < len(sentence.chunks) and "lives" in sentence.chunks[index + 1].marks:
            continue  # "the fire claimed eight lives"
        if is_of_reason(sentence, index):
            continue
        if index and _ends_early(sentence, chunk.first):
            continue  # "an early report", which is no verb; "initial sources reported" names nobody
        if _describes(sentence, index, before):
            continue
        if before not in ("article", "of", "to", "by") or "according" in chunk.marks:
            yield index


def _is_both(sentence: Chunked, index: int) -> bool:
    """ "The mayor and the bishop both said": no article."""
    return "both" in sentence.line.hits[sentence.chunks[index].first]


def _ends_early(sentence: Chunked, token: int) -> bool:
    """Whether the words for what was reported first end right before a token, or hold it."""
    near, hits = range(max(0, token - _MOST_OF_EARLY), token), sentence.line.hits
    return any("early" in hits[at] and at + hits[at]["early"].length >= token for at in near)


def _describes(sentence: Chunked, index: int, before: str) -> bool:
    """ "A bomb suspected to be theirs killed 3": what is believed of it, not that it killed them."""
    chunk, follows = sentence.chunks[index], [one.symbol for one in sentence.chunks[index + 1 : index + 3]]
    believed = chunk.attr == Stance.BELIEVES and before not in ("be", "adverb", "pronoun")
    return believed and index > 0 and follows in (["to", "be"], ["to", "have"])


def _scope(sentence: Chunked, source: str, index: int) -> Said | None:
    if "according" in sentence.chunks[index].marks:
        return _according(sentence, source, index)
    if "impersonal" in sentence.chunks[index].marks:
        return _by_nobody(sentence, index)
    subject, parenthesis = subject_of(sentence, index)
    if subject is None:
        return (
            _passive(sentence, source, index)
            or _inverted(sentence, source, index)
            or _shared_subject(sentence, source, index)
            or _denied_by_nobody(sentence, index)
        )
    speakers = tuple(speakers_in(sentence, source, *subject))
    if not speakers or not (names_speaker(sentence, *subject) or _rounds_off(sentence, subject[0], index)):
        return None
    stance, between = _stance(sentence, index), range(subject[1], index)
    if parenthesis:
        cited = cited_between(sentence, source, between.start, between.stop)
    else:
        cited = cited_around(sentence, source, subject[0], index)
    if parenthesis and len(speakers) == 1 and not cited:
        speakers = (described(sentence, source, speakers[0], subject[1], index),)
    citing, begin = quoters(sentence, source, subject[0])
    carriers = hearers(sentence, source, index) + through_whom(sentence, source, subject[1]) + citing
    reports = _reports_believed(sentence, source, index)
    first, last = extent(sentence, begin, index)
    if stance in _SHORT:
        last = next((i for i in range(index + 1, last) if sentence.chunks[i].symbol in ("comma", "semicolon")), last)
    return _with_cited(Said(first, last, index, speakers, stance, carriers, reports), cited)


def _rounds_off(sentence: Chunked, subject: int, index: int) -> bool:
    """ "…, rescuers said.": where nothing but who says so ends the sentence, any noun is a speaker."""
    return extent(sentence, subject, index)[1] == subject


def _by_nobody(sentence: Chunked, index: int) -> Said:
    """ "Rumours spread that …": nobody is named."""
    return Said(index, scope_end(sentence, index + 1), index, (), Stance(sentence.chunks[index].attr))


def _denied_by_nobody(sentence: Chunked, index: int) -> Said | None:
    """What somebody denies is denied, whoever it may be: never a statement of the document's own."""
    denies = sentence.chunks[index].attr == Stance.DENIES
    follows = index + 1 < len(sentence.chunks) and "says_it" in sentence.line.hits[sentence.chunks[index + 1].first]
    return _by_nobody(sentence, index) if denies and follows else None


def _stance(sentence: Chunked, index: int) -> Stance:
    """The stance of a verb of saying; what somebody has not confirmed, or does not deny, they leave open."""
    stance, before = Stance(sentence.chunks[index].attr), index - 1
    while before >= 0 and sentence.chunks[before].symbol == "adverb":
        before -= 1
    negated = (
        before >= 0 and sentence.chunks[before].symbol in ("be", "have") and "not" in sentence.chunks[before].marks
    )
    return Stance.DOUBTS if negated and stance in (Stance.ASSERTS, Stance.DENIES) else stance


def _reports_believed(sentence: Chunked, source: str, index: int) -> tuple[str, ...]:
    """ "It believes the reports that …": the reports are whose word it is."""
    phrase = noun_phrase_right(sentence, index + 1)
    if phrase is None or phrase[1] >= len(sentence.chunks) or sentence.chunks[phrase[1]].symbol != "relative":
        return ()
    return tuple(one.words for one in speakers_in(sentence, source, *phrase) if one.material)


def _passive(sentence: Chunked, source: str, index: int) -> Said | None:
    """ "It was rumoured that …" names nobody; "the toll was put at 20 by state media" names them after "by"."""
    chunks = sentence.chunks
    be = index - 1
    while be > 0 and chunks[be].symbol == "adverb":
        be -= 1
    if be < 0 or chunks[be].symbol != "be":
        return None
    stance = Stance(chunks[index].attr)
    if stance is Stance.HYPOTHETICAL or (be and "it_refers" in sentence.line.hits[chunks[be - 1].first]):
        follows = index + 1 < len(chunks) and not chunks[index + 1].symbol.startswith("harm_")
        speakers = _named_by(sentence, source, index + 1)
        if speakers and be > 1 and chunks[be - 2].symbol == "comma" and _ends_without_figure(chunks, index):
            return Said(clause_start(sentence, be - 2), be - 2, index, speakers, stance)
        return (
            Said(index, scope_end(sentence, index + 1), index, speakers, stance)
            if follows and chunks[index + 1].symbol != "to"
            else None
        )
    if index + 1 < len(chunks) and chunks[index + 1].symbol == "to":
        return None  # "was said to have been carried out by the gang": who did it, not who says so
    for by in range(index + 1, min(index + 6, len(chunks))):
        if chunks[by].symbol.startswith("harm_"):
            return None
        if (
            chunks[by].symbol == "by"
            and (phrase := noun_phrase_right(sentence, by + 1))
            and names_speaker(sentence, *phrase)
        ):
            return Said(clause_start(sentence, index), by, index, tuple(speakers_in(sentence, source, *phrase)), stance)
    return None


def _ends_without_figure(chunks: Sequence[Chunk], index: int) -> bool:
    """ "12 died, it was announced by the ministry": what was announced stands before."""
    return all(chunk.quantity is None for chunk in chunks[index:])


def _put_by_others(sentence: Chunked, source: str, said: Said) -> Iterator[Said]:
    """ "The toll was put at 40 by the army and at 90 by the clinics": the figure that each of the others gives."""
    chunks, by = sentence.chunks, said.last
    while by < len(chunks) and chunks[by].symbol == "by" and (phrase := noun_phrase_right(sentence, by + 1)):
        figure = next(
            (at for at in range(phrase[1], len(chunks)) if chunks[at].symbol not in _BEFORE_FIGURE), len(chunks)
        )
        by = figure + 1
        speakers = _named_by(sentence, source, by) if by < len(chunks) and chunks[figure].quantity else ()
        if not speakers:
            return
        yield Said(figure, by, said.verb, speakers, said.stance)


def _named_by(sentence: Chunked, source: str, index: int) -> tuple[Speaker, ...]:
    """ "It was reported by Radio Hilal that …"."""
    by = index < len(sentence.chunks) and sentence.chunks[index].symbol == "by"
    phrase = noun_phrase_right(sentence, index + 1) if by else None
    if phrase is None or not names_speaker(sentence, *phrase):
        return ()
    return tuple(speakers_in(sentence, source, *phrase))


def _inverted(sentence: Chunked, source: str, index: int) -> Said | None:
    """ "…, said the spokesman": what was said stands before."""
    before = sentence.chunks[index - 1].symbol if index else ""
    by = (
        index + 1 < len(sentence.chunks) and sentence.chunks[index + 1].symbol == "by"
    )  # ", announced by the minister,"
    phrase = noun_phrase_right(sentence, index + 1 + by)
    if before not in ("comma", "quote") or phrase is None:
        return None
    if any(chunk.quantity is not None for chunk in sentence.chunks[phrase[1] :]) and before == "comma":
        return None  # "…, saying the toll was 9": what is said stands after
    speakers = speakers_behind(sentence, source, *phrase)
    return (
        Said(clause_start(sentence, index - 1), index, index, speakers, _stance(sentence, index)) if speakers else None
    )


def _shared_subject(sentence: Chunked, source: str, index: int) -> Said | None:
    """ "The army denied it and said that …": the second verb has the first one's subject."""
    if index == 0 or sentence.chunks[index - 1].symbol not in ("and", "comma", "but"):
        return None
    for earlier in reversed([verb for verb in verbs_of_saying(sentence) if verb < index]):
        subject, _ = subject_of(sentence, earlier)
        if subject is not None and "according" not in sentence.chunks[earlier].marks:
            speakers = tuple(speakers_in(sentence, source, *subject))
            stance = _stance(sentence, index)
            return Said(index, scope_end(sentence, index + 1), index, speakers, stance) if speakers else None
    return None


def _according(sentence: Chunked, source: str, index: int) -> Said | None:
    phrase = noun_phrase_right(sentence, index + 1)
    if phrase is None:
        return None
    speakers = speakers_behind(sentence, source, *phrase)
    if not speakers:
        return None
    first, last = extent_of_according(sentence, index, phrase[1])
    return Said(first, last, index, speakers, Stance.ASSERTS, through_whom(sentence, source, index))


def _with_cited(said: Said, cited: tuple[Speaker, ...]) -> Said:
    """A medium that quotes somebody carries their word; a body that states it on others' word speaks itself
    (READING 10)."""
    if not cited:
        return said
    if all(speaker.speaker_type is SpeakerType.MEDIA for speaker in said.speakers) and not all(
        one.material for one in cited
    ):
        carriers = tuple(speaker.words for speaker in said.speakers)
        return replace(said, speakers=cited, through=(*carriers, *said.through))
    return replace(said, on_word_of=said.on_word_of + tuple(one.words for one in cited))


def _without_pronouns(found: Sequence[Said], last_speaker: Speaker | None) -> Iterator[Said]:
    """A pronoun stands for whoever was named last, in the sentence or before it."""
    for said in found:
        meant = tuple(last_speaker if last_speaker and speaker.pronoun else speaker for speaker in said.speakers)
        yield replace(said, speakers=meant) if meant != said.speakers else said
        named = [speaker for speaker in said.speakers if not speaker.pronoun and not speaker.material]
        last_speaker = named[-1] if named else last_speaker
