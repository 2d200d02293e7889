"""A real browser for tests: Chromium without a window, driven over a pipe, with no package for it.

Its DevTools protocol is JSON, one message after another with a zero byte between, read from file
descriptor 3 and written to 4 (--remote-debugging-pipe).
"""

import json
import os
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from select import select
from tempfile import mkdtemp
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
LOADED = "new Promise(r => document.readyState == 'complete' ? r() : addEventListener('load', r))"
ANSWER_WITHIN_S = 60
"""How long an answer may take on a busy machine before the browser counts as dead."""
PHONE, DESKTOP = (360, 740), (1280, 900)
"""Sizes of the window in CSS pixels: the narrowest phone in use, and a usual desk."""


def found() -> str | None:
    """The path of a Chromium on this machine, None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Gone(Exception):
    """The browser ended or does not answer."""


@dataclass
class Browser:
    """One page in a browser; `asked` are the addresses that it tried to load, `said` what it
    complained of (errors, refusals by the page's own policy)."""

    send_to: int
    read_from: int
    session: str = ""
    number: int = 0
    rest: bytes = b""
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def call(self, method: str, **parameters: Any) -> Any:
        self.number += 1
        message: dict[str, Any] = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.send_to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise Gone(f"{method}: {answer['error']}")
                return answer["result"]
            self.note(answer)

    def read(self) -> Any:
        while b"\0" not in self.rest:
            ready, _, _ = select([self.read_from], [], [], ANSWER_WITHIN_S)
            more = os.read(self.read_from, 1 << 16) if ready else b""
            if not more:
                raise Gone("no answer from the browser")
            self.rest += more
        message, _, self.rest = self.rest.partition(b"\0")
        return json.loads(message)

    def note(self, event: Any) -> None:
        told = event.get("params", {})
        if event.get("method") == "Network.requestWillBeSent":
            self.asked.append(told["request"]["url"])
        elif event.get("method") == "Log.entryAdded":
            self.said.append(told["entry"]["text"])
        elif event.get("method") == "Runtime.exceptionThrown":
            self.said.append(str(told["exceptionDetails"]))

    def open(self, page: Path, size: tuple[int, int] = DESKTOP, dark: bool = False) -> None:
        """Show a page of this machine in a window of this size, and wait until it is loaded."""
        self.asked.clear()
        self.said.clear()
        self.resize(size)
        self.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}],
        )
        self.call("Page.navigate", url=page.as_uri())
        self.run(LOADED)

    def resize(self, size: tuple[int, int]) -> None:
        width, height = size
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 500,
        )

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression in the page, waited for."""
        answer = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise Gone(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        for kind in ("rawKeyDown", "keyUp"):
            code = {"Tab": 9, "Enter": 13}[key]
            text = {"text": "\r"} if key == "Enter" and kind == "rawKeyDown" else {}
            kind = "keyDown" if text else kind
            self.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                windowsVirtualKeyCode=code,
                **text,
            )

    def picture(self, file: Path) -> None:
        """Keep what the whole page looks like as a PNG."""
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        file.write_bytes(b64decode(shot["data"]))

    def printed(self, file: Path) -> None:
        """Keep what the page looks like on paper as a PDF."""
        paper = self.call("Page.printToPDF", printBackground=False, preferCSSPageSize=True)
        file.write_bytes(b64decode(paper["data"]))


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser with one empty page; it ends with the block, and leaves nothing behind."""
    profile = mkdtemp(prefix="browser-")
    read_by_it, send_to = os.pipe()
    read_from, sent_by_it = os.pipe()

    def as_three_and_four() -> None:
        # Both are moved out of the way first, as either may be 3 or 4 already.
        given, taken = os.dup(read_by_it), os.dup(sent_by_it)
        os.dup2(given, 3)
        os.dup2(taken, 4)

    process = subprocess.Popen(
        [found() or NAMES[0], *FLAGS, f"--user-data-dir={profile}", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        close_fds=False,
        preexec_fn=as_three_and_four,
    )
    os.close(read_by_it)
    os.close(sent_by_it)
    try:
        yield _page(Browser(send_to, read_from))
    finally:
        process.terminate()
        process.wait(ANSWER_WITHIN_S)
        os.close(send_to)
        os.close(read_from)
        shutil.rmtree(profile, ignore_errors=True)


def _page(browser: Browser) -> Browser:
    targets = browser.call("Target.getTargets")["targetInfos"]
    page = next(each["targetId"] for each in targets if each["type"] == "page")
    attached = browser.call("Target.attachToTarget", targetId=page, flatten=True)
    browser.session = attached["sessionId"]
    for domain in ("Page", "Network", "Log", "Runtime"):
        browser.call(f"{domain}.enable")
    return browser
