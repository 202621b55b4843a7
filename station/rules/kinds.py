"""Every kind of entry and the shape of its data: the table of docs/format.md, sections 2 to 5, in code.

`Withheld(always=True)` fields hold personal data and only ever stand as commitments. `Withheld()` fields stand as the
country profile says. Every other field is public.
"""

from station.rules.goods_kinds import COURTS, GOODS
from station.rules.shapes import BY_PROFILE, PERSONAL, Each, Maybe, Withheld, WrongShape, check_shape

FIGURE = {"mass_mg": int, "figure": str, "unit": str}
# What the line told apart from what the plate says: a silent instrument must not pass for the one in the settings.
INSTRUMENT = {
    "protocol": str,
    "told": {"make": Maybe(str), "model": Maybe(str), "serial": Maybe(str), "software": Maybe(str)},
    "plate": {"make": Maybe(str), "model": Maybe(str), "serial": Maybe(str)},
    # What the protocol cannot say and the settings therefore do; null where the line itself tells it.
    "line": {"unit": Maybe(str), "decimals": Maybe(int), "checksum": bool, "address": int},
    "accuracy_class": str,
    "min_mg": int,
    "max_mg": int,
    "division_mg": int,
    "ranges": Each({"max_mg": int, "e_mg": int}),
    "verification": Maybe({"number": str, "expires": str, "seals": Each(str)}),
}
# What reads the furnace's temperature, and from where.
# `registers` is what the controller is asked for, so that its recorded bytes can be read by whoever has the entry.
REGISTERS = {
    "unit": int,
    "temperature": {
        "function": int,
        "register": int,
        "form": str,
        "words": str,
        "decimals": int,
        "breaks": Each(int),
    },
    "status": Maybe(
        {
            "function": int,
            "register": int,
            "count": int,
            "complement": bool,
            "sensor_break": int,
            "out_of_range": int,
            "error": int,
            "door_open": int,
        }
    ),
}
CONTROLLER = {"controller": str, "place": str, "threshold_mdeg": int, "registers": Maybe(REGISTERS)}
# Reckoned from the entry `burn.started` to this moment.
HEAT = {
    "to_us": int,
    "to_mono_us": int,
    "threshold_mdeg": int,
    "readings": int,
    "above_us": int,
    "unseen_us": int,
    "highest_mdeg": Maybe(int),
    "lowest_mdeg": Maybe(int),
    "sensor_breaks": int,
    "door_openings": int,
}
SEALED_RECORDINGS = Each(
    {
        "recording": str,
        "file": str,
        "sha256": str,
        "bytes": int,
        "fragments": int,
        "frames": int,
        "root": str,
    }
)
TOTALS = {"recording": str, "fragments": int, "bytes": int, "frames": int, "root": str}
# What the profile asks of the goods; `draw` is asked for a consignment of at least `least_packages`.
CONDITIONS = {
    "opinion": bool,
    "sample": bool,
    "drying_permille": int,
    "draw": Maybe({"plan": str, "share": str, "confidence": str, "allowed": int, "least_packages": int}),
}
# Groups of roles: of each group, one person must have co-signed.
QUORUM = Each(Each(str))
COSIGNED = {
    "person": str,
    "size": int,
    "root": str,
    "cosignature": str,
    "remark": {"text": str, "signature": str},
}

SOFTWARE = {"name": str, "version": str, "files_sha256": str}

