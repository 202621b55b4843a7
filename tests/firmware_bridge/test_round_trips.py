"""Every protocol from a simulated display to a reading, the simulator and the decoder being written apart from each other."""

import random
from dataclasses import replace

import pytest

from firmware_bridge.events import Measured
from firmware_bridge.protocols import PROTOCOLS
from firmware_bridge.reading import Fault, Item, Reading, ShownAs
from firmware_bridge.simulator import SimulatedScale
from firmware_bridge.simulator.scale import Indication
from firmware_bridge.simulator.speakers import NAMES
from tests.emulated import (
    ASKED_APART,
    contradiction,
    decoder_for,
    form_of,
    plates_of,
    protocol_of,
    said,
    some_indication,
)

DISPLAYS = 60


def test_every_protocol_has_a_simulated_scale():
    """And no simulated scale speaks what nobody can read. The board is simulated by its own firmware."""
    assert {name.partition("/")[0] for name in NAMES} == set(PROTOCOLS) - {"board"}


@pytest.mark.parametrize("name", NAMES)
def test_the_display_comes_through(name: str):
    """Random loads, signs, tares, motion, out of range, on every plate: exact milligrams, flags, and nothing lost."""
    chance = random.Random(name)
    for plate in plates_of(name):
        decoder = decoder_for(name, plate)
        for shown in [some_indication(plate, chance) for _ in range(DISPLAYS)]:
            frame = said(name, plate, shown)
            items = decoder.feed(frame)
            readings = [item for item in items if isinstance(item, Reading)]

            # The line feed after a CR may belong to the next frame.
            assert decoder.held in {b"", b"\n"}
            assert not [item for item in items if isinstance(item, Fault)]
            assert len(readings) == bool(frame)
            assert [contradiction(name, plate, shown, item) for item in readings] == [None] * len(readings)


def bare(item: Item):
    """An item without the line feed of the frame before it."""
    return replace(item, raw=item.raw.strip(b"\n"))


@pytest.mark.parametrize("name", NAMES)
def test_a_stream_is_the_sum_of_its_frames(name: str):
    """All frames in one piece give what each gives alone."""
    chance = random.Random(name)
    plate = plates_of(name)[0]
    frames = [said(name, plate, some_indication(plate, chance)) for _ in range(DISPLAYS)]
    alone = [item for frame in frames for item in decoder_for(name, plate).feed(frame)]
    decoder = decoder_for(name, plate)
    together = decoder.feed(b"".join(frames))

    assert b"".join(item.raw for item in together) + decoder.held == b"".join(frames)
    assert [bare(item) for item in together] == [bare(item) for item in alone]


def test_a_reading_that_lies_is_noticed():
    """The comparison itself: another mass, another flag."""
    plate = plates_of("mt-continuous")[0]
    shown = Indication(12_340, 12_340, 0, stable=True, over=False, under=False, zero_captured=True)
    other = Indication(12_350, 12_350, 0, stable=False, over=False, under=False, zero_captured=True)
    (reading,) = decoder_for("mt-continuous", plate).feed(said("mt-continuous", plate, shown))

    assert contradiction("mt-continuous", plate, shown, reading) is None
    assert "mass 12340 for 12350; stable True for False" in (
        contradiction("mt-continuous", plate, other, reading) or ""
    )


@pytest.mark.parametrize("name", ["toledo-8217", "massa-k", "tenso-m/checksum", "yaohua-command", "yaohua-0", "radwag"])
def test_over_a_real_line(name: str, port_on):
    """A port reads a simulated scale on a pseudo-terminal, asked or by itself, until the load stands on the display."""
    plate = plates_of(name)[-1]
    load_mg = 41 * plate.division_mg
    form, protocol = form_of(name, plate), protocol_of(name)
    poll = protocol.question is not None
    with (
        SimulatedScale(protocol=name, plate=plate, settle_us=0, asked=poll) as scale,
        port_on(scale.device, protocol=protocol.name, poll=poll, form=form) as (_, owner),
    ):
        scale.put(load_mg)

        assert owner.wait_for(Measured, lambda event: event.reading.figure and event.reading.figure.mass_mg == load_mg)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith(ASKED_APART)])
def test_gross_has_a_question_of_its_own(name: str):
    """A net mass is never taken for a gross one: each is asked, and the answer names itself."""
    plate = plates_of(name)[0]
    shown = Indication(50_000, 38_000, 12_000, stable=True, over=False, under=False, zero_captured=True)
    answers = {}
    for net in (False, True):
        form = replace(form_of(name, plate), net=net)
        frame = said(name, plate, shown, form)
        (answers[net],) = protocol_of(name).decoder(form).feed(frame)

    assert [(answers[net].shown_as, answers[net].figure.mass_mg) for net in (False, True)] == [
        (ShownAs.GROSS, 50_000),
        (ShownAs.NET, 38_000),
    ]
