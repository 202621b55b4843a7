"""The simulator against bytes written by hand from the manuals, so that it and the decoders do not only agree together."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from firmware_bridge import simulator
from firmware_bridge.simulator.mt_continuous import MtContinuousSpeaker, frame
from firmware_bridge.simulator.mt_sics import WAIT_US, MtSicsSpeaker
from firmware_bridge.simulator.scale import Indication, Plate, Scale

Ask = Callable[[bytes], bytes]


class Clock:
    """Time that stands still until told."""

    def __init__(self) -> None:
        self.now_us = 1_000_000

    def __call__(self) -> int:
        """Give the time."""
        return self.now_us


@pytest.fixture
def clock():
    """One clock for scale and speaker."""
    return Clock()


@pytest.fixture
def scale(clock: Clock):
    """6 kg, 0.1 g, settling within half a second."""
    return Scale(Plate(), settle_us=500_000, clock=clock)


@pytest.fixture
def ask(scale: Scale, clock: Clock):
    """Send a question, get the bytes of the answer."""
    speaker = MtSicsSpeaker(scale)
    return lambda question: speaker.hear(question, clock.now_us)


def settle(scale: Scale, clock: Clock, mass_mg: int | None):
    """Put a load on and wait."""
    scale.put(mass_mg)
    clock.now_us += 600_000


def test_the_simulator_knows_nothing_of_the_decoders():
    """It imports only itself from this project."""
    for path in Path(simulator.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            ours = [name for name in names if name.startswith(("firmware_bridge", "station", "api"))]
            assert all(name.startswith("firmware_bridge.simulator") for name in ours)


def test_a_stable_and_a_moving_value(scale: Scale, clock: Clock, ask: Ask):
    """AL-IC p72: `S S     100.00 g` and `S D`, here with one decimal; half way there after half the time."""
    scale.put(200_000)
    clock.now_us += 250_000
    moving = ask(b"SI\r\n")
    clock.now_us += 250_000

    assert moving == b"S D      100.0 g\r\n"
    assert ask(b"SI\r\n") == b"S S      200.0 g\r\n"


@pytest.mark.parametrize(
    ("mass_mg", "answer"),
    [
        (1_234_560, b"S S     1234.6 g\r\n"),
        (-100, b"S S       -0.1 g\r\n"),
        (6_000_900, b"S S     6000.9 g\r\n"),
        (6_001_000, b"S +\r\n"),
        (-2_000, b"S S       -2.0 g\r\n"),
        (-2_100, b"S -\r\n"),
    ],
)
def test_rounding_and_limits(scale: Scale, clock: Clock, ask: Ask, mass_mg: int | None, answer: bytes):
    """R 76: rounded to the division, nothing shown above Max + 9 e or below -20 d."""
    settle(scale, clock, mass_mg)

    assert ask(b"SI\r\n") == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (b"I2\r\n", b'I2 A "SIM6000"\r\n'),
        (b"I3\r\n", b'I3 A "1.00"\r\n'),
        (b"I4\r\n", b'I4 A "SIM-0001"\r\n'),
        (b"TA\r\n", b"TA A        0.0 g\r\n"),
        (b"TAC\r\n", b"TAC A\r\n"),
        (b"Z\r\n", b"Z A\r\n"),
        (b"si\r\n", b"ES\r\n"),
        (b"C3\r\n", b"ES\r\n"),
        (b"S", b""),
    ],
)
def test_answers(ask: Ask, question: bytes, answer: bytes):
    """Each byte for byte."""
    assert ask(question) == answer


def test_a_question_in_pieces(ask: Ask):
    """It answers at the line end."""
    assert [ask(piece) for piece in (b"S", b"I", b"\r", b"\nSI\r\n")] == [b"", b"", b"", b"S S        0.0 g\r\n" * 2]


def test_tare_and_net(scale: Scale, clock: Clock, ask: Ask):
    """`T S` with the tare; then values are net, and SIX1 tells all three."""
    settle(scale, clock, 12_000)

    assert ask(b"T\r\n") == b"T S       12.0 g\r\n"
    assert ask(b"SI\r\n") == b"S S        0.0 g\r\n"
    settle(scale, clock, 512_000)
    assert ask(b"SI\r\n") == b"S S      500.0 g\r\n"
    assert ask(b"TA\r\n") == b"TA A       12.0 g\r\n"
    assert ask(b"SIX1\r\n") == b"SIX1 S 0 N R R 0 0 0 1 M     512.0     500.0      12.0 g\r\n"


def test_tare_waits_for_a_stable_scale_and_gives_up(scale: Scale, clock: Clock):
    """No answer while in motion; `T I` when it never settles."""
    speaker = MtSicsSpeaker(scale)
    scale.put(100_000)
    assert speaker.hear(b"T\r\n", clock.now_us) == b""
    clock.now_us += 600_000
    assert speaker.tick(clock.now_us) == b"T S      100.0 g\r\n"

    scale.put(200_000)
    assert speaker.hear(b"T\r\n", clock.now_us) == b""
    assert speaker.tick(clock.now_us + WAIT_US) == b"T I\r\n"


def test_zero_reaches_four_percent(scale: Scale, clock: Clock, ask: Ask):
    """`Z +` and `Z -` beyond."""
    settle(scale, clock, 240_000)
    assert ask(b"Z\r\n") == b"Z A\r\n"
    settle(scale, clock, 240_100)
    assert ask(b"Z\r\n") == b"Z +\r\n"
    settle(scale, clock, -240_100)
    assert ask(b"Z\r\n") == b"Z -\r\n"


def test_the_stream_goes_on_until_the_next_question(scale: Scale, clock: Clock):
    """SIR repeats; SI ends it."""
    speaker = MtSicsSpeaker(scale)
    assert speaker.hear(b"SIR\r\n", clock.now_us) == b""
    assert [speaker.tick(clock.now_us + late) for late in (0, 50_000, 100_000)] == [
        b"S S        0.0 g\r\n",
        b"",
        b"S S        0.0 g\r\n",
    ]
    speaker.hear(b"SI\r\n", clock.now_us)
    assert speaker.tick(clock.now_us + 900_000) == b""


def test_switching_on_greets_and_forgets(scale: Scale, clock: Clock):
    """The serial number is said, the tare and the stream are gone, and a heavy load is not taken for zero."""
    speaker = MtSicsSpeaker(scale)
    speaker.hear(b"SIR\r\nT\r\n", clock.now_us)
    settle(scale, clock, 1_300_000)
    scale.switch_on()

    assert speaker.switch_on() == b'I4 A "SIM-0001"\r\n'
    assert speaker.tick(clock.now_us) == b""
    assert scale.show() == Indication(
        1_300_000, 1_300_000, 0, stable=True, over=False, under=False, zero_captured=False
    )


def shown(gross_mg: int = 12_340_000, tare_mg: int = 0, **flags: bool):
    """An indication with its usual flags."""
    usual = {"stable": True, "over": False, "under": False, "zero_captured": True}
    return Indication(gross_mg, gross_mg - tare_mg, tare_mg, **(usual | flags))


TEN_GRAMS_IN_KG = Plate(max_mg=60_000_000, division_mg=10_000, unit="kg")


@pytest.mark.parametrize(
    ("plate", "indication", "expected"),
    [
        (TEN_GRAMS_IN_KG, shown(), b"\x02\x2c\x30\x20001234000000\r"),
        (TEN_GRAMS_IN_KG, shown(stable=False), b"\x02\x2c\x38\x20001234000000\r"),
        (TEN_GRAMS_IN_KG, shown(-50_000), b"\x02\x2c\x32\x20000005000000\r"),
        (TEN_GRAMS_IN_KG, shown(zero_captured=False), b"\x02\x2c\x70\x20001234000000\r"),
        (TEN_GRAMS_IN_KG, shown(over=True), b"\x02\x2c\x34\x20001234000000\r"),
        (TEN_GRAMS_IN_KG, shown(tare_mg=2_340_000), b"\x02\x2c\x31\x20001000000234\r"),
        (Plate(division_mg=2_000, unit="g"), shown(), b"\x02\x32\x20\x21012340000000\r"),
        (Plate(division_mg=50_000, unit="g"), shown(12_350_000), b"\x02\x39\x20\x21012350000000\r"),
        (Plate(division_mg=100_000, unit="g"), shown(12_300_000), b"\x02\x28\x20\x21012300000000\r"),
        (Plate(division_mg=500, unit="g"), shown(12_340_500), b"\x02\x3b\x20\x21123405000000\r"),
        (Plate(division_mg=1_000_000, unit="t"), shown(), b"\x02\x2d\x20\x22000012000000\r"),
    ],
)
def test_frames_by_the_bit_tables(plate: Plate, indication: Indication, expected: bytes):
    """WILDCAT p41, each frame worked out by hand."""
    assert frame(plate, indication, checksum=False) == expected


@pytest.mark.parametrize("wrong", [{"division_mg": 300}, {"division_mg": 0}, {"max_mg": 50}])
def test_a_plate_that_no_scale_can_have_is_refused(wrong: dict[str, int]):
    """R 76 knows divisions of 1, 2 and 5."""
    with pytest.raises(ValueError, match="division"):
        Plate(**wrong)


def test_the_checksum_of_a_frame():
    """725 = 5 * 128 + 85, and 128 - 85 = 0x2B."""
    assert frame(TEN_GRAMS_IN_KG, shown(), checksum=True)[17:] == b"\x2b"


def test_frames_come_ten_times_a_second(scale: Scale, clock: Clock):
    """Not faster, and without a question."""
    speaker = MtContinuousSpeaker(scale, checksum=False)
    sent = [speaker.tick(clock.now_us + late) for late in (0, 50_000, 100_000, 150_000, 200_000)]

    assert [len(piece) for piece in sent] == [17, 0, 17, 0, 17]
