"""The cameras, every recording with its SHA-256, and all that was lost or went wrong."""

from typing import Any

from station.act.blocks import Column, Section, note, table, text
from station.act.pen import Pen
from station.formats.entry import Entry
from station.verify.layout import recording_path
from station.verify.record import Facts, recordings_of

# What the record says of things that went otherwise than planned, or that a reader of the figures must know.
INCIDENTS = (
    "camera.gap",
    "camera.lost",
    "camera.returned",
    "camera.obscured",
    "camera.cleared",
    "serial.gap",
    "line.faulted",
    "scale.lost",
    "scale.connected",
    "scale.zeroed",
    "scale.tared",
    "furnace.connected",
    "furnace.lost",
    "furnace.sensor_broke",
    "furnace.sensor_mended",
    "furnace.door_opened",
    "furnace.door_closed",
    "board.registered",
    "clock.stepped",
    "disk.low",
    "recording.finished",
    "station.started",
    "station.stopped",
    "key.succeeded",
)


def footage_section(pen: Pen) -> Section:
    """The cameras and the recordings."""
    texts, recordings = pen.texts, list(recordings_of(pen.source.record).values())
    columns = [Column(texts("footage.camera")), Column(texts("footage.view"), width="2fr")]
    columns += [Column(texts("footage.way"), width="2fr"), Column(texts("footage.frames"), "num")]
    cameras = [_camera(pen, camera, recordings) for camera in pen.opening.data["cameras"]]
    files = [
        Column(texts("footage.recording"), "mono", "1fr"),
        Column(texts("footage.begun")),
        Column(texts("footage.length"), "num"),
        Column(texts("footage.bytes"), "num"),
    ]
    rows = [_recording(pen, each) for each in recordings]
    return Section(texts("section.footage"), (table(columns, cameras), table(files, rows), note(texts("footage.note"))))


def incidents_section(pen: Pen) -> Section:
    """Gaps, losses and the like, in the order in which they were recorded."""
    texts, rows = pen.texts, incidents(pen)
    columns = [Column(texts("time.column")), Column(texts("incident.title"), width="1fr")]
    block = table(columns, rows) if rows else text(texts("incident.none"))
    return Section(texts("section.incidents"), (block,))


def incidents(pen: Pen) -> list[list[str]]:
    """The incidents, each with its time and its sentence."""
    return [
        _incident(pen, entry)
        for entry in pen.source.record.of_kind(*INCIDENTS)
        if entry.kind != "recording.finished" or entry.data["interrupted"]
    ]


def _camera(pen: Pen, camera: dict[str, str], recordings: list[Facts]) -> list[str]:
    frames = sum(each.sealed["frames"] for each in recordings if each.device == camera["camera"])
    way = pen.texts.term("way", camera["way"])
    return [camera["camera"], camera["view"], way, pen.figures.count(frames)]


def _recording(pen: Pen, facts: Facts) -> list[str]:
    path = recording_path(facts.recording, facts.stream)
    length = pen.figures.duration(facts.finished["ended_us"] - facts.epoch_us)
    sealed = facts.sealed
    return [f"{path}\n{sealed['sha256']}", pen.time(facts.epoch_us), length, pen.figures.count(sealed["bytes"])]


def _incident(pen: Pen, entry: Entry) -> list[str]:
    return [pen.time(entry.at.unix_us), pen.texts(f"incident.{entry.kind}", **_facts(pen, entry))]


def _facts(pen: Pen, entry: Entry) -> dict[str, Any]:
    """The facts of an incident's sentence: those of the entry, and its lengths of time in seconds."""
    said = dict(entry.data.get("software", {})) | entry.data
    if "controller" in said:
        said |= said["controller"]
    if "line" in said:
        said["line"] = pen.texts.term("incident", said["line"])
    if "pieces" in said:
        said["pieces"] = pen.figures.count(said["pieces"])
    if "from_us" in said:
        said["length"] = pen.figures.length(said["to_us"] - said["from_us"])
    for name in ("lost_us", "step_us"):
        if name in said:
            said["length"] = pen.figures.length(said[name])
    if "frames_lost" in said:
        lost = said["frames_lost"]
        said["frames"] = pen.texts("incident.unknown") if lost is None else pen.figures.count(lost)
    if "free_bytes" in said:
        said["free"] = pen.figures.count(said["free_bytes"])
    if "what" in said:
        said["what"] = pen.texts.term("incident", said["what"])
    return said
