"""`python -m firmware_bridge.simulator --protocol mt-sics --link PATH`: a scale to try things with.

It prints the device to open, then takes one command a line on its standard input until `quit` or the end of the input.
"""

import argparse
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path

from firmware_bridge.simulator import Plate, SimulatedScale
from firmware_bridge.simulator.speakers import NAMES

MG = {"mg": Decimal(1), "g": Decimal(1_000), "kg": Decimal(1_000_000), "t": Decimal(1_000_000_000)}

USAGE = """commands:
  load 1234.50 g   put this load on (mg, g, kg or t); load 0 g takes it off
  zero, tare, clear   press a key of the scale
  garbage, cut   put noise on the line; lose half of the next line
  silent 3, power 3   say nothing, or be off, for some seconds
  unplug, replug   pull the adapter, put it back
  quit"""


def main() -> None:
    """Run until told to stop."""
    options = _options()
    plate = Plate(
        max_mg=_mass_mg(options.max), division_mg=_mass_mg(options.division), unit=options.unit, serial=options.serial
    )
    with SimulatedScale(
        protocol=options.protocol,
        plate=plate,
        link=options.link,
        checksum=options.checksum,
        asked=options.asked,
        settle_us=int(options.settle * 1_000_000),
    ) as scale:
        _say(scale.device)
        obey(scale, sys.stdin, _say)


def obey(scale: SimulatedScale, lines: Iterable[str], say: Callable[[str], None]) -> None:
    """Carry out commands until `quit`; a wrong one is answered with the list of commands."""
    for line in lines:
        words = line.split()
        if words == ["quit"]:
            return
        if words:
            try:
                _act(scale, words, say)
            except (ValueError, KeyError, InvalidOperation):
                say(USAGE)


def _act(scale: SimulatedScale, words: list[str], say: Callable[[str], None]) -> None:
    match words:
        case ["load", *mass]:
            scale.put(_mass_mg(" ".join(mass)))
        case ["zero"]:
            say(f"zero {scale.press_zero()}")
        case ["tare"]:
            say(f"tare {scale.press_tare()}")
        case ["silent", seconds]:
            scale.be_silent(float(seconds))
        case ["power", seconds]:
            scale.power_cycle(float(seconds))
        case ["replug"]:
            scale.replug()
            say(scale.device)
        case [word]:
            {
                "clear": scale.clear_tare,
                "garbage": scale.send_garbage,
                "cut": scale.cut_next,
                "unplug": scale.unplug,
            }[word]()
        case _:
            raise ValueError(words)


def _mass_mg(text: str) -> int:
    number, unit = text.split()
    mass_mg = Decimal(number) * MG[unit]
    if mass_mg != int(mass_mg):
        raise ValueError(text)
    return int(mass_mg)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m firmware_bridge.simulator", epilog=USAGE)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument(
        "--protocol", choices=NAMES, metavar="NAME", default="mt-sics", help=f"one of {', '.join(NAMES)}"
    )
    parser.add_argument("--link", type=Path, help="make a stable link to the device here")
    parser.add_argument("--max", default="6 kg", help="capacity, default %(default)s")
    parser.add_argument("--division", default="100 mg", help="division, default %(default)s")
    parser.add_argument("--unit", choices=("g", "kg", "t"), default="g", help="displayed unit, default %(default)s")
    parser.add_argument("--serial", default="SIM-0001", help="serial number, default %(default)s")
    parser.add_argument("--settle", type=float, default=0.5, help="seconds until a load is stable, default %(default)s")
    parser.add_argument("--checksum", action="store_true", help="send the checksum (mt-continuous, tenso-m)")
    parser.add_argument("--asked", action="store_true", help="only answer, where the protocol has a question")
    return parser.parse_args()


if __name__ == "__main__":
    main()
