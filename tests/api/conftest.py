"""A real record for the API's tests: a ledger filled as a recorder fills it, files of recordings, and who asks for them."""

import base64
import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from api.app import create_app
from station import keys, operators
from station.config import Config
from station.formats.commitment import Opening, commit
from station.formats.entry import Event, Moment
from station.formats.merkle import leaf_hash, root
from station.formats.note import Ed25519Verifier
from station.ledger.engine import writer
from station.ledger.log import Ledger
from station.ledger.projection import project
from station.rules.kinds import check_data
from tests import goods
from tests.api.simulated_recorder import SimulatedRecorder
from tests.scales import EVENT, INSTRUMENT, SETTINGS, weighed
from tests.software import SOFTWARE

NAME = "furnace-1.station.test"
OPERATOR, PASSWORD = "operator-1", "correct horse battery"
BEGIN_US = 1_795_262_400_000_000
WITHHELD_CASE, PLAIN_CASE = "26-7512-00-3/118", "26-7512-00-3/119"
FRAGMENTS = [b"init" * 20, b"moof-one" * 50, b"moof-two" * 60]
GROWING = [b"head" * 10, b"frag" * 100]


def make_config(folder: Path) -> Config:
    """Settings of a station that lies in the folder."""
    recordings = {"name": NAME, "key": folder / "station.key", "recordings": folder / "recordings"}
    settings = {
        "station": recordings | {"database": f"sqlite:///{folder / 'station.db'}"},
        "api": {
            "port": 0,
            "names": ["testserver"],
            "operators": folder / "operators.json",
            "secret": folder / "api.secret",
        },
        "scale": SETTINGS,
        "cameras": [{"camera": "furnace", "view": "the door", "source": 0, "way": "encoded"}],
    }
    return Config.model_validate(settings)


@dataclass
class Record:
    """A station's folder with a ledger that a test can go on writing."""

    config: Config
    writer: Engine
    ledger: Ledger
    verifier: Ed25519Verifier

    def append(
        self, kind: str, data: dict[str, object], session: str | None = None, openings: tuple[Opening, ...] = ()
    ) -> int:
        """Record one fact, of the right shape, and return its number."""
        check_data(kind, data)
        by = OPERATOR if session else None
        return self.ledger.append(Event(kind, data, session=session, by=by, openings=openings))[0].index

    def burn(self, session: str) -> None:
        """Record a whole session, of a withheld case."""
        burn_a_session(self, session)

    def close(self) -> None:
        """Publish what is left and let the database go."""
        self.ledger.close()
        self.writer.dispose()


QUORUM = {"met": True, "cosigned": [], "missing": [], "reason": None}


def open_record(folder: Path) -> Record:
    """Begin an empty log in the folder."""
    config = make_config(folder)
    (folder / "recordings" / "run").mkdir(parents=True)
    keys.generate(config.station.key, NAME)
    signer = keys.load(config.station.key)
    now = [BEGIN_US]

    def clock() -> Moment:
        now[0] += 1000
        return Moment(now[0], now[0] - BEGIN_US)

    engine = writer(config.station.database)
    ledger = Ledger.open(engine, signer, project, clock, config.log_folder)
    return Record(config, engine, ledger, signer.verifier)


def committed(value: object) -> tuple[dict[str, str], Opening]:
    """A value's commitment as an entry holds it, and its opening."""
    digest, opening = commit(value)
    return {"commitment": digest}, opening


def totals(recording: str, fragments: list[bytes]) -> dict[str, object]:
    """A recording's totals over its fragments."""
    return {
        "recording": recording,
        "fragments": len(fragments),
        "bytes": sum(map(len, fragments)),
        "frames": 25 * (len(fragments) - 1),
        "root": base64.b64encode(root([leaf_hash(each) for each in fragments])).decode(),
    }


