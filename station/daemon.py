"""What the processes of a station share: they die with their parent, log as JSON lines, and can refuse to start."""

import contextlib
import ctypes
import logging
import os
import signal
import sys
from typing import TextIO, cast

import structlog

PR_SET_PDEATHSIG = 1  # prctl(2)
REFUSED = 78  # sysexits.h EX_CONFIG: starting again would not help, a person must look


class Refused(RuntimeError):
    """A part refused to start, and has said why; starting it again would not help."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The {name} refused to start; its message above says what to do. The station has stopped.")


class _Unfailing:
    """Stderr that is allowed to fail: a full disk under the log file must stop no recording."""

    def write(self, text: str) -> None:
        with contextlib.suppress(OSError):
            sys.stderr.write(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            sys.stderr.flush()


def die_with_parent() -> None:
    """Have the kernel send SIGTERM to this process when its parent dies, however it dies (prctl(2), Linux)."""
    parent = os.getppid()
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent or parent == 1:  # it died before the kernel knew
        sys.exit("The supervisor has gone; start the station with `station run`.")


def log_as_json(process: str) -> None:
    """Write one JSON object a line to stderr, with the process's name, for our own and for library messages."""

    def named(_logger: object, _method: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
        event["process"] = process
        return event

    shared: list[structlog.types.Processor] = [
        named,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.format_exc_info, structlog.processors.JSONRenderer()],
        logger_factory=structlog.PrintLoggerFactory(cast("TextIO", _Unfailing())),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    handler = logging.StreamHandler(_Unfailing())
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
