"""All is compiled ahead, once for each state of the code, in processes of their own: compiling takes more memory than
drawing, and no process gives it back."""

import os
import subprocess
import sys

from tollbook.estimate.latent_class.compiled.keeping import clear, folder

PARTS = (
    "trajectory",
    "splitting",
    "classes",
    "sweep",
    "run",
)  # each takes up what the ones before it have left in the cache
DONE = "done"
LONGEST = 600.0  # seconds for a part: about 5 are usual


def prepare() -> None:
    """Where it cannot be done, a function is compiled when it is first called, as numba does by itself."""
    kept = folder()
    if kept is None or (kept / DONE).exists() or not sys.executable:
        return
    if all(_compiled(part) for part in PARTS):
        (kept / DONE).touch()
        clear(kept)


def _compiled(part: str) -> bool:
    words = [sys.executable, "-P", "-m", "tollbook.estimate.latent_class.compiled.child", part]
    path = os.pathsep.join(place for place in sys.path if place)
    try:
        done = subprocess.run(
            words,
            env=os.environ | {"PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