def write_recording(folder: Path, recording: str, fragments: list[bytes], *, unlisted: bytes = b"") -> str:
    """Write a recording's file and its fragment list; `unlisted` bytes follow that no list names yet. Returns the file."""
    path = folder / f"{recording}.mp4"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"".join(fragments) + unlisted)
    offset, lines = 0, []
    for index, each in enumerate(fragments):
        line = {"index": index, "offset": offset, "bytes": len(each), "frames": 25 if index else 0}
        times = {"start_us": max(0, index - 1) * 1_000_000, "end_us": index * 1_000_000}
        hashes = {"sha256": hashlib.sha256(each).hexdigest(), "leaf": leaf_hash(each).hex()}
        lines.append(json.dumps(line | times | hashes, sort_keys=True))
        offset += len(each)
    path.with_name(f"{recording}.fragments.jsonl").write_text("\n".join(lines) + "\n")
    return f"{folder.name}/{path.name}"


def start_recording(record: Record, session: str, recording: str, file: str, *, batch: str | None = None) -> None:
    """Record the start of a film."""
    data = {"recording": recording, "stream": "camera", "device": "furnace", "file": file, "media": "video/mp4"}
    film = {"way": "encoded", "batch": batch, "epoch_us": BEGIN_US, "first_frame": 0}
    record.append("recording.started", data | film | {"width": 640, "height": 360, "codec": "h264"}, session)


def open_session(record: Record, session: str) -> None:
    """Record the opening of a session and one person."""
    basis = {"type": "KZ-1017/2008", "number": "12-3456", "date": "2026-11-20", "issuer": "court"}
    hall = {
        "place": "Furnace hall 1",
        "furnace": "FURNACE-1",
        "planned_minutes": 60,
        "seats": ["police"],
        "quorum": [],
        "profile": goods.PROFILE,
        "conditions": goods.CONDITIONS,
        "boot_id": "1",
        "software": SOFTWARE,
    }
    hall |= {"free_bytes": 1, "check_weights": [], "furnace_controller": None, "event": EVENT}
    cameras = [{"camera": "furnace", "view": "the door", "way": "encoded"}]
    record.append("session.opened", {"basis": basis, "cameras": cameras, "scale": INSTRUMENT} | hall, session)
    name, name_opening = committed("Name On The Paper")
    body, body_opening = committed("police department")
    person = {"person": "P1", "role": "police", "name": name, "body": body}
    record.append("person.joined", person, session, (name_opening, body_opening))


def register(record: Record, session: str, consignment: str, case: object, package: str, *openings: Opening) -> None:
    """Record a consignment with one package."""
    record.append("consignment.registered", goods.consignment(consignment, case=case), session, openings)
    keeper, keeper_opening = committed("Keeper On The Paper")
    kept = goods.sample(f"A-{consignment}", consignment, keeper=keeper)
    record.append("sample.kept", kept, session, (keeper_opening,))
    sack = goods.package(package, f"SEAL-{package}", gross_mg=1_240_000, consignment=consignment)
    record.append("package.registered", sack, session)


def weigh(record: Record, session: str, package: str, batch: str) -> None:
    """Record a weighing of 1,234.5 g."""
    line = {"figure": "  1234.50", "decimals": 2, "shown_as": "net", "raw": ["5320"]}
    place = {"weighing": 1, "serial": {"recording": "serial-1", "from_mono_us": 1, "to_mono_us": 2}}
    record.append("weighing.recorded", weighed("1234.5", package=package, batch=batch, **place) | line, session)


