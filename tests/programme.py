"""A programme of burnings in a real log: hundreds of cases over many sessions, each session as its recorder would have told it.

`Programme` puts it down through the real ledger, with real films, images and withheld case numbers; only the clock is ours, and
many entries share a transaction, so that a year of them takes a minute. Limits: every session shows the same film and the same
idle scale, once on the disk, so `station verify` would not find the weighings in the scale's talk. The act does not look there.
"""

import base64
import hashlib
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from station import keys
from station.formats.commitment import commit
from station.formats.entry import Event, Moment
from station.ledger import engine, proofs
from station.ledger.log import Ledger
from station.ledger.projection import project
from station.recorder.book import Book
from station.rules.kinds import check_data, withheld_fields
from tests import goods
from tests.api.conftest import NAME, QUORUM, make_config
from tests.courts import Court
from tests.draws import opening
from tests.reels import FRAMES_A_SECOND, Reel, film_reel, stills, talk_reel
from tests.scales import CHECK_WEIGHT, EVENT, FIRST_CHANGES, MT_SICS
from tests.software import SOFTWARE
from tests.studio import BEGIN_US, SECOND, Made

HOUR, DAY = 3600 * SECOND, 86_400 * SECOND
TOGETHER = 400  # entries in a transaction
EACH_S = 2  # for each package
LIGHTEST_G, HEAVIEST_G = 1_500, 6_330  # 6,000 packages, of which 5,880 burn: 23 tonnes
TAKEN_MG, USED_MG = 20_000, 1_000  # by the kept sample, by the experts' analysis
POWDER = {"form": "powder", "fresh": False}
OTHERWISE = {1: "set_aside", 2: "missing"}  # what becomes of the second and the third package of a session


