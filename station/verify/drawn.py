"""What the tests of drawn packages show, and what they do not: the claim with its opposite, or that it does not hold.

Promise: a claim is made only where every drawn package was tested for this draw or kept from the fire, no more of them speak
against it than was allowed beforehand, and no other draw of the same consignment failed. A test that was not clear counts
against, and so does a drawn package that was set aside or is missing untested: nobody saw what is in it. Packages that burned and
could not be drawn are counted, whatever the draw shows.
Limits: a test is believed as it was recorded; who swaps the sample in the kit is on the film, if anywhere.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from station.formats.entry import Entry
from station.rules.draws import demand_of
from station.verify.claim import claim, opposites
from station.verify.drawing import Drawing, Package, Place, State, Story
from station.verify.report import Fault, note
from station.verify.words import Listed, Said, Words, listed, sentences, words

_RESULTS = {
    "as_declared": words("as declared"),
    "not_as_declared": words("NOT AS DECLARED"),
    "unclear": words("not clear"),
}
_GONE = {Place.ASIDE: words("set aside untested"), Place.MISSING: words("missing untested")}


def promise(draw: Drawing) -> tuple[Listed, tuple[Words, ...]]:
    """Say what a draw can show if its tests turn out well, and its opposite; raises `SamplingError` for no possible plan."""
    plan, demand = demand_of(draw.opened.data)
    size = draw.opened.data["size"] if draw.made is None else len(draw.drawn)
    return claim(plan, demand, size), opposites(demand, size)


def outcome(story: Story, draw: Drawing) -> tuple[Said, ...]:
    """Say what came of a draw that was made, in sentences; none before."""
    if draw.state is not State.MADE:
        return ()
    past = _past(story, draw)
    return _shows(story, draw) if past is None else (*_shows(story, draw), past)


def _shows(story: Story, draw: Drawing) -> tuple[Said, ...]:
    untested, negatives = story.untested(draw), story.negatives(draw)
    if len(negatives) > draw.opened.data["allowed"]:
        return (_fails(draw, negatives),)
    named = {"draw": draw.number, "consignment": draw.consignment}
    if untested:
        text = words(
            "Draw {draw} of consignment {consignment} shows nothing yet: of the {size} packages that it fell on, "
            "{count} are not "
            "tested: {packages}.",
            size=len(draw.drawn),
            count=len(untested),
            packages=listed([each.number for each in untested]),
            **named,
        )
        return (text,)
    failed = [each.number for each in story.draws.values() if each is not draw and _speaks_against(story, draw, each)]
    if failed:
        text = words(
            "Draw {draw} of consignment {consignment} claims nothing, whatever its tests found: {failed} of the same "
            "consignment "
            "failed, and to draw again does not undo that.",
            failed=listed(failed),
            **named,
        )
        return (text,)
    return _holds(draw, len(negatives))


def _past(story: Story, draw: Drawing) -> Words | None:
    past = story.burned_past(draw)
    if not past:
        return None
    return words(
        "{count} packages of consignment {consignment} burned that draw {draw} COULD NOT FALL ON, and of which it "
        "shows nothing: "
        "{packages}.",
        count=len(past),
        consignment=draw.consignment,
        draw=draw.number,
        packages=listed([each.number for each in past]),
    )


def outcome_notes(story: Story, faulty: Collection[str]) -> Iterator[Fault]:
    """Tell what each draw shows, and of which consignment nothing was drawn; fail what burned untested."""
    for draw in story.draws.values():
        named = {"draw": draw.number, "consignment": draw.consignment}
        if draw.number in faulty:
            yield note(
                words("Nothing follows from draw {draw}: it does not stand as recorded.", draw=draw.number), **named
            )
            continue
        burned = [each.number for each in story.untested(draw) if each.place is Place.FURNACE]
        if burned:
            text = words(
                "Draw {draw} fell on {packages}, burned without a test for it.",
                draw=draw.number,
                packages=listed(burned),
            )
            yield Fault(text, named | {"packages": burned})
        told = outcome(story, draw)
        if told:
            negatives = [each.number for each in story.negatives(draw)]
            yield note(sentences(*told), **named, negatives=negatives, allowed=draw.opened.data["allowed"])
    yield from _beside(story)


def test_faults(story: Story, entry: Entry) -> Iterator[Fault]:
    """What is wrong with a test, by what was told before it; and the kit that was past its date."""
    data = entry.data
    named = {"test": data["test"], "index": entry.index, "package": data["package"]}
    where = {"entry": entry.index, "test": data["test"], "package": data["package"]}
    package, draw = story.packages.get(data["package"]), story.draws.get(data["draw"] or "")
    if data["test"] in story.tests:
        yield Fault(
            words("Test {test} was recorded a second time (entry {index}).", test=data["test"], index=entry.index),
            where,
        )
    if package is None or package.place is not Place.HERE:
        yield Fault(words("Test {test} (entry {index}) is of package {package}, which was not here.", **named), where)
    if data["draw"] is not None and (draw is None or data["package"] not in draw.drawn):
        text = words(
            "Test {test} (entry {index}) is said to be for draw {draw}, which had not fallen on package {package}.",
            draw=data["draw"],
            **named,
        )
        yield Fault(text, where)
    if data["person"] not in story.people:
        text = words(
            "Test {test} of package {package} (entry {index}) is told of {person}, who was not present.",
            person=data["person"],
            **named,
        )
        yield Fault(text, where)
    yield from _kit(entry, where)


test_faults.__test__ = False  # type: ignore[attr-defined]  # no test, whatever a test runner thinks


def _kit(entry: Entry, where: dict[str, object]) -> Iterator[Fault]:
    data = entry.data
    today = entry.at.utc.partition("T")[0]
    if _is_date(data["expires"]) and data["expires"] >= today:
        return
    text = words(
        "Test {test} of package {package} was made on {today} with kit {kit}, lot {lot}, which was to be used until "
        "{expires}: "
        "what it says is doubtful.",
        test=data["test"],
        package=data["package"],
        today=today,
        kit=repr(data["kit"]),
        lot=repr(data["lot"]),
        expires=repr(data["expires"]),
    )
    yield note(text, **where, expires=data["expires"])


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _speaks_against(story: Story, draw: Drawing, other: Drawing) -> bool:
    """Whether another draw of the same consignment speaks against this one: failed, or given up when its secrets were known."""
    if other.consignment != draw.consignment:
        return False
    given_up = other.closed is not None and other.made is None
    return given_up or len(story.negatives(other)) > other.opened.data["allowed"]


def _fails(draw: Drawing, negatives: list[Package]) -> Words:
    return words(
        "THE CLAIM OF DRAW {draw} DOES NOT HOLD. Of the {size} packages of consignment {consignment} that it fell on, "
        "{count} "
        "speak against it, and {allowed} may: {negatives}. So every package of {consignment} is in doubt, also those "
        "that were "
        "not drawn, and none may burn before the people present decide, with reasons.",
        draw=draw.number,
        consignment=draw.consignment,
        size=len(draw.drawn),
        count=len(negatives),
        allowed=draw.opened.data["allowed"],
        negatives=listed([_against(each) for each in negatives]),
    )


def _holds(draw: Drawing, negatives: int) -> tuple[Said, ...]:
    size = len(draw.drawn)
    found = words(
        "Draw {draw} of consignment {consignment} came out well: of the {size} packages that it fell on, {good} were "
        "found to be "
        "as declared, {negatives} were not, and {allowed} may.",
        draw=draw.number,
        consignment=draw.consignment,
        size=size,
        good=size - negatives,
        negatives=negatives,
        allowed=draw.opened.data["allowed"],
    )
    claimed, opposed = promise(draw)
    return (found, claimed, *opposed)


def _against(package: Package) -> Words:
    what = _found(package) if package.failed or package.place not in _GONE else _GONE[package.place]
    return words("{package} ({what})", package=package.number, what=what)


def _beside(story: Story) -> Iterator[Fault]:
    """What was tested outside of any draw, and what was not opened at all."""
    for consignment in story.consignments:
        packages = story.of_consignment(consignment)
        made = [each for each in story.draws.values() if each.consignment == consignment and each.made is not None]
        drawn = {each.number: set(each.drawn) for each in made}
        beside = [each for each in packages if any(not _of_draw(test, drawn) for test in each.tests)]
        if beside:
            text = words(
                "Of consignment {consignment} packages were tested that somebody chose, and no draw: {packages}. Of "
                "the others "
                "that shows nothing.",
                consignment=consignment,
                packages=listed([_against(each) for each in beside]),
            )
            yield note(text, consignment=consignment, packages=[each.number for each in beside])
        elif not made:
            text = words("No package of consignment {consignment} was opened and tested here.", consignment=consignment)
            yield note(text, consignment=consignment)


def _of_draw(test: Entry, drawn: Mapping[str, set[str]]) -> bool:
    """Whether a test is for a draw that fell on its package."""
    return test.data["package"] in drawn.get(test.data["draw"] or "", set())


def _found(package: Package) -> Words | str:
    """The worst that its tests said."""
    results = [each.data["result"] for each in package.tests]
    worst = next((each for each in results if each != "as_declared"), results[0])
    return _RESULTS.get(worst, repr(worst))
