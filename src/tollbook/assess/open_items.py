"""What a follow-up list holds, kind by kind."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tollbook.assess.follow_up import Case, FollowUp, Waiting, in_order, messages
from tollbook.assess.risks import Concerned, asked_kinds, is_delicate, refuses, risks_of, sources_of
from tollbook.assess.unknowns import load_questions
from tollbook.data.follow_up import follow_up_words
from tollbook.model import Account, Claim, Issue, Severity, Source, SpeakerType, Toll, Unknown
from tollbook.model.risk import NOTHING_DELICATE

_MOST_NAMED = 8
_SAID = ("title", "author", "publisher", "date", "language")


def follow_ups(case: Case) -> tuple[FollowUp, ...]:
    """All that is open in a case, what bears on its headline figures first."""
    return tuple(in_order(case, _every(case)))


def _every(case: Case) -> Iterator[FollowUp]:
    for account in case.register.accounts:
        yield from _questions(account, case)
    for toll in case.figures:
        yield from _figure(toll, case)
    for issue in case.register.issues:
        if issue.severity is not Severity.NOTE:
            yield _issue(issue, case)
    for source in case.register.sources:
        yield from _source(source, case)
    yield from (_coding(one, case) for one in case.waiting)
    yield from (_not_stated(name) for name in case.register.codebook.not_stated)


def _questions(account: Account, case: Case) -> Iterator[FollowUp]:
    asked_of = {one.code: one.harm for one in load_questions()}
    incident, told = account.incident, case.told[account.incident.id]
    for one in account.unknowns:
        kinds = asked_kinds(one.code)
        tolls = [toll for toll in case.figures if toll.incident == incident.id and toll.harm is asked_of.get(one.code)]
        concerned = Concerned(case.delicate, tuple(sources_of(told, case.sources)), told, account, told, kinds)
        made = FollowUp(
            "question",
            one.code,
            _without_protected(one, told, case),
            one.because,
            one.ask,
            risks_of(concerned),
            _named(told, kinds, (), case),
            incident.id,
            case.title(account),
        )
        yield _bearing(made, tolls, case)


def _without_protected(unknown: Unknown, told: Sequence[Claim], case: Case) -> str:
    """The question; without the figure in it where that is of words that are protected."""
    shut = (claim.count.quantity.words for claim in told if claim.count and is_delicate(claim, case.delicate))
    if not any(words in unknown.question for words in shut):
        return unknown.question
    return next((one.question for one in load_questions() if one.code == unknown.code), "").format(figure="…")


def _figure(toll: Toll, case: Case) -> Iterator[FollowUp]:
    """That it rests on too few voices, on claims that nobody checked, or on words of nobody who is named."""
    used, words = [case.claims[id_] for id_ in toll.used], follow_up_words()
    held = {id_: voice.id for voice in case.accounts[toll.incident].voices for id_ in voice.claims}
    n, wanted = len({held.get(id_, id_) for id_ in toll.used}), case.register.codebook.corroboration_voices
    rests = str(words["single_voice" if n == 1 else "several_voices"]).format(n=n)
    if wanted is not None and n < wanted:
        yield _of_figure("too-few-voices", toll, used, case, n=rests, wanted=wanted)
    elif n == 1:
        yield _of_figure("one-voice", toll, used, case, n=rests)
    unchecked = [one for one in used if not one.checked]
    if unchecked:
        yield _of_figure("unchecked", toll, unchecked, case, n=len(unchecked), of=len(used))
    unnamed = [one for one in used if one.attribution.speaker is None or one.attribution.anonymous]
    if unnamed:
        yield _of_figure("speaker", toll, unnamed, case, n=len(unnamed))


def _of_figure(code: str, toll: Toll, claims: Sequence[Claim], case: Case, **values: object) -> FollowUp:
    account, told = case.accounts[toll.incident], case.told[toll.incident]
    kinds = asked_kinds(code)
    made = _item(code, _concerned(claims, case, account, kinds), figure=case.figure(toll), **values)
    named = _named(told, kinds, claims, case)
    only = claims[0].anchor if len({one.anchor.source for one in claims}) == 1 else None
    placed = _placed(made, case.sources.get(only.source) if only else None, case)
    ids = tuple(one.id for one in claims)
    return _bearing(
        replace(placed, incident=toll.incident, title=case.title(account), named=named, claims=ids), [toll], case
    )


def _concerned(
    claims: Sequence[Claim], case: Case, account: Account | None, kinds: frozenset[SpeakerType] = frozenset()
) -> Concerned:
    told = case.told[account.incident.id] if account else ()
    return Concerned(case.delicate, tuple(sources_of(claims, case.sources)), tuple(claims), account, told, kinds)


def _item(code: str, concerned: Concerned, **values: object) -> FollowUp:
    entry = follow_up_words()["items"][code]
    concerned = replace(concerned, outside=not entry.get("of_the_team"))
    what = str(entry["says"]).format(**values)
    return FollowUp(code, code, what[:1].upper() + what[1:], entry["because"], entry["ask"], risks_of(concerned))


def _issue(issue: Issue, case: Case) -> FollowUp:
    words, id_ = follow_up_words()["issues"], issue.at.source if issue.at else None
    source = case.sources.get(id_ or issue.source or "") or case.by_name.get(issue.source or "")
    claims = tuple(case.claims[one] for one in issue.about if one in case.claims)
    near = claims or (case.stated_in.get(source.id, ()) if source else ())
    account = case.accounts.get(near[0].incident or "") if near else None
    outside = words["of_others"].get(issue.code)
    concerned = replace(_concerned(claims, case, account), outside=outside is not None)
    if source and source not in concerned.sources:
        concerned = replace(concerned, sources=(*concerned.sources, source))
    made = FollowUp(
        "issue",
        issue.code,
        str(words["hidden"]).format(code=issue.code) if _points_at_protected(issue, concerned, case) else issue.message,
        str(messages()["issues"].get(issue.code, "")),
        outside or words["of_the_team"],
        risks_of(concerned),
        claims=issue.about,
    )
    made = _placed(made, source, case)
    if issue.at and issue.at.source in case.sources:
        made = replace(made, place=case.place(issue.at), start=issue.at.start)
    if account:
        made = replace(made, incident=account.incident.id, title=case.title(account))
    return _bearing(made, case.resting_on(near), case)


def _points_at_protected(issue: Issue, concerned: Concerned, case: Case) -> bool:
    """Whether its message could name what is protected: it is of it, or it has the name of a source that is."""
    protected = case.delicate.protected
    if any(one.id in protected for one in concerned.sources) or protected & {*issue.about, issue.source or ""}:
        return True
    if any(is_delicate(claim, case.delicate) for claim in concerned.claims):
        return True
    shut = [one for one in case.register.sources if one.id in protected]
    return any(one.name in issue.message or (one.title and one.title.words in issue.message) for one in shut)


def _source(source: Source, case: Case) -> Iterator[FollowUp]:
    """What nobody wrote down of it, as far as somebody would ask for it."""
    said = [name for name in _SAID if getattr(source, name)]
    facts = [name for name in follow_up_words()["facts"] if name in {*source.provenance.unknown(said)}]
    if source.id in case.delicate.published:
        facts = [name for name in facts if not name.startswith("consent")]
    if facts:
        named = ", ".join(messages()["facts_of_a_source"][name] for name in facts)
        claims = case.stated_in.get(source.id, ())
        made = _item("source", Concerned(case.delicate, (source,), claims), facts=named)
        yield _bearing(_placed(made, source, case), case.resting_on(claims), case)


def _coding(waiting: Waiting, case: Case) -> FollowUp:
    account = case.accounts.get(waiting.claim.incident or "")
    made = _item(
        "coding",
        _concerned([waiting.claim], case, account),
        by=" and ".join(waiting.by),
        fields=", ".join(waiting.fields),
    )
    made = replace(made, claims=(waiting.claim.id,), place=case.place(waiting.claim.anchor))
    made = _placed(made, case.sources.get(waiting.claim.anchor.source), case)
    if account:
        made = replace(made, incident=account.incident.id, title=case.title(account))
    return _bearing(replace(made, start=waiting.claim.anchor.start), case.resting_on([waiting.claim]), case)


def _not_stated(name: str) -> FollowUp:
    return _item("codebook", Concerned(NOTHING_DELICATE), name=name)


def _placed(made: FollowUp, source: Source | None, case: Case) -> FollowUp:
    return replace(made, source=source.id, document=case.document(source)) if source else made


def _bearing(made: FollowUp, tolls: Sequence[Toll], case: Case) -> FollowUp:
    ids, words = tuple(one.id for one in tolls), tuple(case.figure(one) for one in tolls)
    return replace(made, bears_on=ids, figures=tuple(dict.fromkeys(words)))


def _named(told: Sequence[Claim], kinds: frozenset[SpeakerType], but: Sequence[Claim], case: Case) -> tuple[str, ...]:
    """Those of these kinds whom the documents name, in their words. Nobody is named who is protected, who speaks
    without a name, or whose words are of a source that must not be pointed at."""
    given = {claim.attribution.key for claim in but}
    found: dict[str, str] = {}
    for claim in told:
        said = claim.attribution
        if said.speaker_type in kinds and said.key and said.key not in given and _may_be_named(claim, case):
            found.setdefault(said.key, " ".join((said.speaker or "").split()))
    return tuple(found.values())[:_MOST_NAMED]


def _may_be_named(claim: Claim, case: Case) -> bool:
    said, source = claim.attribution, case.sources[claim.anchor.source]
    known = source.provenance
    shut = known.sensitive or known.consent.withdrawn_on is not None or refuses(source)
    return not (shut or said.anonymous or said.nameless or is_delicate(claim, case.delicate))
