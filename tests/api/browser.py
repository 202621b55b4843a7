"""A real browser without a window, Chromium, told what to do over a pipe (the DevTools protocol)."""

import itertools
import json
import os
import shutil
import signal
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

APT = "apt-get install --no-install-recommends chromium"
PATIENCE_S = 20
LOOK_S = 0.02
# The browser reads its orders at descriptor 3 and answers at 4.
ORDERS, ANSWERS = 3, 4
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--disable-dev-shm-usage",
)


class Browser:
    """One browser with a folder of its own; each phone is a `page` with a storage of its own."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("chromium")
        assert program is not None, f"The pages are tested in a real browser; install it: {APT}"
        theirs, self._orders = os.pipe()
        self._answers, said = os.pipe()
        actions = [(os.POSIX_SPAWN_DUP2, theirs, 100), (os.POSIX_SPAWN_DUP2, said, 101)]
        actions += [(os.POSIX_SPAWN_DUP2, 100, ORDERS), (os.POSIX_SPAWN_DUP2, 101, ANSWERS)]
        nowhere = [(os.POSIX_SPAWN_OPEN, each, os.devnull, os.O_WRONLY, 0) for each in (1, 2)]
        environment = os.environ | {"HOME": str(folder)}
        command = [program, *FLAGS, f"--user-data-dir={folder / 'browser'}"]
        self._process = os.posix_spawn(program, command, environment, file_actions=[*nowhere, *actions], setpgroup=0)
        for each in (theirs, said):
            os.close(each)
        self._heard = b""
        self._numbers = itertools.count(1)

    def page(self, address: str) -> "Page":
        """Open an address as somebody new: nothing is stored yet."""
        context = self.order("Target.createBrowserContext")["browserContextId"]
        target = self.order("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        attached = self.order("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, attached)
        page.go(address)
        return page

    def order(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Give an order and return its result; what the browser says unasked is passed over."""
        number = next(self._numbers)
        said = {"id": number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        os.write(self._orders, json.dumps(said).encode() + b"\0")
        while True:
            answer = self._hear()
            if answer.get("id") == number:
                assert "error" not in answer, answer
                return answer["result"]

    def _hear(self) -> dict[str, Any]:
        while b"\0" not in self._heard:
            piece = os.read(self._answers, 65_536)
            assert piece, "the browser has ended"
            self._heard += piece
        message, _, self._heard = self._heard.partition(b"\0")
        return json.loads(message)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.killpg(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._orders)
        os.close(self._answers)


class Page:
    """One page of a browser."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser, self.session = browser, session

    def go(self, address: str) -> None:
        """Load an address, and wait until its scripts have run."""
        self._browser.order("Page.navigate", self.session, url=address)
        self.wait(f"location.href === {json.dumps(address)} && document.readyState === 'complete'")

    def run(self, expression: str) -> Any:
        """Return what an expression gives in the page."""
        given = {"expression": expression, "returnByValue": True, "awaitPromise": True}
        answer = self._browser.order("Runtime.evaluate", self.session, **given)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, expression: str) -> None:
        """Wait until an expression is true."""
        until = time.monotonic() + PATIENCE_S
        while not self.run(expression):
            assert time.monotonic() < until, f"{expression}\n{self.run('document.body.innerText')}"
            time.sleep(LOOK_S)

    def press(self, button: str) -> None:
        """Wait for a button that can be seen, and press it."""
        self.wait(f"document.getElementById({json.dumps(button)})?.checkVisibility()")
        self.run(f"document.getElementById({json.dumps(button)}).click()")

    def sees(self, text: str) -> None:
        """Wait until a text can be read on the page."""
        self.wait(f"document.body.innerText.includes({json.dumps(text)})")
