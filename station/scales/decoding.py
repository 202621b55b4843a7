"""A captured line as items: what each frame says, exactly as it says it, and each fault. Needs no scale.

Limits: of a piece in which several frames end, all have the piece's time.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from firmware_bridge.framing import Decoder
from firmware_bridge.protocols import PROTOCOLS, LineForm
from firmware_bridge.reading import Fault, Figure, FurnaceReading, Item, Reading, Reply
from station.scales.captures import Piece
from station.scales.errors import ScaleToolError

_STABLE = {True: "stable", False: "moving", None: "?"}
# Digits, unit, mass in milligrams, stable, shown as, condition, tare; the raw bytes follow in what is left.
_WIDTHS = (14, 5, 14, 7, 10, 18, 12)
_HEADINGS = ("digits", "unit", "mg", "stable", "shown", "condition", "tare", "raw")


class Decoded(NamedTuple):
    """One item, with its piece's time in Unix microseconds where the capture tells it."""

    unix_us: int | None
    item: Item


def decode(name: str, form: LineForm, pieces: Iterable[Piece]) -> Iterator[Decoded]:
    """Decode a capture. Raises ScaleToolError at once when the protocol is not known, or needs to be told more."""
    protocol = PROTOCOLS.get(name)
    if protocol is None:
        raise ScaleToolError(f"{name!r} is not a protocol; there are {', '.join(PROTOCOLS)}")
    for need in sorted(protocol.needs):
        if getattr(form, need) is None:
            raise ScaleToolError(f"{name} does not tell the {need}: give it as it stands on the display, with --{need}")
    return _items(protocol.decoder(form), pieces)


def _items(decoder: Decoder, pieces: Iterable[Piece]) -> Iterator[Decoded]:
    unix_us: int | None = None
    for unix_us, data in pieces:
        yield from (Decoded(unix_us, item) for item in decoder.feed(data))
    yield from (Decoded(unix_us, fault) for fault in decoder.end())


def as_json(decoded: Decoded) -> str:
    """Give one line of JSON; masses are integers of milligrams, raw bytes hexadecimal."""
    item = decoded.item
    data: dict[str, Any]
    match item:
        case Reading():
            data = _reading(item)
        case Fault():
            data = {"reason": item.reason}
        case Reply():
            data = {"command": item.command, "outcome": item.outcome, "text": item.text, "figure": _figure(item.figure)}
        case _:  # a furnace's: no protocol of a scale gives one
            data = {}
    kind = type(item).__name__.lower()
    return json.dumps({"unix_us": decoded.unix_us, "item": kind, **data, "raw": item.raw.hex()})


def heading() -> str:
    """Give the table's first line."""
    return _row(_HEADINGS)


def as_row(decoded: Decoded) -> str:
    """Give one line of the table."""
    item = decoded.item
    raw = repr(item.raw)[2:-1]
    match item:
        case Reading():
            return _row((*_columns(item), raw))
        case Reply():
            said = item.text or (item.figure.digits.strip() if item.figure else "")
            return f"REPLY  {item.command or '?'}: {item.outcome}  {said}  {raw}"
        case Fault():
            return f"FAULT  {item.reason}  {raw}"
        case _:  # a furnace's: no protocol of a scale gives one
            return f"OTHER  {raw}"


def _columns(reading: Reading) -> tuple[str, ...]:
    figure, tare = reading.figure, reading.tare
    value = ("-", "-", "-")
    if figure is not None:
        value = (figure.digits.strip(), figure.unit, "-" if figure.mass_mg is None else str(figure.mass_mg))
    state = (_STABLE[reading.stable], str(reading.shown_as), str(reading.condition))
    return (*value, *state, "-" if tare is None else tare.digits.strip())


def _row(columns: Sequence[str]) -> str:
    return "  ".join(column.ljust(width) for column, width in zip(columns, (*_WIDTHS, 0), strict=True))


def _reading(reading: Reading) -> dict[str, Any]:
    furnace = reading.furnace
    return {
        "figure": _figure(reading.figure),
        "stable": reading.stable,
        "shown_as": reading.shown_as,
        "condition": reading.condition,
        "gross": _figure(reading.gross),
        "net": _figure(reading.net),
        "tare": _figure(reading.tare),
        "tare_kind": reading.tare_kind,
        "at_zero": reading.at_zero,
        "furnace": furnace and _furnace(furnace),
        "board": reading.board and asdict(reading.board),
    }


def _furnace(reading: FurnaceReading) -> dict[str, Any]:
    return {
        "temperature_mdeg": reading.temperature_mdeg,
        "condition": reading.condition,
        "door_open": reading.door_open,
    }


def _figure(figure: Figure | None) -> dict[str, Any] | None:
    return None if figure is None else asdict(figure)
