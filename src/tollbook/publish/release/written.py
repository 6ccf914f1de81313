"""A release as files: the public register by the way of every dossier, and nothing beside it."""

from collections.abc import Mapping
from pathlib import Path

from tollbook.model import Document
from tollbook.model.release import Public
from tollbook.publish.dossier import check_target, dossier_files
from tollbook.publish.folder import Content, put_folder


def public_files(public: Public, documents: Mapping[str, Document]) -> dict[str, Content]:
    """Every file of a release by its path, but for the manifest. ``documents``: where the bytes of the case's sources
    are, by id. Nothing of it enters a cache."""
    held = {one.id: documents[one.id] for one in public.register.sources if one.size is not None}
    return dossier_files(public.register, held, settings_of(public), public=public)


def write_release(public: Public, documents: Mapping[str, Document], out: Path) -> str:
    """Writes the folder of a release; returns its root hash. Raises OSError and StoreError."""
    check_target(out)
    return put_folder(public_files(public, documents), out)


def settings_of(public: Public) -> str:
    """The settings that a release was made by: its day and rules, and no word of the case's own."""
    register = public.register
    day = [f"as_of = {register.as_of.isoformat()}"] if register.as_of else []
    rules = ", ".join(f'"{rule.id}"' for rule in register.rules)
    return "\n".join([*day, f"rules = [{rules}]"]) + "\n"
