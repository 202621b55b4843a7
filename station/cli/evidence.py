"""`station export`, `verify`, `rebuild`, `scrub`: the record on its way out, and the checks of it."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console as Terminal
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from station import keys
from station.config import load
from station.durable import FolderLock
from station.evidence.export import export_session
from station.ledger import engine
from station.ledger.projection import rebuild as rebuild_rows
from station.ledger.projection import snapshot
from station.ledger.startup import scrub as scrub_database
from station.verify.brought import read_trust
from station.verify.languages import ENGLISH, LANGUAGES, preferred
from station.verify.report import render
from station.verify.target import verify_target

ConfigFile = Annotated[Path, typer.Option("--config", help="The station's settings.")]
Meter = Callable[[int, int], None]
CONFIG = Path("config.yaml")


def export(
    session: Annotated[str, typer.Argument(help="The session's id, e.g. S20261121-01.")],
    out: Annotated[Path, typer.Option("--out", help="The bag's folder; it must not exist yet.")],
    openings: Annotated[
        bool, typer.Option("--openings", help="Add names and case numbers, for a court that is entitled to them.")
    ] = False,
    incomplete: Annotated[
        bool, typer.Option("--incomplete", help="Take what is left where a recording is missing or was changed.")
    ] = False,
    config: ConfigFile = CONFIG,
) -> None:
    """Write a sealed session as a BagIt bag that anyone can check alone and offline.

    Example: station export S20261121-01 --out bag
    """
    settings = load(config)
    station, warnings = settings.station, list[str]()
    with engine.reader(station.database).connect() as connection, progress_bar("Copying and hashing") as meter:
        export_session(
            connection,
            station.recordings,
            session,
            out,
            openings=openings,
            incomplete=incomplete,
            credentials=settings.credentials.folder,
            tell=warnings.append,
            progress=meter,
        )
    for line in warnings:
        typer.echo(line, err=True)
    typer.echo(f"{out}: check it with `station verify {out}`, or as its data/README.txt says.")


def verify(
    target: Annotated[
        str, typer.Argument(help="A bag, an excerpt, a .tlog-proof, or a published log: its folder or web address.")
    ],
    *,
    key: Annotated[
        list[str] | None,
        typer.Option("--key", help="The station's verifier key, or a file with it, from elsewhere than the bag."),
    ] = None,
    policy: Annotated[
        Path | None, typer.Option("--policy", help="Which witnesses must have signed (c2sp.org/tlog-policy).")
    ] = None,
    seen: Annotated[list[Path] | None, typer.Option("--seen", help="A checkpoint that you kept.")] = None,
    authority: Annotated[
        list[Path] | None, typer.Option("--authority", help="A time authority's certificate, PEM.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="|".join(sorted(LANGUAGES)),
            help="The report's language; without it, the one that LC_ALL or LANG asks for.",
        ),
    ] = None,
) -> None:
    """Check a bag, an excerpt, an entry or a whole log, and write nothing; exit code 0 when nothing failed, 1 when something did.

    Example: station verify bag --key station.vkey
    """
    if language not in {None, *LANGUAGES}:
        raise typer.BadParameter(f"{language} is none of {', '.join(sorted(LANGUAGES))}", param_hint="--language")
    trust = read_trust(key or (), policy, seen or (), authority or ())
    with progress_bar("Reading and hashing") as meter:
        report = verify_target(target, trust, meter)
    if as_json:  # for programs, so the reader's locale changes nothing in it
        typer.echo(json.dumps(report.to_json(language or ENGLISH), indent=2, ensure_ascii=False))
    else:
        typer.echo(render(report, language or preferred(os.environ)), nl=False)
    if not report.ok:
        raise typer.Exit(1)


def rebuild(
    check: Annotated[
        bool,
        typer.Option("--check", help="Change nothing; only say whether the query tables are what the entries give."),
    ] = False,
    config: ConfigFile = CONFIG,
) -> None:
    """Rebuild the query tables from the entries, with the station stopped; nothing else reads them as evidence.

    Example: station rebuild --check
    """
    settings = load(config)
    lock = FolderLock(settings.station.recordings)
    with engine.writer(settings.station.database).connect() as connection:
        transaction = connection.begin()
        before = snapshot(connection)
        rebuild_rows(connection)
        differing = [name for name, rows in snapshot(connection).items() if rows != before[name]]
        if check:
            transaction.rollback()
        else:
            transaction.commit()
    lock.close()
    typer.echo(
        f"These tables differed from the entries: {', '.join(differing)}." if differing else "All tables are right."
    )
    if check and differing:
        raise typer.Exit(1)


def scrub(config: ConfigFile = CONFIG) -> None:
    """Check the whole database: every entry from its bytes, every tree hash, every checkpoint ever signed.

    Example: station scrub --config config.yaml
    """
    station = load(config).station
    verifier = keys.public(station.key).first
    with engine.reader(station.database).connect() as connection:
        size = scrub_database(connection, verifier)
    typer.echo(f"All {size} entries, their tree and their checkpoints are right.")


@contextmanager
def progress_bar(title: str) -> Iterator[Meter]:
    """Show a bar on stderr, so that what is printed stays clean; it comes and goes by itself."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Terminal(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
