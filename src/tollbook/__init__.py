"""Tollbook turns documents about a contested event into a record that can be checked."""

__version__ = "0.1.0"
