"""What a line shows, in words for an operator. A value that is not live is never shown as if it were."""

from rich.console import Group, RenderableType
from rich.text import Text

from firmware_bridge.events import LineState
from firmware_bridge.reading import Condition, Reading, ShownAs
from station.scales.watching import Sight

_STATES = {
    LineState.NEW: ("not started", "dim"),
    LineState.WAITING: ("waiting: the line is being opened, or nothing has been said on it yet", "yellow"),
    LineState.LIVE: ("live", "bold green"),
    LineState.STALE: ("STALE: the scale says nothing; the value below is old", "bold yellow"),
    LineState.LOST: ("LOST: nothing answers; looking for the scale again and again", "bold red"),
}
_STABLE = {True: "stable", False: "moving", None: "not said whether stable"}


def sight_words(sight: Sight) -> list[str]:
    """Give the picture as lines of text."""
    told = [_STATES[sight.state][0], _value(sight)]
    told.append(
        f"{_hz(sight.readings_milli_hz)} readings a second, {_hz(sight.faults_milli_hz)} faults a second "
        f"({sight.readings} and {sight.faults} in all, lost {sight.losses} times)"
    )
    identity = sight.identity
    if identity and (named := [each for each in (identity.make, identity.model, identity.serial) if each]):
        told.append(f"The scale says that it is: {', '.join(named)}")
    if sight.lost and sight.state is LineState.LOST:
        told.append(f"Why: {sight.lost}")
    if sight.last_fault:
        told.append(f"Last fault: {sight.last_fault}")
    return told


def picture(sight: Sight, title: str) -> RenderableType:
    """Give the same for a terminal."""
    state, value, *rest = sight_words(sight)
    return Group(
        Text(title, style="bold"),
        Text(state, style=_STATES[sight.state][1]),
        Text(value, style="bold" if sight.state is LineState.LIVE else "dim"),
        *map(Text, rest),
        Text("Ctrl-C ends it.", style="dim"),
    )


def _value(sight: Sight) -> str:
    if sight.reading is None or sight.age_us is None:
        return "no value yet"
    tenths = sight.age_us // 100_000
    return f"{reading_words(sight.reading)}, {tenths // 10}.{tenths % 10} s old"


def reading_words(reading: Reading) -> str:
    """`12.34 kg, stable, net`; the digits are as they were sent."""
    figure = reading.figure
    told = ["no value" if figure is None else f"{figure.digits.strip()} {figure.unit}".strip(), _STABLE[reading.stable]]
    if figure is not None and figure.mass_mg is None:
        told.append("NOT a mass that the station can use")
    if reading.shown_as is not ShownAs.DISPLAYED:
        told.append(str(reading.shown_as))
    if reading.condition is not Condition.OK:
        told.append(str(reading.condition).upper())
    if reading.at_zero:
        told.append("at zero")
    if reading.tare is not None:
        told.append(f"tare {reading.tare.digits.strip()} {reading.tare.unit}".strip())
    return ", ".join(told)


def _hz(milli_hz: int) -> str:
    return f"{milli_hz // 1000}.{milli_hz % 1000 // 100}"
