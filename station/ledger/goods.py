"""Entries about the goods into query rows: consignments, packages, requests of courts, and which entries tell of a consignment.

`GoodsRow` is why a court's answer costs the same in a log of a day and of ten years: the entries of a case are looked up, not
searched for. The steps stand in `station.ledger.projection.STEPS` with all others.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, insert, select, update

from station.formats.canonical import canonical
from station.formats.entry import Entry
from station.ledger.queries import ConsignmentRow, DrawRow, GoodsRow, PackageRow, RequestRow, SampleRow
from station.ledger.tables import Base
from station.rules.goods import Decision, Fate
from station.rules.numbers import skeleton

# Made once: a list has thousands of packages, and building a statement costs more than running it.
_TELL_OF = insert(Base.metadata.tables[GoodsRow.__tablename__])
_REGISTER_PACKAGE = insert(Base.metadata.tables[PackageRow.__tablename__])


def json_text(value: object) -> str:
    """A value as its canonical JSON, the form in which query rows hold it."""
    return canonical(value).decode()


def change_package(connection: Connection, entry: Entry, package: str, **values: object) -> None:
    """Write what has become of a package of the entry's session."""
    row = (PackageRow.session == entry.session) & (PackageRow.package == package)
    connection.execute(update(PackageRow).where(row).values(**values))


def consignment_registered(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    """A consignment, as its papers state it."""
    columns = ("consignment", "substance", "form", "fresh", "source")
    connection.execute(
        insert(ConsignmentRow).values(
            session=entry.session,
            skeleton=skeleton(data["consignment"]),
            case_json=json_text(data["case"]),
            entry=entry.index,
            **data["stated"],
            **{name: data[name] for name in columns},
        )
    )


def package_registered(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    """A package, as its papers state it."""
    case_package = data["case_package"]
    columns = ("package", "consignment", "seal", "description", "case_package", "sample")
    values = {
        "session": entry.session,
        "package_skeleton": skeleton(data["package"]),
        "seal_skeleton": skeleton(data["seal"]),
        "case_package_skeleton": None if case_package is None else skeleton(case_package),
        "fate": Fate.REGISTERED,
        "entry": entry.index,
    }
    values |= data["stated"] | {name: data[name] for name in columns}
    connection.execute(_REGISTER_PACKAGE, values)


def sample_kept(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    """A sample, with what is its own over the station's life."""
    skeletons = {f"{name}_skeleton": skeleton(data[name]) for name in ("sample", "seal", "consignment")}
    row = {"entry": entry.index, "session": entry.session, "sample": data["sample"], **skeletons}
    connection.execute(insert(SampleRow).values(row))


def package_set_aside(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    """Kept from the fire."""
    change_package(connection, entry, data["package"], fate=Fate.SET_ASIDE, reason=data["reason"], batch=None)


def package_missing(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    """On the list, and not there."""
    change_package(connection, entry, data["package"], fate=Fate.MISSING, reason=data["reason"])


def package_presented(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    """Shown to the cameras."""
    change_package(connection, entry, data["package"], seal_state=data["seal_state"], presented_entry=entry.index)


def package_decided(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    """Brought back to the fire, or kept for good."""
    fate = Fate.REGISTERED if data["decision"] == Decision.BURN else Fate.SET_ASIDE
    change_package(connection, entry, data["package"], fate=fate, reason=data["reason"], batch=None)


def draw_opened(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    """A draw, so that its later entries find their consignment."""
    values = {"draw": data["draw"], "consignment": data["consignment"], "entry": entry.index}
    connection.execute(insert(DrawRow).values(session=entry.session, **values))


def court_requested(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    """A court's request, open until it is answered."""
    columns = {name: data[name] for name in ("request", "date", "form")}
    columns |= {"case_json": json_text(data["case"]), "court_json": json_text(data["court"])}
    connection.execute(insert(RequestRow).values(entry=entry.index, unix_us=entry.at.unix_us, **columns))


def court_answered(connection: Connection, entry: Entry, data: dict[str, Any]) -> None:
    """A court's request, answered."""
    answered = {"answer_entry": entry.index, "answered_unix_us": entry.at.unix_us}
    digests = {name: data[name] for name in ("answer_sha256", "document_sha256")}
    row = RequestRow.request == data["request"]
    connection.execute(update(RequestRow).where(row).values(**answered, **digests))


def index_goods(connection: Connection, entry: Entry) -> None:
    """Note which consignments an entry tells of."""
    found = {skeleton(each) for each in _consignments(connection, entry)}
    if found:
        rows = [{"consignment": each, "entry": entry.index} for each in sorted(found)]
        connection.execute(_TELL_OF, rows)


def _consignments(connection: Connection, entry: Entry) -> Iterable[str]:
    data = entry.data
    if entry.kind.startswith("session.") or not isinstance(data, dict):
        return ()
    if "consignment" in data:
        return (data["consignment"],)
    if entry.kind.startswith("draw."):
        row = (DrawRow.session == entry.session) & (DrawRow.draw == data["draw"])
        return connection.execute(select(DrawRow.consignment).where(row)).scalars()
    ours = PackageRow.session == entry.session
    if entry.kind in {"furnace.charged", "burn.started", "batch.ended", "batch.cancelled"}:
        return connection.execute(
            select(PackageRow.consignment).where(ours & (PackageRow.batch == data["batch"])).distinct()
        ).scalars()
    if data.get("package") is not None:
        return connection.execute(
            select(PackageRow.consignment).where(ours & (PackageRow.package == data["package"]))
        ).scalars()
    return ()
