"""Those who vouch for the demo's record from elsewhere: a newsroom's witness and a time authority, here on the same machine.

Both are the real programs: `station witness serve`, and `openssl ts` behind HTTP. What they vouch for is worth nothing, since
whoever runs the demo holds their keys too.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from station import keys
from station.demo.authority import Authority, AuthorityError

WITNESS = "demo.station.example/newsroom"
AUTHORITY = "demo"
PATIENCE_S = 30.0


class Neighbours:
    """The newsroom and the authority; `tell` is given a line when one of them cannot be had."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._witness: subprocess.Popen[str] | None = None
        self._authority: Authority | None = None
        self._folder = Path()

    def move_in(self, folder: Path) -> dict[str, Any]:
        """Start both below a folder; return the outbox settings of a station that asks them."""
        self._folder = folder
        newsroom = folder / "newsroom"
        newsroom.mkdir()
        key = keys.generate_cosigner(newsroom / "witness.key", WITNESS)
        url = self._serve(newsroom)
        outbox: dict[str, Any] = {"witnesses": [{"key": key, "url": url}], "newest_every_s": 10}
        try:
            self._authority = Authority(folder / "authority", "ec")
            self._authority.up()
        except AuthorityError as error:
            self._tell(f"no time authority: {error}")
            self._authority = None
        else:
            certificate = str(self._authority.certificate.resolve())
            outbox["authorities"] = [{"name": AUTHORITY, "url": self._authority.url, "certificate": certificate}]
        return outbox

    def follow(self, log_keys: Path) -> None:
        """Have the newsroom follow the station's log, and write down whom a reader should trust."""
        self._station("witness", "follow", str(log_keys), "--state", str(self._folder / "newsroom" / "state"))
        witness = keys.load_cosigner(self._folder / "newsroom" / "witness.key").verifier.format()
        lines = [
            *(f"log {key}" for key in log_keys.read_text().split()),
            f"witness newsroom {witness}",
            "quorum newsroom",
        ]
        self.policy.write_text("".join(f"{line}\n" for line in lines))

    @property
    def policy(self) -> Path:
        """A C2SP policy: the station's keys, and that the newsroom must have co-signed."""
        return self._folder / "policy.txt"

    @property
    def certificates(self) -> tuple[Path, ...]:
        """The authority's certificate, where there is an authority."""
        return () if self._authority is None else (self._authority.certificate,)

    def wait_for(self, attested: Path, size: int) -> None:
        """Wait until all of them have vouched for the checkpoint of that size; gives up after half a minute. Says which."""
        until = time.monotonic() + PATIENCE_S
        needed = 2 if self._authority is None else 3  # beside the checkpoint
        while len(list((attested / str(size)).glob("*[a-z]"))) < needed:
            if time.monotonic() > until:
                self._tell("not all have vouched for the seal; the outbox goes on asking while the station runs")
                return
            time.sleep(0.1)
        stamped = "" if self._authority is None else ", and the time authority stamped it"
        self._tell(f"the newsroom's witness co-signed the seal{stamped}")

    def _serve(self, newsroom: Path) -> str:
        command = [
            "witness",
            "serve",
            "--state",
            str(newsroom / "state"),
            "--key",
            str(newsroom / "witness.key"),
            "--port",
            "0",
        ]
        log = (newsroom / "witness.log").open("w")
        with log:
            self._witness = subprocess.Popen(
                [sys.executable, "-m", "station.cli", *command], stdout=subprocess.PIPE, stderr=log, text=True
            )
        for line in self._witness.stdout or ():
            if line.startswith("Listens: "):
                return line.removeprefix("Listens: ").strip()
        raise AuthorityError(f"the newsroom's witness did not start; see {newsroom}/witness.log")

    def _station(self, *command: str) -> None:
        subprocess.run([sys.executable, "-m", "station.cli", *command], check=True, stdout=subprocess.DEVNULL)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._authority is not None:
            self._authority.down()
        if self._witness is not None:
            self._witness.terminate()
            self._witness.communicate()
