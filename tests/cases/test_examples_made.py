"""The example documents that are no plain text are what examples/make makes from its words, as far as formats allow."""

import importlib.util
import io
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PIL import Image

from tollbook.read import read_document

EXAMPLES = Path(__file__).parents[2] / "examples"


def loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make", EXAMPLES / "make" / "make.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


MAKE = loaded()
FONT = (MAKE.FONTS / "DejaVuSerif.ttf").is_file()


# In a process of its own: odfpy numbers the name spaces it meets, those of the tests before this one too.
APART = """
import pickle, sys
sys.path.insert(0, sys.argv[1])
import make
sys.stdout.buffer.write(pickle.dumps(dict(make.documents(None))))
"""


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    if not FONT:
        pytest.skip("the font DejaVu Serif, with which the pictures are drawn, is not found here")
    done = subprocess.run([sys.executable, "-c", APART, str(EXAMPLES / "make")], capture_output=True, check=True)
    documents: dict[str, bytes] = pickle.loads(done.stdout)
    return documents


def held(name: str, data: bytes) -> object:
    """What two makings of a document share: the parts of a packed one, the pixels of a picture, else the bytes."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return {part: packed.read(part) for part in packed.namelist()}
    if name.endswith(".png"):
        with Image.open(io.BytesIO(data)) as picture:
            return picture.size, picture.convert("RGB").tobytes()
    return data


def test_what_needs_no_browser(made: dict[str, bytes]) -> None:
    assert len(made) == 10
    for name, data in made.items():
        assert held(name, (EXAMPLES / name).read_bytes()) == held(name, data), name


def test_what_a_browser_makes_says_the_same(browser: Any) -> None:
    made = MAKE._by_browser(browser)
    assert len(made) == 4
    for name, data in made.items():
        now, _ = read_document(name, data)
        then, _ = read_document(name, (EXAMPLES / name).read_bytes())
        assert now is not None and then is not None
        assert now.text == then.text, name


def test_every_document_that_is_no_text_is_made(made: dict[str, bytes]) -> None:
    plain = {".txt", ".md", ".html", ".csv", ".toml"}
    committed = [path for case in ("khujand", "harrowmere") for path in (EXAMPLES / case).rglob("*") if path.is_file()]
    others = {path.relative_to(EXAMPLES).as_posix() for path in committed if path.suffix not in plain}
    assert {name for name in others if not name.endswith((".pdf", ".mhtml"))} == set(made)
