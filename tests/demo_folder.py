"""A folder as `station demo` leaves it, made in seconds: the documents' commands are run on it (test_documents.py).

The session is that of tests/sessions.py, so it has a date of its own and no minute to wait for; the newsroom's witness and the
time authority have signed its checkpoints really. Of the demo's folder it lacks what no document uses: act, log file, sockets.
"""

import base64
import shutil
from datetime import UTC, datetime
from pathlib import Path

import yaml

from station import keys
from station.config import load
from station.credentials import issue
from station.demo.neighbours import AUTHORITY, WITNESS
from station.evidence import export_session
from station.formats.cosignature import MLDSA44_COSIGNATURE
from station.formats.note import ED25519
from station.ledger import engine, proofs
from station.outbox.held import Held
from tests import stamps
from tests.draws import draw_at
from tests.sessions import BEGIN_US, ORIGIN, SECOND, SESSION, Made, Script, log_signer, make_session

SEEDS = ((ED25519, bytes(range(32))), (MLDSA44_COSIGNATURE, bytes(32)))  # of tests.sessions.log_signer


def make_demo_folder(folder: Path) -> Path:
    """Make the folder, whole: station, newsroom, time authority, bag, published log; return it."""
    folder.mkdir(parents=True)
    made = make_session(folder, Script(post_quantum=True, more=draw_at(3.2)))
    recordings = made.recordings
    shutil.move(folder / "station.db", recordings / "station.db")
    shutil.copytree(folder / "log", recordings / "log")
    _write_settings(folder)
    _write_keys(folder)
    reader = engine.reader(load(folder / "config.yaml").station.database)
    with reader.connect() as connection:
        _attest(folder, proofs.checkpoint_at(connection, made.entries[-1].index + 1), made)
        credentials = load(folder / "config.yaml").credentials.folder
        issue(credentials, folder / "credentials-root", "Demonstration station", ORIGIN)
        export_session(connection, recordings, SESSION, folder / "bag", credentials=credentials)
    reader.dispose()
    return folder


def _write_settings(folder: Path) -> None:
    """The settings of the whole station of this repository, with the session's own name."""
    settings = yaml.safe_load(Path("config.yaml").read_text(encoding="utf-8"))
    settings["station"] |= {"name": ORIGIN}
    (folder / "config.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")


def _write_keys(folder: Path) -> None:
    """The session's keys, private in the form of station/keys.py, public as `station key show` prints them."""
    signer = log_signer()
    verifiers = [each.format() for each in (signer.verifier, signer.second_verifier) if each is not None]
    (folder / "station.vkey").write_text("".join(f"{each}\n" for each in verifiers), encoding="ascii")
    path = folder / "recordings" / "station.key"
    path.touch(mode=0o600)
    for verifier, (kind, seed) in zip(verifiers, SEEDS, strict=True):
        key_id = verifier.split("+")[1]
        secret = base64.b64encode(bytes([kind]) + seed).decode()
        with path.open("a", encoding="ascii") as file:
            file.write(f"PRIVATE+KEY+{ORIGIN}+{key_id}+{secret}\n")


def _attest(folder: Path, sealed: proofs.SignedCheckpoint, made: Made) -> None:
    """Have the newsroom's witness and the time authority vouch for the seal, half a minute after the session began."""
    newsroom, authority = folder / "newsroom", folder / "authority"
    newsroom.mkdir()
    authority.mkdir()
    witness_key = keys.generate_cosigner(newsroom / "witness.key", WITNESS)
    at_us = BEGIN_US + 30 * SECOND
    line = keys.load_cosigner(newsroom / "witness.key").sign(
        sealed.note.decode().split("\n\n")[0] + "\n", at_us // SECOND
    )
    held = Held(made.recordings / "attested", made.recordings.parent / "log")
    held.keep(sealed.size, f"{line.key_id:08x}.cosignature", sealed.note, line.format().encode())
    paper = stamps.paper("Demonstration time authority, worth nothing")
    (authority / "authority.crt").write_bytes(paper.pem)
    at = datetime.fromtimestamp(at_us // SECOND, UTC)
    token = stamps.Draft(paper, sealed.note, info={"gen_time": at}).response()
    held.keep(sealed.size, f"{AUTHORITY}.tsr", sealed.note, token)
    logs = "".join(f"log {key}\n" for key in (folder / "station.vkey").read_text(encoding="ascii").split())
    (folder / "policy.txt").write_text(f"{logs}witness newsroom {witness_key}\nquorum newsroom\n", encoding="ascii")
