"""The columns of each table: what they are called, what may stand in them, and which field of a row they fill.

The first name is that of the templates; a quantity's heading ends with its unit (`gross_kg`). docs/lists.md shows the same table
for people.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from station.lists.errors import Wrong
from station.lists.headings import known, plain, unit_of, units
from station.lists.kinds import Kind
from station.lists.limits import MAX_COUNT, MAX_MG, MAX_PERMILLE
from station.lists.values import day, day_or_text, moment, number, one_of, quantity, role, text, whole, yes_or_no, zone
from station.rules.goods import Form

# Which power of ten of the smallest unit each unit is; that of the templates comes first.
MASS = {"kg": 6, "g": 3, "mg": 0}
VOLUME = {"l": 3, "ml": 0}
PURITY = {"percent": 1, "permille": 0}

Reader = Callable[[object], object]


@dataclass(frozen=True)
class Column:
    """A column: its name in the templates, how a cell is read, and whether each row needs one. It fills the field of its name."""

    name: str
    read: Reader
    required: bool = True

    @property
    def field(self) -> str:
        """The field that it fills."""
        return self.name

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in English, the template's first."""
        return (self.name,)

    def is_called(self, heading: str) -> bool:
        """Whether a heading is this column's."""
        return plain(heading) in known("columns", [self.name])

    def reader(self, heading: str, *, comma: bool) -> Reader:
        """How the cells under its heading are read."""
        del heading, comma
        return self.read


@dataclass(frozen=True)
class Measured:
    """A column of quantities. Its heading ends with the unit, so that no figure is without one."""

    name: str
    field: str
    units: dict[str, int]
    most: int = MAX_MG
    required: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in English, the template's first."""
        return tuple(f"{self.name}_{unit}" for unit in self.units)

    def is_called(self, heading: str) -> bool:
        """Whether a heading is this column's, with or without a unit."""
        return unit_of(heading, units(self.units))[0] in known("columns", [self.name])

    def reader(self, heading: str, *, comma: bool) -> Reader:
        """How the cells under its heading are read; raise `Wrong` where the heading has no unit."""
        exponent = unit_of(heading, units(self.units))[1]
        if exponent is None:
            raise Wrong(f"a heading with its unit: {' or '.join(self.headings)}")
        return partial(quantity, exponent=exponent, comma=comma, most=self.most)


STATED = (
    Measured("gross", "gross_mg", MASS),
    Measured("net", "net_mg", MASS),
    Column("count", whole, required=False),
    Measured("volume", "millilitres", VOLUME, MAX_COUNT),
)

COLUMNS: dict[Kind, tuple[Column | Measured, ...]] = {
    Kind.CONSIGNMENTS: (
        Column("consignment", number),
        Column("case", text),
        Column("court", text),
        Column("investigator", text),
        Column("seizure_act", text),
        Column("seizure_place", text),
        Column("seizure_date", day),
        Column("substance", text),
        Column("form", one_of("forms", Form)),
        Column("fresh", yes_or_no, required=False),
        *STATED,
        Column("source", text),
    ),
    Kind.OPINIONS: (
        Column("consignment", number),
        Column("number", text),
        Column("date", day),
        Column("result", text),
        Measured("purity", "purity_permille", PURITY, MAX_PERMILLE),
        Measured("used", "used_mg", MASS),
    ),
    Kind.PACKAGES: (
        Column("package", number),
        Column("consignment", number),
        Column("case_package", number, required=False),
        Column("seal", number),
        Column("seal_at_seizure", number, required=False),
        Column("seal_in_store", number, required=False),
        Column("description", text),
        *STATED,
        Measured("last_gross", "last_gross_mg", MASS),
        Measured("last_bound", "last_bound_mg", MASS),
        Column("last_source", text, required=False),
        Column("sample", number, required=False),
    ),
    Kind.CUSTODY: (
        Column("consignment", number),
        Column("package", number, required=False),
        Column("giver", text),
        Column("holder", text),
        Column("role", role),
        Column("since", moment),
        Column("until", moment, required=False),
        Column("zone", zone, required=False),
        Column("place", text),
        Column("why", text),
        Column("seal", number, required=False),
        Column("seal_reason", text, required=False),
        Measured("gross", "gross_mg", MASS),
    ),
    Kind.SAMPLES: (
        Column("sample", number),
        Column("which", one_of("which", ("A", "B"))),
        Column("consignment", number),
        Column("package", number, required=False),
        Measured("mass", "mass_mg", MASS, required=True),
        Column("source", text),
        Column("seal", number),
        Column("keeper", text),
        Column("place", text),
        Column("until", day_or_text),
    ),
}


def column_called(kind: Kind, heading: str) -> Column | Measured | None:
    """Find the column that a heading names."""
    return next((column for column in COLUMNS[kind] if column.is_called(heading)), None)
