"""What every test shares: how hypothesis runs, and a plain word on what this machine cannot check."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
AXE = ROOT / "tests" / "web" / "node_modules" / "axe-core" / "axe.min.js"

# No test reads or fills the cache of the person who runs it, nor that of another test.
CACHES = Path(tempfile.mkdtemp(prefix="tollbook-tests-"))
os.environ["XDG_CACHE_HOME"] = str(CACHES / "session")
# But what numba compiled, under the digest of its code: that takes a process half a minute.
os.environ["NUMBA_CACHE_DIR"] = str(ROOT / ".numba_cache")

# Derandomized: two runs of one commit say the same. `make soak` looks further.
settings.register_profile("tollbook", deadline=None, derandomize=True)
settings.register_profile("quick", deadline=None, derandomize=True, max_examples=10)  # for `make mutants`
settings.register_profile("soak", deadline=None, max_examples=20_000)
settings.load_profile("tollbook")


@pytest.fixture(autouse=True)
def _cache_of_its_own(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    name = hashlib.sha256(request.node.nodeid.encode("utf-8", "surrogatepass")).hexdigest()
    monkeypatch.setenv("XDG_CACHE_HOME", str(CACHES / name[:16]))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for every test that looks at a page: two at once in one process are more than playwright bears."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed here")
    if CHROMIUM is None:
        pytest.skip("no Chromium is found here: install chromium to check how pages look and work")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


def pytest_unconfigure() -> None:
    shutil.rmtree(CACHES, ignore_errors=True)


def pytest_report_header() -> list[str]:
    """Say before the tests what will be skipped for want of it."""
    wants = {
        "Chromium (how the page looks and works)": CHROMIUM,
        "pdftoppm (the printed brief)": shutil.which("pdftoppm"),
        "axe-core (accessibility; `npm ci` in tests/web)": AXE.exists(),
        "the seed documents (beside the project, not in it)": SEEDS.is_dir(),
    }
    absent = [what for what, found in wants.items() if not found]
    return [f"not here, so the tests that need it are skipped: {what}" for what in absent]
