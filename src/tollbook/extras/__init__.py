"""Optional extractors, each loaded only where it is asked for by its name (plugins.py)."""
