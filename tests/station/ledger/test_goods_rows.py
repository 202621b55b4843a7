"""The rows about goods: what becomes of packages, draws and requests, and which entries tell of which consignment."""

import pytest
from sqlalchemy import select

from station.formats.commitment import commit
from station.formats.entry import Event
from station.ledger import cases
from station.ledger.goods import json_text
from station.ledger.projection import project, rebuild, snapshot
from station.ledger.queries import ConsignmentRow, DrawRow, GoodsRow, IncidentRow, PackageRow, RequestRow
from station.rules.kinds import check_data
from station.rules.numbers import skeleton
from tests.draws import opening
from tests.goods import consignment, package, sample, shown
from tests.scales import weighed

CASE, OTHER_CASE = "26-7512-00-3/118", "26-7512-00-3/119"
DIGEST, OPENING = commit(CASE)
WITHHELD = {"commitment": DIGEST}
NOBODY = {"commitment": "ab" * 32}
PLAN = {"plan": "hypergeometric", "share": "9/10", "confidence": "19/20", "allowed": 0, "packages": 2, "size": 2}
DRAW = {"draw": "D1"}
KIT = {"kit": "reagent", "lot": "L-7", "expires": "2027-06-30", "result": "as_declared", "person": "P3", "used_mg": 20}
HELD = {"giver": NOBODY, "holder": NOBODY, "role": "storekeeper", "place": "store", "why": "kept", "until": None}
HELD |= {"since": "2026-09-28T18:30:00+05:00", "seal": None, "seal_reason": None, "gross_mg": None}
CUT = {"recording": "S1-cam-0001", "frame": 7, "unix_us": 1, "file": "S1/images/1.jpg", "sha256": "0" * 64, "bytes": 9}
ASKED = {"court": "court no. 2", "judge": NOBODY, "number": "2-114", "date": "2026-11-21", "since": None, "until": None}
ANSWERED = {"answer_sha256": "1" * 64, "document_sha256": "2" * 64, "size": 9, "root": "", "by_name": NOBODY}
WHERE = {"recording": "S1-serial-0001", "from_mono_us": 0, "to_mono_us": 1}


def weighing(number, of, batch):
    """A weighing of 5 kg."""
    return "weighing.recorded", weighed("5000.0", package=of, batch=batch, weighing=number, serial=WHERE)


def batch_of(batch, *packages):
    """A batch that is burned."""
    mass_mg = 5_000_000 * len(packages)
    yield "furnace.charged", {"batch": batch, "packages": list(packages), "mass_mg": mass_mg}
    yield "burn.started", {"batch": batch}
    yield "batch.ended", {"batch": batch, "heat": None}


