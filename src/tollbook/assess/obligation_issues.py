"""What a person should look at in what bound a state: contested, not known, named otherwise than it was done."""

from collections.abc import Iterable, Iterator, Mapping

from tollbook.assess.bound import day_words
from tollbook.model import Account, Claim, Issue, Severity
from tollbook.model.instrument import InstrumentKind
from tollbook.model.obligation import Bound, Invoked, Obligation, Obligations

_LATER = frozenset({"later_text", "later_restatement", "not_in_force", "not_yet", "not_yet_stated", "signed_later"})


def obligation_issues(accounts: Iterable[Account], claims: Mapping[str, Claim]) -> Iterator[Issue]:
    """Of incidents with deaths in custody, or of which a document names a text; of others nobody asks."""
    for account in accounts:
        found = account.obligations
        if found is None or not (found.invoked or found.custody):
            continue
        texts = {one.norm: one for one in found.entries}
        about = tuple(one.claim for one in found.invoked) or tuple(account.incident.claims)
        yield from _unknown(account.incident.title, found, about)
        yield from _contested(account.incident.title, found, about)
        for named in found.invoked:
            yield from _named(named, texts.get(named.norm or ""), claims[named.claim], found)


def _unknown(title: str, found: Obligations, about: tuple[str, ...]) -> Iterator[Issue]:
    """Where it cannot be said what bound the state: no state, no days, or a state that is not held."""
    if found.state is None:
        why = 'no country of it is known. Name its state in case.toml: state = "TJK" (ISO 3166 alpha-3)'
    elif not (found.first and found.last):
        why = "its first or last day is not known. Decide it, or see what stood on a day with tollbook norms"
    elif all(one.status == "unknown_state" for one in found.entries if one.kind is InstrumentKind.TREATY):
        why = f"no treaties of {found.state_name} are held: the texts in data/norms name the states that are"
    else:
        return
    yield Issue(
        "norm-unknown", f"{title}: which treaties bound the state is not known: {why}.", Severity.OPEN, about=about
    )


def _contested(title: str, found: Obligations, about: tuple[str, ...]) -> Iterator[Issue]:
    """One issue for all texts of an incident whose force for the state two positions are held on."""
    names = [one.name for one in found.entries if one.bound is Bound.CONTESTED]
    if names:
        message = (
            f"{title}: whether these bound {found.state_name} on {_days(found)} is contested: {'; '.join(names)}. Both "
            "positions stand on the page with their sources. A finding that rests on one of them says which."
        )
        yield Issue("norm-contested", message, Severity.OPEN, about=about)


def _named(named: Invoked, text: Obligation | None, claim: Claim, found: Obligations) -> Iterator[Issue]:
    """What a document says of a text, against what was done."""
    if text is not None and named.differs and text.deposited:
        message = (
            f"“Signed” is said of a text that {found.state_name} {named.differs} to: it deposited its instrument on "
            f"{day_words(text.deposited)}, and no signature is recorded. It is bound as it would be by a signature and "
            "ratification; write “acceded” in what you publish yourself."
        )
        yield Issue("norm-not-signed", message, Severity.NOTE, at=claim.anchor, about=(claim.id,))
    if text is not None and text.status in _LATER:
        message = f"The text named here did not stand for {found.state_name} on {_days(found)}: {text.position}."
        yield Issue("norm-later", message, Severity.NOTE, at=claim.anchor, about=(claim.id,))


def _days(found: Obligations) -> str:
    first, last = day_words(found.first), day_words(found.last)
    return first if first == last else f"{first} to {last}"
