"""How one scale is reached and spoken to. Every limit says what it costs to change it."""

from dataclasses import dataclass, field
from typing import Literal

from firmware_bridge.protocols import PROTOCOLS, LineForm
from firmware_bridge.protocols.protocol import Parity

# KERN KCP-ZB-e-1913: at least 100 ms between two questions, or answers are lost.
MIN_POLL_US = 100_000


class SettingsError(ValueError):
    """A setting that cannot work; `name` says which."""

    def __init__(self, name: str, wanted: str) -> None:
        super().__init__(f"scale setting {name!r}: {wanted}")
        self.name = name


@dataclass(frozen=True)
class Identity:
    """Which instrument is on the line. A field is None when neither the line nor the settings can say it."""

    make: str | None = None
    model: str | None = None
    serial: str | None = None
    software: str | None = None
    protocol: str | None = None


@dataclass(frozen=True)
class LineSettings:
    """Everything about one line but the protocol on it. Durations are microseconds.

    `url`: a device, such as /dev/ttyUSB0, COM3 or, on Linux, one under /dev/serial/by-id; `usb:SERIAL`, `usb:VID:PID:SERIAL`
    or `usb:VID:PID`, looked up at each opening (adapters.py); socket://host:port; rfc2217://host:port.
    """

    url: str
    baudrate: int = 9600
    bytesize: Literal[7, 8] = 8
    parity: Parity = "N"
    stopbits: Literal[1, 2] = 1
    poll_us: int = 200_000
    # A value older than this is not live. Default: three polls, so that one lost answer does not blink.
    period_us: int = 600_000
    # How long one question may stay without answer.
    answer_us: int = 500_000
    # After this long without one valid line the port is closed and opened again; that revives a hung adapter.
    silence_us: int = 3_000_000
    # Pauses between attempts to open grow from the first to the second of these.
    reopen_us: int = 250_000
    reopen_max_us: int = 5_000_000

    def __post_init__(self) -> None:
        if self.poll_us < MIN_POLL_US:
            raise SettingsError("poll_us", f"at least {MIN_POLL_US}, or answers are lost")
        if self.period_us <= self.poll_us:
            raise SettingsError("period_us", "longer than poll_us, or no value would ever be live")
        if self.silence_us < max(self.period_us, self.answer_us):
            raise SettingsError("silence_us", "not shorter than period_us and answer_us")
        if not 0 < self.reopen_us <= self.reopen_max_us:
            raise SettingsError("reopen_us", "above zero and not above reopen_max_us")


@dataclass(frozen=True)
class PortSettings(LineSettings):
    """A line with a scale on it. `nameplate` fills what the line does not tell."""

    protocol: str = "mt-sics"
    # Ask for each value, or take what the scale sends by itself (which mt-sics is told to, by SIR).
    poll: bool = True
    form: LineForm = field(default_factory=LineForm)
    nameplate: Identity = field(default_factory=Identity)
    # How often the tare is asked. A weighing's stable time must be longer, or an old tare could stand beside a new net.
    tare_us: int = 1_000_000
    # How often the serial number is asked again: an exchanged instrument is noticed within this time.
    identity_us: int = 10_000_000
    # How long zero and tare may take: the scale waits until it is stable.
    action_us: int = 10_000_000

    def __post_init__(self) -> None:
        super().__post_init__()
        if min(self.tare_us, self.identity_us) <= self.poll_us:
            raise SettingsError("tare_us", "like identity_us longer than poll_us, or the value would hardly be asked")
        self._check_protocol()

    def _check_protocol(self) -> None:
        protocol = PROTOCOLS.get(self.protocol)
        if protocol is None:
            raise SettingsError("protocol", f"one of {', '.join(PROTOCOLS)}")
        if self.poll and protocol.question is None:
            raise SettingsError("poll", f"false: {self.protocol} cannot be asked, it sends by itself")
        if not self.poll and not protocol.streams:
            raise SettingsError("poll", f"true: {self.protocol} sends nothing unless it is asked")
        for name in protocol.needs:
            if getattr(self.form, name) is None:
                raise SettingsError(name.value, f"{self.protocol} does not tell it: read it from the scale's display")