# A session of two cases: after each fact the consignments that it tells of.
DAY = [
    ("", "session.opened", opening()),
    ("1", "consignment.registered", consignment("C-1", case=WITHHELD)),
    ("2", "consignment.registered", consignment("C-2", case=OTHER_CASE)),
    ("1", "package.registered", package("K1", "Z1", consignment="C-1", case_package="7")),
    ("1", "package.registered", package("K2", "Z2", consignment="C-1")),
    ("2", "package.registered", package("K3", "Z3", consignment="C-2")),
    ("2", "package.registered", package("K4", "Z4", consignment="C-2")),
    ("1", "custody.claimed", HELD | {"consignment": "C-1", "package": "K1"}),
    ("2", "sample.kept", sample("A1", "C-2", keeper=NOBODY)),
    ("", "number.refused", {"what": "seal", "number": "Z1", "before": {"session": "S1", "package": "K1"}}),
    ("1", "list.closed", {"consignment": "C-1", "packages": 2}),
    ("1", "draw.opened", DRAW | PLAN | {"consignment": "C-1"}),
    ("1", "draw.committed", DRAW | {"person": "P1", "commitment": "5b" * 32}),
    ("1", "draw.closed", DRAW | {"persons": ["P1"]}),
    ("1", "draw.revealed", DRAW | {"person": "P1", "secret": "a7" * 32}),
    ("1", "draw.made", DRAW | {"seed": "5b" * 32, "withheld": [], "drawn": ["K1", "K2"]}),
    ("1", "test.recorded", KIT | DRAW | {"test": "T1", "package": "K1"}),
    ("", "batch.opened", {"batch": "B1"}),
    ("1", "package.presented", shown("K1", "Z1")),
    ("2", "package.presented", shown("K3", "Z3", seal_state="damaged")),
    ("1", *weighing(1, "K1", "B1")),
    ("2", *weighing(2, "K3", "B1")),
    ("2", "package.set_aside", {"package": "K3", "reason": "seal damaged"}),
    ("2", "package.missing", {"package": "K4", "reason": "not there"}),
    *(("1", *fact) for fact in batch_of("B1", "K1")),
    ("2", "package.decided", {"package": "K3", "decision": "burn", "persons": ["P1"], "reason": "looked at"}),
    ("", "batch.opened", {"batch": "B2"}),
    ("1", *weighing(3, "K2", "B2")),
    ("2", *weighing(4, "K3", "B2")),
    ("12", "batch.cancelled", {"batch": "B2", "reason": "door"}),
    ("1", "package.decided", {"package": "K2", "decision": "keep", "persons": ["P1"], "reason": "torn"}),
    ("", "batch.opened", {"batch": "B3"}),
    ("2", *weighing(5, "K3", "B3")),
    *(("2", *fact) for fact in batch_of("B3", "K3")),
    ("1", "image.cut", CUT | {"package": "K1", "presented": 18}),
    ("", "residue.not_weighed", {"reason": "too hot"}),
    ("", "court.requested", ASKED | {"request": "R1", "case": WITHHELD, "form": "kz"}),
    ("", "court.answered", ANSWERED | {"request": "R1"}),
]
OF_COURTS = ("court.requested", "court.answered")


@pytest.fixture
def told(station):
    """The log of that day, open for reading."""
    with station.opened(project) as ledger:
        for _, kind, data in DAY:
            check_data(kind, data)
            openings = (OPENING,) if data.get("case") == WITHHELD and kind not in OF_COURTS else ()
            session = None if kind in OF_COURTS else "S1"
            ledger.append(Event(kind, data, session=session, openings=openings))
        with station.reading() as connection:
            yield ledger, connection


def numbers(of):
    """The entries that tell of the consignment C-1, C-2 or both, by hand."""
    return [number for number, (whom, *_) in enumerate(DAY) if set(of) & set(whom)]


@pytest.mark.parametrize("chunk", [500, 3])
@pytest.mark.parametrize("of", ["1", "2", "12"])
def test_the_entries_of_a_consignment_are_found_and_no_others(told, monkeypatch, of, chunk):
    """Also those that name only a draw, a batch or a package; each once and in order, however many are asked for at a time."""
    monkeypatch.setattr(cases, "CHUNK", chunk)
    _, connection = told
    found = list(cases.entries_of(connection, {skeleton(f"c_{each}") for each in of}))

    assert [each.index for each in found] == numbers(of)
    assert [each.kind for each in found] == [DAY[number][1] for number in numbers(of)]


def test_an_unknown_consignment_has_no_entries(told):
    """A number that nobody registered."""
    _, connection = told

    assert list(cases.entries_of(connection, {"c9"})) == []


@pytest.mark.parametrize(("case", "found"), [(CASE, ["C-1"]), (OTHER_CASE, ["C-2"]), ("26-7512", [])])
def test_a_case_is_found_whether_the_log_shows_it_or_withholds_it(told, case, found):
    """By its whole number only."""
    _, connection = told

    assert [row.consignment for row in cases.consignments_of(connection, case)] == found


