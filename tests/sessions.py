"""A whole session made without a furnace: a real ledger, real H.264 films in real recording files, a real serial recording.

Only the clock is ours: `Studio` says what happens at which second, in the order that the rules ask for, and nobody waits for
it. The films come from ffmpeg's test pictures. `Script` holds what a test may want to be otherwise, among it what an
insider with the signing key could have recorded and sealed.
"""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from station.formats.checkpoint import Checkpoint
from station.formats.commitment import commit
from station.formats.entry import Entry, Event, Moment
from station.formats.merkle import leaf_hash, root
from station.formats.personal import PersonalCosignature
from station.formats.signing import Cosigner, Ed25519Signer, LogSigner, MlDsa44Cosigner
from station.ledger import engine
from station.ledger.log import Ledger
from station.ledger.projection import project
from station.rules.kinds import check_data, withheld_fields
from station.streams.recording_file import RecordingFile
from station.streams.serial_recording import serial_fragments
from tests.films import make_film, pieces_of

ORIGIN = "furnace-1.station.test"
SESSION = "S20261121-01"
BEGIN_US = 1_795_262_400_000_000
SECOND = 1_000_000
INSTRUMENT = {
    "protocol": "mt-sics",
    "told": {"make": None, "model": "IND245", "serial": "B123", "software": None},
    "plate": {"make": "Mettler Toledo", "model": "IND245", "serial": "B123"},
    "min_mg": 20_000,
    "max_mg": 60_000_000,
    "division_mg": 1_000,
}
CAMERAS = ("scale", "furnace")
# The keys that the people in the room made for themselves.
PEOPLE = {
    "P1": Cosigner("police.example/1", Ed25519PrivateKey.from_private_bytes(bytes([1] * 32))),
    "P2": Cosigner("media.example/7", Ed25519PrivateKey.from_private_bytes(bytes([2] * 32))),
}
OBJECTION = "The bag K3 was already open."
# Each camera's files, in seconds of the session: before the batch, the batch, after it.
PAGES = ((0.2, 6.2, None), (6.2, 16.2, "B1"), (16.2, 23.2, None))


@dataclass(frozen=True)
class Script:
    """What happens otherwise than in an ordinary session.

    `facts` may change or drop (None) a fact before it is recorded; `film` may change a film's bytes before they are;
    `interrupt` kills a camera's second file three seconds before its end; `announce` is whether a gap then stands in the log.
    `steps` are (second, seconds): when UTC is stepped, and by how much; each is in the log half a second later. `more` are
    further facts, by second; `says` what else goes over the scale's line, as (second, direction, text). Its lines' monotonic
    times are `serial_ahead` seconds ahead of the true ones. The first `listed` recordings stand in an entry before the seal.
    `cosigned` are the people who co-sign the closed session. With `post_quantum` checkpoints bear a second line. UTC stands at
    `begin_us` when the session is opened. For `idle_minutes` more the cameras film on, a file a minute, before it is closed.
    """

    facts: Callable[[str, dict[str, Any]], dict[str, Any] | None] = lambda _kind, data: data
    film: Callable[[bytes], bytes] = lambda data: data
    interrupt: bool = False
    announce: bool = True
    steps: tuple[tuple[float, float], ...] = ()
    more: tuple[tuple[float, str, dict[str, Any]], ...] = ()
    says: tuple[tuple[float, str, str], ...] = ()
    serial_ahead: float = 0
    listed: int = 0
    cosigned: tuple[str, ...] = ("P1", "P2")
    post_quantum: bool = False
    begin_us: int = BEGIN_US
    idle_minutes: int = 0


@dataclass(frozen=True)
class Made:
    """A sealed session: its folder of recordings, its database, its signing key, its entries."""

    recordings: Path
    database: str
    signer: LogSigner
    entries: tuple[Entry, ...]

    @property
    def vkey(self) -> str:
        """The verifier key, as the station publishes it."""
        return self.signer.verifier.format()


@dataclass
class Recording:
    """A recording that grows."""

    name: str
    device: str
    epoch_us: int
    path: Path
    file: RecordingFile
    told: int = 0


