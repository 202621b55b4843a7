"""Evidence for those who were not there: a sealed session as a bag that anyone can check alone."""

from station.evidence.errors import (
    BagExists,
    EvidenceError,
    NoRoom,
    NotSealed,
    RecordingChanged,
    RecordingMissing,
    UnknownSession,
)
from station.evidence.export import export_session

__all__ = [
    "BagExists",
    "EvidenceError",
    "NoRoom",
    "NotSealed",
    "RecordingChanged",
    "RecordingMissing",
    "UnknownSession",
    "export_session",
]
