"""A case's settings: one frozen record, read from case.toml, which travels with the dossier."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tollbook.data.gazetteer import place_by_id
from tollbook.errors import SettingsError
from tollbook.model import Mode
from tollbook.model.codebook import NOT_STATED, Codebook
from tollbook.model.finding import StandardOfProof
from tollbook.model.locality import Locality, folded

FILE_NAME = "case.toml"
_KNOWN = {"title", "as_of", "rules", "modes", "not_sources", "state", "codebook", "places", "release", "extractors"}
_STATE = re.compile(r"[A-Z]{3}")
_OF_A_RELEASE = "k"
_SEND = "public"  # the one thing that may ever be sent
_LARGEST_CROWD = 1000
_MOST_VOICES = 100
_OF_A_CODEBOOK = ("includes", "excludes", "corroboration", "corroboration_voices", "standard", "notes")


@dataclass(frozen=True, slots=True)
class Settings:
    """``title`` None: the incidents' own. ``as_of`` None: the latest date among sources and decisions. ``not_sources``
    are files of the folder that are about the case and no source of it: notes, a plan of work. ``crowd``: how many who
    look alike a release must hold of whoever it shows without a name; None: nobody has said, and nothing stands in.
    ``codebook``: what the case includes and asks for, as far as its makers say. ``places``: names as documents
    write them, each with the id that the gazetteer has for the place that is meant. ``extractors``: the names of others
    used beside the embedded one; ``sends``: those of them that may be sent the text of public sources. ``modes``: what
    counts once, as published or with echoes folded. ``state``: whose obligations are meant (ISO 3166 alpha-3) where the
    documents name no country, or more than one."""

    title: str | None = None
    as_of: date | None = None
    rules: tuple[str, ...] = ("range",)
    not_sources: tuple[str, ...] = ()
    crowd: int | None = None
    codebook: Codebook = NOT_STATED
    places: tuple[tuple[str, str], ...] = ()
    extractors: tuple[str, ...] = ()
    sends: frozenset[str] = frozenset()
    modes: tuple[Mode, ...] = (Mode.AS_PUBLISHED,)
    state: str | None = None

    def __post_init__(self) -> None:
        if not self.rules:
            raise SettingsError('case.toml: rules is empty; name at least one, such as rules = ["range"].')


def load_settings(case: Path) -> Settings:
    """The settings of a case; the defaults where it has no case.toml. Raises SettingsError."""
    file = (case if case.is_dir() else case.parent) / FILE_NAME
    if not case.is_dir() or not file.is_file():
        return Settings()
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise SettingsError(
            f"{FILE_NAME} cannot be read: {wrong}. Mend that line, or move the file away to use the defaults."
        ) from wrong
    if strange := sorted(set(raw) - _KNOWN):
        raise SettingsError(
            f"{FILE_NAME}: {', '.join(strange)}: no such setting. There are: {', '.join(sorted(_KNOWN))}."
        )
    return Settings(
        _text(raw.get("title")),
        _day(raw.get("as_of")),
        tuple(raw.get("rules", ("range",))),
        _names(raw.get("not_sources", [])),
        _crowd(raw.get("release", {})),
        _codebook(raw.get("codebook", {})),
        _places(raw.get("places", {})),
        *_extractors(raw.get("extractors", {})),
        _modes(raw.get("modes", [Mode.AS_PUBLISHED.value])),
        _state(raw.get("state")),
    )


def _state(value: Any) -> str | None:
    if value is not None and not (isinstance(value, str) and _STATE.fullmatch(value)):
        raise SettingsError(f'{FILE_NAME}: state must be an ISO 3166 alpha-3 code, such as state = "TJK".')
    return value


def _modes(value: Any) -> tuple[Mode, ...]:
    known = [mode.value for mode in Mode]
    if not isinstance(value, list) or not value or not all(one in known for one in value):
        raise SettingsError(f"{FILE_NAME}: modes is a list of {' and '.join(known)}, such as modes = {known}.")
    return tuple(mode for mode in Mode if mode in value)


def _text(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise SettingsError(f"{FILE_NAME}: title must be text in quotes.")
    return value


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise SettingsError(f'{FILE_NAME}: not_sources must be a list of file names, such as ["notes.md"].')
    return tuple(sorted(set(value)))


def _crowd(value: Any) -> int | None:
    if not isinstance(value, dict) or set(value) - {_OF_A_RELEASE}:
        raise SettingsError(f"{FILE_NAME}: the table [release] holds {_OF_A_RELEASE} and nothing else, such as k = 3.")
    crowd = value.get(_OF_A_RELEASE)
    if crowd is not None and not (type(crowd) is int and 1 <= crowd <= _LARGEST_CROWD):
        raise SettingsError(f"{FILE_NAME}: k in [release] must be a whole number from 1 to {_LARGEST_CROWD}.")
    return crowd


def _extractors(value: Any) -> tuple[tuple[str, ...], frozenset[str]]:
    """Those in use, and those that text may be sent to: by name, and never unless it is said in these words."""
    used = value.get("use", []) if isinstance(value, dict) else None
    if not isinstance(used, list) or not all(isinstance(one, str) and one.isidentifier() for one in used):
        raise SettingsError(f'{FILE_NAME}: use in [extractors] is a list of names, such as use = ["spacy"].')
    own = {name: table for name, table in value.items() if name != "use"}
    for name, table in own.items():
        if name not in used or not isinstance(table, dict) or set(table) - {"send"} or table.get("send") != _SEND:
            raise SettingsError(
                f'{FILE_NAME}: [extractors.{name}] must be of an extractor in use, and holds send = "{_SEND}" alone.'
            )
    return tuple(dict.fromkeys(used)), frozenset(own)


def _codebook(value: Any) -> Codebook:
    if not isinstance(value, dict) or (strange := sorted(set(value) - set(_OF_A_CODEBOOK))):
        named = f" ({', '.join(strange)} is none of them)" if isinstance(value, dict) else ""
        raise SettingsError(f"{FILE_NAME}: the table [codebook] holds {', '.join(_OF_A_CODEBOOK)}{named}.")
    return Codebook(
        _points("includes", value),
        _points("excludes", value),
        _words("corroboration", value),
        _voices(value.get("corroboration_voices")),
        _standard(value.get("standard")),
        _words("notes", value),
    )


def _places(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(isinstance(one, str) and name.strip() for name, one in value.items()):
        raise SettingsError(
            f"{FILE_NAME}: the table [places] holds names with the id of the place that each means, such as "
            '"Vahdat" = "geonames:1220855".'
        )
    return tuple(sorted(value.items()))


def chosen_places(settings: Settings) -> dict[str, Locality]:
    """By folded name, the places that the settings say are meant. Raises SettingsError."""
    if not settings.places:
        return {}
    chosen = {folded(name): place_by_id(one) for name, one in settings.places}
    if unknown := sorted(one for name, one in settings.places if chosen[folded(name)] is None):
        raise SettingsError(
            f"{FILE_NAME}: the gazetteer has no {unknown[0]!r}. Its ids are such as geonames:1514879 or region:TJ.03; "
            "an issue place-open lists those that a name may mean."
        )
    return {name: one for name, one in chosen.items() if one is not None}


def _points(name: str, table: dict[str, Any]) -> tuple[str, ...]:
    given = table.get(name, [])
    points = [given] if isinstance(given, str) else given
    if not isinstance(points, list) or not all(isinstance(one, str) and one.strip() for one in points):
        raise SettingsError(f'{FILE_NAME}: {name} in [codebook] is a text or a list of texts, such as {name} = ["…"].')
    return tuple(" ".join(one.split()) for one in points)


def _words(name: str, table: dict[str, Any]) -> str | None:
    given = table.get(name)
    if given is not None and not (isinstance(given, str) and given.strip()):
        raise SettingsError(f"{FILE_NAME}: {name} in [codebook] must be text in quotes, and not blank.")
    return " ".join(given.split()) if given is not None else None


def _voices(given: Any) -> int | None:
    if given is not None and not (type(given) is int and 1 <= given <= _MOST_VOICES):
        raise SettingsError(f"{FILE_NAME}: corroboration_voices must be a whole number from 1 to {_MOST_VOICES}.")
    return given


def _standard(given: Any) -> StandardOfProof | None:
    try:
        return None if given is None else StandardOfProof(given)
    except ValueError:
        known = ", ".join(StandardOfProof)
        raise SettingsError(f"{FILE_NAME}: standard in [codebook] must be one of: {known}.") from None


def _day(value: Any) -> date | None:
    if isinstance(value, str):
        return parse_day(value)
    if value is not None and type(value) is not date:
        raise SettingsError(f"{FILE_NAME}: as_of must be a day such as 2018-11-30.")
    return value


def parse_day(text: str) -> date:
    """A day as YYYY-MM-DD. Raises SettingsError."""
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise SettingsError(f"{text!r} is not a day; write it as YYYY-MM-DD, such as 2018-11-30.") from wrong


def settings_toml(settings: Settings) -> str:
    """The settings as TOML, in one fixed order."""
    lines = []
    if settings.title is not None:
        lines.append(f"title = {_quoted(settings.title)}")
    if settings.as_of is not None:
        lines.append(f"as_of = {settings.as_of.isoformat()}")
    lines.append("rules = [" + ", ".join(f'"{rule}"' for rule in settings.rules) + "]")
    if settings.modes != (Mode.AS_PUBLISHED,):
        lines.append("modes = [" + ", ".join(f'"{mode}"' for mode in settings.modes) + "]")
    if settings.not_sources:
        lines.append("not_sources = [" + ", ".join(_quoted(name) for name in settings.not_sources) + "]")
    if settings.state is not None:
        lines.append(f"state = {_quoted(settings.state)}")
    lines += _codebook_toml(settings.codebook)
    if settings.places:
        lines += ["[places]", *(f"{_quoted(name)} = {_quoted(one)}" for name, one in settings.places)]
    if settings.crowd is not None:
        lines.append(f"[release]\n{_OF_A_RELEASE} = {settings.crowd}")  # a table ends what belongs to the case itself
    if settings.extractors:
        lines.append(f"[extractors]\nuse = [{', '.join(_quoted(name) for name in settings.extractors)}]")
        lines += (f'[extractors.{name}]\nsend = "{_SEND}"' for name in sorted(settings.sends))
    return "\n".join(lines) + "\n"


def _codebook_toml(codebook: Codebook) -> list[str]:
    lines = []
    for name in ("includes", "excludes"):
        if points := getattr(codebook, name):
            lines.append(f"{name} = [{', '.join(_quoted(one) for one in points)}]")
    if codebook.corroboration is not None:
        lines.append(f"corroboration = {_quoted(codebook.corroboration)}")
    if codebook.corroboration_voices is not None:
        lines.append(f"corroboration_voices = {codebook.corroboration_voices}")
    if codebook.standard is not None:
        lines.append(f'standard = "{codebook.standard}"')
    if codebook.notes is not None:
        lines.append(f"notes = {_quoted(codebook.notes)}")
    return ["[codebook]", *lines] if lines else []


def _quoted(text: str) -> str:
    """As a basic string of TOML, with every sign that could end it or break its line escaped."""
    escaped = "".join(f"\\u{ord(sign):04x}" if ord(sign) < 32 or ord(sign) == 127 else sign for sign in _slashed(text))
    return f'"{escaped}"'


def _slashed(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
