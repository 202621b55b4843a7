"""Published logs made at will: sessions that keep every rule, as a station records them, and whatever an insider makes of them.

`Station` says the entries, `write_log` publishes entries into a folder as the specification asks. An insider with the key
changes the entries in between (`Station.bodies`) and publishes those: everything is computed and signed anew.
"""

import base64
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from station.formats.canonical import canonical
from station.formats.checkpoint import Checkpoint
from station.formats.entry import Entry, Moment
from station.formats.merkle import Frontier, leaf_hash, root
from station.formats.personal import PersonalCosignature
from station.formats.signing import Cosigner, Ed25519Signer, LogSigner, MlDsa44Cosigner
from station.formats.tiles import Tile, encode_bundle
from station.rules.kinds import check_data
from tests import goods as papers
from tests.goods import CONDITIONS, PROFILE
from tests.scales import FIRST_CHANGES, INSTRUMENT, figure, weighed
from tests.software import SOFTWARE

ORIGIN = "furnace-1.station.test"
BEGIN_US = 1_795_262_400_000_000
MONO_US = 10**9
SECOND = 1_000_000
ROOT = base64.b64encode(bytes(32)).decode()
COMMITTED = {"commitment": "0" * 64}
CAMERA = "furnace"
GROWN = (
    '{"at":{"mono_us":%d,"unix_us":%d,"utc":"%s"},"data":{"recordings":[{"bytes":%d,"fragments":%d,"frames":%d,'
    '"recording":"%s","root":"%s"}]},"kind":"recordings.progressed","session":"%s","v":1}'
)


def signer_of(number: int, *, post_quantum: bool = True) -> LogSigner:
    """The keys of the log that the number tells apart."""
    seed = bytes([number]) * 32
    second = MlDsa44Cosigner(ORIGIN, MLDSA44PrivateKey.from_seed_bytes(seed)) if post_quantum else None
    return LogSigner(Ed25519Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(seed)), second)


def person_of(number: int) -> Cosigner:
    """A person's own key."""
    return Cosigner(f"person-{number}", Ed25519PrivateKey.from_private_bytes(bytes([100 + number]) * 32))


