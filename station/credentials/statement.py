"""What a film's manifest says: that it was captured, and which sealed recording it is.

Nothing in it is personal. All of it stands in the signed log too, so whoever has the bag can hold the two against each other.
The statement's label begins with the station's own domain, reversed, as the C2PA specification asks of statements that are
not its own (2.2, chapter "Assertions", namespacing); its fields are those of docs/content-credentials.md.
"""

import re
from importlib.metadata import version
from typing import Any

from station.verify.record import Facts
from station.verify.times import clock

SOFTWARE = "furnace-station"
MEDIA = "video/mp4"
# IPTC's word for what a camera took of something real; C2PA asks for one at the beginning of every film's history.
CAPTURED = {
    "action": "c2pa.created",
    "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
}
# A label has components of letters, digits, - and _; but c2pa-rs reads __1 as the number of a second statement alike.
_COMPONENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


def label_of(origin: str) -> str:
    """The label of the station's statement: furnace-1.station.example/log gives example.station.furnace-1.record."""
    return ".".join([*reversed(_COMPONENT.findall(origin.partition("/")[0])), "record"])


def statement_of(facts: Facts, origin: str) -> dict[str, Any]:
    """The station's statement on a recording whose session is sealed. Times are RFC 3339 in UTC, hashes as in the seal."""
    return {
        "v": 1,
        "origin": origin,
        "session": facts.started.session,
        "recording": facts.recording,
        "camera": facts.device,
        "way": facts.started.data["way"],
        "begins": clock(facts.epoch_us),
        "ends": clock(facts.finished["ended_us"]),
        "sha256": facts.sealed["sha256"],
        "merkle_root": facts.sealed["root"],
        "fragments": facts.sealed["fragments"],
        "frames": facts.sealed["frames"],
        "bytes": facts.sealed["bytes"],
    }


def definition_of(facts: Facts, origin: str) -> dict[str, Any]:
    """The manifest's definition, as c2pa-rs reads it."""
    statement = {"label": label_of(origin), "data": statement_of(facts, origin), "created": True}
    return definition(f"{facts.recording}.mp4", CAPTURED | {"when": clock(facts.epoch_us)}, statement)


def definition(title: str, action: dict[str, Any], *statements: dict[str, Any]) -> dict[str, Any]:
    """A manifest's definition; what is `created` the signer states himself, and has not from elsewhere."""
    return {
        "title": title,
        "format": MEDIA,
        "claim_generator_info": [{"name": SOFTWARE, "version": version(SOFTWARE)}],
        "assertions": [{"label": "c2pa.actions", "data": {"actions": [action]}, "created": True}, *statements],
    }
