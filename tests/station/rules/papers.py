"""Entries about custody, as papers claim it: made for the tests of what is read out of them."""

from datetime import UTC, datetime, timedelta

from station.formats.entry import Entry, Moment
from station.rules.kinds import check_data
from tests import goods

BEGIN = datetime(2026, 11, 1, tzinfo=UTC)


def at(minutes):
    """A time of the papers: minutes after the first of November."""
    return (BEGIN + timedelta(minutes=minutes)).isoformat()


def unix_us(minutes):
    """The same in microseconds since 1970."""
    return round((BEGIN + timedelta(minutes=minutes)).timestamp()) * 1_000_000


def hidden(number):
    """A commitment; only its looks matter here."""
    return {"commitment": f"{number:064x}"}


class Papers:
    """Entries in the order in which they are told."""

    def __init__(self, opened=10_000):
        self.entries = []
        self._at = opened

    def add(self, kind, minutes=None, **data):
        """Add an entry of this kind, made so many minutes after the first of November."""
        self._at = self._at if minutes is None else minutes
        if kind != "session.opened":  # of which only the moment matters here
            check_data(kind, data)
        self.entries.append(Entry(len(self.entries), kind, Moment(unix_us(self._at), 0), data, "S1"))
        return self.entries[-1].index

    def consignment(self, number="C1", seizure_date=None, **more):
        """A consignment; seized at the first minute of November unless stated otherwise."""
        return self.add(
            "consignment.registered", **goods.consignment(number, seizure_date=seizure_date or at(0), **more)
        )

    def package(self, number="K1", gross_mg=None, last_mg=None, seal="Z1", **more):
        """A package of the consignment C1."""
        last = None if last_mg is None else {"gross_mg": last_mg, "bound_mg": None, "source": "act"}
        return self.add("package.registered", **goods.package(number, seal, gross_mg=gross_mg, last=last, **more))

    def claim(self, since, until, package=None, giver=1, holder=2, **more):
        """A holding between two minutes (or two texts; until None: until today)."""
        times = {"since": since if isinstance(since, str) else at(since)}
        times["until"] = at(until) if isinstance(until, int) else until
        who = {"giver": hidden(giver), "holder": hidden(holder), "role": "storekeeper", "place": "store", "why": "kept"}
        rest = {"seal": None, "seal_reason": None, "gross_mg": None, "consignment": "C1", "package": package}
        return self.add("custody.claimed", **times | who | rest | more)

    def presented(self, package="K1", minutes=20_000):
        """The package is shown at the station."""
        return self.add("package.presented", minutes, **goods.shown(package, "Z1"))
