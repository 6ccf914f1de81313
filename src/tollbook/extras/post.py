"""One POST of JSON to one address, with bounds on everything: time, size, tries. No redirect is followed.

No proxy is used. Only ``tollbook ask`` comes here, which is a person's act; a build never does."""

import socket  # noqa: TID251 - to end a connection that takes too long
import ssl
import threading
import time  # noqa: TID251 - waits between tries
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection  # noqa: TID251 - see above
from urllib.parse import urlsplit

from tollbook.errors import SettingsError

MOST_BYTES = 2_000_000
TRIES = 3
_WAITS = (1.0, 4.0)
_LONGEST_WAIT = 30.0
_HERE = ("localhost", "127.0.0.1", "::1")
_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))
_NEVER = frozenset((401, 403, 404, 405))
_OK = 200


@dataclass(frozen=True, slots=True)
class Address:
    """Where a text goes: without user, password, query or fragment, so that it can be shown and kept."""

    secure: bool
    host: str
    port: int
    path: str

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http{'s' * self.secure}://{host}:{self.port}{self.path}"


@dataclass(frozen=True, slots=True)
class Failed:
    """Why there is no reply, in words that hold nothing that was sent or received. ``stop``: nor will there be."""

    why: str
    stop: bool = False
    again: bool = False
    after: float | None = None


def address_of(given: str) -> Address:
    """An address as people give it. Raises SettingsError, whose message does not repeat it: it may hold a secret."""
    try:
        parts = urlsplit(given.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not host or not given.isascii() or not given.isprintable():
        raise SettingsError("The address of the endpoint is none. Write it whole, such as https://example.org/v1.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise SettingsError(
            "The address of the endpoint holds more than a place (a password, a query). Give the key by itself, in "
            "TOLLBOOK_ENDPOINT_KEY."
        )
    secure = parts.scheme == "https"
    if not secure and host not in _HERE:
        raise SettingsError("An endpoint on another machine needs an address that begins with https://.")
    return Address(secure, host, port or (443 if secure else 80), parts.path.rstrip("/"))


def post(
    address: Address,
    body: bytes,
    headers: Mapping[str, str],
    seconds: float,
    pause: Callable[[float], None] = time.sleep,
) -> bytes | Failed:
    """The body of the reply. It is tried again, a few times, where that may help."""
    for number in range(TRIES):
        reply = _once(address, body, headers, seconds)
        if not isinstance(reply, Failed) or not reply.again or number + 1 == TRIES:
            break
        pause(min(reply.after if reply.after is not None else _WAITS[number], _LONGEST_WAIT))
    return reply


def _once(address: Address, body: bytes, headers: Mapping[str, str], seconds: float) -> bytes | Failed:
    connection = _connection(address, seconds)
    ended = threading.Event()
    timer: threading.Timer | None = None
    try:
        connection.connect()
        timer = threading.Timer(seconds, _end, (connection.sock, ended))
        timer.daemon = True
        timer.start()
        connection.request("POST", address.path, body, {"Connection": "close", **headers})
        with connection.getresponse() as response:
            if response.status != _OK:
                return _refused(response.status, response.getheader("Retry-After"))
            data = response.read(MOST_BYTES + 1)
    except ssl.SSLCertVerificationError:
        return Failed("its certificate is not valid for its address", stop=True)
    except (OSError, HTTPException, ValueError):
        return Failed(_LATE if ended.is_set() else "it cannot be reached, or broke off", again=True)
    finally:
        if timer is not None:
            timer.cancel()
        connection.close()
    if ended.is_set():
        return Failed(_LATE, again=True)
    return data if len(data) <= MOST_BYTES else Failed("its answer is too long")


_LATE = "it took too long"


def _connection(address: Address, seconds: float) -> HTTPConnection:
    if address.secure:
        context = ssl.create_default_context()
        return HTTPSConnection(address.host, address.port, timeout=seconds, context=context)
    return HTTPConnection(address.host, address.port, timeout=seconds)


def _end(opened: socket.socket, ended: threading.Event) -> None:
    """What comes drop by drop never meets the limit of a single wait."""
    ended.set()
    with suppress(OSError):
        opened.shutdown(socket.SHUT_RDWR)


def _refused(status: int, after: str | None) -> Failed:
    if 300 <= status < 400:
        return Failed(f"it sends on to another address ({status}), to which nothing was sent", stop=True)
    wait = float(after) if after and after.isascii() and after.isdigit() and len(after) < 12 else None
    return Failed(f"it answered with an error ({status})", status in _NEVER, status in _AGAIN, wait)
