"""Seats that stood empty while a batch was open: the witnesses of whom the record says that they came, and left."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from station.formats.entry import Entry
from station.verify.record import Record
from station.verify.report import Fault, note
from station.verify.words import joined, words


@dataclass
class _Room:
    """Who sits where, as the entries go by."""

    seats: list[str]
    people: dict[str, str] = field(default_factory=dict)  # person to role
    absent: set[str] = field(default_factory=set)  # roles that the record says are absent, told elsewhere
    batch: str | None = None

    def follow(self, entry: Entry) -> None:
        data = entry.data
        match entry.kind:
            case "person.joined":
                self.people[data["person"]] = data["role"]
            case "person.left":
                self.people.pop(data["person"], None)
            case "seat.absent":
                self.absent.add(data["role"])
            case "batch.opened":
                self.batch = data["batch"]
            case "batch.ended" | "batch.cancelled":
                self.batch = None

    def empty(self) -> list[str]:
        return [role for role in self.seats if role not in self.absent and role not in self.people.values()]


def empty_seats(record: Record) -> Iterator[Fault]:
    """Name each seat, and the batches in which it stood empty."""
    room = _Room(record.opened.data["seats"] if record.opened else [])
    found: dict[str, list[str]] = {}
    for entry in record.entries:
        room.follow(entry)
        for role in room.empty() if room.batch else []:
            batches = found.setdefault(role, [])
            if room.batch not in batches:
                batches.append(str(room.batch))
    for role, batches in found.items():
        text = words("Nobody sat as {role} during all or part of batch {batches}.", role=role, batches=joined(batches))
        yield note(text, role=role, batches=batches)
