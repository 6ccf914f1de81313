"""Whatever is planted, wherever: none of it stands in any byte of a release, and the release verifies."""

import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[3]))  # the scanner beside the tests
sys.path.insert(0, str(Path(__file__).parent))

from planted import clearance, everywhere, salts
from secret_scan import Secret, scan, told

from tollbook.publish.release import public_register, write_release
from tollbook.publish.verify import verify_folder

NAMES = [
    "Karim Yusupov",
    "Rahmatullo",
    "Каримов",
    "Саидҷон Мирзоева",
    "محمد کریمی",
    "عبدالرحمن",
    "Jean-Pierre O’Neill",
    "Nguyễn Thị Hạnh",
    "Αλέξης Παπαδόπουλος",
    "Արամ Պետրոսյան",
    "McAllister",
    "KARIMOV",
]
OTHERS = [
    "+992 92 777 12 34",
    "992927771234",
    "k.yusupov@example.org",
    "@karim_yusupov",
    "https://t.me/karimyus",
    "40.2833, 69.6222",
    "AB1234567",
    "03:41",
    "gate-7719-B",
]


def check(secrets: list[str], **cleared: object) -> Path:
    register = everywhere(secrets)
    public = public_register(register, clearance(**cleared), salts)
    with tempfile.TemporaryDirectory() as made:
        out = Path(made) / "public"
        write_release(public, {}, out)
        assert [str(one) for one in verify_folder(out)] == []
        found = scan([out], [Secret("name", one) for one in secrets], out)
        assert not found, told(found)
        ids = [*(one.id for one in register.sources), *(one.id for one in register.claims)]
        everything = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
        for one in (*ids, "0.91", "quantities:passive", "03:41:27", "T03:41"):
            assert one.encode() not in everything, one
    return out


@pytest.mark.parametrize("secret", [*NAMES, *OTHERS])
def test_a_secret_leaves_in_no_byte(secret: str) -> None:
    check([secret])


def test_many_at_once_leave_in_no_byte() -> None:
    check([*NAMES, *OTHERS])


_CAPITALS = st.sampled_from("ABDKMRSTZАБДКМРСТЗ")
_LETTERS = st.text("abdeghiklmnorstuzаиклмнорст", min_size=4, max_size=9)
_ARABIC = st.text("بتحدرسعفقكلمنهوي", min_size=5, max_size=9)
_NAMES = st.one_of(st.builds(lambda first, rest: first + rest, _CAPITALS, _LETTERS), _ARABIC)
_NUMBERS = st.from_regex(r"\+?[1-9][0-9]{2} [0-9]{2} [0-9]{3} [0-9]{2}", fullmatch=True)


@pytest.fixture(scope="module")
def of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release that holds no secret: only our own words, in which letters at random may stand too."""
    out = tmp_path_factory.mktemp("nobody") / "public"
    write_release(public_register(everywhere([]), clearance(), salts), {}, out)
    return out


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(secrets=st.lists(st.one_of(_NAMES, _NUMBERS), min_size=1, max_size=3, unique=True))
def test_any_name_or_number_leaves_in_no_byte(of_nobody: Path, secrets: list[str]) -> None:
    assume(not scan([of_nobody], [Secret("name", one) for one in secrets], of_nobody))
    check(secrets)


def test_a_cleared_name_leaves_and_stands_in_the_listing() -> None:
    public = public_register(everywhere(["Karim Yusupov"]), clearance(names=frozenset({"Karim Yusupov"})), salts)
    assert "Karim Yusupov" in public.register.sources[0].text
    assert [one.words for one in public.listing.names if "Karim" in one.words] == ["Karim Yusupov"]
    assert [one.attribution.speaker for one in public.register.claims if one.attribution.speaker] != []
