"""The tables that queries read: a view of the entries, written in the same transaction, rebuilt from them at any time.

Nothing here is evidence; the entries are. Withheld values stand here as the JSON of their commitment, and `openings`
(beside the log) opens them.
"""

from sqlalchemy import BigInteger, Boolean, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from station.ledger.tables import Base


class SessionRow(Base):
    """One session. `stage` is the newest `station.rules.session.Stage`."""

    __tablename__ = "sessions"
    session: Mapped[str] = mapped_column(String(64), primary_key=True)
    stage: Mapped[str] = mapped_column(String(32))
    first_entry: Mapped[int] = mapped_column(BigInteger)
    seal_entry: Mapped[int | None] = mapped_column(BigInteger)
    opened_unix_us: Mapped[int] = mapped_column(BigInteger)
    closed_unix_us: Mapped[int | None] = mapped_column(BigInteger)
    sealed_unix_us: Mapped[int | None] = mapped_column(BigInteger)
    basis: Mapped[str] = mapped_column(Text)  # JSON, as in the entry
    place: Mapped[str] = mapped_column(Text)  # JSON: text, or a commitment
    furnace: Mapped[str] = mapped_column(Text)
    burned_mg: Mapped[int | None] = mapped_column(BigInteger)
    residue_mg: Mapped[int | None] = mapped_column(BigInteger)


class PersonRow(Base):
    """A person in the room, by number and role; who it is stands in an opening only."""

    __tablename__ = "people"
    session: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[str] = mapped_column(String(64), primary_key=True)
    role: Mapped[str] = mapped_column(String(64))
    joined_unix_us: Mapped[int] = mapped_column(BigInteger)
    left_unix_us: Mapped[int | None] = mapped_column(BigInteger)
    entry: Mapped[int] = mapped_column(BigInteger)


class ConsignmentRow(Base):
    """A consignment as seized. `case_json` is the case number as JSON text, or its commitment."""

    __tablename__ = "consignments"
    session: Mapped[str] = mapped_column(String(64), primary_key=True)
    consignment: Mapped[str] = mapped_column(String(64), primary_key=True)
    case_json: Mapped[str] = mapped_column(Text)
    substance: Mapped[str] = mapped_column(Text)
    gross_mg: Mapped[int | None] = mapped_column(BigInteger)
    net_mg: Mapped[int | None] = mapped_column(BigInteger)
    count: Mapped[int | None] = mapped_column(BigInteger)
    millilitres: Mapped[int | None] = mapped_column(BigInteger)
    skeleton: Mapped[str] = mapped_column(String(64), index=True)
    form: Mapped[str] = mapped_column(String(16))
    fresh: Mapped[bool] = mapped_column(Boolean)
    source: Mapped[str] = mapped_column(Text)
    entry: Mapped[int] = mapped_column(BigInteger, index=True)


class PackageRow(Base):
    """A package and its fate. The skeletons find numbers that only look different (`station.rules.numbers`)."""

    __tablename__ = "packages"
    session: Mapped[str] = mapped_column(String(64), primary_key=True)
    package: Mapped[str] = mapped_column(String(64), primary_key=True)
    consignment: Mapped[str] = mapped_column(String(64))
    seal: Mapped[str] = mapped_column(String(64))
    package_skeleton: Mapped[str] = mapped_column(String(64), index=True)
    seal_skeleton: Mapped[str] = mapped_column(String(64), index=True)
    description: Mapped[str] = mapped_column(Text)
    gross_mg: Mapped[int | None] = mapped_column(BigInteger)
    net_mg: Mapped[int | None] = mapped_column(BigInteger)
    count: Mapped[int | None] = mapped_column(BigInteger)
    millilitres: Mapped[int | None] = mapped_column(BigInteger)
    sample: Mapped[str | None] = mapped_column(String(64))  # the kept sample that it is
    case_package: Mapped[str | None] = mapped_column(String(64))
    case_package_skeleton: Mapped[str | None] = mapped_column(String(64))
    seal_state: Mapped[str | None] = mapped_column(String(16))  # as it was shown last
    presented_entry: Mapped[int | None] = mapped_column(BigInteger)
    fate: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str | None] = mapped_column(Text)
    batch: Mapped[str | None] = mapped_column(String(64))
    weighing: Mapped[int | None] = mapped_column(BigInteger)
    mass_mg: Mapped[int | None] = mapped_column(BigInteger)
    entry: Mapped[int] = mapped_column(BigInteger)


class BatchRow(Base):
    """A furnace load."""

    __tablename__ = "batches"
    session: Mapped[str] = mapped_column(String(64), primary_key=True)
    batch: Mapped[str] = mapped_column(String(64), primary_key=True)
    state: Mapped[str] = mapped_column(String(32))
    opened_unix_us: Mapped[int] = mapped_column(BigInteger)
    charged_unix_us: Mapped[int | None] = mapped_column(BigInteger)
    lit_unix_us: Mapped[int | None] = mapped_column(BigInteger)
    ended_unix_us: Mapped[int | None] = mapped_column(BigInteger)
    mass_mg: Mapped[int | None] = mapped_column(BigInteger)
    entry: Mapped[int] = mapped_column(BigInteger)


