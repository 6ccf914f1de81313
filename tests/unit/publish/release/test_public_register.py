"""What leaves of a case: with its words, bare, or not; and that what leaves is provable, by new ids, and no more."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from planted import CHECKED, DAY, Told, claims_of, clearance, register_of, salts, source_of

from tollbook.model import (
    Consent,
    Decision,
    DecisionKind,
    Document,
    Ground,
    Harm,
    Provenance,
    Register,
    Rejection,
    Role,
    SpeakerType,
    Toll,
    When,
)
from tollbook.model.clearance import Allegation, Level, Protected
from tollbook.model.release import Public
from tollbook.publish.release import public_register, unknown_words, write_release
from tollbook.publish.release.commitments import commitment_of, disclosure, passage_key
from tollbook.publish.verify import verify_folder

GUARD = Told("A guard said that 12 people were killed.", "12 people", 12, "A guard")
POLICE = Told("The police say that 9 people were killed.", "9 people", 9, "The police", SpeakerType.AUTHORITY)
HURT = Told("The police say that 30 people were injured.", "30 people", 30, "The police", SpeakerType.AUTHORITY)
HURT = replace(HURT, harm=Harm.INJURED)
NEWS = source_of("news.txt", [POLICE.sentence, HURT.sentence, "Not quoted by anybody."], "What the police say")
TALK = source_of("talk.txt", [GUARD.sentence, "He lives by the bridge."])
OF_NEWS, OF_TALK = claims_of(NEWS, [POLICE, HURT]), claims_of(TALK, [GUARD])


def case(**more: object) -> Register:
    return register_of([NEWS, TALK], [*OF_NEWS, *OF_TALK], **more)  # type: ignore[arg-type]


def changed(of: int, **changes: object) -> Register:
    """The case with one claim changed: 0 and 1 are of the news, 2 is the guard's."""
    claims = [*OF_NEWS, *OF_TALK]
    claims[of] = replace(claims[of], **changes)  # type: ignore[arg-type]
    return register_of([NEWS, TALK], claims)


def text(public: Public) -> str:
    return "\n".join(source.text for source in public.register.sources)


def tolls(public: Public) -> list[tuple[str, int | None, int | None]]:
    found = [toll for account in public.register.accounts for toll in account.tolls if isinstance(toll, Toll)]
    return [(toll.harm.value, toll.low, toll.high) for toll in found]


def why(public: Public) -> set[str]:
    return {reason for _, reason in public.held_back}


def test_each_text_is_the_lines_that_claims_quote() -> None:
    public = public_register(case(), clearance(), salts)
    assert sorted(source.text for source in public.register.sources) == [
        "A guard said that 12 people were killed.\n[… taken out …]\n",
        "What the police say\n[… taken out …]\nThe police say that 9 people were killed.\n"
        "The police say that 30 people were injured.\n[… taken out …]\n",
    ]
    assert tolls(public) == [("killed", 9, 12), ("injured", 30, 30)]
    assert public.refused == ()


def test_a_claim_that_nobody_stands_by_stays_and_its_toll_with_it() -> None:
    public = public_register(changed(2, checked=()), clearance(), salts)
    assert why(public) == {"unchecked", "figure-refused"}
    assert tolls(public) == [("injured", 30, 30)]
    assert [(one.harm, [reason for _, reason in one.claims]) for one in public.refused] == [("killed", ["unchecked"])]
    assert "12" not in text(public)
    assert public.released.withheld.tolls == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"rejected": Rejection("R1", DAY, "no")}, "rejected"), ({"corrected_by": "another"}, "corrected")],
)
def test_what_a_person_put_out_of_the_figures_stays(change: dict[str, object], reason: str) -> None:
    public = public_register(changed(2, **change), clearance(), salts)
    assert why(public) == {reason}
    assert tolls(public) == [("killed", 9, 9), ("injured", 30, 30)]


