"""A server on this machine that speaks the protocol of chat completions, and answers as a test tells it to."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = tuple[int, dict[str, str], bytes]
PATH = "/v1/chat/completions"


def told(claims: Any, ended: str = "stop") -> Reply:
    """A good reply, whose model says this."""
    content = claims if isinstance(claims, str) else json.dumps({"claims": claims})
    choice = {"index": 0, "finish_reason": ended, "message": {"role": "assistant", "content": content}}
    return 200, {}, json.dumps({"id": "1", "object": "chat.completion", "choices": [choice]}).encode()


class Server(ThreadingHTTPServer):
    """``asked``: the headers and the body of each request, in their order."""

    daemon_threads = True

    def __init__(self, reply: Callable[[str], Reply | None]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.reply = reply
        self.asked: list[tuple[dict[str, str], dict[str, Any]]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def passages(self) -> list[str]:
        return [body["messages"][-1]["content"] for _, body in self.asked]


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server: Any = self.server
        server.asked.append((dict(self.headers), body))
        reply = server.reply(body["messages"][-1]["content"])
        if self.path != PATH:
            reply = (404, {}, b"")
        if reply is None:  # drop by drop, and without an end
            self.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
            for _ in range(300):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)
            return
        status, headers, data = reply
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            """Whoever asked went away."""

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@contextmanager
def serving(reply: Callable[[str], Reply | None]) -> Iterator[Server]:
    with Server(reply) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
