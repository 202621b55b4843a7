"""Every protocol that the station reads, one file each. They touch no wire."""

from firmware_bridge.protocols import mt_continuous, mt_sics
from firmware_bridge.protocols.protocol import LineDefaults, LineForm, ScaleProtocol, Tells

PROTOCOLS: dict[str, ScaleProtocol] = {
    each.name: each
    for each in (
        mt_sics.PROTOCOL,
        mt_continuous.PROTOCOL,
    )
}

__all__ = ["PROTOCOLS", "LineDefaults", "LineForm", "ScaleProtocol", "Tells"]