@dataclass
class Studio:
    """Plays a session, second by second, into a ledger and files."""

    folder: Path
    script: Script = field(default_factory=Script)
    now_us: int = 0
    growing: dict[str, Recording] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    finished: dict[str, dict[str, Any]] = field(default_factory=dict)
    weighings: int = 0

    def play(self) -> Made:
        """Make the session."""
        self.recordings = self.folder / "recordings"
        (self.recordings / SESSION).mkdir(parents=True)
        signer = log_signer() if self.script.post_quantum else LogSigner(first_signer())
        database = f"sqlite:///{self.folder / 'station.db'}"
        writer = engine.writer(database)
        self.ledger = Ledger.open(writer, signer, project, self._moment, self.folder / "log")
        self.now_us = -SECOND
        software = {"name": "furnace-station", "version": "0.1.0", "files_sha256": "0" * 64}
        started = {"software": software, "boot_id": "1", "key": signer.verifier.format(), "config_sha256": "0" * 64}
        second = signer.second_verifier
        started["post_quantum_key"] = None if second is None else second.format()
        self._record("station.started", in_session=False, **started)
        for at_us, act in sorted(self._plan(), key=lambda each: each[0]):
            self.now_us = at_us
            act()
        self.ledger.append(Event("station.stopped", {}))
        self.ledger.close()
        writer.dispose()
        return Made(self.recordings, database, signer, tuple(self.entries))

    # --- what happens when ---

    def _plan(self) -> list[tuple[int, Callable[[], None]]]:
        acts = [(_us(at), act) for at, act in self._course()]
        for camera in CAMERAS:
            acts += self._films(camera)
        acts += self._wire()
        acts += [(_us(at), self._act(kind, **data)) for at, kind, data in self.script.more]
        for at, step in self.script.steps:
            acts.append((_us(at + 0.5), self._act("clock.stepped", step_us=_us(step))))
        acts += [(_us(second + 0.9), self._progress) for second in range(round(self._late(24)))]
        return acts

    def _course(self) -> list[tuple[float, Callable[[], None]]]:
        opened = {
            "basis": {"type": "KZ-1017/2008", "number": "12-3456", "date": "2026-11-20", "issuer": "court"},
            "place": "hall 1",
            "furnace": "F1",
            "planned_minutes": 60,
            "boot_id": "1",
            "seats": ["police", "media"],
            "quorum": [["police"], ["media"]],
            "cameras": [{"camera": camera, "view": f"the {camera}", "way": "encoded"} for camera in CAMERAS],
            "scale": INSTRUMENT,
            "free_bytes": 10**12,
        }
        stated = {"gross_mg": 5_100_000, "net_mg": None}
        consignment = {
            "consignment": "C1",
            "case": "26-1",
            "substance": "cannabis",
            "stated": None,
            "source": "opinion 1",
        }

        def package(number: int) -> Callable[[], None]:
            more = {"consignment": "C1", "seal": f"Z{number}", "description": "sack", "stated": stated}
            more["set_aside_in"] = None
            return self._act("package.registered", package=f"K{number}", **more)

        totals = {"packages_burned": 2, "packages_set_aside": 1, "burned_mg": 9_000_000, "residue_mg": 250_000}
        return [
            (0.0, self._act("session.opened", **opened)),
            (0.1, self._act("person.joined", person="P1", role="police", name="name one", body="body one")),
            (1.0, self._act("person.joined", person="P2", role="media", name="name two", body="body two")),
            *((1.1, self._act("key.presented", person=who, key=PEOPLE[who].verifier.format())) for who in PEOPLE),
            (2.0, self._act("consignment.registered", **consignment)),
            *((2.1 + number / 10, package(number)) for number in (1, 2, 3)),
            (3.0, self._act("challenge.set", word="SAXAUL-7", person="P2")),
            (6.1, self._act("batch.opened", batch="B1")),
            (8.5, lambda: self._weigh("package", "5000.0", package="K1", batch="B1")),
            (10.5, lambda: self._weigh("package", "4000.0", package="K2", batch="B1")),
            (10.8, self._act("package.set_aside", package="K3", reason="seal broken")),
            (11.0, self._act("furnace.charged", batch="B1", packages=["K1", "K2"], mass_mg=9_000_000)),
            (12.0, self._act("burn.started", batch="B1")),
            (16.1, self._act("batch.ended", batch="B1")),
            (18.5, lambda: self._weigh("residue", "250.0", package=None, batch=None)),
            (19.0, self._act("remark.made", person="P2", text="The smoke was white.")),
            (self._late(23.1), self._act("session.closed", **totals)),
            *((self._late(24.2), lambda who=who: self._cosign(who)) for who in self.script.cosigned),
            (self._late(25.0), self._seal),
        ]

    def _late(self, second: float) -> float:
        """A moment after the idle minutes."""
        return second + 60 * self.script.idle_minutes

    def _pages(self) -> list[tuple[float, float, str | None]]:
        end = PAGES[-1][1]
        idle = [(end + 60 * minute, end + 60 * (minute + 1), None) for minute in range(self.script.idle_minutes)]
        return [*PAGES, *idle]

    def _films(self, camera: str) -> list[tuple[int, Callable[[], None]]]:
        acts: list[tuple[int, Callable[[], None]]] = []
        frames = 0
        for page, (from_s, to_s, batch) in enumerate(self._pages(), 1):
            name = f"{SESSION}-{camera}-{page:04}"
            killed = self.script.interrupt and page == 2
            pieces = pieces_of(
                self.script.film(make_film(int(to_s - from_s), "testsrc2" if camera == "scale" else "testsrc"))
            )
            kept = pieces[:-3] if killed else pieces
            epoch_us = self._unix(_us(from_s))
            started = {"media": "video/mp4", "way": "encoded", "batch": batch, "first_frame": frames}
            picture = {"width": 160, "height": 120, "codec": "avc1", "stream": "camera"}
            begun = name, camera, epoch_us, started | picture
            acts.append((_us(from_s) + 1000, lambda begun=begun: self._begin(*begun)))
            for number, piece in enumerate(kept):
                at_us = _us(from_s) + number * SECOND + 100_000
                acts.append((at_us, lambda name=name, piece=piece: self.growing[name].file.append(piece)))
            torn = pieces[-3].data[:200] if killed else None
            acts.append((_us(to_s + 0.2), lambda name=name, torn=torn: self._finish(name, torn)))
            frames += sum(piece.frames for piece in kept)
            if killed and self.script.announce:
                gap = {"from_us": epoch_us + kept[-1].end_us, "to_us": self._unix(_us(to_s)), "frames_lost": None}
                acts.append((_us(to_s + 0.3), self._act("camera.gap", camera=camera, reason="worker killed", **gap)))
        return acts

    def _wire(self) -> list[tuple[int, Callable[[], None]]]:
        name = f"{SESSION}-serial-0001"
        started = {"media": "text/plain", "way": "bytes", "batch": None, "first_frame": 0}
        begun = (
            name,
            "serial",
            self._unix(200_000),
            started | {"width": 0, "height": 0, "codec": "", "stream": "serial"},
        )
        acts = [(200_000, lambda: self._begin(*begun))]
        acts += [(_us(second + 0.2), lambda second=second: self._hear(name, second)) for second in range(1, 23)]
        for at, way, text in self.script.says:
            piece = (_us(at), way, text.encode())
            acts.append((_us(at), lambda piece=piece: self._put_down(name, [piece])))
        acts.append((_us(self._late(23.2)), lambda: self._finish(name, None)))
        return acts

    # --- acts ---

    def _act(self, kind: str, **data: Any) -> Callable[[], None]:
        return lambda: self._record(kind, by="operator-1", **data)

    def _begin(self, name: str, device: str, epoch_us: int, started: dict[str, Any]) -> None:
        suffix = ".mp4" if started["stream"] == "camera" else ".txt"
        file = f"{SESSION}/{name}{suffix}"
        path = self.recordings / file
        self.growing[name] = Recording(name, device, epoch_us, path, RecordingFile(path))
        self._record("recording.started", recording=name, device=device, file=file, epoch_us=epoch_us, **started)

    def _progress(self) -> None:
        grown = [each for each in self.growing.values() if each.file.totals.fragments > each.told]
        for each in grown:
            each.told = each.file.totals.fragments
        if grown:
            totals = [{"recording": each.name, **each.file.totals.as_data()} for each in grown]
            self._record("recordings.progressed", recordings=totals)

    def _finish(self, name: str, torn: bytes | None) -> None:
        recording = self.growing.pop(name)
        ended_us = recording.epoch_us + recording.file.totals.end_us
        end = {"ended_us": ended_us, "interrupted": torn is not None, "torn": None}
        path = recording.path
        if torn is not None:
            path.with_name(path.name + ".torn").write_bytes(torn)
            end["torn"] = {"bytes": len(torn), "sha256": hashlib.sha256(torn).hexdigest()}
        self.finished[name] = {**recording.file.finish(), "file": f"{SESSION}/{path.name}"}
        totals = {key: value for key, value in self.finished[name].items() if key != "file"}
        self._record("recording.finished", recording=name, **totals, **end)

    def _hear(self, name: str, second: int) -> None:
        """A second of the scale's talk: a question, and its answer in two pieces."""
        loads = {7: "5000.0", 8: "5000.0", 9: "4000.0", 10: "4000.0", 17: "250.0", 18: "250.0"}
        figure = loads.get(second, "0.0")
        answer = f"S S {figure:>10} g\r\n".encode()
        times = [self.now_us - 150_000, self.now_us - 100_000, self.now_us - 90_000]
        chunks = [(">", b"SI\r\n"), ("<", answer[:7]), ("<", answer[7:])]
        self._put_down(name, [(at, way, data) for at, (way, data) in zip(times, chunks, strict=True)])

    def _put_down(self, name: str, pieces: list[tuple[int, str, bytes]]) -> None:
        ahead_us = 10**9 + _us(self.script.serial_ahead)
        lines = [f"{self._unix(at)} {at + ahead_us} {way} {data.hex()}\n" for at, way, data in pieces]
        recording = self.growing[name]
        for piece in serial_fragments("".join(lines).encode(), recording.epoch_us):
            recording.file.append(piece)

    def _weigh(self, purpose: str, figure: str, **target: Any) -> None:
        """Weigh what has stood on the scale for the last two answers, a second apart."""
        self.weighings += 1
        raw = f"S S {figure:>10} g\r\n".encode()
        window = {"from_mono_us": 10**9 + self.now_us - _us(1.6), "to_mono_us": 10**9 + self.now_us}
        self._record(
            "weighing.recorded",
            by="operator-1",
            weighing=self.weighings,
            purpose=purpose,
            corrects=None,
            mass_mg=int(figure.replace(".", "")) * 100,
            shown_as="displayed",
            figure=f"{figure:>10}",
            unit="g",
            decimals=1,
            tare=None,
            stable_us=1_000_000,
            scale=INSTRUMENT,
            raw=[raw.hex(), raw.hex()],
            serial={"recording": f"{SESSION}-serial-0001", **window},
            **target,
        )

    def _cosign(self, who: str) -> None:
        """A person co-signs the log as it stands; the media adds what she objects to."""
        stated = Checkpoint(ORIGIN, self.ledger.size, self.ledger.root)
        remark = OBJECTION if who == "P2" else None
        seconds = self._unix(self.now_us) // SECOND
        signature = PEOPLE[who].sign(stated.format(), seconds)
        signed = PEOPLE[who].sign_remark(stated, remark or "")
        self._record("checkpoint.cosigned", **PersonalCosignature(who, stated, signature, remark, signed).to_data())

    def _seal(self) -> None:
        first = self.entries[0].index
        recordings = [
            {"recording": entry.data["recording"], **self.finished[entry.data["recording"]]}
            for entry in self.entries
            if entry.kind == "recording.started"
        ]
        if self.script.listed:
            self._record("recordings.listed", by="operator-1", recordings=recordings[: self.script.listed])
        sealed = {
            "first": first,
            "last": self.ledger.size - 1,
            "root": base64.b64encode(root([leaf_hash(entry.encode()) for entry in self.entries])).decode(),
            "recordings": recordings[self.script.listed :],
            "quorum": self._quorum(),
        }
        self._record("session.sealed", by="operator-1", **sealed)

    def _quorum(self) -> dict[str, Any]:
        cosigned = [entry.data["person"] for entry in self.entries if entry.kind == "checkpoint.cosigned"]
        missing = [[role] for role, who in (("police", "P1"), ("media", "P2")) if who not in cosigned]
        reason = "left before the end" if missing else None
        return {"met": not missing, "cosigned": cosigned, "missing": missing, "reason": reason}

    def _record(self, kind: str, by: str | None = None, *, in_session: bool = True, **data: Any) -> None:
        changed = self.script.facts(kind, data)
        if changed is None:
            return
        openings = []
        for name, shape in withheld_fields(kind).items():
            if shape.always or name == "case":
                digest, opening = commit(changed[name])
                changed[name] = {"commitment": digest}
                openings.append(opening)
        check_data(kind, changed)
        session = SESSION if in_session else None
        (entry,) = self.ledger.append(Event(kind, changed, session=session, by=by, openings=tuple(openings)))
        if in_session:
            self.entries.append(entry)

    def _moment(self) -> Moment:
        self.now_us += 1
        return Moment(self._unix(self.now_us), 10**9 + self.now_us)

    def _unix(self, at_us: int) -> int:
        """What UTC shows at a moment of the session."""
        return self.script.begin_us + at_us + sum(_us(step) for at, step in self.script.steps if _us(at) <= at_us)


def first_signer() -> Ed25519Signer:
    """The log's Ed25519 key."""
    return Ed25519Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


def log_signer() -> LogSigner:
    """Both keys of the log."""
    return LogSigner(first_signer(), MlDsa44Cosigner(ORIGIN, MLDSA44PrivateKey.from_seed_bytes(bytes(32))))


def make_session(folder: Path, script: Script | None = None) -> Made:
    """Make a sealed session below a folder."""
    return Studio(folder, script or Script()).play()


def _us(seconds: float) -> int:
    return round(seconds * SECOND)
