"""What each command does: the facts it makes, in the order of `station.recorder.commands`.

The desk asks the instruments (are the cameras live, is the value settled), the book asks the rules. A command either leaves
its entries, all durable, or a refusal that says what is missing.
"""

import time
from datetime import UTC, datetime

from sqlalchemy import Engine, func, select

from station.config import Config
from station.formats.canonical import canonical
from station.formats.entry import Entry
from station.keys import public
from station.ledger.queries import PersonRow, RecordingRow, SessionRow
from station.ledger.tables import openings
from station.recorder import commands as say
from station.recorder.answers import Done, done
from station.recorder.book import Book, Fact
from station.recorder.clocks import boot_id
from station.recorder.cosigning import Cosigning
from station.recorder.court_desk import CourtDesk
from station.recorder.disk import free_bytes, needed_bytes
from station.recorder.goods_desk import GoodsDesk
from station.recorder.instruments import Instruments
from station.recorder.plain import Act, plain
from station.recorder.refusals import not_ready, other_session
from station.recorder.scale_desk import ScaleDesk
from station.recorder.seen import record_seen
from station.rules.goods import Fate
from station.rules.session import Stage
from station.rules.shapes import Data

FINISH_TIMEOUT_S = 15.0  # a camera that has not finished its file by then is closed for it, as interrupted
LOOK_S = 0.1
LAST_WORDS_S = 0.5


