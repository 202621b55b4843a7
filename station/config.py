"""The station's settings: `config.yaml` as one frozen model. Unknown keys are refused, every path is made absolute."""

from ipaddress import IPv6Address
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, StringConstraints, ValidationError, ValidationInfo, field_validator, model_validator

from station.formats.errors import VerificationError
from station.formats.personal import parse_personal_key
from station.profiles import DEFAULT, Profile, Quorum, RoleCode, Withholdable, find
from station.settings.furnace import FurnaceSettings
from station.settings.scale import ScaleSettings
from station.settings.section import Name, Section

# C2SP: a schema-less URL-like origin without spaces or plus signs, at most 255 bytes
Origin = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9./_-]{1,255}$")]
# a host name or an IPv4 address as a browser's address bar shows it: no scheme, no port
HostName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,253}$")]

WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$")]
FOLDER = "folder"  # from where a path in the settings is seen, told to the validators


class ConfigError(ValueError):
    """The configuration cannot be used; the message names each key and what is wrong with it."""


class TokenSettings(Section):
    """Where the Ed25519 key lies when it is on a PKCS#11 token."""

    module: Path
    label: str
    pin_file: Path
    key_label: str


class StationSettings(Section):
    """Who the station is and where its things lie."""

    name: Origin
    key: Path
    post_quantum: bool = True
    token: TokenSettings | None = None
    recordings: Path
    database: str


class ApiSettings(Section):
    """Where the HTTP service listens and who may log in."""

    host: str = "127.0.0.1"
    port: int = Field(default=8460, ge=0, le=65535)
    names: tuple[HostName | IPv6Address, ...] = ()
    operators: Path
    secret: Path
    login_hours: int = Field(default=12, gt=0, le=24 * 7)
    footage: Literal["login", "open"] = "login"


class SessionSettings(Section):
    """What the rules ask of a session here: as the country profile has it, unless it is said here."""

    profile: Profile
    seats: tuple[RoleCode, ...]
    quorum: Quorum
    withhold: tuple[Withholdable, ...]

    @model_validator(mode="before")
    @classmethod
    def _profile_fills_in(cls, raw: Any, info: ValidationInfo) -> Any:
        if not isinstance(raw, dict):
            return raw
        given = {key: value for key, value in raw.items() if value is not None}
        profile = find(str(given.get("profile", DEFAULT)), (info.context or {}).get(FOLDER, Path()))
        asked = {"seats": profile.seats, "quorum": profile.quorum, "withhold": profile.withhold}
        return asked | given | {"profile": profile}

    @model_validator(mode="after")
    def _roles_are_declared(self) -> "SessionSettings":
        self.profile.check_roles("seats", self.seats)
        self.profile.check_roles("quorum", (role for group in self.quorum for role in group))
        return self


class WeighingSettings(Section):
    """When a value counts as settled."""

    stable_ms: int = Field(default=1500, ge=1000, le=60_000)
    timeout_s: int = Field(default=120, gt=0, le=800)


class DiskSettings(Section):
    """How much room a session must find."""

    reserve_mb: int = Field(default=500, ge=0)
    mb_per_camera_minute: int = Field(default=45, gt=0)


class CredentialsSettings(Section):
    """Where the certificate for the films' Content Credentials lies."""

    folder: Path = Path("recordings/credentials")


class WitnessSettings(Section):
    """Someone else's machine that co-signs checkpoints (c2sp.org/tlog-witness)."""

    key: str
    url: WebAddress

    @field_validator("key")
    @classmethod
    def _is_a_cosigners_key(cls, key: str) -> str:
        try:
            return parse_personal_key(key).format()
        except VerificationError as error:
            raise ValueError(str(error)) from error


class AuthoritySettings(Section):
    """A time authority (RFC 3161)."""

    name: Name
    url: WebAddress
    certificate: Path


class OutboxSettings(Section):
    """To whom checkpoints are sent."""

    witnesses: tuple[WitnessSettings, ...] = ()
    authorities: tuple[AuthoritySettings, ...] = ()
    newest_every_s: int = Field(default=60, ge=1)

    @model_validator(mode="after")
    def _names_differ(self) -> "OutboxSettings":
        names = [each.name for each in self.authorities]
        if len(set(names)) != len(names):
            raise ValueError("two authorities have the same name")
        if len({each.key for each in self.witnesses}) != len(self.witnesses):
            raise ValueError("a witness is named twice")
        return self


