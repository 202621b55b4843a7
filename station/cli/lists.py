"""`station list`: look through lists of goods before they are loaded, and write empty tables to fill in. Records nothing."""

import json
import warnings
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console as Terminal
from rich.table import Table

from station.lists import Goods, Report, Source, check, write_template
from station.lists.rows import Holding, KeptSample, Package, Stated
from station.verify.words import one_line

lists = typer.Typer(
    no_args_is_help=True, help="Lists of goods from CSV and Excel: templates, and a check before loading."
)

KILOGRAM_DIGITS = 6


@lists.command("template")
def template(
    folder: Annotated[Path, typer.Argument(help="Where to write the empty tables; is made if it is missing.")],
) -> None:
    """Write empty tables with headings: a CSV file of each kind, and the same as one Excel workbook.

    Example: station list template goods
    """
    for path in write_template(folder):
        typer.echo(path)


@lists.command("check")
def check_list(
    files: Annotated[list[Path], typer.Argument(help="All tables of one list: CSV files, Excel workbooks, or both.")],
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the report as JSON, with the rows when all are good.")
    ] = False,
) -> None:
    """Say what a list would register, or name every fault of every row. With one fault nothing of a list is loaded.

    Example: station list check consignments.csv packages.csv
    """
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # openpyxl names what of a workbook's looks it does not keep; nothing is kept here
        report = check(map(Source.read, files))
    if as_json:
        typer.echo(json.dumps(report.to_json(), indent=2, ensure_ascii=False))
    else:
        _print(report)
    if report.goods is None:
        raise typer.Exit(1)


def _print(report: Report) -> None:
    terminal = Terminal(highlight=False, markup=False, soft_wrap=True)
    for each in report.tables:
        sheet = f", sheet {each.sheet}" if each.sheet is not None else ""
        terminal.print(one_line(f"{each.file}{sheet}: {each.rows:,} rows of {each.kind}"))
    for finding in report.warnings:
        terminal.print(one_line(f"look at  {finding}"), style="yellow")
    for finding in report.faults:
        terminal.print(one_line(f"fault    {finding}"), style="red")
    if report.more:
        terminal.print(f"and {report.more:,} more of them")
    if report.goods is None:
        terminal.print(
            f"{len(report.faults):,} faults, in {report.bad_rows:,} rows: nothing of this list would be loaded."
        )
    else:
        terminal.print(_preview(report.goods))
        terminal.print("No faults. All of it would be registered, or nothing.")


def _preview(goods: Goods) -> Table:
    """A line for each consignment: what is stated of it, and what its packages add up to."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("consignment", "case", "substance", "form"):
        table.add_column(heading, overflow="fold")
    for heading in ("gross stated", "net stated", "packages", "their gross", "their net", "samples", "holdings"):
        table.add_column(heading, justify="right", overflow="fold")
    packages = _by_consignment(goods.packages)
    samples, holdings = _by_consignment(goods.samples), _by_consignment(goods.custody)
    for each in goods.consignments:
        number = each.consignment
        names = map(one_line, (number, each.case, each.substance, each.form))
        masses = (_amounts([each.stated]), _amounts([package.stated for package in packages[number]]))
        counts = (len(of_it[number]) for of_it in (packages, samples, holdings))
        table.add_row(*_cells(names, masses, counts))
    stated = [each.stated for each in goods.consignments], [each.stated for each in goods.packages]
    totals = map(len, (goods.packages, goods.samples, goods.custody))
    table.add_row(*_cells(("in all", "", "", ""), map(_amounts, stated), totals))
    return table


Rows = TypeVar("Rows", Package, KeptSample, Holding)


def _by_consignment(rows: Iterable[Rows]) -> defaultdict[str, list[Rows]]:
    found: defaultdict[str, list[Rows]] = defaultdict(list)
    for row in rows:
        found[row.consignment].append(row)
    return found


def _cells(names: Iterable[str], masses: Iterable[tuple[str, str]], counts: Iterable[int]) -> list[str]:
    own, of_packages = masses
    packages, samples, holdings = (f"{count:,}" for count in counts)
    return [*names, *own, packages, *of_packages, samples, holdings]


def _amounts(stated: Sequence[Stated]) -> tuple[str, str]:
    """Gross and net, added up."""
    return _kilograms([each.gross_mg for each in stated]), _kilograms([each.net_mg for each in stated])


def _kilograms(masses: Sequence[int | None]) -> str:
    """A sum in kilograms, exact, and how many of its parts are not stated."""
    known = [mass for mass in masses if mass is not None]
    if not known:
        return "-"
    exact = f"{Decimal(sum(known)).scaleb(-KILOGRAM_DIGITS):,f}".rstrip("0").rstrip(".")
    missing = len(masses) - len(known)
    return f"{exact} kg ({missing:,} not stated)" if missing else f"{exact} kg"
