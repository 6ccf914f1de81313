"""The public register: an allow-list, so that no page can show what a release does not hold."""

from tollbook.publish.release.public import public_register
from tollbook.publish.release.taken_out import TakenOut, names_taken_out
from tollbook.publish.release.unknown_words import unknown_words
from tollbook.publish.release.written import public_files, write_release

__all__ = ["TakenOut", "names_taken_out", "public_files", "public_register", "unknown_words", "write_release"]
