"""Entries about goods for the balance's tests: each as its kind's shape asks, with nothing in it that a test does not say."""

from itertools import count

from station.formats.entry import Entry, Moment
from station.rules.kinds import check_data
from tests.scales import INSTRUMENT

NO_AMOUNTS = {"gross_mg": None, "net_mg": None, "count": None, "millilitres": None}
BOUND_MG = 2_000
DIVISION_MG = INSTRUMENT["division_mg"]


class Log:
    """A log that is being written. `take` gives the number of the entry that it adds."""

    def __init__(self):
        self.entries = []
        self.weighings = count(1)

    def take(self, kind, session="S1", **data):
        """Add an entry, after a check of its shape where its fields are all here."""
        index = len(self.entries)
        self.entries.append(Entry(index, kind, Moment(1_700_000_000_000_000 + index, index), data, session))
        return index

    def consignment(self, number="C1", session="S1", **told):
        """Register a consignment; stated amounts by name."""
        stated = NO_AMOUNTS | {name: told.pop(name) for name in list(told) if name in NO_AMOUNTS}
        data = {"consignment": number, "case": "case 1", "court": "court", "investigator": "bureau"}
        data |= {"seizure_act": "act 7", "seizure_place": "depot", "seizure_date": "2026-03-01", "substance": "heroin"}
        data |= {
            "form": "powder",
            "fresh": False,
            "stated": stated,
            "source": "act 7",
            "opinions": [],
            "continues": None,
            "failed_in": None,
        }
        return self._checked("consignment.registered", session, data | told)

    def package(self, number="K1", consignment="C1", session="S1", **told):
        """Register a package; stated amounts by name, `last` as its gross mass or whole."""
        stated = NO_AMOUNTS | {name: told.pop(name) for name in list(told) if name in NO_AMOUNTS}
        if isinstance(told.get("last"), int):
            told["last"] = {"gross_mg": told["last"], "bound_mg": None, "source": "store's book"}
        data = {"package": number, "consignment": consignment, "case_package": None, "seal": f"seal of {number}"}
        data |= {"seal_at_seizure": None, "seal_in_store": None, "description": "bag", "stated": stated, "last": None}
        return self._checked("package.registered", session, data | {"sample": None, "set_aside_in": None} | told)

    def sample(self, number, mass_mg, consignment="C1", session="S1", **told):
        """Keep a sample; claimed, unless `seen`."""
        data = {"sample": number, "which": "A", "consignment": consignment, "package": None, "mass_mg": mass_mg}
        data |= {"source": "act 8", "seal": f"seal of {number}", "keeper": {"commitment": "0" * 64}, "place": "vault"}
        return self._checked("sample.kept", session, data | {"until": "verdict", "seen": False} | told)

    def tested(self, package, used_mg, session="S1", test="T1"):
        """Record a test that used some of a package up."""
        data = {"test": test, "draw": None, "package": package, "kit": "kit", "lot": "1", "expires": "2027-01-01"}
        return self._checked(
            "test.recorded", session, data | {"result": "as_declared", "person": "P1", "used_mg": used_mg}
        )

    def weighed(
        self, package, mass_mg, batch="B1", session="S1", *, shown_as="gross", purpose="package", bound_mg=BOUND_MG
    ):
        """Weigh a package, or residue."""
        data = {"weighing": next(self.weighings), "purpose": purpose, "package": package, "batch": batch}
        data |= {"mass_mg": mass_mg, "shown_as": shown_as, "bound_mg": bound_mg, "scale": INSTRUMENT, "corrects": None}
        return self.take("weighing.recorded", session, **data)

    def burned(self, *packages, batch="B1", session="S1"):
        """Charge packages and burn them; gives the numbers of the charge and of the end."""
        charged = self.take("furnace.charged", session, batch=batch, packages=list(packages), mass_mg=0)
        return charged, self.take("batch.ended", session, batch=batch, heat=None)

    def set_aside(self, package, session="S1"):
        """Set a package aside."""
        return self.take("package.set_aside", session, package=package, reason="seal broken")

    def missing(self, package, session="S1"):
        """Record a package as missing."""
        return self.take("package.missing", session, package=package, reason="not in the box")

    def decided(self, package, decision, session="S1"):
        """Decide about a package."""
        return self._checked(
            "package.decided",
            session,
            {"package": package, "decision": decision, "persons": ["P1"], "reason": "explained"},
        )

    def _checked(self, kind, session, data):
        check_data(kind, data)
        return self.take(kind, session, **data)
