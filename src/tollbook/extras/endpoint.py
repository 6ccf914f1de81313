"""Any endpoint that speaks the protocol of OpenAI's chat completions as an extractor: a passage goes, counts come."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tollbook.data import data_file
from tollbook.errors import SettingsError
from tollbook.extras.post import Address, Failed, address_of, post
from tollbook.model import GROUPS, Harm, Stance
from tollbook.model.proposal import NoAnswer

ADDRESS, MODEL, KEY, SECONDS = (f"TOLLBOOK_ENDPOINT_{what}" for what in ("ADDRESS", "MODEL", "KEY", "SECONDS"))
_PATH = "/chat/completions"
_LONGEST_MODEL = 100  # characters
_MOST_TOKENS = 4_096
_SECONDS, _MOST_SECONDS = 120, 900

Post = Callable[[Address, bytes, Mapping[str, str], float], bytes | Failed]


def make(environment: Mapping[str, str]) -> "Endpoint":
    """The endpoint that the environment names. Raises SettingsError, in whose message no secret stands."""
    missing = [name for name in (ADDRESS, MODEL) if not environment.get(name, "").strip()]
    if missing:
        raise SettingsError(f"Which endpoint to ask is not said. Set {' and '.join(missing)} in the environment.")
    given = address_of(environment[ADDRESS])
    path = given.path if given.path.endswith(_PATH) else given.path + _PATH
    model = environment[MODEL].strip()
    if len(model) > _LONGEST_MODEL or not model.isprintable() or not model.isascii():
        raise SettingsError(f"{MODEL} is no name of a model: use plain letters, at most {_LONGEST_MODEL}.")
    key = environment.get(KEY, "").strip()
    if not key.isascii() or not key.isprintable() or " " in key:
        raise SettingsError(f"{KEY} holds signs that no key has. Set it anew; it is not shown here.")
    return Endpoint(Address(given.secure, given.host, given.port, path), model, key, _seconds(environment))


def _seconds(environment: Mapping[str, str]) -> float:
    given = environment.get(SECONDS, "").strip() or str(_SECONDS)
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:6]) <= _MOST_SECONDS):
        raise SettingsError(f"{SECONDS} is a whole number from 1 to {_MOST_SECONDS}.")
    return float(given)


def _schema() -> dict[str, Any]:
    text = {"type": "string"}
    number = {"type": ["integer", "null"]}
    one = {
        "quote": text,
        "figure": text,
        "harm": {"type": "string", "enum": [one.value for one in Harm]},
        "group": {"type": "string", "enum": list(GROUPS)},
        "low": number,
        "high": number,
        "speaker": {"type": ["string", "null"]},
        "stance": {"type": "string", "enum": [one.value for one in Stance]},
    }
    claim = {"type": "object", "properties": one, "required": list(one), "additionalProperties": False}
    claims = {"type": "array", "items": claim}
    return {"type": "object", "properties": {"claims": claims}, "required": ["claims"], "additionalProperties": False}


@dataclass(slots=True)
class Endpoint:
    """``key`` goes into one header of a request, and nowhere else."""

    at: Address
    version: str
    key: str = field(repr=False)
    seconds: float = _SECONDS
    post: Post = field(default=post, repr=False)
    name: str = "endpoint"
    languages: tuple[str, ...] | None = None
    _told: str = field(default_factory=lambda: data_file("prompts", "counts.txt").read_text(encoding="utf-8"))

    @property
    def address(self) -> str:
        """Where a text goes."""
        return str(self.at)

    @property
    def prompt(self) -> str:
        """The hash of all that is sent beside the passage and the name of the model."""
        whole = self._told + json.dumps(_schema(), sort_keys=True)
        return hashlib.sha256(whole.encode()).hexdigest()[:16]

    def answer(self, text: str) -> str | NoAnswer:
        """What the model makes of one passage; nothing but the passage, the prompt and the model's name is sent."""
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        reply = self.post(self.at, self._body(text), headers, self.seconds)
        if isinstance(reply, Failed):
            return NoAnswer(reply.why, reply.stop)
        content = _content(reply)
        if self.key and isinstance(content, str) and self.key in content:
            return NoAnswer("it repeated the key, so its answer was not kept", stop=True)
        return content

    def _body(self, text: str) -> bytes:
        asked = {
            "model": self.version,
            "messages": [{"role": "system", "content": self._told}, {"role": "user", "content": text}],
            "temperature": 0,
            "max_tokens": _MOST_TOKENS,
            "stream": False,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "claims", "strict": True, "schema": _schema()},
            },
        }
        return json.dumps(asked, ensure_ascii=True).encode()


def _content(reply: bytes) -> str | NoAnswer:
    """The words of the model in a reply, as far as they are whole."""
    try:
        said = json.loads(reply)
        choice = said["choices"][0]
        content, ended = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        return NoAnswer("its answer is not in the form of the protocol, or cut off")
    if ended == "length":
        return NoAnswer("its answer is longer than was allowed, and cut off")
    return content if isinstance(content, str) else NoAnswer("its answer holds no text")
