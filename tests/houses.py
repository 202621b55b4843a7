"""Stations with keys and a log of a few entries, without recorder or cameras: what the tests of the keys work on."""

from pathlib import Path

from station import keys
from station.config import StationSettings
from station.formats.entry import Event, Moment
from station.ledger import engine, startup
from station.ledger.keyring import make_keys, open_signer
from station.ledger.rotation import opened, rotate, settle
from station.ledger.succession import successions

ORIGIN = "example.com/furnace-1"
TICKS = iter(range(10**9))


def clock():
    """Tell the next time."""
    tick = next(TICKS)
    return Moment(1_795_255_200_000_000 + tick, tick)


def begin(folder: Path, *, post_quantum=True, name=ORIGIN) -> StationSettings:
    """Make a station's keys and its first entries."""
    station = settings(folder, post_quantum=post_quantum, name=name)
    make_keys(station, station.key)
    work(station)
    work(station)
    return station


def settings(folder: Path, *, post_quantum=True, name=ORIGIN) -> StationSettings:
    """Say where a station's things lie."""
    database = f"sqlite:///{folder}/station.db"
    return StationSettings(
        name=name, key=folder / "station.key", recordings=folder, database=database, post_quantum=post_quantum
    )


def log_of(station) -> Path:
    """Say where the published log lies."""
    return station.recordings / "log"


def work(station, text="as seen"):
    """Start as the recorder does, record one entry, stop; return the entry's number."""
    settle(station, log_of(station))
    with opened(station, open_signer(station), log_of(station), clock) as ledger:
        return ledger.append(Event("remark.made", {"person": "P1", "text": text}))[0].index


def change(station, reason="a year is over"):
    """Change the key."""
    return rotate(station, log_of(station), reason, clock)


def reading(station):
    """Read the database."""
    return engine.reader(station.database).connect()


def scrub(station):
    """Check the whole database with the key in the file; return the number of entries."""
    with reading(station) as connection:
        return startup.scrub(connection, keys.public(station.key).first)


def links_of(station):
    """The changes of the key as a bag holds them."""
    with reading(station) as connection:
        return [(each.entry_bytes, each.proof_bytes) for each in successions(connection, 10**9)]
