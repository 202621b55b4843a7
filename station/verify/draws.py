"""The draws, computed again from the entries: who committed and when, who revealed, what the secrets give, how many it had to be.

What a draw shows is told by `station.verify.drawn`, and only of a draw that passes here. A draw that was called off is no
failure, and is told: whoever draws again until it suits him has to be seen. Limits: nobody can see from entries whether a person
chose the secret at random, nor whether the commitment in a person's name is that person's own.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from station.formats.entry import Entry
from station.rules.draws import LEAST_PEOPLE, demand_of
from station.rules.sampling import SamplingError, least_size
from station.verify.drawing import KINDS, Drawing, State, Story
from station.verify.drawn import outcome_notes, test_faults
from station.verify.record import Record
from station.verify.report import Fault, Finding, conclude, note
from station.verify.words import Listed, Said, Words, joined, listed, words

# Each may cost a second of exact arithmetic; a session draws a few times, and a forger must not keep a reader busy for a day.
MAX_DRAWS = 100
SECOND_US = 1_000_000


def check_draws(record: Record) -> Iterator[Finding]:
    """Compute each draw again; then tell what the tests of the drawn packages show."""
    story, of_draws, of_tests = _followed(record)
    faulty = {fault.details["draw"] for fault in of_draws}
    passed = words(
        "All {count} draws follow from the secrets committed to in the names of people; who chose them, the station "
        "cannot know.",
        count=len(story.draws),
    )
    if not story.draws:
        passed = words("No packages were drawn, so no draw was to be computed again.")
    yield from conclude("draws", passed, [*of_draws, *_notes(story)])
    passed = words(
        "All {count} tests are of packages that were here, by people who were present.", count=len(story.tests)
    )
    yield from conclude("tests", passed, [*of_tests, *outcome_notes(story, faulty)])


def _followed(record: Record) -> tuple[Story, list[Fault], list[Fault]]:
    """Follow the entries, and judge each by what stood before it."""
    story = Story()
    of_draws: list[Fault] = []
    of_tests: list[Fault] = []
    for entry in record.of_kind(*KINDS):
        if entry.kind == "test.recorded":
            of_tests += test_faults(story, entry)
        elif entry.kind == "draw.opened":
            of_draws += [_fault(text, entry) for text in _opening(story, entry)]
        elif entry.kind.startswith("draw."):
            draw = story.draws.get(entry.data["draw"])
            of_draws += [_fault(text, entry) for text in _step(story, draw, entry)]
        story.follow(entry)
    return story, of_draws, of_tests


def _fault(text: Said, entry: Entry) -> Fault:
    return Fault(text, {"entry": entry.index, "draw": entry.data["draw"]})


def _opening(story: Story, entry: Entry) -> Iterator[Words]:
    data = entry.data
    named = {"draw": data["draw"], "index": entry.index}
    if data["draw"] in story.draws:
        yield words("Draw {draw} was opened a second time (entry {index}).", **named)
        return
    if data["consignment"] not in story.lists_closed:
        yield words(
            "Draw {draw} was opened (entry {index}) while packages could still be added to the list of consignment "
            "{consignment}.",
            consignment=data["consignment"],
            **named,
        )
    found = len(story.drawable(data["consignment"]))
    if data["packages"] != found:
        yield words(
            "Draw {draw} (entry {index}) is said to be of {stated} packages; {found} of consignment {consignment} were "
            "here.",
            stated=data["packages"],
            found=found,
            consignment=data["consignment"],
            **named,
        )
    elif len(story.draws) < MAX_DRAWS:
        yield from _size(entry)
    else:
        yield words("Draw {draw} (entry {index}) is one of too many to be computed again.", **named)


def _size(entry: Entry) -> Iterator[Words]:
    data = entry.data
    try:
        least = _least(data["plan"], data["packages"], data["share"], data["confidence"], data["allowed"])
    except (SamplingError, ValueError) as error:
        yield words(
            "Draw {draw} (entry {index}) names a plan that cannot be made: {error}",
            draw=data["draw"],
            index=entry.index,
            error=error,
        )
        return
    if not least <= data["size"] <= data["packages"]:
        yield words(
            "Draw {draw} (entry {index}) is of {size} packages; its plan asks for at least {least} of the {packages}.",
            draw=data["draw"],
            index=entry.index,
            size=data["size"],
            least=least,
            packages=data["packages"],
        )


@lru_cache(maxsize=MAX_DRAWS)
def _least(plan: str, packages: int, share: str, confidence: str, allowed: int) -> int:
    told = {"plan": plan, "packages": packages, "share": share, "confidence": confidence, "allowed": allowed}
    return least_size(*demand_of(told))


def _step(story: Story, draw: Drawing | None, entry: Entry) -> Iterator[Said]:
    """What is wrong with a step of a draw, by what was told before it."""
    if draw is None:
        yield words(
            "Entry {index} is of draw {draw}, which was never opened.", index=entry.index, draw=entry.data["draw"]
        )
        return
    match entry.kind:
        case "draw.committed":
            yield from _commitment(story, draw, entry)
        case "draw.closed":
            yield from _close(story, draw, entry)
        case "draw.cancelled" if draw.state is not State.OPEN:
            yield words(
                "Draw {draw} was called off (entry {index}) when its commitments were closed: who had heard the "
                "secrets knew "
                "what it would fall on.",
                draw=draw.number,
                index=entry.index,
            )
        case "draw.revealed":
            yield from _reveal(draw, entry)
        case "draw.made":
            yield from _made(draw, entry)


def _commitment(story: Story, draw: Drawing, entry: Entry) -> Iterator[Words]:
    named = {"person": entry.data["person"], "draw": draw.number, "index": entry.index}
    if draw.state is not State.OPEN:
        yield words("{person} committed (entry {index}) when draw {draw} took no commitments any more.", **named)
    if entry.data["person"] not in story.people:
        yield words("{person} committed to draw {draw} (entry {index}) without being present.", **named)
    if entry.data["person"] in draw.commitments:
        yield words("{person} committed to draw {draw} a second time (entry {index}).", **named)


def _close(story: Story, draw: Drawing, entry: Entry) -> Iterator[Words]:
    named = {"draw": draw.number, "index": entry.index}
    if draw.state is not State.OPEN:
        yield words("The commitments of draw {draw} were closed a second time (entry {index}).", **named)
        return
    if entry.data["persons"] != list(draw.commitments):
        yield words(
            "Draw {draw} (entry {index}) names {stated} as those who committed; by their entries it was {found}.",
            stated=_all(entry.data["persons"]),
            found=_all(draw.commitments),
            **named,
        )
    if len({story.roles.get(person) for person in draw.commitments}) < LEAST_PEOPLE:
        yield words("All who committed to draw {draw} (entry {index}) had the same role, or nobody did.", **named)


def _reveal(draw: Drawing, entry: Entry) -> Iterator[Words]:
    named = {"person": entry.data["person"], "draw": draw.number, "index": entry.index}
    if draw.state is not State.CLOSED:
        yield words(
            "{person} revealed a secret (entry {index}) when draw {draw} took none: who commits after hearing it can steer.",
            **named,
        )
    if not draw.fits(entry.data["person"], entry.data["secret"]):
        yield words(
            "The secret that {person} revealed for draw {draw} (entry {index}) is not the one committed to.", **named
        )


def _made(draw: Drawing, entry: Entry) -> Iterator[Said]:
    named = {"draw": draw.number, "index": entry.index}
    if draw.state is not State.CLOSED:
        yield words("Draw {draw} was made (entry {index}) when it was not to be made.", **named)
        return
    try:
        follows = draw.follows()
    except SamplingError as error:
        yield words("Draw {draw} (entry {index}) cannot be computed again: {error}", error=error, **named)
        return
    data = entry.data
    if data["withheld"] != follows["withheld"]:
        yield words(
            "Draw {draw} (entry {index}) names {stated} as those who withheld their secret; by the entries it was {found}.",
            stated=_all(data["withheld"]),
            found=_all(follows["withheld"]),
            **named,
        )
    if data["seed"] != follows["seed"]:
        yield words(
            "The seed of draw {draw} (entry {index}) is not the one that the secrets give, {found}.",
            found=follows["seed"] or words("none"),
            **named,
        )
    if data["drawn"] != follows["drawn"]:
        yield words(
            "Draw {draw} did not fall on the packages that entry {index} names, in their order. Wrongly there: "
            "{extra}; left "
            "out: {lacking}.",
            extra=_difference(draw, data["drawn"], follows["drawn"]),
            lacking=_difference(draw, follows["drawn"], data["drawn"]),
            **named,
        )


def _notes(story: Story) -> Iterator[Fault]:
    for draw in story.draws.values():
        named = {"draw": draw.number, "consignment": draw.consignment}
        if draw.cancelled is not None:
            text = words(
                "Draw {draw} of consignment {consignment} was CALLED OFF. The reason given: {reason}. Committed by then, in "
                "the names of: {persons}.",
                reason=repr(draw.cancelled.data["reason"]),
                persons=_named(story, draw.commitments),
                **named,
            )
            yield note(text, entry=draw.cancelled.index, persons=list(draw.commitments), **named)
            continue
        if draw.made is None:
            text = words("Draw {draw} of consignment {consignment} was never made, and shows nothing.", **named)
            yield note(text, **named)
        elif draw.made.data["withheld"]:
            yield _withheld(story, draw, draw.made)
        if draw.idle:
            text = words(
                "Nobody committed to draw {draw} in the names of {persons}, who were present: it rests on the others' "
                "secrets.",
                persons=_named(story, draw.idle),
                draw=draw.number,
            )
            yield note(text, persons=list(draw.idle), **named)


def _withheld(story: Story, draw: Drawing, made: Entry) -> Fault:
    """Name who withheld, and how long there was to reveal: an operator in a hurry makes a withholder of everybody."""
    withheld, closed = made.data["withheld"], draw.closed or made
    text = words(
        "In the names of {persons} it was committed to draw {draw} and NOT REVEALED in the {seconds} s that were "
        "given. So it has "
        "no seed, and all packages were drawn.",
        persons=_named(story, withheld),
        draw=draw.number,
        seconds=(made.at.unix_us - closed.at.unix_us) // SECOND_US,
    )
    return note(text, entry=made.index, persons=withheld, draw=draw.number, consignment=draw.consignment)


def _named(story: Story, persons: Iterable[str]) -> Listed | Words:
    return _all([words("{person} ({role})", person=each, role=story.roles.get(each, "?")) for each in persons])


def _difference(draw: Drawing, one: list[str] | None, other: list[str] | None) -> Listed | Words:
    """Name the packages of the one list that are not in the other; no list stands for all."""
    left_out = set(draw.population if other is None else other)
    found = [each for each in (draw.population if one is None else one) if each not in left_out]
    return listed(found) if found else words("none")


def _all(told: Iterable[object]) -> Listed | Words:
    items = list(told)
    return joined(items) if items else words("no one")
