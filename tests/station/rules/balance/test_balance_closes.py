"""Over random sessions with random faults the balance closes, to the milligram, or names what is missing."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.rules.balance import Amount, Balance, Books, Lacking, balance
from station.rules.goods import Fate
from tests.station.rules.balance.programme import Programme

MASSES = ("seized", "analysed", "sampled", "presented", "burned", "set_aside", "missing", "unaccounted", "shown")


def programme(seed, *, consignments, packages, sessions, moves, exact=True):
    """A programme that has run."""
    made = Programme(Random(seed))
    for _ in range(consignments):
        made.seize(made.random.randint(1, packages), exact=exact)
    for _ in range(sessions):
        made.run(made.random.sample(made.goods, made.random.randint(1, consignments)), moves)
    return made


SIZES = {"consignments": st.integers(1, 4), "packages": st.integers(1, 6)}
SIZES |= {"sessions": st.integers(1, 4), "moves": st.integers(0, 12)}
COMPLETE = st.builds(programme, st.integers(0, 2**32), **SIZES)
HOLES = st.builds(programme, st.integers(0, 2**32), **SIZES, exact=st.just(False))


def registered(made):
    """The consignments that ever came to the station."""
    return [each for each in made.goods if each.sessions]


def by_number(found):
    """The consignments' lines by their numbers."""
    return {each.consignment: each.line for each in found.consignments}


def same_sums(line, lines):
    """Whether a line is the sum of others in every mass, and in what is not known."""
    lines = list(lines)
    assert [getattr(line, name).known_mg for name in MASSES] == [
        sum(getattr(each, name).known_mg for each in lines) for name in MASSES
    ]
    assert set(line.unknown) == {gap for each in lines for gap in each.unknown}
    assert line.difference.known_mg == sum(each.difference.known_mg for each in lines)
    assert line.presented.bound_mg == sum(each.presented.bound_mg for each in lines)


@settings(max_examples=120, deadline=None)
@given(COMPLETE)
def test_with_complete_papers_every_consignment_closes(made):
    """The difference is exactly what the things themselves lack: not a milligram of a theft is lost or made up."""
    lines = by_number(balance(made.log.entries))

    assert {
        each.number: (lines[each.number].unknown, lines[each.number].difference.mg) for each in registered(made)
    } == {each.number: ((), each.lost_mg(lines[each.number].basis)) for each in registered(made)}


@settings(max_examples=120, deadline=None)
@given(HOLES)
def test_with_holes_in_the_papers_it_closes_or_names_them(made):
    """Where it closes, it closes exactly; where not, what it names is what nobody stated."""
    lines = by_number(balance(made.log.entries))
    for goods in registered(made):
        line = lines[goods.number]
        things = {thing.number for thing in goods.things}
        assert line.difference.mg == (None if line.unknown else goods.lost_mg(line.basis))
        assert {gap.consignment for gap in line.unknown} <= {goods.number}
        for gap in line.unknown:
            assert (gap.number in things) if gap.number else (gap.lacking is Lacking.SEIZED)
        if not any(goods.form.values()):
            assert Lacking.SEIZED in {gap.lacking for gap in line.unknown}


@settings(max_examples=120, deadline=None)
@given(COMPLETE | HOLES)
def test_every_level_is_the_sum_of_the_one_below(made):
    """Packages, consignments, cases, sessions, life; by every fate."""
    found = balance(made.log.entries, made.openings)
    fates = {"burned": {Fate.BURNED}, "set_aside": {Fate.SET_ASIDE}, "missing": {Fate.MISSING, Fate.REGISTERED}}
    fates |= {"presented": set(Fate), "unaccounted": {Fate.REGISTERED}}

    for consignment in found.consignments:
        goods = [each for each in found.packages if (each.consignment, each.sample) == (consignment.consignment, None)]
        for name, fate in fates.items():
            total = Amount.total(each.presented for each in goods if each.fate in fate)
            assert getattr(consignment.line, name) == total
    same_sums(found.life, (each.line for each in found.consignments))
    same_sums(found.life, (each.line for each in found.cases))
    lines = by_number(found)
    for case in found.cases:
        same_sums(case.line, (lines[number] for number in case.consignments))
    for name in ("presented", *fates, "shown", "samples_burned", "sampled"):
        assert getattr(found.life, name) == Amount.total(getattr(each.line, name) for each in found.sessions)


