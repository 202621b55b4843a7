"""What the commands about the goods do: registrations, custody, samples, packages shown, missed and decided upon, draws, tests.

A number that was used before is refused, and that somebody tried is recorded: over the station's whole life a package, a seal
and a package's number within its case are used once.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Engine, select

from station.ledger.cases import entries_of, is_of_case
from station.ledger.queries import ConsignmentRow
from station.recorder import commands as say
from station.recorder.answers import Done, done
from station.recorder.book import Book, Fact
from station.recorder.earlier import Earlier
from station.recorder.kept import Kept
from station.recorder.plain import Act, plain
from station.recorder.refusals import Refused, Used, not_ready, used_before
from station.recorder.seen import Filming, record_seen
from station.rules.draws import demand_of, failed_in, outcome
from station.rules.goods import NOT_BURNED
from station.rules.numbers import case_skeleton, same_number, skeleton
from station.rules.sampling import SamplingError, least_size
from station.rules.shapes import Data


class GoodsDesk:
    """Carries out the commands about the goods."""

    def __init__(self, book: Book, reader: Engine, footage: Filming) -> None:
        self._book, self._reader, self._footage = book, reader, footage
        self.acts: dict[type[say.Message], Act] = {
            say.RegisterConsignment: self._load_one("consignments"),
            say.RegisterPackage: self._load_one("packages"),
            say.ClaimCustody: self._load_one("custody"),
            say.KeepSample: self._load_one("samples"),
            say.LoadList: self._load,
            say.CloseList: self._close_list,
            say.PresentPackage: self._present,
            say.SetAsidePackage: plain(book, "package.set_aside"),
            say.MissPackage: plain(book, "package.missing"),
            say.DecidePackage: plain(book, "package.decided"),
            say.OpenDraw: self._open_draw,
            say.CommitSecret: plain(book, "draw.committed"),
            say.CloseDraw: self._close_draw,
            say.CancelDraw: plain(book, "draw.cancelled"),
            say.RevealSecret: plain(book, "draw.revealed"),
            say.MakeDraw: self._make_draw,
            say.RecordTest: self._record_test,
        }

    # --- papers ---

    def _load_one(self, part: str) -> Act:
        """An act that registers one thing: a list of one."""

        def act(order: Any, by: str) -> Done:
            return self._load(say.LoadList.model_validate({part: (order,)}), by)

        return act

    def _load(self, order: say.LoadList, by: str) -> Done:
        with self._book.turn, self._reader.connect() as connection:
            facts = [self._consignment(connection, each, by) for each in order.consignments]
            self._within(order, by)
            earlier, kept = Earlier(connection, self._book.session_id, order), Kept(connection, order)
            for each in order.packages:
                self._sample_or_none(kept, each, by)
            facts += [self._package(earlier, each, by) for each in order.packages]
            facts += [Fact("custody.claimed", each.told()) for each in order.custody]
            facts += [self._sample(kept, each, by) for each in order.samples]
            return done(self._book.record(*facts, by=by))

    def _consignment(self, connection: Connection, order: say.Consignment, by: str) -> Fact:
        """Raise `Refused` when the number is that of another case's consignment, over the station's life."""
        data = order.told()
        row = connection.execute(
            select(ConsignmentRow)
            .where(ConsignmentRow.skeleton == skeleton(order.consignment))
            .where(ConsignmentRow.session != self._book.session_id)
            .order_by(ConsignmentRow.entry.desc())
        ).first()
        if row is None:
            return Fact("consignment.registered", data | {"continues": None, "failed_in": None})
        same = (row.substance, row.form, row.fresh) == (order.substance, order.form, order.fresh)
        if not same or not is_of_case(connection, row.case_json, order.case):
            raise self._refused(Used("consignment", order.consignment, row.session), by)
        failed = failed_in(entries_of(connection, {skeleton(order.consignment)}), order.consignment)
        return Fact("consignment.registered", data | {"continues": row.session, "failed_in": failed})

    def _within(self, order: say.LoadList, by: str) -> None:
        """Raise `Refused` when a list uses a number twice in itself."""
        cases = {each.consignment: case_skeleton(each.case) for each in order.consignments}
        seen: dict[tuple[str, str, str], str] = {}
        for package in order.packages:
            case = cases.get(package.consignment, package.consignment)
            names = [("package", "", package.package), ("seal", "", package.seal)]
            names += [("case-package", case, package.case_package)] if package.case_package is not None else []
            for what, among, number in names:
                first = seen.setdefault((what, among, skeleton(number)), package.package)
                if first != package.package or (what == "package" and number != first):
                    raise self._refused(Used(what, number, self._book.session_id or "", first), by)

    def _sample_or_none(self, kept: Kept, order: say.Package, by: str) -> None:
        """Raise `Refused` for a package that is said to be a sample and is none, or that bears a sample's seal."""
        if order.sample is not None:
            if not kept.is_kept(order):
                raise not_ready(
                    f"No sample {order.sample} of consignment {order.consignment} was kept under the seal {order.seal}.",
                    "Read seal and number again. A package that is no kept sample is registered without one.",
                )
            return
        used = kept.bearing(order.seal)
        if used is not None:
            raise self._refused(used, by)

    def _sample(self, kept: Kept, order: say.Sample, by: str) -> Fact:
        used = kept.other(order) or kept.package_with(order)
        if used is not None:
            raise self._refused(used, by)
        return Fact("sample.kept", order.told())

    def _package(self, earlier: Earlier, order: say.Package, by: str) -> Fact:
        for used in self._used_here(order):
            raise self._refused(used, by)
        before = None
        for row in earlier.alike(order):
            if row.fate not in NOT_BURNED or not same_number(row.consignment, order.consignment):
                what = "package" if row.package_skeleton == skeleton(order.package) else "seal"
                number = order.package if what == "package" else order.seal
                raise self._refused(Used(what, number, row.session, row.package), by)
            before = row.session
        for used in _used_in_case(earlier, order):
            raise self._refused(used, by)
        return Fact("package.registered", order.told() | {"set_aside_in": before})

    def _used_here(self, order: say.Package) -> list[Used]:
        """A number that stands in this session already: the rules refuse it, and the try is recorded."""
        session = self._book.session
        number, here = session.numbers.get(skeleton(order.package)), self._book.session_id or ""
        if number is not None:
            return [Used("package", order.package, here, number)]
        sealed = session.packages.get(session.seals.get(skeleton(order.seal), ""))
        if sealed is not None and sealed.fate not in NOT_BURNED:
            return [Used("seal", order.seal, here, sealed.number)]
        return []

    def _refused(self, used: Used, by: str) -> Refused:
        """Record that a number was to be used a second time; give what to raise."""
        if self._book.session_id is not None:
            # that two packages have one number within a case would tell that their cases are one
            before = None if used.what == "case-package" else {"session": used.session, "package": used.package}
            refused = Fact("number.refused", {"what": used.what, "number": used.number, "before": before})
            self._book.record(refused, by=by)
        return used_before(used)

    def _present(self, order: say.PresentPackage, by: str) -> Done:
        fact = Fact("package.presented", order.told())
        return done(record_seen(self._book, self._footage, fact, by))

    def _close_list(self, order: say.CloseList, by: str) -> Done:
        with self._book.turn:
            count = len(self._book.session.of_consignment(order.consignment))
            entries = self._book.record(Fact("list.closed", order.told() | {"packages": count}), by=by)
        return done(entries, packages=count)

    # --- the draw ---

    def _open_draw(self, order: say.OpenDraw, by: str) -> Done:
        with self._book.turn:
            session = self._book.session
            draw = f"D{len(session.draws) + 1}"
            data = order.told() | {"draw": draw, "packages": len(session.drawable(order.consignment)), "size": 0}
            try:
                data["size"] = least_size(*demand_of(data))
            except SamplingError:
                self._book.check("draw.opened", data)  # which says what is wrong with the plan, or what must come first
                raise
            entries = self._book.record(Fact("draw.opened", data), by=by)
        return done(entries, draw=draw, size=data["size"], packages=data["packages"])

    def _close_draw(self, order: say.CloseDraw, by: str) -> Done:
        with self._book.turn:
            draw = self._book.session.draws.get(order.draw)
            persons = [] if draw is None else list(draw.commitments)
            return done(self._book.record(Fact("draw.closed", {"draw": order.draw, "persons": persons}), by=by))

    def _make_draw(self, order: say.MakeDraw, by: str) -> Done:
        with self._book.turn:
            draw = self._book.session.draws.get(order.draw)
            made: Data = {"seed": None, "withheld": [], "drawn": None}
            if draw is not None and draw.closed:
                made = outcome(self._book.session.session, draw)
            entries = self._book.record(Fact("draw.made", {"draw": order.draw, **made}), by=by)
            drawn = self._book.session.draws[order.draw].drawn or []
        return done(entries, drawn=len(drawn), withheld=len(made["withheld"]))

    def _record_test(self, order: say.RecordTest, by: str) -> Done:
        with self._book.turn:
            test = f"T{len(self._book.session.tests) + 1}"
            fact = Fact("test.recorded", order.told() | {"test": test})
            entries = record_seen(self._book, self._footage, fact, by)
        return done(entries, test=test)


def _used_in_case(earlier: Earlier, order: say.Package) -> Iterator[Used]:
    """The other packages of the case that have the same number within the case."""
    if order.case_package is not None:
        for row in earlier.numbered(order.consignment, order.case_package):
            if row.fate not in NOT_BURNED and not same_number(row.package, order.package):
                yield Used("case-package", order.case_package, row.session, row.package)
