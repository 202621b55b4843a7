"""`station run`, `demo` and `operator`: the station at work, and who may give it commands."""

from pathlib import Path
from typing import Annotated

import typer

from station import operators
from station.cli.asked import CONFIG, ConfigFile
from station.config import load
from station.keys import KeyFileError

operator = typer.Typer(no_args_is_help=True, help="Who may give commands.")


@operator.callback()
def operator_commands() -> None:
    """Who may give commands."""


def run(config: ConfigFile = CONFIG) -> None:
    """Run the station: recorder, cameras, outbox and API, each started again when it falls over.

    Example: station run --config config.yaml
    """
    from station.supervisor import supervise  # noqa: PLC0415 - OpenCV is not loaded for the other commands

    settings = load(config)
    if not settings.station.key.exists():
        raise KeyFileError(settings.station.key, "it does not exist; make it with: station key generate")
    supervise(settings, config.resolve())


@operator.command("add")
def operator_add(
    name: Annotated[str, typer.Argument(help="An account name, not a person's: it stands in the log.")],
    config: ConfigFile = CONFIG,
) -> None:
    """Add an operator, or give one a new password; asks for it.

    Example: station operator add furnace-desk
    """
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    operators.add(load(config).api.operators, name, password)
    typer.echo(f"{name} can log in.")


def demo(
    out: Annotated[Path, typer.Option("--out", help="An empty or new folder.")],
    video: Annotated[Path | None, typer.Option("--video", help="A film that the second camera shows.")] = None,
    serve: Annotated[bool, typer.Option("--serve", help="Keep the service up afterwards.")] = False,
    port: Annotated[int, typer.Option("--port", help="The API's port; 0 takes a free one.")] = 0,
) -> None:
    """Run a whole session with two cameras and a simulated scale; seal, export and verify it.

    Example: station demo --out demo-out --serve
    """
    from station.demo.main import run_demo  # noqa: PLC0415 - as in `run`

    if not run_demo(out, video=video, serve=serve, port=port):
        raise typer.Exit(1)