def test_what_was_set_aside_and_stays_changes_no_figure() -> None:
    denied = replace(OF_TALK[0], attribution=replace(OF_TALK[0].attribution, stance="denies"), checked=())
    public = public_register(register_of([NEWS, TALK], [*OF_NEWS, denied]), clearance(), salts)
    assert tolls(public) == [("killed", 9, 9), ("injured", 30, 30)]
    assert public.refused == ()


def test_an_unchecked_claim_leaves_where_its_text_or_itself_is_cleared() -> None:
    register = changed(2, checked=())
    for cleared in ({"texts": frozenset({TALK.id})}, {"claims": frozenset({OF_TALK[0].id})}):
        assert tolls(public_register(register, clearance(**cleared), salts))[0] == ("killed", 9, 12)


@pytest.mark.parametrize(
    "cleared",
    [
        {"withheld": frozenset({TALK.id})},
        {"protected": (Protected((TALK.id,), "source", Level.WITHHOLD, spellings=()),)},
        {"withheld": frozenset({OF_TALK[0].id})},
        {"protected": (Protected(("a guard",), "speaker", Level.WITHHOLD, spellings=()),)},
        {"protected": (Protected((OF_TALK[0].id,), "passage", Level.WITHHOLD, spellings=()),)},
    ],
)
def test_of_what_is_withheld_nothing_leaves(cleared: dict[str, object]) -> None:
    public = public_register(case(), clearance(**cleared), salts)
    assert "guard" not in text(public)
    assert tolls(public) == [("injured", 30, 30)]


@pytest.mark.parametrize("consent", [Consent(publish="no"), Consent(publish="yes", withdrawn_on=When("2018", "2018"))])
def test_without_consent_nothing_leaves(consent: Consent) -> None:
    closed = replace(TALK, provenance=Provenance(consent=consent))
    public = public_register(register_of([NEWS, closed], [*OF_NEWS, *OF_TALK]), clearance(), salts)
    assert "guard" not in text(public)


def test_what_lies_in_something_withheld_stays_too() -> None:
    inner = replace(TALK, within=NEWS.id)
    register = register_of([NEWS, inner], [*OF_NEWS, *OF_TALK])
    assert public_register(register, clearance(withheld=frozenset({NEWS.id})), salts).register.sources == ()


def test_a_protected_source_says_what_kind_it_is_and_why_it_is_believed_and_no_more() -> None:
    one = Protected((TALK.id,), "source", Level.UNNAMED, "a former guard", "two others say the same", (TALK.id,), ())
    public = public_register(case(), clearance(protected=(one,)), salts)
    source = next(each for each in public.register.sources if "guard" in each.name)
    assert source.name.endswith("a former guard")
    assert (source.title, source.author, source.date) == (None, None, None)
    assert [(each.shown_as, each.believed_because) for each in public.released.protected] == [
        ("a former guard", "two others say the same")
    ]


def test_a_heading_leaves_with_its_document_alone() -> None:
    title = Ground("title", NEWS.anchor(0, 20), "the document's heading")
    when = Ground("when", NEWS.anchor(24, 30), "dated there")
    register = case(title="What the police say")
    account = register.accounts[0]
    held = replace(account, incident=replace(account.incident, grounds=(title, when)))
    register = replace(register, accounts=(held,))
    assert public_register(register, clearance(), salts).register.accounts[0].incident.title == "What the police say"
    shut = public_register(register, clearance(withheld=frozenset({NEWS.id})), salts).register
    assert [(one.incident.title, one.incident.when) for one in shut.accounts] == []
    one = Protected((NEWS.id,), "source", Level.UNNAMED, "a paper", None, (NEWS.id,), ())
    named = public_register(register, clearance(protected=(one,)), salts)
    assert named.register.accounts[0].incident.title == "Riot, Harrowmere"
    assert "What the police say" not in text(named)


