"""The rules of a session, as one table: what may happen, when, and what must be there first.

Read `MOVES` from top to bottom: it is the order of a destruction. Everything that a person decides is a move and stands
in the table; what the machines observe (recordings, gaps, clock steps) may happen at any time from opening to seal.
`check` returns nothing, or raises `OutOfOrder`, which names all that is missing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from station.formats.cosignature import parse_verifier
from station.rules.numbers import same_number
from station.rules.scale import (
    check_weighable,
    display_as_sent,
    plate_possible,
    scale_checked,
    scale_checked_after,
    set_by_hand,
    two_who_read,
    when_omitted,
)
from station.rules.session import Fate, Package, Session, Stage, said_by
from station.rules.shapes import Data

Requirement = Callable[[Session, Data], Iterator[str]]

IN_SESSION = frozenset({Stage.OPEN, Stage.WEIGHING, Stage.CHARGED, Stage.BURNING})


class OutOfOrder(ValueError):
    """A move that the rules do not allow now; `missing` says, in plain words, what must come first."""

    def __init__(self, kind: str, stage: Stage, missing: list[str]) -> None:
        self.kind, self.stage, self.missing = kind, stage, missing
        super().__init__(f"{kind} is not possible now (session: {stage}): " + "; ".join(missing))


@dataclass(frozen=True)
class Move:
    """One kind of entry, the stages in which it may come, and what else it needs."""

    kind: str
    stages: frozenset[Stage]
    needs: tuple[Requirement, ...] = ()


def _own_reason(session: Session, data: Data) -> Iterator[str]:
    del session
    if not data["reason"].strip():
        yield "a reason in words"


def _people_named(session: Session, data: Data) -> Iterator[str]:
    if data["person"] in session.roles:
        yield f"another number: {data['person']} has already joined this session"


def _person_present(session: Session, data: Data) -> Iterator[str]:
    if data["person"] not in session.people:
        yield f"a person who is present: {data['person']} is not"


def _key_new(session: Session, data: Data) -> Iterator[str]:
    if data["person"] in session.keys:
        yield f"no second key: {data['person']} has presented one"
    for person, key in session.keys.items():
        if parse_verifier(key).public_key == parse_verifier(data["key"]).public_key:  # whatever the name
            yield f"a key of one's own: {person} has presented this one"


def _key_presented(session: Session, data: Data) -> Iterator[str]:
    if data["person"] not in session.keys:
        yield f"a key that {data['person']} presented"
    if said_by(data) in session.cosignatures:
        yield "another cosignature: this one is recorded already"


def _quorum_stated(session: Session, data: Data) -> Iterator[str]:
    quorum, missing = data["quorum"], session.quorum_missing()
    if (quorum["met"], quorum["cosigned"], quorum["missing"]) != (not missing, session.cosigned, missing):
        yield "the quorum as the entries give it"
    if missing and not (quorum["reason"] or "").strip():
        for group in missing:
            yield f"a co-signature of the closed session by {' or '.join(group)}, or the reason why it is sealed without"
    if not missing and quorum["reason"] is not None:
        yield "no excuse: the quorum is met"


def _seat_empty(session: Session, data: Data) -> Iterator[str]:
    if data["role"] in session.ever_present:
        yield f"an empty seat: someone has joined as {data['role']}"


def _new_consignment(session: Session, data: Data) -> Iterator[str]:
    if data["consignment"] in session.consignments:
        yield f"another number: consignment {data['consignment']} is already registered"


def _new_package(session: Session, data: Data) -> Iterator[str]:
    for known in session.packages:
        if same_number(known, data["package"]):
            yield f"another number: package {known} is already registered"
    for package in session.packages.values():
        # a package set aside may be registered again under another number: also how a slip of the pen is mended
        if same_number(package.seal, data["seal"]) and package.fate is not Fate.SET_ASIDE:
            yield f"another seal: seal {data['seal']} is on package {package.number}"
    if data["consignment"] not in session.consignments:
        yield f"consignment {data['consignment']} to be registered first"


def _still_here(session: Session, data: Data) -> Iterator[str]:
    package = session.packages.get(data["package"])
    if package is None:
        yield f"package {data['package']} to be registered first"
    elif package.fate not in {Fate.REGISTERED, Fate.WEIGHED}:
        yield f"a package that is still here: {package.number} is {package.fate}"


def _seats_accounted(session: Session, data: Data) -> Iterator[str]:
    del data
    for role in session.seats:
        if role not in session.ever_present | session.absent:
            yield f"someone to join as {role}, or that seat to be recorded as absent with a reason"


def _cameras_filming(session: Session, data: Data) -> Iterator[str]:
    del data
    for camera in session.not_filming():
        yield f"camera {camera} to film"


def _something_to_burn(session: Session, data: Data) -> Iterator[str]:
    if not session.of_fate(Fate.REGISTERED):
        yield "a registered package that is not yet burned or set aside"
    if data["batch"] in session.batches_begun:
        yield f"another number: batch {data['batch']} has already been opened"


def _this_batch(session: Session, data: Data) -> Iterator[str]:
    if data["batch"] != session.batch:
        yield f"the open batch, {session.batch}: {data['batch']} is not open"


def _weighable(session: Session, data: Data) -> Iterator[str]:
    if set_by_hand(session) and not session.display_confirmed:
        yield f"two people to confirm the scale's display first: its line does not tell the {set_by_hand(session)}"
    if data["purpose"] == "residue":
        yield from _residue_weighable(session, data)
    elif data["purpose"] == "package":
        yield from _package_weighable(session, data)
    elif data["purpose"] == "check":
        yield from check_weighable(session, data)
    else:
        yield f'a purpose, "package", "residue" or "check": {data["purpose"]!r} is none of them'


def _residue_weighable(session: Session, data: Data) -> Iterator[str]:
    if session.stage is not Stage.OPEN:
        yield "the batch to be ended before the residue is weighed"
    if not session.batches_ended:
        yield "a batch that has been burned"
    yield from scale_checked(session, data)  # the way out: the reason why the residue is not weighed
    yield from _correction_named(session.residue_weighing, "the residue", data)


def _package_weighable(session: Session, data: Data) -> Iterator[str]:
    if session.stage is not Stage.WEIGHING:
        yield "a batch to be opened first"
        return
    yield from _this_batch(session, data)
    yield from scale_checked(session, data)  # the scale may be another one than when the batch was opened
    yield from _still_here(session, data)
    package = session.packages.get(data["package"])
    if package is not None:
        yield from _correction_named(package.weighing, f"package {package.number}", data)


def _correction_named(known: int | None, what: str, data: Data) -> Iterator[str]:
    if data["corrects"] != known and known is not None:
        yield f"this weighing to say that it corrects weighing {known}: {what} has been weighed"
    elif data["corrects"] != known:
        yield f"nothing to be corrected: {what} has not been weighed before"


def _charge_weighed(session: Session, data: Data) -> Iterator[str]:
    weighed = session.of_fate(Fate.WEIGHED, batch=data["batch"])
    if not weighed:
        yield "at least one package of this batch to be weighed"
    elif [package.number for package in weighed] != data["packages"]:
        yield "all weighed packages of the batch, and no others: " + ", ".join(p.number for p in weighed)
    elif _mass_mg(weighed) != data["mass_mg"]:
        yield f"the sum of the recorded masses, {_mass_mg(weighed)} mg"


def _mass_mg(packages: list[Package]) -> int:
    return sum(package.mass_mg or 0 for package in packages)


def _residue_expected(session: Session, data: Data) -> Iterator[str]:
    del data
    if not session.batches_ended:
        yield "a batch that has been burned"


def _all_accounted(session: Session, data: Data) -> Iterator[str]:
    for package in session.of_fate(Fate.REGISTERED, Fate.WEIGHED, Fate.CHARGED):
        yield f"package {package.number} to be burned, or set aside with a reason"
    if session.batches_ended and session.residue_mg is None and not session.residue_excused:
        yield "the residue to be weighed, or the reason why it cannot be"
    yield from scale_checked_after(session)
    yield from _totals_right(session, data)


def _totals_right(session: Session, data: Data) -> Iterator[str]:
    burned, aside = session.of_fate(Fate.BURNED), session.of_fate(Fate.SET_ASIDE)
    counted = {
        "packages_burned": len(burned),
        "packages_set_aside": len(aside),
        "burned_mg": session.burned_mg(),
        "residue_mg": session.residue_mg,
    }
    for name, value in counted.items():
        if data[name] != value:
            yield f"{name} to be {value}, as the entries say"


def _recordings_finished(session: Session, data: Data) -> Iterator[str]:
    for recording, device in session.running.items():
        yield f"recording {recording} of {device} to be finished"
    if session.listed + [sealed["recording"] for sealed in data["recordings"]] != session.started:
        yield "every recording of the session in the seal's list, in the order in which they started"


def _next_in_list(session: Session, data: Data) -> Iterator[str]:
    begun = session.listed + [listed["recording"] for listed in data["recordings"]]
    if begun != session.started[: len(begun)]:
        yield "the session's recordings in the order in which they started, each once"
    yield from (f"recording {name} to be finished" for name in begun if name in session.running)


MOVES: dict[str, Move] = {
    move.kind: move
    for move in (
        Move("session.opened", frozenset({Stage.NOT_OPEN}), (plate_possible,)),
        Move("person.joined", IN_SESSION, (_people_named,)),
        Move("person.left", IN_SESSION, (_person_present,)),
        Move("key.presented", IN_SESSION | {Stage.CLOSED}, (_person_present, _key_new)),
        Move("checkpoint.cosigned", IN_SESSION | {Stage.CLOSED}, (_key_presented,)),
        Move("seat.absent", IN_SESSION, (_seat_empty, _own_reason)),
        Move("challenge.set", IN_SESSION, (_person_present,)),
        Move("remark.made", IN_SESSION | {Stage.CLOSED}, (_person_present,)),
        Move("consignment.registered", frozenset({Stage.OPEN}), (_new_consignment,)),
        Move("package.registered", frozenset({Stage.OPEN}), (_new_package,)),
        Move("package.set_aside", frozenset({Stage.OPEN, Stage.WEIGHING}), (_still_here, _own_reason)),
        Move(
            "batch.opened",
            frozenset({Stage.OPEN}),
            (_seats_accounted, scale_checked, _something_to_burn, _cameras_filming),
        ),
        Move(
            "weighing.recorded", frozenset({Stage.OPEN, Stage.WEIGHING}), (plate_possible, _weighable, _cameras_filming)
        ),
        Move("display.confirmed", frozenset({Stage.OPEN, Stage.WEIGHING}), (two_who_read, display_as_sent)),
        Move("check.omitted", frozenset({Stage.OPEN}), (when_omitted, _own_reason)),
        Move("residue.not_weighed", frozenset({Stage.OPEN}), (_residue_expected, _own_reason)),
        Move("furnace.charged", frozenset({Stage.WEIGHING}), (_this_batch, _charge_weighed, _cameras_filming)),
        Move("burn.started", frozenset({Stage.CHARGED}), (_this_batch, _cameras_filming)),
        Move("batch.ended", frozenset({Stage.BURNING}), (_this_batch,)),
        # before the fire only: what has burned cannot be called off
        Move("batch.cancelled", frozenset({Stage.WEIGHING, Stage.CHARGED}), (_this_batch, _own_reason)),
        Move("session.closed", frozenset({Stage.OPEN}), (_all_accounted,)),
        Move("recordings.listed", frozenset({Stage.CLOSED}), (_next_in_list,)),
        Move("session.sealed", frozenset({Stage.CLOSED}), (_recordings_finished, _quorum_stated)),
    )
}

BEFORE: dict[Stage, str] = {
    Stage.NOT_OPEN: "a session to be opened",
    Stage.OPEN: "the session to be between batches (no batch open, not closed)",
    Stage.WEIGHING: "a batch to be opened",
    Stage.CHARGED: "the furnace to be charged",
    Stage.BURNING: "the burn to be started",
    Stage.CLOSED: "the session to be closed",
}


def check(session: Session, kind: str, data: Data) -> None:
    """Raise `OutOfOrder` unless an entry of this kind, with this data, may come next in the session.

    Kinds that are not moves (what the machines observe) need an open session that is not yet sealed.
    """
    move = MOVES.get(kind)
    if move is None:
        if session.stage in {Stage.NOT_OPEN, Stage.SEALED}:
            raise OutOfOrder(kind, session.stage, ["an open session"])
        return
    if session.stage not in move.stages:
        raise OutOfOrder(kind, session.stage, [_stage_needed(session.stage, move)])
    missing = [reason for need in move.needs for reason in need(session, data)]
    if missing:
        raise OutOfOrder(kind, session.stage, missing)


def _stage_needed(stage: Stage, move: Move) -> str:
    if stage is Stage.NOT_OPEN:
        return BEFORE[Stage.NOT_OPEN]
    if stage is Stage.SEALED:
        return "a new session: this one is sealed"
    return " or ".join(BEFORE.get(s, str(s)) for s in Stage if s in move.stages)
