"""How a made session is put down: a real ledger, real recording files, a real serial recording; only the clock is ours.

`Studio` records what it is told, at the second that it is told. `Script` holds what a test may want to be otherwise, among it
what an insider with the signing key could have recorded and sealed. What happens when, `tests.sessions` says.
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
from tests.scales import FIRST_CHANGES, MT_SICS, Voice
from tests.software import SOFTWARE

ORIGIN = "furnace-1.station.test"
SESSION = "S20261121-01"
BEGIN_US = 1_795_262_400_000_000
SECOND = 1_000_000
# The keys that the people in the room made for themselves.
PEOPLE = {
    "P1": Cosigner("police.example/1", Ed25519PrivateKey.from_private_bytes(bytes([1] * 32))),
    "P2": Cosigner("media.example/7", Ed25519PrivateKey.from_private_bytes(bytes([2] * 32))),
}
OBJECTION = "The bag K3 was already open."


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
    `voice` is how the scale speaks. What is told goes into the ledger in a few commits, or with `one_by_one` each fact in one of
    its own, so that the log has a signed checkpoint of every size.
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
    voice: Voice = MT_SICS
    one_by_one: bool = False


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
    """Puts a session down, second by second, into a ledger and files."""

    folder: Path
    script: Script = field(default_factory=Script)
    now_us: int = 0
    growing: dict[str, Recording] = field(default_factory=dict)
    told: list[tuple[Event, Moment]] = field(default_factory=list)  # not yet in the ledger
    recorded: list[Entry] = field(default_factory=list)
    finished: dict[str, dict[str, Any]] = field(default_factory=dict)
    weighings: int = 0
    emptied: int = 0  # the weighing after which the empty scale was seen
    event: int = 0  # the newest of the audit trail

    def play(self, acts: list[tuple[int, Callable[[], None]]]) -> Made:
        """Do these acts, each in its microsecond, between the start and the stop of the station."""
        self.recordings = self.folder / "recordings"
        (self.recordings / SESSION).mkdir(parents=True)
        signer = log_signer() if self.script.post_quantum else LogSigner(first_signer())
        database = f"sqlite:///{self.folder / 'station.db'}"
        writer = engine.writer(database)
        self.ledger = Ledger.open(writer, signer, project, self._clock, self.folder / "log")
        self.now_us = -SECOND
        self._start(signer)
        for at_us, act in sorted(acts, key=lambda each: each[0]):
            self.now_us = at_us
            act()
        self.told.append((Event("station.stopped", {}), self._moment()))
        self._put_into_the_ledger()
        self.ledger.close()
        writer.dispose()
        return Made(self.recordings, database, signer, tuple(self.entries))

    @property
    def entries(self) -> list[Entry]:
        """The session's entries so far."""
        self._put_into_the_ledger()
        return self.recorded

    def _put_into_the_ledger(self) -> None:
        """All that was told since the last time, at once: a commit for each entry would take most of the tests' time."""
        added = self.ledger.append(*(event for event, _ in self.told))
        self.recorded += [entry for entry in added if entry.session == SESSION]

    def _start(self, signer: LogSigner) -> None:
        started = {"software": SOFTWARE, "boot_id": "1", "key": signer.verifier.format(), "config_sha256": "0" * 64}
        second = signer.second_verifier
        started["post_quantum_key"] = None if second is None else second.format()
        self._record("station.started", in_session=False, **started)
        for change in FIRST_CHANGES:
            self._change(in_session=False, **change)
        self._put_into_the_ledger()  # so that there is a checkpoint of what came before the session

    # --- what the cameras and the scale do ---

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

    def _put_down(self, name: str, pieces: list[tuple[int, str, bytes]]) -> None:
        ahead_us = 10**9 + microseconds(self.script.serial_ahead)
        lines = [f"{self._unix(at)} {at + ahead_us} {way} {data.hex()}\n" for at, way, data in pieces]
        recording = self.growing[name]
        for piece in serial_fragments("".join(lines).encode(), recording.epoch_us):
            recording.file.append(piece)

    # --- what the recorder writes down ---

    def _act(self, kind: str, **data: Any) -> Callable[[], None]:
        return lambda: self._record(kind, by="operator-1", **data)

    def _change(self, what: str, after: str, *, in_session: bool = True, **more: Any) -> None:
        """Count a change of what weighings rest on, unless it is dropped."""
        told = {"event": self.event + 1, "what": what, "before": None, "after": after}
        self._record("metrology.changed", in_session=in_session, **told | more)

    def _step(self, step_us: int) -> None:
        """Tell of a step of the clock."""
        self._record("clock.stepped", step_us=step_us)
        self._change("clock", f"stepped by {step_us} us")

    def _weigh(self, purpose: str, grams: str, **target: Any) -> None:
        """Weigh what has stood on the scale for the last two answers, a second apart."""
        window = {"from_mono_us": 10**9 + self.now_us - microseconds(1.6), "to_mono_us": 10**9 + self.now_us}
        data = self.script.voice.weighed(grams, purpose, event=self.event, **target)
        serial = {"recording": f"{SESSION}-serial-0001", **window}
        number = self.weighings + 1
        self.weighings += self._record("weighing.recorded", by="operator-1", weighing=number, serial=serial, **data)

    def _empty(self) -> None:
        """See the empty scale after the newest weighing, once."""
        if self.emptied < self.weighings:
            self.emptied = self.weighings
            self._record("scale.emptied", after=self.weighings, **self.script.voice.zero)

    def _cosign(self, who: str) -> None:
        """A person co-signs the log as it stands; the media adds what she objects to."""
        self._put_into_the_ledger()
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
            self._put_into_the_ledger()
        sealed = {
            "first": first,
            "last": self.ledger.size - 1,
            "root": base64.b64encode(root([leaf_hash(entry.encode()) for entry in self.entries])).decode(),
            "recordings": recordings[self.script.listed :],
            "quorum": self._quorum(),
        }
        self._record("session.sealed", by="operator-1", **sealed)
        self._put_into_the_ledger()  # a seal has a checkpoint of its own

    def _quorum(self) -> dict[str, Any]:
        cosigned = [entry.data["person"] for entry in self.entries if entry.kind == "checkpoint.cosigned"]
        missing = [[role] for role, who in (("police", "P1"), ("media", "P2")) if who not in cosigned]
        reason = "left before the end" if missing else None
        return {"met": not missing, "cosigned": cosigned, "missing": missing, "reason": reason}

    def _record(self, kind: str, by: str | None = None, *, in_session: bool = True, **data: Any) -> bool:
        """Record a fact as the script has it; False when it is dropped."""
        changed = self.script.facts(kind, data)
        if changed is None:
            return False
        openings = []
        for name, shape in withheld_fields(kind).items():
            if shape.always or name == "case":
                digest, opening = commit(changed[name])
                changed[name] = {"commitment": digest}
                openings.append(opening)
        check_data(kind, changed)
        session = SESSION if in_session else None
        self.told.append((Event(kind, changed, session=session, by=by, openings=tuple(openings)), self._moment()))
        if kind == "metrology.changed":
            self.event = changed["event"]
        if self.script.one_by_one:
            self._put_into_the_ledger()
        return True

    def _clock(self) -> Moment:
        """What the ledger is told of the time: when an entry's fact was told, and now for its checkpoint."""
        return self.told.pop(0)[1] if self.told else self._now()

    def _moment(self) -> Moment:
        self.now_us += 1
        return self._now()

    def _now(self) -> Moment:
        return Moment(self._unix(self.now_us), 10**9 + self.now_us)

    def _unix(self, at_us: int) -> int:
        """What UTC shows at a moment of the session."""
        return (
            self.script.begin_us
            + at_us
            + sum(microseconds(step) for at, step in self.script.steps if microseconds(at) <= at_us)
        )


def first_signer() -> Ed25519Signer:
    """The log's Ed25519 key."""
    return Ed25519Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


def log_signer() -> LogSigner:
    """Both keys of the log."""
    return LogSigner(first_signer(), MlDsa44Cosigner(ORIGIN, MLDSA44PrivateKey.from_seed_bytes(bytes(32))))


def microseconds(seconds: float) -> int:
    """Seconds as whole microseconds."""
    return round(seconds * SECOND)
