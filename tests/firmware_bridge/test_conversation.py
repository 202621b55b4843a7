"""What the MT-SICS side asks, when, and what it makes of refusals; on a clock of its own."""

from itertools import pairwise

import pytest

from firmware_bridge.dialogue import Asking
from firmware_bridge.events import Connected, Event, LineLostError, Measured, Moment
from firmware_bridge.orders import NoAnswerError, NotConnectedError, Orders
from firmware_bridge.protocols.mt_sics import COMMANDS, MtSics
from firmware_bridge.settings import MIN_POLL_US, Identity, PortSettings

STEP_US = 20_000
VALUE = b"S S      100.0 g\r\n"
WILLING = {
    b"I2\r\n": b'I2 A "M"\r\n',
    b"I3\r\n": b'I3 A "V"\r\n',
    b"I4\r\n": b'I4 A "N"\r\n',
    b"TA\r\n": b"TA A        5.0 g\r\n",
    b"SI\r\n": VALUE,
}


class Talk:
    """A conversation with a table of answers, a step every 20 ms."""

    def __init__(self, answers: dict[bytes, bytes], settings: PortSettings | None = None) -> None:
        self.answers, self.orders = answers, Orders()
        self.dialogue = Asking(settings or PortSettings(url="none"), self.orders)
        self.asked: list[tuple[int, bytes]] = []
        self.events: list[Event] = []
        self.now_us = 0

    def say(self, line: bytes) -> None:
        """Let the scale speak."""
        for item in MtSics().feed(line):
            self.events += self.dialogue.hear(item, Moment(self.now_us, self.now_us))

    def run(self, seconds: float) -> list[bytes]:
        """Go on for some time; gives the questions of that time."""
        before = len(self.asked)
        for _ in range(int(seconds * 1_000_000) // STEP_US):
            self.now_us += STEP_US
            if question := self.dialogue.due(Moment(self.now_us, self.now_us)):
                self.asked.append((self.now_us, question))
                self.say(self.answers.get(question, b""))
        return [question for _, question in self.asked[before:]]

    def measured(self) -> list[Measured]:
        """The values told so far."""
        return [event for event in self.events if isinstance(event, Measured)]


def test_who_it_is_then_values_and_now_and_then_the_tare_and_the_serial_number():
    """Within eleven seconds: one introduction, a tare a second, the serial number once more."""
    talk = Talk(WILLING)
    asked = talk.run(11)

    assert asked[:4] == [b"I2\r\n", b"I3\r\n", b"I4\r\n", b"TA\r\n"]
    assert talk.events[0] == Connected(Identity(None, "M", "N", "V", "mt-sics"))
    assert asked.count(b"TA\r\n") in {10, 11}
    assert asked.count(b"I4\r\n") == 2
    assert asked.count(b"SI\r\n") >= 45
    assert {event.reading.tare.mass_mg for event in talk.measured() if event.reading.tare} == {5_000}


def test_questions_are_never_closer_than_the_scale_can_take():
    """KERN: 100 ms, whatever is due."""
    talk = Talk(WILLING, PortSettings(url="none", poll_us=100_000, period_us=300_000, tare_us=120_000))
    talk.run(3)
    times = [at_us for at_us, _ in talk.asked]

    assert min(b - a for a, b in pairwise(times)) >= MIN_POLL_US


@pytest.mark.parametrize("refusal", [b"ES\r\n", b"EL\r\n", b"ET\r\n"])
def test_a_scale_that_knows_only_values(refusal: bytes):
    """It connects without an identity of its own, the plate of the settings fills in, and no tare is assumed."""
    plate = Identity("Maker", None, "on the plate", None, None)
    talk = Talk(dict.fromkeys(WILLING, refusal) | {b"SI\r\n": VALUE}, PortSettings(url="none", nameplate=plate))
    talk.run(3)

    assert talk.events[0] == Connected(Identity("Maker", None, "on the plate", None, "mt-sics"))
    assert {event.reading.tare for event in talk.measured()} == {None}


def test_questions_without_an_answer_are_given_up():
    """A scale that answers only SI is connected at its first value; a silent one never."""
    talk, silent = Talk({b"SI\r\n": VALUE}), Talk({})
    talk.run(4)
    silent.run(4)

    assert isinstance(talk.events[0], Connected)
    assert len(talk.measured()) > 3
    assert silent.events == []


@pytest.mark.parametrize("answer", [b"TA I\r\n", b"TA L\r\n", b"ES\r\n", b""])
def test_a_tare_that_is_refused_later_is_not_kept(answer: bytes):
    """The old tare is forgotten as soon as the scale will not repeat it."""
    talk = Talk(WILLING)
    talk.run(2)
    talk.answers = WILLING | {b"TA\r\n": answer}
    talk.run(2)

    assert talk.measured()[0].reading.tare is not None
    assert talk.measured()[-1].reading.tare is None


@pytest.mark.parametrize("line", [b"T S        7.0 g\r\n", b"TAC A\r\n", b"Z A\r\n", b"ZI S\r\n", b"T I\r\n"])
def test_whatever_may_have_changed_the_tare_makes_it_unknown_until_it_is_told(line: bytes):
    """The tare is asked next, before any value."""
    talk = Talk(WILLING)
    talk.run(2)
    talk.say(line)
    talk.say(VALUE)

    assert talk.measured()[-1].reading.tare is None
    assert talk.run(0.3)[0] == b"TA\r\n"
    assert talk.measured()[-1].reading.tare is not None


def test_a_stream_is_started_once_and_again_when_it_stops():
    """SIR is asked again after a hole longer than the period."""
    talk = Talk(WILLING, PortSettings(url="none", poll=False))
    talk.run(0.6)
    for _ in range(20):
        talk.say(VALUE)
        talk.run(0.1)
    flowing = [question for _, question in talk.asked].count(b"SIR\r\n")
    stopped = talk.run(1.5).count(b"SIR\r\n")

    assert (flowing, stopped) == (1, 2)


def test_a_greeting_ends_the_conversation():
    """The serial number unasked is what a scale says when it is switched on."""
    talk = Talk(WILLING)
    talk.run(2)

    with pytest.raises(LineLostError, match="switching on"):
        talk.say(b'I4 A "N"\r\n')


def test_a_greeting_during_the_introduction_is_only_an_answer():
    """A scale that is switched on while it is asked is not lost for it."""
    talk = Talk(WILLING)
    talk.run(0.15)
    talk.say(b'I4 A "N"\r\n')
    talk.run(1)

    assert isinstance(talk.events[0], Connected)


def test_an_order_goes_before_the_questions_and_silence_is_allowed_meanwhile():
    """While the scale waits for stability no question disturbs it; then the order fails and the tare is unknown."""
    settings = PortSettings(url="none")
    talk = Talk(WILLING, settings)
    talk.run(2)
    order = talk.orders.give(COMMANDS["T"])
    asked = talk.run(5)
    asked_us = talk.asked[-1][0]
    talk.run(6)

    assert asked == [b"T\r\n"]
    assert talk.dialogue.patient_until_us == asked_us + settings.action_us
    with pytest.raises(NoAnswerError):
        order.wait(0)


def test_patience_ends_with_the_answer():
    """After it silence means again what it always means."""
    talk = Talk(WILLING | {b"Z\r\n": b"Z A\r\n"})
    talk.run(2)
    order = talk.orders.give(COMMANDS["Z"])
    talk.run(0.5)

    assert order.wait(0).raw == b"Z A\r\n"
    assert talk.dialogue.patient_until_us == 0


def test_a_lost_line_fails_the_open_order():
    """Nobody waits for an answer that cannot come."""
    talk = Talk(WILLING)
    talk.run(2)
    order = talk.orders.give(COMMANDS["Z"])
    talk.run(0.2)
    talk.dialogue.give_up()

    with pytest.raises(NotConnectedError):
        order.wait(0)


def test_an_order_that_was_called_back_is_never_sent():
    """Who stopped waiting must not tare the scale later."""
    talk = Talk(WILLING)
    talk.run(2)
    order = talk.orders.give(COMMANDS["T"])
    with pytest.raises(NoAnswerError):
        order.wait(0)

    assert b"T\r\n" not in talk.run(2)
