"""Single readings that entries speak of, looked for on the scale's line: the empty scale, the value that two people confirmed.

The whole recording is decoded once, piece by piece, and nothing of it is kept but which of the awaited readings were heard.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firmware_bridge.reading import Item, Reading
from station.rules.shapes import Data
from station.verify.clocks import READING_US
from station.verify.decode import Ear, figure_data, is_settled, line_bytes
from station.verify.record import OPENED, Record

# The value that two people confirm is the live one: at most three seconds old when they do (`period_ms` of the settings).
CONFIRMED_US = 5_000_000
Key = tuple[object, ...]  # what makes two readings the same
LINE = ("scale.lost", "scale.connected")  # the recorder knows no zero after these


@dataclass
class Awaited:
    """A reading that entry number `entry` says the scale sent between two moments of the monotonic clock."""

    entry: int
    scale: Data
    key: Key
    from_us: int
    to_us: int


def awaited(record: Record) -> list[Awaited]:
    """List what to listen for, in the order of the entries."""
    return list(_awaited(record))


def _awaited(record: Record) -> Iterator[Awaited]:
    scale: Data | None = None
    since_us = 0  # the end of the weighing before; no reading serves two
    line_us = 0  # when the line was last lost or found; no zero outlives that
    for entry in record.of_kind(OPENED, *LINE, "weighing.recorded", "scale.emptied", "display.confirmed"):
        data, now_us = entry.data, entry.at.mono_us + READING_US
        scale = data.get("scale", scale)
        if scale is None:
            continue  # the session does not begin with its opening, and `course` says so
        if entry.kind in LINE:
            line_us = entry.at.mono_us
        elif entry.kind == "weighing.recorded":
            to_us = data["serial"]["to_mono_us"]
            if data["zero"] is not None:
                key = (*_figure_key(data["zero"]), data["shown_as"])
                yield Awaited(entry.index, scale, key, max(since_us, line_us), to_us)
            since_us = to_us
        elif entry.kind == "scale.emptied":
            yield Awaited(entry.index, scale, _figure_key(data), since_us, now_us)
        elif entry.kind == "display.confirmed":
            yield Awaited(entry.index, scale, _raw_key(line_bytes(data["raw"])), now_us - CONFIRMED_US, now_us)


@dataclass
class Listener:
    """Takes the scale's bytes in order; puts into `heard` the numbers of the entries whose reading was among them.

    Raises `Malformed` for an instrument that cannot be.
    """

    waiting: Sequence[Awaited]
    heard: set[int]

    def __post_init__(self) -> None:
        self._ears: list[tuple[Data, Ear]] = []
        self._by_key: dict[Key, deque[Awaited]] = {}
        for each in sorted(self.waiting, key=lambda each: each.from_us):
            self._by_key.setdefault(each.key, deque()).append(each)
            self._tune(each.scale)

    def hear(self, data: bytes, mono_us: int) -> None:
        """Take bytes that the scale sent at a moment."""
        for _, ear in self._ears:
            for item in ear.hear(data):
                for key in _keys(item):
                    self._meet(key, mono_us)

    def _tune(self, scale: Data) -> None:
        """Instruments that speak alike are heard by one ear."""
        spoken = {name: scale[name] for name in ("protocol", "line")}
        if all(known != spoken for known, _ in self._ears):
            self._ears.append((spoken, Ear(scale)))

    def _meet(self, key: Key, mono_us: int) -> None:
        queue = self._by_key.get(key)
        while queue and queue[0].from_us <= mono_us:
            first = queue.popleft()
            if mono_us <= first.to_us:
                self.heard.add(first.entry)


def _keys(item: Item) -> Iterator[Key]:
    yield _raw_key(item.raw)
    if isinstance(item, Reading) and is_settled(item) and (figure := figure_data(item.figure)) is not None:
        yield _figure_key(figure)
        yield (*_figure_key(figure), item.shown_as.value)


def _figure_key(figure: Data) -> Key:
    return figure["figure"], figure["unit"], figure["mass_mg"]


def _raw_key(raw: bytes | None) -> Key:
    return "raw", raw, None
