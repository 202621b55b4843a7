"""What the recorder and a camera's process tell each other: datagrams, sent again and again, none of which is missed.

Orders say all that is to be done, status says all that is; the newest one counts, so losing any costs nothing. What must not
be lost stands in the journal. A send never waits: when nobody listens, or the listener is slow, the datagram is dropped.
"""

import socket
from contextlib import suppress
from pathlib import Path
from typing import Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from station.sockets import short_name

LONGEST = 65_536  # bytes; orders and status have some hundreds


class Message(BaseModel):
    """Base of the messages: JSON on the wire."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def encode(self) -> bytes:
        """Return the datagram."""
        return self.model_dump_json().encode()

    @classmethod
    def decode(cls, data: bytes) -> Self:
        """Read a datagram; raises `pydantic.ValidationError`."""
        return cls.model_validate_json(data)


M = TypeVar("M", bound=Message)


class RecordingOrder(Message):
    """Film for this session, into `folder` below the recordings; another `batch` or `part` asks for a new file."""

    session: str
    folder: str
    batch: str | None
    part: int


class Overlay(Message):
    """What each frame carries from now on; `weight` is text with its stability, as old as `weight_age_us`.

    `furnace` is the temperature as text, as old as `furnace_age_us`; `has_furnace` false where the station reads none.
    """

    session: str | None = None
    batch: str | None = None
    weight: str | None = None
    weight_age_us: int | None = None
    has_furnace: bool = False
    furnace: str | None = None
    furnace_age_us: int | None = None
    challenge: str | None = None
    root: str | None = None


class Orders(Message):
    """From the recorder; `recording` null means: do not film."""

    recording: RecordingOrder | None
    overlay: Overlay


class CameraStatus(Message):
    """From a camera's process; `reason` says in words what is wrong, `frames` is the session's next frame number."""

    camera: str
    live: bool
    reason: str | None
    since_us: int
    fps: float
    width: int
    height: int
    recording: str | None
    frames: int
    last_frame_unix_us: int | None
    obscured: str | None


def orders_path(run: Path, camera: str) -> Path:
    """Where a camera's process listens."""
    return run / f"camera-{camera}.sock"


def status_path(run: Path) -> Path:
    """Where the recorder listens to all cameras."""
    return run / "recorder-cameras.sock"


class Sender:
    """Sends messages to a socket's path, whether or not anybody is there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.settimeout(0)

    def send(self, message: Message) -> None:
        """Send, or drop it when it cannot be sent at once."""
        # nobody there, or its queue is full: the next message says it all again
        with suppress(OSError), short_name(self._path) as name:
            self._socket.sendto(message.encode(), name)

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()


class OrderSender(Sender):
    """The recorder's way to one camera."""

    def __init__(self, run: Path, camera: str) -> None:
        super().__init__(orders_path(run, camera))


class StatusSender(Sender):
    """A camera's way to the recorder."""

    def __init__(self, run: Path) -> None:
        super().__init__(status_path(run))


class Receiver(Generic[M]):
    """Owns a socket's path; a path left by a killed process is taken over."""

    def __init__(self, path: Path, kind: type[M]) -> None:
        path.unlink(missing_ok=True)
        self._kind = kind
        self._path = path
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        with short_name(path) as name:
            self._socket.bind(name)
        self._socket.settimeout(0)

    def receive(self) -> list[M]:
        """Return all messages that have come, the newest last; never waits. What is not a message is dropped."""
        messages = []
        with suppress(BlockingIOError):
            while True:
                data = self._socket.recv(LONGEST)
                with suppress(ValidationError):
                    messages.append(self._kind.decode(data))
        return messages

    def close(self) -> None:
        """Close the socket and give up its path."""
        self._socket.close()
        self._path.unlink(missing_ok=True)


class OrderReceiver(Receiver[Orders]):
    """A camera's ear."""

    def __init__(self, run: Path, camera: str) -> None:
        super().__init__(orders_path(run, camera), Orders)


class StatusReceiver(Receiver[CameraStatus]):
    """The recorder's ear for all cameras."""

    def __init__(self, run: Path) -> None:
        super().__init__(status_path(run), CameraStatus)
