"""What a port tells its owner."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from firmware_bridge.reading import Fault, FurnaceReading, Reading
from firmware_bridge.settings import Identity

# What a line measures: a load, or a furnace's chamber.
S = TypeVar("S", bound=Reading | FurnaceReading)


class Moment(NamedTuple):
    """One instant on both clocks: Unix and monotonic microseconds."""

    unix_us: int
    mono_us: int


class LineState(StrEnum):
    """What a line's values are worth now. Only a `live` line has a value to show or use."""

    NEW = "new"  # not started
    WAITING = "waiting"  # being opened, or open and without a value since it was opened
    LIVE = "live"  # the newest value is no older than `period_us`
    STALE = "stale"  # the instrument was there, and has said no value for longer than that
    LOST = "lost"  # nothing answers, or the port was closed; the port goes on trying until it is


class LineLostError(Exception):
    """The line cannot be used any more; `reason` says why and what to look at."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Connected:
    """The instrument answers; told again after each loss."""

    identity: Identity


@dataclass(frozen=True)
class Lost:
    """The instrument does not answer; told once a loss. `since_unix_us`: when it last did, or the port's start."""

    reason: str
    since_unix_us: int


@dataclass(frozen=True)
class Measured(Generic[S]):
    """A reading, with the newest tare that the instrument told, and when its last byte arrived."""

    reading: S
    unix_us: int
    mono_us: int


@dataclass(frozen=True)
class Complained:
    """Bytes that were no answer."""

    fault: Fault


Event = Connected | Lost | Measured[S] | Complained
