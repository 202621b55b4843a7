"""What the desk works with beside the book: the cameras, the images of packages, the scale, the furnace, the count of changes."""

from typing import NamedTuple

from station.recorder.audit_trail import AuditTrail
from station.recorder.footage import Footage
from station.recorder.furnace_line import Furnace
from station.recorder.images import Images
from station.recorder.scale_line import ScaleLine


class Instruments(NamedTuple):
    """All that tells the recorder something."""

    footage: Footage
    scale: ScaleLine
    trail: AuditTrail
    furnace: Furnace | None
    images: Images
