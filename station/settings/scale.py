"""The scale: its line, what the line cannot tell, the figures on its plate, its papers."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from firmware_bridge.framing import MAX_LINE_BYTES
from firmware_bridge.protocols import PROTOCOLS, LineForm, Tells
from firmware_bridge.protocols.board import BOARD_ID
from firmware_bridge.protocols.board import PROTOCOL as BOARD
from firmware_bridge.settings import PortSettings, SettingsError
from firmware_bridge.stability import EMPTY_US
from station.rules.plate import check_plate
from station.settings.section import Name, Section

# A weighing's entry is at most 64 kB and holds every line of its time, each byte as two digits and each line in quotes.
MAX_RAW_BYTES = 24_000


class VerificationSettings(Section):
    """The verification in force: its number, its last day and the seals, as on the certificate and the instrument."""

    number: str
    expires: date
    seals: tuple[str, ...] = ()


class CheckWeightSettings(Section):
    """A weight whose mass is known from its certificate."""

    weight: Name
    nominal_mg: int = Field(gt=0)
    certificate: str


class PartialRange(Section):
    """One partial weighing range of a multi-interval instrument (R 76 T.3.2.7)."""

    max_mg: int = Field(gt=0)
    e_mg: int = Field(gt=0)


class BoardSettings(Section):
    """Our own board, which signs its readings: its id, and the file of its key."""

    id: Annotated[str, StringConstraints(pattern=f"^{BOARD_ID.pattern}$")]
    key: Path


class ScaleSettings(Section):
    """The scale's line and the figures on its plate."""

    url: str
    protocol: str
    baudrate: int = Field(default=9600, ge=110)
    bytesize: Literal[7, 8] = 8
    parity: Literal["N", "E", "O"] = "N"
    stopbits: Literal[1, 2] = 1
    mode: Literal["poll", "stream"] | None = None
    poll_ms: int = Field(default=150, ge=100, le=1000)
    period_ms: int = Field(default=500, ge=200, le=3000)
    checksum: bool = False
    address: int = Field(default=1, ge=0, le=255)
    all_masses: bool = False
    net: bool = False
    unit: Literal["mg", "g", "kg", "t"] | None = None
    decimals: int | None = Field(default=None, ge=0, le=6)
    window_ms: int = Field(default=3000, ge=1000, le=60_000)
    accuracy_class: Literal["I", "II", "III", "IIII"]
    min_mg: int = Field(gt=0)
    max_mg: int = Field(gt=0)
    division_mg: int = Field(gt=0)
    e_mg: int | None = Field(default=None, gt=0)
    ranges: tuple[PartialRange, ...] = ()
    verification: VerificationSettings | None = None
    check_weights: tuple[CheckWeightSettings, ...] = ()
    board: BoardSettings | None = None
    make: str | None = None
    model: str | None = None
    serial: str | None = None

    @property
    def poll(self) -> bool:
        """Whether the scale is asked; by default as its protocol can."""
        if self.mode is None:
            return PROTOCOLS[self.protocol].question is not None
        return self.mode == "poll"

    @property
    def partial_ranges(self) -> tuple[PartialRange, ...]:
        """The partial ranges; of an ordinary instrument the only one."""
        return self.ranges or (PartialRange(max_mg=self.max_mg, e_mg=self.e_mg or self.division_mg),)

    def line(self, form: LineForm | None = None, tare_us: int = 1_000_000) -> PortSettings:
        """What a port needs of the line; `form` is what its decoder is told."""
        return PortSettings(
            url=self.url,
            protocol=self.protocol,
            baudrate=self.baudrate,
            bytesize=self.bytesize,
            parity=self.parity,
            stopbits=self.stopbits,
            poll=self.poll,
            form=form or self.form,
            poll_us=self.poll_ms * 1000,
            period_us=self.period_ms * 1000,
            tare_us=tare_us,
        )

    @property
    def form(self) -> LineForm:
        """What the decoder is told; a board's key is added where it is read."""
        return LineForm(
            unit=self.unit,
            decimals=self.decimals,
            checksum=self.checksum,
            address=self.address,
            all_masses=self.all_masses,
            net=self.net,
        )

    def check_times(self, stable_ms: int) -> None:
        """Refuse times with which the recorder could not run, or an entry not be written. Raises ValueError that names them."""
        try:
            self.line(tare_us=min(stable_ms * 500, EMPTY_US // 2))
        except SettingsError as error:
            below = min(stable_ms // 2, EMPTY_US // 2000)
            raise ValueError(
                f"scale.poll_ms: below {below}, which is half of weighing.stable_ms or {EMPTY_US // 2000} where that is less, "
                "or an old tare could stand beside a new net"
            ) from error
        for name, ms in (("weighing.stable_ms", stable_ms), ("scale.window_ms", self.window_ms)):
            if self._most_bytes(ms) > MAX_RAW_BYTES:
                raise ValueError(
                    f"{name}: at scale.baudrate {self.baudrate} a scale could send {self._most_bytes(ms)} bytes in {ms} ms, "
                    f"and an entry holds {MAX_RAW_BYTES}: choose a shorter time or a lower speed"
                )

    def _most_bytes(self, ms: int) -> int:
        """How many bytes can arrive in a time: as many as the line carries, of answers no more than are asked for."""
        bits = 1 + self.bytesize + (self.parity != "N") + self.stopbits
        carried = self.baudrate * ms // (bits * 1000)
        return min(carried, (ms // self.poll_ms + 1) * MAX_LINE_BYTES) if self.poll else carried

    @field_validator("protocol")
    @classmethod
    def _is_known(cls, protocol: str) -> str:
        if protocol not in PROTOCOLS:
            raise ValueError(f"{protocol!r} is not a protocol; known are {', '.join(PROTOCOLS)}")
        return protocol

    @model_validator(mode="after")
    def _line_fits_protocol(self) -> "ScaleSettings":
        protocol = PROTOCOLS[self.protocol]
        if self.period_ms < 2 * self.poll_ms:
            raise ValueError("period_ms must be at least twice poll_ms, or no value would ever be live")
        if self.poll and protocol.question is None:
            raise ValueError(f"{self.protocol} cannot be asked: set mode: stream")
        if not self.poll and not protocol.streams:
            raise ValueError(f"{self.protocol} sends nothing unless it is asked: set mode: poll")
        if (self.protocol == BOARD.name) != (self.board is not None):
            raise ValueError(
                f"protocol {BOARD.name} needs the section board (id and key), and no other protocol has one"
            )
        for tells in (Tells.UNIT, Tells.DECIMALS):
            needed, given = tells in protocol.needs, getattr(self, tells) is not None
            if needed and not given:
                raise ValueError(f"{self.protocol} does not tell the {tells}: read it from the display and set it")
            if given and not needed and tells not in protocol.may_need:
                raise ValueError(f"{self.protocol} tells the {tells} itself: leave it out")
        return self

    @model_validator(mode="after")
    def _can_be_asked(self) -> "ScaleSettings":
        question = PROTOCOLS[self.protocol].question
        if self.poll and question is not None:
            question(self.form)  # a ValueError of an address that no instrument of this protocol has
        return self

    @model_validator(mode="after")
    def _plate_fits_class(self) -> "ScaleSettings":
        check_plate(
            self.accuracy_class, self.min_mg, self.division_mg, [(r.max_mg, r.e_mg) for r in self.partial_ranges]
        )
        if self.partial_ranges[-1].max_mg != self.max_mg:
            raise ValueError("the last of ranges must reach max_mg")
        return self