class Desk:
    """Carries out commands. Calls may come from several threads; what must not mix is serialised by the book."""

    def __init__(self, config: Config, book: Book, reader: Engine, instruments: Instruments) -> None:
        self._config, self._book, self._reader = config, book, reader
        self._footage, self._scale, self._trail, self._furnace, self._images = instruments
        self._weights = ScaleDesk(config, book, reader, instruments)
        self._room = Cosigning(book, reader, config.station.name, _nobodys_keys(config))
        self._acts: dict[type[say.Message], Act] = {
            say.OpenSession: self._open_session,
            say.JoinPerson: self._join,
            say.LeavePerson: self._leave,
            say.PresentKey: self._present_key,
            say.CosignCheckpoint: self._cosign,
            say.AbsentSeat: plain(book, "seat.absent"),
            say.OpenBatch: self._open_batch,
            say.NotWeighedResidue: plain(book, "residue.not_weighed"),
            say.ChargeFurnace: self._charge,
            say.StartBurn: self._start_burn,
            say.EndBatch: self._end_batch,
            say.CancelBatch: self._cancel_batch,
            say.SetChallenge: plain(book, "challenge.set"),
            say.MakeRemark: plain(book, "remark.made"),
            say.CloseSession: self._close,
            say.SealSession: self._seal,
            **self._weights.acts,
            **GoodsDesk(book, reader, self._footage).acts,
            **CourtDesk(book, reader).acts,
        }

    def carry_out(self, request: say.Request) -> Done:
        """Do what a command says; raises `Refused`, `OutOfOrder` or what the ledger raises."""
        if request.session is not None and request.session != self._book.session_id:
            raise other_session(request.session, self._book.session_id)
        return self._acts[type(request.order)](request.order, request.by)

    # --- the session ---

    def _open_session(self, order: say.OpenSession, by: str) -> Done:
        self._book.check("session.opened", {})
        free = free_bytes(self._config.station.recordings)
        self._ready_to_open(order.planned_minutes, free)
        self._scale.look()  # who answers on the line stands in the log before the session names it
        with self._book.turn:
            self._new_names([person.name for person in order.people])
            people = [
                Fact("person.joined", {"person": f"P{number}", **person.model_dump()})
                for number, person in enumerate(order.people, 1)
            ]
            session = self._next_session()
            opened = Fact("session.opened", self._opened(order, free))
            return done(self._book.open(session, opened, *people, by=by), session=session)

    def _opened(self, order: say.OpenSession, free: int) -> Data:
        return {
            "basis": order.basis.model_dump(),
            "place": order.place,
            "furnace": order.furnace,
            "planned_minutes": order.planned_minutes,
            "seats": list(self._config.session.seats),
            "quorum": [list(group) for group in self._config.session.quorum],
            "profile": {"code": self._config.profile.code, "sha256": self._config.profile.sha256},
            "conditions": self._config.profile.conditions.model_dump(),
            "cameras": [{"camera": c.camera, "view": c.view, "way": c.way} for c in self._config.cameras],
            "scale": self._scale.instrument(),
            "check_weights": [each.model_dump() for each in self._config.scale.check_weights],
            "furnace_controller": None if self._furnace is None else self._furnace.controller(),
            "event": self._trail.event,
            "software": self._trail.running,
            "free_bytes": free,
            "boot_id": boot_id(),
        }

    def _ready_to_open(self, minutes: int, free: int) -> None:
        missing = [f"camera {camera} to be live" for camera in self._footage.not_live()]
        if not self._scale.live():
            missing.append("the scale to answer")
        needed = needed_bytes(self._config, minutes)
        if free < needed:
            missing.append(f"{needed // 10**6} MB free for {minutes} minutes: {free // 10**6} MB are")
        if missing:
            raise not_ready(
                "A session cannot be opened: " + "; ".join(missing) + ".",
                "Look at cables and power of what is named, or free space, then open again.",
                missing,
            )

    def _next_session(self) -> str:
        day = f"S{datetime.now(UTC):%Y%m%d}"
        with self._reader.connect() as connection:
            count = select(func.count()).select_from(SessionRow).where(SessionRow.session.startswith(day))
            return f"{day}-{connection.execute(count).scalar_one() + 1:02}"

    def _new_names(self, names: list[str]) -> None:
        """Raise `Refused` when one person would count as two: by two roles, a decision could be one person's."""
        told = select(openings.c.value).join(PersonRow, PersonRow.entry == openings.c.entry)
        here = (PersonRow.session == self._book.session_id) & PersonRow.left_unix_us.is_(None)
        with self._reader.connect() as connection:
            known = list(connection.scalars(told.where(here)))
        wanted = [canonical(name).decode() for name in names]
        if len(set(wanted)) < len(wanted) or not set(wanted).isdisjoint(known):
            raise not_ready(
                "Somebody of that name is recorded already, and one person fills one seat.",
                "Record each person once. If two people bear one name, add what tells them apart.",
            )

    def _join(self, order: say.JoinPerson, by: str) -> Done:
        with self._book.turn:
            self._new_names([order.name])
            person = f"P{len(self._book.session.roles) + 1}"
            data = {"person": person, **order.told()}
            return done(self._book.record(Fact("person.joined", data), by=by), person=person)

    def _present_key(self, order: say.PresentKey, by: str) -> Done:
        self._room.check_key(order.key)
        return done(self._book.record(Fact("key.presented", order.told()), by=by))

    def _cosign(self, order: say.CosignCheckpoint, by: str) -> Done:
        with self._book.turn:
            return done(self._book.record(self._room.cosigned(order), by=by))

    def _leave(self, order: say.LeavePerson, by: str) -> Done:
        return done(self._book.record(Fact("person.left", {"person": order.person}), by=by))

    def _close(self, _order: say.CloseSession, by: str) -> Done:
        with self._book.turn:
            session = self._book.session
            totals = {
                "packages_burned": len(session.of_fate(Fate.BURNED)),
                "packages_set_aside": len(session.of_fate(Fate.SET_ASIDE)),
                "packages_missing": len(session.of_fate(Fate.MISSING)),
                "burned_mg": session.burned_mg(),
                "residue_mg": session.residue_mg,
            }
            entries = self._book.record(Fact("session.closed", totals), by=by)
        return done(entries, **totals)

    def _seal(self, order: say.SealSession, by: str) -> Done:
        if self._book.session.stage is Stage.CLOSED:
            self._finish_recordings()
            self._images.look()  # all that is still due: after the seal nothing can be added
        with self._book.turn:
            unlisted = self._sealed_recordings()[len(self._book.session.listed) :]
            quorum = self._quorum(order.without_quorum)
            self._book.check("session.sealed", {"recordings": unlisted, "quorum": quorum})
            return done(self._book.seal(unlisted, quorum, by))

    def _quorum(self, excuse: str | None) -> Data:
        session = self._book.session
        missing = session.quorum_missing()
        reason = excuse if missing else None
        return {"met": not missing, "cosigned": list(session.cosigned), "missing": missing, "reason": reason}

    def _finish_recordings(self) -> None:
        """Wait until every file is finished and in the log; close for it what has lost its writer."""
        until = time.monotonic() + FINISH_TIMEOUT_S
        while self._book.session.running and time.monotonic() < until:
            self._scale.look()
            if self._furnace is not None:
                self._furnace.look()
            self._footage.look()
            time.sleep(LOOK_S)
        for device in set(self._book.session.running.values()):
            self._footage.close_for(device)
        # what a camera says after the end of its last file (a gap at the close) still belongs to the session
        time.sleep(LAST_WORDS_S)
        self._footage.look()

    def _sealed_recordings(self) -> list[Data]:
        columns = ("recording", "file", "sha256", "bytes", "fragments", "frames", "root")
        ours = RecordingRow.session == self._book.session_id
        with self._reader.connect() as connection:
            rows = connection.execute(
                select(*(getattr(RecordingRow, name) for name in columns))
                .where(ours)
                .order_by(RecordingRow.start_entry)
            )
            return [dict(zip(columns, row, strict=True)) for row in rows]

    # --- the fire ---

    def _open_batch(self, _order: say.OpenBatch, by: str) -> Done:
        with self._book.turn:
            batch = f"B{len(self._book.session.batches_begun) + 1}"
            self._book.check("batch.opened", {"batch": batch})
            self._room_for_a_batch()
            entries = self._record_seen(Fact("batch.opened", {"batch": batch}), by)
        return done(entries, batch=batch)

    def _room_for_a_batch(self) -> None:
        free, reserve = free_bytes(self._config.station.recordings), self._config.disk.reserve_mb * 10**6
        if free < reserve:
            raise not_ready(
                f"A batch is not begun with less than {reserve // 10**6} MB free: {free // 10**6} MB are.",
                "Free space on the disk of the recordings, then open the batch again.",
            )

    def _record_seen(self, fact: Fact, by: str) -> list[Entry]:
        return record_seen(self._book, self._footage, fact, by)

    def _charge(self, _order: say.ChargeFurnace, by: str) -> Done:
        with self._book.turn:
            batch = self._book.session.batch
            weighed = self._book.session.of_fate(Fate.WEIGHED, batch=batch) if batch else []
            mass_mg = sum(package.mass_mg or 0 for package in weighed)
            data = {"batch": batch, "packages": [package.number for package in weighed], "mass_mg": mass_mg}
            entries = self._record_seen(Fact("furnace.charged", data), by)
        return done(entries, batch=batch, mass_mg=mass_mg)

    def _start_burn(self, _order: say.StartBurn, by: str) -> Done:
        with self._book.turn:
            batch = self._book.session.batch
            return done(self._record_seen(Fact("burn.started", {"batch": batch}), by), batch=batch)

    def _end_batch(self, _order: say.EndBatch, by: str) -> Done:
        self._book.check("batch.ended", {"batch": self._book.session.batch})
        return self._batch("batch.ended", by, heat=None if self._furnace is None else self._furnace.heat())

    def _cancel_batch(self, order: say.CancelBatch, by: str) -> Done:
        return self._batch("batch.cancelled", by, reason=order.reason)

    def _batch(self, kind: str, by: str, **more: str | Data | None) -> Done:
        with self._book.turn:
            batch = self._book.session.batch
            return done(self._book.record(Fact(kind, {"batch": batch, **more}), by=by), batch=batch)


def _nobodys_keys(config: Config) -> list[str]:
    """The keys of the log and of its witnesses: their signatures are public, and must not count as a person's."""
    return [*public(config.station.key).format().split(), *(each.key for each in config.outbox.witnesses)]
