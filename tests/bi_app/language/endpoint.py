"""An endpoint that speaks chat completions over a socket, and does with each request what it is
told to: a true server, of which only the mind is a stand-in."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = Mapping[str, Any]
USAGE = {"prompt_tokens": 1200, "completion_tokens": 90, "total_tokens": 1290}


@dataclass(frozen=True, slots=True)
class Sent:
    """What is sent for one request. `cut` bytes of the body and then nothing more; `drip` seconds
    between its pieces."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0
    cut: int | None = None
    drip: float = 0.0


Mind = Callable[[Body], Sent]


@dataclass(slots=True)
class Endpoint:
    url: str
    asked: list[Body] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def told(self, number: int = 0) -> dict[str, Any]:
        """What the question's message of a request said."""
        (message,) = [m for m in self.asked[number]["messages"][:2] if m["role"] == "user"]
        found: dict[str, Any] = json.loads(message["content"])
        return found


def completion(content: str | None, **message: Any) -> Sent:
    finish = message.pop("finish", "stop")
    usage = message.pop("usage", USAGE)
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "stand-in",
        "choices": [
            {
                "index": 0,
                "finish_reason": finish,
                "message": {"role": "assistant", "content": content, **message},
            }
        ],
        **({"usage": usage} if usage else {}),
    }
    return Sent(json.dumps(body).encode())


def reply(query: Body | None, words: Mapping[str, str] | None = None, cannot: str = "") -> Sent:
    """A reply in the form that is asked for."""
    meant = [{"word": word, "means": means} for word, means in (words or {}).items()]
    said = {"query": query, "words": meant, "cannot": cannot or None}
    return completion(json.dumps(said))


@contextmanager
def endpoint(mind: Mind) -> Iterator[Endpoint]:
    """Serves on a free port of this machine until the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    found = Endpoint(f"http://127.0.0.1:{server.server_address[1]}/v1")
    server.RequestHandlerClass = type("Handler", (_Handler,), {"mind": mind, "found": found})
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    mind: Mind
    found: Endpoint

    def do_POST(self) -> None:
        assert self.path == "/v1/chat/completions"
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.found.asked.append(body)
        self.found.keys.append(self.headers["Authorization"])
        sent = type(self).mind(body)
        time.sleep(sent.wait)
        try:
            self._send(sent)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _send(self, sent: Sent) -> None:
        self.send_response(sent.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent.body)))
        for name, value in sent.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if sent.drip:
            for at in range(len(sent.body)):
                self.wfile.write(sent.body[at : at + 1])
                time.sleep(sent.drip)
        else:
            self.wfile.write(sent.body[: sent.cut])
        if sent.cut is not None:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        pass
