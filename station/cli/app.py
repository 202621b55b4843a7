"""`station`: every command, each with an example in its help. Errors are one sentence that says what to do, never a trace."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console as Terminal
from rich.text import Text

from station import keys, operators
from station.bundle import CannotBundle
from station.cli.act import act
from station.cli.cosign import cosign
from station.cli.credentials import credentials
from station.cli.evidence import CONFIG, ConfigFile, export, rebuild, scrub, verify
from station.cli.keys import key
from station.cli.monitor import monitor
from station.cli.prove import prove
from station.cli.verifier import verifier
from station.cli.witness import witness
from station.config import ConfigError, load
from station.credentials.errors import CredentialsError
from station.daemon import Refused
from station.demo.stage import StageError
from station.durable import AlreadyRunning
from station.evidence.errors import EvidenceError
from station.excerpts.errors import ExcerptError
from station.formats.errors import VerificationError
from station.ledger.errors import LedgerError
from station.monitor.errors import MonitorError
from station.token import TokenError
from station.witness.errors import WitnessError

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
operator = typer.Typer(no_args_is_help=True, help="Who may give commands.")
app.add_typer(key, name="key")
app.add_typer(operator, name="operator")
app.add_typer(credentials, name="credentials")
app.add_typer(cosign, name="cosign")
app.add_typer(witness, name="witness")
app.command()(export)
app.command()(verify)
app.command()(act)
app.command()(verifier)
app.command()(prove)
app.command()(monitor)
app.command()(rebuild)
app.command()(scrub)


@app.command()
def run(config: ConfigFile = CONFIG) -> None:
    """Run the station: recorder, cameras and API, each started again when it falls over.

    Example: station run --config config.yaml
    """
    from station.supervisor import supervise  # noqa: PLC0415 - OpenCV is not loaded for the other commands

    settings = load(config)
    if not settings.station.key.exists():
        raise LedgerError(f"{settings.station.key} does not exist; make it with: station key generate")
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


@app.command()
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


USER_CAN_MEND = (
    AlreadyRunning,
    CannotBundle,
    ConfigError,
    CredentialsError,
    EvidenceError,
    ExcerptError,
    LedgerError,
    MonitorError,
    OSError,
    Refused,
    StageError,
    TokenError,
    VerificationError,
    WitnessError,
    keys.KeyFileError,
    operators.NotAnOperator,
    operators.OperatorsFileUnusable,
)


def main() -> None:
    """Run a command; what the user can mend is said in one sentence."""
    try:
        app()
    except USER_CAN_MEND as error:
        Terminal(stderr=True, highlight=False).print(Text(str(error), style="bold red"))
        sys.exit(2)