class CameraSettings(Section):
    """One camera: where it is, what it sees and how it is recorded."""

    camera: Name
    view: str
    source: int | str
    way: Literal["original", "encoded"]
    width: int | None = Field(default=None, gt=0)
    height: int | None = Field(default=None, gt=0)
    fps: int | None = Field(default=None, gt=0, le=120)
    bitrate_kbps: int = Field(default=5000, ge=100, le=100_000)
    preset: Literal["ultrafast", "superfast", "veryfast", "faster"] = "superfast"
    open_timeout_ms: int = Field(default=3000, ge=200)
    read_timeout_ms: int = Field(default=1000, ge=200)
    max_file_minutes: int = Field(default=10, ge=1, le=60)
    loop: bool = False  # a file as source: begin again at its end


class Config(Section):
    """All settings of a station."""

    station: StationSettings
    api: ApiSettings
    session: SessionSettings = Field(default_factory=lambda: SessionSettings.model_validate({}))
    weighing: WeighingSettings = WeighingSettings()
    scale: ScaleSettings
    furnace: FurnaceSettings | None = None
    disk: DiskSettings = DiskSettings()
    credentials: CredentialsSettings = CredentialsSettings()
    outbox: OutboxSettings = OutboxSettings()
    cameras: tuple[CameraSettings, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _cameras_differ(self) -> "Config":
        names = [camera.camera for camera in self.cameras]
        if len(set(names)) != len(names):
            raise ValueError("two cameras have the same name")
        for line in {"serial", "controller"} & set(names):
            raise ValueError(f"no camera may be named {line}: that is the line of the scale or of the furnace")
        if self.furnace is not None and self.furnace.url == self.scale.url:
            raise ValueError("furnace.url: another device than the scale's, for two cannot talk on one line")
        if self.furnace is not None and self.furnace.source == "board" and self.scale.protocol != "board":
            raise ValueError("furnace.source: board is for scale.protocol: board, whose line tells of the furnace")
        return self

    @model_validator(mode="after")
    def _times_fit_the_line(self) -> "Config":
        self.scale.check_times(self.weighing.stable_ms)
        return self

    @property
    def profile(self) -> Profile:
        """The country profile."""
        return self.session.profile

    @property
    def run_folder(self) -> Path:
        """Where the processes meet: sockets, locks, previews. Nothing there outlives a start."""
        return self.station.recordings / "run"

    @property
    def log_folder(self) -> Path:
        """The published log."""
        return self.station.recordings / "log"


def load(path: Path) -> Config:
    """Read the settings; raises `ConfigError` that names every wrong key."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; give another file with --config") from error
    except yaml.YAMLError as error:
        raise ConfigError(f"{path}: not YAML: {error}") from error
    try:
        folder = path.resolve().parent
        return _absolute(Config.model_validate(raw, context={FOLDER: folder}), folder)
    except ValidationError as error:
        wrong = (f"  {'.'.join(map(str, e['loc'])) or 'the file'}: {e['msg']}" for e in error.errors())
        raise ConfigError(f"{path} cannot be used:\n" + "\n".join(wrong)) from error


def _absolute(config: Config, folder: Path) -> Config:
    station = config.station
    database = station.database
    if database.startswith("sqlite:///") and not database.startswith("sqlite:////"):
        database = f"sqlite:///{folder / database.removeprefix('sqlite:///')}"
    placed = {"key": folder / station.key, "recordings": folder / station.recordings, "database": database}
    placed["token"] = None if station.token is None else _token(station.token, folder)
    api = config.api
    doors = {"operators": folder / api.operators, "secret": folder / api.secret}
    scale = config.scale
    if scale.board is not None:
        scale = scale.model_copy(update={"board": scale.board.model_copy(update={"key": folder / scale.board.key})})
    credentials = config.credentials.model_copy(update={"folder": folder / config.credentials.folder})
    return config.model_copy(
        update={
            "station": station.model_copy(update=placed),
            "api": api.model_copy(update=doors),
            "scale": scale,
            "credentials": credentials,
            "outbox": _outbox(config.outbox, folder),
        },
    )


def _outbox(outbox: OutboxSettings, folder: Path) -> OutboxSettings:
    authorities = (each.model_copy(update={"certificate": folder / each.certificate}) for each in outbox.authorities)
    return outbox.model_copy(update={"authorities": tuple(authorities)})


def _token(token: TokenSettings, folder: Path) -> TokenSettings:
    return token.model_copy(update={"module": folder / token.module, "pin_file": folder / token.pin_file})
