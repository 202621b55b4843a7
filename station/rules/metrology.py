"""What legal metrology says of a mass: the permissible error, the bound of a sum, and what a difference can mean.

Promise: integers in, integers out; the recorder, the act and the verifier ask the same functions. `instrument` is what entries
hold of the scale (`kinds.INSTRUMENT`).
Source: OIML R 76-1:2006 (GOST OIML R 76-1-2011), 3.5.1 table 6, 3.5.2 in service, 3.5.3.3 net values.
Limits: the bound is the instrument's; a wrong set-up of the scale (off level, draught) is none of it. A mass on paper
has the bound that the papers give; where they give none, a comparison with it has the limit of the station's own weighing alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from station.rules.shapes import Data

# For each accuracy class, the loads in verification scale intervals e up to which 0.5 e and 1 e are permitted; above, 1.5 e.
_STEPS = {"I": (50_000, 200_000), "II": (5_000, 20_000), "III": (500, 2_000), "IIII": (50, 200)}
IN_SERVICE = 2
# How the scale showed a mass, and which stated mass it is compared with. Packages are weighed unopened, so what the scale
# calls neither is gross.
COMPARED = {"gross": ("gross_mg",), "net": ("net_mg",), "displayed": ("gross_mg",)}


class Change(StrEnum):
    """What became of a mass between two weighings."""

    SAME = "same within U"
    LOST = "lost"
    GAINED = "gained"


@dataclass(frozen=True)
class Comparison:
    """A later mass against an earlier one, in milligrams. `difference_mg` is later less earlier, told even within U."""

    difference_mg: int
    u_mg: int

    @property
    def change(self) -> Change:
        """Lost or gained only beyond the limits of the weighings."""
        if abs(self.difference_mg) <= self.u_mg:
            return Change.SAME
        return Change.GAINED if self.difference_mg > 0 else Change.LOST


@dataclass(frozen=True)
class CheckResult:
    """A check weight on the scale: what it showed too much, and what is permitted in service."""

    error_mg: int
    permitted_mg: int

    @property
    def passed(self) -> bool:
        """Whether the scale may be believed."""
        return abs(self.error_mg) <= self.permitted_mg


def interval_mg(instrument: Data, mass_mg: int) -> int:
    """Give the verification scale interval e at this load: of a multi-interval instrument, its partial range's."""
    ranges = instrument["ranges"]
    return int(next((each["e_mg"] for each in ranges if abs(mass_mg) <= each["max_mg"]), ranges[-1]["e_mg"]))


def permissible_error_mg(instrument: Data, mass_mg: int, *, in_service: bool = True) -> int:
    """Give the maximum permissible error at this load, in service or at verification (half of it, rounded down)."""
    e_mg = interval_mg(instrument, mass_mg)
    half_intervals = 1 + sum(abs(mass_mg) > limit * e_mg for limit in _STEPS[instrument["accuracy_class"]])
    return half_intervals * e_mg * (IN_SERVICE if in_service else 1) // 2


def weighing_bound_mg(weighing: Data) -> int:
    """Give the bound of one weighing, from its entry's fields.

    A net value has the error of the net load, whatever the tare, if the tare was weighed. Nobody weighed a preset one, so
    the bound is the gross load's (3.5.3.3); so it is where the instrument does not say which of the two the tare is.
    """
    load_mg = abs(int(weighing["mass_mg"]))
    if weighing["tare_kind"] != "weighed" and weighing["tare"] is not None and weighing["shown_as"] != "gross":
        load_mg += abs(int(weighing["tare"]["mass_mg"]))
    return permissible_error_mg(weighing["scale"], load_mg)


def sum_bound_mg(bounds_mg: Iterable[int], division_mg: int) -> int:
    """Give the bound of a sum of weighings: their bounds, and a division for the rounding of each."""
    bounds = list(bounds_mg)
    return sum(bounds) + len(bounds) * division_mg


def compare(earlier_mg: int, later_mg: int, *bounds_mg: int) -> Comparison:
    """Compare two masses under the bounds of their weighings, which add up."""
    return Comparison(later_mg - earlier_mg, sum(bounds_mg))


def check_weight(instrument: Data, nominal_mg: int, shown_mg: int) -> CheckResult:
    """Judge what the scale shows of a weight that is known."""
    return CheckResult(shown_mg - nominal_mg, permissible_error_mg(instrument, nominal_mg))
