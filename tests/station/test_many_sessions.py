"""The 23 tonnes that `make bench` asks questions, in small: what is put down is honest, and every question is answered."""

import pytest

from station.evidence import export_session
from station.ledger.cases import goods_entries
from station.rules.balance import balance
from station.verify.target import verify_target
from station.verify.trust import Trust
from tests.bench.programme import QUESTIONS, compare
from tests.programme import Extent, Programme, session_of

TWO, ONE = Extent(2, 4, 3, film_s=30), Extent(1, 2, 3, film_s=30)
# Every session shows the same idle scale, at the times of the first: what it is said to have sent is not in its talk.
OF_THE_TALK = {"recording", "weighing-bytes", "zero"}


@pytest.fixture
def programme(tmp_path):
    """Two sessions of six packages each."""
    made = Programme(tmp_path, TWO)
    yield made
    made.close()


def test_every_question_of_the_bench_is_answered(tmp_path, capsys):
    """In a log of two sessions and in one of one, also what grows with it."""
    taken = compare(tmp_path, TWO, ONE, rounds=1, listed=6)

    assert list(taken) == [name for name, _, _ in QUESTIONS]
    assert all(seconds > 0 for both in taken.values() for seconds in both)
    assert [line for line in capsys.readouterr().out.splitlines() if "12 packages" in line]


def test_the_programme_balances_to_the_milligram(programme):
    """What was seized is analysed, sampled, burned, set aside and missing, in both sessions together."""
    with programme.reader.connect() as connection:
        life = balance(goods_entries(connection)).life

    assert life.difference.mg == 0
    assert life.burned.mg == programme.burned_mg > 0
    assert (life.burned.parts, life.set_aside.parts, life.missing.parts) == (8, 2, 2)


def test_a_session_of_it_passes_but_for_the_scale_s_talk(programme, tmp_path):
    """Rules, seal, images, films, samples, custody and balance hold: only the idle scale never sent what was weighed."""
    with programme.reader.connect() as connection:
        bag = export_session(connection, programme.recordings, session_of(1), tmp_path / "bag")
    report = verify_target(str(bag), Trust((programme.vkey,)))

    assert {each.check for each in report.failures} == OF_THE_TALK
    assert [str(each.text) for each in report.failures if "furnace" in str(each.text)] == []
