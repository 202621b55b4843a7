"""What must hold in one row and between its cells, whatever the rest of the list says."""

from collections.abc import Callable
from datetime import date, datetime, timezone

from station.lists.findings import Findings
from station.lists.kinds import Kind
from station.lists.reading import Line
from station.rules.custody import moment_us
from station.rules.goods import Form
from station.rules.packages import LAST_WITHIN

TIMES = ("since", "until")
# Of what has been, so that a day outside is a slip of the hand; until when a sample is kept may lie far ahead.
DAYS = {Kind.CONSIGNMENTS: ("seizure_date",), Kind.OPINIONS: ("date",), Kind.CUSTODY: TIMES}
EARLIEST = date(1990, 1, 1)  # whoever keeps drugs for longer has no papers for them
MASSES = ("gross_mg", "net_mg", "last_gross_mg", "mass_mg")


def check_line(kind: Kind, line: Line, latest: date, found: Findings) -> None:
    """Name what cannot be in a row, or contradicts itself; times become RFC 3339 texts.

    `latest` is the last day that has come.
    """
    for rule in RULES[kind]:
        rule(line, found)
    for field in MASSES:
        if line.get(field) == 0:
            _fault(line, found, field, "0 mg", "more than 0, or an empty cell where the papers state nothing")
    for field in DAYS.get(kind, ()):
        said = line.get(field)
        if said is not None and not EARLIEST <= date.fromisoformat(said[:10]) <= latest:
            _fault(line, found, field, said, f"a day from {EARLIEST} to {latest}")


def _fault(line: Line, found: Findings, field: str, said: str, expected: str) -> None:
    """Name a fault in a row's cell."""
    found.fault(line.place.finding(line.headings.get(field), said, expected))


def _net_fits_gross(line: Line, found: Findings) -> None:
    gross, net = line.get("gross_mg"), line.get("net_mg")
    if gross is not None and net is not None and net > gross:
        _fault(line, found, "net_mg", f"{net:,} mg", f"no more than the gross mass, {gross:,} mg")


def _fresh_is_a_plant(line: Line, found: Findings) -> None:
    if line.get("fresh") and line.get("form") not in {None, Form.PLANT}:
        _fault(line, found, "fresh", "yes", f"no: only a {Form.PLANT} dries, and this is {line.get('form')}")


def _last_is_whole(line: Line, found: Findings) -> None:
    """A last weighing has a mass and a source, or there is none."""
    mass, source = line.get("last_gross_mg"), line.get("last_source")
    if mass is not None and source is None and "last_source" not in line.wrong:
        _fault(line, found, "last_source", "an empty cell", "the paper of the last weighing (column last_source)")
    if (
        mass is None
        and "last_gross_mg" not in line.wrong
        and (source is not None or line.get("last_bound_mg") is not None)
    ):
        _fault(line, found, "last_gross_mg", "an empty cell", "the mass of the last weighing (column last_gross_kg)")


def _last_is_exact(line: Line, found: Findings) -> None:
    """As the recorder asks (station/rules/packages.py): a wide limit would hide any loss."""
    mass, bound = line.get("last_gross_mg"), line.get("last_bound_mg")
    if mass and bound is not None and bound * LAST_WITHIN > mass:
        _fault(line, found, "last_bound_mg", f"{bound:,} mg", f"at most 1/{LAST_WITHIN} of the mass, {mass:,} mg")


def _times_have_offsets(line: Line, found: Findings) -> None:
    for field in TIMES:
        said: datetime | None = line.get(field)
        if said is None:
            continue
        zone: timezone | None = line.get("zone")
        if said.tzinfo is None and zone is None:
            if "zone" not in line.wrong:
                _fault(
                    line,
                    found,
                    field,
                    said.isoformat(" "),
                    "an offset like +05:00 after the time, or in the column zone",
                )
            del line.values[field]
            continue
        line.values[field] = (said if said.tzinfo else said.replace(tzinfo=zone)).isoformat()


def _until_is_after_since(line: Line, found: Findings) -> None:
    since, until = (line.get(field) for field in TIMES)
    if since is not None and until is not None and moment_us(until) < moment_us(since):
        _fault(line, found, "until", until, f"no time before since, {since}")


Rule = Callable[[Line, Findings], None]
RULES: dict[Kind, tuple[Rule, ...]] = {
    Kind.CONSIGNMENTS: (_net_fits_gross, _fresh_is_a_plant),
    Kind.OPINIONS: (),
    Kind.PACKAGES: (_net_fits_gross, _last_is_whole, _last_is_exact),
    Kind.CUSTODY: (_times_have_offsets, _until_is_after_since),
    Kind.SAMPLES: (),
}