def burn_a_session(record: Record, session: str) -> None:
    """Record a whole session: one package of a withheld case, weighed, burned, filmed, sealed."""
    open_session(record, session)
    case, opening = committed(WITHHELD_CASE)
    register(record, session, "C1", case, "K1", opening)
    film = f"{session}-furnace-1"
    start_recording(record, session, film, write_recording(record.config.station.recordings / session, film, FRAGMENTS))
    record.append("batch.opened", {"batch": "B1"}, session)
    record.append("package.presented", goods.shown("K1", "SEAL-K1"), session)
    weigh(record, session, "K1", "B1")
    record.append("furnace.charged", {"batch": "B1", "packages": ["K1"], "mass_mg": 1_234_500}, session)
    record.append("burn.started", {"batch": "B1"}, session)
    record.append("recordings.progressed", {"recordings": [totals(film, FRAGMENTS)]}, session)
    gap = {
        "camera": "furnace",
        "from_us": BEGIN_US,
        "to_us": BEGIN_US + 40_000,
        "reason": "no frames",
        "frames_lost": 1,
    }
    record.append("camera.gap", gap, session)
    record.append("batch.ended", {"batch": "B1", "heat": None}, session)
    closed = {"packages_burned": 1, "packages_set_aside": 0, "packages_missing": 0}
    closed |= {"burned_mg": 1_234_500, "residue_mg": 0}
    record.append("session.closed", closed, session)
    sha256 = hashlib.sha256(b"".join(FRAGMENTS)).hexdigest()
    finished = {"sha256": sha256, "ended_us": BEGIN_US + 2_000_000, "interrupted": False, "torn": None}
    record.append("recording.finished", totals(film, FRAGMENTS) | finished, session)
    sealed = totals(film, FRAGMENTS) | {"file": f"{session}/{film}.mp4", "sha256": sha256}
    seal = {"first": 1, "last": record.ledger.size - 1, "root": "", "recordings": [sealed], "quorum": QUORUM}
    record.append("session.sealed", seal, session)


def leave_a_session_open(record: Record, session: str) -> None:
    """Record a session of a shown case with batch B1 ended, batch B2 open and a film that grows."""
    open_session(record, session)
    register(record, session, "C1", PLAIN_CASE, "K/2")
    for kind, batch in (("opened", "B1"), ("ended", "B1"), ("opened", "B2")):
        heat = {"heat": None} if kind == "ended" else {}
        record.append(f"batch.{kind}", {"batch": batch} | heat, session)
    film = f"{session}-furnace-1"
    folder = record.config.station.recordings / session
    file = write_recording(folder, film, GROWING, unlisted=b"not yet durable")
    start_recording(record, session, film, file, batch="B2")


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A station that burned session S1 and has session S2 open. Shared: tests only read it."""
    made = open_record(tmp_path_factory.mktemp("station"))
    key = made.verifier.format()
    made.append(
        "station.started",
        {"software": SOFTWARE, "boot_id": "b", "key": key, "post_quantum_key": None, "config_sha256": "0" * 64},
    )
    burn_a_session(made, "S1")
    leave_a_session_open(made, "S2")
    made.ledger.publisher.flush()
    operators.add(made.config.api.operators, OPERATOR, PASSWORD)
    yield made
    made.close()


@pytest.fixture
def empty(record: Record, tmp_path: Path) -> Iterator[tuple[Record, TestClient]]:
    """A station of the test's own with an empty log and one operator, and a client of its API."""
    made = open_record(tmp_path)
    shutil.copy(record.config.api.operators, made.config.api.operators)
    with TestClient(create_app(made.config), raise_server_exceptions=False) as its_client:
        yield made, its_client
    made.close()


@pytest.fixture
def recorder(record: Record) -> Iterator[SimulatedRecorder]:
    """A recorder that answers at the station's socket."""
    simulated = SimulatedRecorder(record.config.run_folder / "recorder.sock")
    yield simulated
    simulated.stop()


@pytest.fixture(scope="session")
def app(record: Record) -> FastAPI:
    """The application over the shared record."""
    return create_app(record.config)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """A client of the application that is told of failures as a real one is: by the answer."""
    with TestClient(app, raise_server_exceptions=False) as made:
        yield made


@pytest.fixture(scope="session")
def token(app: FastAPI) -> str:
    """The token of an operator who has logged in."""
    with TestClient(app) as made:
        answer = made.post("/api/v1/login", json={"operator": OPERATOR, "password": PASSWORD})
    assert answer.status_code == 200
    return str(answer.json()["token"])


@pytest.fixture
def bearer(token: str) -> dict[str, str]:
    """The header of a logged-in operator."""
    return {"Authorization": f"Bearer {token}"}
