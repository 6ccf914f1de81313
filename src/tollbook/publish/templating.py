"""How pages are made of templates: everything escaped, nothing that runs, nothing that loads."""

import base64
import hashlib
import re
from urllib.parse import quote

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from tollbook.model.derived import NOTHING_KEPT, Derived, key_of
from tollbook.publish import ledger
from tollbook.publish.marks import legible
from tollbook.publish.phrases import Phrases, capital, short

_NUMBER = re.compile(r"(\d[\d,.\u202f]*(?:[–—-]\d[\d,.\u202f]*)?\+?)")


def running_line(status: str) -> str:
    """The rule of a style sheet for the line that runs on each printed page."""
    return f'@page {{ @top-left {{ content: "{_css_words(status)}"; font: 9pt sans-serif; }} }}\n'


def _css_words(words: str) -> str:
    """Words as a CSS string holds them: all but letters, digits, commas, hyphens and spaces escaped."""
    return "".join(
        char if char.isascii() and (char.isalnum() or char in " ,-") else f"\\{ord(char):x} " for char in words
    )


def policy_of(style: str) -> str:
    """Nothing may load or run; this one style sheet may apply, by its hash."""
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


class _Compiled(BytecodeCache):
    """Templates as they were compiled for an earlier build, kept like all that is derived."""

    def __init__(self, kept: Derived) -> None:
        self._kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        found = self._kept.get("template", key_of(bucket.key, bucket.checksum))
        if found is not None:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept.put("template", key_of(bucket.key, bucket.checksum), bucket.bytecode_to_string())


def environment_of(say: Phrases, kept: Derived = NOTHING_KEPT) -> Environment:
    """Templates with the phrases of a language at hand. ``kept``: where they are kept compiled."""
    environment = Environment(
        loader=PackageLoader("tollbook.publish", "templates"),
        autoescape=True,
        bytecode_cache=_Compiled(kept),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters["path"] = lambda value: quote(str(value), safe="/")
    environment.filters["capital"] = capital
    environment.filters["short"] = short
    environment.filters["tied"] = _tied
    environment.globals.update(
        t=say.say, n=say.number, counted=say.counted, entry=say.entry, heading=ledger.heading, say=say
    )
    return environment


def _tied(words: str) -> Markup:
    """Words in which no line may break inside a number or a span of numbers."""
    cut = _NUMBER.split(legible(str(words)))
    return Markup("").join(
        Markup('<span class="tie">{}</span>').format(part) if at % 2 else part for at, part in enumerate(cut)
    )


def _shown(value: object) -> object:
    """Source text as a page can hold it; what is marked safe is ours."""
    return legible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
