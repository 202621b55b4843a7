"""What an authority says in a stamp: `TSTInfo` of RFC 3161, section 2.4.2, read into plain integers and bytes."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from asn1crypto import tsp

from station.formats.errors import Malformed
from station.formats.timestamp.der import check_der, reading
from station.formats.timestamp.signature import accepted_digest

# Seconds are always there, the zone is always Z; a fraction has any number of digits (RFC 3161, 2.4.2).
_GENERALIZED_TIME = re.compile(rb"(\d{14})(?:\.(\d+))?Z")
_WHAT = "time stamp"


@dataclass(frozen=True)
class Info:
    """The imprint of the data and the time given to it; times are Unix microseconds, cut, not rounded."""

    algorithm: str
    imprint: bytes
    at_us: int
    accuracy_us: int | None
    serial: int
    policy: str


def read_info(content: bytes) -> Info:
    """Read a `TSTInfo`. Raise `Malformed`, also for an extension that it calls critical: none is known here."""
    check_der(content, _WHAT)
    with reading(_WHAT):
        info = tsp.TSTInfo.load(content, strict=True)
        extensions = info["extensions"] if info["extensions"].native is not None else ()
        if info["version"].native != "v1" or any(each["critical"].native for each in extensions):
            raise Malformed(_WHAT, "it asks for more than version 1 of the standard")
        return Info(
            algorithm=accepted_digest(info["message_imprint"]["hash_algorithm"]["algorithm"].native, _WHAT),
            imprint=info["message_imprint"]["hashed_message"].native,
            at_us=_unix_us(info["gen_time"].contents),
            accuracy_us=_accuracy_us(info["accuracy"]),
            serial=info["serial_number"].native,
            policy=info["policy"].dotted,
        )


def _unix_us(text: bytes) -> int:
    found = _GENERALIZED_TIME.fullmatch(text)
    if found is None:
        raise Malformed(_WHAT, "its time is not in UTC to the second")
    whole = datetime.strptime(found[1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return int(whole.timestamp()) * 1_000_000 + int((found[2] or b"").ljust(6, b"0")[:6])


def _accuracy_us(accuracy: Any) -> int | None:
    if accuracy.native is None:
        return None
    seconds, millis, micros = (accuracy[part].native or 0 for part in ("seconds", "millis", "micros"))
    if seconds < 0 or not 0 <= millis <= 999 or not 0 <= micros <= 999:
        raise Malformed(_WHAT, "its accuracy is out of range")
    return int(seconds) * 1_000_000 + int(millis) * 1000 + int(micros)