class Station:
    """Records in memory what a station records; `bodies` are the entries' bytes, and go to `sink` instead when there is one."""

    def __init__(self, signer: LogSigner, sink=None) -> None:
        self.signer = signer
        self.bodies: list[bytes] = []
        self.tree, self.session_tree = Frontier(), Frontier()
        self.now_us, self.weighings, self.event, self.first = 0, 0, 0, 0
        self.ahead_us = 0  # UTC, of where it would be had nobody set it
        self._totals: dict[str, Any] = {}
        self._seals: dict[str, str] = {}  # by package
        self._sink = sink or self.bodies.append

    @property
    def size(self) -> int:
        """The number of entries."""
        return self.tree.size

    def checkpoint(self) -> bytes:
        """The signed note over all entries so far."""
        return Checkpoint(ORIGIN, self.size, self.tree.root()).sign(self.signer)

    def say(self, kind: str, session: str | None = None, /, **data: Any) -> int:
        """Record an entry; return its number."""
        check_data(kind, data)
        self.now_us += 1000
        entry = Entry(self.size, kind, self._moment(), data, session)
        return self.take(entry.encode())

    def take(self, body: bytes) -> int:
        """Record bytes as they are; return their number."""
        leaf = leaf_hash(body)
        self.tree.push(leaf)
        self.session_tree.push(leaf)
        self._sink(body)
        return self.size - 1

    def start(self, boot: str = "1") -> None:
        """Start the program."""
        second = self.signer.second_verifier
        self.say(
            "station.started",
            software=SOFTWARE,
            boot_id=boot,
            key=self.signer.verifier.format(),
            post_quantum_key=None if second is None else second.format(),
            config_sha256="0" * 64,
        )
        if not self.event:
            for change in FIRST_CHANGES:
                self.change(**change)

    def change(self, what: str, after: str, session: str | None = None, **more: Any) -> None:
        """Count a change of what weighings rest on."""
        self.event += 1
        self.say(
            "metrology.changed", session, **{"event": self.event, "what": what, "before": None, "after": after} | more
        )

    def succeed(self, signer: LogSigner) -> bytes:
        """Change the keys; return the last checkpoint by the old ones."""
        second = signer.second_verifier
        self.say(
            "key.succeeded",
            old=self.signer.verifier.format(),
            new=signer.verifier.format(),
            new_post_quantum=None if second is None else second.format(),
            reason="yearly",
        )
        last, self.signer = self.checkpoint(), signer
        self.start()
        return last

    def hold(self, session: str, package: str, seal: str = "", *, seconds: int = 5, **more: Any) -> int:
        """Record a whole session of one package, co-signed by P2 before and after the seal; return the seal's number."""
        self.open(session)
        self.register(session, package, seal or f"Z-{package}", **more)
        self.burn(session, package, seconds)
        return self.seal(session)

    def open(self, session: str, *, quorum: Iterable[list[str]] = (["media"],)) -> None:
        """Open a session; P1 of the police and P2 of the media join, and P2 presents a key."""
        self.session_tree, self.first = Frontier(), self.size
        self.say(
            "session.opened",
            session,
            basis={"type": "KZ-1017/2008", "number": "12-3456", "date": "2026-11-20", "issuer": "court"},
            place="hall 1",
            furnace="F1",
            planned_minutes=60,
            seats=["police", "media"],
            quorum=list(quorum),
            profile=PROFILE,
            conditions=CONDITIONS,
            cameras=[{"camera": CAMERA, "view": "the door", "way": "encoded"}],
            scale=INSTRUMENT,
            check_weights=[],
            furnace_controller=None,
            software=SOFTWARE,
            event=self.event,
            free_bytes=10**12,
            boot_id="1",
        )
        for number, role in enumerate(("police", "media"), 1):
            self.say("person.joined", session, person=f"P{number}", role=role, name=COMMITTED, body=COMMITTED)
        self.say("key.presented", session, person="P2", key=person_of(2).verifier.format())

    def register(self, session: str, package: str, seal: str, set_aside_in: str | None = None) -> None:
        """Register one consignment with one package."""
        self.say("consignment.registered", session, **papers.consignment("C1", case=COMMITTED))
        kept = papers.sample(f"A-{session}", "C1", keeper=COMMITTED)
        self.say("sample.kept", session, **kept)
        self._seals[package] = seal
        self.say("package.registered", session, **papers.package(package, seal, set_aside_in=set_aside_in))
        if set_aside_in is not None:
            decided = {"decision": "burn", "persons": ["P1", "P2"], "reason": "found in order"}
            self.say("package.decided", session, package=package, **decided)

    def burn(self, session: str, package: str, seconds: int) -> None:
        """Film, weigh and burn it, for so many seconds of film."""
        film = {
            "recording": f"{session}-{CAMERA}-0001",
            "device": CAMERA,
            "file": f"{session}/{session}-{CAMERA}-0001.mp4",
        }
        film |= {"stream": "camera", "media": "video/mp4", "way": "encoded", "batch": None, "epoch_us": BEGIN_US}
        self.say("recording.started", session, **film, first_frame=0, width=640, height=360, codec="avc1")
        self.say("batch.opened", session, batch="B1")
        self.say("package.presented", session, **papers.shown(package, self._seals[package]))
        self.weigh(session, package)
        self.say("furnace.charged", session, batch="B1", packages=[package], mass_mg=5_000_000)
        self.say("burn.started", session, batch="B1")
        self.film(session, seconds)
        self.say("batch.ended", session, batch="B1", heat=None)
        self.say("residue.not_weighed", session, reason="too hot")
        totals = {"packages_burned": 1, "packages_set_aside": 0, "packages_missing": 0, "burned_mg": 5_000_000}
        totals |= {"residue_mg": None}
        self.say("session.closed", session, **totals)
        self._finish(session, seconds)

    def weigh(self, session: str, package: str, **other: Any) -> None:
        """Weigh a package, 5 kg."""
        self.weighings += 1
        where = {"recording": f"{session}-serial-0001", "from_mono_us": 1, "to_mono_us": 2}
        place = {"weighing": self.weighings, "event": self.event, "serial": where}
        self.say("weighing.recorded", session, **weighed("5000.0", package=package, batch="B1", **place) | other)
        self.say("scale.emptied", session, after=self.weighings, **figure("0.0"))

    def film(self, session: str, seconds: int) -> None:
        """Record each second's progress. Written by hand, since a benchmark wants a million of them."""
        recording = f"{session}-{CAMERA}-0001"
        for second in range(1, seconds + 1):
            self.now_us += SECOND
            at = self._moment()
            totals = (second * 10**6, second, second * 25, recording, ROOT)
            self.take((GROWN % (at.mono_us, at.unix_us, at.utc, *totals, session)).encode())

    def cosign(self, session: str, *, sealed: bool = False) -> None:
        """Let P2 co-sign the newest checkpoint, in the session or as that of its seal."""
        stated = Checkpoint(ORIGIN, self.size, self.tree.root())
        key, remark = person_of(2), "The smoke was white."
        line = key.sign(stated.format(), seconds=self._moment().unix_us // SECOND)
        data = PersonalCosignature("P2", stated, line, remark, key.sign_remark(stated, remark)).to_data()
        if sealed:
            self.say("seal.cosigned", None, session=session, **data)
        else:
            self.say("checkpoint.cosigned", session, **data)

    def seal(self, session: str, **other: Any) -> int:
        """Co-sign, seal, co-sign the seal; return the seal's number."""
        self.cosign(session)
        recording = f"{session}-{CAMERA}-0001"
        sealed = {"recording": recording, "file": f"{session}/{recording}.mp4", **self._totals, "sha256": "0" * 64}
        seal = {
            "first": self.first,
            "last": self.size - 1,
            "root": base64.b64encode(self.session_tree.root()).decode(),
            "recordings": [sealed],
            "quorum": {"met": True, "cosigned": ["P2"], "missing": [], "reason": None},
        }
        number = self.say("session.sealed", session, **seal | other)
        self.cosign(session, sealed=True)
        return number

    def _finish(self, session: str, seconds: int) -> None:
        self._totals = {"fragments": seconds, "bytes": seconds * 10**6, "frames": seconds * 25, "root": ROOT}
        end = {"sha256": "0" * 64, "ended_us": BEGIN_US, "interrupted": False, "torn": None}
        self.say("recording.finished", session, recording=f"{session}-{CAMERA}-0001", **self._totals, **end)

    def _moment(self) -> Moment:
        return Moment(BEGIN_US + self.now_us + self.ahead_us, MONO_US + self.now_us)


class LogWriter:
    """Publishes entries into a folder as they come, without keeping them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._bodies: list[bytes] = []
        self._levels: list[list[bytes]] = [[]]  # of each level the hashes of the tile in hand
        self._numbers = [0]
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, body: bytes) -> None:
        """Publish one more entry."""
        self._bodies.append(body)
        if len(self._bodies) == 256:
            self._flush_bundle(256)

    def close(self, note: bytes) -> None:
        """Publish the partial tiles and the checkpoint."""
        if self._bodies:
            self._flush_bundle(len(self._bodies))
        for level, hashes in enumerate(self._levels):
            if hashes:
                self._write(Tile(level, self._numbers[level], len(hashes)), b"".join(hashes))
        (self._folder / "checkpoint").write_bytes(note)

    def _flush_bundle(self, width: int) -> None:
        self._write(Tile(None, self._numbers[0], width), encode_bundle(self._bodies))
        for body in self._bodies:
            self._push(0, leaf_hash(body))
        self._bodies.clear()

    def _push(self, level: int, node: bytes) -> None:
        if level == len(self._levels):
            self._levels.append([])
            self._numbers.append(0)
        hashes = self._levels[level]
        hashes.append(node)
        if len(hashes) == 256:
            self._write(Tile(level, self._numbers[level]), b"".join(hashes))
            self._numbers[level] += 1
            self._levels[level] = []
            self._push(level + 1, root(hashes))

    def _write(self, tile: Tile, data: bytes) -> None:
        path = self._folder / tile.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def write_log(folder: Path, bodies: Iterable[bytes], signer: LogSigner) -> Path:
    """Publish these entries, signed with this key; return the folder."""
    writer, tree = LogWriter(folder), Frontier()
    for body in bodies:
        tree.push(leaf_hash(body))
        writer.add(body)
    writer.close(Checkpoint(ORIGIN, tree.size, tree.root()).sign(signer))
    return folder


def changed(body: bytes, **data: Any) -> bytes:
    """An entry's bytes with other data, in canonical form."""
    value = json.loads(body)
    value["data"] |= data
    return canonical(value)


def index_of(station: Station, kind: str, session: str = "S1") -> int:
    """The number of the first such entry of a session."""
    decoded = (json.loads(body) for body in station.bodies)
    return next(number for number, each in enumerate(decoded) if (each["kind"], each.get("session")) == (kind, session))


def of_sessions(*deeds: Callable[[Station], Any]) -> Station:
    """A station that has started and then done these deeds."""
    station = Station(signer_of(1))
    station.start()
    for deed in deeds:
        deed(station)
    return station
