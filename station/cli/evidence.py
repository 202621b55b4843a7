"""`station export`, `rebuild`, `scrub`: the record on its way out, and the database held against itself."""

from pathlib import Path
from typing import Annotated

import typer

from station import keys
from station.cli.asked import CONFIG, ConfigFile, progress_bar
from station.config import load
from station.durable import FolderLock
from station.evidence.export import export_session
from station.ledger import engine
from station.ledger.projection import rebuild as rebuild_rows
from station.ledger.projection import snapshot
from station.ledger.startup import scrub as scrub_database
from station.verify.words import one_line


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
        typer.echo(one_line(line), err=True)
    typer.echo(f"{out}: check it with `station verify {out}`, or as its data/README.txt says.")


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
