"""The probe on a real port, shown while it works."""

from pathlib import Path

from rich.console import Console

from firmware_bridge.adapters import lasting_url, plugged_in
from firmware_bridge.probing import Findings, Probe
from firmware_bridge.settings import LineSettings
from firmware_bridge.wire import Wire
from station.durable import write_file
from station.scales.config_lines import config_lines
from station.scales.errors import ScaleToolError
from station.scales.probe_screen import ProbeScreen

# As the port reads: the delay of noticing the end of the time.
READ_TIMEOUT_S = 0.02
# A raw socket carries bytes only: speed and parity are set in the adapter at its other end.
RAW_SOCKET = "socket:"


def find(console: Console, url: str, *, limit_s: int, address: int) -> Findings:
    """Search for the scale. Raises LineLostError when the port cannot be opened, or breaks."""

    def open_wire(settings: LineSettings) -> Wire:
        return Wire(settings, lambda *_piece: None, read_timeout_s=READ_TIMEOUT_S)

    with ProbeScreen(console, url) as screen:
        return Probe(
            open_wire,
            url,
            tell=screen.tell,
            limit_us=limit_s * 1_000_000,
            address=address,
            fixed=url.startswith(RAW_SOCKET),
        ).run()


def lines_for(url: str, findings: Findings) -> str | None:
    """Give the config lines; None when nothing was found. A USB adapter is named by its serial number where it can be."""
    if findings.found is None:
        return None
    lasting = lasting_url(url, plugged_in())
    return config_lines(lasting or url, findings.found, fixed=url.startswith(RAW_SOCKET))


def check_new(path: Path | None) -> None:
    """Refuse a file that exists, before the search: it may be the station's own settings. Raises ScaleToolError."""
    if path is not None and path.exists():
        raise ScaleToolError(
            f"{path} exists and is not overwritten: give a new file, and copy its lines into config.yaml"
        )


def write_lines(path: Path, lines: str) -> None:
    """Write the config lines to a new file."""
    check_new(path)
    write_file(path, lines.encode())
