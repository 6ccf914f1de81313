"""Of a codebook leaves what names nobody; of what asking may do, nothing leaves."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from planted import Told, claims_of, clearance, register_of, salts, source_of

from tollbook.model import Register, StandardOfProof, Unknown
from tollbook.model.clearance import Level, Protected
from tollbook.model.codebook import NOT_STATED, Codebook
from tollbook.publish.release import names_taken_out, public_register, write_release
from tollbook.publish.verify import verify_folder

NEWS = source_of("news.txt", ["The police say that 9 people were killed."], "What the police say")
CLAIMS = claims_of(NEWS, [Told("The police say that 9 people were killed.", "9 people", 9, "The police")])
STATED = Codebook(
    includes=("deaths in the prison", "The death that Zarina Umedova told of"),
    excludes=("What zarina told",),
    corroboration="Two voices that do not repeat one another.",
    corroboration_voices=2,
    standard=StandardOfProof.REASONABLE_GROUNDS,
    notes="Ask nobody of the ward.",
)
ZARINA = Protected(("person", "P1"), "person", Level.UNNAMED, "a cook", None, (), ("Zarina", "Umedova"))
ASKING = Unknown("names", "Who were the dead?", "No name was read.", "Families.", ("Something is protected here.",))


def case(codebook: Codebook = STATED) -> Register:
    register = register_of([NEWS], CLAIMS)
    account = replace(register.accounts[0], unknowns=(ASKING,))
    return replace(register, codebook=codebook, accounts=(account,))


def files(tmp_path: Path, codebook: Codebook = STATED, protected: tuple[Protected, ...] = ()) -> dict[str, str]:
    write_release(public_register(case(codebook), clearance(protected=protected), salts), {}, tmp_path / "public")
    assert verify_folder(tmp_path / "public") == []
    held = [one for one in (tmp_path / "public").rglob("*") if one.is_file() and one.parent.name != "schema"]
    return {one.name: " ".join(one.read_text(encoding="utf-8").split()) for one in held}


def test_a_point_that_names_somebody_stays_whole_and_that_it_stays_is_said(tmp_path: Path) -> None:
    public = public_register(case(), clearance(protected=(ZARINA,)), salts).register.codebook
    assert public.includes == ("deaths in the prison",)
    assert public.excludes == () and public.kept == ("includes", "excludes")
    assert public.corroboration == STATED.corroboration
    assert (public.corroboration_voices, public.standard) == (2, StandardOfProof.REASONABLE_GROUNDS)
    written = files(tmp_path, protected=(ZARINA,))
    page = written["codebook.html"]
    assert page.count("stated, and not part of this release") == 2 and ">not stated<" not in page
    assert not any("arina" in text or "Umedova" in text for text in written.values())


def test_a_name_that_was_cleared_lets_its_point_leave() -> None:
    public = public_register(case(), clearance(names=frozenset({"Zarina Umedova"})), salts)
    assert "The death that Zarina Umedova told of" in public.register.codebook.includes
    assert "Zarina Umedova" in {one.words for one in public.listing.names}  # and the dry run lists it


def test_who_is_not_cleared_is_listed_to_be_cleared() -> None:
    public = public_register(case(), clearance(), salts)
    assert "Zarina Umedova" in {one.name for one in names_taken_out(case(), clearance(), public)}


def test_notes_of_the_team_leave_with_no_release(tmp_path: Path) -> None:
    assert not any("Ask nobody" in text or "of the ward" in text for text in files(tmp_path).values())


def test_what_was_not_stated_is_not_stated_there_either(tmp_path: Path) -> None:
    assert files(tmp_path, NOT_STATED)["codebook.html"].count(">not stated<") == 5


def test_what_asking_may_do_leaves_with_no_release(tmp_path: Path) -> None:
    written = files(tmp_path)
    unknowns = json.loads(written["record.json"])["incidents"][0]["unknowns"]
    assert [set(one) for one in unknowns] == [{"code", "question", "because", "ask"}]
    for text in written.values():
        assert "protected here" not in text and "risk of asking" not in text.casefold() and '"risks"' not in text


def test_the_page_of_a_release_is_no_working_copy(tmp_path: Path) -> None:
    page = files(tmp_path)["codebook.html"]
    assert "Released by R1" in page
    assert "orking copy" not in page and "unreviewed" not in page


@pytest.mark.parametrize("words", ["Ask 3.40 am", "write to a@b.example", "Call +992 92 777 12 12"])
def test_times_addresses_and_numbers_keep_a_point_back(words: str) -> None:
    public = public_register(case(Codebook(includes=(words,))), clearance(), salts).register.codebook
    assert (public.includes, public.kept) == ((), ("includes",))
