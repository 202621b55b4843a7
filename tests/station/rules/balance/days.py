"""A day small enough to add up by hand, and how its lines are read."""

from tests.station.rules.balance.goods_entries import BOUND_MG, DIVISION_MG, Log

OPINION = {"number": "E-1", "date": "2026-03-09", "result": "heroin", "purity_permille": 310, "used_mg": 5_000}
U_MG = BOUND_MG + DIVISION_MG  # of one weighing in a sum


def figures(line):
    """A line's masses in milligrams."""
    names = ("seized", "analysed", "sampled", "presented", "burned", "set_aside", "missing", "difference")
    return tuple(getattr(line, name).mg for name in names)


def only(lines):
    """The one line that there is."""
    (line,) = lines
    return line


def a_day(log=None, *, stated=True):
    """10 kg net in three packages: 5 g analysed, a sample of 20 g taken here; one burned, one set aside, one missing."""
    log = log or Log()
    log.take("session.opened")
    amounts = {"net_mg": 10_000_000, "gross_mg": 10_300_000} if stated else {}
    log.consignment(**amounts, opinions=[OPINION])
    log.package("K1", gross_mg=4_100_000, net_mg=4_000_000, last=4_095_000)
    log.package("K2", gross_mg=3_100_000, net_mg=3_000_000)
    log.package("K3", gross_mg=3_100_000, net_mg=3_000_000)
    log.sample("M1", 20_000, package="K1", seen=True)
    log.weighed("K1", 4_075_000)
    log.weighed("K2", 3_100_000)
    log.set_aside("K2")
    log.burned("K1")
    log.missing("K3")
    log.weighed(None, 90_000, batch=None, purpose="residue")
    log.take("session.closed", packages_burned=1, packages_set_aside=1, packages_missing=1, burned_mg=4_075_000)
    return log