class WeighingRow(Base):
    """A weighing; its entry holds all of it. Numbers run unbroken over the station's life."""

    __tablename__ = "weighings"
    weighing: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    session: Mapped[str] = mapped_column(String(64))
    purpose: Mapped[str] = mapped_column(String(16))
    package: Mapped[str | None] = mapped_column(String(64))
    batch: Mapped[str | None] = mapped_column(String(64))
    corrects: Mapped[int | None] = mapped_column(BigInteger)
    mass_mg: Mapped[int] = mapped_column(BigInteger)
    figure: Mapped[str] = mapped_column(String(32))
    unit: Mapped[str] = mapped_column(String(8))
    shown_as: Mapped[str] = mapped_column(String(16))
    unix_us: Mapped[int] = mapped_column(BigInteger)
    entry: Mapped[int] = mapped_column(BigInteger)
    __table_args__ = (Index("ix_weighings_session", "session"),)


class ChangeRow(Base):
    """A numbered change of what weighings rest on (`metrology.changed`)."""

    __tablename__ = "changes"
    event: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    what: Mapped[str] = mapped_column(String(32))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    unix_us: Mapped[int] = mapped_column(BigInteger)
    entry: Mapped[int] = mapped_column(BigInteger)


class BoardRow(Base):
    """A board that signs its readings: the commitment to its key, and how far it had counted."""

    __tablename__ = "boards"
    board: Mapped[str] = mapped_column(String(8), primary_key=True)
    commitment: Mapped[str] = mapped_column(String(64))
    counter: Mapped[int | None] = mapped_column(BigInteger)
    events: Mapped[int] = mapped_column(BigInteger)


class DrawRow(Base):
    """A draw and its consignment; its entries hold all of it."""

    __tablename__ = "draws"
    session: Mapped[str] = mapped_column(String(64), primary_key=True)
    draw: Mapped[str] = mapped_column(String(64), primary_key=True)
    consignment: Mapped[str] = mapped_column(String(64))
    entry: Mapped[int] = mapped_column(BigInteger)


class SampleRow(Base):
    """A kept sample, as it was recorded; its number and seal are its own over the station's life."""

    __tablename__ = "samples"
    entry: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    session: Mapped[str] = mapped_column(String(64))
    sample: Mapped[str] = mapped_column(String(64))
    sample_skeleton: Mapped[str] = mapped_column(String(64), index=True)
    seal_skeleton: Mapped[str] = mapped_column(String(64), index=True)
    consignment_skeleton: Mapped[str] = mapped_column(String(64))


class GoodsRow(Base):
    """An entry that tells of a consignment (its number's skeleton), over the station's whole life."""

    __tablename__ = "goods"
    consignment: Mapped[str] = mapped_column(String(64), primary_key=True)
    entry: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)


class RequestRow(Base):
    """A court's request; what of it is withheld stands as JSON of its commitment. Unanswered while `answer_entry` is null."""

    __tablename__ = "requests"
    request: Mapped[str] = mapped_column(String(64), primary_key=True)
    court_json: Mapped[str] = mapped_column(Text)
    case_json: Mapped[str] = mapped_column(Text)
    date: Mapped[str] = mapped_column(String(16))
    form: Mapped[str] = mapped_column(Text)
    unix_us: Mapped[int] = mapped_column(BigInteger)
    entry: Mapped[int] = mapped_column(BigInteger)
    answer_sha256: Mapped[str | None] = mapped_column(String(64))
    document_sha256: Mapped[str | None] = mapped_column(String(64))
    answer_entry: Mapped[int | None] = mapped_column(BigInteger)
    answered_unix_us: Mapped[int | None] = mapped_column(BigInteger)


class RecordingRow(Base):
    """A recording and the newest totals that an entry committed."""

    __tablename__ = "recordings"
    recording: Mapped[str] = mapped_column(String(128), primary_key=True)
    session: Mapped[str] = mapped_column(String(64))
    stream: Mapped[str] = mapped_column(String(16))
    device: Mapped[str] = mapped_column(String(64))
    way: Mapped[str] = mapped_column(String(16))
    batch: Mapped[str | None] = mapped_column(String(64))
    file: Mapped[str] = mapped_column(Text)
    media: Mapped[str] = mapped_column(String(64))
    epoch_us: Mapped[int] = mapped_column(BigInteger)
    first_frame: Mapped[int] = mapped_column(BigInteger)
    fragments: Mapped[int] = mapped_column(BigInteger)
    bytes: Mapped[int] = mapped_column(BigInteger)
    frames: Mapped[int] = mapped_column(BigInteger)
    root: Mapped[str | None] = mapped_column(String(44))
    sha256: Mapped[str | None] = mapped_column(String(64))
    ended_unix_us: Mapped[int | None] = mapped_column(BigInteger)
    interrupted: Mapped[bool | None] = mapped_column(Boolean)
    start_entry: Mapped[int] = mapped_column(BigInteger)
    finish_entry: Mapped[int | None] = mapped_column(BigInteger)
    __table_args__ = (Index("ix_recordings_session", "session"), Index("ix_recordings_sha256", "sha256"))


class IncidentRow(Base):
    """What went wrong: gaps, lost cameras, covered lenses, clock steps, full disks."""

    __tablename__ = "incidents"
    entry: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    session: Mapped[str | None] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(32))
    device: Mapped[str | None] = mapped_column(String(64))
    unix_us: Mapped[int] = mapped_column(BigInteger)
    data: Mapped[str] = mapped_column(Text)  # JSON, as in the entry
    __table_args__ = (Index("ix_incidents_session", "session"),)