@settings(max_examples=120, deadline=None)
@given(COMPLETE)
def test_presented_is_burned_and_set_aside_and_missing(made):
    """Each thing once, under the fate that it has: counted on the things, not on the record."""
    lines = by_number(balance(made.log.entries))
    for goods in registered(made):
        counted = [
            lines[goods.number].burned.parts,
            lines[goods.number].set_aside.parts,
            lines[goods.number].missing.parts,
        ]
        fates = [thing.fate for thing in goods.things if thing.seen]
        gone = fates.count(Fate.MISSING) + fates.count(Fate.REGISTERED)
        assert counted == [fates.count(Fate.BURNED), fates.count(Fate.SET_ASIDE), gone]


@settings(max_examples=120, deadline=None)
@given(COMPLETE | HOLES)
def test_what_was_burned_is_what_the_session_closed_with(made):
    """As the scale showed it, samples and all: in the balance of the life, and of each session's entries alone."""
    whole = {each.session: each.line for each in balance(made.log.entries).sessions}
    for session, burned_mg in made.burned_mg.items():
        alone = balance(entry for entry in made.log.entries if entry.session == session).life
        for line in (whole[session], alone):
            assert (line.shown.mg or 0) + (line.samples_burned.mg or 0) == burned_mg


@settings(max_examples=60, deadline=None)
@given(COMPLETE)
def test_a_later_session_alone_names_the_earlier_one(made):
    """Whoever has one bag learns that it does not hold all of a consignment."""
    for goods in registered(made):
        for earlier, session in zip(goods.sessions, goods.sessions[1:], strict=False):
            line = by_number(balance(e for e in made.log.entries if e.session == session))[goods.number]
            assert (Lacking.EARLIER, earlier) in {(gap.lacking, gap.number) for gap in line.unknown}
            assert line.difference.mg is None


@settings(max_examples=60, deadline=None)
@given(COMPLETE | HOLES)
def test_a_case_has_the_same_line_from_its_own_entries(made):
    """Other cases' packages stand in its charges, and are passed over."""
    found = balance(made.log.entries, made.openings)
    for case in found.cases:
        alone = balance(entries_of(made, set(case.consignments)), made.openings)
        assert alone.cases == (case,)


def entries_of(made, consignments):
    """The entries that tell of these consignments, and of the fire."""
    packages = {
        (entry.session, entry.data["package"])
        for entry in made.log.entries
        if entry.kind == "package.registered" and entry.data["consignment"] in consignments
    }
    for entry in made.log.entries:
        package = entry.session, entry.data.get("package")
        fire = entry.kind.startswith("batch.") or entry.kind == "furnace.charged"
        if entry.data.get("consignment") in consignments or package in packages or fire:
            yield entry


@pytest.mark.parametrize("seed", range(3))
def test_a_balance_can_be_drawn_up_after_every_entry(seed):
    """Nothing that was counted changes what comes later, and every moment's lines add up."""
    made = programme(seed, consignments=3, packages=4, sessions=3, moves=10)
    books = Books()
    for entry in made.log.entries:
        books.take(entry)
        Balance.of(books)

    assert Balance.of(books) == balance(made.log.entries)


def test_a_national_programme():
    """6,000 packages in 400 consignments over 60 sessions: every thing has one line, and the sums hold."""
    made = Programme(Random(23))
    for _ in range(400):
        made.seize(15)
    for first in range(0, 400, 8):
        made.run(made.goods[first : first + 8], 60)
    for _ in range(10):
        made.run(made.random.sample(made.goods, 40), 200)
    found = balance(made.log.entries, made.openings)

    assert len(made.burned_mg) == 60
    lines = by_number(found)
    assert found.life.difference.mg == sum(goods.lost_mg(lines[goods.number].basis) for goods in made.goods)
    assert len([each for each in found.packages if each.sample is None]) == sum(
        thing.seen for goods in made.goods for thing in goods.things
    )
