"""What happens at the furnace, told once: the sensor breaks and is mended, the door is opened and closed."""

from firmware_bridge.reading import FurnaceCondition, FurnaceReading
from station.recorder.book import Fact


class FurnaceWatch:
    """Tell it every reading; it gives the facts that are new. After a start a broken sensor and an open door are told again."""

    def __init__(self) -> None:
        self._broken = self._open = False

    def news(self, reading: FurnaceReading, at_us: int) -> list[Fact]:
        """Take a reading, with its time in Unix microseconds."""
        return [*self._sensor(reading, at_us), *self._door(reading, at_us)]

    def _sensor(self, reading: FurnaceReading, at_us: int) -> list[Fact]:
        before, self._broken = self._broken, reading.condition is not FurnaceCondition.OK
        if self._broken == before:
            return []
        if self._broken:
            return [_fact("furnace.sensor_broke", at_us=at_us, condition=reading.condition.value)]
        return [_fact("furnace.sensor_mended", at_us=at_us)]

    def _door(self, reading: FurnaceReading, at_us: int) -> list[Fact]:
        if reading.door_open is None or reading.door_open == self._open:
            return []
        self._open = reading.door_open
        return [_fact("furnace.door_opened" if self._open else "furnace.door_closed", at_us=at_us)]


def _fact(kind: str, **data: object) -> Fact:
    return Fact(kind, data, of_the_station=True)
