"""`station scale`: find out how a scale speaks, watch its line, and read what was captured of one."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from firmware_bridge.protocols import PROTOCOLS, LineForm
from station.cli.asked import CONFIG, ConfigFile
from station.cli.board import give_key
from station.config import load
from station.scales import probing
from station.scales.captures import pieces
from station.scales.decoding import as_json, as_row, decode, heading
from station.scales.probe_words import findings_words
from station.scales.settings import from_options
from station.scales.watch_screen import show

scale = typer.Typer(no_args_is_help=True, help="Find out how a scale speaks, watch its line, read what was captured.")

Address = Annotated[int, typer.Option("--address", min=0, max=255, help="The scale's address on a bus.")]
Unit = Annotated[str | None, typer.Option("--unit", help="As on the display, when the protocol does not tell it.")]
Decimals = Annotated[int | None, typer.Option("--decimals", min=0, max=6, help="As on the display, likewise.")]
Checksum = Annotated[bool, typer.Option("--checksum", help="Frames carry the checksum that the protocol allows.")]


@scale.callback()
def scale_commands() -> None:
    """Find out how a scale speaks, watch its line, read what was captured."""


@scale.command("probe")
def probe(
    port: Annotated[
        str,
        typer.Argument(help="The port: /dev/ttyUSB0, COM3, usb:SERIAL, socket://host:port. Stop the station first."),
    ],
    write: Annotated[Path | None, typer.Option("--write", help="A new file for the config lines.")] = None,
    seconds: Annotated[int, typer.Option("--seconds", min=5, help="The longest that it may take.")] = 300,
    address: Address = 1,
) -> None:
    """Find a scale's speed, parity and protocol by listening, then by asking; print the lines for config.yaml.

    Do it outside a session, with a load on the scale whose value you can read on its display. Exit code 1: not found.

    Example: station scale probe /dev/ttyUSB0 --write scale.yaml
    """
    probing.check_new(write)
    findings = probing.find(Console(stderr=True, highlight=False), port, limit_s=seconds, address=address)
    for words in findings_words(findings):
        typer.echo(words, err=True)
    lines = probing.lines_for(port, findings)
    if lines is None:
        raise typer.Exit(1)
    typer.echo(lines, nl=False)
    if write is not None:
        probing.write_lines(write, lines)
        typer.echo(f"{write}: copy these lines into config.yaml, and fill in what is empty.", err=True)


@scale.command("watch")
def watch(
    port: Annotated[str | None, typer.Argument(help="A port; without one, the scale of the config.")] = None,
    *,
    protocol: Annotated[str | None, typer.Option("--protocol", help=f"One of {', '.join(PROTOCOLS)}.")] = None,
    baudrate: Annotated[int, typer.Option("--baudrate", min=50)] = 9600,
    word: Annotated[str, typer.Option("--word", help="Bits, parity and stop bits, as 8N1 or 7E1.")] = "8N1",
    stream: Annotated[bool, typer.Option("--stream", help="Do not ask: the scale sends by itself.")] = False,
    unit: Unit = None,
    decimals: Decimals = None,
    checksum: Checksum = False,
    address: Address = 1,
    config: ConfigFile = CONFIG,
) -> None:
    """Show what a scale says, how often, and what goes wrong on its line, until Ctrl-C. The station must not be running.

    Example: station scale watch /dev/ttyUSB0 --protocol mt-sics
    """
    if port is None:
        settings = load(config).scale.line()
    else:
        form = LineForm(unit=unit, decimals=decimals, checksum=checksum, address=address)
        settings = from_options(port, protocol, baudrate, word, stream=stream, form=form)
    last = show(Console(highlight=False), settings)
    typer.echo(f"{last.readings} readings, {last.faults} faults, lost {last.losses} times")


@scale.command("decode")
def decode_capture(
    protocol: Annotated[str, typer.Argument(help=f"One of {', '.join(PROTOCOLS)}.")],
    capture: Annotated[Path, typer.Argument(help="Raw bytes, or a serial recording of the station.")],
    *,
    as_hex: Annotated[bool, typer.Option("--hex", help="The file is hexadecimal text.")] = False,
    unit: Unit = None,
    decimals: Decimals = None,
    checksum: Checksum = False,
    address: Address = 1,
    json_lines: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Print what each frame of a captured line says, faults included; needs no scale. Exit code 1: not one reading.

    Example: station scale decode mt-sics S20261121-01-serial-0001.txt
    """
    form = LineForm(unit=unit, decimals=decimals, checksum=checksum, address=address)
    counts: Counter[str] = Counter()
    for decoded in decode(protocol, form, pieces(capture, as_hex=as_hex)):
        if not counts and not json_lines:
            typer.echo(heading())  # not above an error
        counts[type(decoded.item).__name__] += 1
        typer.echo(as_json(decoded) if json_lines else as_row(decoded))
    typer.echo(f"{counts['Reading']} readings, {counts['Fault']} faults", err=True)
    if not counts["Reading"]:
        raise typer.Exit(1)


scale.command("provision")(give_key)
