"""The verifier's own command line, with nothing but Python's standard library: what `verify.pyz` runs.

Exit code 0 when nothing failed, 1 when something did, 2 when it could not be asked: a file that is missing, a key that is none.
"""

import argparse
import io
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from station.formats.errors import VerificationError
from station.verify.brought import read_trust
from station.verify.languages import ENGLISH, LANGUAGES, preferred
from station.verify.report import render
from station.verify.target import verify_target
from station.verify.words import one_line

BAR_CHARACTERS = 40
BETWEEN_LINES_S = 0.1  # a terminal that is drawn on oftener would slow the reading


class Meter:
    """A bar on a terminal, silent elsewhere; `clear` takes it away."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown = stream.isatty()
        self._drawn = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Draw how much is done, unless it was drawn just now."""
        now = time.monotonic()
        if not self._shown or now - self._drawn < BETWEEN_LINES_S:
            return
        self._drawn = now
        filled = BAR_CHARACTERS * done // max(total, 1)
        bar = "#" * filled + "." * (BAR_CHARACTERS - filled)
        self._stream.write(f"\r[{bar}] {100 * done // max(total, 1)} %")
        self._stream.flush()

    def clear(self) -> None:
        """Empty the line."""
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


class Unchecked(VerificationError):
    """The verifier itself came to grief, so there is no verdict; `fault` is what Python raised."""

    def __init__(self, target: str, fault: Exception) -> None:
        super().__init__(
            f"{target} was not checked: it brought the verifier to a stop, which says neither that it is whole nor that it is "
            f"not ({type(fault).__name__}: {fault}). Tell whoever gave it to you, and the makers of the verifier."
        )
        self.target, self.fault = target, fault


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify what the command line names and print the report; return the exit code."""
    given = _parser().parse_args(arguments)
    _speak_utf8()
    try:
        return _verify(given)
    except VerificationError as error:
        return _refuse(str(error))
    except OSError as error:
        if error.filename is None:  # such as a pipe that nobody reads the report from
            return _refuse(
                f"{given.target} cannot be read, or its report cannot be written: {error.strerror or error}."
            )
        return _refuse(f"{error.filename} cannot be read: {error.strerror or error}.")
    except Exception as error:  # noqa: BLE001 - exit code 1 would say that something failed, and nothing was asked
        return _refuse(str(Unchecked(given.target, error)))


def _verify(given: argparse.Namespace) -> int:
    meter = Meter(sys.stderr)
    try:
        trust = read_trust(given.key, given.policy, given.seen, given.authority)
        report = verify_target(given.target, trust, meter)
    finally:
        meter.clear()
    if given.json:  # for programs, so the reader's locale changes nothing in it; in ASCII, which steers no terminal
        text = json.dumps(report.to_json(given.language or ENGLISH), indent=2) + "\n"
    else:
        text = render(report, given.language or preferred(os.environ))
    sys.stdout.write(text)
    sys.stdout.flush()
    return 0 if report.ok else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="verify",
        description="Check the record of a destruction, alone: nothing is written, and nobody is believed.",
        epilog="Exit code: 0 nothing failed, 1 something did, 2 it could not be checked.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("target", help="a bag, an excerpt, a .tlog-proof, or a published log: its folder or web address")
    add("--key", action="append", default=[], help="the station's verifier key or a file with it, from elsewhere")
    add("--policy", type=Path, metavar="FILE", help="which witnesses must have signed (c2sp.org/tlog-policy)")
    add("--seen", action="append", default=[], type=Path, metavar="FILE", help="a checkpoint that you kept")
    add(
        "--authority",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="a time authority's certificate, PEM",
    )
    add("--json", action="store_true", help="print the findings as JSON")
    add(
        "--language",
        choices=sorted(LANGUAGES),
        help="the report's language; without it, the one that LC_ALL or LANG asks for",
    )
    return parser


def _speak_utf8() -> None:
    """Print UTF-8 whatever the locale: a report must read the same on every machine."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _refuse(reason: str) -> int:
    sys.stderr.write(f"{one_line(reason)}\n")
    return 2
