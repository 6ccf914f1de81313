"""Compiling, and keeping what was compiled in the user's cache folder, under the digest of the code."""

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

import numba
from numba.core import config

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """The function as machine code; the order of arithmetic stays as written, so that bytes stay the same."""
    folder = _folder()
    made = numba.njit(nogil=True, fastmath=False, error_model="numpy")(function)
    if folder is not None:
        options = vars(config)
        former, options["CACHE_DIR"] = options["CACHE_DIR"], folder
        try:
            made.enable_caching()
        except (OSError, RuntimeError):  # nowhere to keep it: it is compiled again next time
            pass
        finally:
            options["CACHE_DIR"] = former
    return cast(Function, made)


def _folder() -> str | None:
    """Numba takes no note of a change in a function that another file imports, so each state of the code has a folder.

    Never the package's own folder: a library that writes beside its code surprises whoever installed it read-only."""
    if os.environ.get("NUMBA_CACHE_DIR"):
        return os.environ["NUMBA_CACHE_DIR"]
    digest = hashlib.sha256(f"{numba.__version__} {sys.version}".encode())
    here = Path(__file__).parent
    for file in (*sorted(here.glob("*.py")), *sorted(here.parent.glob("*.py"))):  # numbers of settings are compiled in
        digest.update(file.read_bytes())
    given = os.environ.get("XDG_CACHE_HOME", "")
    try:
        root = Path(given) if Path(given).is_absolute() else Path.home() / ".cache"
        folder = root / "tollbook" / "numba" / digest.hexdigest()[:16]
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return str(folder)
