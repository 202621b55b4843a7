"""Who watched from outside, and what each of them holds afterwards: all real, and out of the insider's reach.

A witness's process (`station witness serve`), a time authority (`openssl ts`), and what people kept: checkpoints on a phone, a
copy of the published log, their own keys, what they themselves signed.
"""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from station import keys
from station.config import AuthoritySettings, WitnessSettings
from station.demo.authority import Authority
from station.formats import policy
from station.formats.cosignature import parse_verifier
from station.ledger import engine
from station.outbox.errands import ToAuthority, ToWitness
from station.outbox.held import Held
from station.verify.brought import AskedPolicy
from tests.forgery.record import COSIGNED, Shown
from tests.sessions import PEOPLE, Made, log_signer

STAMPS = "authority"


class Newsroom:
    """A witness's process that follows the station, for a `with` block. `key` is its verifier key."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.state, self._key_file, self._follows = folder / "state", folder / "witness.key", folder / "log.vkey"
        self.key = keys.generate_cosigner(self._key_file, "newsroom.example/witness")
        signer = log_signer()
        self._follows.write_text(f"{signer.verifier.format()}\n{signer.second_verifier.format()}\n")

    def __enter__(self) -> Self:
        where = ["--state", self.state, "--key", self._key_file, "--log", self._follows, "--port", 0]
        command = [sys.executable, "-m", "station.cli", "witness", "serve", *map(str, where)]
        with (self.state.parent / "witness.log").open("w") as log:
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        line = next(line for line in self._process.stdout if line.startswith("Listens:"))
        self.settings = WitnessSettings(key=self.key, url=line.removeprefix("Listens:").strip())
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()

    @property
    def line_file(self) -> str:
        """The name of the file that holds its cosignature."""
        return f"{parse_verifier(self.key).key_id:08x}.cosignature"


@dataclass(frozen=True)
class Outside:
    """What outsiders hold. `attested` are copies of what others vouched for, by SIZE/FILE; `person` is P2's verifier key."""

    keys: tuple[str, ...]
    certificate: bytes
    policy: AskedPolicy
    attested: dict[str, bytes]
    at_close: bytes
    at_seal: bytes
    log: Path
    person: str

    @classmethod
    def of(cls, shown: Shown, newsroom: Newsroom, authority: Authority, folder: Path) -> Self:
        """Take copies of what a station shows, and of what was vouched for by now."""
        signer = shown.made.signer
        asked = f"witness newsroom {newsroom.key}\nquorum newsroom\n"
        copies = [path for path in shown.attested.rglob("*") if path.is_file()]
        cosigned = [entry for entry in shown.made.entries if entry.kind == COSIGNED]
        return cls(
            keys=(signer.verifier.format(), signer.second_verifier.format()),
            certificate=authority.ca.read_bytes(),
            policy=AskedPolicy(policy.parse(asked.encode())),
            attested={str(path.relative_to(shown.attested)): path.read_bytes() for path in copies},
            at_close=shown.checkpoint(cosigned[-1].data["size"]),
            at_seal=shown.checkpoint(shown.made.entries[-1].index + 1),
            log=shutil.copytree(shown.log, folder),
            person=PEOPLE["P2"].verifier.format(),
        )


def cosigned_by(newsroom: Newsroom, made: Made) -> None:
    """Have a station's outbox show its log to the witness until nothing is left; raise `ErrandFailed`."""
    reader = engine.reader(made.database)
    try:
        errand = ToWitness(
            newsroom.settings, reader, Held(made.recordings / "attested", made.recordings.parent / "log"), 0
        )
        while errand.run():
            pass
    finally:
        reader.dispose()


def stamped_by(authority: Authority, made: Made) -> None:
    """Have a station's outbox get the tokens that are due."""
    settings = AuthoritySettings(name=STAMPS, url=authority.url, certificate=authority.certificate)
    reader = engine.reader(made.database)
    try:
        errand = ToAuthority(settings, reader, Held(made.recordings / "attested", made.recordings.parent / "log"))
        while errand.run():
            pass
    finally:
        reader.dispose()
