"""Entries that somebody who watches from outside wants to hear of, although nothing is wrong with them, in words."""

from collections.abc import Callable
from typing import Any

from station.formats.entry import Entry
from station.verify.times import clock, seconds

Say = Callable[[dict[str, Any]], str]

SAID: dict[str, Say] = {
    "station.started": lambda data: f"The station's program was started, version {data['software']['version']}.",
    "station.stopped": lambda _: "The station's program was stopped.",
    "clock.stepped": lambda data: f"The station's clock was set by {seconds(data['step_us'])} s.",
    "disk.low": lambda data: f"The station's disk is nearly full: {data['free_bytes'] // 10**6} MB are free.",
    "session.opened": lambda data: f"A session was opened, planned for {data['planned_minutes']} minutes.",
    "session.closed": lambda data: (
        f"The session was closed: {data['packages_burned']} packages burned, {data['packages_set_aside']} set aside."
    ),
    "session.sealed": lambda data: f"The session was sealed{', with its quorum' if data['quorum']['met'] else ''}.",
    "seat.absent": lambda data: f"Nobody came as {data['role']}: {data['reason']}",
    "package.set_aside": lambda data: f"Package {data['package']} was set aside: {data['reason']}",
    "batch.cancelled": lambda data: f"Batch {data['batch']} was called off: {data['reason']}",
    "camera.gap": lambda data: (
        f"Camera {data['camera']} has a gap, from {clock(data['from_us'])} to {clock(data['to_us'])}: {data['reason']}"
    ),
    "camera.lost": lambda data: (
        f"Camera {data['camera']} does not answer since {clock(data['since_us'])}: {data['reason']}"
    ),
    "camera.returned": lambda data: f"Camera {data['camera']} answers again, after {seconds(data['lost_us'])} s.",
    "camera.obscured": lambda data: (
        f"Camera {data['camera']} sees nothing since {clock(data['since_us'])}: {data['what']}"
    ),
    "camera.cleared": lambda data: f"Camera {data['camera']} sees again.",
    "serial.gap": lambda data: (
        f"The {data['line']}'s line has a gap, from {clock(data['from_us'])} to {clock(data['to_us'])}: {data['reason']}"
    ),
    "scale.lost": lambda data: f"The scale does not answer since {clock(data['since_us'])}: {data['reason']}",
    "furnace.lost": lambda data: (
        f"The furnace's controller does not answer since {clock(data['since_us'])}: {data['reason']}"
    ),
    "furnace.sensor_broke": lambda data: f"The furnace's sensor tells no temperature: {data['condition']}.",
}


def notice_of(entry: Entry) -> str | None:
    """Say what an entry tells, with its number and session; None where it is not worth a line."""
    if entry.kind not in SAID:
        return None
    session = "" if entry.session is None else f", session {entry.session}"
    return f"{SAID[entry.kind](entry.data)} (entry {entry.index}{session}, {entry.at.utc})"
