"""What the insider can do: he has the disk, the station's keys and its software, and makes everything anew that they can make.

Not in his hands: the keys of other people, of witnesses and of time authorities, and what was carried out of the room. Each
function changes a draft of the record (`record.Draft`); recording the draft then makes all that follows from the change.
"""

import dataclasses
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from sqlalchemy import delete, text

from station.formats.entry import Moment
from station.formats.mp4 import Fragment
from station.formats.signing import Cosigner, Ed25519Signer, LogSigner, MlDsa44Cosigner
from station.ledger import engine, tables
from station.ledger.projection import rebuild
from station.outbox.held import Held
from tests import forgeries
from tests.films import make_film, pieces_of
from tests.forgery.record import COSIGNED, Draft, Shown, Value
from tests.scales import YAOHUA, figure, rebound
from tests.sessions import ORIGIN, PEOPLE, SECOND, SESSION, Made, Script, make_session

# Keys that he makes himself, under the names of those whose keys he has not.
OWN = {
    who: Cosigner(key.name, Ed25519PrivateKey.from_private_bytes(bytes([90 + number] * 32)))
    for number, (who, key) in enumerate(PEOPLE.items())
}
SERIAL = f"{SESSION}-serial-0001"
FILM = f"{SESSION}-scale-0002"  # the scale's camera while the batch was weighed and burned
BATCH = "B1"


def sign_for_people(draft: Draft, keys: Mapping[str, Cosigner] = OWN) -> None:
    """Present keys of his own as theirs, and co-sign with them, remarks and all."""
    draft.people = dict(keys)
    for value in draft.all("key.presented"):
        value["data"]["key"] = keys[value["data"]["person"]].verifier.format()
    for value in draft.all(COSIGNED):
        remark = value["data"]["remark"]
        value["data"] = {"person": value["data"]["person"], "remark": remark["text"] or None}


def claim_no_quorum(draft: Draft) -> None:
    """Leave the people's cosignatures out, and say why there are none."""
    draft.drop(COSIGNED)


def weigh_less(draft: Draft) -> None:
    """Make a kilogram of the second package disappear: on the line, in the weighing, in the charge, in the totals."""
    _rewrite(draft, b"S S     4000.0 g\r\n", b"S S     3000.0 g\r\n")
    (weighing,) = draft.all("weighing.recorded", package="K2")
    raw = b"S S     3000.0 g\r\n".hex()
    weighing["data"] = rebound(weighing["data"] | figure("3000.0") | {"raw": [raw, raw]})
    draft.all("furnace.charged")[0]["data"]["mass_mg"] = 8_000_000
    draft.all("session.closed")[0]["data"]["burned_mg"] = 8_000_000


def remove_batch(draft: Draft) -> None:
    """Nothing was weighed and nothing burned: the packages, the batch and the ash are gone, the films show an empty room."""
    for kind in ("batch.opened", "furnace.charged", "burn.started", "batch.ended"):
        draft.drop(kind)
    for purpose in ("package", "residue"):
        for weighing in draft.all("weighing.recorded", purpose=purpose):
            draft.drop("scale.emptied", after=weighing["data"]["weighing"])
        draft.drop("weighing.recorded", purpose=purpose)
    for number, weighing in enumerate(draft.all("weighing.recorded"), 1):
        for emptied in draft.all("scale.emptied", after=weighing["data"]["weighing"]):
            emptied["data"]["after"] = number
        weighing["data"]["weighing"] = number
    for package in ("K1", "K2"):
        draft.drop("package.registered", package=package)
        draft.drop("package.presented", "image.cut", package=package)
    for value in draft.all("recording.started", batch=BATCH):
        value["data"]["batch"] = None
        name = value["data"]["recording"]
        draft.pieces[name] = _other_film(b"".join(piece.data for piece in draft.pieces[name]))
    for grams in (b"5000.0", b"4000.0", b" 250.0"):
        _rewrite(draft, b"S S     " + grams + b" g\r\n", b"S S        0.0 g\r\n")
    totals = {"packages_burned": 0, "packages_set_aside": 1, "packages_missing": 0, "burned_mg": 0, "residue_mg": None}
    draft.all("session.closed")[0]["data"] = totals


def record_again(folder: Path, begin_us: int) -> Draft:
    """Play the whole session a second time, before other cameras' pictures, with the times of the first."""

    def film(data: bytes) -> bytes:
        return b"".join(piece.data for piece in _other_film(data))

    return Draft.of(make_session(folder, Script(post_quantum=True, one_by_one=True, begin_us=begin_us, film=film)))


