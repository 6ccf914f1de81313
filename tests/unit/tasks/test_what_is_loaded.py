"""A build loads what it needs: many a library takes longer to load than to use."""

import subprocess
import sys
from pathlib import Path

SELDOM = (
    "alembic charset_normalizer docx krippendorff markdown_it numpy openpyxl pypdfium2 rich spacy sqlalchemy ssl warcio"
).split()
BUILD = """
import sys
from tollbook.cli.main import main
main(["build", *sys.argv[1:]], standalone_mode=False)
"""
LOADED = """
import atexit, sys
atexit.register(lambda: print(*sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_a_build_of_a_text_loads_no_library_that_it_does_not_use(tmp_path: Path) -> None:
    text = tmp_path / "case" / "report.txt"
    text.parent.mkdir()
    text.write_text("On 3 May 2019 nine people were killed in Dushvar, the governor said.\n", encoding="utf-8")
    asked = [sys.executable, "-c", LOADED + BUILD, str(text.parent), "--out", str(tmp_path / "out"), "--no-cache"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    loaded = done.stdout.splitlines()[-1].split()
    assert "jinja2" in loaded, done.stderr
    assert not set(loaded) & set(SELDOM)
