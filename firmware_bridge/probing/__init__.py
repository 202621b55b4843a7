"""Finding out how a scale speaks: by listening first, then by asking the protocols' own questions, which only read."""

from firmware_bridge.probing.evidence import Evidence
from firmware_bridge.probing.search import Doing, Findings, Found, Line, Probe, Progress

__all__ = ["Doing", "Evidence", "Findings", "Found", "Line", "Probe", "Progress"]
