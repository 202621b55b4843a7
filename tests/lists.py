"""Lists of goods for tests and benchmarks: one that is good, and as many rows of it as are wanted, as CSV and as a workbook."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from openpyxl import Workbook

from station.lists import Report, Source, check

Rows = list[dict[str, Any]]
TODAY = date(2026, 11, 21)

CONSIGNMENT = {
    "consignment": "C1",
    "case": "26-7512-00-3/118",
    "court": "District court 2",
    "investigator": "Name On The Paper",
    "seizure_act": "protocol 14",
    "seizure_place": "Shu district",
    "seizure_date": "2026-09-30",
    "substance": "heroin",
    "form": "powder",
    "fresh": "",
    "gross_kg": "24.96",
    "net_kg": "24.2",
    "count": "2",
    "volume_ml": "",
    "source": "opinion 4471 of 2026-10-02",
}
OPINION = {
    "consignment": "C1",
    "number": "4471",
    "date": "2026-10-02",
    "result": "heroin",
    "purity_percent": "41.5",
    "used_g": "0.25",
}
PACKAGE = {
    "package": "K-1",
    "consignment": "C1",
    "case_package": "1",
    "seal": "KZ-0045531",
    "seal_at_seizure": "KZ-0011",
    "seal_in_store": "",
    "description": "plastic bag, sealed",
    "gross_kg": "12.48",
    "net_kg": "12.1",
    "count": "1",
    "volume_ml": "",
    "last_gross_kg": "12.479",
    "last_bound_g": "5",
    "last_source": "act of acceptance 77",
    "sample": "",
}
OTHER_PACKAGE = PACKAGE | {"package": "K-2", "case_package": "2", "seal": "KZ-0045532", "seal_at_seizure": "KZ-0012"}
HOLDING = {
    "consignment": "C1",
    "package": "",
    "giver": "One Who Gave",
    "holder": "One Who Took",
    "role": "investigator",
    "since": "2026-09-30 18:20",
    "until": "2026-10-01T09:00:00+05:00",
    "zone": "+05:00",
    "place": "Shu police station",
    "why": "seizure",
    "seal": "KZ-0001",
    "seal_reason": "",
    "gross_kg": "24.96",
}
SAMPLE = {
    "sample": "A-1",
    "which": "A",
    "consignment": "C1",
    "package": "K-1",
    "mass_g": "15.5",
    "source": "act of sampling 9",
    "seal": "KZ-0045601",
    "keeper": "One Who Keeps",
    "place": "Forensic centre",
    "until": "the verdict",
}
GOOD: dict[str, Rows] = {
    "consignments": [CONSIGNMENT],
    "opinions": [OPINION],
    "packages": [PACKAGE, OTHER_PACKAGE],
    "custody": [HOLDING],
    "samples": [SAMPLE],
}


def good(**tables: Rows) -> dict[str, Rows]:
    """Return the good list with other tables in their places."""
    return GOOD | tables


def many(packages: int, bad_every: int = 0) -> dict[str, Rows]:
    """Return a list of so many packages; one in `bad_every` of them is wrong in one of five ways, in turn."""
    rows = [
        PACKAGE
        | {
            "package": f"K-{n}",
            "case_package": f"{n}",
            "seal": f"KZ-{n:07}",
            "seal_at_seizure": "",
            "net_kg": "11.9",
            "gross_kg": f"12.{n % 997:03}",
        }
        for n in range(packages)
    ]
    wrongs = ({"gross_kg": "12.4800001"}, {"seal": ""}, {"net_kg": "12,1"}, {"consignment": "C9"}, {"package": "K 1"})
    for turn, number in enumerate(range(0, packages, bad_every) if bad_every else ()):
        rows[number] = rows[number] | wrongs[turn % len(wrongs)]
    return {"consignments": [CONSIGNMENT | {"gross_kg": "", "net_kg": "", "count": ""}], "packages": rows}


def as_csv(rows: Rows, delimiter: str = ",") -> bytes:
    """Return a table as CSV, with the first row's fields as headings."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def sources(tables: Mapping[str, Rows]) -> list[Source]:
    """Return each table as a CSV file."""
    return [Source(f"{name}.csv", as_csv(rows)) for name, rows in tables.items()]


def workbook(tables: Mapping[str, Rows]) -> Workbook:
    """Return the tables as sheets; an empty text is an empty cell."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append([None if value == "" else value for value in row.values()])
    return book


def saved(book: Workbook) -> bytes:
    """Return a workbook's file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def checked(tables: Mapping[str, Rows]) -> Report:
    """Check tables as CSV files, on the day on which they were written."""
    return check(sources(tables), TODAY)


def said(findings: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Return where findings are and what they found, without what is expected."""
    return [(each.sheet or each.file.removesuffix(".csv"), each.row, each.column, each.found) for each in findings]
