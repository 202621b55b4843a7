"""The samples of the station's whole life, as far as a list asks about them: a sample's number and seal are its own.

The same sample may be told of again, in a later session of its consignment, and may come to be burned as a package, once.
"""

from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from station.ledger.cases import CHUNK
from station.ledger.queries import PackageRow, SampleRow
from station.recorder import commands as say
from station.recorder.refusals import Used
from station.rules.numbers import skeleton


class Kept:
    """What the log holds of samples beside a list, and what the list itself brings."""

    def __init__(self, connection: Connection, order: say.LoadList) -> None:
        self._connection = connection
        told: list[say.Package | say.Sample] = [*order.packages, *order.samples]
        seals = {skeleton(each.seal) for each in told}
        numbers = {skeleton(each.sample) for each in told if each.sample is not None}
        self._rows = self._among(seals, numbers)
        self._kept = {_identity(row) for row in self._rows} | {_identity_told(each) for each in order.samples}

    def is_kept(self, order: say.Package) -> bool:
        """Whether the sample that a package is said to be was kept, under this seal, of this consignment."""
        return _identity_told(order) in self._kept

    def bearing(self, seal: str) -> Used | None:
        """The sample that bears this seal."""
        row = next((row for row in self._rows if row.seal_skeleton == skeleton(seal)), None)
        return None if row is None else Used("seal", seal, row.session)

    def other(self, order: say.Sample) -> Used | None:
        """Another sample with this number or seal; the same one, told of again, is none."""
        own = _identity_told(order)
        for row in self._rows:
            if _identity(row) == own:
                continue
            if row.seal_skeleton == own.seal:
                return Used("seal", order.seal, row.session)
            if row.sample_skeleton == own.sample:
                return Used("sample", order.sample, row.session)
        return None

    def package_with(self, order: say.Sample) -> Used | None:
        """A package that bears the sample's seal and is not that sample."""
        columns = (PackageRow.session, PackageRow.package, PackageRow.sample)
        for row in self._connection.execute(select(*columns).where(PackageRow.seal_skeleton == skeleton(order.seal))):
            if row.sample is None or skeleton(row.sample) != skeleton(order.sample):
                return Used("seal", order.seal, row.session, row.package)
        return None

    def _among(self, seals: set[str], numbers: set[str]) -> list[Row[Any]]:
        found: dict[int, Row[Any]] = {}
        for column, wanted in ((SampleRow.seal_skeleton, sorted(seals)), (SampleRow.sample_skeleton, sorted(numbers))):
            for first in range(0, len(wanted), CHUNK):
                among = select(SampleRow.__table__).where(column.in_(wanted[first : first + CHUNK]))
                found |= {row.entry: row for row in self._connection.execute(among)}
        return list(found.values())


class _Identity(NamedTuple):
    """What makes a sample the same one, however it is written."""

    sample: str
    seal: str
    consignment: str


def _identity(row: Row[Any]) -> _Identity:
    return _Identity(row.sample_skeleton, row.seal_skeleton, row.consignment_skeleton)


def _identity_told(order: say.Package | say.Sample) -> _Identity:
    return _Identity(skeleton(order.sample or ""), skeleton(order.seal), skeleton(order.consignment))