def truncate(true: Made, size: int, copy: Path) -> None:
    """Copy the database, and take everything after the first `size` entries out of it, against its triggers."""
    copy_database(true.recordings.parent, copy)
    writer = engine.writer(f"sqlite:///{copy}")
    with writer.begin() as connection:
        for trigger in (
            connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
        ):
            connection.execute(text(f"DROP TRIGGER {trigger}"))
        connection.execute(delete(tables.openings).where(tables.openings.c.entry >= size))
        connection.execute(delete(tables.entries).where(tables.entries.c.entry >= size))
        connection.execute(delete(tables.checkpoints).where(tables.checkpoints.c.size > size))
        rebuild(connection)
    writer.dispose()


def copy_database(station: Path, copy: Path) -> None:
    """Take a copy of a station's database while it runs."""
    with closing(sqlite3.connect(station / "station.db")) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def cut_off(draft: Draft) -> None:
    """Close the session when the batch has burned, and seal it: what came then was never recorded."""
    at = next(number for number, value in enumerate(draft.values) if value["kind"] == "batch.ended")
    later = draft.values[at + 1 :]
    kept = [
        each for each in later if each["kind"] == "recording.finished" and each["data"]["recording"].endswith("0002")
    ]
    end = [each for each in later if each["kind"] == "recording.finished" and each["data"]["recording"] == SERIAL]
    images, (closed,), (seal,) = draft.all("image.cut"), draft.all("session.closed"), draft.all("session.sealed")
    excuse = closed | {"kind": "residue.not_weighed", "data": {"reason": "too hot"}}
    omitted = closed | {"kind": "check.omitted", "data": {"when": "close", "reason": "too hot"}}
    closed["data"]["residue_mg"] = None
    draft.pieces[SERIAL] = [piece for piece in draft.pieces[SERIAL] if piece.end_us < 16 * SECOND]
    draft.pieces = {name: pieces for name, pieces in draft.pieces.items() if not name.endswith("0003")}
    draft.values = [*draft.values[: at + 1], *kept, excuse, omitted, *images, closed, *end, seal, draft.values[-1]]
    for number, value in enumerate(draft.values[at + 1 + len(kept) :]):
        _set_time(value, kept[-1]["at"]["unix_us"] + number + 1, kept[-1]["at"]["mono_us"] + number + 1)


def encode_again(draft: Draft, folder: Path) -> None:
    """Encode a film a second time, as one must who has changed its pictures."""
    film = b"".join(piece.data for piece in draft.pieces[FILM])
    draft.pieces[FILM] = pieces_of(forgeries.encoded_again(film, folder))


def swap_fragments(draft: Draft, one: int = 3, other: int = 6) -> None:
    """Show two seconds of a film in each other's place, and give each the times of its new place."""
    pieces = [bytearray(piece.data) for piece in draft.pieces[FILM]]
    for box, length in ((b"mfhd", 4), (b"tfdt", 8)):
        spans = [slice(at := pieces[number].index(box) + 8, at + length) for number in (one, other)]
        first, second = bytes(pieces[one][spans[0]]), bytes(pieces[other][spans[1]])
        pieces[one][spans[0]], pieces[other][spans[1]] = second, first
    pieces[one], pieces[other] = pieces[other], pieces[one]
    draft.pieces[FILM] = pieces_of(b"".join(bytes(piece) for piece in pieces))


def date(draft: Draft, later_us: int) -> None:
    """Move every time in the record: of the entries, the films, the scale's line."""
    for value in draft.values:
        _set_time(value, value["at"]["unix_us"] + later_us, value["at"]["mono_us"])
    for value in draft.all("recording.started"):
        value["data"]["epoch_us"] += later_us
    draft.pieces[SERIAL] = [
        _piece(piece, re.sub(rb"(?m)^\d+", lambda found: str(int(found[0]) + later_us).encode(), piece.data))
        for piece in draft.pieces[SERIAL]
    ]


def set_clock(folder: Path, begin_us: int, seconds: float, *, in_secret: bool) -> Draft:
    """Play the session with the PC's clock set in its middle, and drop what the station itself said of it."""

    def facts(kind: str, data: dict[str, Any]) -> dict[str, Any] | None:
        untold = kind == "clock.stepped" or data.get("what") == "clock"
        return None if in_secret and untold else data

    script = Script(post_quantum=True, one_by_one=True, begin_us=begin_us, steps=((17.5, seconds),), facts=facts)
    return Draft.of(make_session(folder, script))


def forget_remark(draft: Draft) -> None:
    """Keep a person's cosignature, and leave out the remark that she signed beside it."""
    for value in draft.all(COSIGNED):
        value["data"]["remark"]["text"] = ""


