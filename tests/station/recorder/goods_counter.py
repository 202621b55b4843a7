"""A station's book and desk of the goods over a real log, and whoever gives the commands."""

from station.ledger import proofs
from station.recorder import commands as say
from station.recorder.book import Fact
from station.recorder.goods_desk import GoodsDesk
from tests.draws import ROLES, opening
from tests.goods import AllFilm, package, told
from tests.scales import weighed
from tests.station.recorder.books import QUORUM, TOTALS

CASE, OTHER_CASE = "26-7512-00-3/118", "26-7512-00-3/119"
OPERATOR = "operator-1"


class Counter:
    """A station's book, and whoever gives its desk commands; one session after the other."""

    def __init__(self, book):
        self.book = book
        self._desk = GoodsDesk(book, book._reader, AllFilm())
        self._weighings = 0

    def open(self, session):
        """Open a session with three people."""
        joined = [{"person": who, "role": role, "name": "n", "body": "b"} for who, role in ROLES.items()]
        people = [Fact("person.joined", each) for each in joined]
        self.book.open(session, Fact("session.opened", opening()), *people, by=OPERATOR)

    def give(self, order, **fields):
        """Give a command; return what it made."""
        return self._desk.acts[order](order.model_validate(fields), OPERATOR)

    def register(self, number, seal=None, **papers):
        """Register a package; K1 has the seal Z1."""
        return self.give(say.RegisterPackage, **told(package(number, seal or number.replace("K", "Z"), **papers)))

    def entries(self, kind, session=None):
        """The data of the log's entries of a kind."""
        with self.book._reader.connect() as connection:
            found = [each for each in proofs.entries(connection, 0, self.book.ledger.size) if each.kind == kind]
        return [each.data for each in found if session in {None, each.session}]

    def refusals(self):
        """The numbers that were refused, and where they stood before."""
        found = self.entries("number.refused")
        return [(each["what"], each["number"], *where(each)) for each in found]

    def end(self, burned=(), aside=()):
        """Burn these packages, set the others aside, seal the session."""
        if burned:
            self._burn(burned)
        for number in aside:
            self.give(say.SetAsidePackage, package=number, reason="kept")
        totals = {
            "packages_burned": len(burned),
            "packages_set_aside": len(aside),
            "burned_mg": 5_000_000 * len(burned),
        }
        self.book.record(Fact("session.closed", TOTALS | totals), by=OPERATOR)
        self.book.seal([], QUORUM, by=OPERATOR)

    def _burn(self, packages):
        self._record("batch.opened", batch="B1")
        for number in packages:
            self._weighings += 1
            seal = self.book.session.packages[number].seal
            self.give(say.PresentPackage, package=number, seal=seal, seal_state="intact")
            serial = {"recording": "serial", "from_mono_us": 0, "to_mono_us": 1}
            value = weighed("5000.0", package=number, batch="B1", weighing=self._weighings, serial=serial)
            self._record("weighing.recorded", **value)
        self._record("furnace.charged", batch="B1", packages=list(packages), mass_mg=5_000_000 * len(packages))
        self._record("burn.started", batch="B1")
        self._record("batch.ended", batch="B1", heat=None)
        self._record("residue.not_weighed", reason="too hot")

    def _record(self, kind, **data):
        self.book.record(Fact(kind, data), by=OPERATOR)


def where(refused):
    """Give the session and package that had the number before, where the log says so."""
    return [refused["before"][name] for name in ("session", "package")] if refused["before"] else []