def test_the_forms_of_a_case_lead_to_each_other(told):
    """From the text as from its commitment; a commitment that nobody can open has only itself."""
    _, connection = told
    stored = set(connection.scalars(select(ConsignmentRow.case_json)))
    withheld = next(each for each in stored if each.startswith("{"))

    known = cases.Cases(connection)

    assert known.same_forms(withheld) == known.forms_of(CASE) == [withheld]
    assert known.same_forms(f'"{OTHER_CASE}"') == known.forms_of(OTHER_CASE) == [f'"{OTHER_CASE}"']
    assert known.same_forms('{"commitment":"00"}') == ['{"commitment":"00"}']
    assert known.forms_of("26-7512") == []


@pytest.mark.parametrize("chunk", [500, 1])
@pytest.mark.parametrize(
    "written",
    ["26\u20117512\u201300\u20143/118", "26-7512-00-3/118.", " 26 - 7512 - 00 - 3 \\ 118", "26-7512-OO-\u0417/II8"],
)
def test_a_case_is_found_however_it_is_written(told, monkeypatch, written, chunk):
    """With other dashes, spaces, a full stop behind it, letters for figures; withheld or not."""
    monkeypatch.setattr(cases, "CHUNK", chunk)
    _, connection = told
    (withheld,) = cases.Cases(connection).forms_of(CASE)

    assert [row.consignment for row in cases.consignments_of(connection, written)] == ["C-1"]
    assert [row.consignment for row in cases.consignments_of(connection, OTHER_CASE.replace("-", "\u2011"))] == ["C-2"]
    assert cases.is_of_case(connection, withheld, written)
    assert not cases.is_of_case(connection, withheld, OTHER_CASE)
    assert not cases.is_of_case(connection, json_text(NOBODY), written)


def test_the_rows_tell_what_became_of_each_package(told):
    """Burned, kept by decision, missing; how its seal was found, and in which entry it was shown last."""
    _, connection = told
    columns = (
        PackageRow.fate,
        PackageRow.batch,
        PackageRow.weighing,
        PackageRow.seal_state,
        PackageRow.presented_entry,
    )
    rows = connection.execute(select(PackageRow.package, *columns).order_by(PackageRow.package))

    assert [tuple(row) for row in rows] == [
        ("K1", "burned", "B1", 1, "intact", 18),
        ("K2", "set aside", None, None, None, None),
        ("K3", "burned", "B3", 5, "damaged", 19),
        ("K4", "missing", None, None, None, None),
    ]


def test_numbers_are_found_by_what_they_look_like(told):
    """The rows hold each number's skeleton."""
    _, connection = told
    columns = (PackageRow.package_skeleton, PackageRow.seal_skeleton, PackageRow.case_package_skeleton)
    row = connection.execute(select(*columns).where(PackageRow.package == "K1")).one()

    assert tuple(row) == (skeleton("k-1"), skeleton("z1"), "7")


def test_draws_requests_and_refused_numbers_have_their_rows(told):
    """A request says that it is answered; a refused number is an incident of the session, and of no consignment."""
    _, connection = told
    (draw,) = connection.execute(select(DrawRow.session, DrawRow.draw, DrawRow.consignment)).all()
    answered = (RequestRow.request, RequestRow.answer_sha256, RequestRow.document_sha256, RequestRow.answer_entry)
    (request,) = connection.execute(select(*answered)).all()
    refused = connection.scalars(select(IncidentRow.entry).where(IncidentRow.kind == "number.refused")).all()

    assert tuple(draw) == ("S1", "D1", "C-1")
    assert tuple(request) == ("R1", "1" * 64, "2" * 64, len(DAY) - 1)
    assert refused == [number for number, (_, kind, _) in enumerate(DAY) if kind == "number.refused"]
    assert connection.scalars(select(GoodsRow.consignment).where(GoodsRow.entry.in_(refused))).all() == []


def test_the_rows_of_the_goods_can_be_made_again(told):
    """Whatever somebody did to them: they follow from the entries."""
    ledger, _ = told
    with ledger._engine.connect() as connection, connection.begin():
        before = snapshot(connection)
        for statement in ("UPDATE packages SET fate = 'missing'", "DELETE FROM goods", "DELETE FROM draws"):
            connection.exec_driver_sql(statement)
        assert snapshot(connection) != before
        rebuild(connection)
        assert snapshot(connection) == before
