"""Registers with secrets planted in every place where a document or a person can put words."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from tollbook.model import (
    Account,
    Anchor,
    Attribution,
    Check,
    Claim,
    Count,
    Death,
    Decision,
    DecisionKind,
    Form,
    Ground,
    Harm,
    Incident,
    Issue,
    Passage,
    PassageKind,
    Person,
    Place,
    Provenance,
    Quantity,
    Register,
    Role,
    Severity,
    Source,
    SpeakerType,
    Toll,
    Unknown,
    When,
)
from tollbook.model.clearance import Clearance
from tollbook.reconcile import RULES, find_disagreements, reconcile_incident

DAY = date(2026, 11, 22)
CHECKED = (Check("R1", DAY),)
WHEN = When("2011-03-03", "3 March 2011")


def salts(name: str) -> bytes:
    return hashlib.sha256(b"of the case:" + name.encode()).digest()


@dataclass(frozen=True)
class Told:
    """One sentence of a document: the words around a figure, who says so, and the secrets in it."""

    sentence: str
    words: str
    low: int
    speaker: str | None = None
    speaker_type: SpeakerType = SpeakerType.WITNESS
    harm: Harm = Harm.KILLED
    checked: tuple[Check, ...] = CHECKED


def source_of(name: str, sentences: Sequence[str], title: str | None = None, **more: Any) -> Source:
    blocks = [*([title] if title else []), *sentences]
    text = "\n\n".join(blocks) + "\n"
    passages, at = [], 0
    for number, block in enumerate(blocks):
        kind = PassageKind.TITLE if title and not number else PassageKind.PARAGRAPH
        passages.append(Passage(kind, at, at + len(block), origin=f"line {number}"))
        at += len(block) + 2
    id_ = hashlib.sha256((name + text).encode()).hexdigest()
    head = Anchor(id_, 0, len(title), title) if title else None
    return Source(id_, name, "text/plain", "utf-8", len(text), text, tuple(passages), language="en", title=head, **more)


def claims_of(source: Source, told: Iterable[Told], quote_all: bool = True) -> list[Claim]:
    found = []
    for number, one in enumerate(told):
        first = source.text.index(one.sentence)
        start = first if quote_all else first + one.sentence.index(one.words)
        end = start + len(one.sentence if quote_all else one.words)
        said = Attribution(
            one.speaker,
            one.speaker.casefold() if one.speaker else None,
            one.speaker_type if one.speaker else SpeakerType.DOCUMENT,
        )
        many = Quantity(one.low, one.low, False, Form.EXACT, one.words)
        found.append(
            Claim(
                Count(one.harm, "all", many),
                said,
                source.anchor(start, end),
                "en",
                "quantities:passive",
                when=WHEN,
                confidence=0.91,
                incident="riot-1",
                sentence=number,
                checked=one.checked,
            )
        )
    return found


def register_of(
    sources: Sequence[Source], claims: Sequence[Claim], title: str = "Riot at Harrowmere", **more: Any
) -> Register:
    """One incident of all the claims, reconciled by the range rule."""
    incident = Incident(
        "riot-1",
        title,
        "riot",
        "2011-03-03",
        Place("Harrowmere", None, None, None),
        tuple(one.id for one in claims),
        tuple(f"its sentence names the event: “{one.anchor.words}”" for one in claims),
        tuple(Ground("when", one.anchor, f"dated “{one.anchor.words}” there") for one in claims),
    )
    rules = (RULES["range"],)
    voices, tolls = reconcile_incident(incident, claims, rules)
    figures = [one for one in tolls if isinstance(one, Toll)]
    account = Account(incident, voices, tolls, find_disagreements(claims, figures), more.pop("unknowns", ()))
    return Register(
        tuple(sources),
        tuple(claims),
        (account,),
        rules,
        more.pop("issues", ()),
        more.pop("decisions", ()),
        DAY,
        **more,
    )


def clearance(**more: Any) -> Clearance:
    return Clearance("R1", DAY, **more)


def everywhere(secrets: Sequence[str]) -> Register:
    """Each secret in a quote, beside it, in a title, a speaker, a death, a role, an issue, a reason, a file's name, and
    in what people know of a source."""
    sources = [_telling(number, secret) for number, secret in enumerate(secrets)]
    own = [_claims_with(number, secret, sources[number]) for number, secret in enumerate(secrets)]
    decisions = [one for secret, claims in zip(secrets, own, strict=True) for one in _decided(secret, claims[1])]
    issues = tuple(
        Issue("figure-not-read", f"interview with {secret}.txt: {secret}", Severity.OPEN, source=f"{secret}.txt")
        for secret in secrets
    )
    unknowns = tuple(Unknown("names", f"Who is {secret}?", f"{secret} knows", "families") for secret in secrets)
    title = f"Riot that {secrets[0]} saw" if secrets else "Riot"
    claims = [one for several in own for one in several]
    return register_of(sources, claims, title, issues=issues, decisions=tuple(decisions), unknowns=unknowns)


def _told(number: int, secret: str) -> list[Told]:
    many = f"{number + 20} people"
    return [
        Told(f"In the yard {secret} saw that {many} were killed.", many, number + 20),
        Told(f"As {secret} said, 7 people were killed there.", "7 people", 7, secret),
        Told(f"They say 3 people were injured, and call {secret}.", "3 people", 3, "officials", harm=Harm.INJURED),
        Told(f"Nobody read of {secret}, and 9 people held.", "9 people", 9, checked=(), harm=Harm.DETAINED),
    ]


def _telling(number: int, secret: str) -> Source:
    sentences = [*(one.sentence for one in _told(number, secret)), f"Not quoted: {secret}, at the gate."]
    known = Provenance(
        title=secret,
        publisher=secret,
        address=f"https://example.org/{secret}",
        obtained_how=f"from {secret}",
        obtained_by=secret,
        obtained_from=secret,
        sensitivity=secret,
    )
    source = source_of(f"interview with {secret}.txt", sentences, f"What {secret} saw", provenance=known)
    return replace(source, author=source.title, publisher=source.title)


def _claims_with(number: int, secret: str, source: Source) -> list[Claim]:
    own = claims_of(source, _told(number, secret))
    first = own[0]
    own.append(replace(first, statement=Death(Person(secret, f"a cousin of {secret}", 17))))
    own.append(replace(first, statement=Role(secret, "said_to_be_responsible")))
    by = {"carried_by": (secret,), "on_word_of": (f"a friend of {secret}",)}
    return [replace(one, where=f"the house of {secret}", attribution=replace(one.attribution, **by)) for one in own]


def _decided(secret: str, claim: Claim) -> list[Decision]:
    at = datetime(2026, 11, 20, 3, 41, 27, tzinfo=UTC)
    return [
        Decision(DecisionKind.ACCEPT, (claim.id,), "stands", "R1", at, f"{secret} told me"),
        Decision(DecisionKind.PUBLISH, (f"name:{secret}",), "withhold", "R1", at, f"{secret} is afraid"),
    ]
