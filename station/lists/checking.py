"""The check of a list: files in, one report out."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from station.lists.between import Lines, check_between
from station.lists.building import build
from station.lists.findings import Finding, Findings, Place
from station.lists.limits import MAX_FILES
from station.lists.reading import read_tables
from station.lists.report import Read, Report
from station.lists.rules import check_line
from station.lists.sources import Source


def check(sources: Iterable[Source], today: date | None = None) -> Report:
    """Read and judge the files of one list together. Never raises for what is in them: all of that stands in the report.

    `today` is the day in UTC, by the computer's clock unless given; where the sun rises earlier it is tomorrow already.
    """
    latest = (today or datetime.now(UTC).date()) + timedelta(days=1)
    files, found = list(sources), Findings()
    if len(files) > MAX_FILES:
        found.fault(Place(files[MAX_FILES].name).finding(None, f"{len(files)} files", f"at most {MAX_FILES}"))
    tables = list(read_tables(files[:MAX_FILES], found))
    for table in tables:
        for line in table.lines:
            check_line(table.kind, line, latest, found)
    lines = Lines.of(tables)
    check_between(lines, found)
    if not any(table.lines for table in tables) and not found.faults:
        found.fault(Place(", ".join(each.name for each in files)).finding(None, "no rows", "at least one consignment"))
    order = {(table.place.file, table.place.sheet): number for number, table in enumerate(tables)}

    def place(finding: Finding) -> tuple[int, int]:
        return order.get((finding.file, finding.sheet), -1), finding.row or 0

    return Report(
        tables=tuple(Read(table.place.file, table.place.sheet, table.kind, len(table.lines)) for table in tables),
        faults=tuple(sorted(found.faults, key=place)),
        warnings=tuple(sorted(found.warnings, key=place)),
        more=found.more,
        goods=None if found.faults else build(lines),
    )
