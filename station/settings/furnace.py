"""How the furnace's temperature is read: the controller, its line, and where its thermocouple sits."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from firmware_bridge.furnace.controllers import CONTROLLERS, GENERIC, Told
from firmware_bridge.furnace.registers import Form, RegisterMap, StatusAt, TemperatureAt, Words
from station.settings.section import Section

Place = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=200)]
Bits = Annotated[int, Field(ge=0, le=0xFFFF)]
Register = Annotated[int, Field(ge=0, le=0xFFFF)]
BOARD = "board"


class TemperatureSettings(Section):
    """Where a controller that the station does not know holds its temperature."""

    register_: Register = Field(alias="register")
    function: Literal[3, 4] = 3
    form: Form
    words: Words = Words.HIGH_FIRST
    decimals: int | None = Field(default=None, ge=0, le=3)
    breaks: tuple[int, ...] = ()

    @property
    def at(self) -> TemperatureAt:
        """The same, for the decoder."""
        return TemperatureAt(self.function, self.register_, self.form, self.words, self.decimals or 0, self.breaks)

    @model_validator(mode="after")
    def _integer_has_decimals(self) -> "TemperatureSettings":
        if self.form is not Form.FLOAT32 and self.decimals is None:
            raise ValueError(
                f"an {self.form.value} does not tell its decimals: read them from the display, set decimals"
            )
        return self


class StatusSettings(Section):
    """Where it holds its status, and the bits that matter."""

    register_: Register = Field(alias="register")
    function: Literal[3, 4] = 3
    count: int = Field(default=1, ge=1, le=4)
    sensor_break: Bits = 0
    out_of_range: Bits = 0
    error: Bits = 0
    door_open: Bits = 0

    @property
    def at(self) -> StatusAt:
        """The same, for the decoder."""
        bits = self.model_dump(include={"sensor_break", "out_of_range", "error", "door_open"})
        return StatusAt(self.function, self.register_, self.count, **bits)


class FurnaceSettings(Section):
    """The furnace's chamber: read by Modbus RTU from its controller, or told by the board with the scale's line."""

    source: Literal["modbus", "board"]
    url: str | None = None
    controller: str | None = None
    baudrate: int | None = None
    bytesize: Literal[8] = 8
    parity: Literal["N", "E", "O"] | None = None
    stopbits: Literal[1, 2] | None = None
    address: int = Field(default=1, ge=1, le=247)
    decimals: int | None = Field(default=None, ge=0, le=3)
    function: Literal[3, 4] | None = None
    words: Words | None = None
    sensor_break: Bits | None = None
    temperature: TemperatureSettings | None = None
    status: StatusSettings | None = None
    place: Place
    threshold_c: int = Field(default=850, ge=100, le=2000)
    poll_ms: int = Field(default=1000, ge=200, le=2000)

    @property
    def threshold_mdeg(self) -> int:
        """The threshold in thousandths of a degree."""
        return self.threshold_c * 1000

    @property
    def registers(self) -> RegisterMap | None:
        """What is asked of the controller; None when the board tells."""
        if self.source == BOARD:
            return None
        if self.temperature is not None:
            status = None if self.status is None else self.status.at
            return RegisterMap(self.address, self.temperature.at, status)
        told = Told(self.address, self.decimals, self.function, self.words, self.sensor_break)
        return CONTROLLERS[self.controller or ""].registers(told)

    @model_validator(mode="after")
    def _source_is_complete(self) -> "FurnaceSettings":
        line = (self.url, self.controller)
        if self.source == BOARD and any(each is not None for each in (*line, self.temperature, self.status)):
            raise ValueError("source: board has no line of its own: leave out url, controller, temperature and status")
        if self.source != BOARD and None in line:
            raise ValueError("source: modbus needs url and controller")
        if self.source != BOARD:
            self._check_controller()
        return self

    def _check_controller(self) -> None:
        known = CONTROLLERS.get(self.controller or "")
        if known is None and self.controller != GENERIC:
            raise ValueError(f"controller: one of {', '.join((*CONTROLLERS, GENERIC))}")
        if (known is None) != (self.temperature is not None) or (known is not None and self.status is not None):
            raise ValueError("temperature and status are for controller: generic, which needs temperature")
        if known is not None and known.needs_decimals != (self.decimals is not None):
            needs = "does not tell its decimals: read them from its display and set decimals"
            raise ValueError(f"{known.name} {needs if known.needs_decimals else 'tells its value itself: no decimals'}")
        _ = self.registers  # refuses a map in which two answers would look alike
