"""All that a release is refused for, at once: each with what is wrong, where, and what to do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tollbook.decide.alleged import ClearedName, need_more
from tollbook.decide.crowd import Thin, Unnamed, thin_crowds
from tollbook.decide.refusal import Refusal
from tollbook.decide.testimony import Agreed, agreed_to_publish
from tollbook.decide.unreviewed import unreviewed
from tollbook.model import Account, Claim, Issue, Source

UNDECIDED = {  # what people decided and what has no effect all the same, with what to do
    "decisions-conflict": "Settle it: what two people decided differently cannot be released as if it were decided.",
    "decision-orphaned": "Undo it, or decide the same of what stands there now.",
    "decision-moved": "Decide of the claim that is offered, over it.",
    "decision-not-used": "Decide again, over it.",
}
_FINDING = {
    "not_standing": "it does not stand as it is; look at it again",
    "ground_stays": "not every claim that it rests on leaves with its words; clear these",
    "names_somebody": "its question or its answer holds a name, a number or an hour that nobody cleared",
    "repeats": "its question or its answer repeats words of a passage that does not leave",
}
_LEFT_OFF = {"spoke": "the day on which they spoke", "place": "the place", "described": "what they are called"}
_HOW = {
    "spoke": "tollbook decide CASE publish day:SOURCE withhold, for each of their sources",
    "place": "tollbook decide CASE publish name:PLACE withhold",
    "described": "protect them all with one wider description, tollbook protect CASE … --as",
}
_OR_NOT = "Or let nothing of it leave: tollbook decide CASE publish '{name}' withhold."
_CONSENT = {
    Agreed.UNKNOWN: (
        "consent-unknown",
        "nothing is known of its giver's consent to publishing it, and nobody says where it was published.",
        "Ask, and write the answer under consent_publish in sources.csv; if it was published, write where, under "
        "publisher or address.",
    ),
    Agreed.CONDITIONAL: (
        "consent-conditional",
        "its giver's consent to publishing it has conditions.",
        "If they are met, say so with the reason: tollbook decide CASE publish 'consent:{name}' clear.",
    ),
    Agreed.REFUSED: (
        "consent-refused",
        "its giver said no to publishing it.",
        "Ask the person anew, or take it out of the case.",
    ),
    Agreed.WITHDRAWN: (
        "consent-withdrawn",
        "its giver withdrew consent.",
        "Ask the person anew, or take it out of the case.",
    ),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a case would leave. ``claims``, ``sources``: by id, those of which something would; ``standing``: the
    claims of them that stand. ``met``: ids of sources whose conditions a person says are met. ``unnamed``: who would be
    shown without a name. ``crowd``: the threshold of the case. ``findings``: those that were cleared and
    cannot leave, each with the code of the reason."""

    accounts: tuple[Account, ...]
    claims: Mapping[str, Claim]
    standing: Mapping[str, Claim]
    sources: Mapping[str, Source]
    issues: tuple[Issue, ...]
    names: tuple[ClearedName, ...] = ()
    met: frozenset[str] = frozenset()
    unnamed: tuple[Unnamed, ...] = ()
    crowd: int | None = None
    findings: tuple[tuple[str, str], ...] = ()


def refusals(asked: Asked) -> tuple[Refusal, ...]:
    """Each reason once, in one order: figures, consent, decisions, names, people who could be told."""
    found = [
        *unreviewed(asked.accounts, asked.standing),
        *_without_consent(asked),
        *_undecided(asked.issues),
        *need_more(asked.names, asked.claims.values(), asked.sources),
        *_given_away(asked.unnamed, asked.crowd),
        *_findings(asked.findings),
    ]
    return tuple(dict.fromkeys(found))


def _without_consent(asked: Asked) -> Iterator[Refusal]:
    for id_, source in asked.sources.items():
        agreed = agreed_to_publish(source, asked.sources)
        if agreed in _CONSENT and not (agreed is Agreed.CONDITIONAL and id_ in asked.met):
            code, what, todo = _CONSENT[agreed]
            todo = f"{todo} {_OR_NOT}".replace("{name}", source.name)
            yield Refusal(code, f"{source.name}: {what}", todo, (id_,))


def _undecided(issues: Iterable[Issue]) -> Iterator[Refusal]:
    for issue in issues:
        if issue.code in UNDECIDED:
            yield Refusal(issue.code, issue.message, UNDECIDED[issue.code], issue.about)


def _findings(kept: Iterable[tuple[str, str]]) -> Iterator[Refusal]:
    for id_, why in kept:
        yield Refusal(
            "finding-stays",
            f"The finding {id_} was cleared to leave, and cannot: {_FINDING[why]}.",
            f"Or let it not leave: tollbook decide CASE publish finding:{id_} withhold.",
            (id_,),
        )


def _given_away(unnamed: Iterable[Unnamed], crowd: int | None) -> Iterator[Refusal]:
    if crowd is None:
        yield Refusal(
            "crowd-unset",
            "case.toml does not say among how many people who look alike somebody without a name must stand.",
            "Write [release] and below it k = 3, or the number that you settled on, at the end of case.toml.",
        )
        return
    for thin in thin_crowds(unnamed, crowd):
        yield _thin(thin, crowd)


def _thin(thin: Thin, crowd: int) -> Refusal:
    shown = thin.shown
    said = ", ".join(one for one in (shown.described, shown.place, shown.date) if one)
    said += f", said on {shown.spoke}" if shown.spoke else ""
    about = tuple(dict.fromkeys(id_ for one in thin.people for id_ in one.about))
    return Refusal(
        "gives-away",
        f"“{said}” would be shown of {_people(thin.number)} ({_listed(about)}), and k is {crowd}: they could be told "
        "from it.",
        _what_helps(thin, crowd),
        about,
    )


def _listed(about: Sequence[str]) -> str:
    """Who it is, as the team finds them again: pseudonyms, speakers, sources by the beginning of their ids."""
    shown = [one[:12] if len(one) == 64 else one for one in about[:3]]
    return ", ".join(shown) + (f" and {len(about) - 3} more" if len(about) > 3 else "")


def _people(number: int) -> str:
    return "one person" if number == 1 else f"{number} people"


def _what_helps(thin: Thin, crowd: int) -> str:
    if not thin.wider:
        return (
            "Whatever is left off, they would not be as many: withhold what they say (tollbook decide CASE publish, "
            "withhold; or tollbook protect), or wait until more have spoken."
        )
    left_off = " and ".join(_LEFT_OFF[name] for name in thin.wider)
    how = "; ".join(_HOW[name] for name in thin.wider)
    return f"Without {left_off}, at least {crowd} would look alike: {how}."