def test_a_protected_speaker_is_called_as_people_said() -> None:
    one = Protected(("a guard",), "speaker", Level.UNNAMED, "a member of the staff", None, (), ())
    public = public_register(case(), clearance(protected=(one,)), salts)
    assert "a member of the staff 1" in {claim.attribution.speaker for claim in public.register.claims}


def test_without_the_key_the_words_of_those_who_hold_somebody_protected_stay() -> None:
    one = Protected(("person", "P1"), "person", Level.UNNAMED, "a cook", None, (TALK.id,), None)
    public = public_register(case(), clearance(protected=(one,)), salts)
    assert [words for _, words in public.bare] == ["no-key"]
    assert "[words taken out]" in text(public)
    assert tolls(public)[0] == ("killed", 9, 12)


def test_who_is_shown_without_a_name_keeps_one_label_and_others_get_their_own() -> None:
    told = [
        replace(GUARD, sentence=f"{name} said that {n} people were killed.", words=f"{n} people", low=n, speaker=name)
        for name, n in (("Zarina", 12), ("Umed", 13), ("Zarina", 14))
    ]
    source = source_of("talk.txt", [one.sentence for one in told])
    public = public_register(register_of([source], claims_of(source, told)), clearance(), salts)
    speakers = [claim.attribution.speaker for claim in public.register.claims]
    assert speakers == ["witness 1, not named", "witness 2, not named", "witness 1, not named"]
    assert len({claim.attribution.key for claim in public.register.claims}) == 2


@pytest.mark.parametrize(
    ("party", "cleared", "leaves"),
    [
        ("soldiers", {}, True),
        ("the President", {}, False),
        ("General Rahim", {}, False),
        ("General Rahim", {"names": frozenset({"General Rahim"})}, False),
        (
            "General Rahim",
            {
                "names": frozenset({"General Rahim"}),
                "alleged": {"General Rahim": Allegation("reasonable_grounds", "yes, no answer")},
            },
            True,
        ),
    ],
)
def test_blame_leaves_by_decision(party: str, cleared: dict[str, object], leaves: bool) -> None:
    source = source_of("blame.txt", [POLICE.sentence, f"Those responsible: {party}."])
    claim = claims_of(source, [POLICE])[0]
    start = source.text.index(party)
    role = replace(
        claim, statement=Role(party, "said_to_be_responsible"), anchor=source.anchor(start, start + len(party))
    )
    public = public_register(register_of([source], [claim, role]), clearance(**cleared), salts)
    assert any(isinstance(one.statement, Role) for one in public.register.claims) is leaves


def test_ids_prove_nothing_to_whoever_holds_the_paper_or_guesses_a_name() -> None:
    public = public_register(case(), clearance(), salts)
    known = {one.id for one in (NEWS, TALK)} | {one.id for one in (*OF_NEWS, *OF_TALK)}
    given = json.dumps([one.id for one in (*public.register.sources, *public.register.claims)])
    assert not any(one in given for one in known)
    assert not {one.attribution.key for one in public.register.claims} & {"a guard", "the police"}
    other = public_register(case(), clearance(), lambda name: sha256(name.encode()).digest())
    assert {one.id for one in other.register.sources}.isdisjoint(one.id for one in public.register.sources)


def test_the_same_case_gives_the_same_release() -> None:
    assert public_register(case(), clearance(), salts) == public_register(case(), clearance(), salts)


def test_nothing_in_a_release_follows_the_order_of_the_files_names() -> None:
    told = [
        Told(f"{who} said that {n} people were killed.", f"{n} people", n, who) for n, who in enumerate("QRSTUV", 20)
    ]
    sources = [source_of(f"of {one.speaker}.txt", [one.sentence]) for one in told]
    claims = [claim for source, one in zip(sources, told, strict=True) for claim in claims_of(source, [one])]
    one, other = register_of(sources, claims), register_of(sources[::-1], claims[::-1])
    public = public_register(one, clearance(), salts)
    assert public_register(other, clearance(), salts).register == public.register
    incident = public.register.accounts[0].incident
    assert list(incident.claims) == [claim.id for claim in public.register.claims]


