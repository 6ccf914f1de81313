"""Long runs over made-up documents (`make soak`): whatever is fed in, a register is built and its dossier verifies."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.model import Document
from tollbook.pipeline import build_register
from tollbook.publish.verify import verify_folder
from tollbook.settings import Settings
from tollbook.tasks import build

pytestmark = pytest.mark.soak

PARTS = (
    "at least;up to;some;24;150;1,000;dozens of;a;no;people;prisoners;guards;soldiers;were killed;died;were injured;and"
    ";,;.;\n;\n\n;including;another;bringing the total to;the government said that;according to;denied that;an official"
    ";Amnesty International;in Khujand;on 14 April 1997;in May;== ;- Deaths: ;| ;<p>;</td>;&amp;;“;”;–;+;(;);\u200c;е;ء"
    ";# ;Infobox;¹"
).split(";")
WORDS = st.lists(st.sampled_from(PARTS) | st.text(max_size=6), max_size=60).map(" ".join)
NAMES = st.sampled_from(["a.txt", "b.md", "c.html", "d/e.txt"])
CASES = st.dictionaries(NAMES, WORDS.map(lambda words: words.encode("utf-8", "surrogatepass")), min_size=1)


@given(CASES)
@settings(max_examples=10_000)
def test_any_case_gives_a_register_whose_quotes_stand(case: dict[str, bytes]) -> None:
    documents = [Document(name, data) for name, data in case.items()]
    register = build_register(documents, Settings(as_of=date(2026, 1, 1))).register
    texts = {source.id: source.text for source in register.sources}
    for claim in register.claims:
        anchor = claim.anchor
        assert texts[anchor.source][anchor.start : anchor.end] == anchor.words
    assert register == build_register(documents[::-1], Settings(as_of=date(2026, 1, 1))).register


@given(CASES)
@settings(max_examples=1_000)
def test_any_case_gives_a_dossier_that_verifies(case: dict[str, bytes]) -> None:
    with TemporaryDirectory() as made:
        folder = Path(made) / "case"
        for name, data in case.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        build(folder, Path(made) / "dossier")
        assert verify_folder(Path(made) / "dossier") == []
