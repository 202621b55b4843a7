"""What a move asks of a draw: a closed list, people of different roles, commitments before reveals, and the packages that follow.

Each function yields, in plain words, what is missing. The draw itself is computed by `station.rules.sampling`, which anyone can
repeat; the table that says when each is asked is `station.rules.moves`. Decision 13: a withheld secret has all packages drawn.
"""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import groupby
from operator import attrgetter

from station.formats.entry import Entry
from station.rules.doubts import draws_failed
from station.rules.goods import Draw, Goods, TestResult
from station.rules.numbers import same_number
from station.rules.packages import can_be_taken, not_yet_weighed
from station.rules.sampling import (
    Demand,
    Plan,
    SamplingError,
    joint_seed,
    least_size,
    parse_share,
    select,
    verify_reveal,
)
from station.rules.session import Session
from station.rules.shapes import Data

LEAST_PEOPLE = 2
MOST_USED_MG = 10_000  # a kit takes some milligrams; more is no test but a sample, and has a keeper
# The numbers drawn, of up to 120 bytes each, stand in one entry of at most 65,535; nobody tests more in a day.
MOST_DRAWN = 400
_COMMITMENT = re.compile(r"[0-9a-f]{64}")


def demand_of(data: Data) -> tuple[Plan, Demand]:
    """Read the plan and the demand that `draw.opened` names; raises `SamplingError` or `ValueError`."""
    share, confidence = parse_share(data["share"], "share"), parse_share(data["confidence"], "confidence")
    return Plan(data["plan"]), Demand(data["packages"], share, confidence, allowed=data["allowed"])


def outcome(session_id: str, draw: Draw) -> Data:
    """The seed, who withheld a secret, and what is drawn (None: all), as `draw.made` tells them."""
    withheld = [person for person in draw.commitments if person not in draw.secrets]
    if withheld:
        return {"seed": None, "withheld": withheld, "drawn": None}
    seed = joint_seed(session_id, draw.number, draw.commitments, draw.secrets)
    return {"seed": seed.hex(), "withheld": [], "drawn": list(select(seed, draw.population, draw.size))}


def failed_in(entries: Iterable[Entry], consignment: str) -> str | None:
    """The newest earlier session in which a draw of this consignment failed, from all entries that tell of it, in their order."""
    failed = None
    for session, told in groupby(entries, key=attrgetter("session")):
        goods = Goods()
        for entry in told:
            goods.take(entry.kind, entry.data)
        # judged at the session's end: until then a package set aside may yet be tested, and a test come out otherwise
        known = next((each for each in goods.consignments if same_number(each, consignment)), None)
        if known is not None and (goods.consignments[known].failed_before or draws_failed(goods, known)):
            failed = session
    return failed


def draw_planned(session: Session, data: Data) -> Iterator[str]:
    """A draw is of one closed list, one at a time, and large enough for what it claims."""
    consignment = session.consignments.get(data["consignment"])
    if data["draw"] in session.draws:
        yield f"another number: draw {data['draw']} has already been opened"
    if consignment is None or not consignment.closed:
        yield f"the list of consignment {data['consignment']} to be closed first"
        return
    for draw in session.draws_of(data["consignment"]):
        if draw.drawn is None:
            yield f"draw {draw.number} to be made or called off first"
    population = session.drawable(data["consignment"])
    if data["packages"] != len(population):
        yield f"packages to be {len(population)}, as the entries say"
    try:
        plan, demand = demand_of(data)
        least = least_size(plan, demand)
    except (SamplingError, ValueError) as error:
        yield f"a plan that can be made: {error}"
        return
    if data["size"] > MOST_DRAWN:
        yield f"a plan that draws at most {MOST_DRAWN} packages: divide the consignment, or test less than {data['size']}"
    if not least <= data["size"] <= len(population):
        yield f"a size from {least} to {len(population)}"
    yield from _as_asked(session, data, demand)


