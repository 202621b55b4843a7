"""The scale of the tests, as entries and as settings hold it, and what a weighing on it looks like in the record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from station.formats.canonical import canonical
from station.rules.metrology import weighing_bound_mg

TOLD: dict[str, str | None] = {"make": None, "model": "IND245", "serial": "B123", "software": None}
INSTRUMENT: dict[str, Any] = {
    "protocol": "mt-sics",
    "told": TOLD,
    "plate": {"make": "Mettler Toledo", "model": "IND245", "serial": "B123"},
    "line": {"unit": None, "decimals": None, "checksum": False, "address": 1},
    "accuracy_class": "II",
    "min_mg": 50_000,
    "max_mg": 60_000_000,
    "division_mg": 1_000,
    "ranges": [{"max_mg": 60_000_000, "e_mg": 1_000}],
    "verification": {"number": "V-0117", "expires": "2027-06-30", "seals": ["P-1", "P-2"]},
}
# The same scale in `config.yaml`.
SETTINGS: dict[str, Any] = {
    "url": "loop://",
    "protocol": "mt-sics",
    "accuracy_class": "II",
    "min_mg": 50_000,
    "max_mg": 60_000_000,
    "division_mg": 1_000,
}
CHECK_WEIGHT = {"weight": "m-10kg", "nominal_mg": 10_000_000, "certificate": "C-2026-44"}
# What the audit trail counts when a station starts for the first time.
FIRST_CHANGES: tuple[dict[str, Any], ...] = (
    {"event": 1, "what": "software", "before": None, "after": "0" * 64},
    {"event": 2, "what": "settings", "before": None, "after": "{}"},
    {"event": 3, "what": "instrument", "before": None, "after": canonical(TOLD).decode()},
)
EVENT = len(FIRST_CHANGES)
STARTED = 1 + EVENT  # entries of a station that has started for the first time


def frame(grams: str) -> bytes:
    """A stable value as the scale sends it."""
    return f"S S {grams:>10} g\r\n".encode()


def figure(grams: str) -> dict[str, Any]:
    """A figure as the scale sends it, in a field of ten characters; grams with one decimal."""
    return {"mass_mg": int(grams.replace(".", "")) * 100, "figure": f"{grams:>10}", "unit": "g"}


@dataclass(frozen=True)
class Voice:
    """How a scale speaks: its frame for grams, and what of it a weighing's entry holds; `zero` is what it shows empty."""

    instrument: dict[str, Any]
    frame: Callable[[str], bytes]
    figure: Callable[[str], dict[str, Any]]
    told: dict[str, Any]

    @property
    def zero(self) -> dict[str, Any]:
        """What the empty scale shows."""
        return self.figure("0.0")

    def weighed(self, grams: str, purpose: str, **target: Any) -> dict[str, Any]:
        """Give a weighing as the entry holds it."""
        raw = self.frame(grams).hex()
        said = {"raw": [raw, raw], "zero": self.zero, "scale": self.instrument, **self.figure(grams), **self.told}
        return weighed(grams, purpose, **said | target)


def weighed(grams: str, purpose: str = "package", **target: Any) -> dict[str, Any]:
    """A weighing of the entry `weighing.recorded`; without its number and where its bytes stand, unless they are given."""
    raw = frame(grams).hex()
    value = {
        "purpose": purpose,
        "package": None,
        "batch": None,
        "corrects": None,
        "check_weight": None,
        "board": None,
        "shown_as": "displayed",
        "decimals": 1,
        "tare": None,
        "tare_kind": None,
        "gross": None,
        "net": None,
        "zero": figure("0.0"),
        "event": EVENT,
        "stability_told": True,
        "stable_us": 1_000_000,
        "scale": INSTRUMENT,
        "raw": [raw, raw],
        **figure(grams),
        **target,
    }
    return {"bound_mg": weighing_bound_mg(value)} | value


def rebound(weighing: dict[str, Any]) -> dict[str, Any]:
    """The same weighing with the bound that its fields have, as one reckons it who changed them."""
    return weighing | {"bound_mg": weighing_bound_mg(weighing)}


MT_SICS = Voice(INSTRUMENT, frame, figure, {})


def yaohua_frame(grams: str) -> bytes:
    """What an indicator without unit, stability or overload in its frames sends; kilograms with three decimals (A9+ p10)."""
    body = f"+{int(grams.replace('.', '')) // 10:06d}3".encode()
    check = 0
    for byte in body:
        check ^= byte
    return b"\x02" + body + "".join(f"{nibble:X}" for nibble in (check >> 4, check & 15)).encode() + b"\x03"


def yaohua_figure(grams: str) -> dict[str, Any]:
    """The figure of such a frame: sign and digits, the point set by the settings."""
    return {"mass_mg": int(grams.replace(".", "")) * 100, "figure": yaohua_frame(grams)[1:8].decode(), "unit": "kg"}


YAOHUA = Voice(
    INSTRUMENT
    | {
        "protocol": "yaohua-0",
        "told": dict.fromkeys(TOLD),
        "line": {"unit": "kg", "decimals": 3, "checksum": False, "address": 1},
    },
    yaohua_frame,
    yaohua_figure,
    {"stability_told": False, "decimals": 3},
)


def board_frame(grams: str) -> bytes:
    """A line of our own board, under a key that nobody here has (firmware_bridge/firmware/README.md)."""
    mass_mg = int(grams.replace(".", "")) * 100
    return f"FB1,7Q4M2XKC,00000000002a,3,123456,{mass_mg},ok,stable,854250,closed,run,{'5a' * 16}\r\n".encode()


def board_figure(grams: str) -> dict[str, Any]:
    """The figure of such a line: whole milligrams."""
    mass_mg = int(grams.replace(".", "")) * 100
    return {"mass_mg": mass_mg, "figure": str(mass_mg), "unit": "mg"}


COUNT = {"board": "7Q4M2XKC", "counter": 42, "events": 3}
BOARD = Voice(
    INSTRUMENT | {"protocol": "board"},
    board_frame,
    board_figure,
    {"shown_as": "gross", "decimals": 0, "board": COUNT},
)
