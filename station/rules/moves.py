"""The rules of a session, as one table: what may happen, when, and what must be there first.

Read `MOVES` from top to bottom: it is the order of a destruction. Everything that a person decides is a move and stands
in the table; what the machines observe (recordings, gaps, clock steps) may happen at any time from opening to seal.
`check` returns nothing, or raises `OutOfOrder`, which names all that is missing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from station.rules.draws import (
    commitment_new,
    commitments_complete,
    draw_follows,
    draw_open,
    draw_planned,
    draw_running,
    reveal_fits,
    test_described,
)
from station.rules.goods import Fate
from station.rules.packages import (
    all_accounted,
    charge_weighed,
    correction_named,
    decidable,
    known_consignment,
    list_complete,
    new_consignment,
    new_package,
    not_yet_weighed,
    package_weighable,
    sample_new,
    seal_described,
    something_to_burn,
    still_here,
)
from station.rules.room import (
    cameras_filming,
    key_new,
    key_presented,
    own_reason,
    people_named,
    person_present,
    quorum_stated,
    seat_empty,
    seats_accounted,
    this_batch,
)
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
from station.rules.session import Session, Stage
from station.rules.shapes import Data

Requirement = Callable[[Session, Data], Iterator[str]]

BETWEEN = frozenset({Stage.OPEN})
GOODS_AT_HAND = frozenset({Stage.OPEN, Stage.WEIGHING})
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


def _weighable(session: Session, data: Data) -> Iterator[str]:
    if set_by_hand(session) and not session.display_confirmed:
        yield f"two people to confirm the scale's display first: its line does not tell the {set_by_hand(session)}"
    if data["purpose"] == "residue":
        yield from _residue_weighable(session, data)
    elif data["purpose"] == "package":
        yield from package_weighable(session, data)
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
    yield from correction_named(session.residue_weighing, "the residue", data)


def _residue_expected(session: Session, data: Data) -> Iterator[str]:
    del data
    if not session.batches_ended:
        yield "a batch that has been burned"


def _closable(session: Session, data: Data) -> Iterator[str]:
    if session.batches_ended and session.residue_mg is None and not session.residue_excused:
        yield "the residue to be weighed, or the reason why it cannot be"
    yield from scale_checked_after(session)
    yield from _totals_right(session, data)


def _totals_right(session: Session, data: Data) -> Iterator[str]:
    counted = {
        "packages_burned": len(session.of_fate(Fate.BURNED)),
        "packages_set_aside": len(session.of_fate(Fate.SET_ASIDE)),
        "packages_missing": len(session.of_fate(Fate.MISSING)),
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
        Move("person.joined", IN_SESSION, (people_named,)),
        Move("person.left", IN_SESSION, (person_present,)),
        Move("key.presented", IN_SESSION | {Stage.CLOSED}, (person_present, key_new)),
        Move("checkpoint.cosigned", IN_SESSION | {Stage.CLOSED}, (key_presented,)),
        Move("seat.absent", IN_SESSION, (seat_empty, own_reason)),
        Move("challenge.set", IN_SESSION, (person_present,)),
        Move("remark.made", IN_SESSION | {Stage.CLOSED}, (person_present,)),
        Move("consignment.registered", BETWEEN, (new_consignment,)),
        Move("package.registered", BETWEEN, (new_package,)),
        Move("custody.claimed", BETWEEN, (known_consignment,)),
        Move("sample.kept", BETWEEN, (known_consignment, sample_new)),
        Move("list.closed", BETWEEN, (list_complete,)),
        Move("draw.opened", BETWEEN, (draw_planned,)),
        Move("draw.committed", BETWEEN, (draw_open, person_present, commitment_new)),
        Move("draw.closed", BETWEEN, (draw_open, commitments_complete)),
        # afterwards it cannot be called off: nobody draws again until it suits
        Move("draw.cancelled", BETWEEN, (draw_open, own_reason)),
        Move("draw.revealed", BETWEEN, (draw_running, reveal_fits)),
        Move("draw.made", BETWEEN, (draw_running, draw_follows)),
        Move("test.recorded", BETWEEN, (test_described, person_present, cameras_filming)),
        Move("package.presented", GOODS_AT_HAND, (not_yet_weighed, seal_described, cameras_filming)),
        Move("package.set_aside", GOODS_AT_HAND, (still_here, own_reason)),
        Move("package.missing", GOODS_AT_HAND, (not_yet_weighed, own_reason)),
        Move("package.decided", BETWEEN, (decidable, own_reason)),
        Move(
            "batch.opened",
            BETWEEN,
            (seats_accounted, scale_checked, something_to_burn, cameras_filming),
        ),
        Move("weighing.recorded", GOODS_AT_HAND, (plate_possible, _weighable, cameras_filming)),
        Move("display.confirmed", GOODS_AT_HAND, (two_who_read, display_as_sent)),
        Move("check.omitted", BETWEEN, (when_omitted, own_reason)),
        Move("residue.not_weighed", BETWEEN, (_residue_expected, own_reason)),
        Move("furnace.charged", frozenset({Stage.WEIGHING}), (this_batch, charge_weighed, cameras_filming)),
        Move("burn.started", frozenset({Stage.CHARGED}), (this_batch, cameras_filming)),
        Move("batch.ended", frozenset({Stage.BURNING}), (this_batch,)),
        # before the fire only: what has burned cannot be called off
        Move("batch.cancelled", frozenset({Stage.WEIGHING, Stage.CHARGED}), (this_batch, own_reason)),
        Move("session.closed", BETWEEN, (all_accounted, _closable)),
        Move("recordings.listed", frozenset({Stage.CLOSED}), (_next_in_list,)),
        Move("session.sealed", frozenset({Stage.CLOSED}), (_recordings_finished, quorum_stated)),
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
