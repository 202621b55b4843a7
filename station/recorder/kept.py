"""The samples of the station's whole life, as far as a list asks about them: a sample's number and seal are its own.

The same sample may be told of again, in a later session of its consignment, and may come to be burned as a package, once.
"""

from typing import Any

from sqlalchemy import Connection, Row, select

from station.ledger.cases import CHUNK
from station.ledger.queries import PackageRow, SampleRow
from station.recorder import commands as say
from station.rules.numbers import skeleton


class Kept:
    """What the log holds of samples beside a list, and what the list itself brings."""

    def __init__(self, connection: Connection, order: say.LoadList) -> None:
        self._connection = connection
        told = [(each.seal, each.sample) for each in order.packages] + [
            (each.seal, each.sample) for each in order.samples
        ]
        seals = {skeleton(seal) for seal, _ in told}
        numbers = {skeleton(sample) for _, sample in told if sample is not None}
        self._rows = [
            (row.sample, row.sample_skeleton, row.seal_skeleton, row.consignment_skeleton, row.session)
            for row in self._among(seals, numbers)
        ]

    def is_kept(self, order: say.Package, brought: tuple[say.Sample, ...]) -> bool:
        """Whether the sample that a package is said to be was kept, under this seal, of this consignment."""
        own = skeleton(order.sample or ""), skeleton(order.seal), skeleton(order.consignment)
        new = ((skeleton(each.sample), skeleton(each.seal), skeleton(each.consignment)) for each in brought)
        return own in {row[1:4] for row in self._rows} or own in set(new)

    def bearing(self, seal: str) -> tuple[str, str] | None:
        """The sample that bears this seal, and its session."""
        return next(((row[0], row[4]) for row in self._rows if row[2] == skeleton(seal)), None)

    def other(self, order: say.Sample) -> tuple[str, str] | None:
        """Another sample with this number or seal, and its session; the same one, told of again, is none."""
        own = skeleton(order.sample), skeleton(order.seal), skeleton(order.consignment)
        for row in self._rows:
            if (row[1] == own[0] or row[2] == own[1]) and row[1:4] != own:
                return row[0], row[4]
        return None

    def package_with(self, order: say.Sample) -> tuple[str, str] | None:
        """A package that bears the sample's seal and is not that sample, and its session."""
        columns = (PackageRow.session, PackageRow.package, PackageRow.sample)
        for row in self._connection.execute(select(*columns).where(PackageRow.seal_skeleton == skeleton(order.seal))):
            if row.sample is None or skeleton(row.sample) != skeleton(order.sample):
                return row.package, row.session
        return None

    def _among(self, seals: set[str], numbers: set[str]) -> list[Row[Any]]:
        found: dict[int, Row[Any]] = {}
        for column, wanted in ((SampleRow.seal_skeleton, sorted(seals)), (SampleRow.sample_skeleton, sorted(numbers))):
            for first in range(0, len(wanted), CHUNK):
                among = select(SampleRow.__table__).where(column.in_(wanted[first : first + CHUNK]))
                found |= {row.entry: row for row in self._connection.execute(among)}
        return list(found.values())
