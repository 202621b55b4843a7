"""The line's settings, from the station's `config.yaml` or from a command's options."""

from typing import Literal

from firmware_bridge.probing.hints import Word
from firmware_bridge.protocols import PROTOCOLS, LineForm
from firmware_bridge.protocols.protocol import Parity
from firmware_bridge.settings import PortSettings
from station.scales.errors import ScaleToolError

_BITS: tuple[Literal[7, 8], ...] = (8, 7)
_PARITIES: tuple[Parity, ...] = ("N", "E", "O")
_STOPS: tuple[Literal[1, 2], ...] = (1, 2)
_WORDS = {str(word): word for word in (Word(b, p, s) for b in _BITS for p in _PARITIES for s in _STOPS)}


def from_options(
    port: str, protocol: str | None, baudrate: int, word: str, *, stream: bool, form: LineForm
) -> PortSettings:
    """Give the port's settings for a command. Raises ScaleToolError or SettingsError for what cannot be."""
    if protocol not in PROTOCOLS:
        raise ScaleToolError(
            f"give --protocol, one of {', '.join(PROTOCOLS)}; `station scale probe {port}` finds out which"
        )
    if word not in _WORDS:
        raise ScaleToolError(
            f"{word!r} is none of {', '.join(_WORDS)}: data bits, parity (N none, E even, O odd), stop bits"
        )
    bytesize, parity, stopbits = _WORDS[word]
    return PortSettings(
        url=port,
        protocol=protocol,
        baudrate=baudrate,
        bytesize=bytesize,
        parity=parity,
        stopbits=stopbits,
        poll=PROTOCOLS[protocol].question is not None and not stream,
        form=form,
    )
