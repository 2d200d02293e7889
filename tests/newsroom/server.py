"""The newsroom's servers: every outlet on one loopback port, some with TLS, one on a dead port."""

import socket
import ssl
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from json import dumps
from pathlib import Path
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any

import trustme

from newsroom.answers import DRIPPING_BYTES, HOPS, Answer, Kiosk, hop
from newsroom.labels import Labels, load_labels
from newsroom.story import LAST_DAY, Outlet, evening, load_story, seen

LOOPBACK = "127.0.0.1"
DRIP_S = 0.05
"""Between two bytes of a page that drips: no client that waits for silence gives up on it."""
WEB = {
    "contact": "desk@newsroom.localhost",
    "requests_per_s": 500.0,
    "at_once_per_host": 4,
    "connect_timeout_s": 5.0,
    "idle_timeout_s": 5.0,
    "total_timeout_s": 1.5,
    "most_decoded_bytes": 400_000,
    "tries": 2,
    "private_hosts": ("*.localhost",),
}
"""The client's limits: as hasty as the pages allow, and low enough for the bomb."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: its place in the order of all, whom it reached, and the status it was given.

    `headers` have lower-case names.
    """

    number: int
    outlet: str
    path: str
    headers: Mapping[str, str]
    status: int

    @property
    def is_conditional(self) -> bool:
        """Whether it asks for the page only if it has changed."""
        return bool({"if-none-match", "if-modified-since"} & set(self.headers))


class Newsroom:
    """All outlets of the story, served until the block ends; `folder` is for its certificates."""

    def __init__(self, folder: Path) -> None:
        self.story = load_story()
        self.closing = Event()
        self.today = 1
        self._folder = folder
        self._asked: list[Asked] = []
        self._lock = Lock()
        self._open = ExitStack()
        self.port = self.tls_port = self.dead_port = 0

    def __enter__(self) -> "Newsroom":
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(self.ca_file))
        hosts = [each.host for each in self.story.outlets if each.tls]
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*hosts).configure_cert(tls)
        self.port = self._serve(None)
        self.tls_port = self._serve(tls)
        dead = self._open.enter_context(socket.socket())
        dead.bind((LOOPBACK, 0))  # held and not listening: every connection is refused
        self.dead_port = dead.getsockname()[1]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closing.set()
        self._open.close()

    @property
    def ca_file(self) -> Path:
        """The certificate that vouches for the outlets with TLS."""
        return self._folder / "newsroom-ca.pem"

    def day(self, number: int) -> None:
        """Move on, or back, to the evening of a day, 1 to LAST_DAY."""
        if not 1 <= number <= LAST_DAY:
            raise ValueError(f"the story has days 1 to {LAST_DAY}, not {number}")
        self.today = number

    def now(self) -> datetime:
        """The time in the newsroom: a clock for what is tested."""
        return evening(self.today)

    def url(self, outlet: str, path: str = "/") -> str:
        """The address of a path of an outlet."""
        return f"{self._site(self.story.outlet(outlet))}{path}"

    def address(self, page: str) -> str:
        """The address of a page by its id."""
        found = self.story.page(page)
        return self.url(found.outlet, found.path)

    def article(self) -> str:
        """The article to check as a plain text, as it stands on this day."""
        return seen(self.story.page("checked"), self.today).text

    @property
    def expected(self) -> Labels:
        """What is true of the article to check on this day."""
        return load_labels(self.today)

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Every request since the start, or since `forget`, in order."""
        with self._lock:
            return tuple(self._asked)

    def asked_of(self, outlet: str) -> tuple[Asked, ...]:
        """The requests that reached one outlet."""
        return tuple(each for each in self.asked if each.outlet == outlet)

    def forget(self) -> None:
        """Begin the log anew; a server that was busy is so again."""
        with self._lock:
            self._asked.clear()

    def settings_toml(self, **changed: Any) -> str:
        """A settings file that follows every outlet; `changed` are settings outside all sections.

        Of an outlet with a sitemap the robots.txt is given, which names it: by its domain alone it
        would be looked for on the usual port.
        """
        web = WEB | {
            "ports": (self.port, self.tls_port, self.dead_port),
            "ca_file": str(self.ca_file),
        }
        lines = [*_lines(changed), "", "[web]", *_lines(web)]
        for outlet in self.story.outlets:
            sitemaps = ("/robots.txt",) if outlet.sitemap else ()
            section = {
                "name": outlet.name,
                "domain": outlet.host,
                "feeds": tuple(self.url(outlet.id, path) for path in outlet.feeds),
                "sitemaps": tuple(self.url(outlet.id, path) for path in sitemaps),
            }
            lines += ["", f"[outlets.{outlet.id}]", *_lines(section)]
        return "\n".join((*lines, ""))

    def answer(self, host: str, path: str, headers: Mapping[str, str]) -> Answer:
        """Answer one request, and note it."""
        outlet = host.partition(".localhost")[0]
        with self._lock:
            earlier = Counter((each.outlet, each.path) for each in self._asked)[(outlet, path)]
            answer = self._answer(outlet, path, headers, earlier)
            self._asked.append(Asked(len(self._asked), outlet, path, headers, answer.status))
        return answer

    def _answer(self, outlet: str, path: str, headers: Mapping[str, str], earlier: int) -> Answer:
        pages = {each.id for each in self.story.pages}
        if outlet == HOPS and path[1:] in pages:
            return hop(path[1:], self.address)
        if outlet not in {each.id for each in self.story.outlets}:
            return Answer(404)
        hops = f"http://{HOPS}.localhost:{self.port}"
        known = self.story.outlet(outlet)
        kiosk = Kiosk(self.story, known, self.today, self._site(known), hops, self.address)
        return kiosk.answer(path, headers, earlier)

    def _site(self, outlet: Outlet) -> str:
        port = self.tls_port if outlet.tls else self.dead_port if outlet.refuses else self.port
        return f"{'https' if outlet.tls else 'http'}://{outlet.host}:{port}"

    def _serve(self, tls: ssl.SSLContext | None) -> int:
        """Serve in a thread until the newsroom closes, and give the port."""
        server = _Server(self, tls)
        thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        self._open.callback(thread.join)
        self._open.callback(server.server_close)
        self._open.callback(server.shutdown)
        return int(server.server_address[1])


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, newsroom: Newsroom, tls: ssl.SSLContext | None) -> None:
        super().__init__((LOOPBACK, 0), _Handler)
        self.newsroom = newsroom
        if tls:
            # The handshake waits for the handler's thread, so that no client holds up the others.
            self.socket = tls.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that hang up are what some pages are there for."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server.newsroom.answer(headers.get("host", ""), self.path, headers)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        length = DRIPPING_BYTES if answer.drips else len(answer.body)
        if answer.status != 304:
            self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(answer.body)
        with suppress(OSError):
            self._drip(length - len(answer.body))

    def _drip(self, bytes_left: int) -> None:
        while bytes_left > 0 and not self.server.newsroom.closing.wait(DRIP_S):
            self.wfile.write(b".")
            self.wfile.flush()
            bytes_left -= 1

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: `Newsroom.asked` is the log."""


def _lines(table: Mapping[str, Any]) -> list[str]:
    """Settings as TOML; a JSON value is a TOML value."""
    return [
        f"{name} = {dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)}"
        for name, value in table.items()
    ]
