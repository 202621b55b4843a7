"""Which entries an answer rests on, of all that a log has: what tells of the case's goods, and of the sessions they were in."""

# Of each session of the case, whatever they tell of: who was there, what filmed, what failed, what people said.
OF_THE_SESSION = frozenset(
    {
        "session.opened",
        "session.closed",
        "session.sealed",
        "recordings.listed",
        "person.joined",
        "person.left",
        "seat.absent",
        "remark.made",
        "checkpoint.cosigned",
        "recording.started",
        "recording.finished",
        "check.omitted",
    }
)
# What went wrong in them, or could have: a court is told of each.
OUTAGES = frozenset(
    {
        "camera.gap",
        "camera.lost",
        "camera.returned",
        "camera.obscured",
        "camera.cleared",
        "serial.gap",
        "line.faulted",
        "scale.lost",
        "scale.connected",
        "furnace.lost",
        "furnace.connected",
        "furnace.sensor_broke",
        "furnace.sensor_mended",
        "clock.stepped",
        "disk.low",
        "station.started",
        "station.stopped",
    }
)
SESSION_KINDS = OF_THE_SESSION | OUTAGES
SEAL_COSIGNED = "seal.cosigned"  # stands after the session, until the next one is opened