def change_remark(draft: Draft) -> None:
    """Put other words under a person's signature."""
    draft.all(COSIGNED, person="P2")[0]["data"]["remark"]["text"] = "Everything was in order."


def silence(draft: Draft) -> None:
    """Leave out what a person had written into the record."""
    draft.drop("remark.made")


def claim_quorum(draft: Draft) -> None:
    """Seal with a quorum that nobody's cosignature makes."""
    draft.drop(COSIGNED)
    draft.quorum = {"met": True, "cosigned": ["P1", "P2"], "missing": [], "reason": None}


def restate(draft: Draft) -> None:
    """Put the people's own signatures under whatever roots the draft then has."""
    for value in draft.all(COSIGNED):
        value["data"]["root"] = None


def shrink_bounds(draft: Draft) -> None:
    """Make every weighing look ten times better than its scale is."""
    for value in draft.all("weighing.recorded"):
        value["data"]["bound_mg"] //= 10


def pass_check(draft: Draft) -> None:
    """Leave on the line that the scale showed 100 g too little of the check weight; the entries say that it showed all."""
    _rewrite(draft, b"S S    10000.0 g\r\n", b"S S     9900.0 g\r\n")


def hide_change(draft: Draft) -> None:
    """Leave the entry out that tells of other settings; the numbers after it stay, since the weighings carry them."""
    draft.drop("metrology.changed", what="settings")


def hide_zero(draft: Draft) -> None:
    """Leave on the line that the empty scale showed half a kilogram; the entries say that it showed nothing."""
    _rewrite(draft, b"S S        0.0 g\r\n", b"S S      500.0 g\r\n")


def set_decimals(folder: Path, begin_us: int) -> Draft:
    """Weigh on a scale whose line tells no decimals, and set them without asking anybody to read its display."""
    return Draft.of(make_session(folder, Script(post_quantum=True, one_by_one=True, begin_us=begin_us, voice=YAOHUA)))


def hand_over(draft: Draft) -> None:
    """With the stolen keys, hand the log on to keys of his own, before the session."""
    new = thief()
    old, second = draft.signers[0], new.second_verifier
    data = {"old": old.verifier.format(), "new": new.verifier.format(), "new_post_quantum": second.format()}
    started = draft.values[0]
    again = started["data"] | {"key": new.verifier.format(), "post_quantum_key": second.format()}
    change = started | {"kind": "key.succeeded", "data": data | {"reason": "a year is over"}}
    draft.values = [started, change, started | {"data": again}, *draft.values[1:]]
    draft.signers = [old, new]


def thief() -> LogSigner:
    """Keys that he made under the log's name."""
    seed = bytes([66] * 32)
    second = MlDsa44Cosigner(ORIGIN, MLDSA44PrivateKey.from_seed_bytes(seed))
    return LogSigner(Ed25519Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(seed)), second)


def leave_attested(true: Shown, made: Made, suffix: str = "", upto: int | None = None) -> None:
    """Lay what others vouched for beside the checkpoints of the same sizes, up to one size."""
    held = Held(made.recordings / "attested", made.recordings.parent / "log")
    for path in sorted(true.attested.glob(f"*/*{suffix}")):
        size = int(path.parent.name)
        if path.name != "checkpoint" and (upto is None or size <= upto):
            held.keep(size, path.name, (path.parent / "checkpoint").read_bytes(), path.read_bytes())


def _rewrite(draft: Draft, old: bytes, new: bytes) -> None:
    """Replace what the scale sent on the line, which it sent in pieces of seven bytes and the rest."""
    pattern = rf"(< ){old[:7].hex()}(\n\d+ \d+ < ){old[7:].hex()}\n".encode()
    text = rf"\g<1>{new[:7].hex()}\g<2>{new[7:].hex()}".encode() + b"\n"
    draft.pieces[SERIAL] = [_piece(each, re.sub(pattern, text, each.data)) for each in draft.pieces[SERIAL]]


def _piece(piece: Fragment, data: bytes) -> Fragment:
    return dataclasses.replace(piece, data=data)


def _other_film(data: bytes) -> list[Fragment]:
    """A film of other pictures, as long."""
    frames = sum(piece.frames for piece in pieces_of(data))
    return pieces_of(make_film(frames // 10, "smptebars"))


def _set_time(value: Value, unix_us: int, mono_us: int) -> None:
    value["at"] = {"mono_us": mono_us, "unix_us": unix_us, "utc": Moment(unix_us, mono_us).utc}
