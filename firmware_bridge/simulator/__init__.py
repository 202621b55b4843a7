"""A scale that is not there, speaking over a real pseudo-terminal. Independent of the decoders on purpose.

If simulator and decoder shared a table, they would share its errors, and the tests would prove nothing.
"""

from firmware_bridge.simulator.bench import SimulatedScale
from firmware_bridge.simulator.scale import Plate

__all__ = ["Plate", "SimulatedScale"]
