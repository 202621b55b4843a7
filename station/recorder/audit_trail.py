"""The audit trail of legal metrology (OIML D 31, WELMEC 7.2): each change of what a weighing rests on is an entry with a number.

The numbers run unbroken over the station's whole life, and every weighing carries the newest: so a change cannot be made between
two weighings without a reader seeing it. Changed are the software's files, the settings, the instrument, a board that counts
what is done to it, the clock.
"""

import json

from sqlalchemy import Engine, select

from firmware_bridge.settings import Identity
from station import durable
from station.config import Config
from station.formats.canonical import canonical
from station.ledger.queries import ChangeRow
from station.recorder.book import Book, Fact
from station.recorder.identity import changed_files, files_listing, listing_sha256, software

NAMED = 100  # changed files that an entry names; a new version changes them all


class AuditTrail:
    """Counts changes. The recorder's start, the scale's line and the clock's watch tell it what is; it finds what is new."""

    def __init__(self, book: Book, reader: Engine) -> None:
        self._book = book
        with reader.connect() as connection:
            rows = connection.execute(
                select(ChangeRow.event, ChangeRow.what, ChangeRow.after).order_by(ChangeRow.event)
            )
            told = [(row.event, row.what, row.after) for row in rows]
        self.event = told[-1][0] if told else 0
        self.running = software()  # as it was when this process began: files may change under it
        self._newest = {what: after for _, what, after in told}

    def software(self, config: Config) -> None:
        """Hold the program's files against those of the last start, and name what is different."""
        listing = files_listing()
        digest, folder = listing_sha256(listing), config.station.recordings / "software"
        before = self._newest.get("software")
        known = folder / f"{(before or '').split(' ')[0]}.txt"
        durable.make_folder(folder)
        if before is None:
            self._changed("software", digest)
        elif before.split(" ")[0] != digest:
            self._changed("software", f"{digest} {_named(known.read_text() if known.is_file() else None, listing)}")
        durable.write_file(folder / f"{digest}.txt", listing.encode())

    def settings(self, config: Config) -> None:
        """Hold the settings that weighing and burning rest on against those of the last start."""
        resting = config.model_dump(mode="json", include={"scale", "weighing", "furnace"})
        after = canonical(json.loads(json.dumps(resting, default=str))).decode()
        if after != self._newest.get("settings"):
            self._changed("settings", after)

    def instrument(self, told: Identity, connected: Fact) -> None:
        """Record who answers on the scale's line, and in the same step that it is another one."""
        names = {"make": told.make, "model": told.model, "serial": told.serial, "software": told.software}
        after = canonical(names).decode()
        if after == self._newest.get("instrument"):
            self._book.record(connected)
        else:
            self._changed("instrument", after, connected)

    def board(self, counted: Fact) -> None:
        """Record a count in which the board's events rose: its jumper, its key or its calibration was touched."""
        self._changed("board", f"{counted.data['board']} counts {counted.data['events']} events", counted)

    def clock(self, step_us: int) -> None:
        """Record a step of the clock."""
        stepped = Fact("clock.stepped", {"step_us": step_us}, of_the_station=True)
        self._changed("clock", f"stepped by {step_us} us", stepped)

    def _changed(self, what: str, after: str, *shown_by: Fact) -> None:
        """Record a change, in one step with what shows it: nothing can be weighed between the two."""
        with self._book.turn:
            before = None if what == "clock" else self._newest.get(what)
            data = {"event": self.event + 1, "what": what, "before": before, "after": after}
            self._book.record(*shown_by, Fact("metrology.changed", data, of_the_station=True))
            self.event += 1
            self._newest[what] = after


def _named(before: str | None, listing: str) -> str:
    if before is None:
        return "(which files changed is not known: the listing of the last start is gone)"
    names = changed_files(before, listing)
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"(changed: {', '.join(names[:NAMED])}{more})"
