"""The simulated scales' frames for the decoders: what each form can show, and what a true reading of it must say.

The simulator is written from the manuals and shares nothing with the decoders, so agreement means something.
"""

import random
from functools import cache

from firmware_bridge.framing import Decoder
from firmware_bridge.protocols import PROTOCOLS, LineForm, ScaleProtocol, Tells
from firmware_bridge.reading import Condition, Item, Reading, ShownAs
from firmware_bridge.simulator.scale import Indication, Plate, Scale
from firmware_bridge.simulator.speakers import NAMES, speaker

PLATES = (
    Plate(max_mg=600_000, division_mg=10, unit="g"),
    Plate(max_mg=6_000_000, division_mg=2_000, unit="g"),
    Plate(max_mg=6_000_000, division_mg=1_000, unit="kg"),
    Plate(max_mg=60_000_000, division_mg=10_000, unit="kg"),
    Plate(max_mg=600_000_000, division_mg=100_000, unit="kg"),
    Plate(max_mg=3_000_000_000, division_mg=1_000_000, unit="t"),
)
# What some protocols cannot show: Keli's fixed tenths, CAS's indicators without grams, Massa-K's 0.1 g at the finest, the
# tons of Rice Lake, which may be short ones.
_CANNOT = {
    "yaohua-tenths": lambda plate: plate.decimals > 1,
    "cas-22": lambda plate: plate.unit == "g",
    "yaohua-a12": lambda plate: plate.unit != "kg",
    "massa-k": lambda plate: plate.division_mg < 100,
    "rice-lake": lambda plate: plate.unit == "t",
}
# Frames whose checksum the decoder holds against their bytes.
CHECKED = tuple(
    name
    for name in NAMES
    if name.endswith(("/checksum", "/e")) or name.startswith(("yaohua-0", "yaohua-tenths", "yaohua-command", "massa-k"))
)
# One condition for both sides: these manuals have no word for under the range.
_ONE_SIDED = ("st-gs", "st-gs/kern", "st-gs/tiger", "cas-22", "massa-k")
# Tenso-M has no flag at all for it: the value goes on.
_NO_UNDER = "tenso-m"
# Massa-K counts grams or tenths, whatever unit the display is in.
_NO_UNIT = "massa-k"
# Gross and net have a question each; here net is asked, which is gross as long as there is no tare.
ASKED_APART = ("yaohua-command", "tenso-m")
# The tare travels as a frame of its own, or not at all, though the protocol could tell it.
_SENDS_NO_TARE = ("mt-sics", "dini-argeo", "massa-k", "yaohua-command")


class _Still(Scale):
    """A scale whose display stands still at what it is given."""

    def __init__(self, plate: Plate, shown: Indication) -> None:
        super().__init__(plate, settle_us=0)
        self._shown = shown

    def show(self) -> Indication:
        """Give what it was given."""
        return self._shown


def protocol_of(name: str) -> ScaleProtocol:
    """The decoder's side of a simulated form."""
    return PROTOCOLS[name.partition("/")[0]]


def plates_of(name: str) -> tuple[Plate, ...]:
    """The plates that a form can show."""
    cannot = _CANNOT.get(name.partition("/")[0], lambda _plate: False)
    return tuple(plate for plate in PLATES if not cannot(plate))


def form_of(name: str, plate: Plate) -> LineForm:
    """What the settings say about a line of this form: no more than the protocol needs."""
    needs = protocol_of(name).needs
    return LineForm(
        unit=plate.unit if Tells.UNIT in needs else None,
        decimals=plate.decimals if Tells.DECIMALS in needs or _without_point(name, plate) else None,
        checksum=name.endswith("/checksum"),
        net=name.startswith(ASKED_APART),
    )


def _without_point(name: str, plate: Plate) -> bool:
    """A till's scale in grams sends bare digits, and the decoder wants to be told so."""
    return name == "toledo-8217" and plate.decimals == 0


def decoder_for(name: str, plate: Plate) -> Decoder:
    """A fresh decoder with these settings."""
    return protocol_of(name).decoder(form_of(name, plate))


def said(name: str, plate: Plate, shown: Indication, form: LineForm | None = None) -> bytes:
    """What the simulated scale sends: by itself if it does, else when it is asked with the decoder's own question."""
    protocol, scale = protocol_of(name), _Still(plate, shown)
    if protocol.streams and name != "mt-sics":
        return speaker(name, scale).tick(0)
    assert protocol.question is not None
    return speaker(name, scale, asked=True).hear(protocol.question(form or form_of(name, plate)), 0)


