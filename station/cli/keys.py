"""`station key …`: the keys that sign the log, from their making to their end (docs/keys.md)."""

from pathlib import Path
from typing import Annotated

import typer

from station import keys
from station.cli.asked import CONFIG, ConfigFile
from station.config import ConfigError, load
from station.durable import FolderLock, make_folder
from station.ledger import continuation, rotation
from station.ledger.keyring import make_keys
from station.recorder.clocks import now

key = typer.Typer(no_args_is_help=True, help="The keys that sign the log.")
Reason = Annotated[str, typer.Option("--reason", help="Why, in a few words: it stands in the log for all to read.")]


@key.command("generate")
def generate(config: ConfigFile = CONFIG) -> None:
    """Make the station's keys and print their verifier keys, which are public, one a line.

    Example: station key generate --config config.yaml
    """
    station = load(config).station
    make_folder(station.key.parent)
    typer.echo("\n".join(make_keys(station, station.key)))


@key.command("show")
def show(config: ConfigFile = CONFIG) -> None:
    """Print the verifier keys: give them to everybody who is to check records.

    Example: station key show
    """
    station = load(config).station
    public = keys.public(station.key)
    shown = public.verifiers if station.post_quantum else (public.first,)
    typer.echo("\n".join(each.format() for each in shown))


@key.command("rotate")
def rotate(
    reason: Reason,
    in_file: Annotated[
        bool, typer.Option("--in-file", help="Make the new key in the file although a token is set.")
    ] = False,
    config: ConfigFile = CONFIG,
) -> None:
    """Change the log's keys, with the station stopped: the old key signs that the new one follows.

    Example: station key rotate --reason "a year is over"
    """
    settings = load(config)
    with FolderLock(settings.station.recordings):
        done = rotation.rotate(settings.station, settings.log_folder, reason, now, in_file=in_file)
    typer.echo("\n".join(each.format() for each in done.keys.verifiers))
    typer.echo(
        f"Entry {done.entry} of the log hands over to these keys. Publish them, tell the witnesses, and keep the old verifier "
        f"keys public too. Then destroy {done.retired} and every copy of it: shred -u {done.retired}",
        err=True,
    )


@key.command("lost")
def lost(
    reason: Reason,
    name: Annotated[str, typer.Option("--name", help="The new log's name, as in its settings: no slip ends a log.")],
    old_checkpoint: Annotated[
        Path, typer.Option("--old-checkpoint", help="The newest checkpoint of the old log that anyone has seen.")
    ],
    old_key: Annotated[Path, typer.Option("--old-key", help="A file with the old log's newest verifier keys.")],
    config: ConfigFile = CONFIG,
) -> None:
    """Begin a new log after the key of the old one was lost; --config names the new log's settings.

    Example: station key lost --name furnace-1b.example --reason "disk died" --old-checkpoint old/log/checkpoint \
--old-key old.vkey --config new/config.yaml
    """
    settings = load(config)
    station = settings.station
    if station.name != name:
        raise ConfigError(
            f"{config}: station.name is {station.name}, not {name}; give the settings of the new log with --config"
        )
    old = continuation.read_predecessor(old_checkpoint.read_bytes(), old_key.read_text(encoding="utf-8").split())
    make_folder(station.recordings)
    make_folder(station.key.parent)
    with FolderLock(station.recordings):
        begun = continuation.begin_anew(station, settings.log_folder, old, reason, now)
    typer.echo("\n".join(each.format() for each in begun.verifiers))
    typer.echo(
        f"The log {name} begins with what {old.stated.origin} last showed: {old.stated.size} entries. Say in public that the old "
        "key is lost, and publish these keys; keep the old log as it is.",
        err=True,
    )
