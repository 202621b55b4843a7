"""The query tables: every kind of entry goes through them in a real database, and they can be made again from the entries."""

import pytest
from sqlalchemy import select

from station import keys
from station.formats.entry import Event, Moment
from station.ledger import engine
from station.ledger.log import Ledger
from station.ledger.projection import project, rebuild, snapshot
from station.ledger.queries import BatchRow, PackageRow, SessionRow
from station.rules.kinds import KINDS, check_data
from station.rules.shapes import Each, Maybe, Withheld


@pytest.fixture
def log(tmp_path):
    """A ledger, and a reader of its database."""
    url = f"sqlite:///{tmp_path}/station.db"
    keys.generate(tmp_path / "key", "station.example/1")
    ledger = Ledger.open(
        engine.writer(url), keys.load(tmp_path / "key"), project, lambda: Moment(10**15, 10**9), tmp_path / "log"
    )
    yield ledger, engine.reader(url)
    ledger.close()


def example(shape, name=""):
    """A value of a shape; texts are the field's own name, so that rows of one test refer to each other."""
    if isinstance(shape, Maybe):
        return example(shape.shape, name)
    if isinstance(shape, Each):
        return [example(shape.shape, name.removesuffix("s"))]
    if isinstance(shape, Withheld):
        return {"commitment": "ab" * 32}
    if isinstance(shape, dict):
        return {key: example(inner, key) for key, inner in shape.items()}
    return {int: 1, str: name, bool: True}[shape]


def test_every_kind_of_entry_is_taken_by_a_real_database(log):
    """All kinds, in the order of the table, go through the projection and stand in the log."""
    ledger, reader = log
    for kind, shape in KINDS.items():
        data = example(shape)
        check_data(kind, data)
        ledger.append(Event(kind=kind, data=data, session="S1"))

    assert ledger.size == len(KINDS)
    with reader.connect() as connection:
        assert connection.execute(select(SessionRow.stage)).scalar_one() == "open"


def test_a_cancelled_batch_gives_its_packages_back(log):
    """The package weighed in it is registered again, without batch and mass."""
    ledger, reader = log
    for kind in ("session.opened", "package.registered", "batch.opened", "weighing.recorded", "batch.cancelled"):
        ledger.append(Event(kind=kind, data=example(KINDS[kind]), session="S1"))

    with reader.connect() as connection:
        package = connection.execute(select(PackageRow)).one()
        batch = connection.execute(select(BatchRow)).one()
    assert (package.fate, package.batch, package.mass_mg) == ("registered", None, None)
    assert batch.state == "cancelled"


def test_the_tables_can_be_made_again_from_the_entries(log):
    """Rebuilding gives the same rows; rows changed behind the log's back are made right."""
    ledger, _ = log
    for kind, shape in KINDS.items():
        ledger.append(Event(kind=kind, data=example(shape), session="S1"))
    with ledger._engine.connect() as connection, connection.begin():
        before = snapshot(connection)
        connection.exec_driver_sql("UPDATE packages SET mass_mg = 7")
        assert snapshot(connection) != before
        rebuild(connection)
        assert snapshot(connection) == before
