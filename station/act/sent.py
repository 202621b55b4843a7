"""A figure as the instrument sent it."""

from firmware_bridge.reading import exact_mass_mg
from station.act.pen import Pen
from station.rules.shapes import Data


def as_sent(pen: Pen, figure: Data) -> str:
    """The digits and the unit, without the padding.

    Some instruments send digits without the point that their display shows: the mass then stands beside them.
    """
    shown = f"{figure['figure'].strip()} {figure['unit']}".strip()
    if exact_mass_mg(figure["figure"], figure["unit"]) == figure["mass_mg"]:
        return shown
    return f"{shown} = {pen.figures.grams(figure['mass_mg'])} {pen.texts('unit.g')}"
