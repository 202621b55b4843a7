"""`answer.json`: what the log says of a case, and what the files have as their hashes today; and the papers beside it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from station.act.typeset import program
from station.courts.gather import Gathered, gather, heads
from station.courts.hashing import Progress, hash_recordings, tool
from station.courts.vouched import vouched
from station.excerpts.from_station import ATTESTED
from station.formats.canonical import canonical
from station.formats.checkpoint import parse
from station.formats.commitment import base64_text
from station.formats.note import parse as parse_note
from station.rules.shapes import Data
from station.verify.answers import form
from station.verify.answers.told import told

Clock = Callable[[], int]


def unix_us() -> int:
    """The time, in microseconds since 1970."""
    return time.time_ns() // 1000


@dataclass(frozen=True)
class Order:
    """Which request is to be answered, in which language, by whom; `copies` is a folder with copies that were handed out."""

    request: str
    language: str
    account: str
    by_name: str
    copies: Path | None = None


@dataclass(frozen=True)
class Made:
    """An answer before it is recorded, and the entries and openings that it encloses."""

    answer: Data
    gathered: Gathered

    def files(self) -> dict[str, bytes]:
        """The files that are whole before the answer is recorded, by name; the paper comes beside them."""
        return {
            form.ANSWER: canonical(self.answer),
            form.ENTRIES: b"".join(each.encode() + b"\n" for each in self.gathered.entries),
            form.OPENINGS: b"".join(canonical(each.to_json()) + b"\n" for each in self.gathered.openings),
        }


def make_answer(
    engine: Engine, recordings: Path, order: Order, progress: Progress | None = None, clock: Clock = unix_us
) -> Made:
    """Answer a request from the log and the files below `recordings`; raise `UnknownRequest`.

    `progress` is told of bytes hashed and of all bytes.
    """
    with engine.connect() as connection:
        found = gather(connection, order.request)
        record = told(found.entries, found.opened, found.request)
        named = {each["session"] for each in record["sessions"]}
        sessions = [row for row in found.sessions if row.session in named]
        stated = {
            "heads": heads(connection, sessions, found.as_of.size),
            "attested": vouched(connection, recordings / ATTESTED, sessions),
        }
    # hashing may take an hour: no snapshot of the database is held open meanwhile
    films = [each for session in record["sessions"] for each in session["recordings"]]
    from_us = clock()
    files = hash_recordings(films, recordings, order.copies, progress)
    made = {"by_name": order.by_name, "account": order.account, "from_us": from_us, "to_us": clock()}
    answer = {
        "format": form.FORMAT,
        "language": order.language,
        "station": parse(parse_note(found.as_of.note).text).origin,
        "request": found.request,
        "as_of": {"size": found.as_of.size, "root": base64_text(found.as_of.root), "unix_us": found.as_of.at_unix_us},
        "consignments_withheld": found.withheld,
        "entries": [each.index for each in found.entries],
        "record": record,
        "files": files,
        "made": {**made, "software": program(), "tool": tool()},
        **stated,
    }
    return Made(answer, found)
