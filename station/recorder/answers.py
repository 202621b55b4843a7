"""What the recorder answers: done, a problem with its remedy, or what is live now."""

from pydantic import Field

from station.formats.entry import Entry
from station.recorder.commands import Message


class Problem(Message):
    """Why a command was refused, and what to do about it (the fields of an RFC 9457 problem)."""

    type: str
    status: int
    title: str
    detail: str
    remedy: str
    missing: list[str] = Field(default_factory=list)


class Done(Message):
    """A command was carried out; `entries` are the numbers of the entries it made, all durable."""

    session: str | None = None
    entries: list[int] = Field(default_factory=list)
    made: dict[str, str | int | None] = Field(default_factory=dict)  # what got a number, and what the scale showed


def done(entries: list[Entry], **made: str | int | None) -> Done:
    """The answer to a command that made these entries."""
    session = next((entry.session for entry in entries if entry.session), None)
    return Done(session=session, entries=[entry.index for entry in entries], made=made)


class CameraLive(Message):
    """A camera now."""

    camera: str
    view: str
    live: bool
    recording: str | None
    fps: float
    frames: int
    reason: str | None
    obscured: str | None


class ScaleLive(Message):
    """The scale now. `figure`, `unit` and `mass_mg` are null unless the value is live."""

    live: bool
    state: str  # new, waiting, live, stale or lost
    stable: bool
    figure: str | None
    unit: str | None
    mass_mg: int | None
    shown_as: str | None
    condition: str | None
    age_ms: int | None
    identity: str | None
    waiting_for: str | None


class FurnaceLive(Message):
    """The furnace now. `temperature_mdeg`, `condition` and `door_open` are null unless a reading is live."""

    live: bool
    temperature_mdeg: int | None
    condition: str | None
    door_open: bool | None
    age_ms: int | None
    threshold_mdeg: int


class Live(Message):
    """Everything that is live now. Not evidence: the entries are."""

    session: str | None
    stage: str
    batch: str | None
    entries: int
    root: str
    challenge: str | None
    free_bytes: int
    weighing: str | None  # the package being weighed, "residue", or a check weight
    notices: list[str]  # what the people at the scale should know
    scale: ScaleLive
    furnace: FurnaceLive | None = None  # null where the station reads no furnace
    cameras: list[CameraLive]
