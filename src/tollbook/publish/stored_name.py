"""Under which name a source's own bytes lie in a dossier: one that no file system or browser takes amiss."""

_LONGEST = 100
# What a browser shows or hands on without running anything in it. A page that was saved as a source could hold
# scripts, which would run if its bytes were opened as a page: such a file, and any other, is stored as text.
_INERT = frozenset(
    ".txt .text .md .markdown .csv .tsv .pdf .docx .xlsx .ods .eml .zip .warc .gz .png .jpg .jpeg .gif .webp .tif "
    ".tiff .heic .heif .mp3 .m4a .ogg .opus .wav .aac .flac .mp4 .mov .webm .mkv .avi .3gp .m4v".split()
)


def stored_name(name: str) -> str:
    """The last part of a source's name, of letters, figures, dots and dashes; a page ends in ".txt" as well."""
    last = name.rsplit("/", 1)[-1]
    kept = "".join(char if char.isalnum() or char in "._- " else "_" for char in last).strip(". ")
    kept = kept[-_LONGEST:].strip(". ") or "source"
    extension = kept[kept.rfind(".") :].lower() if "." in kept else ""
    return kept if extension in _INERT else f"{kept}.txt"
