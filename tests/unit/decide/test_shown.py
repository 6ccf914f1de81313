"""Who is shown in a release without a name, and in which combination; and sources whose day does not leave."""

from dataclasses import replace

from tollbook.decide.crowd import Unnamed
from tollbook.decide.shown import Shown, unnamed_in
from tollbook.decide.undated import without_days
from tollbook.model import Consent, Document, Provenance, Register
from tollbook.model.clearance import Level, Protected
from tollbook.pipeline import build_register
from tollbook.settings import Settings

TOLD, NAMED, SELF = (
    b"A note\n\n9 March 2011\n\nOn 3 March 2011 there was a riot in Velm. " + told
    for told in (
        b"A former guard said that nine people died.\n",
        b"Ina Brandt, a witness, said that nine people died.\n",
        b"Nine people died.\n",
    )
)
GIVEN = Provenance(consent=Consent(publish="yes"))
PAPER = Provenance(publisher="The Velm Courier")


def register(*texts: bytes, known: Provenance = GIVEN) -> Register:
    documents = [Document(f"{n}.txt", text, None, known) for n, text in enumerate(texts)]
    return build_register(documents, Settings()).register


def people(case: Register, public: Register | None = None, *protected: Protected) -> tuple[Unnamed, ...]:
    """Where the release's ids are those of the case."""
    ids = {one.id: one.id for one in case.claims}
    return unnamed_in(Shown(case, public or case, ids, protected))


def test_an_anonymous_speaker_of_a_testimony_is_shown_without_a_name() -> None:
    case = register(TOLD)
    (found,) = people(case)
    assert (found.described, found.place, found.date, found.spoke) == (
        "A former guard",
        "Velm",
        "2011-03-03",
        "2011-03-09",
    )
    assert found.about == (case.claims[0].attribution.key,)


def test_one_who_is_published_is_not_given_away_by_being_repeated() -> None:
    assert people(register(TOLD, known=PAPER)) == ()


def test_two_testimonies_are_two_people() -> None:
    case = register(TOLD, TOLD + b"He was there.\n")
    assert len({one.who for one in people(case)}) == 2


def test_a_testimony_that_speaks_itself_has_a_giver() -> None:
    (found,) = people(register(SELF))
    assert (found.described, found.who.partition(" ")[0]) == ("text/plain", "giver")
    agreed = replace(GIVEN, consent=Consent(publish="yes", be_named="yes"))
    assert people(register(SELF, known=agreed)) == ()


def test_whose_name_was_taken_out_is_shown_as_what_is_left() -> None:
    case = register(NAMED)
    assert people(case) == ()
    claims = tuple(
        replace(one, attribution=replace(one.attribution, speaker="witness 1, not named", key="speaker-1"))
        for one in case.claims
    )
    public = replace(case, claims=claims)
    ids = {one.id: other.id for one, other in zip(case.claims, claims, strict=True)}
    (found,) = unnamed_in(Shown(case, public, ids))
    assert found.described == "witness"


def test_what_is_protected_counts_by_what_it_is_shown_as_wherever_it_was_published() -> None:
    case = register(TOLD, known=PAPER)
    (source,), (claim,) = case.sources, case.claims
    for about, kind in (((source.id,), "source"), ((str(claim.attribution.key),), "speaker"), ((claim.id,), "passage")):
        (found,) = people(case, None, Protected(about, kind, Level.UNNAMED, "an official"))
        assert (found.described, found.about) == ("an official", about[:1])
    person = Protected((str(claim.attribution.key), "person", "P7"), "speaker", Level.UNNAMED, "an official")
    (found,) = people(case, None, person)
    assert (found.who, found.about) == ("person P7", ("P7",))
    assert people(case, None, replace(person, about=("person", "P7"), kind="person", sources=(source.id,))) == ()


def test_a_claim_that_does_not_leave_shows_nobody() -> None:
    case = register(TOLD)
    assert people(case, replace(case, claims=())) == ()


def test_a_source_without_its_day_says_nowhere_when_it_spoke() -> None:
    case = register(TOLD, SELF.replace(b"9 March", b"8 March"))
    hidden = next(one for one in case.sources if one.date and one.date.edtf == "2011-03-09")
    made = without_days(case, {hidden.id})
    assert [one.date.edtf if one.date else None for one in made.sources] == [
        None if one.id == hidden.id else "2011-03-08" for one in made.sources
    ]
    assert {one.as_of for one in made.claims if one.anchor.source == hidden.id} == {None}
    assert {one.as_of for one in made.claims if one.anchor.source != hidden.id} == {"2011-03-08"}
    assert str(made.as_of) == "2011-03-08"
    assert [one.id for one in made.claims] == [one.id for one in case.claims]
    assert without_days(case, ()) is case
    assert next(one for one in people(made) if hidden.id in one.who).spoke is None
