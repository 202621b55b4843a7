"""Database engines, and the only SQL that knows which database it speaks to: settings and triggers.

The writer commits durably: SQLite in WAL mode with `synchronous=FULL` flushes at every commit, and PostgreSQL does so
by default. The triggers stop mistakes and careless hands, not an insider with a file editor: against him stand the
published checkpoints. One process writes; any number read.
"""

from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from station.ledger.tables import PERMANENT, Base

BUSY_TIMEOUT_MS = 5000  # a copy being taken, or a checkpoint of the WAL, may hold the file for moments
_REFUSAL = "{table} are never changed or removed; a correction is a new entry"


def writer(url: str | URL) -> Engine:
    """Make the one engine that writes; every transaction takes the write lock as it begins."""
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url)
    engine = create_engine(url, connect_args={"check_same_thread": False})
    pragmas = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF")
    _prepare(engine, pragmas, "BEGIN IMMEDIATE")
    return engine


def reader(url: str | URL) -> Engine:
    """Make an engine that cannot write; each transaction sees the database as of one moment."""
    url = make_url(url)
    if url.get_backend_name() != "sqlite":
        options = {"postgresql_readonly": True}
        return create_engine(url, isolation_level="REPEATABLE READ", execution_options=options)
    file = url.set(database=f"file:{quote(url.database or '')}", query={"mode": "ro", "uri": "true"})
    engine = create_engine(file, connect_args={"check_same_thread": False})
    _prepare(engine, ("query_only=ON", "trusted_schema=OFF"), "BEGIN")
    return engine


def create_schema(engine: Engine) -> None:
    """Create the tables that are missing, of all imported modules, and the triggers that keep the log append-only."""
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        make = _sqlite_triggers if engine.dialect.name == "sqlite" else _postgresql_triggers
        for table in PERMANENT:
            make(connection, table)


def _prepare(engine: Engine, pragmas: tuple[str, ...], begin: str) -> None:
    def connected(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        raw: Any = connection
        raw.isolation_level = None  # sqlite3 would begin transactions by itself, and not before every statement
        for pragma in (f"busy_timeout={BUSY_TIMEOUT_MS}", *pragmas):
            raw.execute(f"PRAGMA {pragma}")

    def begun(connection: Connection) -> None:
        raw: Any = connection.connection.driver_connection  # a tenth of the cost of going through SQLAlchemy
        raw.execute(begin)

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)


def _sqlite_triggers(connection: Connection, table: Table) -> None:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL.format(table=table.name)}'); END"
    same = " AND ".join(f"{column.name} = NEW.{column.name}" for column in table.primary_key)
    conditions = {
        "update": "UPDATE ON {table}",
        "delete": "DELETE ON {table}",
        # INSERT OR REPLACE removes the old row without asking the delete trigger.
        "replace": f"INSERT ON {{table}} WHEN EXISTS (SELECT 1 FROM {{table}} WHERE {same})",  # noqa: S608
    }
    for name, condition in conditions.items():
        before = condition.format(table=table.name)
        connection.exec_driver_sql(f"CREATE TRIGGER IF NOT EXISTS {table.name}_no_{name} BEFORE {before} {refusal}")


def _postgresql_triggers(connection: Connection, table: Table) -> None:
    function = f"{table.name}_refuse()"
    connection.exec_driver_sql(
        f"CREATE OR REPLACE FUNCTION {function} RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL.format(table=table.name)}'; END $$"
    )
    connection.exec_driver_sql(
        f"CREATE OR REPLACE TRIGGER {table.name}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table.name} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}"
    )
