"""All commands of the command line, found in the program itself."""

from collections.abc import Iterator
from typing import Any

from click import Context
from typer.main import get_command

from station.cli.app import app


def commands(group: Any = None, *above: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """All commands below a group, by default the whole tree, each as its words and the command."""
    group = group or get_command(app)
    for name in group.list_commands(Context(group)):
        command = group.get_command(Context(group), name)
        if hasattr(command, "list_commands"):
            yield from commands(command, *above, name)
        else:
            yield (*above, name), command
