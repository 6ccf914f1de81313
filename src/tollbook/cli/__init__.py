"""The command line: thin, no arithmetic."""

import gc

# While modules are loaded nearly nothing becomes circular waste, and looking for it takes a sixth of the time.
gc.set_threshold(100_000, 50, 100)
