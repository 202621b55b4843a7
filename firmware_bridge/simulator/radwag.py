"""Radwag; WPT p68-69, PUE C/31H p58-59.

Three characters of command, stability (blank, `?`, `^` over, `v` under), space, sign, nine characters of mass to the
right, space, three of unit to the left, CR LF. S and SU first say `A` and wait for stability, here no time at all: in
motion they end with `E`. Continuous transmission (C1) sends the frames of SI.
"""

from collections.abc import Callable
from functools import partial

from firmware_bridge.simulator.scale import Indication, Plate
from firmware_bridge.simulator.speaker import Speech


def frame(plate: Plate, shown: Indication, *, command: str = "SI") -> bytes:
    """Write one mass frame of 21 characters."""
    mark = "^" if shown.over else "v" if shown.under else " " if shown.stable else "?"
    sign = "-" if shown.value_mg < 0 else " "
    mass = f"{plate.number(shown.value_mg):>9}"
    return f"{command:<3}{mark} {sign}{mass} {plate.unit:<3}\r\n".encode("ascii")


def _patient(command: str) -> Callable[[Plate, Indication], bytes]:
    def answer(plate: Plate, shown: Indication) -> bytes:
        accepted = f"{command} A\r\n".encode("ascii")
        late = f"{command} E\r\n".encode("ascii")
        return accepted + (frame(plate, shown, command=command) if shown.stable else late)

    return answer


SPEECHES = {
    "radwag": Speech(
        streams=frame,
        answers={
            b"SI\r\n": frame,
            b"SUI\r\n": partial(frame, command="SUI"),
            b"S\r\n": _patient("S"),
            b"SU\r\n": _patient("SU"),
        },
    )
}
