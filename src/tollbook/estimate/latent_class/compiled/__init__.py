"""The sampler compiled with numba: an extra. Nothing here is imported where numba is not installed."""