@dataclass(frozen=True)
class Extent:
    """How large a programme is: `packages` in each consignment; `film_s` seconds of film a session, and as many entries of it.

    The consignments are of these `substances` in turn.
    """

    sessions: int
    consignments: int
    packages: int
    film_s: int = 300
    substances: tuple[str, ...] = ("cocaine",)

    def of_session(self, session: int) -> range:
        """The consignments that are burned in a session, by number."""
        first, after = (each * self.consignments // self.sessions for each in (session, session + 1))
        return range(first, after)


@dataclass(frozen=True)
class Parcel:
    """A package: its number, its gross mass in grams, and what becomes of it."""

    number: str
    grams: int
    fate: str = "burned"

    @property
    def seal(self) -> str:
        """Its seal."""
        return f"Z-{self.number}"

    @property
    def mg(self) -> int:
        """Its gross mass in milligrams."""
        return self.grams * 1000


class Programme:
    """A station that burned all of it, `burned_mg`; open for questions until it is closed."""

    def __init__(self, folder: Path, extent: Extent) -> None:
        self.extent, self.config = extent, make_config(folder)
        self.recordings = self.config.station.recordings
        (self.recordings / "run").mkdir(parents=True)
        keys.generate(self.config.station.key, NAME)
        self._signer = keys.load(self.config.station.key)
        self._writer = engine.writer(self.config.station.database)
        self.reader = engine.reader(self.config.station.database)
        self._times: deque[Moment] = deque()
        self._pending: list[Event] = []
        self._random = Random(23)
        self._reels = film_reel(folder, extent.film_s), talk_reel(folder, extent.film_s)
        self._stills = tuple(stills(self._reels[0].path.read_bytes()))
        self._now_us = self._begun_us = self._second = self._weighings = self.burned_mg = 0
        self.ledger = Ledger.open(self._writer, self._signer, project, self._moment, self.config.log_folder)
        self._session: str | None = None
        self._start()
        for number in range(extent.sessions):
            self._hold(number)
        self._now_us += HOUR

    def close(self) -> None:
        """Let the database go."""
        self.ledger.close()
        self._writer.dispose()
        self.reader.dispose()

    def court(self) -> Court:
        """A clerk at this station, who answers courts."""
        made = Made(self.recordings, self.config.station.database, self._signer, ())
        return Court(made, Book(self.ledger, self.reader, ("case",)), self.reader)

    def case_of(self, session: int) -> str:
        """The case of the last consignment of a session, all of which was burned."""
        return case_of(self.extent.of_session(session)[-1])

    @property
    def vkey(self) -> str:
        """The verifier key, as the station publishes it."""
        return self._signer.verifier.format()

    # --- one session ---

    def _start(self) -> None:
        second = self._signer.second_verifier
        key = {"key": self.vkey, "post_quantum_key": None if second is None else second.format()}
        self._tell("station.started", software=SOFTWARE, boot_id="1", config_sha256="0" * 64, **key)
        for change in FIRST_CHANGES:
            self._tell("metrology.changed", **change)
        self._flush()

    def _hold(self, number: int) -> None:
        self._session, self._first = session_of(number), self.ledger.size
        self._now_us = self._begun_us = (number + 1) * DAY
        self._second = 0
        self._shown: list[tuple[Parcel, int, int]] = []  # number of the entry, second
        (self.recordings / self._session / "images").mkdir(parents=True)
        lists = self._lists(number)
        self._open()
        for consignment, parcels in lists.items():
            self._register(consignment, parcels)
        self._weigh("check", "10000.0", check_weight=CHECK_WEIGHT["weight"])
        for consignment, parcels in lists.items():
            self._burn(f"B{consignment + 1}", parcels)
        self._close([each for parcels in lists.values() for each in parcels])
        self._session = None

    def _lists(self, session: int) -> dict[int, list[Parcel]]:
        consignments = self.extent.of_session(session)
        return {
            consignment: [
                Parcel(
                    f"K{consignment + 1}-{each + 1}",
                    self._random.randrange(LIGHTEST_G, HEAVIEST_G),
                    OTHERWISE.get(each, "burned") if consignment == consignments[0] else "burned",
                )
                for each in range(self.extent.packages)
            ]
            for consignment in consignments
        }

    def _open(self) -> None:
        camera = {"camera": "furnace", "view": "the door", "way": "encoded"}
        hall = {"cameras": [camera], "check_weights": [CHECK_WEIGHT], "event": EVENT, "conditions": goods.CONDITIONS}
        self._tell("session.opened", **opening() | hall)
        for person, role in (("P1", "police"), ("P2", "media")):
            self._tell("person.joined", person=person, role=role, name=f"name {person}", body=f"body {person}")
        for reel in self._reels:
            recording = self._recording(reel)
            file = reel.show(self.recordings / str(self._session), recording)
            epoch_us = BEGIN_US + self._begun_us
            self._tell("recording.started", recording=recording, file=file, epoch_us=epoch_us, **reel.started)

    def _register(self, consignment: int, parcels: list[Parcel]) -> None:
        number, first = f"C{consignment + 1}", parcels[0]
        stated = goods.stated(gross_mg=sum(each.mg for each in parcels) + TAKEN_MG + USED_MG)
        substance = self.extent.substances[consignment % len(self.extent.substances)]
        papers = {"case": case_of(consignment), "substance": substance, "stated": stated, **POWDER}
        self._tell("consignment.registered", **goods.consignment(number, **papers))
        for each in parcels:
            at_seizure_mg = each.mg + (TAKEN_MG + USED_MG if each is first else 0)
            last = {"gross_mg": each.mg, "bound_mg": 1_000, "source": "store's book"}
            found = {"consignment": number, "gross_mg": at_seizure_mg, "last": last}
            self._tell("package.registered", **goods.package(each.number, each.seal, **found))
        self._tell("custody.claimed", **holding(number))
        kept = goods.sample(f"A{consignment + 1}", number, package=first.number, mass_mg=TAKEN_MG)
        self._tell("sample.kept", **kept)
        self._tell("list.closed", consignment=number, packages=len(parcels))

    def _burn(self, batch: str, parcels: list[Parcel]) -> None:
        for each in parcels:
            if each.fate == "missing":
                self._tell("package.missing", package=each.number, reason="not in the store's cage")
            elif each.fate == "set_aside":
                self._present(each, "damaged")
                self._tell("package.set_aside", package=each.number, reason="the seal is broken")
        burned = [each for each in parcels if each.fate == "burned"]
        self._tell("batch.opened", batch=batch)
        for each in burned:
            self._present(each)
            self._weigh("package", f"{each.grams}.0", package=each.number, batch=batch)
        charge = {"packages": [each.number for each in burned], "mass_mg": sum(each.mg for each in burned)}
        self._tell("furnace.charged", batch=batch, **charge)
        self._tell("burn.started", batch=batch)
        self._tell("batch.ended", batch=batch, heat=None)

    def _present(self, parcel: Parcel, state: str = "intact") -> None:
        self._pass(EACH_S)
        self._shown.append((parcel, self.ledger.size + len(self._pending), self._second))
        self._tell("package.presented", **goods.shown(parcel.number, parcel.seal, seal_state=state))

    def _weigh(self, purpose: str, grams: str, **target: Any) -> None:
        self._weighings += 1
        window = {"from_mono_us": self._now_us - SECOND, "to_mono_us": self._now_us}
        serial = {"recording": self._recording(self._reels[1]), **window}
        weighed = MT_SICS.weighed(grams, purpose, event=EVENT, **target)
        self._tell("weighing.recorded", weighing=self._weighings, serial=serial, **weighed)
        self._tell("scale.emptied", after=self._weighings, **MT_SICS.zero)

    def _close(self, parcels: list[Parcel]) -> None:
        burned_mg = sum(each.mg for each in parcels if each.fate == "burned")
        residue_g = burned_mg // 50_000
        self._weigh("residue", f"{residue_g}.0")
        self._weigh("check", "10000.0", check_weight=CHECK_WEIGHT["weight"])
        for shown in self._shown:
            self._cut(*shown)
        self._pass(self.extent.film_s - self._second)
        fates = ("burned", "set_aside", "missing")
        counts = {f"packages_{fate}": sum(each.fate == fate for each in parcels) for fate in fates}
        self._tell("session.closed", **counts, burned_mg=burned_mg, residue_mg=residue_g * 1000)
        self._seal([self._finish(reel) for reel in self._reels])
        self.burned_mg += burned_mg

    def _cut(self, parcel: Parcel, presented: int, second: int) -> None:
        file, jpeg = f"{self._session}/images/{presented}.jpg", self._stills[second]
        (self.recordings / file).write_bytes(jpeg)
        about = {"package": parcel.number, "presented": presented, "recording": self._recording(self._reels[0])}
        frame = {"frame": second * FRAMES_A_SECOND, "unix_us": BEGIN_US + self._begun_us + second * SECOND}
        hashed = {"file": file, "sha256": hashlib.sha256(jpeg).hexdigest(), "bytes": len(jpeg)}
        self._tell("image.cut", **about, **frame, **hashed)

    def _finish(self, reel: Reel) -> dict[str, Any]:
        recording, totals = self._recording(reel), reel.totals[-1] | {"sha256": reel.sha256}
        end = {"ended_us": self._unix_us(), "interrupted": False, "torn": None}
        self._tell("recording.finished", recording=recording, **totals, **end)
        return {"recording": recording, "file": f"{self._session}/{recording}{reel.path.suffix}", **totals}

    def _seal(self, recordings: list[dict[str, Any]]) -> None:
        self._flush()
        last = self.ledger.size - 1
        with self.reader.connect() as connection:
            root = base64.b64encode(proofs.range_root(connection, self._first, last + 1)).decode()
        sealed = {"first": self._first, "last": last, "root": root, "recordings": recordings, "quorum": QUORUM}
        self._tell("session.sealed", **sealed)
        self._flush()  # alone, so that a checkpoint ends with it

    # --- how it is put down ---

    def _recording(self, reel: Reel) -> str:
        return f"{self._session}-{reel.name}"

    def _pass(self, seconds: int) -> None:
        """Let the recordings grow, and tell of each second."""
        for _ in range(seconds):
            self._second += 1
            self._now_us = self._begun_us + self._second * SECOND
            grown = [{"recording": self._recording(reel), **reel.totals[self._second]} for reel in self._reels]
            self._tell("recordings.progressed", recordings=grown)

    def _tell(self, kind: str, **data: Any) -> None:
        openings = []
        for name, shape in withheld_fields(kind).items():
            if shape.always or name == "case":
                digest, opened = commit(data[name])
                data[name] = {"commitment": digest}
                openings.append(opened)
        check_data(kind, data)
        self._now_us += 1
        self._times.append(Moment(self._unix_us(), self._now_us))
        self._pending.append(Event(kind, data, session=self._session, by="operator-1", openings=tuple(openings)))
        if len(self._pending) == TOGETHER:
            self._flush()

    def _flush(self) -> None:
        self.ledger.append(*self._pending)
        self._pending.clear()

    def _moment(self) -> Moment:
        """When that was told which is written now; what courts ask afterwards has moments of its own."""
        if self._times:
            return self._times.popleft()
        self._now_us += 1
        return Moment(self._unix_us(), self._now_us)

    def _unix_us(self) -> int:
        return BEGIN_US + self._now_us


def session_of(number: int) -> str:
    """A session's id."""
    return f"S{number + 1:03}"


def case_of(consignment: int) -> str:
    """A consignment's case; withheld in the log."""
    return f"26-7512-00-3/{consignment + 1}"


def holding(consignment: str) -> dict[str, Any]:
    """One step of its custody."""
    since, until = "2026-09-28T18:30:00+05:00", "2026-11-20T09:00:00+05:00"
    why = {"why": "kept as evidence", "seal": None, "seal_reason": None, "gross_mg": None}
    place = {"place": "store of the department", "role": "storekeeper", "since": since, "until": until}
    return {"consignment": consignment, "package": None, "giver": "bureau", "holder": "store", **place, **why}