def test_a_speaker_who_is_no_longer_named_is_not_known_by_the_key_of_an_earlier_release() -> None:
    once = public_register(case(), clearance(names=frozenset({"A guard"})), salts)
    shielded = Protected(("a guard",), "speaker", Level.UNNAMED, "somebody", None, (), ())
    again = public_register(case(), clearance(protected=(shielded,)), salts)
    keys = [{one.attribution.key for one in public.register.claims} for public in (once, again)]
    assert len(keys[0] & keys[1]) == 1  # the police


def test_words_that_may_be_names_are_listed_in_every_script_and_where_a_sentence_begins() -> None:
    told = [
        Told("It was known that 12 people were killed. Boris\u0438\u0447 ran.", "12 people", 12),
        Told("در زندان کریم گفت ۷ تن کشته شدند", "۷ تن", 7),
        Told("There 9 people were hurt. Gulbahor ran, and gulbahor was hurt.", "9 people", 9),
    ]
    source = source_of("talk.txt", [one.sentence for one in told])
    claims = claims_of(source, told)
    public = public_register(register_of([source], claims), clearance(claims=frozenset({claims[1].id})), salts)
    found = {one.words for one in unknown_words(public)}
    assert found >= {"کریم", "gulbahor", "Gulbahor"}
    assert "There" not in found


def test_words_of_reasons_that_may_be_names_are_listed_too() -> None:
    at = datetime(2026, 11, 20, 3, 41, tzinfo=UTC)
    shown = Decision(DecisionKind.ACCEPT, (OF_TALK[0].id,), "stands", "R1", at, "so gulbahor says")
    public = public_register(case(decisions=(shown,)), clearance(), salts)
    assert "gulbahor" in {one.words for one in unknown_words(public)}


def test_nothing_of_how_it_was_read_leaves() -> None:
    for claim in public_register(case(), clearance(), salts).register.claims:
        assert (claim.confidence, claim.sentence, claim.place, claim.reader) == (None, None, None, "released")


def test_bytes_leave_where_they_are_cleared_and_then_the_text_is_whole(tmp_path: Path) -> None:
    data = NEWS.text.encode()
    source = replace(NEWS, id=sha256(data).hexdigest(), size=len(data))
    source = replace(source, title=source.anchor(0, 19))
    claims = claims_of(source, [POLICE, HURT])
    public = public_register(register_of([source], claims), clearance(sources=frozenset({source.id})), salts)
    assert [one.words for one in public.listing.sources] == ["document 1, a text.txt"]
    write_release(public, {source.id: Document("news.txt", data)}, tmp_path / "out")
    assert verify_folder(tmp_path / "out") == []
    assert [one.read_bytes() for one in (tmp_path / "out" / "sources" / source.id).iterdir()] == [data]


@pytest.mark.parametrize(
    "cleared",
    [
        {"protected": (Protected(("person", "P"), "person", Level.UNNAMED, "a cook", None, (), ("bridge",)),)},
        {"withheld": frozenset({OF_TALK[0].id})},
        {"protected": (Protected(("a guard",), "speaker", Level.UNNAMED, "somebody", None, (), ()),)},
    ],
)
def test_cleared_bytes_stay_where_anything_speaks_against_them(cleared: dict[str, object]) -> None:
    public = public_register(case(), clearance(sources=frozenset({TALK.id}), **cleared), salts)
    assert public.listing.sources == ()
    assert TALK.id not in {one.id for one in public.register.sources}


def test_a_passage_that_is_withheld_is_in_no_other_quote_and_in_no_copy() -> None:
    whole = claims_of(TALK, [GUARD])[0]
    inner = replace(whole, anchor=TALK.anchor(whole.anchor.start + 8, whole.anchor.end), statement=whole.statement)
    copy = source_of("copy.txt", [GUARD.sentence, "And more."])
    copied = claims_of(copy, [replace(GUARD, speaker=None)])
    register = register_of([NEWS, TALK, copy], [*OF_NEWS, whole, inner, *copied])
    public = public_register(register, clearance(withheld=frozenset({inner.id})), salts)
    assert "said that" not in text(public)


