"""How long a list of 10,000 rows with errors in 1 % takes to be checked, and how many times as long as merely reading its file.

`python -m tests.bench.list_check [--rows 10000]`: as CSV and as a workbook; "reading" is csv.reader, or openpyxl in its read-only
mode, over every cell. Goal: under 5 s, every bad row named, nothing loaded.
"""

import argparse
import csv
import io
import time
from collections.abc import Callable

from openpyxl import load_workbook

from station.lists import Source, check
from tests.lists import many, saved, sources, workbook

GOAL_S = 5.0
BAD_EVERY = 100


def read_csv(source: Source) -> None:
    """Read every cell of a CSV file."""
    for row in csv.reader(io.StringIO(source.data.decode(), newline="")):
        len(row)


def read_workbook(source: Source) -> None:
    """Read every cell of a workbook."""
    for sheet in load_workbook(io.BytesIO(source.data), read_only=True):
        for row in sheet.iter_rows(values_only=True):
            len(row)


def timed(action: Callable[[], object]) -> float:
    """The seconds of processor time that an action takes, the better of two: how busy the machine is is no part of it."""
    taken = []
    for _ in range(2):
        begun = time.process_time()
        action()
        taken.append(time.process_time() - begun)
    return min(taken)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000, help="packages, default %(default)s")
    rows = parser.parse_args().rows
    tables = many(rows, bad_every=BAD_EVERY)
    forms = {
        "CSV": (sources(tables), read_csv),
        "XLSX": ([Source("list.xlsx", saved(workbook(tables)))], read_workbook),
    }
    print(f"{'form':6}{'kB':>8}{'check, s':>10}{'bare, s':>10}{'ratio':>8}{'bad rows named':>16}{'loaded':>8}")
    slowest = 0.0
    for name, (files, read) in forms.items():
        report = check(files)
        checked_s = timed(lambda files=files: check(files))
        bare_s = timed(lambda files=files, read=read: [read(each) for each in files])
        size = sum(len(each.data) for each in files) // 1000
        loaded = "no" if report.goods is None else "yes"
        print(
            f"{name:6}{size:8}{checked_s:10.2f}{bare_s:10.2f}{checked_s / bare_s:8.1f}{report.bad_rows:16}{loaded:>8}",
            flush=True,
        )
        slowest = max(slowest, checked_s)
    print(f"list: {rows:,} rows with errors in 1 % take {slowest:.2f} s at most (goal < {GOAL_S:.0f} s)")


if __name__ == "__main__":
    main()
