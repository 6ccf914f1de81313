"""Compiling, and keeping what was compiled."""

from collections.abc import Callable
from typing import TypeVar, cast

import numba
from numba.core import config

from tollbook.estimate.latent_class.compiled.keeping import folder

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """The function as machine code; the order of arithmetic stays as written, so that bytes stay the same."""
    made = numba.njit(nogil=True, fastmath=False, error_model="numpy")(function)
    if (kept := folder()) is not None:
        options = vars(config)
        former, options["CACHE_DIR"] = options["CACHE_DIR"], str(kept)
        try:
            made.enable_caching()
        except (OSError, RuntimeError):  # nowhere to keep it: it is compiled again next time
            pass
        finally:
            options["CACHE_DIR"] = former
    return cast(Function, made)
