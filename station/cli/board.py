"""`station scale provision`: a board that signs its readings gets its key, once."""

import os
from pathlib import Path
from typing import Annotated

import typer

from firmware_bridge.protocols.board import KEY_BYTES
from firmware_bridge.provisioning import provision
from station import private


def give_key(
    port: Annotated[str, typer.Argument(metavar="PORT", help="The board's line, such as /dev/ttyUSB0.")],
    board: Annotated[str, typer.Option("--board", help="The id to give it: 8 digits or capital letters.")],
    key: Annotated[Path, typer.Option("--key", help="A new file for the key; nothing is ever replaced.")],
) -> None:
    """Give a board its id and a new key, once, with its jumper set; print the commitment that the record will hold.

    Keep a copy of the key's file sealed, for the court: whoever has it can check every reading, and could sign as the board.

    Example: station scale provision /dev/ttyUSB0 --board FB000001 --key recordings/board.key
    """
    secret = os.urandom(KEY_BYTES)
    private.write_new(key, f"{secret.hex()}\n".encode())  # kept before the board may have it
    typer.echo(provision(port, board, secret).hex())
