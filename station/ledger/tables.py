"""The log's own tables. Rows of the first three are never changed or removed; triggers refuse it (see `engine`).

`openings` is different: it holds what entries only commit to, so it may have to be emptied one day, and the log would
still stand.
"""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy.orm import DeclarativeBase

# SQLite makes only an INTEGER key the row's own address; elsewhere numbers need 64 bits.
NUMBER = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """All tables of the station's database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


# `body` is the evidence. `kind`, `session` and `at_unix_us` repeat parts of it for queries; `scrub` compares them.
entries = Table(
    "entries",
    Base.metadata,
    Column("entry", NUMBER, primary_key=True, autoincrement=False),
    Column("kind", String(64), nullable=False),
    Column("session", String(64)),
    Column("at_unix_us", BigInteger, nullable=False),
    Column("leaf_hash", LargeBinary(32), nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# The root of each whole tile: `hash` is number `number` of level `level` in the sense of tlog-tiles, level 1 and up.
subtrees = Table(
    "subtrees",
    Base.metadata,
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary(32), nullable=False),
    sqlite_with_rowid=False,
)

# One row for each committed transaction; `note` is the signed checkpoint.
checkpoints = Table(
    "checkpoints",
    Base.metadata,
    Column("size", NUMBER, primary_key=True, autoincrement=False),
    Column("root", LargeBinary(32), nullable=False),
    Column("note", LargeBinary, nullable=False),
    Column("at_unix_us", BigInteger, nullable=False),
)

openings = Table(
    "openings",
    Base.metadata,
    Column("commitment", String(64), primary_key=True),
    Column("entry", BigInteger, nullable=False),
    Column("salt", LargeBinary(32), nullable=False),
    Column("value", Text, nullable=False, index=True),  # canonical JSON; a court asks by case number
)

PERMANENT = (entries, subtrees, checkpoints)
