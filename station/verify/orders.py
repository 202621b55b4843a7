"""Zero and tare on the scale's line, held against the entries: whoever zeroes a loaded scale makes a package lighter."""

from collections.abc import Iterator, Mapping, Sequence

from station.formats.entry import Entry
from station.verify.record import Record
from station.verify.report import Fault, note
from station.verify.times import clock
from station.verify.wire import TO_SCALE, Order, Wire
from station.verify.words import Words, listed, words

# The scale waits until it is stable before it obeys, ten seconds at most; then the entry is made.
OBEYED_US = 15_000_000
AFTERWARDS_US = 1_000_000  # an answer may be put down a moment after the entry that it leads to
TOLD_BY = {"Z": "scale.zeroed", "T": "scale.tared"}


def untold_orders(record: Record, wires: Mapping[str, Wire]) -> Iterator[Fault]:
    """Find the orders, and answers to orders, that no entry tells of."""
    told = list(record.of_kind(*TOLD_BY.values()))
    untold = [order for wire in wires.values() for order in wire.orders if not _is_told(order, told)]
    if untold:
        orders = listed([_told(order) for order in untold])
        yield note(
            words("Zero or tare on the scale's line, of which no entry tells: {orders}.", orders=orders),
            orders=[{"unix_us": order.unix_us, "direction": order.direction, "text": order.text} for order in untold],
        )


def _is_told(order: Order, told: Sequence[Entry]) -> bool:
    return any(
        entry.kind == TOLD_BY[order.word] and -AFTERWARDS_US <= entry.at.mono_us - order.mono_us <= OBEYED_US
        for entry in told
    )


def _told(order: Order) -> Words:
    told = {"order": repr(order.text), "at": clock(order.unix_us)}
    if order.direction == TO_SCALE:
        return words("{order} sent to the scale at {at}", **told)
    return words("{order} answered by the scale at {at}", **told)