def _as_asked(session: Session, data: Data, demand: Demand) -> Iterator[str]:
    """A profile's plan is the least that is drawn."""
    asked = session.conditions["draw"]
    if asked is None:
        return
    if demand.share < Fraction(asked["share"]) or demand.confidence < Fraction(asked["confidence"]):
        yield f"at least the share {asked['share']} and the confidence {asked['confidence']} that the rules ask for"
    if data["allowed"] > asked["allowed"]:
        yield f"no more than {asked['allowed']} allowed negatives"
    try:
        least = least_size(Plan(asked["plan"]), demand)
    except SamplingError as error:
        yield f"a claim that the plan asked for can make: {error}"
        return
    if data["size"] < least:  # another plan may be content with less
        yield f"a size of at least {least}, as the plan {asked['plan']} has it that the rules ask for"


def draw_open(session: Session, data: Data) -> Iterator[str]:
    """The draw is there, and its commitments are not yet closed."""
    draw = session.draws.get(data["draw"])
    if draw is None or draw.cancelled:
        yield f"draw {data['draw']} to be opened first"
    elif draw.closed:
        yield f"a draw whose commitments are open: those of {draw.number} are closed"


def commitment_new(session: Session, data: Data) -> Iterator[str]:
    """One commitment a person: who finds that someone has committed in his name objects, and the draw is called off."""
    draw = session.draws.get(data["draw"])
    if not _COMMITMENT.fullmatch(data["commitment"]):
        yield "a commitment of 64 small hex digits"
    if draw is not None and data["person"] in draw.commitments:
        yield f"one commitment only: someone has committed as {data['person']}; if it was not you, object aloud"
    if draw is not None and data["commitment"] in draw.commitments.values():
        yield "a commitment of one's own: this one is another person's"


def commitments_complete(session: Session, data: Data) -> Iterator[str]:
    """At least two people of different roles have committed, and they are named."""
    draw = session.draws.get(data["draw"])
    if draw is None:
        return  # `draw_open` says so
    if data["persons"] != list(draw.commitments):
        yield "all who have committed, and nobody else: " + ", ".join(draw.commitments)
    if len({session.roles[person] for person in draw.commitments}) < LEAST_PEOPLE:
        yield f"at least {LEAST_PEOPLE} people of different roles to commit"


def draw_running(session: Session, data: Data) -> Iterator[str]:
    """Commitments are closed, and nothing is drawn yet."""
    draw = session.draws.get(data["draw"])
    if draw is None or draw.cancelled or not draw.closed:
        yield f"the commitments of draw {data['draw']} to be closed first"
    elif draw.drawn is not None:
        yield f"a draw that is not yet made: {draw.number} is"


def reveal_fits(session: Session, data: Data) -> Iterator[str]:
    """A secret is the one that was committed to, and is told once."""
    draw = session.draws.get(data["draw"])
    if draw is None:
        return
    if data["person"] not in draw.commitments:
        yield f"a person who has committed: {data['person']} has not"
    elif data["person"] in draw.secrets:
        yield f"one secret only: {data['person']} has revealed it"
    else:
        try:
            commitment = draw.commitments[data["person"]]
            verify_reveal(session.session, draw.number, data["person"], data["secret"], commitment)
        except SamplingError as error:
            yield f"the secret that was committed to: {error}"


def draw_follows(session: Session, data: Data) -> Iterator[str]:
    """What is drawn follows from the secrets, and from nothing else."""
    draw = session.draws.get(data["draw"])
    if draw is None or not draw.closed:
        return
    follows = outcome(session.session, draw)
    if {name: data[name] for name in follows} != follows:
        yield "the packages that follow from the secrets revealed"


def test_described(session: Session, data: Data) -> Iterator[str]:
    """A test is of a package that is here, by someone who is present, with a kit that is named."""
    if data["test"] in session.tests:
        yield f"another number: test {data['test']} is already recorded"
    yield from not_yet_weighed(session, data)
    if data["result"] not in set(TestResult):
        yield f"a result, {', '.join(TestResult)}: {data['result']!r} is none of them"
    if not data["kit"].strip() or not data["lot"].strip():
        yield "the kit and its lot"
    if not 0 <= data["used_mg"] <= MOST_USED_MG:
        yield f"a mass used of at most {MOST_USED_MG} mg"
    yield from can_be_taken(session, data["package"], data["used_mg"])
    draw = session.draws.get(data["draw"] or "")
    if data["draw"] is not None and (draw is None or data["package"] not in (draw.drawn or [])):
        yield f"a package on which draw {data['draw']} fell"


test_described.__test__ = False  # type: ignore[attr-defined]  # no test, whatever a test runner thinks
