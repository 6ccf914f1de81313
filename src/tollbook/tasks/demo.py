"""``tollbook demo``: the example case, built."""

from pathlib import Path

from tollbook.intake import Progress, no_progress
from tollbook.tasks.build import Built, build


def demo(out: Path, progress: Progress = no_progress) -> Built:
    """Builds the Khujand example into ``out``. The example travels with the package."""
    return build(example_case(), out, progress=progress)


def example_case() -> Path:
    """The folder of the example: in a checkout ``examples/khujand``, installed ``tollbook/examples/khujand``."""
    installed = Path(__file__).parent.parent / "examples" / "khujand"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "examples" / "khujand"