def release(tmp_path: Path, decisions: tuple[Decision, ...] = ()) -> tuple[Public, Path]:
    public = public_register(case(decisions=decisions), clearance(), salts)
    write_release(public, {}, tmp_path / "public")
    return public, tmp_path / "public"


def disclose(folder: Path, lines: str, *more: str) -> subprocess.CompletedProcess[str]:
    (folder.parent / "told.jsonl").write_text(lines, encoding="utf-8")
    command = [sys.executable, str(folder / "disclose.py"), str(folder.parent / "told.jsonl"), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def line_of(public: Public, change: Callable[[str], str] = str) -> str:
    start = TALK.passages[1].start
    key, words = passage_key(TALK.id, start), "He lives by the bridge."
    made = commitment_of("passage", key, words, "", salts)
    assert made.hash in {one.hash for one in public.commitments}
    return disclosure(made, key, change(words), salts)


def test_what_is_disclosed_later_is_proven(tmp_path: Path) -> None:
    public, folder = release(tmp_path)
    done = disclose(folder, line_of(public))
    assert (done.returncode, done.stdout.split(":")[0]) == (0, "proven")


def test_what_was_never_there_is_not_proven(tmp_path: Path) -> None:
    public, folder = release(tmp_path)
    assert disclose(folder, line_of(public, lambda words: words + " ")).returncode == 1
    assert disclose(folder, '{"id": "0", "salt": "", "words": ""}').returncode == 1
    assert disclose(folder, "").returncode == 1
    assert disclose(folder, "not json").returncode == 3


def test_a_source_is_disclosed_by_its_file(tmp_path: Path) -> None:
    public, folder = release(tmp_path)
    made = commitment_of("source", TALK.id, TALK.id, "", salts)
    assert made.hash in {one.hash for one in public.commitments}
    line = json.loads(disclosure(made, TALK.id, TALK.id, salts))
    (tmp_path / "talk.txt").write_text("talk.txt" + TALK.text, encoding="utf-8")  # as the test makes its ids
    del line["words"]
    assert disclose(folder, json.dumps({**line, "file": "talk.txt"})).returncode == 0
    assert disclose(folder, json.dumps({**line, "file": "other.txt"})).returncode == 1


def test_decisions_that_stay_are_committed_to_and_those_that_leave_have_no_hour(tmp_path: Path) -> None:
    at = datetime(2026, 11, 20, 3, 41, tzinfo=UTC)
    shown = Decision(DecisionKind.ACCEPT, (OF_TALK[0].id,), "stands", "R1", at, "two heard it")
    stays = Decision(DecisionKind.PROTECT, (TALK.id,), "unnamed", "R1", at, "sealed", sealed=True)
    public, folder = release(tmp_path, (shown, stays))
    lines = [json.loads(line) for line in (folder / "decisions.jsonl").read_text().splitlines()]
    assert [(one["kind"], one["at"], one["reason"]) for one in lines] == [
        ("accept", "2026-11-20T00:00:00+00:00", "two heard it")
    ]
    assert [one.stands_for for one in public.commitments if one.kind == "decision"] == ["a decision (protect)"]


def test_the_folder_says_that_it_is_released_and_nowhere_that_it_is_a_working_copy(tmp_path: Path) -> None:
    _, folder = release(tmp_path)
    record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    assert (record["status"], record["release"]["by"], record["release"]["on"]) == ("released", "R1", "2026-11-22")
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert "Released by R1 on 22 November 2026" in page
    assert "orking copy" not in page
    assert "What was taken out, and why" in page
    assert date.fromisoformat(record["release"]["on"]) == DAY
    assert CHECKED[0].by == "R1"
