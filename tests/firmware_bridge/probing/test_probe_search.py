"""The probe against simulated scales behind a line that is modelled bit by bit."""

import pytest

from firmware_bridge.probing import Doing, Findings, Probe, Progress
from firmware_bridge.probing.evidence import disagree, rivals
from firmware_bridge.probing.hints import EIGHT, EIGHT_EVEN, SEVEN_EVEN, SEVEN_NONE, SEVEN_ODD, Word
from firmware_bridge.protocols import PROTOCOLS, LineForm
from firmware_bridge.simulator import Plate
from tests.firmware_bridge.probing.uart import ModelScale, Way

LIMIT_US = 300_000_000
KG = Plate(max_mg=60_000_000, division_mg=10_000, unit="kg")


def probed(scale: ModelScale, *, limit_us: int = LIMIT_US, fixed: bool = False) -> tuple[Findings, list[Progress]]:
    """Run the probe to its end."""
    told: list[Progress] = []
    return Probe(scale.open, "model", tell=told.append, limit_us=limit_us, fixed=fixed).run(), told


@pytest.mark.parametrize("word", [EIGHT, SEVEN_EVEN, SEVEN_ODD, SEVEN_NONE], ids=str)
@pytest.mark.parametrize("baudrate", [1200, 4800, 9600, 57_600])
def test_a_scale_that_sends_by_itself_is_found_at_any_speed_and_word(baudrate: int, word: Word):
    """Nothing is sent, and the parity is read off the eighth bits, not guessed."""
    scale = ModelScale("mt-continuous/checksum", Way(baudrate, word), KG)
    scale.scale.put(12_340_000)
    findings, _ = probed(scale)

    assert findings.found
    best = findings.found.evidence[0]
    assert findings.found.setting == (baudrate, word)
    assert not findings.found.polled
    assert (best.protocol.name, best.form.checksum, best.shown) == ("mt-continuous", True, "12.34 kg")
    assert scale.sent == b""
    assert scale.opened[-1] == scale.way


def test_a_wrong_speed_leads_straight_to_the_right_one():
    """A line that is slower than the port shows by how much, so the speeds between are not tried."""
    scale = ModelScale("mt-continuous", Way(1200, SEVEN_EVEN), KG)
    probed(scale)

    assert scale.opened == [Way(9600, EIGHT), Way(1200, EIGHT), Way(1200, SEVEN_EVEN)]


ASKED = {
    "mt-sics": Way(9600, EIGHT),
    "mt-sics at another speed": Way(19_200, SEVEN_EVEN),
    "toledo-8217": Way(9600, SEVEN_EVEN),
    "a-and-d": Way(2400, SEVEN_EVEN),
    "sartorius-sbi": Way(1200, SEVEN_ODD),
    "sma": Way(9600, EIGHT),
    "massa-k": Way(4800, EIGHT_EVEN),
    "massa-k at its other delivery": Way(57_600, EIGHT),
    "tenso-m": Way(9600, EIGHT),
    "tenso-m/checksum": Way(9600, EIGHT),
    "yaohua-command": Way(9600, EIGHT),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_silent_scale_is_asked(name: str):
    """It is found by one of the questions that only read."""
    voice = name.partition(" ")[0]
    protocol = voice.partition("/")[0]
    scale = ModelScale(voice, ASKED[name], KG, asked=True)
    scale.scale.put(12_340_000)
    findings, told = probed(scale)

    assert findings.found
    assert findings.found.polled
    assert findings.found.setting == (ASKED[name].baudrate, ASKED[name].word)
    assert findings.found.evidence[0].protocol.name == protocol
    assert "12.34" in findings.found.evidence[0].shown
    assert told[0].doing is Doing.LISTENING


def test_an_answer_shows_the_word_before_other_speeds_are_tried():
    """A scale that answers a question with a wrong parity has the right speed, and its eighth bits say the word."""
    scale = ModelScale("toledo-8217", Way(4800, SEVEN_ODD), KG, asked=True, strict=False)
    findings, _ = probed(scale)

    assert findings.found
    assert findings.found.setting == (4800, SEVEN_ODD)
    assert scale.opened[-2].baudrate == 4800


def test_only_the_protocols_own_questions_are_sent():
    """Whatever stays unanswered, nothing else leaves the port (R15)."""
    scale = ModelScale("mt-sics", Way(300, EIGHT))
    probed(scale)
    asking = [protocol.question for protocol in PROTOCOLS.values() if protocol.question]
    questions = {question(LineForm(checksum=checksum)) for question in asking for checksum in (False, True)}

    rest = scale.sent
    for question in sorted(questions, key=len, reverse=True):
        rest = rest.replace(question, b"")
    assert scale.sent
    assert rest == b""


def test_the_time_is_bounded():
    """A scale that nothing can read ends the search at its limit, having tried every setting once before."""
    scale = ModelScale("mt-sics", Way(300, SEVEN_ODD))
    findings, told = probed(scale, limit_us=20_000_000)

    assert findings.found is None
    assert 20_000_000 < findings.elapsed_us < 21_000_000
    assert told[-1].elapsed_us == findings.elapsed_us


def test_a_scale_that_prints_at_a_key_is_waited_for():
    """After all questions the probe goes on listening, and tells the operator to press the key."""
    scale = ModelScale("a-and-d", Way(9600, EIGHT), KG, asked=True)
    scale.way = Way(9600, Word(8, "O", 1))  # the questions do not reach it, and what it prints is read at 8N1

    def tell(progress: Progress) -> None:
        if progress.doing is Doing.WAITING:
            scale.way, scale.prints = Way(9600, EIGHT), True

    findings = Probe(scale.open, "model", tell=tell, limit_us=600_000_000).run()

    assert findings.found
    assert findings.found.evidence[0].protocol.name == "a-and-d"
    assert not findings.found.polled


def test_an_adapter_on_the_network_has_one_setting():
    """Its speed is set in the adapter; a parity bit that it passes on is still seen."""
    scale = ModelScale("mt-continuous", Way(9600, SEVEN_EVEN), KG)
    findings, _ = probed(scale, fixed=True)

    assert findings.found
    assert findings.found.setting == (9600, SEVEN_EVEN)
    assert set(scale.opened) == {Way(9600, EIGHT)}


def test_parity_of_eight_bits_cannot_be_heard():
    """It is found, and said not to be known."""
    scale = ModelScale("mt-continuous/checksum", Way(9600, Word(8, "O", 1)), KG)
    findings, _ = probed(scale)

    assert findings.found
    assert findings.found.setting.word in {EIGHT, EIGHT_EVEN}
    assert findings.found.parity_known == (findings.found.setting.word == EIGHT)


def test_formats_that_share_their_bytes_are_told_apart_only_by_the_display():
    """Both are kept, and they disagree by ten or more."""
    scale = ModelScale("yaohua-0", Way(9600, EIGHT), KG)
    scale.scale.put(12_340_000)
    findings, _ = probed(scale)

    assert findings.found
    first, *others = findings.found.evidence
    assert {first.protocol.name, *(each.protocol.name for each in others)} >= {"yaohua-0", "yaohua-tenths"}
    assert first.has_checksum
    assert rivals(findings.found.evidence)
    assert any(disagree(first, other) for other in rivals(findings.found.evidence))
    assert {each.protocol.name: each.shown for each in findings.found.evidence} == {
        "yaohua-0": "12.34",
        "yaohua-tenths": "1234.2",
    }