KINDS: dict[str, dict[str, object]] = {
    # the station
    "station.started": {
        "software": SOFTWARE,
        "boot_id": str,
        "key": str,
        "post_quantum_key": Maybe(str),
        "config_sha256": str,
    },
    "station.stopped": {},
    "key.succeeded": {"old": str, "new": str, "new_post_quantum": Maybe(str), "reason": str},
    "log.continues": {"origin": str, "size": int, "root": str, "checkpoint": str, "reason": str},
    "clock.stepped": {"step_us": int},
    "disk.low": {"free_bytes": int, "needed_bytes": int},
    # the audit trail of legal metrology: `event` counts over the station's life
    "metrology.changed": {"event": int, "what": str, "before": Maybe(str), "after": str},
    "board.registered": {"board": str, "commitment": str},
    "board.counted": {"board": str, "counter": int, "events": int, "missing": int, "restarted": bool},
    # the session
    "session.opened": {
        "basis": {"type": str, "number": str, "date": str, "issuer": str},
        "place": BY_PROFILE,
        "furnace": str,
        "planned_minutes": int,
        "seats": Each(str),
        "quorum": QUORUM,
        "profile": {"code": str, "sha256": str},
        "conditions": CONDITIONS,
        "cameras": Each({"camera": str, "view": str, "way": str}),
        "scale": INSTRUMENT,
        "check_weights": Each({"weight": str, "nominal_mg": int, "certificate": str}),
        "furnace_controller": Maybe(CONTROLLER),
        "event": int,
        "software": SOFTWARE,
        "free_bytes": int,
        "boot_id": str,
    },
    "person.joined": {"person": str, "role": str, "name": PERSONAL, "body": PERSONAL},
    "person.left": {"person": str},
    "key.presented": {"person": str, "key": str},
    "checkpoint.cosigned": COSIGNED,
    "seat.absent": {"role": str, "reason": str},
    "challenge.set": {"word": str, "person": str},
    "remark.made": {"person": str, "text": str},
    "session.closed": {
        "packages_burned": int,
        "packages_set_aside": int,
        "packages_missing": int,
        "burned_mg": int,
        "residue_mg": Maybe(int),
    },
    "recordings.listed": {"recordings": SEALED_RECORDINGS},
    "session.sealed": {
        "first": int,
        "last": int,
        "root": str,
        "recordings": SEALED_RECORDINGS,
        "quorum": {"met": bool, "cosigned": Each(str), "missing": QUORUM, "reason": Maybe(str)},
    },
    "seal.cosigned": {"session": str} | COSIGNED,
    **GOODS,
    "weighing.recorded": {
        "weighing": int,
        "purpose": str,
        "package": Maybe(str),
        "batch": Maybe(str),
        "corrects": Maybe(int),
        "mass_mg": int,
        "shown_as": str,
        "figure": str,
        "unit": str,
        "decimals": int,
        "tare": Maybe(FIGURE),
        "tare_kind": Maybe(str),
        "gross": Maybe(FIGURE),
        "net": Maybe(FIGURE),
        "bound_mg": int,
        "zero": Maybe(FIGURE),
        "check_weight": Maybe(str),
        "board": Maybe({"board": str, "counter": int, "events": int}),
        "event": int,
        "stability_told": bool,
        "stable_us": int,
        "scale": INSTRUMENT,
        "raw": Each(str),
        "serial": {"recording": str, "from_mono_us": int, "to_mono_us": int},
    },
    "residue.not_weighed": {"reason": str},
    "display.confirmed": {
        "persons": Each(str),
        "shown": {"figure": str, "unit": str},
        "sent": FIGURE,
        "raw": str,
    },
    "check.omitted": {"when": str, "reason": str},
    "scale.emptied": {"after": int, **FIGURE},
    "scale.zeroed": {},
    "scale.tared": {"tare": Maybe(FIGURE)},
    # the fire
    "batch.opened": {"batch": str},
    "furnace.charged": {"batch": str, "packages": Each(str), "mass_mg": int},
    "burn.started": {"batch": str},
    "batch.ended": {"batch": str, "heat": Maybe(HEAT)},
    "batch.cancelled": {"batch": str, "reason": str},
    # the recordings
    "recording.started": {
        "recording": str,
        "stream": str,
        "device": str,
        "file": str,
        "media": str,
        "way": str,
        "batch": Maybe(str),
        "epoch_us": int,
        "first_frame": int,
        "width": int,
        "height": int,
        "codec": str,
    },
    "recordings.progressed": {"recordings": Each(TOTALS)},
    "recording.finished": TOTALS
    | {
        "sha256": str,
        "ended_us": int,
        "interrupted": bool,
        "torn": Maybe({"bytes": int, "sha256": str}),
    },
    **COURTS,
    # what went wrong
    "camera.gap": {"camera": str, "from_us": int, "to_us": int, "reason": str, "frames_lost": Maybe(int)},
    "camera.lost": {"camera": str, "since_us": int, "reason": str},
    "camera.returned": {"camera": str, "lost_us": int},
    "camera.obscured": {"camera": str, "since_us": int, "what": str},
    "camera.cleared": {"camera": str, "what": str},
    "serial.gap": {"line": str, "from_us": int, "to_us": int, "reason": str, "pieces_lost": Maybe(int)},
    "scale.connected": {"scale": INSTRUMENT},
    "scale.lost": {"reason": str, "since_us": int},
    "line.faulted": {"line": str, "reason": str, "pieces": int, "from_us": int, "to_us": int, "first": str},
    "furnace.connected": {"controller": CONTROLLER},
    "furnace.lost": {"reason": str, "since_us": int},
    "furnace.sensor_broke": {"at_us": int, "condition": str},
    "furnace.sensor_mended": {"at_us": int},
    "furnace.door_opened": {"at_us": int},
    "furnace.door_closed": {"at_us": int},
}


class UnknownKind(ValueError):
    """An entry of a kind that the record format does not have."""


def check_data(kind: str, data: object) -> None:
    """Raise `UnknownKind` or `WrongShape` unless `data` is what an entry of this kind holds."""
    if kind not in KINDS:
        raise UnknownKind(f"{kind!r} is not a kind of entry; the kinds are listed in docs/format.md")
    check_shape(data, KINDS[kind])


def withheld_fields(kind: str) -> dict[str, Withheld]:
    """The fields of this kind that may or must stand as commitments."""
    return {name: shape for name, shape in KINDS[kind].items() if isinstance(shape, Withheld)}


__all__ = ["KINDS", "UnknownKind", "WrongShape", "check_data", "withheld_fields"]
