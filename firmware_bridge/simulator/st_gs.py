"""The `ST,GS,` family, each maker's line as its manual or its log shows it.

CAS and A&D 18 bytes (CI-600D p74), T-Scale NHB without the second comma (a log: `ST,GS    20.7g `), Keli and Rinstrum
with leading zeros and a point that trails (`-000050.Kg`), KERN KXS-TM p70 with four characters of unit and a blank
value beyond the range, Tiger TI-02 p21 with a comma before the unit. Where a manual has no UL, OL stands for both.
"""

from dataclasses import dataclass

from firmware_bridge.simulator.scale import Indication, Plate
from firmware_bridge.simulator.speaker import Speech


@dataclass(frozen=True)
class Manner:
    """What differs between makers: `digits` is how the value is padded, `comma` what follows GS."""

    digits: str
    comma: str = ","
    plus: str = "+"
    unit: str = ">2"
    before_unit: str = ""
    knows_under: bool = False
    blank_beyond: bool = False
    trailing_point: bool = False
    capital: bool = False

    def line(self, plate: Plate, shown: Indication) -> bytes:
        """Write one line."""
        beyond = "OL" if shown.over or not self.knows_under else "UL"
        head = beyond if shown.over or shown.under else "ST" if shown.stable else "US"
        value = self._value(plate, shown)
        return f"{head},{'NT' if shown.is_net else 'GS'}{self.comma}{value}\r\n".encode("ascii")

    def _value(self, plate: Plate, shown: Indication) -> str:
        sign = "-" if shown.value_mg < 0 else self.plus
        if self.blank_beyond and (shown.over or shown.under):
            return f"{sign}{' ' * 12}"
        number = plate.number(shown.value_mg) + ("." if self.trailing_point and not plate.decimals else "")
        unit = plate.unit.capitalize() if self.capital and plate.unit == "kg" else plate.unit
        return f"{sign}{number:{self.digits}}{self.before_unit}{unit:{self.unit}}"


MANNERS = {
    "st-gs": Manner(digits=">7"),
    "st-gs/t-scale": Manner(digits=">7", plus=" ", unit="<2", knows_under=True),
    "st-gs/t-scale-nhb": Manner(digits=">7", comma="", plus=" ", unit="<2", knows_under=True),
    "st-gs/keli": Manner(digits="0>7", plus=" ", knows_under=True, trailing_point=True, capital=True),
    "st-gs/kern": Manner(digits="0>8", unit=">4", blank_beyond=True),
    "st-gs/tiger": Manner(digits=">7", comma="", plus=" ", before_unit=",", unit="<2"),
}
SPEECHES = {name: Speech(streams=manner.line) for name, manner in MANNERS.items()}
