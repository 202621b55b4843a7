"""`station`: every command, each with an example in its help. Errors are one sentence that says what to do, never a trace.

A command's module is imported when the command is asked for, so that a court's `station verify` does not wait for the PDF
typesetter, nor a witness for the cameras.
"""

import sys
from importlib import import_module

import typer
from click import Command, Context
from rich.console import Console as Terminal
from rich.text import Text
from typer.core import TyperGroup

from station.durable import AlreadyRunning
from station.formats.errors import VerificationError
from station.verify.words import one_line, printable

# Where each command, or group of commands, stands.
COMMANDS = {
    "run": "running:run",
    "demo": "running:demo",
    "operator": "running:operator",
    "key": "keys:key",
    "export": "evidence:export",
    "verify": "verifying:verify",
    "verifier": "verifier:verifier",
    "act": "act:act",
    "prove": "prove:prove",
    "cosign": "cosign:cosign",
    "witness": "witness:witness",
    "monitor": "monitor:monitor",
    "court": "court:court",
    "credentials": "credentials:credentials",
    "rebuild": "evidence:rebuild",
    "scrub": "evidence:scrub",
    "scale": "scale:scale",
    "sample-plan": "sample_plan:sample_plan",
    "draw": "draw:draw",
    "list": "lists:lists",
    "profile": "profiles:profile",
}

# What the user can mend, by name: importing all these rooms would cost every command a second.
USER_CAN_MEND = frozenset(
    {
        "firmware_bridge.events.LineLostError",
        "firmware_bridge.provisioning.NotProvisionedError",
        "firmware_bridge.settings.SettingsError",
        "station.bundle.CannotBundle",
        "station.config.ConfigError",
        "station.courts.errors.CourtError",
        "station.credentials.errors.CredentialsError",
        "station.daemon.Refused",
        "station.demo.stage.StageError",
        "station.evidence.errors.EvidenceError",
        "station.excerpts.errors.ExcerptError",
        "station.keys.KeyFileError",
        "station.ledger.errors.LedgerError",
        "station.lists.errors.ListError",
        "station.monitor.errors.MonitorError",
        "station.operators.NotAnOperator",
        "station.operators.OperatorsFileUnusable",
        "station.profiles.errors.ProfileError",
        "station.recorder.client.CommandRefused",
        "station.rules.sampling.errors.SamplingError",
        "station.scales.errors.ScaleToolError",
        "station.token.TokenError",
        "station.witness.errors.WitnessError",
    }
)


class Commands(TyperGroup):
    """The commands of the table above."""

    def list_commands(self, ctx: Context) -> list[str]:  # type: ignore[override]  # typer carries a click of its own
        """Name them in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:  # type: ignore[override]
        """Import the one that is asked for."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        found = getattr(import_module(f"station.cli.{module}"), name)
        if not isinstance(found, typer.Typer):
            alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
            alone.command(cmd_name)(found)
            found = alone
        command: Command = typer.main.get_command(found)  # type: ignore[assignment]
        command.name = cmd_name
        return command


app = typer.Typer(cls=Commands, no_args_is_help=True, pretty_exceptions_enable=False)


@app.callback()
def station() -> None:
    """Record, hash and seal the destruction of seized drugs so that anyone can check it."""


def can_be_mended(error: Exception) -> bool:
    """Whether the error's own sentence says what to do."""
    if isinstance(error, AlreadyRunning | OSError | VerificationError):
        return True
    return any(f"{kind.__module__}.{kind.__qualname__}" in USER_CAN_MEND for kind in type(error).__mro__)


def spelt(error: Exception) -> str:
    """Return an error's sentence as a terminal may show it: of a record's, or a server's, strangers chose some of the words."""
    if isinstance(error, VerificationError | OSError):
        return one_line(str(error))
    return printable(str(error))  # wrong settings stand in lines of their own


def main() -> None:
    """Run a command; what the user can mend is said in one sentence."""
    try:
        app()
    except Exception as error:
        if not can_be_mended(error):
            raise
        Terminal(stderr=True, highlight=False).print(Text(spelt(error), style="bold red"))
        sys.exit(2)
