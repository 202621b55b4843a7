"""How well each protocol explains the bytes that were heard.

Promise: protocols are held to the same measure, and none is named here: the share of the bytes that its frames account
for, and its `strictness`, the share of a frame's bytes in which it notices a flipped bit (all, when frames carry a
checksum). Two protocols that read the same bytes are both kept: `rivals` says so, and `disagree` when they read another value.
Limits: what comes before the first whole frame, and after the last, is not counted: a listener comes in the middle.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeGuard

from firmware_bridge.probing.board_lines import READABLE
from firmware_bridge.protocols import LineForm, ScaleProtocol, Tells
from firmware_bridge.reading import MG_PER_UNIT, Condition, Fault, Figure, Item, Reading

# One frame can be chance, above all at a wrong speed.
MIN_READINGS = 2
# Below this share of the bytes (per cent), noise or another protocol is on the line.
MIN_EXPLAINED = 60
# Within this share of the best, another protocol's reading of the same bytes must be taken seriously.
RIVAL_EXPLAINED = 90
# Frames on which strictness is measured.
SAMPLES = 3
# A unit that the decoder must be given and the line does not tell; large, so that any number has exact milligrams.
_STAND_IN_UNIT = "t"


@dataclass(frozen=True)
class Evidence:
    """One protocol against the bytes heard. `explained` and `strictness` are per cent; `last` is the newest reading."""

    protocol: ScaleProtocol
    form: LineForm
    readings: int
    faults: int
    explained: int
    strictness: int
    last: Reading

    @property
    def believable(self) -> bool:
        """Whether this can be the scale's protocol."""
        return self.readings >= MIN_READINGS and self.explained >= MIN_EXPLAINED

    @property
    def has_checksum(self) -> bool:
        """Whether no single flipped bit passes."""
        return self.strictness == 100

    @property
    def shown(self) -> str:
        """The newest value as the scale's display should show it, with its unit where the line tells it."""
        figure = self.last.figure
        if figure is None:
            return f"no value ({self.last.condition})"
        return f"{_number(figure)} {'' if Tells.UNIT in self.protocol.needs else figure.unit}".strip()

    @property
    def rank(self) -> tuple[int, int, int]:
        """The greater, the better."""
        return self.explained, self.strictness, -len(self.protocol.needs)


def weigh_up(data: bytes, protocols: Iterable[ScaleProtocol] = READABLE, *, address: int = 1) -> list[Evidence]:
    """Give every protocol that read anything in the bytes, best first, each in the form that reads most."""
    best: list[Evidence] = []
    for protocol in protocols:
        found = [each for form in _forms(protocol, address) if (each := _judge(data, protocol, form)) is not None]
        if found:
            best.append(max(found, key=lambda each: each.rank))
    return sorted(best, key=lambda each: each.rank, reverse=True)


def rivals(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Give those, after the first, that explain the same bytes about as well."""
    first, *others = evidence
    return [each for each in others if each.believable and 100 * each.explained >= RIVAL_EXPLAINED * first.explained]


def disagree(one: Evidence, other: Evidence) -> bool:
    """Whether they read different values in the same bytes: then only the display can decide."""
    figures = one.last.figure, other.last.figure
    if figures[0] is None or figures[1] is None:
        return figures[0] is not figures[1]
    both_tell = not {Tells.UNIT} & (one.protocol.needs | other.protocol.needs)
    return _number(figures[0]) != _number(figures[1]) or (both_tell and figures[0].unit != figures[1].unit)


def _forms(protocol: ScaleProtocol, address: int) -> list[LineForm]:
    """Without decimals a decoder takes those that its frames say."""
    plain = LineForm(unit=_STAND_IN_UNIT if Tells.UNIT in protocol.needs else None, address=address)
    return [plain, replace(plain, checksum=True)]


def _judge(data: bytes, protocol: ScaleProtocol, form: LineForm) -> Evidence | None:
    decoder = protocol.decoder(form)
    items = decoder.feed(data)
    if items and isinstance(items[0], Fault):
        items = items[1:]
    readings = [item for item in items if _says_a_load(item)]
    if not readings:
        return None
    explained = sum(len(item.raw) for item in items if not isinstance(item, Fault))
    heard = sum(len(item.raw) for item in items)
    last = next((each for each in reversed(readings) if each.figure is not None), readings[-1])
    return Evidence(
        protocol=protocol,
        form=form,
        readings=len(readings),
        faults=sum(isinstance(item, Fault) for item in items),
        explained=100 * explained // heard,
        strictness=_strictness(protocol, form, readings[-SAMPLES:]),
        last=last,
    )


def _says_a_load(item: Item) -> TypeGuard[Reading]:
    """A value, or that it is beyond the range; a refusal such as `S I` may come from a scale of another protocol."""
    if not isinstance(item, Reading):
        return False
    return item.figure is not None or item.condition in {Condition.OVERLOAD, Condition.UNDERLOAD}


def _strictness(protocol: ScaleProtocol, form: LineForm, readings: Sequence[Reading]) -> int:
    """Flip the lowest bit of each byte, which makes a digit another digit, and count how often that is noticed."""
    tried = noticed = 0
    for reading in readings:
        for place in range(len(reading.raw)):
            damaged = bytearray(reading.raw)
            damaged[place] ^= 1
            tried += 1
            noticed += not any(isinstance(item, Reading) for item in protocol.decoder(form).feed(bytes(damaged)))
    return 100 * noticed // tried


def _number(figure: Figure) -> str:
    """The number as a display writes it; as sent, where its unit has no milligrams."""
    per_unit = MG_PER_UNIT.get(figure.unit)
    if figure.mass_mg is None or per_unit is None:
        return figure.digits.strip()
    numerator, denominator = per_unit
    return f"{Decimal(figure.mass_mg * denominator) / numerator:.{figure.decimals}f}"