def some_indication(plate: Plate, chance: random.Random) -> Indication:
    """A display as it may stand in a session: loads of every size, tares, motion, now and then out of range."""
    beyond = chance.choice(("over", "under", *[""] * 20))
    gross_mg, tare_mg = _loaded(plate, chance, beyond)
    return Indication(
        gross_mg,
        gross_mg - tare_mg,
        tare_mg,
        stable=chance.random() < 0.7,
        over=beyond == "over",
        under=beyond == "under",
        zero_captured=True,
    )


def _loaded(plate: Plate, chance: random.Random, beyond: str) -> tuple[int, int]:
    """Gross and tare."""
    division_mg, whole = plate.division_mg, plate.max_mg // plate.division_mg
    if beyond:
        return (plate.max_mg + 10 * division_mg if beyond == "over" else -21 * division_mg), 0
    places = chance.randrange(1, len(str(whole)) + 1)
    counts = -chance.randrange(20) if chance.random() < 0.2 else min(chance.randrange(10**places), whole)
    tare = chance.choice((0, 0, 1, max(counts, 0) // 3, whole // 7))
    return counts * division_mg, tare * division_mg


@cache
def stream(name: str, seed: int, count: int) -> tuple[Plate, tuple[bytes, ...]]:
    """A plate and so many frames of one form, the same for a seed; what sends nothing is left out."""
    chance = random.Random(seed)
    plate = plates_of(name)[seed % len(plates_of(name))]
    frames = [said(name, plate, some_indication(plate, chance)) for _ in range(count)]
    return plate, tuple(frame for frame in frames if frame)


def weight(item: Item) -> int | None:
    """The mass in a reading that could become a weighing, in milligrams; None for everything else."""
    if isinstance(item, Reading) and item.condition is Condition.OK and item.figure and item.stable is not False:
        return item.figure.mass_mg
    return None


def contradiction(name: str, plate: Plate, shown: Indication, item: Item) -> str | None:
    """Say in what a reading is not what the display showed; None when it is true."""
    if not isinstance(item, Reading):
        return f"no reading: {item}"
    told = Tells.RANGE in protocol_of(name).tells
    if told and (shown.over or (shown.under and not name.startswith(_NO_UNDER))):
        return _beyond(name, shown, item)
    if item.condition is not Condition.OK or item.figure is None:
        silent = name == "toledo-8217" and (not shown.stable or shown.value_mg < 0) and item.figure is None
        return None if silent else f"no value: {item}"
    return _value(name, plate, shown, item)


def _beyond(name: str, shown: Indication, item: Reading) -> str | None:
    sides = {Condition.OVERLOAD} if shown.over else {Condition.UNDERLOAD}
    if name.startswith(_ONE_SIDED):
        sides |= {Condition.OVERLOAD}
    return None if item.condition in sides else f"out of range: {item}"


def _value(name: str, plate: Plate, shown: Indication, item: Reading) -> str | None:
    tells = protocol_of(name).tells
    figure, tare, zero = item.figure, item.tare, item.at_zero
    # Sartorius leaves the unit blank in motion: then there is no mass to speak of.
    nameless = name.startswith("sartorius") and not shown.stable
    truth = {
        "mass": (figure and figure.mass_mg, None if nameless else shown.value_mg),
        "stable": (item.stable, shown.stable if Tells.STABLE in tells else None),
    }
    if not name.startswith(_NO_UNIT):
        truth["unit"] = (figure and figure.unit.lower(), "" if nameless else plate.unit)
        truth["decimals"] = (figure and figure.decimals, 1 if name == "yaohua-tenths" else plate.decimals)
    if Tells.GROSS_OR_NET in tells and item.shown_as is not ShownAs.DISPLAYED:
        net = shown.is_net or name.startswith(ASKED_APART)
        truth["shown as"] = (item.shown_as, ShownAs.NET if net else ShownAs.GROSS)
    if tare is not None:
        truth["tare"] = (tare.mass_mg, shown.tare_mg)
    elif Tells.TARE in tells and not name.startswith(_SENDS_NO_TARE):
        truth["tare"] = (None, shown.tare_mg or None)
    if zero is not None:
        truth["at zero"] = (
            zero,
            (zero and 0 in {shown.gross_mg, shown.value_mg}) or shown.gross_mg == shown.value_mg == 0,
        )
    wrong = [f"{what} {told!r} for {true!r}" for what, (told, true) in truth.items() if told != true]
    return f"{'; '.join(wrong)} in {item}" if wrong else None
