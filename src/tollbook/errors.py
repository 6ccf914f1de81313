"""The three exceptions. A problem with *material* (a source, a claim, a row) is never one of these: it is an Issue."""


class TollbookError(Exception):
    """Whatever stops a command; its text is shown to the user as it stands."""


class SettingsError(TollbookError):
    """The case, its settings or the command line ask for something that cannot be done."""


class DataFileError(TollbookError):
    """A language pack, vocabulary or rule file is wrong; the message names the file and, where known, the line."""


class StoreError(TollbookError):
    """The place where decisions or dossiers are kept cannot be used."""
