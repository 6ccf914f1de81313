"""The sampler with numpy alone, all chains at once: always there, and what the compiled one is tested against."""
