"""Rows of values, all without a fault, into the goods that they describe."""

from dataclasses import fields
from typing import Any

from station.lists.between import Lines
from station.lists.kinds import Kind
from station.lists.reading import Line
from station.lists.rows import Consignment, Goods, Holding, KeptSample, Last, Opinion, Package, Stated


def build(lines: Lines) -> Goods:
    """Return the goods of lines without a fault."""
    of = lines.by_kind
    opinions: dict[str, list[Opinion]] = {}
    for line in of[Kind.OPINIONS]:
        opinions.setdefault(line.get("consignment"), []).append(Opinion(**_given(Opinion, line)))
    return Goods(
        consignments=tuple(_consignment(line, opinions) for line in of[Kind.CONSIGNMENTS]),
        packages=tuple(map(_package, of[Kind.PACKAGES])),
        custody=tuple(Holding(**_given(Holding, line)) for line in of[Kind.CUSTODY]),
        samples=tuple(KeptSample(**_given(KeptSample, line)) for line in of[Kind.SAMPLES]),
    )


def _given(of: type[Any], line: Line) -> dict[str, Any]:
    """A row's values under the names of a class's fields."""
    return {each.name: line.get(each.name) for each in fields(of)}


def _consignment(line: Line, opinions: dict[str, list[Opinion]]) -> Consignment:
    of_it = tuple(opinions.get(line.get("consignment"), ()))
    rest = {"fresh": bool(line.get("fresh")), "stated": Stated(**_given(Stated, line)), "opinions": of_it}
    return Consignment(**_given(Consignment, line) | rest)


def _package(line: Line) -> Package:
    mass = line.get("last_gross_mg")
    last = None if mass is None else Last(mass, line.get("last_bound_mg"), line.get("last_source"))
    return Package(**_given(Package, line) | {"stated": Stated(**_given(Stated, line)), "last": last})
